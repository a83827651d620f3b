/* test-prepared.c: what one connection has prepared, with more schemas than it may keep statements of
 *
 * SPDX-License-Identifier: MIT
 */
#include <stdlib.h>

#include "database.h"
#include "platform/store/postgresql-connection.h"

#define SCHEMAS 120
#define STATEMENTS 50 /* of each: together more than may be kept */
#define KEPT_MAX (4096 + STATEMENTS)

typedef struct
{
  char *store;
  SsPostgresqlConnection *connection;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->store = ss_test_database_new (NULL);
  fixture->connection = ss_postgresql_connection_open (fixture->store, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ss_postgresql_connection_free (fixture->connection);
  ss_test_database_remove (fixture->store);
  g_free (fixture->store);
}

static void
begin (Fixture *fixture, guint schema)
{
  g_autofree char *name = g_strdup_printf ("tenant_%u", schema);
  GPtrArray *beginning = g_ptr_array_new_with_free_func ((GDestroyNotify) ss_postgresql_statement_free);
  SsPostgresqlStatement statement;

  ss_postgresql_statement_init (&statement, "BEGIN", NULL, 0);
  g_ptr_array_add (beginning, ss_postgresql_statement_copy (&statement));
  ss_postgresql_connection_begin (fixture->connection, name, beginning);
}

/* The number that @sql answers. */
static int
ask (Fixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PGresult) result =
      ss_postgresql_connection_execute (fixture->connection, sql, NULL, 0, FALSE, &error);

  g_assert_no_error (error);
  return atoi (PQgetvalue (result, 0, 0));
}

static void
visit (Fixture *fixture, guint schema)
{
  begin (fixture, schema);
  for (guint i = 0; i < STATEMENTS; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT %u", i);

      g_assert_cmpint (ask (fixture, sql), ==, (int) i);
    }
  ss_postgresql_connection_roll_back (fixture->connection);
}

/* On the server, in a schema of its own. */
static int
count_prepared (Fixture *fixture)
{
  int count;

  begin (fixture, SCHEMAS);
  count = ask (fixture, "SELECT count (*) FROM pg_prepared_statements");
  ss_postgresql_connection_roll_back (fixture->connection);
  return count;
}

/* The server keeps no more than it is told to, and every schema is answered at every time. */
static void
test_many_schemas (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 2 * SCHEMAS; i++)
    {
      visit (fixture, i % SCHEMAS);
      g_assert_cmpint (count_prepared (fixture), <=, KEPT_MAX + STATEMENTS);
    }
  g_assert_cmpint (count_prepared (fixture), >, KEPT_MAX / 2);
}

/* What is visited again and again is not prepared again. */
static void
test_kept (Fixture *fixture, gconstpointer data)
{
  static const char find[] = "SELECT count (*) FROM pg_prepared_statements WHERE statement = 'SELECT 7'"
                             " AND prepare_time < now () - INTERVAL '1 microsecond' * %" G_GINT64_FORMAT;
  gint64 start;

  visit (fixture, 0);
  start = g_get_real_time ();
  for (guint i = 1; i < SCHEMAS; i++)
    {
      visit (fixture, i);
      visit (fixture, 0);
    }
  begin (fixture, SCHEMAS);
  {
    g_autofree char *sql = g_strdup_printf (find, g_get_real_time () - start);

    g_assert_cmpint (ask (fixture, sql), ==, 1);
  }
  ss_postgresql_connection_roll_back (fixture->connection);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/prepared/many-schemas", test_many_schemas);
  ADD ("/prepared/kept", test_kept);
  return g_test_run ();
}
