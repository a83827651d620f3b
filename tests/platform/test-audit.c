/* test-audit.c: the audit log as it is read over HTTP, and what is written into it (contract sections 8 and
 * 11)
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "database.h"
#include "fixture.h"
#include "platform/audit/audit-log.h"

#define ACME SS_FIXTURE_ACME
#define OWNER SS_ROLE_TENANT_OWNER
#define WRONG "not-the-password-at-all"
#define CHANGED "another-good-long-one-7"

static SsFixture *fixture;

static JsonArray *
results_of (SsAnswer *answer)
{
  ss_answer_assert_status (answer, 200);
  return json_node_get_array (ss_answer_get_member (answer, "results"));
}

static SsAnswer *
list (const char *tenant, SsRole role, const char *query)
{
  g_autofree char *path = g_strconcat ("/audit-log/", query, NULL);

  return ss_fixture_call_as (fixture, tenant, role, "GET", path, NULL);
}

static JsonObject *
first_of (SsAnswer *answer)
{
  JsonArray *results = results_of (answer);

  g_assert_cmpuint (json_array_get_length (results), >, 0);
  return json_array_get_object_element (results, 0);
}

static SsAnswer *
post (const char *tenant, const char *token, const char *path, const char *body)
{
  return ss_fixture_call (
      fixture, &(SsCall){ .method = "POST", .path = path, .tenant = tenant, .token = token, .body = body });
}

static SsAnswer *
sign_in (const char *email, const char *password)
{
  g_autofree char *body = g_strdup_printf ("{\"email\":\"%s\",\"password\":\"%s\"}", email, password);

  return post (SS_FIXTURE_BLOOM, NULL, "/auth/token/", body);
}

static guint
count_actions (const char *tenant, const char *action)
{
  g_autofree char *query = g_strconcat ("?action=", action, NULL);
  g_autoptr (SsAnswer) answer = list (tenant, OWNER, query);

  return json_array_get_length (results_of (answer));
}

/* What happens to an account is written down, and nothing of the passwords and tokens that it took. */
static void
test_accounts (void)
{
  g_autoptr (SsAnswer) in = sign_in ("staff@bloom.example", SS_FIXTURE_PASSWORD);
  g_autoptr (SsAnswer) other = sign_in ("staff@bloom.example", SS_FIXTURE_PASSWORD);
  g_autoptr (SsAnswer) wrong = sign_in ("staff@bloom.example", WRONG);
  g_autoptr (SsAnswer) slip = sign_in (WRONG, "x");
  const char *token = ss_answer_get_string (in, "access");
  g_autofree char *change =
      g_strdup_printf ("{\"currentPassword\":\"%s\",\"newPassword\":\"%s\"}", SS_FIXTURE_PASSWORD, CHANGED);
  g_autofree char *refresh = g_strdup_printf ("{\"refresh\":\"%s\"}", ss_answer_get_string (in, "refresh"));
  g_autoptr (SsAnswer) changed = post (SS_FIXTURE_BLOOM, token, "/auth/password/", change);
  g_autoptr (SsAnswer) rotated = post (SS_FIXTURE_BLOOM, NULL, "/auth/token/refresh/", refresh);
  g_autoptr (SsAnswer) reused = post (SS_FIXTURE_BLOOM, NULL, "/auth/token/refresh/", refresh);
  g_autoptr (SsAnswer) again = sign_in ("staff@bloom.example", CHANGED);
  g_autofree char *last = g_strdup_printf ("{\"refresh\":\"%s\"}", ss_answer_get_string (again, "refresh"));
  g_autoptr (SsAnswer) out = post (SS_FIXTURE_BLOOM, NULL, "/auth/logout/", last);
  g_autoptr (SsAnswer) entries =
      list (SS_FIXTURE_BLOOM, OWNER, "?actor=staff@bloom.example&action=PASSWORD_CHANGED");
  g_autoptr (SsAnswer) all = list (SS_FIXTURE_BLOOM, OWNER, "");
  JsonObject *entry = first_of (entries);
  JsonObject *actor = json_object_get_object_member (entry, "actor");

  ss_answer_assert_status (changed, 204);
  ss_answer_assert_status (rotated, 200);
  ss_answer_assert_status (reused, 401);
  ss_answer_assert_status (out, 204);
  g_assert_cmpuint (count_actions (SS_FIXTURE_BLOOM, "LOGIN_FAILED"), ==, 2);
  g_assert_cmpuint (count_actions (SS_FIXTURE_BLOOM, "TOKEN_REUSED"), ==, 1);
  g_assert_cmpuint (count_actions (SS_FIXTURE_BLOOM, "LOGOUT"), ==, 1);
  g_assert_cmpuint (count_actions (SS_FIXTURE_BLOOM, "LOGIN_SUCCEEDED"), >=, 3);
  g_assert_cmpstr (json_object_get_string_member (actor, "email"), ==, "staff@bloom.example");
  g_assert_cmpstr (json_object_get_string_member (actor, "role"), ==, "TENANT_STAFF");
  g_assert_cmpstr (json_object_get_string_member (entry, "ipAddress"), ==, "127.0.0.1");
  g_assert_cmpstr (json_object_get_string_member (entry, "requestId"), ==,
                   ss_answer_get_header (changed, "X-Request-Id"));
  g_assert_cmpstr (json_object_get_string_member (entry, "tenantId"), ==,
                   ss_fixture_tenant_id (fixture, SS_FIXTURE_BLOOM));
  g_assert_null (strstr (all->body, SS_FIXTURE_PASSWORD));
  g_assert_null (strstr (all->body, CHANGED));
  g_assert_null (strstr (all->body, WRONG));
  g_assert_null (strstr (all->body, token));
  g_assert_null (strstr (all->body, ss_answer_get_string (again, "refresh")));
  g_assert_null (strstr (all->body, "argon2"));
}

