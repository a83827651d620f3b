/* test-routes.c: every route, for every role, signed out, from another tenant and in a suspended one
 *
 * What is expected is written down from the contract's tables (sections 2 to 10), not taken from the routes:
 * a new route has to be entered here, too.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "fixture.h"
#include "platform/http/route.h"

#define ANY_ID "0b54a5a4-3d7f-4a3b-9d0e-111111111111"

/* A letter for each role, highest first: + may, - may not. NULL: anybody, also signed out. */
#define ANYBODY NULL
#define MEMBERS "++++++++"
#define PLUGINS_VIEW "++++++--"
#define PLUGINS_MANAGE "+++-++--"
#define PLUGINS_RATE "+++-++--"
#define SETTINGS_EDIT "+++-+---"
#define CALENDAR_VIEW "++++++++"
#define CALENDAR_EDIT "+++-+++-"
#define CUSTOMERS_VIEW "++++++++"
#define CUSTOMERS_EDIT "+++-++--"
#define REPORTS_VIEW "+++-++--"
#define CATALOG_EDIT "+++-++--"
#define USERS_VIEW "++++++--"
#define USERS_MANAGE "++--++--"
#define AUDIT_VIEW "++-++---"
#define GRANTS_VIEW "++-++---"
#define GRANTS_MANAGE "++--+---"
#define TENANTS_VIEW "++++----"
#define TENANTS_MANAGE "++------"
#define DOMAINS_MANAGE "++--+---"

typedef struct
{
  const char *method;
  const char *path;
  const char *who;
  const char *rule; /* of the refusal */
} Expectation;

