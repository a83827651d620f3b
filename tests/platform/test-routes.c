/* test-routes.c: every route, for every role, signed out, from another tenant and in a suspended one
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "route-table.h"

static SsFixture *fixture;
static const SsExpectation *expectations;
static guint n_expectations;

static void
test_roles (gconstpointer tenant)
{
  for (guint i = 0; i < n_expectations; i++)
    for (guint role = 0; role < SS_N_ROLES; role++)
      {
        const SsExpectation *expectation = &expectations[i];
        const char *name = ss_role_to_string ((SsRole) role);
        g_autoptr (SsAnswer) answer = ss_expectation_call (expectation, fixture, tenant,
                                                           ss_fixture_token (fixture, tenant, (SsRole) role));
        gboolean is_lost = role == SS_ROLE_PLATFORM_SALES && strcmp (tenant, SS_FIXTURE_DEMO) != 0;

        if (expectation->who == NULL)
          ss_expectation_assert_admitted (expectation, answer, name);
        else if (is_lost)
          ss_expectation_assert_refused (expectation, answer, name, 403, "permission_denied", "not_demo");
        else if (expectation->who[role] == '+')
          ss_expectation_assert_admitted (expectation, answer, name);
        else
          ss_expectation_assert_refused (expectation, answer, name, 403, "permission_denied",
                                         expectation->rule);
      }
}

static void
test_signed_out (void)
{
  for (guint i = 0; i < n_expectations; i++)
    {
      g_autoptr (SsAnswer) answer = ss_expectation_call (&expectations[i], fixture, SS_FIXTURE_ACME, NULL);

      /* Of these, a body without tokens or passwords is a 400, never a 401. */
      if (expectations[i].who == NULL)
        ss_expectation_assert_admitted (&expectations[i], answer, "nobody");
      else
        ss_expectation_assert_refused (&expectations[i], answer, "nobody", 401, "not_authenticated", NULL);
    }
}

static void
test_other_tenant (void)
{
  for (guint i = 0; i < n_expectations; i++)
    for (guint role = SS_ROLE_TENANT_OWNER; role < SS_N_ROLES; role++)
      {
        const char *token = ss_fixture_token (fixture, SS_FIXTURE_BLOOM, (SsRole) role);
        g_autoptr (SsAnswer) answer = ss_expectation_call (&expectations[i], fixture, SS_FIXTURE_ACME, token);

        if (expectations[i].who == NULL)
          ss_expectation_assert_admitted (&expectations[i], answer, "a stranger");
        else
          ss_expectation_assert_refused (&expectations[i], answer, "a stranger", 401, "token_not_valid",
                                         NULL);
      }
}

static void
set_status (const char *status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsTransaction) transaction =
      ss_store_begin (ss_fixture_get_store (fixture), NULL, SS_ACCESS_WRITE, NULL, &error);

  ss_transaction_execute (transaction, "UPDATE shared.tenants SET status = $2 WHERE subdomain = $1", NULL,
                          &error, "ss", SS_FIXTURE_SUSPENDED, status);
  g_assert_no_error (error);
  ss_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

/* Its people have been signed in from before. The platform's staff still pass. */
static void
test_suspended (void)
{
  set_status ("ACTIVE");
  for (guint role = SS_ROLE_TENANT_OWNER; role < SS_N_ROLES; role++)
    g_assert_nonnull (ss_fixture_token (fixture, SS_FIXTURE_SUSPENDED, (SsRole) role));
  set_status ("SUSPENDED");

  for (guint i = 0; i < n_expectations; i++)
    for (guint role = 0; role < SS_N_ROLES; role++)
      {
        const SsExpectation *expectation = &expectations[i];
        const char *token = ss_fixture_token (fixture, SS_FIXTURE_SUSPENDED, (SsRole) role);
        const char *name = ss_role_to_string ((SsRole) role);
        g_autoptr (SsAnswer) answer = NULL;
        gboolean is_invitation = strstr (expectation->path, "invitation") != NULL;

        if (role == SS_ROLE_PLATFORM_SALES || is_invitation)
          continue;
        answer = ss_expectation_call (expectation, fixture, SS_FIXTURE_SUSPENDED, token);
        if (expectation->who == NULL
            || (ss_role_is_platform ((SsRole) role) && expectation->who[role] == '+'))
          ss_expectation_assert_admitted (expectation, answer, name);
        else if (ss_role_is_platform ((SsRole) role))
          ss_expectation_assert_refused (expectation, answer, name, 403, "permission_denied",
                                         expectation->rule);
        else
          ss_expectation_assert_refused (expectation, answer, name, 403, "tenant_suspended", NULL);
      }
}

/* An id that is no UUID is nothing that could be there. */
static void
test_ids (void)
{
  static const char *const ids[] = {
    "1", "..", "%2e%2e", "0b54a5a4-3d7f-4a3b-9d0e-11111111111g", SS_ROUTE_TABLE_ID "0", "%00"
  };
  const char *token = ss_fixture_token (fixture, SS_FIXTURE_ACME, SS_ROLE_TENANT_OWNER);

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *path = g_strdup_printf ("/plugin-installations/%s/", ids[i]);
      g_autoptr (SsAnswer) answer =
          ss_fixture_call (fixture, &(SsCall){ .path = path, .tenant = SS_FIXTURE_ACME, .token = token });

      g_assert_true (answer->status == 404 || answer->status == 400);
    }
}

static void
test_denial_is_logged (void)
{
  g_autofree char *log = NULL;
  g_autoptr (SsAnswer) answer =
      ss_fixture_call_as (fixture, SS_FIXTURE_ACME, SS_ROLE_TENANT_STAFF, "PATCH", "/tenant/settings/", "{}");

  ss_answer_assert_status (answer, 403);
  log = ss_fixture_read_security_log (fixture);
  g_assert_nonnull (strstr (log, "\"action\":\"PERMISSION_DENIED\",\"email\":\"staff@acme.example\""));
  g_assert_nonnull (strstr (log, "\"rule\":\"settings.edit\""));
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  fixture = ss_fixture_new ();
  expectations = ss_route_table_get (&n_expectations);
  g_test_add_func ("/routes/complete", ss_route_table_assert_complete);
  g_test_add_data_func ("/routes/roles", SS_FIXTURE_ACME, test_roles);
  g_test_add_data_func ("/routes/roles-demo", SS_FIXTURE_DEMO, test_roles);
  g_test_add_func ("/routes/signed-out", test_signed_out);
  g_test_add_func ("/routes/other-tenant", test_other_tenant);
  g_test_add_func ("/routes/suspended", test_suspended);
  g_test_add_func ("/routes/ids", test_ids);
  g_test_add_func ("/routes/denial-is-logged", test_denial_is_logged);
  status = g_test_run ();
  ss_fixture_free (fixture);
  return status;
}
