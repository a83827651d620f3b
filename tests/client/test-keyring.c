/* test-keyring.c: refresh tokens in a real keyring, a locked one, and none
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include <libsecret/secret.h>

#include "client/keyring-private.h"
#include "fixture.h"

static SsAccount *
account_new (const char *address, const char *tenant, const char *email)
{
  g_autoptr (GError) error = NULL;
  SsAccount *account = ss_account_new (address, email, &error);

  g_assert_no_error (error);
  if (tenant != NULL)
    ss_account_set_tenant (account, tenant);
  return account;
}

static gboolean
store (SsAccount *account, const char *token, GError **error)
{
  g_auto (Answer) answer = { NULL, 0 };

  ss_keyring_store_async (account, token, NULL, answer_cb, &answer);
  return ss_keyring_store_finish (answer_wait (&answer), error);
}

static char *
look_up (SsAccount *account, GError **error)
{
  g_auto (Answer) answer = { NULL, 0 };

  ss_keyring_look_up_async (account, NULL, answer_cb, &answer);
  return ss_keyring_look_up_finish (answer_wait (&answer), error);
}

static gboolean
clear (SsAccount *account, GError **error)
{
  g_auto (Answer) answer = { NULL, 0 };

  ss_keyring_clear_async (account, NULL, answer_cb, &answer);
  return ss_keyring_clear_finish (answer_wait (&answer), error);
}

static GListModel *
list (GError **error)
{
  g_auto (Answer) answer = { NULL, 0 };

  ss_keyring_list_async (NULL, answer_cb, &answer);
  return ss_keyring_list_finish (answer_wait (&answer), error);
}

static void
assert_kept (SsAccount *account, const char *token)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = look_up (account, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (kept, ==, token);
}

static void
test_items (void)
{
  g_autoptr (SsAccount) owner = account_new ("acme", NULL, "owner@acme.example");
  g_autoptr (SsAccount) manager = account_new ("acme", NULL, "manager@acme.example");
  g_autoptr (SsAccount) local = account_new ("127.0.0.1:8000", "bloom", "owner@acme.example");
  g_autoptr (GListModel) accounts = NULL;
  g_autoptr (GError) error = NULL;
  gboolean has_local = FALSE;

  assert_kept (owner, NULL);
  g_assert_true (store (owner, "one", &error));
  g_assert_true (store (manager, "two", &error));
  g_assert_true (store (local, "three", &error));
  g_assert_true (store (owner, "four", &error));
  g_assert_no_error (error);
  assert_kept (owner, "four");
  assert_kept (manager, "two");

  accounts = list (&error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (accounts), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (SsAccount) account = g_list_model_get_item (accounts, i);

      has_local |= ss_account_equal (account, local);
    }
  g_assert_true (has_local);

  g_assert_true (clear (owner, &error));
  g_assert_true (clear (owner, &error));
  g_assert_no_error (error);
  assert_kept (owner, NULL);
  assert_kept (manager, "two");
  g_assert_true (clear (manager, &error));
  g_assert_true (clear (local, &error));
}

static void
renew (SsSession *session, Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsAnswer) answer = NULL;

  fixture->is_stale = TRUE;
  answer = call (session, "GET", "/users/me/", SS_TYPE_CURRENT_USER, &error);
  g_assert_no_error (error);
}

static gboolean
restore (SsSession *session, GError **error)
{
  g_auto (Answer) answer = { NULL, 0 };

  ss_session_restore_async (session, NULL, answer_cb, &answer);
  return ss_session_restore_finish (session, answer_wait (&answer), error);
}

static void
vault_settle (SsSession *session)
{
  g_auto (Answer) answer = { NULL, 0 };

  ss_vault_settle_async (session->vault, NULL, answer_cb, &answer);
  answer_wait (&answer);
}

static void
test_stays_signed_in (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) session = fixture_session (fixture);
  g_autoptr (SsAccount) account = g_object_ref (ss_session_get_account (session));
  g_autoptr (SsSession) next = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (Answer) leaving = { NULL, 0 };
  gboolean is_kept;

  g_assert_true (sign_in (session, PASSWORD, TRUE, &error));
  vault_settle (session);
  g_object_get (session, "is-kept", &is_kept, NULL);
  g_assert_true (is_kept);
  g_assert_null (ss_session_get_keyring_problem (session));
  assert_kept (account, "refresh-1");

  /* After each rotation the newest one is kept. */
  renew (session, fixture);
  renew (session, fixture);
  vault_settle (session);
  assert_kept (account, "refresh-3");
  assert_finalized (session);

  next = ss_session_new (account);
  g_assert_true (restore (next, &error));
  g_assert_no_error (error);
  g_assert_nonnull (ss_session_get_current_user (next));
  vault_settle (next);
  assert_kept (account, "refresh-4");

  ss_session_sign_out_async (next, NULL, answer_cb, &leaving);
  g_assert_true (ss_session_sign_out_finish (next, answer_wait (&leaving), &error));
  answer_clear (&leaving);
  assert_kept (account, NULL);
  g_assert_false (restore (next, &error));
  g_assert_error (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_SIGNED_OUT);
}

