/* test-backup.c: what was written down comes back, row by row, or not at all
 *
 * The source is a store in a folder with the demo's businesses; what it is restored into is of the make that
 * the test runs on, so that on PostgreSQL everything goes from one make to the other, and back.
 *
 * SPDX-License-Identifier: MIT
 */
#include <glib/gstdio.h>
#include <string.h>

#include "platform/audit/audit-log.h"
#include "platform/audit/audit-verify.h"
#include "platform/demo/demo.h"
#include "platform/store/backup-table.h"
#include "platform/store/backup.h"
#include "platform/store/restore.h"
#include "platform/tenants/tenant-backup.h"
#include "platform/tenants/tenant-create.h"
#include "store-fixture.h"

static SsStore *source;
static char *source_directory;

static SsTransaction *
begin_business (SsStore *store, const char *subdomain, SsAccess access)
{
  g_autofree char *schema = subdomain != NULL ? ss_store_schema_name (subdomain) : NULL;

  return begin (store, schema, access);
}

static char *
query_text (SsTransaction *transaction, const char *sql)
{
  g_autoptr (SsRows) rows = ss_transaction_query (transaction, sql, NULL, "");
  gboolean found;

  g_assert_true (ss_rows_first (rows, &found, NULL) && found);
  return g_strdup (ss_rows_get_string (rows, 0));
}

static GBytes *
write_down (SsStore *store, const char *subdomain)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  ss_backup_write (store, subdomain, stream, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

static gboolean
read_back (SsStore *store, GBytes *bytes, gboolean replace, GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);

  return ss_restore_read (store, stream, replace, NULL, NULL, error);
}

static gboolean
take_row_cb (const SsBackupTable *table, const char *row, GError **error, gpointer user_data)
{
  g_ptr_array_add (user_data, g_strdup (row));
  return TRUE;
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* (transfer full) (element-type utf8): sorted */
static GPtrArray *
read_rows (const SsBackupTable *table, SsTransaction *transaction)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  ss_backup_table_read (table, transaction, NULL, NULL, take_row_cb, rows, &error);
  g_assert_no_error (error);
  g_ptr_array_sort (rows, compare_rows);
  return rows;
}

static GPtrArray *
list_tables (SsTransaction *transaction, const char *subdomain)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *tables = ss_backup_tables_list (transaction, subdomain == NULL, &error);

  g_assert_no_error (error);
  return tables;
}

/* Returns how many rows were compared. */
static guint
assert_same (SsStore *a, SsStore *b, const char *subdomain)
{
  g_autoptr (SsTransaction) here = begin_business (a, subdomain, SS_ACCESS_READ);
  g_autoptr (SsTransaction) there = begin_business (b, subdomain, SS_ACCESS_READ);
  g_autoptr (GPtrArray) tables = list_tables (here, subdomain);
  g_autoptr (GPtrArray) others = list_tables (there, subdomain);
  guint n_rows = 0;

  g_assert_cmpuint (tables->len, ==, others->len);
  for (guint i = 0; i < tables->len; i++)
    {
      const SsBackupTable *table = g_ptr_array_index (tables, i);
      const SsBackupTable *other = ss_backup_tables_find (others, table->name);
      g_autoptr (GPtrArray) rows = read_rows (table, here);
      g_autoptr (GPtrArray) other_rows = NULL;

      g_assert_nonnull (other);
      other_rows = read_rows (other, there);
      g_assert_cmpuint (rows->len, ==, other_rows->len);
      for (guint j = 0; j < rows->len; j++)
        g_assert_cmpstr (g_ptr_array_index (rows, j), ==, g_ptr_array_index (other_rows, j));
      n_rows += rows->len;
    }
  return n_rows;
}

static void
assert_chain (SsStore *store, const char *subdomain, gint64 at_least)
{
  g_autoptr (SsTransaction) transaction = begin_business (store, subdomain, SS_ACCESS_READ);
  g_auto (SsAuditVerdict) verdict = { 0 };
  g_autoptr (GError) error = NULL;

  ss_audit_verify (transaction, &verdict, &error);
  g_assert_no_error (error);
  g_assert_true (verdict.is_ok);
  g_assert_cmpint (verdict.n_entries, >=, at_least);
}

/* (transfer full): all subdomains of the source */
static GStrv
list_businesses (void)
{
  g_autoptr (SsTransaction) transaction = begin (source, NULL, SS_ACCESS_READ);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (SsRows) rows =
      ss_transaction_query (transaction, "SELECT subdomain FROM shared.tenants ORDER BY subdomain", NULL, "");

  while (ss_rows_next (rows, NULL))
    g_strv_builder_add (names, ss_rows_get_string (rows, 0));
  return g_strv_builder_end (names);
}