/* Once for each lock, however often somebody tries after it. */
static void
test_locked (void)
{
  for (guint i = 0; i < 8; i++)
    {
      g_autoptr (SsAnswer) answer = sign_in ("manager@bloom.example", WRONG);

      ss_answer_assert_status (answer, i < 5 ? 401 : 429);
    }
  g_assert_cmpuint (count_actions (SS_FIXTURE_BLOOM, "LOGIN_LOCKED"), ==, 1);
}

static void
test_changes (void)
{
  g_autoptr (SsAnswer) settings =
      ss_fixture_call_as (fixture, ACME, OWNER, "PATCH", "/tenant/settings/", "{\"name\":\"Acme\"}");
  g_autoptr (SsAnswer) denied =
      ss_fixture_call_as (fixture, ACME, SS_ROLE_TENANT_STAFF, "PATCH", "/tenant/settings/", "{}");
  g_autoptr (SsAnswer) changed = list (ACME, OWNER, "?action=SETTINGS_CHANGED");
  g_autoptr (SsAnswer) refused = list (ACME, OWNER, "?action=PERMISSION_DENIED&actor=staff@acme.example");
  g_autoptr (SsAnswer) both = list (ACME, OWNER, "?action=PERMISSION_DENIED,SETTINGS_CHANGED");
  JsonObject *target = json_object_get_object_member (first_of (changed), "target");
  JsonObject *details = json_object_get_object_member (first_of (refused), "details");

  ss_answer_assert_status (settings, 200);
  ss_answer_assert_status (denied, 403);
  g_assert_cmpstr (json_object_get_string_member (target, "type"), ==, "settings");
  g_assert_cmpstr (json_object_get_string_member (details, "permission"), ==, "settings.edit");
  g_assert_cmpuint (json_array_get_length (results_of (both)), ==,
                    json_array_get_length (results_of (changed))
                        + json_array_get_length (results_of (refused)));
}

/* Entries made for the filters, in the platform's own chain. */
static void
append (const char *tenant, const char *action, const char *email, const char *name)
{
  g_autofree char *schema = tenant != NULL ? ss_store_schema_name (tenant) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SsTransaction) transaction =
      ss_store_begin (ss_fixture_get_store (fixture), schema, SS_ACCESS_WRITE, NULL, &error);
  const SsAuditRecord record = { .action = action,
                                 .actor = { "a0000000-0000-4000-8000-000000000000", email, "SUPERUSER" },
                                 .target = { "plugin", "t1", .name = name } };

  g_assert_no_error (error);
  g_assert_true (ss_audit_append (transaction, &record, &error));
  g_assert_true (ss_transaction_commit (transaction, &error));
}

static guint
count (const char *query)
{
  g_autofree char *whole = g_strconcat ("?target=t1&", query, NULL);
  g_autoptr (SsAnswer) answer = list (NULL, SS_ROLE_SUPERUSER, whole);

  return json_array_get_length (results_of (answer));
}

