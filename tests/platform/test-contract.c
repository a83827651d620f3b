/* test-contract.c: the rules for every request (contract sections 1 and 11), one by one
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "database.h"
#include "fixture.h"

#define PLUGIN \
  "{\"name\":\"Mine\",\"summary\":\"A plugin of one's own\",\"category\":\"OTHER\",\"code\":\"return 1\"}"
#define KEY "Idempotency-Key: 7b0c4f0e-6f0d-4b7e-9a53-0d8f4b3f1c11\r\n"

static SsFixture *fixture;

static SsAnswer *
as_owner (const char *method, const char *path, const char *headers, const char *body)
{
  return ss_fixture_call (fixture, &(SsCall){ .method = method,
                                              .path = path,
                                              .tenant = SS_FIXTURE_ACME,
                                              .token = ss_fixture_token (fixture, SS_FIXTURE_ACME,
                                                                         SS_ROLE_TENANT_OWNER),
                                              .headers = headers,
                                              .body = body });
}

static void
test_slash (void)
{
  g_autoptr (SsAnswer) moved = as_owner ("GET", "/users/me?x=1", NULL, NULL);
  g_autoptr (SsAnswer) head = as_owner ("HEAD", "/users/me", NULL, NULL);
  g_autoptr (SsAnswer) post = as_owner ("POST", "/auth/token", NULL, "{}");
  g_autoptr (SsAnswer) nothing = as_owner ("GET", "/nothing", NULL, NULL);
  g_autoptr (SsAnswer) nothing_slash = as_owner ("GET", "/nothing/", NULL, NULL);
  g_autoptr (SsAnswer) no_base = as_owner ("GET", "/api/v2/users/me/", NULL, NULL);
  g_autoptr (SsAnswer) deeper = as_owner ("GET", "/users/me/x/", NULL, NULL);
  g_autoptr (SsAnswer) twice = as_owner ("GET", "/users//me/", NULL, NULL);

  ss_answer_assert_status (moved, 301);
  g_assert_cmpstr (ss_answer_get_header (moved, "Location"), ==, "/api/v1/users/me/?x=1");
  ss_answer_assert_status (head, 301);
  ss_answer_assert_error (post, 404, "not_found");
  ss_answer_assert_error (nothing, 404, "not_found");
  ss_answer_assert_error (nothing_slash, 404, "not_found");
  ss_answer_assert_error (no_base, 404, "not_found");
  ss_answer_assert_error (deeper, 404, "not_found");
  ss_answer_assert_error (twice, 404, "not_found");
}

static void
test_methods (void)
{
  static const char *const methods[] = { "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUACK" };
  g_autoptr (SsAnswer) get = as_owner ("GET", "/roles/", NULL, NULL);
  g_autoptr (SsAnswer) head = as_owner ("HEAD", "/roles/", NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      g_autoptr (SsAnswer) answer = as_owner (methods[i], "/roles/", NULL, NULL);

      ss_answer_assert_error (answer, 405, "method_not_allowed");
      g_assert_cmpstr (ss_answer_get_header (answer, "Allow"), ==, "GET, HEAD");
    }
  ss_answer_assert_status (head, 200);
  g_assert_cmpstr (head->body, ==, "");
  g_assert_cmpstr (ss_answer_get_header (head, "Content-Length"), ==,
                   ss_answer_get_header (get, "Content-Length"));
  g_assert_cmpstr (ss_answer_get_header (head, "ETag"), ==, ss_answer_get_header (get, "ETag"));
}

static void
test_accept (void)
{
  const struct
  {
    const char *header;
    guint status;
  } rows[] = {
    { "Accept: application/json\r\n", 200 },
    { "Accept: */*\r\n", 200 },
    { "Accept: application/*;q=0.1\r\n", 200 },
    { "Accept: text/html, application/json;q=0.9\r\n", 200 },
    { "Accept: APPLICATION/JSON; charset=utf-8\r\n", 200 },
    { "Accept: text/html\r\n", 406 },
    { "Accept: application/json;q=0\r\n", 406 },
    { "Accept: application/jsonx, app/*\r\n", 406 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SsAnswer) answer = as_owner ("GET", "/users/me/", rows[i].header, NULL);

      ss_answer_assert_status (answer, rows[i].status);
      if (rows[i].status == 406)
        ss_answer_assert_error (answer, 406, "not_acceptable");
    }
}

