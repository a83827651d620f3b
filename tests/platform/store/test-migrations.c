/* test-migrations.c: each change of the tables is made once, whole, and recorded
 *
 * SPDX-License-Identifier: MIT
 */
#include <glib/gstdio.h>
#include <sys/stat.h>

#include "platform/store/sqlite-connection.h"
#include "platform/store/sqlite-migrate.h"
#include "store-fixture.h"

static const SsMigrateOptions quietly = { 0 };

static GPtrArray *
make_migrations (const SsMigration *migrations, guint count)
{
  GPtrArray *array = g_ptr_array_new ();

  for (guint i = 0; i < count; i++)
    g_ptr_array_add (array, (gpointer) &migrations[i]);
  return array;
}

static sqlite3 *
open_file (StoreFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->directory, "apart.db", NULL);
  sqlite3 *database = ss_sqlite_open_file (path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, &error);

  g_assert_no_error (error);
  return database;
}

static gboolean
works (sqlite3 *database, const char *sql)
{
  return ss_sqlite_run (database, sql, NULL);
}

static void
test_fresh (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) shared = ss_migrations_load ("shared", "sqlite");
  g_autoptr (GPtrArray) tenant = ss_migrations_load ("tenant", "sqlite");
  g_autoptr (SsTransaction) transaction = begin (fixture->store, ACME, SS_ACCESS_READ);

  g_assert_cmpuint (shared->len, >=, 3);
  g_assert_cmpuint (tenant->len, >=, 3);
  g_assert_cmpint (query_number (transaction, "SELECT count (*) FROM shared.schema_migrations"), ==,
                   shared->len);
  g_assert_cmpint (query_number (transaction, "SELECT count (*) FROM schema_migrations"), ==, tenant->len);
  for (guint i = 1; i < shared->len; i++)
    {
      const SsMigration *before = g_ptr_array_index (shared, i - 1),
                        *migration = g_ptr_array_index (shared, i);

      g_assert_cmpuint (before->number, <, migration->number);
    }
}

static void
test_again (StoreFixture *fixture, gconstpointer data)
{
  static const char sql[] = "SELECT (SELECT sum (applied_at) FROM shared.schema_migrations)"
                            " + (SELECT sum (applied_at) FROM schema_migrations)";
  SsTransaction *transaction = begin (fixture->store, ACME, SS_ACCESS_READ);
  gint64 sum = query_number (transaction, sql);

  ss_transaction_free (transaction);
  store_fixture_open_again (fixture);
  store_fixture_open_again (fixture);
  transaction = begin (fixture->store, ACME, SS_ACCESS_READ);
  g_assert_cmpint (query_number (transaction, sql), ==, sum);
  ss_transaction_free (transaction);
}

/* A fault in the middle of a file: nothing of it stays, what came before does, and once it is mended it goes
 * on. */
static void
test_fault (StoreFixture *fixture, gconstpointer data)
{
  const SsMigration faulty[] = {
    { 1, (char *) "0001-one", (char *) "CREATE TABLE one (id TEXT); CREATE TABLE more (id TEXT);" },
    { 2, (char *) "0002-two", (char *) "CREATE TABLE two (id TEXT); INSERT INTO nowhere VALUES (1);" },
    { 3, (char *) "0003-three", (char *) "CREATE TABLE three (id TEXT);" },
  };
  const SsMigration mended[] = {
    faulty[0],
    { 2, (char *) "0002-two", (char *) "CREATE TABLE two (id TEXT); INSERT INTO two VALUES (1);" },
    faulty[2],
  };
  g_autoptr (GPtrArray) first = make_migrations (faulty, 3), second = make_migrations (mended, 3);
  g_autoptr (GError) error = NULL;
  sqlite3 *database = open_file (fixture);

  g_assert_false (ss_sqlite_migrate (database, first, NULL, &quietly, &error));
  g_assert_error (error, SS_STORE_ERROR, SS_STORE_ERROR_FAILED);
  g_assert_true (g_str_has_prefix (error->message, "Migration 0002-two: "));
  g_assert_true (works (database, "SELECT * FROM one, more"));
  g_assert_false (works (database, "SELECT * FROM two"));
  g_assert_false (works (database, "SELECT * FROM three"));
  g_clear_error (&error);

  g_assert_true (ss_sqlite_migrate (database, second, NULL, &quietly, &error));
  g_assert_no_error (error);
  g_assert_true (works (database, "SELECT * FROM one, more, two, three"));
  sqlite3_close_v2 (database);
}