static void
test_filters (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) later = g_date_time_add_hours (now, 1);
  g_autoptr (GDateTime) next = g_date_time_add_days (now, 1);
  g_autofree char *from = g_date_time_format (later, "from=%Y-%m-%dT%H:%M:%SZ");
  g_autofree char *to = g_date_time_format (later, "to=%Y-%m-%dT%H:%M:%SZ");
  g_autofree char *today = g_date_time_format (now, "from=%Y-%m-%d");
  g_autofree char *day_after = g_date_time_format (next, "to=%Y-%m-%d");
  g_autoptr (SsAnswer) bad = NULL, page = NULL, newest = NULL;

  append (NULL, "PLUGIN_INSTALLED", "one@platform.example", "Grüße, Welt");
  append (NULL, "PLUGIN_UPDATED", "two@platform.example", "=HYPERLINK(\"x\")");
  append (NULL, "PLUGIN_UPDATED", "two@platform.example", "a,\"b\"\r\nc");
  bad = list (NULL, SS_ROLE_SUPERUSER, "?from=yesterday");
  page = list (NULL, SS_ROLE_SUPERUSER, "?target=t1&page_size=2");
  newest = list (NULL, SS_ROLE_SUPERUSER, "?target=t1");

  ss_answer_assert_status (bad, 400);
  g_assert_cmpuint (count (""), ==, 3);
  g_assert_cmpuint (count ("action=PLUGIN_UPDATED"), ==, 2);
  g_assert_cmpuint (count ("action=PLUGIN_UPDATED&action=PLUGIN_INSTALLED"), ==, 3);
  g_assert_cmpuint (count ("actor=ONE@platform.example"), ==, 1);
  g_assert_cmpuint (count ("actor=a0000000-0000-4000-8000-000000000000"), ==, 3);
  g_assert_cmpuint (count ("search=GRUSSE%20welt"), ==, 1);
  g_assert_cmpuint (count ("search=gr%C3%BC%C3%9Fe"), ==, 1);
  g_assert_cmpuint (count ("search=updated%20two"), ==, 2);
  g_assert_cmpuint (count ("search=100%25"), ==, 0);
  g_assert_cmpuint (count (from), ==, 0);
  g_assert_cmpuint (count (to), ==, 3);
  g_assert_cmpuint (count (today), ==, 3);
  g_assert_cmpuint (count (day_after), ==, 3);
  g_assert_cmpint (json_node_get_int (ss_answer_get_member (page, "count")), ==, 3);
  g_assert_cmpuint (json_array_get_length (results_of (page)), ==, 2);
  g_assert_nonnull (strstr (ss_answer_get_string (page, "next"), "target=t1"));
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (first_of (newest), "target"),
                                                  "name"),
                   ==, "a,\"b\"\r\nc");
}

static SsAnswer *export(const char *accept)
{
  g_autofree char *headers = g_strdup_printf ("Accept: %s\r\n", accept);

  return ss_fixture_call (fixture, &(SsCall){ .path = "/audit-log/?target=t1&page_size=1",
                                              .token = ss_fixture_token (fixture, NULL, SS_ROLE_SUPERUSER),
                                              .headers = headers });
}

/* Whole, whatever the page; values as they are, each in quotes. */
static void
test_exports (void)
{
  g_autoptr (SsAnswer) csv = export("text/csv"),
                       lines = export("application/x-ndjson, application/json;q=0.5");
  g_autoptr (SsAnswer) json = export("application/json, text/csv;q=0.9"), none = export("image/png");
  g_auto (GStrv) parts = NULL;

  ss_answer_assert_status (csv, 200);
  g_assert_true (g_str_has_prefix (ss_answer_get_header (csv, "Content-Type"), "text/csv"));
  g_assert_true (g_str_has_prefix (csv->body, "\"id\",\"timestamp\",\"action\","));
  g_assert_nonnull (strstr (csv->body, ",\"a,\"\"b\"\"\r\nc\","));
  g_assert_nonnull (strstr (csv->body, ",\"=HYPERLINK(\"\"x\"\")\","));
  g_assert_nonnull (strstr (csv->body, ",\"Grüße, Welt\","));

  ss_answer_assert_status (lines, 200);
  g_assert_true (g_str_has_prefix (ss_answer_get_header (lines, "Content-Type"), "application/x-ndjson"));
  parts = g_strsplit (lines->body, "\n", -1);
  g_assert_cmpuint (g_strv_length (parts), ==, 4);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (JsonNode) node = json_from_string (parts[i], NULL);

      g_assert_true (JSON_NODE_HOLDS_OBJECT (node));
      g_assert_true (json_object_has_member (json_node_get_object (node), "previousHash"));
    }
  g_assert_cmpuint (json_array_get_length (results_of (json)), ==, 1);
  ss_answer_assert_error (none, 406, "not_acceptable");
}

static void
test_verify (void)
{
  g_autofree char *query =
      g_strconcat ("/audit-log/verify/?tenant_id=", ss_fixture_tenant_id (fixture, ACME), NULL);
  g_autoptr (SsAnswer) own = ss_fixture_call_as (fixture, ACME, OWNER, "GET", "/audit-log/verify/", NULL);
  g_autoptr (SsAnswer) platform =
      ss_fixture_call_as (fixture, NULL, SS_ROLE_SUPERUSER, "GET", "/audit-log/verify/", NULL);
  g_autoptr (SsAnswer) picked = ss_fixture_call_as (fixture, NULL, SS_ROLE_SUPERUSER, "GET", query, NULL);
  g_autoptr (SsAnswer) strange = ss_fixture_call_as (fixture, SS_FIXTURE_BLOOM, OWNER, "GET", query, NULL);

  g_assert_true (json_node_get_boolean (ss_answer_get_member (own, "ok")));
  g_assert_true (json_node_is_null (ss_answer_get_member (own, "firstBrokenId")));
  g_assert_true (json_node_get_boolean (ss_answer_get_member (platform, "ok")));
  g_assert_cmpint (json_node_get_int (ss_answer_get_member (picked, "entries")), ==,
                   json_node_get_int (ss_answer_get_member (own, "entries")));
  ss_answer_assert_error (strange, 404, "not_found");
}

