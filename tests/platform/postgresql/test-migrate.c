/* test-migrate.c: bringing many businesses' schemas up to date, as often as it is interrupted
 *
 * SPDX-License-Identifier: MIT
 */
#include <stdlib.h>
#include <string.h>

#include "database.h"
#include "platform/store/postgresql-migrate.h"
#include "platform/tenants/tenant-create.h"

#define TENANTS 6
#define OLD 3
#define DAMAGED "tenant_business_2"

typedef struct
{
  char *store;
  guint n_migrations; /* of a tenant */
} Fixture;

/* Its tables are those that the first @n_old migrations made. */
static void
make_old (Fixture *fixture, const char *schema, guint n_old)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsPostgresqlConnection) connection = ss_postgresql_connection_open (fixture->store, &error);
  g_autofree char *prefix = ss_postgresql_read_prefix (connection, &error);
  g_autoptr (GPtrArray) migrations = ss_migrations_load ("tenant", "postgresql");
  g_autofree char *old = NULL;

  fixture->n_migrations = migrations->len;
  g_ptr_array_set_size (migrations, n_old);
  old = ss_postgresql_make_template (migrations);
  ss_postgresql_drop_schema (connection, schema, &error);
  g_assert_no_error (error);
  ss_postgresql_create_schema (connection, prefix, schema, old, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsStore) store = NULL;

  fixture->store = ss_test_database_new (NULL);
  store = ss_store_open (fixture->store, &error);
  g_assert_no_error (error);
  ss_store_migrate (store, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < TENANTS; i++)
    {
      g_autofree char *subdomain = g_strdup_printf ("business-%u", i);
      g_autofree char *schema = ss_store_schema_name (subdomain);
      SsNewTenant tenant = { .name = subdomain, .subdomain = subdomain, .base_domain = "example.org" };
      g_autofree char *id = ss_tenant_create (store, &tenant, NULL, NULL, &error);

      g_assert_no_error (error);
      make_old (fixture, schema, OLD);
    }
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ss_test_database_remove (fixture->store);
  g_free (fixture->store);
}

/* Of all tenants together. */
static guint
count_migrations (Fixture *fixture)
{
  guint count = 0;

  for (guint i = 0; i < TENANTS; i++)
    {
      g_autofree char *sql =
          g_strdup_printf ("SELECT count (*) FROM tenant_business_%u.schema_migrations", i);
      g_autofree char *answer = ss_test_database_ask (fixture->store, sql);

      count += atoi (answer);
    }
  return count;
}

/* Kills it when it has told of so many steps; 0: not at all. How many it told of. */
static guint
run (Fixture *fixture, const char *option, guint kill_after)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, PLATFORM, "migrate", "--store",
                        fixture->store, "--jobs", "3", option, NULL);
  g_autoptr (GDataInputStream) lines = NULL;
  guint count = 0;
  char *line;

  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  while ((line = g_data_input_stream_read_line (lines, NULL, NULL, NULL)) != NULL)
    {
      g_free (line);
      if (++count == kill_after)
        g_subprocess_force_exit (process);
    }
  g_subprocess_wait (process, NULL, NULL);
  g_assert_true (kill_after > 0 || g_subprocess_get_successful (process));
  return count;
}

/* All is there, and was made once. */
static void
assert_complete (Fixture *fixture)
{
  g_assert_cmpuint (count_migrations (fixture), ==, TENANTS * fixture->n_migrations);
  g_assert_cmpuint (run (fixture, NULL, 0), ==, 0);
  for (guint i = 0; i < TENANTS; i++)
    {
      g_autofree char *sql =
          g_strdup_printf ("SELECT n_appointments FROM tenant_business_%u.appointment_counts", i);
      g_autofree char *answer = ss_test_database_ask (fixture->store, sql);

      g_assert_cmpstr (answer, ==, "0");
    }
}

/* Each step may be the last: the next run carries on, and nothing is made twice. */
static void
test_killed (Fixture *fixture, gconstpointer data)
{
  guint n_runs = 0;

  while (count_migrations (fixture) < TENANTS * fixture->n_migrations)
    {
      run (fixture, NULL, 1 + n_runs % 4);
      g_assert_cmpuint (++n_runs, <, 10 * TENANTS * fixture->n_migrations);
    }
  g_test_message ("%u runs", n_runs);
  g_assert_cmpuint (n_runs, >, 3);
  assert_complete (fixture);
}

/* Whether somebody waits for a lock in the database, rather than @process has come to its end. */
static gboolean
gets_stuck (Fixture *fixture, GSubprocess *process)
{
  static const char waiting[] = "SELECT count (*) FROM pg_stat_activity"
                                " WHERE datname = current_database () AND wait_event_type = 'Lock'";

  for (;;)
    {
      g_autofree char *n_waiting = ss_test_database_ask (fixture->store, waiting);
      const char *id = g_subprocess_get_identifier (process);

      if (!g_str_equal (n_waiting, "0"))
        return TRUE;
      if (id == NULL)
        return FALSE;
      g_usleep (10000);
      while (g_main_context_iteration (NULL, FALSE))
        continue;
    }
}

/* Every table that @schema has for its business, as LOCK wants them. */
static char *
list_tables (Fixture *fixture, const char *schema)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT string_agg (format ('%%I.%%I', schemaname, tablename), ', ') FROM pg_tables"
                       " WHERE schemaname = '%s' AND tablename <> 'schema_migrations'",
                       schema);

  return ss_test_database_ask (fixture->store, sql);
}

/* Starts it while all tables of @schema are somebody else's, and kills it when it waits for one of
 * them in the middle of a migration. Whether it came to that. */
