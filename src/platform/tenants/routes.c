/* routes.c: what is answered about the business of the request, its files and domains, and all businesses
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/tenants/routes.h"

#include "platform/files/file-handlers.h"
#include "platform/tenants/domains.h"
#include "platform/tenants/settings.h"
#include "platform/tenants/tenant-migrations.h"
#include "platform/tenants/tenants.h"

#define EDIT SS_PERMISSION_SETTINGS_EDIT
#define TENANT SS_ROUTE_TENANT
#define MEMBER (SS_ROUTE_TENANT | SS_ROUTE_NO_PERMISSION)
#define VIEW SS_PERMISSION_TENANTS_VIEW
#define MANAGE SS_PERMISSION_TENANTS_MANAGE
#define DOMAINS SS_PERMISSION_DOMAINS_MANAGE
#define PLATFORM SS_ROUTE_PLATFORM
#define PUBLIC (SS_ROUTE_TENANT | SS_ROUTE_ANYONE)

static const char *const list_parameters[] = { "search",  "status",   "subscription_tier",
                                               "is_demo", "ordering", NULL };

static const char *const domain_parameters[] = { "search", "tenant_id", NULL };

/* clang-format off */
const SsRoute ss_tenant_routes[] = {
  { "GET", "/tenant/config/", 0, PUBLIC, SS_ACCESS_READ, ss_settings_get_public },
  { "GET", "/tenant/settings/", 0, MEMBER, SS_ACCESS_READ, ss_settings_get },
  { "PATCH", "/tenant/settings/", EDIT, TENANT, SS_ACCESS_WRITE_SHARED, ss_settings_change },
  { "PUT", "/tenant/logo/", EDIT, TENANT | SS_ROUTE_RAW_BODY | SS_ROUTE_NETWORK, SS_ACCESS_WRITE, ss_logo_put },
  { "DELETE", "/tenant/logo/", EDIT, TENANT | SS_ROUTE_NETWORK, SS_ACCESS_WRITE, ss_logo_delete },
  { "GET", "/platform/migrations/", VIEW, PLATFORM, SS_ACCESS_READ, ss_tenant_list_migrations },
  { "GET", "/platform/tenants/", VIEW, PLATFORM, SS_ACCESS_READ, ss_tenant_list, list_parameters },
  { "POST", "/platform/tenants/", MANAGE, PLATFORM, SS_ACCESS_WRITE, ss_tenant_post },
  { "GET", "/platform/tenants/{id}/", VIEW, PLATFORM, SS_ACCESS_READ, ss_tenant_get },
  { "PATCH", "/platform/tenants/{id}/", MANAGE, PLATFORM, SS_ACCESS_WRITE, ss_tenant_change },
  { "DELETE", "/platform/tenants/{id}/", MANAGE, PLATFORM, SS_ACCESS_WRITE, ss_tenant_remove },
  { "GET", "/domains/", DOMAINS, SS_ROUTE_PLAIN, SS_ACCESS_READ, ss_domain_list, domain_parameters },
  { "POST", "/domains/", DOMAINS, TENANT, SS_ACCESS_WRITE_SHARED, ss_domain_add },
  { "GET", "/domains/{id}/", DOMAINS, SS_ROUTE_PLAIN, SS_ACCESS_READ, ss_domain_get },
  { "PATCH", "/domains/{id}/", DOMAINS, SS_ROUTE_PLAIN, SS_ACCESS_WRITE_SHARED, ss_domain_change },
  { "DELETE", "/domains/{id}/", DOMAINS, SS_ROUTE_PLAIN, SS_ACCESS_WRITE_SHARED, ss_domain_remove },
  { "POST", "/domains/{id}/verify/", DOMAINS, SS_ROUTE_NETWORK, SS_ACCESS_READ, ss_domain_verify },
  { "GET", "/files/{id}/", 0, SS_ROUTE_ANYONE | SS_ROUTE_SYSTEM | SS_ROUTE_NETWORK, SS_ACCESS_READ, ss_file_get },
  { NULL },
};
/* clang-format on */
