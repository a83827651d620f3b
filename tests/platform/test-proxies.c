/* test-proxies.c: whose word about a client is taken, and what every answer tells a browser
 *
 * The platform trusts 127.0.0.1: what comes from 127.0.0.2 comes from anybody.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "fixture.h"
#include "platform/http/trusted-proxies.h"

#define FORWARDED                                                                                      \
  "X-Forwarded-For: 203.0.113.7\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: acme.smoothschedule." \
  "example:8443\r\n"

static SsFixture *fixture;

static void
test_client (void)
{
  static const char *const trusted[] = { "127.0.0.1", "10.0.0.0/8", "2001:db8::/32", NULL };
  static const struct
  {
    const char *peer;
    const char *forwarded;
    const char *client;
  } cases[] = {
    { "127.0.0.1", NULL, "127.0.0.1" },
    { "127.0.0.1", "203.0.113.7", "203.0.113.7" },
    { "127.0.0.2", "203.0.113.7", "127.0.0.2" },
    /* The first was written by the client itself. */
    { "127.0.0.1", "198.51.100.1, 203.0.113.7", "203.0.113.7" },
    { "127.0.0.1", "198.51.100.1, 203.0.113.7 , 10.1.2.3", "203.0.113.7" },
    { "127.0.0.1", "10.9.9.9", "10.9.9.9" },
    { "127.0.0.1", "203.0.113.7, unknown", "127.0.0.1" },
    { "127.0.0.1", "", "127.0.0.1" },
    { "127.0.0.1", ",,", "127.0.0.1" },
    { "::ffff:10.1.2.3", "203.0.113.7", "203.0.113.7" },
    { "2001:db8::1", "2001:db8:1::2, 2a00::7", "2a00::7" },
    { "2001:db9::1", "2a00::7", "2001:db9::1" },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (SsTrustedProxies) proxies = ss_trusted_proxies_new (trusted, &error);
  g_autoptr (SsTrustedProxies) nobody = ss_trusted_proxies_new (NULL, NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *client = ss_trusted_proxies_find_client (proxies, cases[i].peer, cases[i].forwarded);
      g_autofree char *itself = ss_trusted_proxies_find_client (nobody, cases[i].peer, cases[i].forwarded);

      g_assert_cmpstr (client, ==, cases[i].client);
      g_assert_cmpstr (itself, ==, cases[i].peer);
    }
}

static void
test_bad_addresses (void)
{
  static const char *const bad[] = { "proxy.example", "10.0.0.0/40", "10.0.0.1/8", "", "*" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      const char *const texts[] = { bad[i], NULL };
      g_autoptr (GError) error = NULL;
      g_autoptr (SsTrustedProxies) proxies = ss_trusted_proxies_new (texts, &error);

      g_assert_null (proxies);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
    }
}

/* One answer, as a client at @from gets it. */
static char *
ask_from (const char *from, const char *path, const char *headers)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketAddress) local = g_inet_socket_address_new_from_string (from, 0);
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *request =
      g_strdup_printf ("GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%s\r\n", path, headers);

  g_socket_client_set_local_address (client, local);
  connection =
      g_socket_client_connect_to_host (client, "127.0.0.1", ss_fixture_get_port (fixture), NULL, &error);
  g_assert_no_error (error);
  ss_raw_write (connection, request);
  return ss_raw_read_all (connection);
}

static void
test_transport (void)
{
  g_autofree char *plain = ask_from ("127.0.0.1", "/api/v1/health/live/", "");
  g_autofree char *proxied = ask_from ("127.0.0.1", "/api/v1/health/live/", FORWARDED);
  g_autofree char *forged = ask_from ("127.0.0.2", "/api/v1/health/live/", FORWARDED);

  g_assert_true (g_str_has_prefix (plain, "HTTP/1.1 200 "));
  g_assert_null (strstr (plain, "Strict-Transport-Security"));
  g_assert_nonnull (strstr (proxied, "\r\nStrict-Transport-Security: max-age=31536000\r\n"));
  g_assert_true (g_str_has_prefix (forged, "HTTP/1.1 200 "));
  g_assert_null (strstr (forged, "Strict-Transport-Security"));
}

/* Links lead to where the client asked, and whose business it is stands in the host that it wrote. */
static void
test_links (void)
{
  const char *token = ss_fixture_token (fixture, "acme", SS_ROLE_TENANT_OWNER);
  g_autofree char *headers = g_strdup_printf ("Authorization: Bearer %s\r\n" FORWARDED, token);
  g_autofree char *proxied = ask_from ("127.0.0.1", "/api/v1/users/?page_size=1", headers);
  g_autofree char *forged = ask_from ("127.0.0.2", "/api/v1/users/?page_size=1", headers);

  g_assert_nonnull (strstr (proxied, "\"https://acme.smoothschedule.example:8443/api/v1/users/?"));
  /* At localhost there is no business, and the token is one's. */
  g_assert_true (g_str_has_prefix (forged, "HTTP/1.1 401 "));
}

static void
test_metrics (void)
{
  g_autofree char *here = ask_from ("127.0.0.2", "/metrics", "");
  g_autofree char *proxied = ask_from ("127.0.0.1", "/metrics", FORWARDED);
  /* Through a proxy on the machine that was not named. */
  g_autofree char *unnamed = ask_from ("127.0.0.2", "/metrics", "X-Forwarded-For: 127.0.0.1\r\n");

  g_assert_true (g_str_has_prefix (here, "HTTP/1.1 200 "));
  g_assert_true (g_str_has_prefix (proxied, "HTTP/1.1 404 "));
  g_assert_true (g_str_has_prefix (unnamed, "HTTP/1.1 404 "));
}

/* Whoever writes the answer: a handler, the dispatcher, libsoup, or the listener past libsoup. */
static void
test_browsers (void)
{
  static const char *const requests[] = {
    "GET /api/v1/health/live/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    "GET /nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    "GET /api/v1/users/me/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    "GET / HTTP/1.1\r\nBad header\r\n\r\n",
    "POST /api/v1/auth/token/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999\r\n\r\n",
  };
  static const char *const headers[] = {
    "\r\nX-Content-Type-Options: nosniff\r\n",
    "\r\nContent-Security-Policy: default-src 'none'; ",
    "\r\nX-Frame-Options: DENY\r\n",
    "\r\nReferrer-Policy: no-referrer\r\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_autoptr (GSocketConnection) connection = ss_fixture_connect (fixture);
      g_autofree char *answer = NULL;

      ss_raw_write (connection, requests[i]);
      answer = ss_raw_read_all (connection);
      for (guint j = 0; j < G_N_ELEMENTS (headers); j++)
        if (strstr (answer, headers[j]) == NULL)
          g_error ("%s lacks %s", answer, headers[j]);
    }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  fixture = ss_fixture_new ();

  g_test_add_func ("/proxies/client", test_client);
  g_test_add_func ("/proxies/bad-addresses", test_bad_addresses);
  g_test_add_func ("/proxies/transport", test_transport);
  g_test_add_func ("/proxies/links", test_links);
  g_test_add_func ("/proxies/metrics", test_metrics);
  g_test_add_func ("/proxies/browsers", test_browsers);

  status = g_test_run ();
  ss_fixture_free (fixture);
  return status;
}
