/* test-session.c: signing in and out, renewing tokens, trying again, conditional requests
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "fixture.h"

static void
reply_plugin_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  reply_json (message, 200, "{\"id\": \"p1\", \"name\": \"Reminders\", \"isActive\": true}");
}

static void
drop (SsAnswer *answer)
{
  if (answer != NULL)
    ss_answer_free (answer);
}

static void
ended_cb (SsSession *session, const GError *error, gpointer data)
{
  guint *n_ended = data;

  (*n_ended)++;
  g_assert_error (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_SIGNED_OUT);
}

static void
test_sign_in (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) session = fixture_session (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_null (ss_session_get_current_user (session));
  g_assert_false (ss_session_may (session, "plugins.view"));
  g_assert_true (sign_in (session, PASSWORD, FALSE, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (ss_current_user_get_name (ss_session_get_current_user (session)), ==, "Olivia Owner");
  g_assert_true (ss_session_may (session, "plugins.view"));
  g_assert_false (ss_session_may (session, "tenants.manage"));
  g_assert_cmpstr (ss_account_get_tenant_name (ss_session_get_account (session)), ==, "Acme Auto");
  g_assert_cmpstr (soup_message_headers_get_one (fixture->headers, "X-Tenant-Subdomain"), ==, "acme-auto");
  assert_finalized (session);
}

typedef struct
{
  const char *password;
  gboolean is_locked;
  const char *unknown_tenant;
  int code;
  const char *shows;
} Refusal;

static void
tenant_not_found_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  reply_json (message, 404, "{\"detail\": \"No.\", \"code\": \"tenant_not_found\"}");
}

static void
test_refusals (void)
{
  static const Refusal refusals[] = {
    { "sesame-opens-9", FALSE, NULL, SS_CLIENT_ERROR_CREDENTIALS, "password" },
    { PASSWORD, TRUE, NULL, SS_CLIENT_ERROR_THROTTLED, "14 minutes" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (Fixture) fixture = fixture_new ();
      g_autoptr (SsSession) session = fixture_session (fixture);
      g_autoptr (GError) error = NULL;

      fixture->is_locked = refusals[i].is_locked;
      g_assert_false (sign_in (session, refusals[i].password, FALSE, &error));
      g_assert_error (error, SS_CLIENT_ERROR, refusals[i].code);
      g_assert_nonnull (strstr (error->message, refusals[i].shows));
      g_assert_null (strstr (error->message, refusals[i].password));
      g_assert_null (ss_session_get_current_user (session));
      g_assert_cmpuint (fixture_count (fixture, "POST /auth/token/"), ==, 1);
    }
}

static void
test_unknown_tenant (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) session = fixture_session (fixture);
  g_autoptr (GError) error = NULL;

  /* A handler of the test's own is behind the token; who has none gets the tenant's absence at the user. */
  fixture_on (fixture, "GET /users/me/", tenant_not_found_cb, NULL);
  g_assert_false (sign_in (session, PASSWORD, FALSE, &error));
  g_assert_error (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_TENANT_NOT_FOUND);
  g_assert_null (ss_session_get_current_user (session));
  /* The tokens that came are given back. */
  wait_until (fixture_count (fixture, "POST /auth/logout/") == 1);
}

static void
test_one_renewal_for_all (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) session = fixture_signed_in (fixture);
  const SsCall what = { .method = "GET", .path = "/plugin-templates/p1/", .type = SS_TYPE_USER };
  Answer answers[20] = { 0 };

  fixture_on (fixture, "GET /plugin-templates/p1/", reply_plugin_cb, NULL);
  fixture->is_stale = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    ss_session_call_async (session, &what, NULL, answer_cb, &answers[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SsAnswer) answer = ss_session_call_finish (session, answer_wait (&answers[i]), &error);

      g_assert_no_error (error);
      g_assert_cmpstr (ss_model_get_id (answer->model), ==, "p1");
      g_assert_cmpuint (answers[i].n_calls, ==, 1);
      answer_clear (&answers[i]);
    }
  g_assert_cmpuint (fixture_count (fixture, "POST /auth/token/refresh/"), ==, 1);
  assert_finalized (session);
}

