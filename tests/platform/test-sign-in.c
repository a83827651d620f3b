/* test-sign-in.c: tokens, their theft, lockout, and what the security log keeps (contract sections 2 and 11)
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "fixture.h"

#define OWNER "owner@acme.example"

static SsAnswer *
post (SsFixture *fixture, const char *tenant, const char *path, const char *body)
{
  return ss_fixture_call (fixture,
                          &(SsCall){ .method = "POST", .path = path, .tenant = tenant, .body = body });
}

static SsAnswer *
sign_in (SsFixture *fixture, const char *tenant, const char *email, const char *password)
{
  g_autofree char *body = g_strdup_printf ("{\"email\":\"%s\",\"password\":\"%s\"}", email, password);

  return post (fixture, tenant, "/auth/token/", body);
}

static SsAnswer *
refresh (SsFixture *fixture, const char *tenant, const char *token)
{
  g_autofree char *body = g_strdup_printf ("{\"refresh\":\"%s\"}", token);

  return post (fixture, tenant, "/auth/token/refresh/", body);
}

static guint
me_status (SsFixture *fixture, const char *tenant, const char *token)
{
  g_autoptr (SsAnswer) answer =
      ss_fixture_call (fixture, &(SsCall){ .path = "/users/me/", .tenant = tenant, .token = token });

  return answer->status;
}

static guint
count_in_log (SsFixture *fixture, const char *text)
{
  g_autofree char *log = ss_fixture_read_security_log (fixture);
  guint n = 0;

  for (const char *found = strstr (log, text); found != NULL; found = strstr (found + 1, text))
    n++;
  return n;
}

static void
test_success (void)
{
  g_autoptr (SsFixture) fixture = ss_fixture_new ();
  g_autoptr (SsAnswer) answer = sign_in (fixture, "acme", " Owner@ACME.example", SS_FIXTURE_PASSWORD);
  JsonObject *user;

  ss_answer_assert_status (answer, 200);
  user = json_node_get_object (ss_answer_get_member (answer, "user"));
  g_assert_cmpstr (json_object_get_string_member (user, "email"), ==, OWNER);
  g_assert_cmpstr (json_object_get_string_member (user, "role"), ==, "TENANT_OWNER");
  g_assert_cmpstr (json_object_get_string_member (user, "tenantId"), ==,
                   ss_fixture_tenant_id (fixture, "acme"));
  g_assert_false (json_object_get_null_member (user, "lastLoginAt"));
  g_assert_cmpstr (ss_answer_get_header (answer, "Cache-Control"), ==, "no-store");
  g_assert_cmpuint (me_status (fixture, "acme", ss_answer_get_string (answer, "access")), ==, 200);
  /* A refresh token opens nothing but refreshing. */
  g_assert_cmpuint (me_status (fixture, "acme", ss_answer_get_string (answer, "refresh")), ==, 401);
}

/* Whether it is the email or the password that is wrong, or where it is right, nobody learns. */
static void
test_equal_answers (void)
{
  g_autoptr (SsFixture) fixture = ss_fixture_new ();
  g_autoptr (SsAnswer) wrong = sign_in (fixture, "acme", OWNER, "not-the-password");
  const struct
  {
    const char *tenant;
    const char *email;
  } others[] = {
    { "acme", "nobody@acme.example" },
    { "bloom", OWNER },
    { NULL, OWNER },
    { "acme", "superuser@platform.example" },
    { "closed", "superuser@platform.example" },
  };

  ss_answer_assert_error (wrong, 401, "authentication_failed");
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (SsAnswer) answer = sign_in (fixture, others[i].tenant, others[i].email, SS_FIXTURE_PASSWORD);

      ss_answer_assert_status (answer, 401);
      g_assert_cmpstr (answer->body, ==, wrong->body);
    }
}

