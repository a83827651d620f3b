/* test-faults.c: what becomes of a request when the other side misbehaves
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/transport.h"
#include "fixture.h"
#include "misbehaving-server.h"

static SsSession *
session_for (MisbehavingServer *server)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsAccount) account = ss_account_new (server->address, EMAIL, &error);
  const SsTimeLimits limits = { .answer = 150, .whole = 20000 };
  SsSession *session;

  g_assert_no_error (error);
  session = ss_session_new (account);
  ss_session_set_time_limits (session, &limits);
  /* As after a sign-in: what goes wrong here comes later. */
  ss_token_keeper_set (session->tokens, "the-access-token", "the-refresh-token");
  return session;
}

static const struct
{
  const char *name;
  Fault fault;
  int code;
  gboolean is_online;
} faults[] = {
  { "close", FAULT_CLOSE, SS_CLIENT_ERROR_OFFLINE, FALSE },
  { "stall", FAULT_STALL, SS_CLIENT_ERROR_TIMED_OUT, FALSE },
  { "stall-in-body", FAULT_STALL_IN_BODY, SS_CLIENT_ERROR_TIMED_OUT, FALSE },
  { "truncate", FAULT_TRUNCATE, SS_CLIENT_ERROR_PROTOCOL, TRUE },
  { "garbage", FAULT_GARBAGE, SS_CLIENT_ERROR_PROTOCOL, TRUE },
  { "not-json", FAULT_NOT_JSON, SS_CLIENT_ERROR_PROTOCOL, TRUE },
  { "html", FAULT_HTML, SS_CLIENT_ERROR_PROTOCOL, TRUE },
  { "html-500", FAULT_HTML_500, SS_CLIENT_ERROR_SERVER, TRUE },
  { "empty-502", FAULT_EMPTY_502, SS_CLIENT_ERROR_SERVER, TRUE },
  { "endless", FAULT_ENDLESS, SS_CLIENT_ERROR_PROTOCOL, TRUE },
  { "endless-chunks", FAULT_ENDLESS_CHUNKS, SS_CLIENT_ERROR_PROTOCOL, TRUE },
  { "redirect-loop", FAULT_REDIRECT_LOOP, SS_CLIENT_ERROR_PROTOCOL, TRUE },
};

static void
test_fault (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  MisbehavingServer *server = misbehaving_server_new (faults[i].fault);
  g_autoptr (SsSession) session = session_for (server);
  g_autoptr (GArray) delays = record_delays (session);
  g_autoptr (GError) error = NULL;
  guint64 before = misbehaving_server_get_n_written ();

  g_assert_null (call (session, "GET", "/users/me/", SS_TYPE_CURRENT_USER, &error));
  g_assert_error (error, SS_CLIENT_ERROR, faults[i].code);
  g_assert_null (strstr (error->message, "Traceback"));
  g_assert_null (strstr (error->message, "token"));
  g_assert_cmpint (ss_session_get_is_online (session), ==, faults[i].is_online);
  assert_finalized (session);
  misbehaving_server_free (server);

  /* The other side notices that nobody reads on, far from 10 GB: the limit and what lies in buffers. */
  g_assert_cmpuint (misbehaving_server_get_n_written () - before, <, 64 * 1024 * 1024);
}

static void
test_redirect_loop_is_short (void)
{
  g_autoptr (MisbehavingServer) server = misbehaving_server_new (FAULT_REDIRECT_LOOP);
  g_autoptr (SsSession) session = session_for (server);

  g_assert_null (call (session, "GET", "/users/me/", SS_TYPE_CURRENT_USER, NULL));
  g_assert_cmpuint (server->n_requests, ==, 6);
}

/* A call never goes to another host, not even without the token. */
static void
test_redirect_elsewhere (void)
{
  g_autoptr (MisbehavingServer) server = misbehaving_server_new (FAULT_REDIRECT);
  g_autoptr (MisbehavingServer) thief = misbehaving_server_new (FAULT_HTML);
  g_autoptr (SsSession) session = session_for (server);
  g_autoptr (GError) error = NULL;

  server->target = g_strdup (thief->address);
  g_assert_null (call (session, "GET", "/users/me/", SS_TYPE_CURRENT_USER, &error));
  g_assert_error (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_PROTOCOL);
  g_assert_true (misbehaving_server_has_seen (server, "Bearer the-access-token"));
  g_assert_cmpuint (thief->n_requests, ==, 0);
}

static GBytes *
download (SsSession *session, const char *address, gsize limit, GError **error)
{
  g_auto (Answer) answer = { NULL, 0 };

  ss_session_download_async (session, address, limit, NULL, answer_cb, &answer);
  return ss_session_download_finish (session, answer_wait (&answer), error);
}

