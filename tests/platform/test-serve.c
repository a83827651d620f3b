/* test-serve.c: how the real program is started, told and asked: TLS, configuration, sockets that are handed
 * over
 *
 * SPDX-License-Identifier: MIT
 */
#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "server.h"

#define EARLY "GET /api/v1/health/live/ HTTP/1.0\r\nHost: x\r\n\r\n"
#define SECRET "postgresql://somebody:hunter2@127.0.0.1:1/nowhere"

typedef struct
{
  char *directory;
  char *store;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->directory = g_dir_make_tmp ("ss-serve-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->store = g_strdup_printf ("sqlite:%s/store", fixture->directory);
  server_fill (fixture->store);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  const char *const words[] = { "rm", "-r", fixture->directory, NULL };
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_free (fixture->directory);
  g_free (fixture->store);
}

static char *
path_in (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->directory, name, NULL);
}

/* Puts a new certificate for 127.0.0.1 and its key where the program looks for them. */
static void
make_certificate (Fixture *fixture)
{
  g_autofree char *certificate = path_in (fixture, "certificate.pem");
  g_autofree char *key = path_in (fixture, "key.pem");
  const char *const words[] = { "openssl",
                                "req",
                                "-x509",
                                "-newkey",
                                "ec",
                                "-pkeyopt",
                                "ec_paramgen_curve:prime256v1",
                                "-nodes",
                                "-subj",
                                "/CN=127.0.0.1",
                                "-addext",
                                "subjectAltName=IP:127.0.0.1",
                                "-days",
                                "2",
                                "-keyout",
                                key,
                                "-out",
                                certificate,
                                NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

static Server *
start_with_tls (Fixture *fixture)
{
  g_autofree char *certificate = path_in (fixture, "certificate.pem");
  g_autofree char *key = path_in (fixture, "key.pem");
  const char *const options[] = { "--tls-cert", certificate, "--tls-key", key, NULL };

  return server_start_with (fixture->store, options);
}

/* Of a client that trusts the certificate that is in the file now, and nobody else's. */
static SoupSession *
new_trusting_session (Fixture *fixture)
{
  g_autofree char *path = path_in (fixture, "certificate.pem");
  g_autofree char *copy = path_in (fixture, "trusted-XXXXXX");
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsDatabase) trusted = NULL;

  /* It is read when it is needed. */
  g_close (g_mkstemp (copy), &error);
  g_file_get_contents (path, &text, NULL, &error);
  g_file_set_contents (copy, text, -1, &error);
  trusted = g_tls_file_database_new (copy, &error);
  g_assert_no_error (error);
  return soup_session_new_with_options ("tls-database", trusted, NULL);
}

static guint
ask (Server *server, SoupSession *session, const char *path, SoupMessage **message)
{
  g_autofree char *uri = g_strconcat (server->address, "/api/v1", path, NULL);
  g_autoptr (SoupMessage) own = soup_message_new ("GET", uri);
  g_autoptr (GBytes) bytes = soup_session_send_and_read (session, own, NULL, NULL);

  if (message != NULL)
    *message = g_object_ref (own);
  return bytes != NULL ? soup_message_get_status (own) : 0;
}

static void
test_tls (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SoupSession) session = NULL;
  g_autoptr (SoupSession) distrusting = soup_session_new ();
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (SoupMessage) large = NULL;
  g_autofree char *uri = NULL, *filler = g_strnfill (3 * 1024 * 1024, ' ');
  g_autoptr (GBytes) body = g_bytes_new_take (g_steal_pointer (&filler), 3 * 1024 * 1024);
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GError) error = NULL;
  Server *server;

  make_certificate (fixture);
  server = start_with_tls (fixture);
  session = new_trusting_session (fixture);
  g_assert_true (g_str_has_prefix (server->address, "https://127.0.0.1:"));
  for (guint i = 0; i < 20; i++)
    {
      g_clear_object (&message);
      g_assert_cmpuint (ask (server, session, "/health/ready/", &message), ==, 200);
    }
  g_assert_nonnull (soup_message_headers_get_one (soup_message_get_response_headers (message),
                                                  "Strict-Transport-Security"));
  g_assert_cmpuint (ask (server, distrusting, "/health/ready/", NULL), ==, 0);

  /* One that is refused while it still sends gets the reason. */
  uri = g_strconcat (server->address, "/api/v1/auth/token/", NULL);
  large = soup_message_new ("POST", uri);
  soup_message_set_request_body_from_bytes (large, "application/json", body);
  answer = soup_session_send_and_read (session, large, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (large), ==, 413);
  server_free (server);
}