static void
test_bad_bodies (void)
{
  g_autoptr (SsFixture) fixture = ss_fixture_new ();
  const struct
  {
    const char *body;
    const char *field;
  } bodies[] = {
    { "{}", "email" },
    { "{\"email\":\"a@b.example\"}", "password" },
    { "{\"email\":7,\"password\":\"x\"}", "email" },
    { "{\"email\":null,\"password\":\"x\"}", "email" },
    { "{\"email\":\"a@b.example\",\"password\":[\"x\"]}", "password" },
    { "{\"email\":\"a@b.example\",\"password\":\"\"}", "password" },
    { "{\"email\":\"a@b.example\",\"password\":\"x\",\"otp\":\"1\"}", "otp" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (SsAnswer) answer = post (fixture, "acme", "/auth/token/", bodies[i].body);

      ss_answer_assert_status (answer, 400);
      g_assert_true (JSON_NODE_HOLDS_ARRAY (ss_answer_get_member (answer, bodies[i].field)));
      g_assert_false (json_object_has_member (ss_answer_get_object (answer), "detail"));
    }
}

static void
test_suspended (void)
{
  g_autoptr (SsFixture) fixture = ss_fixture_new ();
  g_autoptr (SsAnswer) right = sign_in (fixture, "closed", "owner@closed.example", SS_FIXTURE_PASSWORD);
  g_autoptr (SsAnswer) wrong = sign_in (fixture, "closed", "owner@closed.example", "not-the-password");

  ss_answer_assert_error (right, 403, "tenant_suspended");
  ss_answer_assert_error (wrong, 401, "authentication_failed");
}

static void
test_rotation (void)
{
  g_autoptr (SsFixture) fixture = ss_fixture_new ();
  g_autoptr (SsAnswer) first = sign_in (fixture, "acme", OWNER, SS_FIXTURE_PASSWORD);
  g_autoptr (SsAnswer) second = refresh (fixture, "acme", ss_answer_get_string (first, "refresh"));
  g_autoptr (SsAnswer) third = NULL;

  ss_answer_assert_status (second, 200);
  g_assert_cmpstr (ss_answer_get_string (second, "refresh"), !=, ss_answer_get_string (first, "refresh"));
  g_assert_cmpuint (me_status (fixture, "acme", ss_answer_get_string (second, "access")), ==, 200);
  third = refresh (fixture, "acme", ss_answer_get_string (second, "refresh"));
  ss_answer_assert_status (third, 200);
}

/* The thief and the owner use the same refresh token: the session ends for both. */
static void
test_theft (void)
{
  g_autoptr (SsFixture) fixture = ss_fixture_new ();
  g_autoptr (SsAnswer) first = sign_in (fixture, "acme", OWNER, SS_FIXTURE_PASSWORD);
  g_autoptr (SsAnswer) other = sign_in (fixture, "acme", OWNER, SS_FIXTURE_PASSWORD);
  g_autoptr (SsAnswer) thief = refresh (fixture, "acme", ss_answer_get_string (first, "refresh"));
  g_autoptr (SsAnswer) owner = refresh (fixture, "acme", ss_answer_get_string (first, "refresh"));
  g_autoptr (SsAnswer) again = NULL;

  ss_answer_assert_status (thief, 200);
  ss_answer_assert_error (owner, 401, "token_reused");
  g_assert_cmpuint (me_status (fixture, "acme", ss_answer_get_string (first, "access")), ==, 401);
  g_assert_cmpuint (me_status (fixture, "acme", ss_answer_get_string (thief, "access")), ==, 401);
  again = refresh (fixture, "acme", ss_answer_get_string (thief, "refresh"));
  ss_answer_assert_error (again, 401, "token_not_valid");
  g_assert_cmpuint (me_status (fixture, "acme", ss_answer_get_string (other, "access")), ==, 200);
  g_assert_cmpuint (count_in_log (fixture, "TOKEN_REUSED"), ==, 1);
}

typedef struct
{
  SsFixture *fixture;
  const char *token;
  guint status;
} Use;

static gpointer
use_thread (gpointer data)
{
  Use *use = data;
  g_autoptr (SsAnswer) answer = refresh (use->fixture, "acme", use->token);

  use->status = answer->status;
  return NULL;
}

static void
test_concurrent_refresh (void)
{
  g_autoptr (SsFixture) fixture = ss_fixture_new ();

  for (guint round = 0; round < 5; round++)
    {
      g_autoptr (SsAnswer) first = sign_in (fixture, "acme", OWNER, SS_FIXTURE_PASSWORD);
      Use uses[8];
      GThread *threads[G_N_ELEMENTS (uses)];
      guint n_won = 0;

      for (guint i = 0; i < G_N_ELEMENTS (uses); i++)
        {
          uses[i] = (Use){ fixture, ss_answer_get_string (first, "refresh"), 0 };
          threads[i] = g_thread_new ("refresh", use_thread, &uses[i]);
        }
      for (guint i = 0; i < G_N_ELEMENTS (uses); i++)
        {
          g_thread_join (threads[i]);
          n_won += uses[i].status == 200;
          g_assert_true (uses[i].status == 200 || uses[i].status == 401);
        }
      g_assert_cmpuint (n_won, ==, 1);
    }
}

static void
test_sign_out (void)
{
  g_autoptr (SsFixture) fixture = ss_fixture_new ();
  g_autoptr (SsAnswer) first = sign_in (fixture, "acme", OWNER, SS_FIXTURE_PASSWORD);
  g_autofree char *body = g_strdup_printf ("{\"refresh\":\"%s\"}", ss_answer_get_string (first, "refresh"));
  g_autoptr (SsAnswer) elsewhere = post (fixture, "bloom", "/auth/logout/", body);
  g_autoptr (SsAnswer) out = NULL;
  g_autoptr (SsAnswer) again = NULL;

  ss_answer_assert_status (elsewhere, 204);
  g_assert_cmpuint (me_status (fixture, "acme", ss_answer_get_string (first, "access")), ==, 200);

  out = post (fixture, "acme", "/auth/logout/", body);
  ss_answer_assert_status (out, 204);
  g_assert_cmpstr (out->body, ==, "");
  g_assert_cmpuint (me_status (fixture, "acme", ss_answer_get_string (first, "access")), ==, 401);
  again = refresh (fixture, "acme", ss_answer_get_string (first, "refresh"));
  ss_answer_assert_error (again, 401, "token_not_valid");
  g_assert_cmpuint (count_in_log (fixture, "\"LOGOUT\""), ==, 1);
}

static void
test_lockout_email (void)
{
  g_autoptr (SsFixture) fixture = ss_fixture_new ();
  g_autoptr (SsAnswer) locked = NULL;
  g_autoptr (SsAnswer) right = NULL;
  g_autoptr (SsAnswer) elsewhere = NULL;
  g_autoptr (SsAnswer) colleague = NULL;

  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (SsAnswer) answer = sign_in (fixture, "acme", OWNER, "not-the-password");

      ss_answer_assert_error (answer, 401, "authentication_failed");
    }
  locked = sign_in (fixture, "acme", OWNER, "not-the-password");
  ss_answer_assert_error (locked, 429, "throttled");
  g_assert_cmpint (atoi (ss_answer_get_header (locked, "Retry-After")), >, 60);
  g_assert_cmpint (atoi (ss_answer_get_header (locked, "Retry-After")), <=, 15 * 60 + 1);
  right = sign_in (fixture, "acme", OWNER, SS_FIXTURE_PASSWORD);
  ss_answer_assert_error (right, 429, "throttled");

  elsewhere = sign_in (fixture, "bloom", "owner@bloom.example", SS_FIXTURE_PASSWORD);
  ss_answer_assert_status (elsewhere, 200);
  colleague = sign_in (fixture, "acme", "manager@acme.example", SS_FIXTURE_PASSWORD);
  ss_answer_assert_status (colleague, 200);
  g_assert_cmpuint (count_in_log (fixture, "LOGIN_FAILED"), ==, 5);
  g_assert_cmpuint (count_in_log (fixture, "LOGIN_LOCKED"), ==, 2);
}

