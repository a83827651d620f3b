/* test-loss.c: the database is killed under load: 503 until it is back, and nothing acknowledged is lost
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "database.h"
#include "load.h"

#define WRITES 150

static void
assert_ready (Server *server, guint status)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_auto (Answer) answer = { 0 };

  server_call (server, session, "GET", "/health/ready/", SERVER_TENANT, NULL, NULL, &answer);
  g_assert_cmpuint (answer.status, ==, status);
}

/* What a monitor learns of it. */
static void
assert_counted (Server *server)
{
  g_autofree char *address = g_strconcat (server->address, "/metrics", NULL);
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (SoupMessage) message = soup_message_new ("GET", address);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = soup_session_send_and_read (session, message, NULL, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_nonnull (strstr (text, "\nsmoothschedule_store_failures_total "));
  g_assert_null (strstr (text, "\nsmoothschedule_store_failures_total 0\n"));
}

static void
lose (const char *option)
{
  g_autofree char *store = ss_test_database_new (NULL);
  g_autofree char *token = NULL;
  Server *server;
  Load *load;

  server_fill (store);
  server = server_start (store, NULL);
  token = server_sign_in (server, SERVER_TENANT);
  assert_ready (server, 200);
  load = load_start (server, token, LOAD_MAY_BE_REFUSED);

  load_wait_for_writes (load, WRITES);
  server_control_database (option);
  load_wait_for_faults (load, 4);
  assert_ready (server, 503);
  server_control_database ("--start");
  load_wait_for_writes (load, WRITES);
  assert_ready (server, 200);
  assert_counted (server);
  load_end (load, store);
  server_free (server);
  ss_test_database_remove (store);
}

static void
test_killed (void)
{
  lose ("--kill");
}

static void
test_restarted (void)
{
  lose ("--stop");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/loss/killed", test_killed);
  g_test_add_func ("/loss/restarted", test_restarted);
  return g_test_run ();
}