static gint64
count_businesses (SsStore *store)
{
  g_autoptr (SsTransaction) transaction = begin (store, NULL, SS_ACCESS_READ);

  return query_number (transaction, "SELECT COUNT(*) FROM shared.tenants");
}

static void
test_all (StoreFixture *fixture, gconstpointer data)
{
  g_auto (GStrv) names = list_businesses ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) shared = write_down (source, NULL);
  guint n_rows = 0;

  g_assert_cmpuint (g_strv_length (names), >, 1);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GBytes) bytes = write_down (source, names[i]);

      read_back (fixture->store, bytes, FALSE, &error);
      g_assert_no_error (error);
    }
  read_back (fixture->store, shared, FALSE, &error);
  g_assert_no_error (error);

  store_fixture_open_again (fixture);
  for (guint i = 0; names[i] != NULL; i++)
    {
      n_rows += assert_same (source, fixture->store, names[i]);
      assert_chain (fixture->store, names[i], 3);
    }
  n_rows += assert_same (source, fixture->store, NULL);
  assert_chain (fixture->store, NULL, 3);
  g_assert_cmpuint (n_rows, >, 1000);
}

/* Values that one make, or JSON, has its own ideas about. */
static void
test_values (StoreFixture *fixture, gconstpointer data)
{
  static const char hard[] =
      "tab\t quote\" back\\slash \x01 caf\xc3\xa9 \xf0\x9f\x90\x88 {\"a\":[1,null]} '; DROP";
  static const guint8 raw[] = { 0x00, 0xff, 0x27, 0x22, 0x80 };
  g_autoptr (GBytes) body = g_bytes_new_static (raw, sizeof raw);
  g_autoptr (SsTransaction) transaction = begin (source, "tenant_values", SS_ACCESS_WRITE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  ss_transaction_execute (transaction, "UPDATE settings SET currency = $1", NULL, &error, "s", hard);
  g_assert_no_error (error);
  ss_transaction_execute (transaction,
                          "INSERT INTO idempotency_keys (user_id, path, key, body_hash, status, body, "
                          "created_at) VALUES ('u', 'p', 'k', 'h', 200, $1, $2)",
                          NULL, &error, "xi", body, (gint64) G_MAXINT64 - 1);
  g_assert_no_error (error);
  commit (transaction);
  g_clear_pointer (&transaction, ss_transaction_free);

  bytes = write_down (source, "values");
  read_back (fixture->store, bytes, FALSE, &error);
  g_assert_no_error (error);
  assert_same (source, fixture->store, "values");
  {
    g_autoptr (SsTransaction) reading = begin (fixture->store, "tenant_values", SS_ACCESS_READ);
    g_autoptr (SsRows) rows =
        ss_transaction_query (reading, "SELECT body, created_at FROM idempotency_keys", NULL, "");
    g_autoptr (GBytes) found = NULL;

    g_assert_true (ss_rows_next (rows, NULL));
    found = ss_rows_get_bytes (rows, 0);
    g_assert_true (g_bytes_equal (found, body));
    g_assert_cmpint (ss_rows_get_integer (rows, 1), ==, G_MAXINT64 - 1);
  }
}

/* A copy of @bytes without what follows @end, or with @from in place of @with. */
static GBytes *
falsify (GBytes *bytes, const char *from, const char *with)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autoptr (GString) changed = g_string_new (text);

  g_assert_cmpuint (g_string_replace (changed, from, with, 1), ==, 1);
  return g_bytes_new (changed->str, changed->len);
}

static void
test_damaged (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) good = write_down (source, "values");
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (good, 0, g_bytes_get_size (good) - 40);
  g_autoptr (GBytes) other = falsify (good, "\"USD\"", "\"XXX\"");
  g_autoptr (GBytes) newer = falsify (good, "\"migration\":", "\"migration\":9");
  g_autoptr (GBytes) nothing = g_bytes_new_static ("hello\n", 6);
  const struct
  {
    GBytes *bytes;
    SsRestoreError code;
  } cases[] = {
    { cut, SS_RESTORE_ERROR_NOT_A_BACKUP },
    { other, SS_RESTORE_ERROR_DIFFERENT },
    { newer, SS_RESTORE_ERROR_OTHER_TABLES },
    { nothing, SS_RESTORE_ERROR_NOT_A_BACKUP },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (read_back (fixture->store, cases[i].bytes, FALSE, &error));
      g_assert_error (error, SS_RESTORE_ERROR, (int) cases[i].code);
      g_assert_cmpint (count_businesses (fixture->store), ==, 0);
      g_assert_cmpuint (count_tenant_tables (fixture), ==, 0);
    }
  g_assert_true (read_back (fixture->store, good, FALSE, NULL));
}