/* A picture may lie elsewhere, but the token doesn't follow. */
static void
test_download_elsewhere (void)
{
  g_autoptr (MisbehavingServer) server = misbehaving_server_new (FAULT_REDIRECT);
  g_autoptr (MisbehavingServer) bucket = misbehaving_server_new (FAULT_HTML);
  g_autoptr (SsSession) session = session_for (server);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) redirected = NULL;
  g_autoptr (GBytes) direct = NULL;

  server->target = g_strconcat (bucket->address, "/logo.png", NULL);
  redirected = download (session, "/files/logo.png", 1000, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (redirected), ==, 22);
  g_assert_true (misbehaving_server_has_seen (server, "Bearer the-access-token"));

  direct = download (session, server->target, 1000, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (bucket->n_requests, ==, 2);
  g_assert_false (misbehaving_server_has_seen (bucket, "authorization"));
  g_assert_false (misbehaving_server_has_seen (bucket, "x-tenant"));
}

static void
test_download_limit (void)
{
  g_autoptr (MisbehavingServer) server = misbehaving_server_new (FAULT_HTML);
  g_autoptr (SsSession) session = session_for (server);
  g_autoptr (GError) error = NULL;

  g_assert_null (download (session, "/files/logo.png", 10, &error));
  g_assert_error (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_PROTOCOL);
}

/* Plain http to another computer is refused before anything is sent. */
static void
test_insecure_targets (void)
{
  static const char *const targets[] = { "http://192.0.2.1/logo.png", "file:///etc/passwd",
                                         "ftp://192.0.2.1/" };

  for (gsize i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_autoptr (MisbehavingServer) server = misbehaving_server_new (FAULT_REDIRECT);
      g_autoptr (SsSession) session = session_for (server);
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) direct_error = NULL;

      server->target = g_strdup (targets[i]);
      g_assert_null (download (session, "/files/logo.png", 1000, &error));
      g_assert_error (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_PROTOCOL);
      g_assert_null (download (session, targets[i], 1000, &direct_error));
      g_assert_nonnull (direct_error);
      g_assert_true (direct_error->domain == SS_CLIENT_ERROR);
      g_assert_cmpuint (server->n_requests, ==, 1);
    }
}

static void
count_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  guint *n_requests = data;

  (*n_requests)++;
  soup_server_message_set_status (message, 204, NULL);
}

/* The certificate is right in all but that nobody vouches for it: nothing is sent, the password least of all.
 */
static void
test_untrusted_certificate (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (SoupServer) server = NULL;
  g_autoptr (SsAccount) account = NULL;
  g_autoptr (SsSession) session = NULL;
  g_autofree char *address = NULL;
  guint n_requests = 0;
  GSList *uris;

  if (!g_test_subprocess ())
    {
      /* The leak checker can't walk the threads of a process that has loaded the TLS library's modules. */
      g_setenv ("ASAN_OPTIONS", "detect_leaks=0", TRUE);
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }

  certificate = g_tls_certificate_new_from_file (TEST_DATA_DIR "/client/self-signed.pem", &error);
  g_assert_no_error (error);
  server = soup_server_new ("tls-certificate", certificate, NULL);
  soup_server_add_handler (server, NULL, count_cb, &n_requests, NULL);
  soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_HTTPS | SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (server);
  address = g_strdup_printf ("https://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  account = ss_account_new (address, EMAIL, &error);
  session = ss_session_new (account);
  g_assert_false (sign_in (session, PASSWORD, FALSE, &error));
  g_assert_error (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_TLS);
  g_assert_cmpuint (n_requests, ==, 0);
  assert_finalized (session);
  soup_server_disconnect (server);
  settle ();
}

/* A renewal that is lost on its way is not the session's end. */
static void
test_renewal_that_stalls (void)
{
  g_autoptr (MisbehavingServer) server = misbehaving_server_new (FAULT_STALL);
  g_autoptr (SsSession) session = session_for (server);
  g_autoptr (GError) error = NULL;

  ss_token_keeper_set (session->tokens, NULL, "the-refresh-token");
  g_assert_null (call (session, "GET", "/users/me/", SS_TYPE_CURRENT_USER, &error));
  g_assert_error (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_TIMED_OUT);
  g_assert_cmpstr (ss_token_keeper_get_refresh (session->tokens), ==, "the-refresh-token");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strconcat ("/faults/", faults[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_fault);
    }
  g_test_add_func ("/faults/redirect-loop-is-short", test_redirect_loop_is_short);
  g_test_add_func ("/faults/redirect-elsewhere", test_redirect_elsewhere);
  g_test_add_func ("/faults/download-elsewhere", test_download_elsewhere);
  g_test_add_func ("/faults/download-limit", test_download_limit);
  g_test_add_func ("/faults/insecure-targets", test_insecure_targets);
  g_test_add_func ("/faults/untrusted-certificate", test_untrusted_certificate);
  g_test_add_func ("/faults/renewal-that-stalls", test_renewal_that_stalls);
  return g_test_run ();
}