/* What can't be answered as wished is not done either. */
static void
test_accept_undoes (void)
{
  g_autoptr (SsAnswer) before = as_owner ("GET", "/tenant/settings/", NULL, NULL);
  g_autoptr (SsAnswer) refused =
      as_owner ("PATCH", "/tenant/settings/", "Accept: text/html\r\n", "{\"currency\":\"CHF\"}");
  g_autoptr (SsAnswer) after = as_owner ("GET", "/tenant/settings/", NULL, NULL);

  ss_answer_assert_error (refused, 406, "not_acceptable");
  g_assert_cmpstr (after->body, ==, before->body);
}

static void
test_media_type (void)
{
  static const char *const refused[] = { "text/plain", "application/x-www-form-urlencoded",
                                         "application/jsonx", "json" };
  static const char *const taken[] = { "application/json; charset=utf-8", "Application/JSON" };

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *header = g_strdup_printf ("Content-Type: %s\r\n", refused[i]);
      g_autoptr (SsAnswer) answer = as_owner ("POST", "/auth/token/", header, "{}");

      ss_answer_assert_error (answer, 415, "unsupported_media_type");
    }
  for (guint i = 0; i < G_N_ELEMENTS (taken); i++)
    {
      g_autofree char *header = g_strdup_printf ("Content-Type: %s\r\n", taken[i]);
      g_autoptr (SsAnswer) answer = as_owner ("POST", "/auth/token/", header, "{}");

      ss_answer_assert_status (answer, 400);
      ss_answer_get_member (answer, "email");
    }
}

static char *
nested (guint depth)
{
  GString *text = g_string_new (NULL);

  for (guint i = 1; i < depth; i++)
    g_string_append (text, "{\"a\":");
  g_string_append (text, "{}");
  for (guint i = 1; i < depth; i++)
    g_string_append_c (text, '}');
  return g_string_free (text, FALSE);
}

static void
test_parse_errors (void)
{
  g_autofree char *allowed = nested (32);
  g_autofree char *deep = nested (33);
  g_autofree char *abyss = nested (100000);
  const char *const bodies[] = { "{",  "[]", "7", "null", "{\"a\":1}x", "{\"a\":\"\xff\"}", "\xef\xbb\xbf",
                                 deep, abyss };
  g_autoptr (SsAnswer) good = as_owner ("POST", "/auth/token/", NULL, allowed);

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (SsAnswer) answer = as_owner ("POST", "/auth/token/", NULL, bodies[i]);

      ss_answer_assert_error (answer, 400, "parse_error");
    }
  ss_answer_assert_status (good, 400);
  ss_answer_get_member (good, "a");
}

static void
test_request_id (void)
{
  static const char *const paths[] = { "/users/me/", "/users/me", "/nothing/", "/auth/sessions/?page=x" };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (SsAnswer) answer = as_owner ("GET", paths[i], NULL, NULL);
      const char *id = ss_answer_get_header (answer, "X-Request-Id");

      g_assert_nonnull (id);
      g_assert_true (g_hash_table_add (seen, g_strdup (id)));
    }
}