static void
test_reuse_ends (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) session = fixture_signed_in (fixture);
  g_autoptr (GError) error = NULL;
  guint n_ended = 0;

  g_signal_connect (session, "ended", G_CALLBACK (ended_cb), &n_ended);
  fixture->rotation += 5;
  g_assert_null (call (session, "GET", "/users/me/", SS_TYPE_CURRENT_USER, &error));
  g_assert_error (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_SIGNED_OUT);
  g_assert_cmpuint (n_ended, ==, 1);
  g_assert_null (ss_session_get_current_user (session));

  g_clear_error (&error);
  g_assert_null (call (session, "GET", "/users/me/", SS_TYPE_CURRENT_USER, &error));
  g_assert_error (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_SIGNED_OUT);
  g_assert_cmpuint (n_ended, ==, 1);
  g_assert_cmpuint (fixture_count (fixture, "POST /auth/token/refresh/"), ==, 1);
}

static void
always_401_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  reply_json (message, 401, data);
}

static void
test_a_fresh_token_is_refused (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) session = fixture_signed_in (fixture);
  g_autoptr (GError) error = NULL;
  guint n_ended = 0;

  g_signal_connect (session, "ended", G_CALLBACK (ended_cb), &n_ended);
  fixture_on (fixture, "GET /users/me/", always_401_cb, "{\"code\": \"token_not_valid\"}");
  g_assert_null (call (session, "GET", "/users/me/", SS_TYPE_CURRENT_USER, &error));
  g_assert_cmpuint (fixture_count (fixture, "POST /auth/token/refresh/"), ==, 1);
  g_assert_cmpuint (n_ended, ==, 1);
}

/* The present password, asked again, is not the session's end. */
static void
test_wrong_password_inside (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) session = fixture_signed_in (fixture);
  g_autoptr (GError) error = NULL;

  fixture_on (fixture, "POST /auth/password/", always_401_cb, "{\"code\": \"authentication_failed\"}");
  g_assert_null (call (session, "POST", "/auth/password/", G_TYPE_NONE, &error));
  g_assert_error (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_CREDENTIALS);
  g_assert_nonnull (ss_session_get_current_user (session));
  g_assert_cmpuint (fixture_count (fixture, "POST /auth/token/refresh/"), ==, 0);
}

static void
test_sign_out (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) session = fixture_signed_in (fixture);
  g_autoptr (GError) error = NULL;
  g_auto (Answer) answer = { NULL, 0 };

  ss_session_sign_out_async (session, NULL, answer_cb, &answer);
  g_assert_null (ss_session_get_current_user (session));
  g_assert_true (ss_session_sign_out_finish (session, answer_wait (&answer), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture_count (fixture, "POST /auth/logout/"), ==, 1);
  g_assert_null (call (session, "GET", "/users/me/", SS_TYPE_CURRENT_USER, &error));
  g_assert_error (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_SIGNED_OUT);
}

static void
test_sign_out_offline (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) session = fixture_signed_in (fixture);
  g_autoptr (GError) error = NULL;
  g_auto (Answer) answer = { NULL, 0 };

  fixture_stop (fixture);
  ss_session_sign_out_async (session, NULL, answer_cb, &answer);
  g_assert_true (ss_session_sign_out_finish (session, answer_wait (&answer), &error));
  g_assert_null (ss_session_get_current_user (session));
  g_assert_null (ss_token_keeper_get_refresh (session->tokens));
}

