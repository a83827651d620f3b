/* test-store.c: transactions, parameters, rows and statements
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "model/time.h"
#include "store-fixture.h"

static void
test_rollback (StoreFixture *fixture, gconstpointer data)
{
  SsTransaction *transaction = begin (fixture->store, ACME, SS_ACCESS_WRITE);

  g_assert_true (add_row (transaction, "one", NULL));
  ss_transaction_free (transaction);
  g_assert_cmpint (count_rows (fixture->store, ACME), ==, 0);
}

static void
test_commit (StoreFixture *fixture, gconstpointer data)
{
  SsTransaction *transaction = begin (fixture->store, ACME, SS_ACCESS_WRITE);

  g_assert_true (add_row (transaction, "one", NULL));
  g_assert_cmpint (count_rows (fixture->store, ACME), ==, 0);
  commit (transaction);
  ss_transaction_free (transaction);
  g_assert_cmpint (count_rows (fixture->store, ACME), ==, 1);
  store_fixture_open_again (fixture);
  g_assert_cmpint (count_rows (fixture->store, ACME), ==, 1);
}

/* What a reader has begun to see stays so. */
static void
test_snapshot (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (SsTransaction) reader = begin (fixture->store, ACME, SS_ACCESS_READ);
  SsTransaction *writer;

  g_assert_cmpint (query_number (reader, "SELECT count (*) FROM installations"), ==, 0);
  writer = begin (fixture->store, ACME, SS_ACCESS_WRITE);
  g_assert_true (add_row (writer, "one", NULL));
  commit (writer);
  ss_transaction_free (writer);
  g_assert_cmpint (query_number (reader, "SELECT count (*) FROM installations"), ==, 0);
  g_assert_cmpint (count_rows (fixture->store, ACME), ==, 1);
}

static void
test_parameters (StoreFixture *fixture, gconstpointer data)
{
  static const char sql[] = "SELECT $2, $1, $3, $4, $5, $6, $7, $8, $9, $2 AS again";
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("a\0b", 3), read = NULL;
  g_autoptr (SsTransaction) transaction = begin (fixture->store, ACME, SS_ACCESS_READ);
  g_autoptr (SsRows) rows =
      ss_transaction_query (transaction, sql, &error, "ssibdtxxt", "first", "it's; -- $1 \"é\"", G_MAXINT64,
                            7, 0.1, (gint64) 1700000000000000, bytes, NULL, SS_TIME_NONE);

  g_assert_no_error (error);
  g_assert_true (ss_rows_next (rows, &error));
  g_assert_cmpuint (ss_rows_get_n_columns (rows), ==, 10);
  g_assert_cmpstr (ss_rows_get_string (rows, 0), ==, "it's; -- $1 \"é\"");
  g_assert_cmpstr (ss_rows_get_string (rows, 1), ==, "first");
  g_assert_cmpint (ss_rows_get_integer (rows, 2), ==, G_MAXINT64);
  g_assert_true (ss_rows_get_boolean (rows, 3));
  g_assert_cmpint (ss_rows_get_integer (rows, 3), ==, 1);
  g_assert_cmpfloat (ss_rows_get_number (rows, 4), ==, 0.1);
  g_assert_cmpint (ss_rows_get_time (rows, 5), ==, 1700000000000000);
  read = ss_rows_get_bytes (rows, 6);
  g_assert_true (g_bytes_equal (read, bytes));
  g_assert_true (ss_rows_is_null (rows, 7));
  g_assert_true (ss_rows_get_time (rows, 8) == SS_TIME_NONE);
  g_assert_cmpstr (ss_rows_get_column_name (rows, 9), ==, "again");
  g_assert_cmpstr (ss_rows_get_string (rows, 9), ==, "it's; -- $1 \"é\"");
  g_assert_false (ss_rows_next (rows, &error));
  g_assert_no_error (error);
  /* Past the end it stays at the end. */
  g_assert_false (ss_rows_next (rows, &error));
  g_assert_no_error (error);
}

static void
test_null_string (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (SsTransaction) transaction = begin (fixture->store, ACME, SS_ACCESS_READ);
  g_autoptr (SsRows) rows = ss_transaction_query (transaction, "SELECT $1", NULL, "s", NULL);

  g_assert_true (ss_rows_next (rows, NULL));
  g_assert_true (ss_rows_is_null (rows, 0));
  g_assert_null (ss_rows_get_string (rows, 0));
}