static void
masquerade_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  reply_json (
      message, 200,
      "{\"access\": \"access-1\", \"refresh\": \"refresh-1\", \"mode\": \"VIEW\", "
      "\"tenantSubdomain\": \"acme-auto\", \"user\": {\"id\": \"u2\", \"email\": \"staff@acme.example\"}}");
}

static void
masqueraded_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  reply_json (message, 200,
              "{\"id\": \"u2\", \"email\": \"staff@acme.example\", \"masquerade\": {\"mode\": \"VIEW\", "
              "\"startedAt\": \"2026-11-23T09:00:00Z\", \"expiresAt\": \"2026-11-23T09:30:00Z\"}}");
}

static void
stopped_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  reply_json (message, 200, "{\"access\": \"access-real\", \"refresh\": \"refresh-real\"}");
}

/* A masquerade is in memory only; what comes back with its end is the real user's, and kept. */
static void
test_masquerade (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) session = fixture_session (fixture);
  SsAccount *account = ss_session_get_account (session);
  g_autoptr (SsSession) other = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (Answer) begun = { NULL, 0 };
  g_auto (Answer) ended = { NULL, 0 };

  g_assert_true (sign_in (session, PASSWORD, TRUE, &error));
  fixture_on (fixture, "POST /auth/masquerade/", masquerade_cb, NULL);
  fixture_on (fixture, "POST /auth/masquerade/stop/", stopped_cb, NULL);
  fixture_on (fixture, "GET /users/me/", masqueraded_cb, NULL);
  ss_session_masquerade_async (session, "u2", "VIEW", "A customer asked for help", NULL, answer_cb, &begun);
  other = ss_session_masquerade_finish (session, answer_wait (&begun), &error);
  g_assert_no_error (error);
  renew (other, fixture);
  vault_settle (other);
  assert_kept (ss_session_get_account (other), NULL);
  assert_kept (account, "refresh-1");

  ss_session_stop_masquerade_async (other, NULL, answer_cb, &ended);
  g_assert_true (ss_session_stop_masquerade_finish (other, answer_wait (&ended), &error));
  vault_settle (other);
  vault_settle (session);
  assert_kept (ss_session_get_account (other), NULL);
  assert_kept (account, "refresh-real");
  g_assert_true (clear (account, &error));
}