static void
test_success_clears (void)
{
  g_autoptr (SsFixture) fixture = ss_fixture_new ();

  for (guint i = 0; i < 12; i++)
    {
      gboolean is_right = i % 4 == 3;
      g_autoptr (SsAnswer) answer =
          sign_in (fixture, "acme", OWNER, is_right ? SS_FIXTURE_PASSWORD : "not-the-password");

      ss_answer_assert_status (answer, is_right ? 200 : 401);
    }
}

/* Somebody who tries many emails of many businesses. The rows stand for the first 49: hashing is slow. */
static void
test_lockout_address (void)
{
  g_autoptr (SsFixture) fixture = ss_fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SsTransaction) transaction =
      ss_store_begin (ss_fixture_get_store (fixture), NULL, SS_ACCESS_WRITE, NULL, &error);
  g_autoptr (SsAnswer) last = NULL;
  g_autoptr (SsAnswer) locked = NULL;
  g_autoptr (SsAnswer) other = NULL;

  for (guint i = 0; i < 49; i++)
    {
      g_autofree char *id = g_uuid_string_random ();

      ss_transaction_execute (transaction,
                              "INSERT INTO shared.login_failures (id, scope, email, ip_address, failed_at) "
                              "VALUES ($1, 'elsewhere', $1, '127.0.0.1', $2)",
                              NULL, &error, "st", id, g_get_real_time ());
      g_assert_no_error (error);
    }
  ss_transaction_commit (transaction, &error);
  g_assert_no_error (error);
  g_clear_pointer (&transaction, ss_transaction_free);

  last = sign_in (fixture, "acme", OWNER, "not-the-password");
  ss_answer_assert_error (last, 401, "authentication_failed");
  locked = sign_in (fixture, "bloom", "owner@bloom.example", SS_FIXTURE_PASSWORD);
  ss_answer_assert_error (locked, 429, "throttled");
  /* Behind a proxy on the same machine it is the client's address that counts. */
  other =
      ss_fixture_call (fixture,
                       &(SsCall){ .method = "POST",
                                  .path = "/auth/token/",
                                  .tenant = "bloom",
                                  .headers = "X-Forwarded-For: 127.0.0.1, 203.0.113.7\r\n",
                                  .body =
                                      "{\"email\":\"owner@bloom.example\",\"password\":\"" SS_FIXTURE_PASSWORD
                                      "\"}" });
  ss_answer_assert_status (other, 200);
}