static void
test_gathered_parameters (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsTransaction) transaction = begin (fixture->store, ACME, SS_ACCESS_READ);
  g_autoptr (SsParameters) parameters = ss_parameters_new ();
  g_autoptr (SsRows) rows = NULL;

  g_assert_cmpuint (ss_parameters_add_string (parameters, "text"), ==, 1);
  g_assert_cmpuint (ss_parameters_add_integer (parameters, 42), ==, 2);
  rows = ss_transaction_query_with (transaction, "SELECT $2, $1", parameters, &error);
  g_assert_no_error (error);
  g_assert_true (ss_rows_next (rows, NULL));
  g_assert_cmpint (ss_rows_get_integer (rows, 0), ==, 42);
  g_assert_cmpstr (ss_rows_get_string (rows, 1), ==, "text");
}

static gint64
query_total (SsTransaction *transaction, const char *pattern)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsParameters) parameters = ss_parameters_new ();
  gint64 total = -1;

  ss_parameters_add_string (parameters, pattern);
  ss_transaction_query_total (transaction, "SELECT count (*) FROM installations WHERE id LIKE $1", parameters,
                              &total, &error);
  g_assert_no_error (error);
  return total;
}

static void
assert_totals (StoreFixture *fixture, gint64 all, gint64 with_o)
{
  g_autoptr (SsTransaction) reader = begin (fixture->store, ACME, SS_ACCESS_READ);

  for (int i = 0; i < 2; i++)
    {
      g_assert_cmpint (query_total (reader, "%"), ==, all);
      g_assert_cmpint (query_total (reader, "%o%"), ==, with_o);
    }
}

/* What was counted is not told again once something has changed, be it on the same connection, on another or
 * not committed yet. */
static void
test_totals (StoreFixture *fixture, gconstpointer data)
{
  SsTransaction *writer;
  SsTransaction *early = begin (fixture->store, ACME, SS_ACCESS_READ);

  g_assert_cmpint (query_total (early, "%"), ==, 0);
  writer = begin (fixture->store, ACME, SS_ACCESS_WRITE);
  g_assert_true (add_row (writer, "one", NULL));
  g_assert_cmpint (query_total (writer, "%"), ==, 1);
  g_assert_true (add_row (writer, "three", NULL));
  g_assert_cmpint (query_total (writer, "%"), ==, 2);
  g_assert_cmpint (query_total (early, "%"), ==, 0);
  commit (writer);
  ss_transaction_free (writer);
  g_assert_cmpint (query_total (early, "%"), ==, 0);
  g_assert_cmpint (query_total (early, "%o%"), ==, 0);
  ss_transaction_free (early);
  assert_totals (fixture, 2, 1);

  writer = begin (fixture->store, ACME, SS_ACCESS_WRITE);
  g_assert_true (add_row (writer, "two", NULL));
  ss_transaction_free (writer);
  assert_totals (fixture, 2, 1);

  writer = begin (fixture->store, ACME, SS_ACCESS_WRITE);
  g_assert_true (add_row (writer, "two", NULL));
  commit (writer);
  ss_transaction_free (writer);
  assert_totals (fixture, 3, 2);
}

/* An answer that was fetched ahead is what would have been answered, also behind a change or another
 * question. */
static void
test_foreseen (StoreFixture *fixture, gconstpointer data)
{
  static const char count[] = "SELECT count (*) FROM installations";
  static const char by_id[] = "SELECT count (*) FROM installations WHERE id = $1";
  SsTransaction *transaction = begin (fixture->store, ACME, SS_ACCESS_WRITE);
  g_autoptr (GError) error = NULL;
  g_autoptr (SsRows) rows = NULL;
  gboolean found;

  g_assert_true (add_row (transaction, "one", NULL));
  ss_transaction_foresee (transaction, count, "");
  ss_transaction_foresee (transaction, by_id, "s", "one");
  ss_transaction_foresee (transaction, by_id, "s", "two");
  g_assert_cmpint (query_number (transaction, "SELECT 7"), ==, 7);
  rows = ss_transaction_query (transaction, by_id, &error, "s", "two");
  g_assert_true (ss_rows_first (rows, &found, &error) && found);
  g_assert_cmpint (ss_rows_get_integer (rows, 0), ==, 0);
  g_clear_pointer (&rows, ss_rows_free);

  g_assert_true (add_row (transaction, "two", NULL));
  g_assert_cmpint (query_number (transaction, count), ==, 2);
  rows = ss_transaction_query (transaction, by_id, &error, "s", "two");
  g_assert_true (ss_rows_first (rows, &found, &error) && found);
  g_assert_cmpint (ss_rows_get_integer (rows, 0), ==, 1);
  g_clear_pointer (&rows, ss_rows_free);
  commit (transaction);
  ss_transaction_free (transaction);

  /* What one transaction foresaw is none of the next one's. */
  transaction = begin (fixture->store, BLOOM, SS_ACCESS_READ);
  g_assert_cmpint (query_number (transaction, count), ==, 0);
  ss_transaction_free (transaction);
}

