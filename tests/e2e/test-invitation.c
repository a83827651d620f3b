/* test-invitation.c: one person invites, passes the address on, and the other comes in by it, once
 *
 * SPDX-License-Identifier: MIT
 */
#include "tests/e2e/person.h"

#define NEW_EMAIL "nina@acme-auto.example"
#define NEW_PASSWORD "velvet-otter-canal-9"

typedef struct
{
  E2ePlatform platform;
  E2eClient client;
} Setting;

static void
set_up (Setting *setting, gconstpointer data)
{
  e2e_platform_start (&setting->platform);
  e2e_client_start (&setting->client);
}

static void
tear_down (Setting *setting, gconstpointer data)
{
  e2e_client_clear (&setting->client);
  e2e_platform_clear (&setting->platform);
}

/* (transfer full): what stands in an entry */
static char *
read_text (AtspiAccessible *accessible)
{
  g_autoptr (GError) error = NULL;
  e2e_auto AtspiText *text = atspi_accessible_get_text_iface (accessible);
  char *contents;

  g_assert_nonnull (text);
  contents = atspi_text_get_text (text, 0, atspi_text_get_character_count (text, &error), &error);
  g_assert_no_error (error);
  return contents;
}

/* (transfer full): the address to pass on */
static char *
invite (E2eClient *client)
{
  e2e_auto AtspiAccessible *address = NULL;

  e2e_client_act (client, "win.show-page", "users");
  g_object_unref (e2e_wait_for (client, ATSPI_ROLE_FRAME, "Users — Smooth Schedule"));
  e2e_press_button (client, "Invite Somebody");
  e2e_enter_into (client, "Name", "Nina New");
  e2e_enter_into (client, "E-Mail", NEW_EMAIL);
  e2e_key ("ctrl+s");
  g_object_unref (e2e_wait_for (client, ATSPI_ROLE_LABEL, "Nina New Is Invited"));
  address = e2e_wait_for (client, ATSPI_ROLE_TEXT, "Address of the invitation");
  e2e_press_button (client, "Copy");
  g_object_unref (e2e_wait_for (client, ATSPI_ROLE_PUSH_BUTTON, "Copied"));
  return read_text (address);
}

static void
accept_invitation (E2eClient *client, const char *address)
{
  e2e_auto AtspiAccessible *accept = NULL;

  e2e_press_button (client, "I Have an Invitation");
  e2e_enter_into (client, "Address of the Invitation", address);
  g_object_unref (e2e_wait_for (client, ATSPI_ROLE_INVALID, "invites you."));
  e2e_enter_into (client, "Your Name", "Nina Newcomer");
  e2e_enter_into (client, "Choose a Password", NEW_PASSWORD);
  e2e_enter_into (client, "Password Again", NEW_PASSWORD);
  accept = e2e_wait_for (client, ATSPI_ROLE_PUSH_BUTTON, "Accept");
  g_assert_true (e2e_is_sensitive (accept));
  e2e_press (accept);
}

static void
test_invitation (Setting *setting, gconstpointer data)
{
  E2eClient *client = &setting->client;
  g_autofree char *address = NULL;

  e2e_sign_in (client, &setting->platform, E2E_OWNER, E2E_PASSWORD);
  e2e_begin_in_marketplace (client);
  address = invite (client);
  e2e_key ("Escape");
  g_object_unref (e2e_wait_for (client, ATSPI_ROLE_LABEL, NEW_EMAIL));
  e2e_sign_out (client);

  accept_invitation (client, address);
  g_object_unref (e2e_wait_for (client, ATSPI_ROLE_LIST_ITEM, "Calendar"));
  g_object_unref (e2e_wait_for (client, ATSPI_ROLE_LABEL, "Nina Newcomer"));
  e2e_sign_out (client);

  /* Whoever finds the address later gets nowhere, and the password is the way in. */
  accept_invitation (client, address);
  g_object_unref (e2e_wait_for (client, ATSPI_ROLE_LABEL, "This invitation was used already"));
  e2e_press_button (client, "Back");
  e2e_sign_in (client, &setting->platform, NEW_EMAIL, NEW_PASSWORD);
  g_object_unref (e2e_wait_for (client, ATSPI_ROLE_LABEL, "Nina Newcomer"));
  e2e_client_quit (client);
}

int
main (int argc, char **argv)
{
  e2e_init (&argc, &argv);
  g_test_add ("/e2e/invitation", Setting, NULL, set_up, test_invitation, tear_down);
  return g_test_run ();
}
