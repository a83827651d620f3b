/* test-workers.c: several processes at one socket: replaced, killed, and counted as one
 *
 * SPDX-License-Identifier: MIT
 */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

#include "database.h"
#include "load.h"

#define REQUESTS 60

typedef struct
{
  char *store;
  char *settings; /* a file's path */
  Server *server;
  char *token;
} Fixture;

static void
write_settings (Fixture *fixture, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (fixture->settings, text, -1, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const char *options[] = { "--workers", "3", "--config", NULL, NULL };

  fixture->store = ss_test_database_new (NULL);
  server_fill (fixture->store);
  fixture->settings = g_build_filename (g_get_tmp_dir (), "ss-workers-XXXXXX", NULL);
  g_close (g_mkstemp (fixture->settings), &error);
  g_assert_no_error (error);
  write_settings (fixture, "[platform]\nbase-domain=smoothschedule.com\n");
  options[3] = fixture->settings;
  fixture->server = server_start_with (fixture->store, options);
  fixture->token = server_sign_in (fixture->server, SERVER_TENANT);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  server_free (fixture->server);
  g_unlink (fixture->settings);
  ss_test_database_remove (fixture->store);
  g_free (fixture->settings);
  g_free (fixture->store);
  g_free (fixture->token);
}

/* The processes whose parent is @parent. (transfer full) (element-type int) */
static GArray *
find_children (const char *parent)
{
  GArray *children = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GDir) processes = g_dir_open ("/proc", 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (processes)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc", name, "stat", NULL);
      g_autofree char *text = NULL;
      const char *behind_name;

      /* «42 (name) S 41 …»: proc(5) */
      if (!g_ascii_isdigit (name[0]) || !g_file_get_contents (path, &text, NULL, NULL))
        continue;
      behind_name = strrchr (text, ')');
      if (behind_name != NULL && g_str_has_prefix (behind_name + 4, parent)
          && behind_name[4 + strlen (parent)] == ' ')
        {
          int id = atoi (name);

          g_array_append_val (children, id);
        }
    }
  return children;
}

static gboolean
contains (GArray *ids, int id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, int, i) == id)
      return TRUE;
  return FALSE;
}

/* Twice over, under load: each process is another one, and each request was answered as if nothing were. */
static void
test_replaced (Fixture *fixture, gconstpointer data)
{
  const char *supervisor = g_subprocess_get_identifier (fixture->server->process);
  g_autoptr (GArray) before = find_children (supervisor);
  g_autoptr (GArray) after = NULL;
  Load *load = load_start (fixture->server, fixture->token, LOAD_ALL_SUCCEED);

  g_assert_cmpuint (before->len, ==, 3);
  load_wait_for_writes (load, 50);
  for (guint i = 1; i <= 2; i++)
    {
      g_subprocess_send_signal (fixture->server->process, SIGUSR2);
      server_wait_for_log (fixture->server, "All workers have been replaced", i);
    }
  load_wait_for_writes (load, 50);
  load_end (load, fixture->store);

  after = find_children (supervisor);
  g_assert_cmpuint (after->len, ==, 3);
  for (guint i = 0; i < after->len; i++)
    g_assert_false (contains (before, g_array_index (after, int, i)));
}

/* Its connections break; whatever was acknowledged is there, and another one takes its place. */
static void
test_killed (Fixture *fixture, gconstpointer data)
{
  const char *supervisor = g_subprocess_get_identifier (fixture->server->process);
  g_autoptr (GArray) before = find_children (supervisor);
  Load *load = load_start (fixture->server, fixture->token, LOAD_MAY_BREAK);

  load_wait_for_writes (load, 50);
  for (guint i = 0; i < before->len; i++)
    {
      g_autoptr (GArray) now = NULL;

      kill (g_array_index (before, int, i), SIGKILL);
      server_wait_for_log (fixture->server, "A worker has ended by itself (signal 9)", i + 1);
      load_wait_for_writes (load, 50);
      do
        {
          g_clear_pointer (&now, g_array_unref);
          now = find_children (supervisor);
        }
      while (now->len < 3);
      g_assert_false (contains (now, g_array_index (before, int, i)));
    }
  load_end (load, fixture->store);
}

/* What is on the disk by now does not start: those that serve go on. */
static void
test_not_replaced (Fixture *fixture, gconstpointer data)
{
  const char *supervisor = g_subprocess_get_identifier (fixture->server->process);
  g_autoptr (GArray) before = find_children (supervisor);
  g_autoptr (GArray) after = NULL;
  Load *load = load_start (fixture->server, fixture->token, LOAD_ALL_SUCCEED);

  write_settings (fixture, "[platform]\nmistyped=1\n");
  g_subprocess_send_signal (fixture->server->process, SIGUSR2);
  server_wait_for_log (fixture->server, "the other workers stay as they are", 1);
  load_wait_for_writes (load, 50);
  load_end (load, fixture->store);
  after = find_children (supervisor);
  g_assert_cmpuint (after->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_true (contains (before, g_array_index (after, int, i)));
}

/* Nobody is left who serves without being looked after. */
static void
test_supervisor_killed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) workers = find_children (g_subprocess_get_identifier (fixture->server->process));

  g_subprocess_force_exit (fixture->server->process);
  g_subprocess_wait (fixture->server->process, NULL, NULL);
  for (guint i = 0; i < workers->len; i++)
    {
      g_autofree char *path = g_strdup_printf ("/proc/%d/stat", g_array_index (workers, int, i));
      g_autofree char *text = NULL;

      /* One that nobody waits for is a zombie. */
      while (g_file_get_contents (path, &text, NULL, NULL) && strstr (text, ") Z ") == NULL)
        {
          g_clear_pointer (&text, g_free);
          g_usleep (10000);
        }
    }
  g_clear_pointer (&fixture->server, server_forget);
  fixture->server = server_start (fixture->store, NULL);
}

/* (transfer full): what a monitor reads */
static char *
read_metrics (Server *server)
{
  g_autofree char *address = g_strconcat (server->address, "/metrics", NULL);
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (SoupMessage) message = soup_message_new ("GET", address);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = soup_session_send_and_read (session, message, NULL, &error);

  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* Whoever is asked tells what all have done, also those that are no more. */
static void
test_metrics (Fixture *fixture, gconstpointer data)
{
  static const char counted[] = "smoothschedule_requests_total{method=\"GET\",route=\"/customers/\","
                                "status=\"200\"} " G_STRINGIFY (REQUESTS) "\n";

  for (guint i = 0; i < REQUESTS; i++)
    {
      g_autoptr (SoupSession) session = soup_session_new ();
      g_auto (Answer) answer = { 0 };

      server_call (fixture->server, session, "GET", "/customers/", SERVER_TENANT, fixture->token, NULL,
                   &answer);
      g_assert_cmpuint (answer.status, ==, 200);
    }
  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *text = read_metrics (fixture->server);

      g_assert_nonnull (strstr (text, counted));
      if (i != 6)
        continue;
      g_subprocess_send_signal (fixture->server->process, SIGUSR2);
      server_wait_for_log (fixture->server, "All workers have been replaced", 1);
    }
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/workers/replaced", test_replaced);
  ADD ("/workers/not-replaced", test_not_replaced);
  ADD ("/workers/killed", test_killed);
  ADD ("/workers/supervisor-killed", test_supervisor_killed);
  ADD ("/workers/metrics", test_metrics);
  return g_test_run ();
}