/* The token that a renewal brings while signing out is revoked too, and serves nobody. */
static void
test_sign_out_during_renewal (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) session = fixture_signed_in (fixture);
  g_autoptr (GError) error = NULL;
  g_auto (Answer) calling = { NULL, 0 };
  g_auto (Answer) leaving = { NULL, 0 };
  const SsCall what = { .method = "GET", .path = "/users/me/", .type = SS_TYPE_CURRENT_USER };
  guint rotation;

  fixture->is_stale = TRUE;
  fixture->holds_renewals = TRUE;
  ss_session_call_async (session, &what, NULL, answer_cb, &calling);
  wait_until (fixture->held->len == 1);
  rotation = fixture->rotation;
  ss_session_sign_out_async (session, NULL, answer_cb, &leaving);
  fixture_release (fixture);

  g_assert_null (ss_session_call_finish (session, answer_wait (&calling), &error));
  g_assert_error (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_SIGNED_OUT);
  g_assert_true (ss_session_sign_out_finish (session, answer_wait (&leaving), NULL));
  g_assert_cmpuint (fixture_count (fixture, "POST /auth/logout/"), ==, 1);
  /* The fixture rotates on a logout with the newest token only. */
  g_assert_cmpuint (fixture->rotation, ==, rotation + 1);
  g_assert_null (ss_token_keeper_get_access (session->tokens));
}

/* One caller gives up; the renewal goes on for the other. */
static void
test_cancel_while_renewing (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) session = fixture_signed_in (fixture);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SsAnswer) answer = NULL;
  g_auto (Answer) first = { NULL, 0 };
  g_auto (Answer) second = { NULL, 0 };
  const SsCall what = { .method = "GET", .path = "/users/me/", .type = SS_TYPE_CURRENT_USER };

  fixture->is_stale = TRUE;
  fixture->holds_renewals = TRUE;
  ss_session_call_async (session, &what, cancellable, answer_cb, &first);
  ss_session_call_async (session, &what, NULL, answer_cb, &second);
  wait_until (fixture->held->len == 1 && fixture_count (fixture, "GET /users/me/") >= 3);
  settle ();
  g_cancellable_cancel (cancellable);
  g_assert_null (ss_session_call_finish (session, answer_wait (&first), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  g_clear_error (&error);
  fixture_release (fixture);
  answer = ss_session_call_finish (session, answer_wait (&second), &error);
  g_assert_no_error (error);
  answer_clear (&first);
  answer_clear (&second);
  assert_finalized (session);
}

typedef struct
{
  guint n_failures;
  guint status;
  const char *retry_after;
  GPtrArray *keys;
} Flaky;

static void
flaky_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  Flaky *flaky = data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  g_ptr_array_add (flaky->keys, g_strdup (soup_message_headers_get_one (headers, "Idempotency-Key")));
  if (flaky->keys->len > flaky->n_failures)
    {
      reply_json (message, 200, "{\"id\": \"p1\"}");
      return;
    }
  if (flaky->retry_after != NULL)
    soup_message_headers_append (soup_server_message_get_response_headers (message), "Retry-After",
                                 flaky->retry_after);
  reply_json (message, flaky->status, "{\"detail\": \"Later.\", \"code\": \"unavailable\"}");
}

