/* test-limits.c: clients that are slow, silent, endless or many (contract section 1, «limits»)
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include "fixture.h"
#include "platform/http/connections.h"
#include "platform/http/limits.h"

static SsFixture *fixture;

static void
assert_alive (void)
{
  g_autoptr (SsAnswer) answer = ss_fixture_call (fixture, &(SsCall){ .path = "/health/ready/" });

  ss_answer_assert_status (answer, 200);
}

/* Sends as long as the platform takes it; the answer is read at the end. */
static void
flood (GSocketConnection *connection, const char *block, gsize most)
{
  GOutputStream *stream = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  gsize sent = 0;

  while (sent < most && g_output_stream_write_all (stream, block, strlen (block), NULL, NULL, NULL))
    sent += strlen (block);
}

static void
assert_error (const char *answer, const char *status, const char *code)
{
  if (!g_str_has_prefix (answer, status) || strstr (answer, code) == NULL
      || strstr (answer, "X-Request-Id: ") == NULL)
    g_error ("%s %s was expected, not: %s", status, code, answer);
}

static void
test_body_declared (void)
{
  static const char *const lengths[] = { "1048577", "10737418240", "9223372036854775807" };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (GSocketConnection) connection = ss_fixture_connect (fixture);
      g_autofree char *answer = NULL;
      g_autofree char *request =
          g_strdup_printf ("POST /api/v1/auth/token/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: %s\r\n"
                           "Content-Type: application/json\r\n\r\n{",
                           lengths[i]);

      ss_raw_write (connection, request);
      answer = ss_raw_read_all (connection);
      assert_error (answer, "HTTP/1.1 413 ", "payload_too_large");
    }
  assert_alive ();
}

static void
test_body_allowed (void)
{
  g_autofree char *filling = g_strnfill (SS_BODY_MAX - strlen ("{\"email\":\"\"}"), 'x');
  g_autofree char *body = g_strdup_printf ("{\"email\":\"%s\"}", filling);
  g_autoptr (SsAnswer) answer =
      ss_fixture_call (fixture, &(SsCall){ .method = "POST", .path = "/auth/token/", .body = body });

  g_assert_cmpuint (strlen (body), ==, SS_BODY_MAX);
  ss_answer_assert_status (answer, 400);
}

/* In pieces, and never coming to an end. */
static void
test_body_endless (void)
{
  g_autoptr (GSocketConnection) connection = ss_fixture_connect (fixture);
  g_autofree char *filling = g_strnfill (65536, 'x');
  g_autofree char *chunk = g_strdup_printf ("10000\r\n%s\r\n", filling);
  g_autofree char *answer = NULL;

  ss_raw_write (connection,
                "POST /api/v1/auth/token/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
                "Content-Type: application/json\r\n\r\n");
  flood (connection, chunk, SS_BODY_MAX + 65536);
  answer = ss_raw_read_all (connection);
  assert_error (answer, "HTTP/1.1 413 ", "payload_too_large");
  assert_alive ();
}

static void
test_header_flood (void)
{
  g_autoptr (GSocketConnection) connection = ss_fixture_connect (fixture);
  g_autofree char *filling = g_strnfill (8000, 'x');
  g_autofree char *line = g_strdup_printf ("X-Flood: %s\r\n", filling);
  g_autofree char *answer = NULL;

  ss_raw_write (connection, "GET /api/v1/health/live/ HTTP/1.1\r\nHost: localhost\r\n");
  flood (connection, line, 64 * 1024 * 1024);
  answer = ss_raw_read_all (connection);
  g_assert_null (strstr (answer, "200 OK"));
  assert_alive ();
}

static void
test_line_flood (void)
{
  g_autoptr (GSocketConnection) connection = ss_fixture_connect (fixture);
  g_autofree char *filling = g_strnfill (65536, 'x');
  g_autofree char *answer = NULL;

  flood (connection, filling, 64 * 1024 * 1024);
  answer = ss_raw_read_all (connection);
  g_assert_null (strstr (answer, "200 OK"));
  assert_alive ();
}