static const Expectation expectations[] = {
  { "POST", "/auth/token/", ANYBODY },
  { "POST", "/auth/token/refresh/", ANYBODY },
  { "POST", "/auth/logout/", ANYBODY },
  { "POST", "/auth/invitation/accept/", ANYBODY },
  { "GET", "/auth/sessions/", MEMBERS },
  { "DELETE", "/auth/sessions/{id}/", MEMBERS },
  { "POST", "/auth/password/", MEMBERS },
  { "POST", "/auth/masquerade/", MEMBERS },
  { "POST", "/auth/masquerade/stop/", MEMBERS },
  { "GET", "/auth/masquerade/check/", MEMBERS },
  { "GET", "/users/me/", MEMBERS },
  { "GET", "/roles/", MEMBERS },
  { "GET", "/users/", USERS_VIEW, "users.view" },
  { "GET", "/users/{id}/", USERS_VIEW, "users.view" },
  { "PATCH", "/users/{id}/", USERS_MANAGE, "users.manage" },
  { "POST", "/users/", USERS_MANAGE, "users.manage" },
  { "POST", "/users/bulk/", USERS_MANAGE, "users.manage" },
  { "POST", "/users/{id}/transfer-ownership/", USERS_MANAGE, "users.manage" },
  { "GET", "/tenant/config/", ANYBODY },
  { "GET", "/tenant/settings/", MEMBERS },
  { "PATCH", "/tenant/settings/", SETTINGS_EDIT, "settings.edit" },
  { "PUT", "/tenant/logo/", SETTINGS_EDIT, "settings.edit" },
  { "DELETE", "/tenant/logo/", SETTINGS_EDIT, "settings.edit" },
  { "GET", "/files/{id}/", ANYBODY },
  { "GET", "/plugin-templates/", PLUGINS_VIEW, "plugins.view" },
  { "GET", "/plugin-templates/{id}/", PLUGINS_VIEW, "plugins.view" },
  { "GET", "/plugin-templates/{id}/reviews/", PLUGINS_VIEW, "plugins.view" },
  { "POST", "/plugin-templates/", PLUGINS_MANAGE, "plugins.manage" },
  { "PATCH", "/plugin-templates/{id}/", PLUGINS_MANAGE, "plugins.manage" },
  { "DELETE", "/plugin-templates/{id}/", PLUGINS_MANAGE, "plugins.manage" },
  { "POST", "/plugin-templates/{id}/install/", PLUGINS_MANAGE, "plugins.manage" },
  { "GET", "/plugin-installations/", PLUGINS_VIEW, "plugins.view" },
  { "GET", "/plugin-installations/{id}/", PLUGINS_VIEW, "plugins.view" },
  { "PATCH", "/plugin-installations/{id}/", PLUGINS_MANAGE, "plugins.manage" },
  { "DELETE", "/plugin-installations/{id}/", PLUGINS_MANAGE, "plugins.manage" },
  { "POST", "/plugin-installations/{id}/update-to-latest/", PLUGINS_MANAGE, "plugins.manage" },
  { "POST", "/plugin-installations/{id}/rollback/", PLUGINS_MANAGE, "plugins.manage" },
  { "PUT", "/plugin-installations/{id}/rating/", PLUGINS_RATE, "plugins.rate" },
  { "DELETE", "/plugin-installations/{id}/rating/", PLUGINS_RATE, "plugins.rate" },
  { "GET", "/booking/availability/", ANYBODY },
  { "POST", "/auth/calendar-feed/", CALENDAR_VIEW, "calendar.view" },
  { "GET", "/appointments/calendar.ics", ANYBODY },
  { "GET", "/reports/summary/", REPORTS_VIEW, "reports.view" },
  { "GET", "/resources/", CALENDAR_VIEW, "calendar.view" },
  { "POST", "/resources/", CATALOG_EDIT, "catalog.edit" },
  { "GET", "/resources/{id}/", CALENDAR_VIEW, "calendar.view" },
  { "PATCH", "/resources/{id}/", CATALOG_EDIT, "catalog.edit" },
  { "DELETE", "/resources/{id}/", CATALOG_EDIT, "catalog.edit" },
  { "GET", "/services/", CALENDAR_VIEW, "calendar.view" },
  { "POST", "/services/", CATALOG_EDIT, "catalog.edit" },
  { "GET", "/services/{id}/", CALENDAR_VIEW, "calendar.view" },
  { "PATCH", "/services/{id}/", CATALOG_EDIT, "catalog.edit" },
  { "DELETE", "/services/{id}/", CATALOG_EDIT, "catalog.edit" },
  { "GET", "/customers/", CUSTOMERS_VIEW, "customers.view" },
  { "POST", "/customers/", CUSTOMERS_EDIT, "customers.edit" },
  { "GET", "/customers/{id}/", CUSTOMERS_VIEW, "customers.view" },
  { "PATCH", "/customers/{id}/", CUSTOMERS_EDIT, "customers.edit" },
  { "DELETE", "/customers/{id}/", CUSTOMERS_EDIT, "customers.edit" },
  { "GET", "/customers/{id}/appointments/", CUSTOMERS_VIEW, "customers.view" },
  { "GET", "/appointments/", CALENDAR_VIEW, "calendar.view" },
  { "POST", "/appointments/", CALENDAR_EDIT, "calendar.edit" },
  { "GET", "/appointments/{id}/", CALENDAR_VIEW, "calendar.view" },
  { "PATCH", "/appointments/{id}/", CALENDAR_EDIT, "calendar.edit" },
  { "DELETE", "/appointments/{id}/", CALENDAR_EDIT, "calendar.edit" },
  { "GET", "/appointments/{id}/history/", CALENDAR_VIEW, "calendar.view" },
  { "POST", "/appointments/{id}/cancel/", CALENDAR_EDIT, "calendar.edit" },
  { "POST", "/appointments/{id}/restore/", CALENDAR_EDIT, "calendar.edit" },
  { "GET", "/blockers/", CALENDAR_VIEW, "calendar.view" },
  { "POST", "/blockers/", CALENDAR_EDIT, "calendar.edit" },
  { "GET", "/blockers/{id}/", CALENDAR_VIEW, "calendar.view" },
  { "PATCH", "/blockers/{id}/", CALENDAR_EDIT, "calendar.edit" },
  { "DELETE", "/blockers/{id}/", CALENDAR_EDIT, "calendar.edit" },
  { "GET", "/permission-grants/", GRANTS_VIEW, "grants.view" },
  { "POST", "/permission-grants/", GRANTS_MANAGE, "grants.manage" },
  { "POST", "/permission-grants/revoke/", GRANTS_MANAGE, "grants.manage" },
  { "GET", "/permission-grants/{id}/", GRANTS_VIEW, "grants.view" },
  { "POST", "/permission-grants/{id}/revoke/", GRANTS_MANAGE, "grants.manage" },
  { "GET", "/platform/migrations/", TENANTS_VIEW, "tenants.view" },
  { "GET", "/platform/tenants/", TENANTS_VIEW, "tenants.view" },
  { "POST", "/platform/tenants/", TENANTS_MANAGE, "tenants.manage" },
  { "GET", "/platform/tenants/{id}/", TENANTS_VIEW, "tenants.view" },
  { "PATCH", "/platform/tenants/{id}/", TENANTS_MANAGE, "tenants.manage" },
  { "DELETE", "/platform/tenants/{id}/", TENANTS_MANAGE, "tenants.manage" },
  { "GET", "/domains/", DOMAINS_MANAGE, "domains.manage" },
  { "POST", "/domains/", DOMAINS_MANAGE, "domains.manage" },
  { "GET", "/domains/{id}/", DOMAINS_MANAGE, "domains.manage" },
  { "PATCH", "/domains/{id}/", DOMAINS_MANAGE, "domains.manage" },
  { "DELETE", "/domains/{id}/", DOMAINS_MANAGE, "domains.manage" },
  { "POST", "/domains/{id}/verify/", DOMAINS_MANAGE, "domains.manage" },
  { "GET", "/audit-log/", AUDIT_VIEW, "audit.view" },
  { "GET", "/audit-log/verify/", AUDIT_VIEW, "audit.view" },
  { "GET", "/events/", MEMBERS },
  { "GET", "/health/live/", ANYBODY },
  { "GET", "/health/ready/", ANYBODY },
  { "GET", "/metrics", ANYBODY },
  { "GET", "/invitation/", ANYBODY },
  { "GET", "/schema/", ANYBODY },
};