/* What can't be answered is told when it is asked, and by whatever is asked in its place. */
static void
test_foreseen_fault (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (SsTransaction) transaction = begin (fixture->store, ACME, SS_ACCESS_READ);
  g_autoptr (GError) error = NULL;

  ss_transaction_foresee (transaction, "SELECT count (*) FROM nowhere", "");
  g_assert_cmpint (query_number (transaction, "SELECT 7"), ==, 7);
  g_assert_null (ss_transaction_query (transaction, "SELECT count (*) FROM nowhere", &error, ""));
  g_assert_error (error, SS_STORE_ERROR, SS_STORE_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "nowhere"));
}

static void
test_missing_parameter (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsTransaction) transaction = begin (fixture->store, ACME, SS_ACCESS_READ);

  g_assert_null (ss_transaction_query (transaction, "SELECT $1, $2", &error, "i", (gint64) 1));
  g_assert_error (error, SS_STORE_ERROR, SS_STORE_ERROR_FAILED);
}

static void
test_one_statement (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsTransaction) transaction = begin (fixture->store, ACME, SS_ACCESS_WRITE);

  g_assert_false (ss_transaction_execute (transaction,
                                          "DELETE FROM installations; DELETE FROM custom_plugins", NULL,
                                          &error, ""));
  g_assert_error (error, SS_STORE_ERROR, SS_STORE_ERROR_FAILED);
}

/* A statement that is kept begins anew, without the parameters from before, also while its rows are read. */
static void
test_statement_again (StoreFixture *fixture, gconstpointer data)
{
  static const char sql[] = "SELECT $1";
  g_autoptr (SsTransaction) transaction = begin (fixture->store, ACME, SS_ACCESS_READ);
  g_autoptr (SsRows) first = ss_transaction_query (transaction, sql, NULL, "s", "first");
  g_autoptr (SsRows) second = ss_transaction_query (transaction, sql, NULL, "s", "second");

  g_assert_true (ss_rows_next (first, NULL));
  g_assert_true (ss_rows_next (second, NULL));
  g_assert_cmpstr (ss_rows_get_string (first, 0), ==, "first");
  g_assert_cmpstr (ss_rows_get_string (second, 0), ==, "second");
  g_clear_pointer (&first, ss_rows_free);
  first = ss_transaction_query (transaction, sql, NULL, "s", NULL);
  g_assert_true (ss_rows_next (first, NULL));
  g_assert_true (ss_rows_is_null (first, 0));
}

/* More texts than are kept, while one of the first is in use. */
static void
test_many_statements (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (SsTransaction) transaction = begin (fixture->store, ACME, SS_ACCESS_READ);
  g_autoptr (SsRows) used =
      ss_transaction_query (transaction, "SELECT 'used' UNION ALL SELECT 'still'", NULL, "");

  g_assert_true (ss_rows_next (used, NULL));
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT %u", i);

      g_assert_cmpint (query_number (transaction, sql), ==, i);
    }
  g_assert_cmpstr (ss_rows_get_string (used, 0), ==, "used");
  g_assert_true (ss_rows_next (used, NULL));
  g_assert_cmpstr (ss_rows_get_string (used, 0), ==, "still");
}

static void
test_number_changed (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (SsTransaction) transaction = begin (fixture->store, ACME, SS_ACCESS_WRITE);
  gint64 changed = -1;

  g_assert_true (add_row (transaction, "one", NULL));
  g_assert_true (add_row (transaction, "two", NULL));
  g_assert_true (
      ss_transaction_execute (transaction, "UPDATE installations SET is_active = FALSE", &changed, NULL, ""));
  g_assert_cmpint (changed, ==, 2);
  g_assert_true (ss_transaction_execute (transaction, "DELETE FROM installations WHERE id = $1", &changed,
                                         NULL, "s", "three"));
  g_assert_cmpint (changed, ==, 0);
}