static void
test_url (void)
{
  g_autofree char *fitting = g_strnfill (SS_URL_MAX - strlen ("/api/v1/health/live/?"), 'x');
  g_autofree char *good_path = g_strconcat ("/health/live/?", fitting, NULL);
  g_autofree char *bad_path = g_strconcat (good_path, "x", NULL);
  g_autoptr (SsAnswer) good = ss_fixture_call (fixture, &(SsCall){ .path = good_path });
  g_autoptr (SsAnswer) bad = ss_fixture_call (fixture, &(SsCall){ .path = bad_path });

  ss_answer_assert_status (good, 200);
  ss_answer_assert_error (bad, 414, "uri_too_long");
  g_assert_nonnull (ss_answer_get_header (bad, "X-Request-Id"));
}

static void
test_garbage (void)
{
  static const char *const requests[] = {
    "\r\n\r\n",
    "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "GET\r\n\r\n",
    "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
    "GET /api/v1/health/live/ HTTP/1.1\r\n\r\n",
    "GET /api/v1/health/live/ HTTP/1.1\r\nHost: [\r\n\r\n",
    "POST /api/v1/auth/token/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
    "POST /api/v1/auth/token/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    "POST /api/v1/auth/token/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
    "POST /api/v1/auth/token/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{}",
    "GET * HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "CONNECT localhost:1 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "GET http://acme.smoothschedule.example/api/v1/roles/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_autoptr (GSocketConnection) connection = ss_fixture_connect (fixture);
      g_autofree char *answer = NULL;

      ss_raw_write (connection, requests[i]);
      g_socket_shutdown (g_socket_connection_get_socket (connection), FALSE, TRUE, NULL);
      answer = ss_raw_read_all (connection);
      /* A request id may hold these digits, too. */
      g_assert_false (g_str_has_prefix (answer, "HTTP/1.1 500") || g_str_has_prefix (answer, "HTTP/1.0 500"));
      assert_alive ();
    }
}

/* Somebody hangs up in the middle of it all, at any byte. */
static void
test_hang_up (void)
{
  static const char request[] =
      "POST /api/v1/auth/token/refresh/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 15\r\n"
      "Content-Type: application/json\r\n\r\n{\"refresh\":\"x\"}";

  for (gsize length = 1; length <= strlen (request); length++)
    {
      g_autoptr (GSocketConnection) connection = ss_fixture_connect (fixture);
      g_autofree char *part = g_strndup (request, length);
      const struct linger at_once = { 1, 0 };
      int descriptor = g_socket_get_fd (g_socket_connection_get_socket (connection));

      ss_raw_write (connection, part);
      setsockopt (descriptor, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    }
  assert_alive ();
}

static guint
count_descriptors (void)
{
  g_autoptr (GDir) directory = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (directory != NULL && g_dir_read_name (directory) != NULL)
    n++;
  return n;
}

/* A client that has gone between two requests leaves nothing behind. */
static void
test_gone_clients (void)
{
  guint before = count_descriptors ();
  guint tries = 0;

  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (GSocketConnection) connection = ss_fixture_connect (fixture);
      g_autofree char *answer = NULL;

      ss_raw_write (connection, "GET /api/v1/health/live/ HTTP/1.1\r\nHost: localhost\r\n\r\n");
      answer = ss_raw_read_answer (connection);
      g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 200 "));
    }
  while (count_descriptors () > before + 8 && tries++ < 1000)
    assert_alive ();
  g_assert_cmpuint (count_descriptors (), <=, before + 8);
}

static guint
how_many (void)
{
  struct rlimit descriptors;

  g_assert_cmpint (getrlimit (RLIMIT_NOFILE, &descriptors), ==, 0);
  descriptors.rlim_cur = descriptors.rlim_max;
  setrlimit (RLIMIT_NOFILE, &descriptors);
  /* Both ends are in this process. */
  return (guint) MIN (10000, (descriptors.rlim_cur - SS_CONNECTIONS_MAX - 300));
}

