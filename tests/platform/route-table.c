/* route-table.c: the contract's calls and who may make them, written down from its tables (sections 2 to 10)
 *
 * Not taken from the platform's routes: a new route has to be entered here, too.
 *
 * SPDX-License-Identifier: MIT
 */
#include "route-table.h"

#include <string.h>

#include "platform/http/route.h"

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

static const SsExpectation expectations[] = {
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

const SsExpectation *
ss_route_table_get (guint *n_expectations)
{
  *n_expectations = G_N_ELEMENTS (expectations);
  return expectations;
}

/* (nullable): what is expected of a route of the platform */
static const SsExpectation *
find_expectation (const SsRoute *route)
{
  for (guint i = 0; i < G_N_ELEMENTS (expectations); i++)
    if (strcmp (route->method, expectations[i].method) == 0
        && strcmp (route->path, expectations[i].path) == 0)
      return &expectations[i];
  return NULL;
}

void
ss_route_table_assert_complete (void)
{
  guint n_routes = 0;

  for (const SsRoute *route = ss_routes_get (); route->method != NULL; route++, n_routes++)
    if (find_expectation (route) == NULL)
      g_error ("%s %s is not expected", route->method, route->path);
  g_assert_cmpuint (n_routes, ==, G_N_ELEMENTS (expectations));
}

SsAnswer *
ss_expectation_call (const SsExpectation *self, SsFixture *fixture, const char *tenant, const char *token)
{
  g_auto (GStrv) parts = g_strsplit (self->path, "{id}", -1);
  g_autofree char *path = g_strjoinv (SS_ROUTE_TABLE_ID, parts);
  /* A stream has no end: nothing is asked of it but whether it would begin. */
  gboolean is_stream = strcmp (self->path, "/events/") == 0;
  gboolean has_body = strcmp (self->method, "GET") != 0 && strcmp (self->method, "DELETE") != 0;

  return ss_fixture_call (fixture, &(SsCall){ .method = self->method,
                                              .path = path,
                                              .tenant = tenant,
                                              .token = token,
                                              .body = has_body ? "{}" : NULL,
                                              .headers = is_stream ? "Accept: application/json\r\n" : NULL });
}

void
ss_expectation_assert_admitted (const SsExpectation *self, SsAnswer *answer, const char *who)
{
  gboolean refused =
      answer->status == 401 || answer->status == 403 || answer->status == 405 || answer->status >= 500;

  if (refused)
    g_error ("%s %s for %s: %u %s", self->method, self->path, who, answer->status, answer->body);
}

void
ss_expectation_assert_refused (const SsExpectation *self, SsAnswer *answer, const char *who, guint status,
                               const char *code, const char *rule)
{
  if (answer->status != status || strcmp (ss_answer_get_string (answer, "code"), code) != 0)
    g_error ("%s %s for %s: %u %s", self->method, self->path, who, answer->status, answer->body);
  if (rule != NULL)
    g_assert_cmpstr (ss_answer_get_string (answer, "rule"), ==, rule);
}