static SsFixture *fixture;

static SsAnswer *
call (const Expectation *expectation, const char *tenant, const char *token)
{
  g_auto (GStrv) parts = g_strsplit (expectation->path, "{id}", -1);
  g_autofree char *path = g_strjoinv (ANY_ID, parts);
  /* A stream has no end: nothing is asked of it but whether it would begin. */
  gboolean is_stream = strcmp (expectation->path, "/events/") == 0;
  gboolean has_body = strcmp (expectation->method, "GET") != 0 && strcmp (expectation->method, "DELETE") != 0;

  return ss_fixture_call (fixture, &(SsCall){ .method = expectation->method,
                                              .path = path,
                                              .tenant = tenant,
                                              .token = token,
                                              .body = has_body ? "{}" : NULL,
                                              .headers = is_stream ? "Accept: application/json\r\n" : NULL });
}

/* It got to the handler, which had its own thoughts about an empty body and an id that nobody has. */
static void
assert_admitted (const Expectation *expectation, SsAnswer *answer, const char *who)
{
  gboolean refused =
      answer->status == 401 || answer->status == 403 || answer->status == 405 || answer->status >= 500;

  if (refused)
    g_error ("%s %s for %s: %u %s", expectation->method, expectation->path, who, answer->status,
             answer->body);
}

static void
assert_refused (const Expectation *expectation, SsAnswer *answer, const char *who, guint status,
                const char *code, const char *rule)
{
  if (answer->status != status || strcmp (ss_answer_get_string (answer, "code"), code) != 0)
    g_error ("%s %s for %s: %u %s", expectation->method, expectation->path, who, answer->status,
             answer->body);
  if (rule != NULL)
    g_assert_cmpstr (ss_answer_get_string (answer, "rule"), ==, rule);
}