/* The message names the constraint and tells nobody's data; the transaction goes on. */
static void
test_constraint (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsTransaction) transaction = begin (fixture->store, ACME, SS_ACCESS_WRITE);

  g_assert_true (add_row (transaction, "secret-value", NULL));
  g_assert_false (add_row (transaction, "secret-value", &error));
  g_assert_error (error, SS_STORE_ERROR, SS_STORE_ERROR_CONSTRAINT);
  g_assert_nonnull (strstr (error->message, "installations."));
  g_assert_null (strstr (error->message, "secret-value"));
  g_clear_error (&error);

  g_assert_false (ss_transaction_execute (transaction,
                                          "INSERT INTO sessions (id, user_id, ip_address, user_agent,"
                                          " created_at, last_used_at) VALUES ('s', 'nobody', '', '', 0, 0)",
                                          NULL, &error, ""));
  g_assert_error (error, SS_STORE_ERROR, SS_STORE_ERROR_CONSTRAINT);
  commit (transaction);
}

static void
test_first (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsTransaction) transaction = begin (fixture->store, ACME, SS_ACCESS_READ);
  g_autoptr (SsRows) none = ss_transaction_query (transaction, "SELECT id FROM installations", &error, "");
  gboolean found = TRUE;

  g_assert_true (ss_rows_first (none, &found, &error));
  g_assert_false (found);
  g_assert_no_error (error);
  g_assert_false (ss_rows_first (NULL, &found, &error));
  g_assert_false (found);
}

static void
told_cb (const char *schema, gpointer user_data)
{
  /* Once a database can be listened to, anything may have changed meanwhile. */
  if (schema != NULL)
    g_string_append_printf (user_data, "%s;", schema);
}

/* Those who watch are told of what is true. */
static void
test_watch (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) told = g_string_new (NULL);
  SsTransaction *transaction;

  ss_store_watch (fixture->store, told_cb, told);
  transaction = begin (fixture->store, ACME, SS_ACCESS_WRITE);
  g_assert_true (add_row (transaction, "one", NULL));
  ss_transaction_announce (transaction);
  ss_transaction_free (transaction);
  g_assert_cmpstr (told->str, ==, "");

  transaction = begin (fixture->store, ACME, SS_ACCESS_WRITE);
  commit (transaction);
  ss_transaction_free (transaction);
  g_assert_cmpstr (told->str, ==, "");

  transaction = begin (fixture->store, ACME, SS_ACCESS_WRITE);
  ss_transaction_announce (transaction);
  commit (transaction);
  ss_transaction_free (transaction);
  g_assert_cmpstr (told->str, ==, ACME ";");

  ss_store_watch (fixture->store, NULL, NULL);
  transaction = begin (fixture->store, ACME, SS_ACCESS_WRITE);
  ss_transaction_announce (transaction);
  commit (transaction);
  ss_transaction_free (transaction);
  g_assert_cmpstr (told->str, ==, ACME ";");
}

static void
test_addresses (void)
{
  static const char *const addresses[] = {
    "",         "sqlite:", "postgresql:", "mysql://localhost", "postgresql://u:secret@localhost/x",
    "/var/lib", "sqlite"
  };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (ss_store_open (addresses[i], &error));
      g_assert_error (error, SS_STORE_ERROR, SS_STORE_ERROR_FAILED);
      g_assert_null (strstr (error->message, "secret"));
    }
}

static void
test_cancelled (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  g_assert_null (ss_store_begin (fixture->store, ACME, SS_ACCESS_READ, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define ADD(path, test) \
  g_test_add (path, StoreFixture, NULL, store_fixture_set_up, test, store_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/store/transaction/rollback", test_rollback);
  ADD ("/store/transaction/commit", test_commit);
  ADD ("/store/transaction/snapshot", test_snapshot);
  ADD ("/store/transaction/cancelled", test_cancelled);
  ADD ("/store/parameters/types", test_parameters);
  ADD ("/store/parameters/null-string", test_null_string);
  ADD ("/store/parameters/gathered", test_gathered_parameters);
  ADD ("/store/totals", test_totals);
  ADD ("/store/foreseen", test_foreseen);
  ADD ("/store/foreseen-fault", test_foreseen_fault);
  ADD ("/store/parameters/missing", test_missing_parameter);
  ADD ("/store/statement/one", test_one_statement);
  ADD ("/store/statement/again", test_statement_again);
  ADD ("/store/statement/many", test_many_statements);
  ADD ("/store/statement/number-changed", test_number_changed);
  ADD ("/store/statement/constraint", test_constraint);
  ADD ("/store/rows/first", test_first);
  ADD ("/store/watch", test_watch);
  g_test_add_func ("/store/addresses", test_addresses);
  return g_test_run ();
}
