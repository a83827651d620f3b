/* test-pgbouncer.c: behind a real PgBouncer in transaction mode, with one connection to the database for
 * everybody
 *
 * SPDX-License-Identifier: MIT
 */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "database.h"
#include "load.h"
#include "platform/store/store.h"

#define REQUESTS 10000
#define THREADS 4
#define CANARY "canary-of-"
#define PORT "6432"

typedef struct
{
  char *store;     /* the database itself */
  char *gate;      /* PgBouncer's address of it */
  char *directory; /* PgBouncer's */
  GSubprocess *bouncer;
  Server *server;
} Fixture;

static void
start_bouncer (Fixture *fixture)
{
  g_autofree char *settings = g_build_filename (fixture->directory, "pgbouncer.ini", NULL);
  /* It refuses to run as root. */
  const char *const words[] = { "pgbouncer", settings, geteuid () == 0 ? "--user=postgres" : NULL, NULL };
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_up = FALSE;

  fixture->bouncer = g_subprocess_newv (words, G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stderr_pipe (fixture->bouncer));
  while (!is_up)
    {
      g_autofree char *line = g_data_input_stream_read_line (lines, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_nonnull (line);
      is_up = strstr (line, "process up") != NULL;
    }
}

static void
kill_bouncer (Fixture *fixture)
{
  g_autofree char *socket = g_build_filename (fixture->directory, ".s.PGSQL." PORT, NULL);

  g_subprocess_force_exit (fixture->bouncer);
  g_subprocess_wait (fixture->bouncer, NULL, NULL);
  g_clear_object (&fixture->bouncer);
  g_unlink (socket);
}

static void
write_file (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->directory, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const char *server_folder = strstr (g_getenv ("SS_TEST_POSTGRESQL"), "host=") + strlen ("host=");
  g_autoptr (GError) error = NULL;
  g_autofree char *settings = NULL;
  const char *name;

  fixture->store = ss_test_database_new (NULL);
  server_fill (fixture->store);
  fixture->directory = g_dir_make_tmp ("ss-pgbouncer-XXXXXX", &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_chmod (fixture->directory, 0777), ==, 0);
  settings =
      g_strdup_printf ("[databases]\n* = host=%s\n"
                       "[pgbouncer]\npool_mode = transaction\ndefault_pool_size = 1\nmax_client_conn = 100\n"
                       "auth_type = trust\nauth_file = %s/users\nunix_socket_dir = %s\n"
                       "listen_addr =\nlisten_port = " PORT "\n",
                       server_folder, fixture->directory, fixture->directory);
  write_file (fixture, "pgbouncer.ini", settings);
  write_file (fixture, "users", "\"smoothschedule\" \"\"\n");
  name = strstr (fixture->store, "/test_");
  fixture->gate = g_strdup_printf ("postgresql://smoothschedule@%.*s?host=%s&port=" PORT,
                                   (int) strcspn (name, "?"), name, fixture->directory);
  start_bouncer (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "pgbouncer.ini", "users", "" };

  g_clear_pointer (&fixture->server, server_free);
  kill_bouncer (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->directory, names[i], NULL);

      g_remove (path);
    }
  ss_test_database_remove (fixture->store);
  g_free (fixture->store);
  g_free (fixture->gate);
  g_free (fixture->directory);
}

typedef struct
{
  Server *server;
  const char *tenant, *other;
  const char *token;
} Reader;

static void
say_raw (Reader *reader, SoupSession *session, const char *access, const char *sql, Answer *answer)
{
  g_autofree char *path = g_strdup_printf ("/raw/%s/", access);
  g_autofree char *body = g_strdup_printf ("{\"sql\":\"%s\"}", sql);

  server_call (reader->server, session, "POST", path, reader->tenant, reader->token, body, answer);
}

/* Through a handler that lets it through: on the connection that the other's transaction has just used, the
 * database itself refuses. */
