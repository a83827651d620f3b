/* test-kill.c: the platform is killed in the middle of a thousand writes: what it acknowledged is there
 * afterwards
 *
 * SPDX-License-Identifier: MIT
 */
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#define WRITERS 4
#define WRITES 1000
#define KILLED_AFTER 400
#define TENANT "acme-auto"
#define CREDENTIALS "{\"email\":\"owner@acme-auto.example\",\"password\":\"correct-horse-battery\"}"

typedef struct
{
  char *directory;
  GSubprocess *process;
  char *address;
  char *access;

  GMutex lock;
  GPtrArray *acknowledged; /* paths of what was made */
  guint next;
} Fixture;

static void
start (Fixture *fixture)
{
  g_autofree char *store = g_strconcat ("sqlite:", fixture->directory, NULL);
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;

  fixture->process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error, PLATFORM,
                        "serve", "--store", store, "--listen", "127.0.0.1:0", "--demo", NULL);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (fixture->process));
  line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  g_free (fixture->address);
  fixture->address = g_strdup (line + strlen ("READY "));
}

/* NULL when the connection broke. */
static JsonNode *
call (SoupSession *session, Fixture *fixture, const char *method, const char *path, const char *body,
      guint *status)
{
  g_autofree char *uri = g_strconcat (fixture->address, "/api/v1", path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autoptr (GBytes) answer = NULL;

  soup_message_headers_append (headers, "X-Tenant-Subdomain", TENANT);
  if (fixture->access != NULL)
    {
      g_autofree char *authorization = g_strconcat ("Bearer ", fixture->access, NULL);

      soup_message_headers_append (headers, "Authorization", authorization);
    }
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }
  answer = soup_session_send_and_read (session, message, NULL, NULL);
  if (answer == NULL)
    return NULL;
  *status = soup_message_get_status (message);
  return json_from_string (g_bytes_get_size (answer) > 0 ? g_bytes_get_data (answer, NULL) : "null", NULL);
}

static void
sign_in (Fixture *fixture)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (JsonNode) answer = NULL;
  guint status = 0;

  g_clear_pointer (&fixture->access, g_free);
  answer = call (session, fixture, "POST", "/auth/token/", CREDENTIALS, &status);
  g_assert_cmpuint (status, ==, 200);
  fixture->access = g_strdup (json_object_get_string_member (json_node_get_object (answer), "access"));
}

static gpointer
write_until_killed (gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (SoupSession) session = soup_session_new ();

  for (;;)
    {
      g_autofree char *body = NULL;
      g_autoptr (JsonNode) answer = NULL;
      guint number, status = 0;

      g_mutex_lock (&fixture->lock);
      number = fixture->next++;
      g_mutex_unlock (&fixture->lock);
      if (number >= WRITES)
        return NULL;

      body = g_strdup_printf ("{\"name\":\"Written %u\",\"summary\":\"Kept\",\"category\":\"OTHER\","
                              "\"code\":\"function run(event) end\"}",
                              number);
      answer = call (session, fixture, "POST", "/plugin-templates/", body, &status);
      if (answer == NULL || status != 201)
        return NULL;

      g_mutex_lock (&fixture->lock);
      g_ptr_array_add (fixture->acknowledged,
                       g_strdup (json_object_get_string_member (json_node_get_object (answer), "id")));
      if (fixture->acknowledged->len == KILLED_AFTER)
        g_subprocess_send_signal (fixture->process, SIGKILL);
      g_mutex_unlock (&fixture->lock);
    }
}

static void
test_kill (void)
{
  Fixture fixture = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (SoupSession) session = soup_session_new ();
  GThread *writers[WRITERS];
  g_autofree char *remove = NULL;

  g_mutex_init (&fixture.lock);
  fixture.acknowledged = g_ptr_array_new_with_free_func (g_free);
  fixture.directory = g_dir_make_tmp ("smoothschedule-kill-XXXXXX", &error);
  g_assert_no_error (error);
  start (&fixture);
  sign_in (&fixture);

  for (guint i = 0; i < WRITERS; i++)
    writers[i] = g_thread_new ("writer", write_until_killed, &fixture);
  for (guint i = 0; i < WRITERS; i++)
    g_thread_join (writers[i]);
  g_subprocess_wait (fixture.process, NULL, NULL);
  g_assert_true (g_subprocess_get_if_signaled (fixture.process));
  g_clear_object (&fixture.process);
  g_assert_cmpuint (fixture.acknowledged->len, >=, KILLED_AFTER);
  g_assert_cmpuint (fixture.acknowledged->len, <, WRITES);

  /* The same store again: the session lives on too, for its rows were acknowledged. */
  start (&fixture);
  for (guint i = 0; i < fixture.acknowledged->len; i++)
    {
      g_autofree char *path = g_strdup_printf ("/plugin-templates/%s/",
                                               (const char *) g_ptr_array_index (fixture.acknowledged, i));
      g_autoptr (JsonNode) answer = NULL;
      guint status = 0;

      answer = call (session, &fixture, "GET", path, NULL, &status);
      g_assert_cmpuint (status, ==, 200);
    }
  soup_session_abort (session);
  g_subprocess_send_signal (fixture.process, SIGTERM);
  g_subprocess_wait (fixture.process, NULL, NULL);
  g_assert_true (g_subprocess_get_if_exited (fixture.process));
  g_assert_cmpint (g_subprocess_get_exit_status (fixture.process), ==, 0);

  remove = g_strdup_printf ("rm -rf '%s'", fixture.directory);
  g_spawn_command_line_sync (remove, NULL, NULL, NULL, NULL);
  g_clear_object (&fixture.process);
  g_ptr_array_unref (fixture.acknowledged);
  g_mutex_clear (&fixture.lock);
  g_free (fixture.directory);
  g_free (fixture.address);
  g_free (fixture.access);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/platform/kill/acknowledged-writes-stay", test_kill);
  return g_test_run ();
}