static void
test_etag (void)
{
  g_autoptr (SsAnswer) first = as_owner ("GET", "/users/me/", NULL, NULL);
  const char *tag = ss_answer_get_header (first, "ETag");
  g_autofree char *same = g_strdup_printf ("If-None-Match: \"x\", %s\r\n", tag);
  g_autofree char *weak = g_strdup_printf ("If-None-Match: W/%s\r\n", tag);
  g_autoptr (SsAnswer) again = as_owner ("GET", "/users/me/", same, NULL);
  g_autoptr (SsAnswer) weakly = as_owner ("GET", "/users/me/", weak, NULL);
  g_autoptr (SsAnswer) other = as_owner ("GET", "/users/me/", "If-None-Match: \"x\"\r\n", NULL);
  g_autoptr (SsAnswer) list = as_owner ("GET", "/auth/sessions/", NULL, NULL);

  g_assert_true (g_str_has_prefix (tag, "\""));
  g_assert_cmpstr (ss_answer_get_header (first, "Cache-Control"), ==, "private, no-cache");
  ss_answer_assert_status (again, 304);
  g_assert_cmpstr (again->body, ==, "");
  g_assert_cmpstr (ss_answer_get_header (again, "ETag"), ==, tag);
  ss_answer_assert_status (weakly, 304);
  ss_answer_assert_status (other, 200);
  g_assert_true (g_str_has_prefix (ss_answer_get_header (list, "ETag"), "W/\""));
}

static void
test_if_match (void)
{
  g_autoptr (SsAnswer) first = as_owner ("GET", "/tenant/settings/", NULL, NULL);
  g_autofree char *match = g_strdup_printf ("If-Match: %s\r\n", ss_answer_get_header (first, "ETag"));
  g_autofree char *weak = g_strdup_printf ("If-Match: W/%s\r\n", ss_answer_get_header (first, "ETag"));
  g_autoptr (SsAnswer) weakly = as_owner ("PATCH", "/tenant/settings/", weak, "{\"currency\":\"EUR\"}");
  g_autoptr (SsAnswer) changed = as_owner ("PATCH", "/tenant/settings/", match, "{\"currency\":\"EUR\"}");
  g_autoptr (SsAnswer) stale = as_owner ("PATCH", "/tenant/settings/", match, "{\"currency\":\"GBP\"}");
  g_autoptr (SsAnswer) any =
      as_owner ("PATCH", "/tenant/settings/", "If-Match: *\r\n", "{\"locale\":\"de-DE\"}");
  g_autoptr (SsAnswer) now = as_owner ("GET", "/tenant/settings/", NULL, NULL);

  ss_answer_assert_error (weakly, 412, "version_mismatch");
  ss_answer_assert_status (changed, 200);
  g_assert_cmpstr (ss_answer_get_header (changed, "ETag"), !=, ss_answer_get_header (first, "ETag"));
  ss_answer_assert_error (stale, 412, "version_mismatch");
  ss_answer_assert_status (any, 200);
  g_assert_cmpstr (ss_answer_get_header (any, "ETag"), ==, ss_answer_get_header (now, "ETag"));
  g_assert_cmpstr (ss_answer_get_string (now, "currency"), ==, "EUR");
}

static gint64
count_own_plugins (void)
{
  g_autoptr (SsAnswer) list = as_owner ("GET", "/plugin-templates/?page_size=1", NULL, NULL);

  return json_node_get_int (ss_answer_get_member (list, "count"));
}

static void
test_idempotency (void)
{
  gint64 before = count_own_plugins ();
  g_autoptr (SsAnswer) first = as_owner ("POST", "/plugin-templates/", KEY, PLUGIN);
  g_autoptr (SsAnswer) again = as_owner ("POST", "/plugin-templates/", KEY, PLUGIN);
  g_autoptr (SsAnswer) other = as_owner ("POST", "/plugin-templates/", KEY, "{\"name\":\"Other\"}");
  g_autoptr (SsAnswer) manager =
      ss_fixture_call (fixture, &(SsCall){ .method = "POST",
                                           .path = "/plugin-templates/",
                                           .tenant = SS_FIXTURE_ACME,
                                           .token = ss_fixture_token (fixture, SS_FIXTURE_ACME,
                                                                      SS_ROLE_TENANT_MANAGER),
                                           .headers = KEY,
                                           .body = "{\"name\":\"Other\"}" });

  ss_answer_assert_status (first, 201);
  ss_answer_assert_status (again, 201);
  g_assert_cmpstr (again->body, ==, first->body);
  g_assert_cmpstr (ss_answer_get_header (again, "Location"), ==, ss_answer_get_header (first, "Location"));
  g_assert_nonnull (ss_answer_get_header (first, "Location"));
  ss_answer_assert_error (other, 422, "idempotency_mismatch");
  g_assert_cmpint (count_own_plugins (), ==, before + 1);
  /* The key of another user is another key. */
  ss_answer_assert_status (manager, 400);
}