/* Not reached, the kept token stays; refused, it goes. */
static void
test_restore_refused (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) session = fixture_session (fixture);
  SsAccount *account = ss_session_get_account (session);
  g_autoptr (GArray) delays = record_delays (session);
  g_autoptr (GError) error = NULL;

  g_assert_true (store (account, "refresh-0", &error));
  fixture_stop (fixture);
  g_assert_false (restore (session, &error));
  g_assert_error (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_OFFLINE);
  assert_kept (account, "refresh-0");

  g_clear_error (&error);
  fixture_start (fixture);
  g_assert_true (restore (session, &error));
  g_assert_no_error (error);
  vault_settle (session);
  assert_kept (account, "refresh-1");

  fixture->rotation += 5;
  g_assert_false (restore (session, &error));
  g_assert_error (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_SIGNED_OUT);
  vault_settle (session);
  assert_kept (account, NULL);
  ss_session_set_delay (session, NULL, NULL);
}

static void
test_cancelled (void)
{
  g_autoptr (SsAccount) account = account_new ("acme", NULL, "owner@acme.example");

  for (guint n_turns = 0; n_turns < 6; n_turns++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      g_auto (Answer) answer = { NULL, 0 };

      ss_keyring_look_up_async (account, cancellable, answer_cb, &answer);
      for (guint i = 0; i < n_turns; i++)
        g_main_context_iteration (NULL, FALSE);
      g_cancellable_cancel (cancellable);
      g_free (ss_keyring_look_up_finish (answer_wait (&answer), &error));
      g_assert_cmpuint (answer.n_calls, ==, 1);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

/* The last one: nobody is there to unlock it again. */
static void
test_locked (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) session = fixture_session (fixture);
  SsAccount *account = ss_session_get_account (session);
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretService) service = secret_service_get_sync (SECRET_SERVICE_LOAD_COLLECTIONS, NULL, &error);
  g_autoptr (GListModel) accounts = NULL;
  GList *collections;
  int n_locked;

  g_assert_no_error (error);
  g_assert_true (store (account, "refresh-1", &error));
  collections = secret_service_get_collections (service);
  n_locked = secret_service_lock_sync (service, collections, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (n_locked, >, 0);
  g_list_free_full (collections, g_object_unref);

  ss_keyring_set_time_out (500);
  g_assert_null (look_up (account, &error));
  g_assert_error (error, SS_KEYRING_ERROR, SS_KEYRING_ERROR_LOCKED);
  g_clear_error (&error);

  /* Who has an account is known all the same. */
  accounts = list (&error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (accounts), ==, 1);

  /* Signing in works, and says why it won't last. */
  g_assert_true (sign_in (session, PASSWORD, TRUE, &error));
  g_assert_no_error (error);
  wait_until (ss_session_get_keyring_problem (session) != NULL);
  g_assert_nonnull (strstr (ss_session_get_keyring_problem (session), "locked"));
  g_assert_nonnull (ss_session_get_current_user (session));
}

static void
test_absent (void)
{
  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  {
    g_autoptr (Fixture) fixture = fixture_new ();
    g_autoptr (SsSession) session = fixture_session (fixture);
    g_autoptr (GError) error = NULL;
    g_autoptr (GError) restore_error = NULL;

    g_assert_null (look_up (ss_session_get_account (session), &error));
    g_assert_error (error, SS_KEYRING_ERROR, SS_KEYRING_ERROR_ABSENT);
    g_clear_error (&error);
    g_assert_true (sign_in (session, PASSWORD, TRUE, &error));
    g_assert_no_error (error);
    wait_until (ss_session_get_keyring_problem (session) != NULL);
    g_assert_nonnull (strstr (ss_session_get_keyring_problem (session), "no keyring"));
    g_assert_nonnull (ss_session_get_current_user (session));
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keyring/items", test_items);
  g_test_add_func ("/keyring/stays-signed-in", test_stays_signed_in);
  g_test_add_func ("/keyring/masquerade", test_masquerade);
  g_test_add_func ("/keyring/restore-refused", test_restore_refused);
  g_test_add_func ("/keyring/cancelled", test_cancelled);
  g_test_add_func ("/keyring/absent", test_absent);
  g_test_add_func ("/keyring/locked", test_locked);
  return g_test_run ();
}
