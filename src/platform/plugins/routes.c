/* routes.c: what is answered about plugins and installations
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/plugins/routes.h"

#include "platform/plugins/custom-plugin-handlers.h"
#include "platform/plugins/installation-handlers.h"
#include "platform/plugins/installation-list.h"
#include "platform/plugins/installation-version.h"
#include "platform/plugins/plugin-handlers.h"
#include "platform/plugins/plugin-list.h"
#include "platform/plugins/rating-handlers.h"

static const char *const plugin_parameters[] = { "search",    "category", "is_featured", "is_verified",
                                                 "installed", "ordering", NULL };

static const char *const installation_parameters[] = { "search", "category", "is_active", "has_update",
                                                       NULL };

#define VIEW SS_PERMISSION_PLUGINS_VIEW
#define MANAGE SS_PERMISSION_PLUGINS_MANAGE
#define RATE SS_PERMISSION_PLUGINS_RATE
#define READ SS_ACCESS_READ
#define WRITE SS_ACCESS_WRITE
#define WRITE_SHARED SS_ACCESS_WRITE_SHARED

/* clang-format off */
const SsRoute ss_plugin_routes[] = {
  { "GET", "/plugin-templates/", VIEW, SS_ROUTE_PLAIN, READ, ss_plugin_list, plugin_parameters },
  { "POST", "/plugin-templates/", MANAGE, SS_ROUTE_TENANT, WRITE, ss_custom_plugin_create },
  { "GET", "/plugin-templates/{id}/", VIEW, SS_ROUTE_PLAIN, READ, ss_plugin_get },
  { "PATCH", "/plugin-templates/{id}/", MANAGE, SS_ROUTE_TENANT, WRITE, ss_custom_plugin_change },
  { "DELETE", "/plugin-templates/{id}/", MANAGE, SS_ROUTE_TENANT, WRITE, ss_custom_plugin_delete },
  { "GET", "/plugin-templates/{id}/reviews/", VIEW, SS_ROUTE_PLAIN, READ, ss_plugin_list_reviews },
  { "POST", "/plugin-templates/{id}/install/", MANAGE, SS_ROUTE_TENANT, WRITE_SHARED, ss_installation_create },
  { "GET", "/plugin-installations/", VIEW, SS_ROUTE_TENANT, READ, ss_installation_list, installation_parameters },
  { "GET", "/plugin-installations/{id}/", VIEW, SS_ROUTE_TENANT, READ, ss_installation_get },
  { "PATCH", "/plugin-installations/{id}/", MANAGE, SS_ROUTE_TENANT, WRITE, ss_installation_change },
  { "DELETE", "/plugin-installations/{id}/", MANAGE, SS_ROUTE_TENANT, WRITE_SHARED, ss_installation_delete },
  { "POST", "/plugin-installations/{id}/update-to-latest/", MANAGE, SS_ROUTE_TENANT, WRITE, ss_installation_update },
  { "POST", "/plugin-installations/{id}/rollback/", MANAGE, SS_ROUTE_TENANT, WRITE, ss_installation_roll_back },
  { "PUT", "/plugin-installations/{id}/rating/", RATE, SS_ROUTE_TENANT, WRITE_SHARED, ss_rating_put },
  { "DELETE", "/plugin-installations/{id}/rating/", RATE, SS_ROUTE_TENANT, WRITE_SHARED, ss_rating_delete },
  { NULL },
};
/* clang-format on */