static void
test_complete (void)
{
  guint n_routes = 0;

  for (const SsRoute *route = ss_routes_get (); route->method != NULL; route++)
    {
      gboolean found = FALSE;

      for (guint i = 0; i < G_N_ELEMENTS (expectations); i++)
        found |= strcmp (route->method, expectations[i].method) == 0
                 && strcmp (route->path, expectations[i].path) == 0;
      if (!found)
        g_error ("%s %s is not expected", route->method, route->path);
      n_routes++;
    }
  g_assert_cmpuint (n_routes, ==, G_N_ELEMENTS (expectations));
}

static void
test_roles (gconstpointer tenant)
{
  for (guint i = 0; i < G_N_ELEMENTS (expectations); i++)
    for (guint role = 0; role < SS_N_ROLES; role++)
      {
        const Expectation *expectation = &expectations[i];
        const char *name = ss_role_to_string ((SsRole) role);
        g_autoptr (SsAnswer) answer =
            call (expectation, tenant, ss_fixture_token (fixture, tenant, (SsRole) role));
        gboolean is_lost = role == SS_ROLE_PLATFORM_SALES && strcmp (tenant, SS_FIXTURE_DEMO) != 0;

        if (expectation->who == ANYBODY)
          assert_admitted (expectation, answer, name);
        else if (is_lost)
          assert_refused (expectation, answer, name, 403, "permission_denied", "not_demo");
        else if (expectation->who[role] == '+')
          assert_admitted (expectation, answer, name);
        else
          assert_refused (expectation, answer, name, 403, "permission_denied", expectation->rule);
      }
}

static void
test_signed_out (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (expectations); i++)
    {
      g_autoptr (SsAnswer) answer = call (&expectations[i], SS_FIXTURE_ACME, NULL);

      /* Of these, a body without tokens or passwords is a 400, never a 401. */
      if (expectations[i].who == ANYBODY)
        assert_admitted (&expectations[i], answer, "nobody");
      else
        assert_refused (&expectations[i], answer, "nobody", 401, "not_authenticated", NULL);
    }
}

static void
test_other_tenant (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (expectations); i++)
    for (guint role = SS_ROLE_TENANT_OWNER; role < SS_N_ROLES; role++)
      {
        const char *token = ss_fixture_token (fixture, SS_FIXTURE_BLOOM, (SsRole) role);
        g_autoptr (SsAnswer) answer = call (&expectations[i], SS_FIXTURE_ACME, token);

        if (expectations[i].who == ANYBODY)
          assert_admitted (&expectations[i], answer, "a stranger");
        else
          assert_refused (&expectations[i], answer, "a stranger", 401, "token_not_valid", NULL);
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

  for (guint i = 0; i < G_N_ELEMENTS (expectations); i++)
    for (guint role = 0; role < SS_N_ROLES; role++)
      {
        const Expectation *expectation = &expectations[i];
        const char *token = ss_fixture_token (fixture, SS_FIXTURE_SUSPENDED, (SsRole) role);
        const char *name = ss_role_to_string ((SsRole) role);
        g_autoptr (SsAnswer) answer = NULL;
        gboolean is_invitation = strstr (expectation->path, "invitation") != NULL;

        if (role == SS_ROLE_PLATFORM_SALES || is_invitation)
          continue;
        answer = call (expectation, SS_FIXTURE_SUSPENDED, token);
        if (expectation->who == ANYBODY
            || (ss_role_is_platform ((SsRole) role) && expectation->who[role] == '+'))
          assert_admitted (expectation, answer, name);
        else if (ss_role_is_platform ((SsRole) role))
          assert_refused (expectation, answer, name, 403, "permission_denied", expectation->rule);
        else
          assert_refused (expectation, answer, name, 403, "tenant_suspended", NULL);
      }
}

/* An id that is no UUID is nothing that could be there. */
static void
test_ids (void)
{
  static const char *const ids[] = { "1",        "..", "%2e%2e", "0b54a5a4-3d7f-4a3b-9d0e-11111111111g",
                                     ANY_ID "0", "%00" };
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
  g_test_add_func ("/routes/complete", test_complete);
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
