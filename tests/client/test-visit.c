/* test-visit.c: the platform's staff in a business of the real platform, and outside again
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/demo-platform.h"
#include "client/workspace.h"
#include "fixture.h"

static SsDemoPlatform *demo;

/* (transfer full): outside of any business */
static SsSession *
open_home (const char *email)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsAccount) account = ss_account_new (ss_demo_platform_get_address (demo), email, &error);
  SsSession *session;

  g_assert_no_error (error);
  ss_account_set_tenant (account, NULL);
  session = ss_session_new (account);
  sign_in (session, SS_DEMO_PASSWORD, FALSE, &error);
  g_assert_no_error (error);
  return session;
}

static SsSession *
try_visit (SsSession *home, const char *subdomain, GError **error)
{
  g_auto (Answer) answer = { NULL, 0 };

  ss_session_visit_async (home, subdomain, NULL, answer_cb, &answer);
  return ss_session_visit_finish (home, answer_wait (&answer), error);
}

static SsSession *
visit (SsSession *home, const char *subdomain)
{
  g_autoptr (GError) error = NULL;
  SsSession *session = try_visit (home, subdomain, &error);

  g_assert_no_error (error);
  g_assert_true (ss_session_get_home (session) == home);
  return session;
}

/* (transfer full): the subdomain of where the session is; NULL: outside */
static char *
ask_where (SsSession *session)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsAnswer) answer = call (session, "GET", "/users/me/", SS_TYPE_CURRENT_USER, &error);
  SsTenantBrand *tenant;

  g_assert_no_error (error);
  tenant = ss_current_user_get_tenant (SS_CURRENT_USER (answer->model));
  return tenant != NULL ? g_strdup (ss_tenant_brand_get_subdomain (tenant)) : NULL;
}

static void
assert_is_in (SsSession *session, const char *subdomain)
{
  g_autofree char *where = ask_where (session);

  g_assert_cmpstr (where, ==, subdomain);
}

/* Each asks about where it is, at the same time; leaving takes nothing from who stays outside. */
static void
test_there_and_back (void)
{
  g_autoptr (SsSession) home = open_home ("support@platform.example");
  g_autoptr (SsSession) there = visit (home, SS_DEMO_TENANT);

  assert_is_in (there, SS_DEMO_TENANT);
  assert_is_in (home, NULL);
  g_assert_true (ss_session_may (there, "calendar.view"));
  g_assert_false (ss_session_may (there, "calendar.edit"));
  g_assert_cmpstr (ss_account_get_email (ss_session_get_account (there)), ==, "support@platform.example");
  assert_finalized (there);
  assert_is_in (home, NULL);
  g_assert_null (ss_session_get_home (home));
}

/* A refresh token may be used once only, whichever of the two needs it. */
static void
test_renewal (void)
{
  g_autoptr (SsSession) home = open_home ("pmanager@platform.example");
  g_autoptr (SsSession) there = visit (home, SS_DEMO_TENANT);
  g_autofree char *refresh = g_strdup (ss_token_keeper_get_refresh (home->tokens));

  ss_token_keeper_set (there->tokens, "stale", refresh);
  assert_is_in (there, SS_DEMO_TENANT);
  g_assert_cmpstr (ss_token_keeper_get_refresh (home->tokens), !=, refresh);
  assert_is_in (home, NULL);
  g_free (refresh);
  refresh = g_strdup (ss_token_keeper_get_refresh (home->tokens));
  ss_token_keeper_set (home->tokens, "stale", refresh);
  assert_is_in (home, NULL);
  assert_is_in (there, SS_DEMO_TENANT);
}

static void
test_refused (void)
{
  g_autoptr (SsSession) sales = open_home ("sales@platform.example");
  g_autoptr (SsSession) support = open_home ("support@platform.example");
  g_autoptr (GError) error = NULL;

  g_assert_null (try_visit (support, "no-such-business", &error));
  g_assert_nonnull (error);
  g_assert_nonnull (ss_session_get_current_user (support));
  assert_is_in (support, NULL);
  g_clear_error (&error);
  g_assert_null (try_visit (sales, "bloom-salon", &error));
  g_assert_nonnull (error);
  assert_is_in (sales, NULL);
}

static void
ended_cb (SsSession *session, const GError *error, guint *n_ended)
{
  (*n_ended)++;
}

/* Whoever is signed out elsewhere is out of the business, too. */
static void
test_ended (void)
{
  g_autoptr (SsSession) home = open_home ("support@platform.example");
  g_autoptr (SsSession) there = visit (home, SS_DEMO_TENANT);
  g_autoptr (GError) error = NULL;
  guint n_ended = 0;

  g_signal_connect (there, "ended", G_CALLBACK (ended_cb), &n_ended);
  ss_token_keeper_set (there->tokens, "stale", "used-before");
  g_assert_null (call (there, "GET", "/users/me/", G_TYPE_NONE, &error));
  g_assert_error (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_SIGNED_OUT);
  g_assert_cmpuint (n_ended, ==, 1);
  g_assert_null (ss_session_get_current_user (there));
  g_assert_null (ss_session_get_current_user (home));
}

/* From a business one may be somebody else, and is back in it afterwards. */
static void
test_masquerade (void)
{
  g_autoptr (SsSession) home = open_home ("support@platform.example");
  g_autoptr (SsSession) there = visit (home, SS_DEMO_TENANT);
  g_autoptr (GError) error = NULL;
  g_autoptr (SsAnswer) users = call (there, "GET", "/users/?role=TENANT_STAFF", SS_TYPE_USER, &error);
  g_auto (Answer) begun = { NULL, 0 }, stopped = { NULL, 0 };
  g_autoptr (SsSession) other = NULL;

  g_assert_no_error (error);
  ss_session_masquerade_async (there, ss_model_get_id (g_ptr_array_index (users->models, 0)), "VIEW",
                               "A customer asked for help", NULL, answer_cb, &begun);
  other = ss_session_masquerade_finish (there, answer_wait (&begun), &error);
  g_assert_no_error (error);
  g_assert_true (ss_session_get_real (other) == there);
  assert_is_in (other, SS_DEMO_TENANT);
  ss_session_stop_masquerade_async (other, NULL, answer_cb, &stopped);
  g_assert_true (ss_session_stop_masquerade_finish (other, answer_wait (&stopped), &error));
  assert_is_in (there, SS_DEMO_TENANT);
  assert_is_in (home, NULL);
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
  g_test_add_func ("/visit/there-and-back", test_there_and_back);
  g_test_add_func ("/visit/renewal", test_renewal);
  g_test_add_func ("/visit/refused", test_refused);
  g_test_add_func ("/visit/ended", test_ended);
  g_test_add_func ("/visit/masquerade", test_masquerade);
  result = g_test_run ();
  stop_platform ();
  return result;
}
