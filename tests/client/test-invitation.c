/* test-invitation.c: from the one who invites to the one who signs in, at the real platform
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include <string.h>

#include "client/demo-platform.h"
#include "client/invitation.h"
#include "client/workspace.h"
#include "fixture.h"

#define OWNER "owner@acme-auto.example"
#define NEW_PASSWORD "velvet-otter-canal-9"

static SsDemoPlatform *demo;

static const struct
{
  const char *text;
  const char *place; /* NULL: refused */
  gboolean is_address;
} addresses[] = {
  { "https://acme.smoothschedule.com/invitation/?token=abc", "acme.smoothschedule.com", TRUE },
  { "  <https://book.example.org:8443/sub/invitation/?token=a%2Fb>\n", "book.example.org:8443/sub", TRUE },
  { "http://127.0.0.1:8000/invitation/?token=abc&tenant=acme", "127.0.0.1:8000", TRUE },
  { "http://acme.example.org/invitation/?token=abc", NULL, TRUE }, /* not encrypted */
  { "https://user:secret@acme.example.org/invitation/?token=abc", NULL, TRUE },
  { "https://acme.smoothschedule.com/invitation/?token=", NULL, FALSE },
  { "https://acme.smoothschedule.com/invitation/", NULL, FALSE },
  { "https://acme.smoothschedule.com/?token=abc", NULL, FALSE },
  { "acme.smoothschedule.com", NULL, FALSE },
  { "acme", NULL, FALSE },
  { "", NULL, FALSE },
};

static void
test_addresses (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SsInvitation) invitation = ss_invitation_new (addresses[i].text, &error);

      g_test_message ("%s", addresses[i].text);
      g_assert_cmpint (ss_invitation_is_address (addresses[i].text), ==, addresses[i].is_address);
      if (addresses[i].place != NULL)
        {
          g_assert_no_error (error);
          g_assert_cmpstr (ss_invitation_get_place (invitation), ==, addresses[i].place);
          continue;
        }
      g_assert_null (invitation);
      g_assert_nonnull (ss_client_error_get_field (error, "invitation"));
      g_assert_null (strstr (error->message, "abc"));
    }
}

static SsSession *
open_owner (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsAccount) account = ss_account_new (ss_demo_platform_get_address (demo), OWNER, &error);
  SsSession *session;

  g_assert_no_error (error);
  ss_account_set_tenant (account, SS_DEMO_TENANT);
  session = ss_session_new (account);
  sign_in (session, SS_DEMO_PASSWORD, FALSE, &error);
  g_assert_no_error (error);
  return session;
}

static SsInvitedUser *
invite (SsWorkspace *workspace, const char *email, const char *role, GError **error)
{
  SsUserStore *store = ss_workspace_get_users (workspace);
  g_autoptr (SsInvitedUser) draft =
      g_object_new (SS_TYPE_INVITED_USER, "name", "Nina New", "email", email, "role", role, NULL);
  g_auto (Answer) answer = { NULL, 0 };

  ss_user_store_invite_async (store, draft, NULL, answer_cb, &answer);
  return ss_user_store_invite_finish (store, answer_wait (&answer), error);
}

static SsSession *
accept_invitation (SsInvitation *invitation, const char *name, const char *password, GError **error)
{
  g_auto (Answer) answer = { NULL, 0 };

  ss_invitation_accept_async (invitation, name, password, FALSE, NULL, answer_cb, &answer);
  return ss_invitation_accept_finish (invitation, answer_wait (&answer), error);
}