static void
test_replace (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = write_down (source, "values");
  g_autoptr (GBytes) damaged = falsify (bytes, "\"USD\"", "\"XXX\"");
  g_autoptr (GError) error = NULL;
  g_autoptr (SsTransaction) transaction = NULL;

  g_assert_true (read_back (fixture->store, bytes, FALSE, NULL));
  transaction = begin (fixture->store, "tenant_values", SS_ACCESS_WRITE);
  g_assert_true (
      ss_transaction_execute (transaction, "UPDATE settings SET currency = 'SEK'", NULL, NULL, ""));
  commit (transaction);
  g_clear_pointer (&transaction, ss_transaction_free);

  g_assert_false (read_back (fixture->store, bytes, FALSE, &error));
  g_assert_error (error, SS_RESTORE_ERROR, SS_RESTORE_ERROR_EXISTS);
  g_clear_error (&error);
  /* What can't be restored leaves what is there. */
  g_assert_false (read_back (fixture->store, damaged, TRUE, NULL));
  transaction = begin (fixture->store, "tenant_values", SS_ACCESS_READ);
  g_assert_cmpint (query_number (transaction, "SELECT COUNT(*) FROM settings WHERE currency = 'SEK'"), ==, 1);
  g_clear_pointer (&transaction, ss_transaction_free);

  read_back (fixture->store, bytes, TRUE, &error);
  g_assert_no_error (error);
  assert_same (source, fixture->store, "values");
}

static void
set_currency (SsStore *store, const char *schema, const char *sql)
{
  g_autoptr (SsTransaction) transaction = begin (store, schema, SS_ACCESS_WRITE);

  g_assert_true (ss_transaction_execute (transaction, sql, NULL, NULL, ""));
  commit (transaction);
}