/* A tenant that was made by an earlier release. */
static void
test_older_tenant (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) migrations = ss_migrations_load ("tenant", "sqlite");
  g_autofree char *path = g_strdup_printf ("%s/tenants/" ACME ".db", fixture->directory);
  g_autoptr (GError) error = NULL;
  sqlite3 *database;

  g_clear_object (&fixture->store);
  g_assert_cmpint (g_unlink (path), ==, 0);
  database = ss_sqlite_open_file (path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, &error);
  g_assert_no_error (error);
  g_ptr_array_set_size (migrations, 1);
  g_assert_true (ss_sqlite_migrate (database, migrations, NULL, &quietly, &error));
  g_assert_false (works (database, "SELECT * FROM settings"));
  sqlite3_close_v2 (database);

  store_fixture_open_again (fixture);
  g_assert_cmpint (count_rows (fixture->store, ACME), ==, 0);
  g_assert_cmpint (count_rows (fixture->store, BLOOM), ==, 0);
}

/* What is wrong with one tenant's file is that tenant's trouble alone, until it is mended. */
static void
test_damaged_tenant (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_strdup_printf ("%s/tenants/" ACME ".db", fixture->directory);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_clear_object (&fixture->store);
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_true (g_file_set_contents (path, "this was a database once", -1, NULL));
  fixture->store = ss_store_open (fixture->address, NULL);
  g_test_expect_message ("ss-platform", G_LOG_LEVEL_WARNING, "*damaged*");
  g_assert_false (ss_store_migrate (fixture->store, &error));
  g_test_assert_expected_messages ();
  g_assert_error (error, SS_STORE_ERROR, SS_STORE_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, ACME));
  g_assert_null (strstr (error->message, BLOOM));
  g_clear_error (&error);

  g_assert_cmpint (count_rows (fixture->store, BLOOM), ==, 0);
  g_assert_null (ss_store_begin (fixture->store, ACME, SS_ACCESS_READ, NULL, &error));
  g_assert_error (error, SS_STORE_ERROR, SS_STORE_ERROR_UNAVAILABLE);
  g_clear_error (&error);

  g_assert_true (g_file_set_contents (path, contents, length, NULL));
  ss_store_migrate (fixture->store, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_rows (fixture->store, ACME), ==, 0);
}

static gpointer
migrate_cb (gpointer user_data)
{
  StoreFixture *fixture = user_data;
  g_autoptr (SsStore) store = ss_store_open (fixture->address, NULL);
  g_autoptr (GError) error = NULL;

  ss_store_migrate (store, &error);
  g_assert_no_error (error);
  return NULL;
}

/* Several processes that start at once on a new store. */
static void
test_at_once (StoreFixture *fixture, gconstpointer data)
{
  GThread *threads[4];

  g_clear_object (&fixture->store);
  remove_folder (fixture->directory);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("migrate", migrate_cb, fixture);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  store_fixture_open_again (fixture);
  add_tenant (fixture->store, "acme");
  g_assert_cmpint (count_rows (fixture->store, ACME), ==, 0);
}

/* Hashes of passwords are in there. */
static void
test_private (StoreFixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "shared.db", "tenants", "tenants/" ACME ".db" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->directory, names[i], NULL);
      struct stat status;

      g_assert_cmpint (stat (path, &status), ==, 0);
      g_assert_cmpint (status.st_mode & 077, ==, 0);
    }
}

#define ADD(path, test) \
  g_test_add (path, StoreFixture, NULL, store_fixture_set_up, test, store_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/migrations/fresh", test_fresh);
  ADD ("/migrations/again", test_again);
  ADD ("/migrations/fault", test_fault);
  ADD ("/migrations/older-tenant", test_older_tenant);
  ADD ("/migrations/damaged-tenant", test_damaged_tenant);
  ADD ("/migrations/at-once", test_at_once);
  ADD ("/migrations/private", test_private);
  return g_test_run ();
}
