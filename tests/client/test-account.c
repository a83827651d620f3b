/* test-account.c: what may be typed as an address
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/account.h"
#include "client/client-error.h"

static const struct
{
  const char *typed;
  const char *base_url; /* NULL: refused */
  const char *address;
  const char *tenant;
  const char *header;
} addresses[] = {
  { "acme", "https://acme.smoothschedule.com/api/v1", "acme.smoothschedule.com", "acme", NULL },
  { " ACME ", "https://acme.smoothschedule.com/api/v1", "acme.smoothschedule.com", "acme", NULL },
  { "platform", "https://platform.smoothschedule.com/api/v1", "platform.smoothschedule.com", NULL, NULL },
  { "acme.smoothschedule.com", "https://acme.smoothschedule.com/api/v1", "acme.smoothschedule.com", "acme",
    NULL },
  { "https://acme.smoothschedule.com/api/v1/", "https://acme.smoothschedule.com/api/v1",
    "acme.smoothschedule.com", "acme", NULL },
  { "https://book.example.org:8443/sub/", "https://book.example.org:8443/sub/api/v1",
    "book.example.org:8443/sub", NULL, NULL },
  { "https://book.example.org:443", "https://book.example.org/api/v1", "book.example.org", NULL, NULL },
  { "book.example.org", "https://book.example.org/api/v1", "book.example.org", NULL, NULL },
  { "http://127.0.0.1:8000", "http://127.0.0.1:8000/api/v1", "127.0.0.1:8000", NULL, "platform" },
  { "127.1.2.3:80", "http://127.1.2.3/api/v1", "127.1.2.3", NULL, "platform" },
  { "http://[::1]:8000", "http://[::1]:8000/api/v1", "[::1]:8000", NULL, "platform" },
  { "localhost:8000", "http://localhost:8000/api/v1", "localhost:8000", NULL, "platform" },
  { "acme.localhost:8000", "http://acme.localhost:8000/api/v1", "acme.localhost:8000", "acme", NULL },
  { "http://acme.localhost", "http://acme.localhost/api/v1", "acme.localhost", "acme", NULL },
  { "", NULL, NULL, NULL, NULL },
  { "a b", NULL, NULL, NULL, NULL },
  { "-acme", NULL, NULL, NULL, NULL },
  { "ftp://acme.smoothschedule.com", NULL, NULL, NULL, NULL },
  { "https://user:secret@acme.smoothschedule.com", NULL, NULL, NULL, NULL },
  { "https://", NULL, NULL, NULL, NULL },
  { "https://acme.smoothschedule.com:99999", NULL, NULL, NULL, NULL },
};

static void
test_addresses (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SsAccount) account = ss_account_new (addresses[i].typed, "owner@example.org", &error);

      g_test_message ("%s", addresses[i].typed);
      if (addresses[i].base_url == NULL)
        {
          g_assert_null (account);
          g_assert_error (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_INVALID);
          g_assert_nonnull (ss_client_error_get_field (error, "address"));
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpstr (ss_account_get_base_url (account), ==, addresses[i].base_url);
      g_assert_cmpstr (ss_account_get_address (account), ==, addresses[i].address);
      g_assert_cmpstr (ss_account_get_tenant (account), ==, addresses[i].tenant);
      g_assert_cmpstr (ss_account_get_tenant_header (account), ==, addresses[i].header);
    }
}

static void
test_plain_http_only_here (void)
{
  static const char *const elsewhere[] = { "http://acme.smoothschedule.com", "http://10.0.0.1:8000",
                                           "http://localhost.example.org", "http://0.0.0.0",
                                           "http://127.0.0.1.nip.io" };

  for (gsize i = 0; i < G_N_ELEMENTS (elsewhere); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (ss_account_new (elsewhere[i], "owner@example.org", &error));
      g_assert_error (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_INSECURE);
    }
}

static void
test_email (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsAccount) account = ss_account_new ("acme", " Owner@Example.ORG ", NULL);

  g_assert_nonnull (account);
  g_assert_cmpstr (ss_account_get_email (account), ==, "owner@example.org");
  g_assert_null (ss_account_new ("acme", "nobody", &error));
  g_assert_error (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_INVALID);
  g_assert_nonnull (ss_client_error_get_field (error, "email"));
  g_assert_null (ss_client_error_get_field (error, "address"));
}

static void
test_tenant_by_hand (void)
{
  g_autoptr (SsAccount) account = ss_account_new ("127.0.0.1:8000", "owner@example.org", NULL);
  g_autoptr (SsAccount) other = ss_account_new ("127.0.0.1:8000", "owner@example.org", NULL);

  ss_account_set_tenant (account, "acme-auto");
  g_assert_cmpstr (ss_account_get_tenant_header (account), ==, "acme-auto");
  g_assert_false (ss_account_equal (account, other));
  ss_account_set_tenant (account, "platform");
  g_assert_null (ss_account_get_tenant (account));
  g_assert_cmpstr (ss_account_get_tenant_header (account), ==, "platform");
  g_assert_true (ss_account_equal (account, other));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/account/addresses", test_addresses);
  g_test_add_func ("/account/plain-http-only-here", test_plain_http_only_here);
  g_test_add_func ("/account/email", test_email);
  g_test_add_func ("/account/tenant-by-hand", test_tenant_by_hand);
  return g_test_run ();
}