/* Silent ones, more than are kept: each new one is served, the longest silent have to go. */
static void
test_idle_connections (void)
{
  g_autoptr (GPtrArray) connections = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_connections = how_many ();
  char byte;

  for (guint i = 0; i < n_connections; i++)
    {
      g_ptr_array_add (connections, ss_fixture_connect (fixture));
      if (i % 1000 == 999)
        assert_alive ();
    }
  assert_alive ();
  g_test_message ("%u connections", n_connections);
  if (n_connections > SS_CONNECTIONS_MAX)
    g_assert_cmpint (g_input_stream_read (g_io_stream_get_input_stream (connections->pdata[0]), &byte, 1,
                                          NULL, NULL),
                     ==, 0);
}

/* Half a request on each of them: the others go on. */
static void
test_half_requests (void)
{
  g_autoptr (GPtrArray) connections = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < 500; i++)
    {
      GSocketConnection *connection = ss_fixture_connect (fixture);

      ss_raw_write (connection, i % 2 == 0 ? "GET /api/v1/he"
                                           : "POST /api/v1/auth/token/ HTTP/1.1\r\nHost: localhost\r\n"
                                             "Content-Length: 100\r\n\r\n{");
      g_ptr_array_add (connections, connection);
    }
  assert_alive ();
}

/* Takes as long as the time-out for headers: the silent client waits for the platform to hang up. */
static void
test_silent_client (void)
{
  g_autoptr (GSocketConnection) silent = ss_fixture_connect (fixture);
  g_autoptr (GSocketConnection) slow = ss_fixture_connect (fixture);
  g_autofree char *nothing = NULL;
  g_autofree char *still_nothing = NULL;

  ss_raw_write (slow, "GET /api/v1/health/live/ HTTP/1.1\r\n");
  nothing = ss_raw_read_all (silent);
  still_nothing = ss_raw_read_all (slow);
  g_assert_cmpstr (nothing, ==, "");
  g_assert_cmpstr (still_nothing, ==, "");
  assert_alive ();
}

static gpointer
sign_in_thread (gpointer data)
{
  return ss_fixture_call (fixture,
                          &(SsCall){
                              .method = "POST",
                              .path = "/auth/token/",
                              .tenant = SS_FIXTURE_ACME,
                              .body =
                                  "{\"email\":\"manager@acme.example\",\"password\":\"" SS_FIXTURE_PASSWORD
                                  "\"}" });
}

/* What was begun is answered though the platform stops. */
static void
test_stop (void)
{
  SsFixture *shared = fixture;
  g_autoptr (GSocketConnection) idle = NULL;
  GThread *thread;
  g_autoptr (SsAnswer) answer = NULL;
  char byte;

  fixture = ss_fixture_new ();
  idle = ss_fixture_connect (fixture);
  thread = g_thread_new ("sign-in", sign_in_thread, NULL);
  assert_alive ();
  answer = g_thread_join (thread);
  ss_answer_assert_status (answer, 200);
  ss_fixture_free (fixture);
  fixture = shared;
  g_assert_cmpint (g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (idle)), &byte, 1, NULL,
                                        NULL),
                   <=, 0);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  fixture = ss_fixture_new ();
  g_test_add_func ("/limits/body-declared", test_body_declared);
  g_test_add_func ("/limits/body-allowed", test_body_allowed);
  g_test_add_func ("/limits/body-endless", test_body_endless);
  g_test_add_func ("/limits/header-flood", test_header_flood);
  g_test_add_func ("/limits/line-flood", test_line_flood);
  g_test_add_func ("/limits/url", test_url);
  g_test_add_func ("/limits/garbage", test_garbage);
  g_test_add_func ("/limits/hang-up", test_hang_up);
  g_test_add_func ("/limits/gone-clients", test_gone_clients);
  g_test_add_func ("/limits/idle-connections", test_idle_connections);
  g_test_add_func ("/limits/half-requests", test_half_requests);
  g_test_add_func ("/limits/silent-client", test_silent_client);
  g_test_add_func ("/limits/stop", test_stop);
  status = g_test_run ();
  ss_fixture_free (fixture);
  return status;
}
