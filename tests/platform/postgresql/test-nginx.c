/* test-nginx.c: two of the platform's processes behind a real nginx with the configuration that is shipped
 *
 * SPDX-License-Identifier: MIT
 */
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

#include "database.h"
#include "server.h"

#define HOST SERVER_TENANT ".example.org"

typedef struct
{
  char *store;
  char *directory;
  Server *servers[2];
  GSubprocess *nginx;
  Server gate; /* its address is nginx's */
  SoupSession *session;
} Fixture;

static char *
path_in (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->directory, name, NULL);
}

static void
run (const char *const *words)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

static void
make_certificate (Fixture *fixture)
{
  g_autofree char *certificate = path_in (fixture, "cert.pem");
  g_autofree char *key = path_in (fixture, "key.pem");

  run ((const char *const[]){ "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                              "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=example.org", "-addext",
                              "subjectAltName=IP:127.0.0.1", "-days", "2", "-keyout", key, "-out",
                              certificate, NULL });
}

static guint16
find_port (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();

  return g_socket_listener_add_any_inet_port (listener, NULL, NULL);
}

/* (transfer full): @text with @from replaced */
static char *
replace (char *text, const char *from, const char *to)
{
  g_auto (GStrv) parts = g_strsplit (text, from, -1);

  g_assert_cmpuint (g_strv_length (parts), >, 1);
  g_free (text);
  return g_strjoinv (to, parts);
}

/* What is shipped, but for the places: ports that anybody may have, two platforms, a certificate of our own.
 */
static char *
write_site (Fixture *fixture, guint16 port)
{
  g_autofree char *plain = g_strdup_printf ("listen 127.0.0.1:%u;", find_port ());
  g_autofree char *secure = g_strdup_printf ("listen 127.0.0.1:%u ssl;", port);
  g_autofree char *platforms =
      g_strdup_printf ("server %s;\n  server %s;", fixture->servers[0]->address + strlen ("http://"),
                       fixture->servers[1]->address + strlen ("http://"));
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (NGINX_CONFIGURATION, &text, NULL, &error);
  g_assert_no_error (error);
  text = replace (text, "server 127.0.0.1:8000;", platforms);
  text = replace (text, "listen 80;\n  listen [::]:80;", plain);
  text = replace (text, "listen 443 ssl;\n  listen [::]:443 ssl;", secure);
  return replace (text, "/etc/ssl/smoothschedule", fixture->directory);
}

static void
write_file (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = path_in (fixture, name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
wait_until_up (guint16 port)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  gboolean is_up = FALSE;

  while (!is_up)
    {
      g_autoptr (GSocketConnection) connection =
          g_socket_client_connect_to_host (client, "127.0.0.1", port, NULL, NULL);

      is_up = connection != NULL;
      g_usleep (10000);
    }
}

static void
start_nginx (Fixture *fixture, const char *program)
{
  guint16 port = find_port ();
  g_autofree char *site = write_site (fixture, port);
  g_autofree char *main_path = path_in (fixture, "nginx.conf");
  g_autofree char *text = g_strdup_printf (
      "daemon off;\npid %s/pid;\nerror_log stderr;\nevents { }\nhttp {\n  access_log off;\n"
      "  client_body_temp_path %s/a;\n  proxy_temp_path %s/b;\n  fastcgi_temp_path %s/c;\n  uwsgi_temp_path %s/d;\n"
      "  scgi_temp_path %s/e;\n  include %s/site.conf;\n}\n",
      fixture->directory, fixture->directory, fixture->directory, fixture->directory, fixture->directory,
      fixture->directory, fixture->directory);
  g_autofree char *certificate = path_in (fixture, "cert.pem");
  g_autoptr (GTlsDatabase) trusted = NULL;
  g_autoptr (GError) error = NULL;

  write_file (fixture, "site.conf", site);
  write_file (fixture, "nginx.conf", text);
  fixture->nginx = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error, program, "-e", "stderr", "-p",
                                     fixture->directory, "-c", main_path, NULL);
  g_assert_no_error (error);
  wait_until_up (port);
  fixture->gate.address = g_strdup_printf ("https://127.0.0.1:%u", port);
  trusted = g_tls_file_database_new (certificate, &error);
  g_assert_no_error (error);
  fixture->session = soup_session_new_with_options ("tls-database", trusted, NULL);
}

static void
set_up (Fixture *fixture, gconstpointer program)
{
  static const char *const options[] = { "--trusted-proxy", "127.0.0.1", "--base-domain", "example.org",
                                         NULL };
  g_autoptr (GError) error = NULL;

  fixture->store = ss_test_database_new (NULL);
  server_fill (fixture->store);
  fixture->directory = g_dir_make_tmp ("ss-nginx-XXXXXX", &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (fixture->servers); i++)
    fixture->servers[i] = server_start_with (fixture->store, options);
  make_certificate (fixture);
  start_nginx (fixture, program);
}