/* A refusal is kept too: what was wrong then is not right now. */
static void
test_idempotent_refusal (void)
{
  static const char header[] = "Idempotency-Key: 11111111-1111-4111-8111-111111111111\r\n";
  g_autoptr (SsAnswer) first = as_owner ("POST", "/plugin-templates/", header, "{\"name\":\"\"}");
  g_autoptr (SsAnswer) again = as_owner ("POST", "/plugin-templates/", header, "{\"name\":\"\"}");
  g_autoptr (SsAnswer) other = as_owner ("POST", "/plugin-templates/", header, PLUGIN);

  ss_answer_assert_status (first, 400);
  ss_answer_assert_status (again, 400);
  g_assert_cmpstr (again->body, ==, first->body);
  ss_answer_assert_error (other, 422, "idempotency_mismatch");
}

static gpointer
post_thread (gpointer data)
{
  static const char header[] = "Idempotency-Key: 22222222-2222-4222-8222-222222222222\r\n";

  return as_owner ("POST", "/plugin-templates/", header, PLUGIN);
}

static void
test_idempotent_race (void)
{
  gint64 before = count_own_plugins ();
  GThread *threads[6];
  g_autofree char *body = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("post", post_thread, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autoptr (SsAnswer) answer = g_thread_join (threads[i]);

      ss_answer_assert_status (answer, 201);
      if (body == NULL)
        body = g_strdup (answer->body);
      g_assert_cmpstr (answer->body, ==, body);
    }
  g_assert_cmpint (count_own_plugins (), ==, before + 1);
}

static void
test_paging (void)
{
  static const char *const bad[] = { "page=0", "page=-1", "page=x", "page=", "page_size=0", "page_size=1.5" };
  g_autoptr (SsAnswer) unknown = as_owner ("GET", "/auth/sessions/?frobnicate=1", NULL, NULL);
  g_autoptr (SsAnswer) past = as_owner ("GET", "/auth/sessions/?page=2", NULL, NULL);
  g_autoptr (SsAnswer) far = as_owner ("GET", "/auth/sessions/?page=999999999&page_size=1000", NULL, NULL);
  g_autoptr (SsAnswer) signed_in =
      ss_fixture_call (fixture,
                       &(SsCall){ .method = "POST",
                                  .path = "/auth/token/",
                                  .tenant = SS_FIXTURE_ACME,
                                  .body =
                                      "{\"email\":\"owner@acme.example\",\"password\":\"" SS_FIXTURE_PASSWORD
                                      "\"}" });
  g_autoptr (SsAnswer) first = as_owner ("GET", "/auth/sessions/?page_size=1&x=%C3%A9%26", NULL, NULL);
  g_autofree char *prefix = g_strdup_printf ("%s/api/v1/auth/sessions/?", ss_fixture_get_address (fixture));
  const char *next = ss_answer_get_string (first, "next");
  g_autoptr (SsAnswer) second = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *path = g_strdup_printf ("/auth/sessions/?%s", bad[i]);
      g_autoptr (SsAnswer) answer = as_owner ("GET", path, NULL, NULL);

      ss_answer_assert_status (answer, 400);
    }
  ss_answer_assert_status (unknown, 200);
  ss_answer_assert_error (past, 404, "not_found");
  ss_answer_assert_error (far, 404, "not_found");
  ss_answer_assert_status (signed_in, 200);

  g_assert_true (g_str_has_prefix (next, prefix));
  g_assert_nonnull (strstr (next, "x=%C3%A9%26"));
  g_assert_true (JSON_NODE_HOLDS_NULL (ss_answer_get_member (first, "previous")));
  second = as_owner ("GET", next + strlen (ss_fixture_get_address (fixture)), NULL, NULL);
  ss_answer_assert_status (second, 200);
  g_assert_true (JSON_NODE_HOLDS_NULL (ss_answer_get_member (second, "next")));
  g_assert_nonnull (ss_answer_get_string (second, "previous"));
}

