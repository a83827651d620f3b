/* database.c: where a test's store lies: in a folder, or in a database of its own
 *
 * SPDX-License-Identifier: MIT
 */
#include "database.h"

#include <string.h>
#include <unistd.h>

#include "config.h"
#ifdef HAVE_POSTGRESQL
#include <libpq-fe.h>
#endif

gboolean
ss_test_is_postgresql (void)
{
  return g_strcmp0 (g_getenv ("SS_TEST_STORE"), "postgresql") == 0;
}

char *
ss_test_database_ask (const char *address, const char *sql)
{
  char *answer = NULL;
#ifdef HAVE_POSTGRESQL
  PGconn *connection = PQconnectdb (address);
  PGresult *result = PQexec (connection, sql);
  ExecStatusType status = PQresultStatus (result);

  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
    g_error ("%s: %s", sql, PQerrorMessage (connection));
  if (PQntuples (result) > 0 && !PQgetisnull (result, 0, 0))
    answer = g_strdup (PQgetvalue (result, 0, 0));
  PQclear (result);
  PQfinish (connection);
#endif
  return answer;
}

char *
ss_test_database_new (const char *directory)
{
  static guint count = 0;
  const char *server = g_getenv ("SS_TEST_POSTGRESQL");
  g_autofree char *name = g_strdup_printf ("test_%d_%u", (int) getpid (), count++);
  g_autofree char *sql = g_strdup_printf ("CREATE DATABASE %s", name);
  g_auto (GStrv) parts = NULL;

  if (!ss_test_is_postgresql ())
    return g_strconcat ("sqlite:", directory, NULL);
  g_assert_nonnull (server);
  g_free (ss_test_database_ask (server, sql));
  parts = g_strsplit (server, "/postgres?", 2);
  return g_strdup_printf ("%s/%s?%s", parts[0], name, parts[1]);
}

/* What the names of its store's roles begin with, which are the server's and outlive a database; NULL where
 * no store was made in it. (transfer full) */
static char *
read_prefix (const char *address)
{
  g_autofree char *table = ss_test_database_ask (address, "SELECT to_regclass ('shared.role_prefixes')");

  return table != NULL ? ss_test_database_ask (address, "SELECT prefix FROM shared.role_prefixes") : NULL;
}

static void
drop_roles (const char *server, const char *prefix)
{
  g_autofree char *sql = g_strdup_printf ("DO $$ DECLARE name TEXT; BEGIN"
                                          " FOR name IN SELECT rolname FROM pg_roles"
                                          "  WHERE rolname LIKE '%s\\_%%' ESCAPE '\\' LOOP"
                                          "  EXECUTE format ('DROP ROLE %%I', name);"
                                          " END LOOP;"
                                          "END $$",
                                          prefix);

  g_free (ss_test_database_ask (server, sql));
}

void
ss_test_database_remove (const char *address)
{
  const char *server = g_getenv ("SS_TEST_POSTGRESQL");
  const char *name = strstr (address, "/test_");
  g_autofree char *prefix = NULL;
  g_autofree char *sql = NULL;

  if (name == NULL || !ss_test_is_postgresql ())
    return;
  name++;
  prefix = read_prefix (address);
  sql = g_strdup_printf ("DROP DATABASE IF EXISTS %.*s WITH (FORCE)", (int) strcspn (name, "?"), name);
  g_free (ss_test_database_ask (server, sql));
  if (prefix != NULL)
    drop_roles (server, prefix);
}