static void
tear_down (Fixture *fixture, gconstpointer program)
{
  g_object_unref (fixture->session);
  g_subprocess_send_signal (fixture->nginx, SIGTERM);
  g_subprocess_wait (fixture->nginx, NULL, NULL);
  g_object_unref (fixture->nginx);
  for (guint i = 0; i < G_N_ELEMENTS (fixture->servers); i++)
    g_clear_pointer (&fixture->servers[i], server_free);
  run ((const char *const[]){ "rm", "-r", fixture->directory, NULL });
  ss_test_database_remove (fixture->store);
  g_free (fixture->store);
  g_free (fixture->directory);
  g_free (fixture->gate.address);
}

static SoupMessage *
make_request (Fixture *fixture, const char *path, const char *token)
{
  g_autofree char *uri = g_strconcat (fixture->gate.address, path, NULL);
  g_autofree char *authorization = g_strconcat ("Bearer ", token, NULL);
  SoupMessage *message = soup_message_new ("GET", uri);

  soup_message_headers_replace (soup_message_get_request_headers (message), "Host", HOST);
  if (token != NULL)
    soup_message_headers_append (soup_message_get_request_headers (message), "Authorization", authorization);
  /* What a client writes there is nobody's word. */
  soup_message_headers_append (soup_message_get_request_headers (message), "X-Forwarded-For", "203.0.113.9");
  soup_message_headers_append (soup_message_get_request_headers (message), "X-Forwarded-Host",
                               "evil.example");
  return message;
}

static char *
sign_in (Fixture *fixture)
{
  return server_sign_in (fixture->servers[0], SERVER_TENANT);
}

/* The business by its host, links with https, and the client as nginx has seen it. */
static void
test_passed_on (Fixture *fixture, gconstpointer program)
{
  g_autofree char *token = sign_in (fixture);
  g_autoptr (SoupMessage) message = make_request (fixture, "/api/v1/auth/sessions/", token);
  g_autoptr (SoupMessage) list = make_request (fixture, "/api/v1/customers/?page_size=1", token);
  g_autoptr (SoupMessage) metrics = make_request (fixture, "/metrics", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) sessions = soup_session_send_and_read (fixture->session, message, NULL, &error);
  g_autoptr (GBytes) customers = NULL, figures = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message), ==, 200);
  g_assert_nonnull (soup_message_headers_get_one (soup_message_get_response_headers (message),
                                                  "Strict-Transport-Security"));
  g_assert_null (
      g_strstr_len (g_bytes_get_data (sessions, NULL), (gssize) g_bytes_get_size (sessions), "203.0.113.9"));
  for (guint i = 0; i < 3; i++)
    {
      g_auto (Answer) answer = { 0 };
      g_autofree char *body = g_strdup_printf ("{\"name\":\"Customer %u\"}", i);

      server_call (fixture->servers[i % 2], fixture->session, "POST", "/customers/", SERVER_TENANT, token,
                   body, &answer);
      g_assert_cmpuint (answer.status, ==, 201);
    }
  customers = soup_session_send_and_read (fixture->session, list, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (customers, NULL), (gssize) g_bytes_get_size (customers),
                                  "\"next\":\"https://" HOST "/api/v1/customers/"));
  figures = soup_session_send_and_read (fixture->session, metrics, NULL, &error);
  g_assert_cmpuint (soup_message_get_status (metrics), ==, 404);
}

/* A change is told through nginx when it happens, not when a buffer is full. */
static void
test_events (Fixture *fixture, gconstpointer program)
{
  g_autofree char *token = sign_in (fixture);
  g_autoptr (SoupMessage) message = make_request (fixture, "/api/v1/events/", token);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = soup_session_send (fixture->session, message, NULL, &error);
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *line = NULL;
  g_auto (Answer) answer = { 0 };

  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message), ==, 200);
  lines = g_data_input_stream_new (stream);
  line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_cmpstr (line, ==, ":");
  server_call (fixture->servers[1], fixture->session, "PATCH", "/tenant/settings/", SERVER_TENANT, token,
               "{\"name\":\"Ada\"}", &answer);
  g_assert_cmpuint (answer.status, ==, 200);
  do
    {
      g_free (line);
      line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_nonnull (line);
    }
  while (!g_str_has_prefix (line, "data: "));
  g_assert_nonnull (strstr (line, "Ada"));
}

/* One of the two stops while clients ask: each of them is answered. */
static void
test_one_stops (Fixture *fixture, gconstpointer program)
{
  g_autofree char *token = sign_in (fixture);

  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (SoupMessage) message = make_request (fixture, "/api/v1/customers/", token);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = NULL;

      if (i == 60)
        g_subprocess_send_signal (fixture->servers[1]->process, SIGTERM);
      bytes = soup_session_send_and_read (fixture->session, message, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (soup_message_get_status (message), ==, 200);
    }
}

#define ADD(path, test) g_test_add (path, Fixture, program, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_autofree char *found = g_find_program_in_path ("nginx");
  const char *program = found != NULL ? found : "/usr/sbin/nginx";

  g_test_init (&argc, &argv, NULL);
  if (!g_file_test (program, G_FILE_TEST_IS_EXECUTABLE))
    {
      g_print ("1..0 # SKIP nginx is not installed\n");
      return 0;
    }
  ADD ("/nginx/passed-on", test_passed_on);
  ADD ("/nginx/events", test_events);
  ADD ("/nginx/one-stops", test_one_stops);
  return g_test_run ();
}
