/* test-audit-log.c: the chain of who did what, and what breaks it (contract sections 8 and 11)
 *
 * SPDX-License-Identifier: MIT
 */
#include <sodium.h>
#include <sqlite3.h>
#include <string.h>

#include "database.h"
#include "fixture.h"
#include "platform/audit/audit-log.h"
#include "platform/audit/audit-verify.h"

#define N_THREADS 8
#define N_ENTRIES 25
#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000"

static SsFixture *fixture;

static SsTransaction *
begin (const char *tenant, SsAccess access)
{
  g_autofree char *schema = tenant != NULL ? ss_store_schema_name (tenant) : NULL;
  g_autoptr (GError) error = NULL;
  SsTransaction *transaction = ss_store_begin (ss_fixture_get_store (fixture), schema, access, NULL, &error);

  g_assert_no_error (error);
  return transaction;
}

static void
append (const char *tenant, const char *name)
{
  g_autoptr (SsTransaction) transaction = begin (tenant, SS_ACCESS_WRITE);
  g_autoptr (JsonObject) details = ss_audit_details ("name", name, "nothing", NULL, NULL);
  const SsAuditRecord record = {
    .action = "SETTINGS_CHANGED",
    .actor = { "a1", "owner@acme.example", "TENANT_OWNER" },
    .target = { "settings", "s1", .name = name },
    .details = details,
  };
  g_autoptr (GError) error = NULL;

  ss_audit_append (transaction, &record, &error);
  g_assert_no_error (error);
  ss_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

static void
assert_verdict (const char *tenant, gboolean is_ok, const char *broken_id)
{
  g_autoptr (SsTransaction) transaction = begin (tenant, SS_ACCESS_READ);
  g_auto (SsAuditVerdict) verdict = { 0 };
  g_autoptr (GError) error = NULL;

  ss_audit_verify (transaction, &verdict, &error);
  g_assert_no_error (error);
  g_assert_cmpint (verdict.is_ok, ==, is_ok);
  g_assert_cmpstr (verdict.first_broken_id, ==, broken_id);
}

/* As the owner of the tenant is told it. */
static void
assert_told (gboolean is_ok, const char *broken_id)
{
  g_autoptr (SsAnswer) answer =
      ss_fixture_call_as (fixture, SS_FIXTURE_DEMO, SS_ROLE_TENANT_OWNER, "GET", "/audit-log/verify/", NULL);

  ss_answer_assert_status (answer, 200);
  g_assert_cmpint (json_node_get_boolean (ss_answer_get_member (answer, "ok")), ==, is_ok);
  g_assert_cmpstr (json_node_get_string (ss_answer_get_member (answer, "firstBrokenId")), ==, broken_id);
}

/* One value of the tenant's file. */
static char *
read_value (const char *tenant, const char *sql)
{
  g_autoptr (SsTransaction) transaction = begin (tenant, SS_ACCESS_READ);
  g_autoptr (GError) error = NULL;
  g_autoptr (SsRows) rows = ss_transaction_query (transaction, sql, &error, "");

  g_assert_no_error (error);
  g_assert_true (ss_rows_next (rows, &error));
  return g_strdup (ss_rows_get_string (rows, 0));
}

/* As the contract says it, word for word. */
static void
test_hash (void)
{
  g_autofree char *id = NULL, *created = NULL, *hash = NULL, *previous = NULL, *text = NULL;
  unsigned char bytes[crypto_hash_sha256_BYTES];
  char expected[65], time[32];
  g_autoptr (GDateTime) moment = NULL;

  append (SS_FIXTURE_BLOOM, "Blüte \"1\"");
  id = read_value (SS_FIXTURE_BLOOM, "SELECT id FROM audit_entries WHERE position = 1");
  created = read_value (SS_FIXTURE_BLOOM, "SELECT created_at FROM audit_entries WHERE position = 1");
  hash = read_value (SS_FIXTURE_BLOOM, "SELECT hash FROM audit_entries WHERE position = 1");
  previous = read_value (SS_FIXTURE_BLOOM, "SELECT previous_hash FROM audit_entries WHERE position = 1");
  moment = g_date_time_new_from_unix_utc (g_ascii_strtoll (created, NULL, 10) / G_USEC_PER_SEC);
  g_snprintf (time, sizeof time, "%04d-%02d-%02dT%02d:%02d:%02dZ", g_date_time_get_year (moment),
              g_date_time_get_month (moment), g_date_time_get_day_of_month (moment),
              g_date_time_get_hour (moment), g_date_time_get_minute (moment),
              g_date_time_get_second (moment));
  text = g_strdup_printf (
      ZEROS "{\"action\":\"SETTINGS_CHANGED\",\"actor\":{\"email\":\"owner@acme.example\",\"id\":\"a1\","
            "\"role\":\"TENANT_OWNER\"},\"details\":{\"name\":\"Blüte \\\"1\\\"\",\"nothing\":null},"
            "\"id\":\"%s\",\"ipAddress\":\"\",\"realActor\":null,\"requestId\":\"\",\"sessionKey\":null,"
            "\"target\":{\"id\":\"s1\",\"name\":\"Blüte \\\"1\\\"\",\"type\":\"settings\"},\"tenantId\":null,"
            "\"timestamp\":\"%s\",\"userAgent\":\"\"}",
      id, time);
  crypto_hash_sha256 (bytes, (const unsigned char *) text, strlen (text));
  sodium_bin2hex (expected, sizeof expected, bytes, sizeof bytes);
  g_assert_cmpstr (previous, ==, ZEROS);
  g_assert_cmpstr (hash, ==, expected);
}

static gpointer
append_thread (gpointer data)
{
  for (guint i = 0; i < N_ENTRIES; i++)
    {
      g_autofree char *name = g_strdup_printf ("%p %u", data, i);

      append (SS_FIXTURE_ACME, name);
      append (NULL, name);
    }
  return NULL;
}

/* Eight at once: one chain, for the tenant and for the platform. */
static void
test_threads (void)
{
  GThread *threads[N_THREADS];
  g_autofree char *before = read_value (SS_FIXTURE_ACME, "SELECT count(*) FROM audit_entries");
  g_autofree char *after = NULL;

  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("append", append_thread, GUINT_TO_POINTER (i));
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
  after = read_value (SS_FIXTURE_ACME, "SELECT count(*) FROM audit_entries");
  g_assert_cmpint (g_ascii_strtoll (after, NULL, 10), ==,
                   g_ascii_strtoll (before, NULL, 10) + N_THREADS * N_ENTRIES);
  assert_verdict (SS_FIXTURE_ACME, TRUE, NULL);
  assert_verdict (NULL, TRUE, NULL);
}

/* Nothing that the platform could be brought to do changes an entry. */
static void
test_append_only (void)
{
  static const char *const statements[] = {
    "UPDATE audit_entries SET action = 'X'",
    "DELETE FROM audit_entries",
    "DELETE FROM audit_heads",
    "UPDATE audit_heads SET n_entries = 0",
    "INSERT INTO audit_entries (position, id, created_at, action, ip_address, user_agent, request_id, details, "
    "previous_hash, hash, search_text) SELECT 1000000, 'x', 0, '', '', '', '', '{}', previous_hash, '', '' "
    "FROM audit_entries",
  };
  g_autofree char *sure = NULL;

  append (SS_FIXTURE_ACME, "there");
  sure = read_value (SS_FIXTURE_ACME, "SELECT id FROM audit_entries LIMIT 1");
  g_assert_nonnull (sure);
  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      g_autoptr (SsTransaction) transaction = begin (SS_FIXTURE_ACME, SS_ACCESS_WRITE);
      g_autoptr (GError) error = NULL;

      g_assert_false (ss_transaction_execute (transaction, statements[i], NULL, &error, ""));
      g_assert_error (error, SS_STORE_ERROR, SS_STORE_ERROR_CONSTRAINT);
    }
}

