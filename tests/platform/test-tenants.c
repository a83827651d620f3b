/* test-tenants.c: whose request it is, and who may come in (contract sections 1 and 11)
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "fixture.h"
#include "platform/http/request-private.h"

#define BASE "smoothschedule.example"

static SsFixture *fixture;

static SsAnswer *
get (const char *path, const char *host, const char *tenant, const char *token)
{
  return ss_fixture_call (fixture, &(SsCall){ .path = path, .host = host, .tenant = tenant, .token = token });
}

/* The name that the public branding gives, or the code of the error. */
static void
assert_config (const char *host, const char *header, const char *name)
{
  g_autoptr (SsAnswer) answer = get ("/tenant/config/", host, header, NULL);

  g_assert_cmpstr (ss_answer_get_string (answer, answer->status == 200 ? "name" : "code"), ==, name);
}

static void
test_resolution (void)
{
  const struct
  {
    const char *host;
    const char *header;
    const char *name;
  } rows[] = {
    { "acme." BASE, NULL, "Acme" },
    { "ACME." BASE ":8000", NULL, "Acme" },
    { "acme." BASE ".", NULL, "Acme" },
    { "acme.localhost:8000", NULL, "Acme" },
    { "127.0.0.1:8000", "acme", "Acme" },
    { "localhost", "Acme", "Acme" },
    { "[::1]:8000", "acme", "Acme" },
    { "platform." BASE, "acme", "Acme" },
    { "platform.localhost", "bloom", "Bloom" },
    /* Ignored where the host says who it is. */
    { "acme." BASE, "bloom", "Acme" },
    { "acme.localhost", "bloom", "Acme" },
    /* The platform itself has no branding. */
    { "127.0.0.1", NULL, "tenant_not_found" },
    { "127.0.0.1", "platform", "tenant_not_found" },
    { "platform." BASE, NULL, "tenant_not_found" },
    { "nobody." BASE, NULL, "tenant_not_found" },
    { "a.acme." BASE, NULL, "tenant_not_found" },
    { BASE, NULL, "tenant_not_found" },
    { "acme.elsewhere.example", "acme", "tenant_not_found" },
    { "evil" BASE, "acme", "tenant_not_found" },
    { "127.0.0.1", "nobody", "tenant_not_found" },
    { "127.0.0.1", "acme' OR 1=1 --", "tenant_not_found" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_config (rows[i].host, rows[i].header, rows[i].name);
}

static void
execute (const char *sql, const char *first, const char *second)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsTransaction) transaction =
      ss_store_begin (ss_fixture_get_store (fixture), NULL, SS_ACCESS_WRITE, NULL, &error);

  g_assert_no_error (error);
  ss_transaction_execute (transaction, sql, NULL, &error, "ss", first, second);
  g_assert_no_error (error);
  ss_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

static void
test_custom_domain (void)
{
  static const char insert[] =
      "INSERT INTO shared.domains (id, tenant_id, domain, is_custom_domain, verification_status, created_at) "
      "VALUES ($2, $1, $2, TRUE, 'PENDING', 0)";
  static const char verify[] =
      "UPDATE shared.domains SET verification_status = 'VERIFIED' WHERE tenant_id = $1 AND domain = $2";
  const char *id = ss_fixture_tenant_id (fixture, SS_FIXTURE_ACME);

  execute (insert, id, "book.acme-garage.example");
  assert_config ("book.acme-garage.example", NULL, "tenant_not_found");
  execute (verify, id, "book.acme-garage.example");
  assert_config ("book.acme-garage.example:443", NULL, "Acme");
}

/* Another process may have changed it: nothing of a tenant is believed from before. */
static void
test_changes_count_at_once (void)
{
  static const char set_status[] = "UPDATE shared.tenants SET status = $2 WHERE id = $1";
  static const char set_name[] = "UPDATE shared.tenants SET name = $2 WHERE id = $1";
  static const char set_subdomain[] = "UPDATE shared.tenants SET subdomain = $2 WHERE id = $1";
  const char *id = ss_fixture_tenant_id (fixture, SS_FIXTURE_BLOOM);
  const char *token = ss_fixture_token (fixture, SS_FIXTURE_BLOOM, SS_ROLE_TENANT_OWNER);
  g_autoptr (SsAnswer) before = get ("/users/me/", NULL, SS_FIXTURE_BLOOM, token);
  g_autoptr (SsAnswer) during = NULL;
  g_autoptr (SsAnswer) after = NULL;

  ss_answer_assert_status (before, 200);
  execute (set_status, id, "SUSPENDED");
  during = get ("/users/me/", NULL, SS_FIXTURE_BLOOM, token);
  ss_answer_assert_error (during, 403, "tenant_suspended");
  execute (set_status, id, "TRIAL");
  after = get ("/users/me/", NULL, SS_FIXTURE_BLOOM, token);
  ss_answer_assert_status (after, 200);

  execute (set_name, id, "Bloom & Co");
  assert_config ("127.0.0.1", "bloom", "Bloom & Co");
  execute (set_subdomain, id, "flower");
  assert_config ("127.0.0.1", "bloom", "tenant_not_found");
  assert_config ("127.0.0.1", "flower", "Bloom & Co");
  execute (set_subdomain, id, "bloom");
  assert_config ("127.0.0.1", "flower", "tenant_not_found");
  execute (set_name, id, "Bloom");
}

static void
test_tokens_stay_home (void)
{
  const char *acme = ss_fixture_token (fixture, SS_FIXTURE_ACME, SS_ROLE_TENANT_OWNER);
  const char *staff = ss_fixture_token (fixture, NULL, SS_ROLE_SUPERUSER);
  const struct
  {
    const char *host;
    const char *header;
    const char *token;
    guint status;
  } rows[] = {
    { NULL, "acme", acme, 200 },
    { "acme." BASE, NULL, acme, 200 },
    { NULL, "bloom", acme, 401 },
    { NULL, NULL, acme, 401 },
    { "platform." BASE, NULL, acme, 401 },
    { NULL, NULL, staff, 200 },
    { "platform." BASE, NULL, staff, 200 },
    { "platform." BASE, "acme", staff, 200 },
    { NULL, "acme", staff, 200 },
    { "acme." BASE, NULL, staff, 401 },
    { "acme." BASE, "acme", staff, 401 },
    { "acme.localhost", NULL, staff, 401 },
    { NULL, "closed", staff, 200 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SsAnswer) answer = get ("/users/me/", rows[i].host, rows[i].header, rows[i].token);

      ss_answer_assert_status (answer, rows[i].status);
      if (rows[i].status == 401)
        {
          ss_answer_assert_error (answer, 401, "token_not_valid");
          g_assert_cmpstr (ss_answer_get_header (answer, "WWW-Authenticate"), ==, "Bearer");
        }
    }
}

static void
test_bad_tokens (void)
{
  const char *good = ss_fixture_token (fixture, SS_FIXTURE_ACME, SS_ROLE_TENANT_OWNER);
  g_autofree char *longer = g_strconcat (good, "x", NULL);
  g_autofree char *huge = g_strnfill (5000, 't');
  g_autofree char *shorter = g_strndup (good, strlen (good) - 1);
  const char *const tokens[] = { longer, shorter, huge, "t", "p", "x", "' OR 1=1 --" };
  g_autoptr (SsAnswer) none = get ("/users/me/", NULL, SS_FIXTURE_ACME, NULL);
  g_autoptr (SsAnswer) basic =
      ss_fixture_call (fixture, &(SsCall){ .path = "/users/me/",
                                           .tenant = SS_FIXTURE_ACME,
                                           .headers = "Authorization: Basic eDp5\r\n" });

  ss_answer_assert_error (none, 401, "not_authenticated");
  ss_answer_assert_error (basic, 401, "not_authenticated");
  for (guint i = 0; i < G_N_ELEMENTS (tokens); i++)
    {
      g_autoptr (SsAnswer) answer = get ("/users/me/", NULL, SS_FIXTURE_ACME, tokens[i]);
      g_autoptr (SsAnswer) open = get ("/tenant/config/", NULL, SS_FIXTURE_ACME, tokens[i]);

      ss_answer_assert_error (answer, 401, "token_not_valid");
      ss_answer_assert_status (open, 200);
    }
}

static void
test_expired (void)
{
  g_autofree char *schema = ss_store_schema_name (SS_FIXTURE_ACME);
  const char *token = ss_fixture_token (fixture, SS_FIXTURE_ACME, SS_ROLE_TENANT_STAFF);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = ss_fixture_user_id (fixture, SS_FIXTURE_ACME, SS_ROLE_TENANT_STAFF);
  g_autoptr (SsTransaction) transaction =
      ss_store_begin (ss_fixture_get_store (fixture), schema, SS_ACCESS_WRITE, NULL, &error);
  g_autoptr (SsAnswer) answer = NULL;

  ss_transaction_execute (transaction,
                          "UPDATE tokens SET expires_at = $1 WHERE session_id IN "
                          "(SELECT id FROM sessions WHERE user_id = $2)",
                          NULL, &error, "ts", g_get_real_time () - 1, id);
  g_assert_no_error (error);
  ss_transaction_commit (transaction, &error);
  g_clear_pointer (&transaction, ss_transaction_free);
  answer = get ("/users/me/", NULL, SS_FIXTURE_ACME, token);
  ss_answer_assert_error (answer, 401, "token_not_valid");
}

static void
test_deactivated (void)
{
  g_autofree char *schema = ss_store_schema_name (SS_FIXTURE_ACME);
  const char *token = ss_fixture_token (fixture, SS_FIXTURE_ACME, SS_ROLE_CUSTOMER);
  g_autoptr (GError) error = NULL;
  g_autoptr (SsTransaction) transaction =
      ss_store_begin (ss_fixture_get_store (fixture), schema, SS_ACCESS_WRITE, NULL, &error);
  g_autoptr (SsAnswer) answer = NULL;

  ss_transaction_execute (transaction, "UPDATE users SET status = 'DEACTIVATED' WHERE role = 'CUSTOMER'",
                          NULL, &error, "");
  g_assert_no_error (error);
  ss_transaction_commit (transaction, &error);
  g_clear_pointer (&transaction, ss_transaction_free);
  answer = get ("/users/me/", NULL, SS_FIXTURE_ACME, token);
  ss_answer_assert_error (answer, 401, "token_not_valid");
}

static void
test_sales (void)
{
  const char *sales = ss_fixture_token (fixture, NULL, SS_ROLE_PLATFORM_SALES);
  g_autoptr (SsAnswer) demo = get ("/users/me/", NULL, SS_FIXTURE_DEMO, sales);
  g_autoptr (SsAnswer) other = get ("/users/me/", NULL, SS_FIXTURE_ACME, sales);

  ss_answer_assert_status (demo, 200);
  ss_answer_assert_error (other, 403, "permission_denied");
  g_assert_cmpstr (ss_answer_get_string (other, "rule"), ==, "not_demo");
}

/* As a handler with a mistake would do it. */
static SsReply *
read_others (SsRequest *request, const char *sql, GError **error)
{
  g_autoptr (SsRows) rows = ss_transaction_query (ss_request_get_transaction (request), sql, error, "");

  return rows != NULL ? ss_reply_new (200) : NULL;
}

/* A handler has its own business's transaction: whatever it asks of another's tables, the database refuses.
 */
static void
test_handler (void)
{
  static const char *const statements[] = {
    "SELECT password_hash FROM tenant_bloom.users",
    "SELECT count (*) FROM tenant_bloom.appointments",
    "UPDATE tenant_bloom.settings SET currency = 'XXX'",
    "DELETE FROM tenant_bloom.customers",
    "INSERT INTO tenant_bloom.event_counter (id, last_id) VALUES (2, 2)",
  };
  SsPlatform *platform = ss_fixture_get_platform (fixture);

  for (guint i = 0; i < 2 * G_N_ELEMENTS (statements); i++)
    {
      g_autoptr (SoupMessageHeaders) headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_REQUEST);
      SsRequest *request =
          ss_request_new (platform, "GET", "/api/v1/customers/", NULL, headers, NULL, "127.0.0.1");
      g_autoptr (GError) error = NULL;
      g_autoptr (SsReply) own = NULL, foreign = NULL;

      request->tenant.schema = g_strdup ("tenant_acme");
      g_assert_true (
          ss_request_begin (request, FALSE, i % 2 == 0 ? SS_ACCESS_WRITE : SS_ACCESS_READ, &error));
      own = read_others (request, "SELECT email FROM users", &error);
      g_assert_no_error (error);
      foreign = read_others (request, statements[i / 2], &error);
      g_assert_null (foreign);
      g_assert_error (error, SS_STORE_ERROR, SS_STORE_ERROR_FAILED);
      g_test_message ("%s: %s", statements[i / 2], error->message);
      ss_request_free (request);
    }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  fixture = ss_fixture_new ();
  g_test_add_func ("/tenants/resolution", test_resolution);
  g_test_add_func ("/tenants/custom-domain", test_custom_domain);
  g_test_add_func ("/tenants/changes-count-at-once", test_changes_count_at_once);
  g_test_add_func ("/tenants/tokens-stay-home", test_tokens_stay_home);
  g_test_add_func ("/tenants/bad-tokens", test_bad_tokens);
  g_test_add_func ("/tenants/expired", test_expired);
  g_test_add_func ("/tenants/deactivated", test_deactivated);
  g_test_add_func ("/tenants/sales", test_sales);
  g_test_add_func ("/tenants/handler", test_handler);
  status = g_test_run ();
  ss_fixture_free (fixture);
  return status;
}