static void
test_sessions (void)
{
  g_autoptr (SsFixture) fixture = ss_fixture_new ();
  g_autoptr (SsAnswer) here = sign_in (fixture, "acme", OWNER, SS_FIXTURE_PASSWORD);
  g_autoptr (SsAnswer) there = sign_in (fixture, "acme", OWNER, SS_FIXTURE_PASSWORD);
  g_autoptr (SsAnswer) list = NULL;
  g_autoptr (SsAnswer) foreign = NULL;
  g_autoptr (SsAnswer) ended = NULL;
  g_autofree char *path = NULL;
  JsonArray *results;

  list = ss_fixture_call (fixture, &(SsCall){ .path = "/auth/sessions/",
                                              .tenant = "acme",
                                              .token = ss_answer_get_string (here, "access") });
  ss_answer_assert_status (list, 200);
  g_assert_cmpint (json_node_get_int (ss_answer_get_member (list, "count")), ==, 2);
  results = json_node_get_array (ss_answer_get_member (list, "results"));
  for (guint i = 0; i < 2; i++)
    {
      JsonObject *session = json_array_get_object_element (results, i);

      g_assert_cmpstr (json_object_get_string_member (session, "ipAddress"), ==, "127.0.0.1");
      if (!json_object_get_boolean_member (session, "current"))
        path = g_strdup_printf ("/auth/sessions/%s/", json_object_get_string_member (session, "id"));
    }
  g_assert_nonnull (path);

  foreign = ss_fixture_call_as (fixture, "acme", SS_ROLE_TENANT_STAFF, "DELETE", path, NULL);
  ss_answer_assert_error (foreign, 404, "not_found");
  ended = ss_fixture_call (fixture, &(SsCall){ .method = "DELETE",
                                               .path = path,
                                               .tenant = "acme",
                                               .token = ss_answer_get_string (here, "access") });
  ss_answer_assert_status (ended, 204);
  g_assert_cmpuint (me_status (fixture, "acme", ss_answer_get_string (there, "access")), ==, 401);
  g_assert_cmpuint (me_status (fixture, "acme", ss_answer_get_string (here, "access")), ==, 200);
}