/* Somebody with the file and SQLite's own program, or the database and psql. */
static void
tamper (const char *sql)
{
  g_autofree char *schema = ss_store_schema_name (SS_FIXTURE_DEMO);
  g_autofree char *name = g_strconcat (schema, ".db", NULL);
  g_autofree char *path = g_build_filename (ss_fixture_get_directory (fixture), "tenants", name, NULL);
  sqlite3 *database = NULL;
  char *message = NULL;

  if (ss_test_is_postgresql ())
    {
      g_autofree char *there = g_strdup_printf ("SET search_path = %s; %s", schema, sql);

      g_free (ss_test_database_ask (ss_fixture_get_store_address (fixture), there));
      return;
    }
  g_assert_cmpint (sqlite3_open_v2 (path, &database, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  sqlite3_exec (database, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (database);
}

/* Each is found, and the entry named at which it shows. */
static void
test_broken (void)
{
  const struct
  {
    const char *what;
    const char *sql;
    const char *broken; /* the position, before, of the entry that is named */
  } rows[] = {
    { "an edit", "UPDATE audit_entries SET target_name = 'other' WHERE position = 3", "3" },
    { "somebody else blamed", "UPDATE audit_entries SET actor_email = 'x@y.example' WHERE position = 4",
      "4" },
    { "an edit of the time", "UPDATE audit_entries SET created_at = created_at - 1000000 WHERE position = 2",
      "2" },
    { "a removal", "DELETE FROM audit_entries WHERE position = 3", "4" },
    { "a removal that closes the gap",
      "DELETE FROM audit_entries WHERE position = 3;"
      "UPDATE audit_entries SET position = position - 1 WHERE position > 3",
      "4" },
    { "the first removed", "DELETE FROM audit_entries WHERE position = 1", "2" },
    { "the last removed", "DELETE FROM audit_entries WHERE position = 6", "6" },
    { "a swap",
      "UPDATE audit_entries SET position = -2 WHERE position = 2;"
      "UPDATE audit_entries SET position = 2 WHERE position = 3;"
      "UPDATE audit_entries SET position = 3 WHERE position = -2",
      "3" },
    { "a hash", "UPDATE audit_entries SET hash = '" ZEROS "' WHERE position = 5", "5" },
  };

  /* The first is that the owner signs in. */
  assert_told (TRUE, NULL);
  for (guint i = 1; i < 6; i++)
    append (SS_FIXTURE_DEMO, "entry");
  assert_verdict (SS_FIXTURE_DEMO, TRUE, NULL);
  assert_told (TRUE, NULL);
  tamper (ss_test_is_postgresql ()
              ? "DROP TRIGGER audit_entries_refuse_change ON audit_entries"
              : "DROP TRIGGER audit_entries_refuse_update; DROP TRIGGER audit_entries_refuse_delete");
  tamper ("CREATE TABLE saved AS SELECT * FROM audit_entries");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *query =
          g_strconcat ("SELECT id FROM audit_entries WHERE position = ", rows[i].broken, NULL);
      g_autofree char *id = read_value (SS_FIXTURE_DEMO, query);

      g_test_message ("%s", rows[i].what);
      tamper (rows[i].sql);
      assert_verdict (SS_FIXTURE_DEMO, FALSE, id);
      assert_told (FALSE, id);
      tamper ("DELETE FROM audit_entries; INSERT INTO audit_entries SELECT * FROM saved");
      assert_verdict (SS_FIXTURE_DEMO, TRUE, NULL);
    }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  fixture = ss_fixture_new ();

  g_test_add_func ("/audit-log/hash", test_hash);
  g_test_add_func ("/audit-log/threads", test_threads);
  g_test_add_func ("/audit-log/append-only", test_append_only);
  g_test_add_func ("/audit-log/broken", test_broken);

  status = g_test_run ();
  ss_fixture_free (fixture);
  return status;
}