static void
test_tries_again (void)
{
  static const struct
  {
    const char *method;
    guint n_failures;
    guint status;
    const char *retry_after;
    guint n_requests;
    gboolean succeeds;
  } cases[] = {
    { "GET", 1, 503, "3", 2, TRUE },      { "GET", 2, 502, NULL, 3, TRUE },
    { "GET", 9, 504, NULL, 3, FALSE },    { "GET", 1, 503, "3600", 1, FALSE },
    { "GET", 1, 500, NULL, 1, FALSE },    { "POST", 2, 503, NULL, 3, TRUE },
    { "PUT", 1, 503, NULL, 2, TRUE },     { "PATCH", 1, 503, NULL, 1, FALSE },
    { "DELETE", 1, 503, NULL, 1, FALSE }, { "GET", 1, 429, "2", 2, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Fixture) fixture = fixture_new ();
      g_autoptr (SsSession) session = fixture_signed_in (fixture);
      g_autoptr (GArray) delays = record_delays (session);
      g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GError) error = NULL;
      g_autoptr (SsAnswer) answer = NULL;
      g_autofree char *request = g_strconcat (cases[i].method, " /plugin-templates/p1/", NULL);
      Flaky flaky = { cases[i].n_failures, cases[i].status, cases[i].retry_after, keys };

      g_test_message ("%s %u Retry-After: %s", cases[i].method, cases[i].status, cases[i].retry_after);
      fixture_on (fixture, request, flaky_cb, &flaky);
      answer = call (session, cases[i].method, "/plugin-templates/p1/", SS_TYPE_USER, &error);
      g_assert_cmpint (answer != NULL, ==, cases[i].succeeds);
      g_assert_cmpuint (keys->len, ==, cases[i].n_requests);
      g_assert_cmpuint (delays->len, ==, cases[i].n_requests - 1);
      if (cases[i].retry_after != NULL && delays->len > 0)
        g_assert_cmpuint (g_array_index (delays, guint, 0), >=, 1000 * (guint) atoi (cases[i].retry_after));
      if (cases[i].retry_after != NULL && !cases[i].succeeds)
        g_assert_cmpuint (ss_client_error_get_retry_after (error), ==, (guint) atoi (cases[i].retry_after));
      for (guint k = 0; k < keys->len; k++)
        {
          if (strcmp (cases[i].method, "POST") != 0)
            g_assert_null (g_ptr_array_index (keys, k));
          else
            {
              g_assert_true (g_uuid_string_is_valid (g_ptr_array_index (keys, k)));
              g_assert_cmpstr (g_ptr_array_index (keys, k), ==, g_ptr_array_index (keys, 0));
            }
        }
      ss_session_set_delay (session, NULL, NULL);
    }
}

static void
etag_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  guint *n_unchanged = data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  soup_message_headers_append (soup_server_message_get_response_headers (message), "ETag", "\"v1\"");
  if (g_strcmp0 (soup_message_headers_get_one (headers, "If-None-Match"), "\"v1\"") == 0)
    {
      (*n_unchanged)++;
      soup_server_message_set_status (message, 304, NULL);
      return;
    }
  reply_json (message, 200, "{\"id\": \"p1\", \"name\": \"Reminders\"}");
}

static void
test_unchanged (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) session = fixture_signed_in (fixture);
  g_autoptr (GError) error = NULL;
  guint n_unchanged = 0;

  fixture_on (fixture, "GET /plugin-templates/p1/", etag_cb, &n_unchanged);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (SsAnswer) answer = call (session, "GET", "/plugin-templates/p1/", SS_TYPE_USER, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (ss_user_get_name (SS_USER (answer->model)), ==, "Reminders");
      g_assert_cmpstr (answer->etag, ==, "\"v1\"");
    }
  g_assert_cmpuint (n_unchanged, ==, 2);

  /* What one identity has seen is not held for the next. */
  g_assert_true (sign_in (session, PASSWORD, FALSE, &error));
  drop (call (session, "GET", "/plugin-templates/p1/", SS_TYPE_USER, &error));
  g_assert_cmpuint (n_unchanged, ==, 2);
}

static void
list_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  reply_json (message, 200, data);
}

static void
test_lists (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) session = fixture_signed_in (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (SsAnswer) paged = NULL;
  g_autoptr (SsAnswer) bare = NULL;

  fixture_on (fixture, "GET /users/", list_cb,
              "{\"count\": 7, \"next\": \"http://x/?page=2\", \"results\": [{\"id\": 5}], \"extra\": [1]}");
  paged = call (session, "GET", "/users/", SS_TYPE_USER, &error);
  g_assert_no_error (error);
  g_assert_cmpint (paged->count, ==, 7);
  g_assert_cmpuint (paged->models->len, ==, 1);
  g_assert_cmpstr (ss_model_get_id (g_ptr_array_index (paged->models, 0)), ==, "5");
  g_assert_cmpstr (paged->next, ==, "http://x/?page=2");
  g_assert_true (json_object_has_member (json_node_get_object (paged->json), "extra"));

  fixture_on (fixture, "GET /roles/", list_cb, "[{\"id\": \"a\"}, {\"id\": \"b\"}]");
  bare = call (session, "GET", "/roles/", SS_TYPE_USER, &error);
  g_assert_no_error (error);
  g_assert_cmpint (bare->count, ==, 2);
}