/* The staff's sessions are theirs also while they are in a business. */
static void
test_staff_sessions (void)
{
  g_autoptr (SsFixture) fixture = ss_fixture_new ();
  g_autoptr (SsAnswer) answer =
      ss_fixture_call_as (fixture, "acme", SS_ROLE_PLATFORM_SUPPORT, "GET", "/auth/sessions/", NULL);
  g_autoptr (SsAnswer) signed_in = sign_in (fixture, NULL, "support@platform.example", SS_FIXTURE_PASSWORD);
  g_autoptr (SsAnswer) refreshed = refresh (fixture, "acme", ss_answer_get_string (signed_in, "refresh"));

  ss_answer_assert_status (answer, 200);
  g_assert_cmpint (json_node_get_int (ss_answer_get_member (answer, "count")), ==, 1);
  ss_answer_assert_status (refreshed, 200);
  g_assert_cmpuint (me_status (fixture, NULL, ss_answer_get_string (refreshed, "access")), ==, 200);
}

static SsAnswer *
change_password (SsFixture *fixture, const char *token, const char *current, const char *new_password)
{
  g_autofree char *body =
      g_strdup_printf ("{\"currentPassword\":\"%s\",\"newPassword\":\"%s\"}", current, new_password);

  return ss_fixture_call (fixture, &(SsCall){ .method = "POST",
                                              .path = "/auth/password/",
                                              .tenant = "acme",
                                              .token = token,
                                              .body = body });
}

static void
test_change_password (void)
{
  g_autoptr (SsFixture) fixture = ss_fixture_new ();
  g_autoptr (SsAnswer) here = sign_in (fixture, "acme", OWNER, SS_FIXTURE_PASSWORD);
  g_autoptr (SsAnswer) there = sign_in (fixture, "acme", OWNER, SS_FIXTURE_PASSWORD);
  const char *token = ss_answer_get_string (here, "access");
  static const char *const bad[] = { "short", "passwordpassword", "owner@acme.example" };
  g_autoptr (SsAnswer) wrong = change_password (fixture, token, "not-the-password", "velvet-otter-canal-9");
  g_autoptr (SsAnswer) done = NULL;
  g_autoptr (SsAnswer) old = NULL;
  g_autoptr (SsAnswer) new = NULL;

  ss_answer_assert_status (wrong, 400);
  ss_answer_get_member (wrong, "currentPassword");
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (SsAnswer) answer = change_password (fixture, token, SS_FIXTURE_PASSWORD, bad[i]);

      ss_answer_assert_status (answer, 400);
      ss_answer_get_member (answer, "newPassword");
    }

  done = change_password (fixture, token, SS_FIXTURE_PASSWORD, "velvet-otter-canal-9");
  ss_answer_assert_status (done, 204);
  g_assert_cmpuint (me_status (fixture, "acme", token), ==, 200);
  g_assert_cmpuint (me_status (fixture, "acme", ss_answer_get_string (there, "access")), ==, 401);
  old = sign_in (fixture, "acme", OWNER, SS_FIXTURE_PASSWORD);
  ss_answer_assert_status (old, 401);
  new = sign_in (fixture, "acme", OWNER, "velvet-otter-canal-9");
  ss_answer_assert_status (new, 200);
}