/* What has no end goes through, too. */
static void
test_tls_stream (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SoupSession) session = NULL;
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *token = NULL, *authorization = NULL, *uri = NULL, *line = NULL;
  g_auto (Answer) answer = { 0 };
  Server *server;

  make_certificate (fixture);
  server = start_with_tls (fixture);
  session = new_trusting_session (fixture);
  token = server_sign_in_with (server, session, SERVER_TENANT);
  uri = g_strconcat (server->address, "/api/v1/events/", NULL);
  authorization = g_strconcat ("Bearer ", token, NULL);
  message = soup_message_new ("GET", uri);
  soup_message_headers_append (soup_message_get_request_headers (message), "Authorization", authorization);
  soup_message_headers_append (soup_message_get_request_headers (message), "X-Tenant-Subdomain",
                               SERVER_TENANT);
  stream = soup_session_send (session, message, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message), ==, 200);
  lines = g_data_input_stream_new (stream);
  line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_cmpstr (line, ==, ":");

  server_call (server, session, "PATCH", "/tenant/settings/", SERVER_TENANT, token, "{\"name\":\"Ada\"}",
               &answer);
  g_assert_cmpuint (answer.status, ==, 200);
  do
    {
      g_free (line);
      line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
      g_assert_no_error (error);
    }
  while (!g_str_has_prefix (line, "data: "));
  g_assert_nonnull (strstr (line, "Ada"));
  server_free (server);
}

/* The certificate is renewed while it serves, and a bad one changes nothing. */
static void
test_tls_reload (Fixture *fixture, gconstpointer data)
{
  g_autofree char *certificate = path_in (fixture, "certificate.pem");
  g_autofree char *log = NULL;
  g_autoptr (SoupSession) former = NULL;
  g_autoptr (SoupSession) next = NULL;
  g_autoptr (GError) error = NULL;
  Server *server;

  make_certificate (fixture);
  former = new_trusting_session (fixture);
  server = start_with_tls (fixture);
  g_assert_cmpuint (ask (server, former, "/health/live/", NULL), ==, 200);
  soup_session_abort (former);

  make_certificate (fixture);
  next = new_trusting_session (fixture);
  g_assert_cmpuint (ask (server, next, "/health/live/", NULL), ==, 0);
  g_subprocess_send_signal (server->process, SIGHUP);
  server_wait_for_log (server, "The certificate has been read again", 1);
  g_assert_cmpuint (ask (server, next, "/health/live/", NULL), ==, 200);

  soup_session_abort (next);
  g_file_set_contents (certificate, "none\n", -1, &error);
  g_assert_no_error (error);
  g_subprocess_send_signal (server->process, SIGHUP);
  server_wait_for_log (server, "The certificate stays as it was", 1);
  g_assert_cmpuint (ask (server, next, "/health/live/", NULL), ==, 200);
  server_free (server);
}

/* Clients that say nothing, or no TLS, keep nobody from being served; and there is an end to their patience.
 */
static void
test_tls_silent (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SoupSession) session = NULL;
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  GSocketConnection *silent[64];
  g_autoptr (GError) error = NULL;
  Server *server;

  make_certificate (fixture);
  server = start_with_tls (fixture);
  session = new_trusting_session (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (silent); i++)
    {
      silent[i] = g_socket_client_connect_to_uri (client, server->address, 0, NULL, &error);
      g_assert_no_error (error);
      if (i % 2 == 0)
        g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (silent[i])), "\x16\x03\x01", 3,
                                   NULL, NULL, &error);
      g_assert_no_error (error);
    }
  g_assert_cmpuint (ask (server, session, "/health/live/", NULL), ==, 200);
  for (guint i = 0; i < G_N_ELEMENTS (silent); i++)
    g_object_unref (silent[i]);
  g_assert_cmpuint (ask (server, session, "/health/live/", NULL), ==, 200);
  server_free (server);
}