static void
reach_for_other (Reader *reader, SoupSession *session, guint number)
{
  static const char *const accesses[] = { "read", "write", "write-shared" };
  static const char *const statements[] = {
    "SELECT password_hash FROM %s.users",
    "UPDATE %s.customers SET name = 'mine'",
    "DELETE FROM %s.customers",
    "INSERT INTO %s.event_counter (id, last_id) VALUES (2, 2)",
    "INSERT INTO customers SELECT * FROM %s.customers",
    "UPDATE shared.tenants SET name = (SELECT min (email) FROM %s.users)",
  };
  const char *access = accesses[number % G_N_ELEMENTS (accesses)];
  const char *statement = statements[number / G_N_ELEMENTS (accesses) % G_N_ELEMENTS (statements)];
  g_autofree char *schema = ss_store_schema_name (reader->other);
  g_auto (GStrv) parts = g_strsplit (statement, "%s", 2);
  g_autofree char *sql = g_strjoinv (schema, parts);
  g_auto (Answer) own = { 0 }, foreign = { 0 };

  say_raw (reader, session, access, "SELECT email FROM users", &own);
  g_assert_cmpuint (own.status, ==, 204);
  say_raw (reader, session, access, sql, &foreign);
  g_assert_cmpuint (foreign.status, ==, 409);
  g_assert_nonnull (strstr (foreign.body, "permission denied for schema"));
}

static gpointer
read_cb (gpointer user_data)
{
  Reader *reader = user_data;
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autofree char *own = g_strconcat (CANARY, reader->tenant, NULL);
  g_autofree char *foreign = g_strconcat (CANARY, reader->other, NULL);

  for (guint i = 0; i < REQUESTS / THREADS; i++)
    {
      g_auto (Answer) answer = { 0 };

      if (i % 10 == 0)
        reach_for_other (reader, session, i / 10);
      server_call (reader->server, session, "GET", "/customers/", reader->tenant, reader->token, NULL,
                   &answer);
      g_assert_cmpuint (answer.status, ==, 200);
      g_assert_nonnull (strstr (answer.body, own));
      g_assert_null (strstr (answer.body, foreign));
    }
  return NULL;
}

static void
make_canary (Server *server, const char *tenant, const char *token)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autofree char *body = g_strdup_printf ("{\"name\":\"" CANARY "%s\"}", tenant);
  g_auto (Answer) answer = { 0 };

  server_call (server, session, "POST", "/customers/", tenant, token, body, &answer);
  g_assert_cmpuint (answer.status, ==, 201);
}

/* Ten thousand requests of two tenants in turn, all through one connection: nobody sees a foreign row, nor
 * can a handler with a mistake get at one. */
static void
test_canary (Fixture *fixture, gconstpointer data)
{
  static const char *const tenants[] = { SERVER_TENANT, SERVER_OTHER_TENANT };
  const char *const options[] = { "--store-events", fixture->store, NULL };
  static const char connections[] =
      "SELECT count (*) FROM pg_stat_activity WHERE datname = current_database ()"
      " AND pid <> pg_backend_pid () AND backend_type = 'client backend' AND query NOT LIKE 'LISTEN %'";
  g_autofree char *first = NULL, *second = NULL, *n_connections = NULL;
  GThread *threads[THREADS];
  Reader readers[2];

  fixture->server = server_start_program (RAW_SQL_PLATFORM, fixture->gate, options);
  first = server_sign_in (fixture->server, tenants[0]);
  second = server_sign_in (fixture->server, tenants[1]);
  for (guint i = 0; i < 2; i++)
    {
      readers[i] = (Reader){ fixture->server, tenants[i], tenants[1 - i], i == 0 ? first : second };
      make_canary (fixture->server, tenants[i], readers[i].token);
    }
  for (guint i = 0; i < THREADS; i++)
    threads[i] = g_thread_new ("reader", read_cb, &readers[i % 2]);
  for (guint i = 0; i < THREADS; i++)
    g_thread_join (threads[i]);
  n_connections = ss_test_database_ask (fixture->store, connections);
  g_assert_cmpstr (n_connections, ==, "1");
}

/* PgBouncer is killed under load and comes back: 503 in between, and nothing that was acknowledged is lost.
 */
static void
test_killed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *token = NULL;
  Load *load;

  fixture->server = server_start (fixture->gate, fixture->store);
  token = server_sign_in (fixture->server, SERVER_TENANT);
  load = load_start (fixture->server, token, LOAD_MAY_BE_REFUSED);
  load_wait_for_writes (load, 100);
  kill_bouncer (fixture);
  load_wait_for_faults (load, 4);
  start_bouncer (fixture);
  load_wait_for_writes (load, 100);
  load_end (load, fixture->store);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_autofree char *program = g_find_program_in_path ("pgbouncer");

  g_test_init (&argc, &argv, NULL);
  if (program == NULL)
    {
      g_print ("1..0 # SKIP PgBouncer is not installed\n");
      return 0;
    }
  ADD ("/pgbouncer/canary", test_canary);
  ADD ("/pgbouncer/killed", test_killed);
  return g_test_run ();
}