static void
test_security_log (void)
{
  g_autoptr (SsFixture) fixture = ss_fixture_new ();
  g_autoptr (SsAnswer) right = sign_in (fixture, "acme", OWNER, SS_FIXTURE_PASSWORD);
  g_autoptr (SsAnswer) wrong = sign_in (fixture, "acme", "\\u0000\\n\\\"x@acme.example", "not-the-password");
  g_autofree char *log = NULL;
  g_auto (GStrv) lines = NULL;
  const char *secrets[] = { SS_FIXTURE_PASSWORD, "not-the-password", ss_answer_get_string (right, "access"),
                            ss_answer_get_string (right, "refresh") };

  g_assert_cmpuint (wrong->status, >=, 400);
  log = ss_fixture_read_security_log (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    g_assert_null (strstr (log, secrets[i]));

  lines = g_strsplit (log, "\n", -1);
  for (guint i = 0; lines[i][0] != '\0'; i++)
    {
      g_autoptr (JsonNode) node = json_from_string (lines[i], NULL);
      JsonObject *object = json_node_get_object (node);

      g_assert_true (json_object_has_member (object, "timestamp"));
      g_assert_true (json_object_has_member (object, "action"));
      g_assert_cmpstr (json_object_get_string_member (object, "ip_address"), ==, "127.0.0.1");
      g_assert_cmpstr (json_object_get_string_member (object, "tenant"), ==, "acme");
      g_assert_cmpuint (strlen (json_object_get_string_member (object, "request_id")), ==, 16);
    }
  g_assert_nonnull (strstr (log, "LOGIN_SUCCEEDED"));
}

/* What lies in the store opens nothing. */
static void
test_stored_tokens (void)
{
  g_autoptr (SsFixture) fixture = ss_fixture_new ();
  g_autoptr (SsAnswer) right = sign_in (fixture, "acme", OWNER, SS_FIXTURE_PASSWORD);
  g_autofree char *schema = ss_store_schema_name ("acme");
  g_autoptr (SsTransaction) transaction =
      ss_store_begin (ss_fixture_get_store (fixture), schema, SS_ACCESS_READ, NULL, NULL);
  g_autoptr (SsRows) rows = ss_transaction_query (transaction, "SELECT hash FROM tokens", NULL, "");
  guint n_tokens = 0;

  while (ss_rows_next (rows, NULL))
    {
      g_assert_cmpstr (ss_rows_get_string (rows, 0), !=, ss_answer_get_string (right, "access"));
      g_assert_cmpstr (ss_rows_get_string (rows, 0), !=, ss_answer_get_string (right, "refresh"));
      g_assert_cmpuint (me_status (fixture, "acme", ss_rows_get_string (rows, 0)), ==, 401);
      n_tokens++;
    }
  g_assert_cmpuint (n_tokens, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sign-in/success", test_success);
  g_test_add_func ("/sign-in/equal-answers", test_equal_answers);
  g_test_add_func ("/sign-in/bad-bodies", test_bad_bodies);
  g_test_add_func ("/sign-in/suspended", test_suspended);
  g_test_add_func ("/sign-in/lockout-email", test_lockout_email);
  g_test_add_func ("/sign-in/success-clears", test_success_clears);
  g_test_add_func ("/sign-in/lockout-address", test_lockout_address);
  g_test_add_func ("/tokens/rotation", test_rotation);
  g_test_add_func ("/tokens/theft", test_theft);
  g_test_add_func ("/tokens/concurrent-refresh", test_concurrent_refresh);
  g_test_add_func ("/tokens/sign-out", test_sign_out);
  g_test_add_func ("/tokens/stored", test_stored_tokens);
  g_test_add_func ("/sessions/own", test_sessions);
  g_test_add_func ("/sessions/staff", test_staff_sessions);
  g_test_add_func ("/password/change", test_change_password);
  g_test_add_func ("/security-log/content", test_security_log);
  return g_test_run ();
}