/* Runs it with @words, separated by "|", to its end. (transfer full): what it says to standard error */
static char *
fail_with (const char *words, const char *const *environment, int expected)
{
  g_auto (GStrv) parts = g_strsplit (words, "|", -1);
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autoptr (GStrvBuilder) line = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *said;

  g_strv_builder_add_many (line, PLATFORM, "serve", NULL);
  g_strv_builder_addv (line, (const char **) parts);
  all = g_strv_builder_end (line);
  for (guint i = 0; environment != NULL && environment[i] != NULL; i += 2)
    g_subprocess_launcher_setenv (launcher, environment[i], environment[i + 1], TRUE);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) all, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &said, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, expected);
  g_test_message ("%s", said);
  return said;
}

static void
assert_refused (const char *words, const char *const *environment, int status, const char *sentence)
{
  g_autofree char *said = fail_with (words, environment, status);

  g_assert_nonnull (strstr (said, sentence));
  g_assert_null (strstr (said, "hunter2"));
}

static void
test_tls_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *certificate = path_in (fixture, "certificate.pem");
  g_autofree char *key = path_in (fixture, "key.pem");
  g_autofree char *kept = path_in (fixture, "kept.pem");
  g_autofree char *words = g_strdup_printf ("--store|%s|--tls-cert|%s|--tls-key|%s|--listen|127.0.0.1:0",
                                            fixture->store, certificate, key);
  g_autofree char *half = g_strdup_printf ("--store|%s|--tls-cert|%s", fixture->store, certificate);

  assert_refused (half, NULL, 2, "belong together");
  assert_refused (words, NULL, 1, "can't be read");
  make_certificate (fixture);
  g_assert_cmpint (g_rename (key, kept), ==, 0);
  make_certificate (fixture);
  g_assert_cmpint (g_rename (kept, key), ==, 0);
  assert_refused (words, NULL, 1, "does not work with the key");
}

static Server *
start_configured (Fixture *fixture, const char *settings, const char *option, const char *value)
{
  g_autofree char *path = path_in (fixture, "platform.conf");
  const char *const options[] = { "--config", path, option, value, NULL };
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, settings, -1, &error);
  g_assert_no_error (error);
  return server_start_with (fixture->store, options);
}

/* Whether @host is a business' there. */
static gboolean
is_served (Server *server, const char *host)
{
  g_autofree char *uri = g_strconcat (server->address, "/api/v1/tenant/config/", NULL);
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (SoupMessage) message = soup_message_new ("GET", uri);
  g_autoptr (GBytes) bytes = NULL;

  soup_message_headers_append (soup_message_get_request_headers (message), "Host", host);
  bytes = soup_session_send_and_read (session, message, NULL, NULL);
  g_assert_nonnull (bytes);
  return soup_message_get_status (message) == 200;
}