static gboolean
kill_at_tables (Fixture *fixture, const char *schema)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsPostgresqlConnection) holder = ss_postgresql_connection_open (fixture->store, &error);
  g_autofree char *tables = list_tables (fixture, schema);
  g_autofree char *lock = g_strdup_printf ("BEGIN; LOCK TABLE %s IN ACCESS EXCLUSIVE MODE", tables);
  g_autoptr (GSubprocess) process = NULL;
  gboolean is_stuck;

  ss_postgresql_connection_run (holder, lock, &error);
  g_assert_no_error (error);
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, PLATFORM, "migrate", "--store",
                              fixture->store, "--jobs", "3", NULL);
  g_assert_no_error (error);
  is_stuck = gets_stuck (fixture, process);
  if (is_stuck)
    g_subprocess_force_exit (process);
  g_subprocess_wait (process, NULL, NULL);
  ss_postgresql_connection_run (holder, "ROLLBACK", &error);
  g_assert_no_error (error);
  return is_stuck;
}

/* In the middle of a migration's own statements, from wherever the business had come to. */
static void
test_killed_inside (Fixture *fixture, gconstpointer data)
{
  guint n_killed = 0;

  for (guint n_old = 1; n_old < fixture->n_migrations; n_old++)
    {
      gboolean is_killed;

      make_old (fixture, "tenant_business_0", n_old);
      /* A migration that makes new tables alone waits for nobody. */
      is_killed = kill_at_tables (fixture, "tenant_business_0");
      n_killed += is_killed ? 1 : 0;
      g_test_message ("from %u: %s", n_old, is_killed ? "killed" : "nothing waited for");
      run (fixture, NULL, 0);
      assert_complete (fixture);
    }
  g_assert_cmpuint (n_killed, >, fixture->n_migrations / 2);
}

static void
test_dry_run (Fixture *fixture, gconstpointer data)
{
  guint n_lacking = TENANTS * (fixture->n_migrations - OLD);

  g_assert_cmpuint (run (fixture, "--dry-run", 0), ==, n_lacking);
  g_assert_cmpuint (count_migrations (fixture), ==, TENANTS * OLD);
  g_assert_cmpuint (run (fixture, NULL, 0), ==, n_lacking);
  g_assert_cmpuint (run (fixture, "--dry-run", 0), ==, 0);
}

static gpointer
run_cb (gpointer fixture)
{
  return GUINT_TO_POINTER (run (fixture, NULL, 0));
}

/* Three at once share the work, or do none of it twice. */
static void
test_at_once (Fixture *fixture, gconstpointer data)
{
  GThread *threads[3];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("migrate", run_cb, fixture);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpuint (count_migrations (fixture), ==, TENANTS * fixture->n_migrations);
}

/* What is wrong with one tenant's tables is that tenant's trouble alone, until it is mended. */
static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsStore) store = ss_store_open (fixture->store, &error);
  SsTransaction *transaction;

  g_free (ss_test_database_ask (fixture->store, "CREATE TABLE " DAMAGED ".resources (id TEXT)"));
  g_assert_false (ss_store_migrate (store, &error));
  g_assert_error (error, SS_STORE_ERROR, SS_STORE_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, DAMAGED ": Migration 0005-bookings"));
  g_clear_error (&error);
  g_assert_cmpuint (count_migrations (fixture), ==, (TENANTS - 1) * fixture->n_migrations + OLD);
  g_assert_null (ss_store_begin (store, DAMAGED, SS_ACCESS_READ, NULL, &error));
  g_assert_error (error, SS_STORE_ERROR, SS_STORE_ERROR_UNAVAILABLE);
  g_clear_error (&error);
  transaction = ss_store_begin (store, "tenant_business_1", SS_ACCESS_READ, NULL, &error);
  g_assert_no_error (error);
  ss_transaction_free (transaction);

  g_free (ss_test_database_ask (fixture->store, "DROP TABLE " DAMAGED ".resources"));
  ss_store_migrate (store, &error);
  g_assert_no_error (error);
  transaction = ss_store_begin (store, DAMAGED, SS_ACCESS_READ, NULL, &error);
  g_assert_no_error (error);
  ss_transaction_free (transaction);
}

/* As after a schema was brought back from a dump, which has not what is said of it elsewhere: it has a role
 * again, with its rights. */
static void
test_state_lost (Fixture *fixture, gconstpointer data)
{
  static const char schema[] = "tenant_business_0";
  g_autoptr (GError) error = NULL;
  g_autoptr (SsStore) store = ss_store_open (fixture->store, &error);
  g_autoptr (SsTransaction) transaction = NULL;

  g_assert_no_error (error);
  run (fixture, NULL, 0);
  g_free (ss_test_database_ask (fixture->store,
                                "DELETE FROM shared.schema_states WHERE schema_name = 'tenant_business_0'"));
  g_assert_null (ss_store_begin (store, schema, SS_ACCESS_WRITE, NULL, &error));
  g_assert_error (error, SS_STORE_ERROR, SS_STORE_ERROR_NO_TENANT);
  g_clear_error (&error);

  g_assert_cmpuint (run (fixture, NULL, 0), ==, 0);
  assert_complete (fixture);
  transaction = ss_store_begin (store, schema, SS_ACCESS_WRITE, NULL, &error);
  g_assert_no_error (error);
  ss_transaction_execute (transaction, "UPDATE settings SET locale = locale", NULL, &error, "");
  g_assert_no_error (error);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/migrate/killed", test_killed);
  ADD ("/migrate/killed-inside", test_killed_inside);
  ADD ("/migrate/dry-run", test_dry_run);
  ADD ("/migrate/at-once", test_at_once);
  ADD ("/migrate/damaged", test_damaged);
  ADD ("/migrate/state-lost", test_state_lost);
  return g_test_run ();
}
