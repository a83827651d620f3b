/* test-loss.c: the database is killed under load: 503 until it is back, and nothing acknowledged is lost
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "database.h"
#include "server.h"

#define WRITERS 4
#define WRITES_BEFORE 150
#define WRITES_AFTER 150

typedef struct
{
  Server *server;
  const char *token;

  GMutex lock;
  GCond changed;
  GPtrArray *acknowledged; /* names of what was made */
  guint n_refused;
  gboolean is_over;
} Load;

static void
note (Load *load, const char *name, const Answer *answer)
{
  g_mutex_lock (&load->lock);
  if (answer->status == 201)
    g_ptr_array_add (load->acknowledged, g_strdup (name));
  else
    load->n_refused++;
  g_cond_broadcast (&load->changed);
  g_mutex_unlock (&load->lock);
}

static gboolean
is_over (Load *load)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&load->lock);

  return load->is_over;
}

static gpointer
write_cb (gpointer user_data)
{
  Load *load = user_data;
  g_autoptr (SoupSession) session = soup_session_new ();

  for (guint i = 0; !is_over (load); i++)
    {
      g_autofree char *name = g_strdup_printf ("%p-%u", (void *) session, i);
      g_autofree char *body =
          g_strdup_printf ("{\"name\":\"%s\",\"email\":\"%u@customers.example\"}", name, i);
      g_auto (Answer) answer = { 0 };

      server_call (load->server, session, "POST", "/customers/", SERVER_TENANT, load->token, body, &answer);
      /* The platform itself never falls. */
      g_assert_cmpuint (answer.status, !=, 0);
      if (answer.status != 201)
        {
          g_assert_cmpuint (answer.status, ==, 503);
          g_assert_nonnull (answer.retry_after);
        }
      note (load, name, &answer);
    }
  return NULL;
}

static void
wait_for_writes (Load *load, guint count)
{
  g_mutex_lock (&load->lock);
  while (load->acknowledged->len < count)
    g_cond_wait (&load->changed, &load->lock);
  g_mutex_unlock (&load->lock);
}

static void
wait_for_refusals (Load *load, guint count)
{
  g_mutex_lock (&load->lock);
  while (load->n_refused < count)
    g_cond_wait (&load->changed, &load->lock);
  g_mutex_unlock (&load->lock);
}

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
assert_all_there (Load *load, const char *store)
{
  for (guint i = 0; i < load->acknowledged->len; i++)
    {
      g_autofree char *sql =
          g_strdup_printf ("SELECT count (*) FROM tenant_acme_auto.customers WHERE name = '%s'",
                           (const char *) g_ptr_array_index (load->acknowledged, i));
      g_autofree char *count = ss_test_database_ask (store, sql);

      g_assert_cmpstr (count, ==, "1");
    }
}

static void
lose (const char *option)
{
  g_autofree char *store = ss_test_database_new (NULL);
  g_autofree char *token = NULL;
  GThread *threads[WRITERS];
  Load load = { .acknowledged = g_ptr_array_new_with_free_func (g_free) };
  guint n_before;

  server_fill (store);
  load.server = server_start (store, NULL);
  load.token = token = server_sign_in (load.server, SERVER_TENANT);
  assert_ready (load.server, 200);
  for (guint i = 0; i < WRITERS; i++)
    threads[i] = g_thread_new ("writer", write_cb, &load);

  wait_for_writes (&load, WRITES_BEFORE);
  server_control_database (option);
  wait_for_refusals (&load, WRITERS);
  assert_ready (load.server, 503);
  server_control_database ("--start");
  n_before = load.acknowledged->len;
  wait_for_writes (&load, n_before + WRITES_AFTER);
  assert_ready (load.server, 200);
  assert_counted (load.server);

  g_mutex_lock (&load.lock);
  load.is_over = TRUE;
  g_mutex_unlock (&load.lock);
  for (guint i = 0; i < WRITERS; i++)
    g_thread_join (threads[i]);
  g_test_message ("%u acknowledged, %u refused", load.acknowledged->len, load.n_refused);
  assert_all_there (&load, store);
  server_free (load.server);
  g_ptr_array_unref (load.acknowledged);
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
