/* test-tenants.c: the platform's staff make a business, enter it, leave it, suspend and delete it; an owner
 * adds a domain
 *
 * SPDX-License-Identifier: MIT
 */
#include "tests/e2e/person.h"

#define PLATFORM_MANAGER "pmanager@platform.example"

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

static void
wait_for (Setting *setting, AtspiRole role, const char *name)
{
  g_object_unref (e2e_wait_for (&setting->client, role, name));
}

static void
sign_in_as_manager (Setting *setting)
{
  g_autofree char *address = g_strdup_printf ("http://platform.localhost:%u", setting->platform.port);

  e2e_enter_into (&setting->client, "Address", address);
  e2e_enter_into (&setting->client, "E-Mail", PLATFORM_MANAGER);
  e2e_enter_into (&setting->client, "Password", E2E_PASSWORD);
  e2e_key ("Return");
  wait_for (setting, ATSPI_ROLE_LIST_ITEM, "Tenants");
  /* There is no business yet to have pages. */
  g_assert_null (e2e_find (setting->client.application, ATSPI_ROLE_LIST_ITEM, "Calendar"));
}

static AtspiAccessible *
show_page (Setting *setting, const char *id, const char *type)
{
  e2e_client_act (&setting->client, "win.show-page", id);
  return e2e_wait_for (&setting->client, ATSPI_ROLE_FILLER, type);
}

/* What is wrong is said at the field; what is right is made, and its owner's address shown. */
static void
create (Setting *setting)
{
  e2e_auto AtspiAccessible *page = show_page (setting, "tenants", "SsTenantsPage");
  e2e_auto AtspiAccessible *button = e2e_wait_within (page, ATSPI_ROLE_PUSH_BUTTON, "New Tenant");

  e2e_press (button);
  e2e_enter_into (&setting->client, "Name of the business", "Cedar Cycles");
  e2e_enter_into (&setting->client, "Subdomain", "acme-auto");
  e2e_auto AtspiAccessible *dialog = e2e_wait_for (&setting->client, ATSPI_ROLE_FRAME, "New Tenant");
  e2e_auto AtspiAccessible *owner = e2e_wait_within (dialog, ATSPI_ROLE_TEXT, "E-Mail");
  e2e_enter (owner, "carla@cedar.example");
  e2e_enter_into (&setting->client, "Full name", "Carla Cedar");
  e2e_press_button (&setting->client, "Create");
  wait_for (setting, ATSPI_ROLE_LABEL, "Another business has this subdomain.");
  e2e_enter_into (&setting->client, "Subdomain", "cedar");
  e2e_press_button (&setting->client, "Create");
  wait_for (setting, ATSPI_ROLE_LABEL, "The Owner of Cedar Cycles Is Invited");
  wait_for (setting, ATSPI_ROLE_TEXT, "Address of the invitation");
  e2e_key ("Escape");
  g_object_unref (e2e_wait_within (page, ATSPI_ROLE_LIST_ITEM, "Cedar Cycles, Active"));
}

/* Its pages are there with its name over them, and gone again with a key. */
static void
visit (Setting *setting)
{
  e2e_client_act (&setting->client, "win.visit-tenant", "acme-auto");
  wait_for (setting, ATSPI_ROLE_LABEL, "You are in Acme Auto Repair as Platform manager.");
  wait_for (setting, ATSPI_ROLE_LIST_ITEM, "Calendar");
  e2e_client_act (&setting->client, "win.show-page", "customers");
  e2e_auto AtspiAccessible *customers = e2e_wait_for (&setting->client, ATSPI_ROLE_FILLER, "SsCustomersPage");
  g_object_unref (e2e_wait_within (customers, ATSPI_ROLE_LABEL, "@"));
  e2e_key ("ctrl+shift+BackSpace");
  e2e_wait_until_gone (setting->client.application, ATSPI_ROLE_LIST_ITEM, "Calendar");
  wait_for (setting, ATSPI_ROLE_FRAME, "Tenants — ");
  g_assert_null (e2e_find (setting->client.application, ATSPI_ROLE_LABEL, "You are in Acme"));
}

static AtspiAccessible *
open_menu (Setting *setting, AtspiAccessible *page, const char *name, const char *entry)
{
  e2e_auto AtspiAccessible *row = e2e_wait_within (page, ATSPI_ROLE_LIST_ITEM, name);
  e2e_auto AtspiAccessible *menu = e2e_wait_within (row, ATSPI_ROLE_PUSH_BUTTON, "What Can Be Done");

  e2e_press (menu);
  return e2e_wait_for (&setting->client, ATSPI_ROLE_MENU_ITEM, entry);
}