/* What this process holds of its own, in KiB: what is only mapped can be had back at any time. */
static guint64
read_memory (void)
{
  g_autofree char *status = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  line = strstr (status, "RssAnon:");
  return line != NULL ? g_ascii_strtoull (line + strlen ("RssAnon:") + 1, NULL, 10) : 0;
}

#define MANY_ENTRIES 100000

/* One by one PostgreSQL would take a minute: it looks through all former states of the chain's head. An
 * export does not ask whether the chain holds. */
static void
append_at_once (void)
{
  static const char sql[] =
      "INSERT INTO tenant_studio.audit_entries (position, id, created_at, action, actor_id, actor_email,"
      " actor_role, ip_address, user_agent, request_id, details, previous_hash, hash, search_text)"
      " SELECT 1000 + n, 'entry-' || n, n, 'SETTINGS_CHANGED', 'a', 'owner@studio.example', 'TENANT_OWNER', '',"
      " repeat ('a browser ', 8), '', '{}', md5 (n::text) || md5 (n::text), md5 (n::text) || md5 (n::text), ''"
      " FROM generate_series (1, 100000) n";

  g_free (ss_test_database_ask (ss_fixture_get_store_address (fixture), sql));
}

static void
append_many (void)
{
  g_autofree char *schema = ss_store_schema_name (SS_FIXTURE_DEMO);
  g_autoptr (GError) error = NULL;
  g_autoptr (SsTransaction) transaction = NULL;
  const SsAuditRecord record = { .action = "SETTINGS_CHANGED",
                                 .actor = { "a", "owner@studio.example", "TENANT_OWNER" },
                                 .user_agent = "a browser with a name of some length, as they all have" };

  if (ss_test_is_postgresql ())
    {
      append_at_once ();
      return;
    }
  transaction = ss_store_begin (ss_fixture_get_store (fixture), schema, SS_ACCESS_WRITE, NULL, &error);
  for (guint i = 0; i < MANY_ENTRIES; i++)
    g_assert_true (ss_audit_append (transaction, &record, &error));
  g_assert_true (ss_transaction_commit (transaction, &error));
}

/* A hundred thousand entries are read by a socket that throws them away. */
static void
test_large_export (void)
{
  const char *token = ss_fixture_token (fixture, SS_FIXTURE_DEMO, OWNER);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnection) connection = NULL;
  g_autofree char *buffer = g_malloc (65536), *request = NULL;
  guint64 before, after, peak = 0, n_bytes = 0;
  GInputStream *input;
  gssize n_read;

  append_many ();

  before = read_memory ();
  connection = ss_fixture_connect (fixture);
  request = g_strdup_printf (
      "GET /api/v1/audit-log/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Tenant-Subdomain: %s\r\n"
      "Authorization: Bearer %s\r\nAccept: application/x-ndjson\r\nConnection: close\r\n\r\n",
      SS_FIXTURE_DEMO, token);
  ss_raw_write (connection, request);
  input = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  while ((n_read = g_input_stream_read (input, buffer, 65536, NULL, &error)) > 0)
    {
      if (n_bytes % (8 * 1024 * 1024) < 65536)
        peak = MAX (peak, read_memory ());
      n_bytes += (guint64) n_read;
    }
  g_assert_no_error (error);
  after = MAX (peak, read_memory ());
  g_test_message ("%" G_GUINT64_FORMAT " bytes; from %" G_GUINT64_FORMAT " KiB to %" G_GUINT64_FORMAT,
                  n_bytes, before, after);
  g_assert_cmpuint (n_bytes, >, 40 * 1000 * 1000);
  g_assert_cmpuint (after, <, before + 16 * 1024);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  fixture = ss_fixture_new ();

  g_test_add_func ("/audit/accounts", test_accounts);
  g_test_add_func ("/audit/locked", test_locked);
  g_test_add_func ("/audit/changes", test_changes);
  g_test_add_func ("/audit/filters", test_filters);
  g_test_add_func ("/audit/exports", test_exports);
  g_test_add_func ("/audit/verify", test_verify);
  g_test_add_func ("/audit/large-export", test_large_export);

  status = g_test_run ();
  ss_fixture_free (fixture);
  return status;
}