/* The command line before the environment, and that before the file. */
static void
test_configuration (Fixture *fixture, gconstpointer data)
{
  static const char settings[] = "[platform]\nbase-domain=file.example\n";
  static const struct
  {
    const char *variable, *option;
    const char *base;
  } cases[] = {
    { NULL, NULL, "file.example" },
    { "environment.example", NULL, "environment.example" },
    { "environment.example", "line.example", "line.example" },
    { NULL, "line.example", "line.example" },
    { "", NULL, "file.example" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *host = g_strconcat (SERVER_TENANT ".", cases[i].base, NULL);
      Server *server;

      if (cases[i].variable != NULL)
        g_setenv ("SMOOTHSCHEDULE_BASE_DOMAIN", cases[i].variable, TRUE);
      server = start_configured (fixture, settings, cases[i].option != NULL ? "--base-domain" : NULL,
                                 cases[i].option);
      g_unsetenv ("SMOOTHSCHEDULE_BASE_DOMAIN");
      g_test_message ("case %u", i);
      g_assert_true (is_served (server, host));
      server_free (server);
    }
}

static void
test_configuration_refused (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *settings;
    const char *sentence;
  } cases[] = {
    { "[platform]\nlisten=127.0.0.1:0\nmistyped=1\n", "mistyped is no option" },
    { "[platform]\nconfig=/nowhere/other.conf\n", "config is no option" },
    { "[other]\nlisten=127.0.0.1:0\n", "other is no group" },
    { "[platform]\nworkers=" SECRET "\n", "workers has to be a number" },
    { "[platform]\ndemo=" SECRET "\n", "demo has to be" },
    { "listen\n", "can't be read" },
  };
  g_autofree char *path = path_in (fixture, "platform.conf");
  g_autofree char *words = g_strdup_printf ("--store|%s|--config|%s", fixture->store, path);
  g_autofree char *plain = g_strdup_printf ("--store|%s", fixture->store);
  g_autofree char *several = g_strdup_printf ("--store|%s|--workers|2", fixture->store);
  static const char *const wrong[] = { "SMOOTHSCHEDULE_WORKERS", SECRET, NULL };
  static const char *const missing[] = { "SMOOTHSCHEDULE_CONFIG", "/nowhere/platform.conf", NULL };
  static const char *const store[] = { "SMOOTHSCHEDULE_STORE", SECRET, NULL };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_file_set_contents (path, cases[i].settings, -1, &error);
      g_assert_no_error (error);
      assert_refused (words, NULL, 2, cases[i].sentence);
    }
  assert_refused (plain, wrong, 2, "SMOOTHSCHEDULE_WORKERS has to be a number");
  assert_refused (plain, missing, 2, "/nowhere/platform.conf can't be read");
  assert_refused (several, NULL, 2, "--workers is not for sqlite:");
  assert_refused ("--listen|127.0.0.1:0", store, 1, "smoothschedule-platform: ");
}

/* As systemd does: the socket is there before the program, and whoever called meanwhile is answered. */
static void
test_activation (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSocket) socket = NULL;
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GSocketAddress) where = NULL, notify = NULL;
  g_autoptr (GSocket) manager = NULL;
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) early = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = path_in (fixture, "notify");
  char text[64] = "";

  socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);
  g_socket_bind (socket, any, TRUE, &error);
  g_socket_listen (socket, &error);
  where = g_socket_get_local_address (socket, &error);
  notify = g_unix_socket_address_new (path);
  manager = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_DEFAULT, &error);
  g_socket_bind (manager, notify, FALSE, &error);
  g_assert_no_error (error);
  early = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (where), NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (early)), EARLY, strlen (EARLY), NULL,
                             NULL, &error);

  g_subprocess_launcher_take_fd (launcher, dup (g_socket_get_fd (socket)), 3);
  g_subprocess_launcher_setenv (launcher, "LISTEN_FDS", "1", TRUE);
  g_subprocess_launcher_setenv (launcher, "NOTIFY_SOCKET", path, TRUE);
  g_subprocess_launcher_set_cwd (launcher, fixture->directory);
  process = g_subprocess_launcher_spawn (launcher, &error, "sh", "-c", "LISTEN_PID=$$ exec \"$@\"", "sh",
                                         PLATFORM, "serve", "--store", fixture->store, NULL);
  g_assert_no_error (error);
  g_assert_cmpint (g_socket_receive (manager, text, sizeof text - 1, NULL, &error), ==, 7);
  g_assert_cmpstr (text, ==, "READY=1");
  memset (text, 0, sizeof text);
  g_input_stream_read_all (g_io_stream_get_input_stream (G_IO_STREAM (early)), text, sizeof text - 1, NULL,
                           NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (text, "HTTP/1.1 200") || g_str_has_prefix (text, "HTTP/1.0 200"));

  g_subprocess_send_signal (process, SIGTERM);
  memset (text, 0, sizeof text);
  g_assert_cmpint (g_socket_receive (manager, text, sizeof text - 1, NULL, &error), ==, 10);
  g_assert_cmpstr (text, ==, "STOPPING=1");
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/serve/tls", test_tls);
  ADD ("/serve/tls-stream", test_tls_stream);
  ADD ("/serve/tls-reload", test_tls_reload);
  ADD ("/serve/tls-silent", test_tls_silent);
  ADD ("/serve/tls-refused", test_tls_refused);
  ADD ("/serve/configuration", test_configuration);
  ADD ("/serve/configuration-refused", test_configuration_refused);
  ADD ("/serve/activation", test_activation);
  return g_test_run ();
}