static void
test_accept (void)
{
  g_autoptr (SsSession) owner = open_owner ();
  g_autoptr (SsWorkspace) workspace = ss_workspace_new (owner);
  g_autoptr (GError) error = NULL, weak = NULL, used = NULL;
  g_autoptr (SsInvitedUser) invited = invite (workspace, "nina@acme-auto.example", "TENANT_STAFF", &error);
  g_autoptr (SsInvitation) invitation = NULL;
  g_autoptr (SsSession) session = NULL;
  g_auto (Answer) answer = { NULL, 0 };
  g_autofree char *business = NULL;
  SsCurrentUser *user;

  g_assert_no_error (error);
  g_assert_cmpstr (ss_invited_user_get_status (invited), ==, "INVITED");
  invitation = ss_invitation_new (ss_invited_user_get_invitation_url (invited), &error);
  g_assert_no_error (error);

  ss_invitation_look_up_async (invitation, NULL, answer_cb, &answer);
  business = ss_invitation_look_up_finish (invitation, answer_wait (&answer), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (business, ==, ss_account_get_tenant_name (ss_session_get_account (owner)));

  g_assert_null (accept_invitation (invitation, "Nina", "nina@acme-auto.example", &weak));
  g_assert_nonnull (ss_client_error_get_field (weak, "password"));

  session = accept_invitation (invitation, "Nina Newcomer", NEW_PASSWORD, &error);
  g_assert_no_error (error);
  user = ss_session_get_current_user (session);
  g_assert_cmpstr (ss_current_user_get_name (user), ==, "Nina Newcomer");
  g_assert_cmpstr (ss_current_user_get_role (user), ==, "TENANT_STAFF");
  g_assert_cmpstr (ss_account_get_email (ss_session_get_account (session)), ==, "nina@acme-auto.example");

  g_assert_null (accept_invitation (invitation, "Nina", NEW_PASSWORD, &used));
  g_assert_nonnull (strstr (ss_client_error_get_field (used, "invitation"), "sign in"));
  g_object_run_dispose (G_OBJECT (workspace));
}

static void
test_refused (void)
{
  g_autoptr (SsSession) owner = open_owner ();
  g_autoptr (SsWorkspace) workspace = ss_workspace_new (owner);
  g_autoptr (GError) taken = NULL, above = NULL, wrong = NULL, nowhere = NULL;
  g_autofree char *wrong_address = g_strconcat (ss_demo_platform_get_address (demo),
                                                "/invitation/?token=wrong&tenant=" SS_DEMO_TENANT, NULL);
  g_autofree char *lost_address =
      g_strconcat (ss_demo_platform_get_address (demo), "/invitation/?token=wrong&tenant=nobody", NULL);
  g_autoptr (SsInvitation) wrong_one = ss_invitation_new (wrong_address, NULL);
  g_autoptr (SsInvitation) lost = ss_invitation_new (lost_address, NULL);

  g_assert_null (invite (workspace, OWNER, "TENANT_STAFF", &taken));
  g_assert_nonnull (ss_client_error_get_field (taken, "email"));
  g_assert_null (invite (workspace, "peer@acme-auto.example", "TENANT_OWNER", &above));
  g_assert_error (above, SS_CLIENT_ERROR, SS_CLIENT_ERROR_DENIED);
  g_assert_null (accept_invitation (wrong_one, "Nina", NEW_PASSWORD, &wrong));
  g_assert_nonnull (ss_client_error_get_field (wrong, "invitation"));
  g_assert_null (accept_invitation (lost, "Nina", NEW_PASSWORD, &nowhere));
  g_assert_error (nowhere, SS_CLIENT_ERROR, SS_CLIENT_ERROR_TENANT_NOT_FOUND);
  g_object_run_dispose (G_OBJECT (workspace));
}

static void
start_platform (void)
{
  g_auto (Answer) answer = { NULL, 0 };
  g_autoptr (GError) error = NULL;

  demo = ss_demo_platform_new (NULL);
  ss_demo_platform_start_async (demo, NULL, answer_cb, &answer);
  ss_demo_platform_start_finish (demo, answer_wait (&answer), &error);
  g_assert_no_error (error);
}

static void
stop_platform (void)
{
  g_auto (Answer) answer = { NULL, 0 };

  ss_demo_platform_stop_async (demo, NULL, answer_cb, &answer);
  ss_demo_platform_stop_finish (demo, answer_wait (&answer), NULL);
  g_clear_object (&demo);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  start_platform ();
  g_test_add_func ("/invitation/addresses", test_addresses);
  g_test_add_func ("/invitation/accept", test_accept);
  g_test_add_func ("/invitation/refused", test_refused);
  result = g_test_run ();
  stop_platform ();
  return result;
}