/* Broken escapes are refused by libsoup, without a body; the rest is ours. */
static void
test_bad_queries (void)
{
  static const char *const bad[] = { "a=%zz", "a=%", "a=%ff", "%c3=1", "a=%00" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *path = g_strdup_printf ("/roles/?%s", bad[i]);
      g_autoptr (SsAnswer) answer = as_owner ("GET", path, NULL, NULL);

      ss_answer_assert_status (answer, 400);
      g_assert_nonnull (ss_answer_get_header (answer, "X-Request-Id"));
    }
}

/* Several requests on one connection, sent at once. */
static void
test_pipelining (void)
{
  g_autoptr (GSocketConnection) connection = ss_fixture_connect (fixture);

  ss_raw_write (connection,
                "GET /api/v1/health/live/ HTTP/1.1\r\nHost: localhost\r\n\r\n"
                "POST /api/v1/auth/token/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n"
                "GET /api/v1/nothing/ HTTP/1.1\r\nHost: localhost\r\n\r\n");
  for (guint i = 0; i < 3; i++)
    {
      static const char *const starts[] = { "HTTP/1.1 200 ", "HTTP/1.1 400 ", "HTTP/1.1 404 " };
      g_autofree char *answer = ss_raw_read_answer (connection);

      if (!g_str_has_prefix (answer, starts[i]))
        g_error ("%s", answer);
    }
}

static void
test_continue (void)
{
  g_autoptr (GSocketConnection) connection = ss_fixture_connect (fixture);
  g_autofree char *informed = NULL;
  g_autofree char *answer = NULL;

  ss_raw_write (connection, "POST /api/v1/auth/token/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n"
                            "Content-Type: application/json\r\nExpect: 100-continue\r\n\r\n");
  informed = ss_raw_read_answer (connection);
  g_assert_true (g_str_has_prefix (informed, "HTTP/1.1 100 "));
  ss_raw_write (connection, "{}");
  answer = ss_raw_read_answer (connection);
  g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 400 "));
}

static void
test_health (void)
{
  g_autoptr (SsAnswer) live =
      ss_fixture_call (fixture, &(SsCall){ .path = "/health/live/", .host = "anything.example" });
  g_autoptr (SsAnswer) ready = ss_fixture_call (fixture, &(SsCall){ .path = "/health/ready/" });
  g_autoptr (SsAnswer) metrics = ss_fixture_call (fixture, &(SsCall){ .path = "/metrics" });
  g_autoptr (SsAnswer) from_outside =
      ss_fixture_call (fixture,
                       &(SsCall){ .path = "/metrics", .headers = "X-Forwarded-For: 203.0.113.7\r\n" });
  g_autoptr (SsAnswer) schema = ss_fixture_call (fixture, &(SsCall){ .path = "/schema/" });

  ss_answer_assert_status (live, 200);
  ss_answer_assert_status (ready, 200);
  ss_answer_assert_status (metrics, 200);
  g_assert_nonnull (strstr (metrics->body, "\nsmoothschedule_tenants 4\n"));
  g_assert_nonnull (strstr (metrics->body, "\nsmoothschedule_event_readers 0\n"));
  g_assert_nonnull (strstr (metrics->body, "\nsmoothschedule_requests_waiting "));
  /* Its own, and what the requests before it have left. */
  g_assert_nonnull (strstr (metrics->body, "\nsmoothschedule_store_transactions 1\n"));
  g_assert_null (strstr (metrics->body, "\nsmoothschedule_store_connections_idle 0\n"));
  g_assert_nonnull (strstr (metrics->body, "\nsmoothschedule_store_failures_total 0\n"));
  g_assert_nonnull (
      strstr (metrics->body, "smoothschedule_requests_total{method=\"GET\",route=\"/health/live/\""));
  ss_answer_assert_status (from_outside, 404);
  ss_answer_assert_status (schema, 200);
  g_assert_true (g_str_has_prefix (ss_answer_get_string (schema, "openapi"), "3.1"));
}