/* Cancelled at each of its turns, a call answers once, says so, and leaves nothing behind. */
static void
test_cancellation (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();

  fixture_on (fixture, "GET /plugin-templates/p1/", reply_plugin_cb, NULL);
  for (guint n_turns = 0; n_turns < 30; n_turns++)
    {
      g_autoptr (SsSession) session = fixture_signed_in (fixture);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      g_auto (Answer) answer = { NULL, 0 };
      const SsCall what = { .method = "GET", .path = "/plugin-templates/p1/", .type = SS_TYPE_USER };
      gboolean is_early;

      ss_session_call_async (session, &what, cancellable, answer_cb, &answer);
      for (guint i = 0; i < n_turns && answer.result == NULL; i++)
        g_main_context_iteration (NULL, FALSE);
      is_early = answer.result == NULL;
      g_cancellable_cancel (cancellable);
      drop (ss_session_call_finish (session, answer_wait (&answer), &error));
      if (is_early)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpuint (answer.n_calls, ==, 1);
      answer_clear (&answer);
      assert_finalized (session);
    }
}

static void
test_cancelled_sign_in (void)
{
  for (guint n_turns = 0; n_turns < 24; n_turns += 2)
    {
      g_autoptr (Fixture) fixture = fixture_new ();
      g_autoptr (SsSession) session = fixture_session (fixture);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      g_auto (Answer) answer = { NULL, 0 };

      ss_session_sign_in_async (session, PASSWORD, FALSE, cancellable, answer_cb, &answer);
      for (guint i = 0; i < n_turns && answer.result == NULL; i++)
        g_main_context_iteration (NULL, FALSE);
      if (answer.result != NULL)
        return;
      g_cancellable_cancel (cancellable);
      g_assert_false (ss_session_sign_in_finish (session, answer_wait (&answer), &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_null (ss_session_get_current_user (session));
      answer_clear (&answer);
      assert_finalized (session);
    }
}

static void
test_offline_and_back (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) session = fixture_signed_in (fixture);
  g_autoptr (GArray) delays = record_delays (session);
  g_autoptr (GError) error = NULL;

  ss_reachability_set_pause (session->reachability, 1);
  g_assert_true (ss_session_get_is_online (session));
  fixture_stop (fixture);
  g_assert_null (call (session, "GET", "/users/me/", SS_TYPE_CURRENT_USER, &error));
  g_assert_error (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_OFFLINE);
  g_assert_false (ss_session_get_is_online (session));
  g_assert_cmpuint (delays->len, ==, 2);
  g_assert_nonnull (ss_session_get_current_user (session));

  fixture_start (fixture);
  wait_until (ss_session_get_is_online (session));
  g_assert_cmpuint (fixture_count (fixture, "GET /health/live/"), >=, 1);
  ss_session_set_delay (session, NULL, NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/sign-in", test_sign_in);
  g_test_add_func ("/session/refusals", test_refusals);
  g_test_add_func ("/session/unknown-tenant", test_unknown_tenant);
  g_test_add_func ("/session/one-renewal-for-all", test_one_renewal_for_all);
  g_test_add_func ("/session/reuse-ends", test_reuse_ends);
  g_test_add_func ("/session/a-fresh-token-is-refused", test_a_fresh_token_is_refused);
  g_test_add_func ("/session/wrong-password-inside", test_wrong_password_inside);
  g_test_add_func ("/session/sign-out", test_sign_out);
  g_test_add_func ("/session/sign-out-offline", test_sign_out_offline);
  g_test_add_func ("/session/sign-out-during-renewal", test_sign_out_during_renewal);
  g_test_add_func ("/session/cancel-while-renewing", test_cancel_while_renewing);
  g_test_add_func ("/session/tries-again", test_tries_again);
  g_test_add_func ("/session/unchanged", test_unchanged);
  g_test_add_func ("/session/lists", test_lists);
  g_test_add_func ("/session/cancellation", test_cancellation);
  g_test_add_func ("/session/cancelled-sign-in", test_cancelled_sign_in);
  g_test_add_func ("/session/offline-and-back", test_offline_and_back);
  return g_test_run ();
}