/* Whoever took over a deleted business's name has tables of another name: neither is taken for the other. */
static void
test_taken_over (StoreFixture *fixture, gconstpointer data)
{
  const SsNewTenant tenant = { "Values", "values", "example.com", "FREE", "ACTIVE", FALSE };
  g_autoptr (GBytes) first = write_down (source, "values");
  g_autoptr (GBytes) second = NULL;
  g_autoptr (SsTransaction) transaction = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL, *new_id = NULL, *schema = NULL;

  g_assert_true (read_back (fixture->store, first, FALSE, NULL));
  transaction = begin (fixture->store, NULL, SS_ACCESS_WRITE);
  id = query_text (transaction, "SELECT id FROM shared.tenants WHERE subdomain = 'values'");
  ss_tenant_backup_make (transaction, id, g_get_real_time (), &error);
  g_assert_no_error (error);
  commit (transaction);
  g_clear_pointer (&transaction, ss_transaction_free);
  set_currency (fixture->store, "tenant_values", "UPDATE settings SET currency = 'SEK'");

  new_id = ss_tenant_create (fixture->store, &tenant, NULL, NULL, &error);
  g_assert_no_error (error);
  schema = ss_store_find_schema (fixture->store, "values", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (schema, !=, "tenant_values");
  set_currency (fixture->store, schema, "UPDATE settings SET currency = 'NOK'");
  second = write_down (fixture->store, "values");
  g_assert_nonnull (
      g_strstr_len (g_bytes_get_data (second, NULL), (gssize) g_bytes_get_size (second), "\"NOK\""));

  /* An older backup comes back over the new business; the deleted one keeps what it has. */
  read_back (fixture->store, first, TRUE, &error);
  g_assert_no_error (error);
  transaction = begin (fixture->store, "tenant_values", SS_ACCESS_READ);
  g_assert_cmpint (query_number (transaction, "SELECT COUNT(*) FROM settings WHERE currency = 'SEK'"), ==, 1);
  g_clear_pointer (&transaction, ss_transaction_free);
  transaction = begin (fixture->store, schema, SS_ACCESS_READ);
  g_assert_cmpint (query_number (transaction, "SELECT COUNT(*) FROM settings WHERE currency = 'USD'"), ==, 1);
}

/* The database decides again what may be, as before. */
static void
test_triggers (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = write_down (source, "values");
  g_autoptr (GError) error = NULL;
  g_autoptr (SsTransaction) transaction = NULL;

  read_back (fixture->store, bytes, FALSE, &error);
  g_assert_no_error (error);
  transaction = begin (fixture->store, "tenant_values", SS_ACCESS_WRITE);
  g_assert_false (ss_transaction_execute (transaction, "DELETE FROM audit_heads", NULL, &error, ""));
  g_assert_error (error, SS_STORE_ERROR, SS_STORE_ERROR_CONSTRAINT);
}

/* The program itself, as typed; @words: separated by "|". (transfer full): what it said */
static char *
run (const char *words, int status)
{
  g_auto (GStrv) line = g_strsplit (words, "|", -1);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *output = NULL;

  process = g_subprocess_newv ((const char *const *) line,
                               G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_test_message ("%s: %s", words, output);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, status);
  return output;
}

/* From a folder to whatever this run is about, and nothing a second time. */
static void
test_copy (StoreFixture *fixture, gconstpointer data)
{
  g_auto (GStrv) names = list_businesses ();
  g_autoptr (GBytes) first = write_down (source, names[0]);
  g_autofree char *words = NULL, *copied = NULL, *refused = NULL;

  /* An earlier copy was interrupted. */
  g_assert_true (read_back (fixture->store, first, FALSE, NULL));
  words = g_strdup_printf (PLATFORM "|copy|--from|sqlite:%s|--to|%s", source_directory, fixture->address);
  copied = run (words, 0);
  g_assert_nonnull (strstr (copied, "audit log ok, 3 entries"));
  g_assert_nonnull (strstr (copied, "\twas there"));
  store_fixture_open_again (fixture);
  for (guint i = 0; names[i] != NULL; i++)
    assert_same (source, fixture->store, names[i]);
  assert_same (source, fixture->store, NULL);
  g_assert_cmpint (count_businesses (fixture->store), ==, g_strv_length (names));

  /* Now it has staff: it may be in use. */
  refused = run (words, 1);
  g_assert_nonnull (strstr (refused, "copy to a new one"));
}

static void
test_folder (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->directory, "backups", NULL);
  g_autofree char *shared = g_build_filename (folder, "_shared.json.gz", NULL);
  g_autofree char *backup =
      g_strdup_printf (PLATFORM "|backup|--store|sqlite:%s|--to|%s", source_directory, folder);
  g_autofree char *restore =
      g_strdup_printf (PLATFORM "|restore|--store|%s|--from|%s", fixture->address, folder);
  g_autofree char *written = run (backup, 0);
  g_autofree char *read = NULL;
  GStatBuf status;

  g_assert_cmpint (g_stat (shared, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
  read = run (restore, 0);
  store_fixture_open_again (fixture);
  assert_same (source, fixture->store, NULL);
  assert_same (source, fixture->store, "values");
}

/* So that every chain has links. */
static void
write_audit (const char *subdomain)
{
  g_autoptr (SsTransaction) transaction = begin_business (source, subdomain, SS_ACCESS_WRITE);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 3; i++)
    {
      const SsAuditRecord record = { .action = "LOGIN_SUCCESS",
                                     .actor = { "1", "owner@acme.example", "TENANT_OWNER" } };

      ss_audit_append (transaction, &record, &error);
      g_assert_no_error (error);
    }
  commit (transaction);
}

static void
open_source (void)
{
  g_auto (GStrv) names = NULL;
  g_autofree char *address = NULL;
  g_autoptr (GError) error = NULL;

  source_directory = g_dir_make_tmp ("ss-backup-XXXXXX", &error);
  g_assert_no_error (error);
  address = g_strconcat ("sqlite:", source_directory, NULL);
  source = ss_store_open (address, &error);
  g_assert_no_error (error);
  g_assert_true (ss_store_migrate (source, NULL));
  ss_demo_fill (source, &error);
  g_assert_no_error (error);
  add_tenant (source, "values");
  names = list_businesses ();
  for (guint i = 0; names[i] != NULL; i++)
    write_audit (names[i]);
  write_audit (NULL);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  open_source ();

#define ADD(path, function) \
  g_test_add (path, StoreFixture, NULL, store_fixture_set_up_empty, function, store_fixture_tear_down)
  ADD ("/backup/all", test_all);
  ADD ("/backup/damaged", test_damaged);
  ADD ("/backup/replace", test_replace);
  ADD ("/backup/taken-over", test_taken_over);
  ADD ("/backup/triggers", test_triggers);
  ADD ("/backup/values", test_values);
  ADD ("/backup/copy", test_copy);
  ADD ("/backup/folder", test_folder);

  status = g_test_run ();
  g_clear_object (&source);
  remove_folder (source_directory);
  g_free (source_directory);
  return status;
}