/* Nobody is behind a platform that has started, until somebody takes a migration away. */
static void
test_migrations (void)
{
  g_autoptr (SsAnswer) nobody =
      ss_fixture_call_as (fixture, NULL, SS_ROLE_SUPERUSER, "GET", "/platform/migrations/", NULL);
  g_autoptr (SsAnswer) acme = NULL;
  g_autoptr (SsTransaction) transaction = NULL;
  g_autoptr (GError) error = NULL;

  ss_answer_assert_status (nobody, 200);
  g_assert_cmpint (json_object_get_int_member (ss_answer_get_object (nobody), "count"), ==, 0);
  g_assert_true (json_object_get_boolean_member (ss_answer_get_object (nobody), "isComplete"));

  transaction =
      ss_store_begin (ss_fixture_get_store (fixture), "tenant_acme", SS_ACCESS_WRITE_SHARED, NULL, &error);
  g_assert_no_error (error);
  ss_transaction_execute (
      transaction,
      "DELETE FROM schema_migrations WHERE number = (SELECT max (number) FROM schema_migrations)", NULL,
      &error, "");
  g_assert_no_error (error);
  /* There it is known without opening every schema. */
  if (ss_test_is_postgresql ())
    ss_transaction_execute (transaction, "DELETE FROM shared.schema_states WHERE schema_name = 'tenant_acme'",
                            NULL, &error, "");
  g_assert_no_error (error);
  ss_transaction_commit (transaction, &error);
  g_assert_no_error (error);
  g_clear_pointer (&transaction, ss_transaction_free);

  acme = ss_fixture_call_as (fixture, NULL, SS_ROLE_SUPERUSER, "GET", "/platform/migrations/", NULL);
  ss_answer_assert_status (acme, 200);
  g_assert_nonnull (strstr (acme->body, "{\"schemaName\":\"tenant_acme\",\"missing\":[\""));
  g_assert_null (strstr (acme->body, "tenant_bloom"));
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  fixture = ss_fixture_new ();
  /* Before there are threads that ask for it. */
  ss_fixture_token (fixture, SS_FIXTURE_ACME, SS_ROLE_TENANT_OWNER);
  g_test_add_func ("/contract/slash", test_slash);
  g_test_add_func ("/contract/methods", test_methods);
  g_test_add_func ("/contract/accept", test_accept);
  g_test_add_func ("/contract/accept-undoes", test_accept_undoes);
  g_test_add_func ("/contract/media-type", test_media_type);
  g_test_add_func ("/contract/parse-errors", test_parse_errors);
  g_test_add_func ("/contract/request-id", test_request_id);
  g_test_add_func ("/contract/etag", test_etag);
  g_test_add_func ("/contract/if-match", test_if_match);
  g_test_add_func ("/contract/idempotency", test_idempotency);
  g_test_add_func ("/contract/idempotent-refusal", test_idempotent_refusal);
  g_test_add_func ("/contract/idempotent-race", test_idempotent_race);
  g_test_add_func ("/contract/paging", test_paging);
  g_test_add_func ("/contract/bad-queries", test_bad_queries);
  g_test_add_func ("/contract/pipelining", test_pipelining);
  g_test_add_func ("/contract/continue", test_continue);
  g_test_add_func ("/contract/health", test_health);
  g_test_add_func ("/contract/migrations", test_migrations);
  status = g_test_run ();
  ss_fixture_free (fixture);
  return status;
}