static void
suspend_and_delete (Setting *setting)
{
  e2e_auto AtspiAccessible *page = e2e_wait_for (&setting->client, ATSPI_ROLE_FILLER, "SsTenantsPage");
  e2e_auto AtspiAccessible *suspend = open_menu (setting, page, "Cedar Cycles", "Suspend");

  e2e_press (suspend);
  wait_for (setting, ATSPI_ROLE_LABEL, "Suspend Cedar Cycles?");
  e2e_press_button (&setting->client, "_Suspend");
  g_object_unref (e2e_wait_within (page, ATSPI_ROLE_LIST_ITEM, "Cedar Cycles, Suspended"));

  e2e_auto AtspiAccessible *delete = open_menu (setting, page, "Cedar Cycles", "Delete");
  e2e_press (delete);
  wait_for (setting, ATSPI_ROLE_LABEL, "Delete Cedar Cycles?");
  e2e_auto AtspiAccessible *answer = e2e_wait_for (&setting->client, ATSPI_ROLE_PUSH_BUTTON, "_Delete");
  g_assert_false (e2e_is_sensitive (answer));
  e2e_enter_into (&setting->client, "Subdomain", "cedar");
  e2e_press (answer);
  wait_for (setting, ATSPI_ROLE_LABEL, "Cedar Cycles was deleted. A backup is kept for 30 days.");
  e2e_wait_until_gone (page, ATSPI_ROLE_LIST_ITEM, "Cedar Cycles");
}

/* Whether a name server is there or not: nothing leads from there to the platform. */
static gboolean
is_not_verified (gpointer data)
{
  E2eClient *client = data;
  e2e_auto AtspiAccessible *silent =
      e2e_find (client->application, ATSPI_ROLE_LABEL, "The DNS did not answer.");
  e2e_auto AtspiAccessible *missing = e2e_find (client->application, ATSPI_ROLE_LABEL,
                                                "There is no CNAME record for booking.acme.invalid yet.");

  return silent != NULL || missing != NULL;
}

/* The record to write into the DNS is there to be copied; where it is not written yet, that is said. */
static void
add_domain (Setting *setting)
{
  e2e_sign_in (&setting->client, &setting->platform, E2E_OWNER, E2E_PASSWORD);
  wait_for (setting, ATSPI_ROLE_LIST_ITEM, "Domains");
  e2e_auto AtspiAccessible *page = show_page (setting, "domains", "SsDomainsPage");
  e2e_press_button (&setting->client, "Add a Domain");
  e2e_enter_into (&setting->client, "Domain, as booking.example.com", "not a domain");
  e2e_press_button (&setting->client, "_Add");
  wait_for (setting, ATSPI_ROLE_LABEL, "Write the domain alone, as in booking.example.com.");
  e2e_enter_into (&setting->client, "Domain, as booking.example.com", "booking.acme.invalid");
  e2e_press_button (&setting->client, "_Add");
  g_object_unref (e2e_wait_within (page, ATSPI_ROLE_LIST_ITEM, "booking.acme.invalid"));
  g_object_unref (e2e_wait_within (page, ATSPI_ROLE_LABEL, "acme-auto."));

  e2e_auto AtspiAccessible *verify = open_menu (setting, page, "booking.acme.invalid", "Verify");
  e2e_press (verify);
  e2e_wait_until (is_not_verified, &setting->client, "what the DNS says");

  e2e_auto AtspiAccessible *remove = open_menu (setting, page, "booking.acme.invalid", "Remove");
  e2e_press (remove);
  wait_for (setting, ATSPI_ROLE_LABEL, "Remove booking.acme.invalid?");
  e2e_press_button (&setting->client, "_Remove");
  wait_for (setting, ATSPI_ROLE_LABEL, "booking.acme.invalid was removed.");
  e2e_wait_until_gone (page, ATSPI_ROLE_LIST_ITEM, "booking.acme.invalid");
}

/* One client for all of it, one after the other: starting it and looking for leaks take longer than they do.
 */
static void
test_tenants (Setting *setting, gconstpointer data)
{
  sign_in_as_manager (setting);
  create (setting);
  visit (setting);
  suspend_and_delete (setting);
  e2e_sign_out (&setting->client);
  add_domain (setting);
}

int
main (int argc, char **argv)
{
  e2e_init (&argc, &argv);

  g_test_add ("/e2e/tenants", Setting, NULL, set_up, test_tenants, tear_down);

  return g_test_run ();
}
