/* routes.c: the tables of all parts, joined to one
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/http/route.h"

#include "platform/audit/routes.h"
#include "platform/auth/routes.h"
#include "platform/bookings/routes.h"
#include "platform/events/routes.h"
#include "platform/grants/routes.h"
#include "platform/http/system.h"
#include "platform/people/routes.h"
#include "platform/plugins/routes.h"
#include "platform/tenants/routes.h"

static const SsRoute *const tables[] = {
  ss_system_routes,  ss_auth_routes,  ss_people_routes, ss_tenant_routes, ss_plugin_routes,
  ss_booking_routes, ss_event_routes, ss_audit_routes,  ss_grant_routes,
};

static const SsRoute *
join_tables (void)
{
  GArray *all = g_array_new (TRUE, TRUE, sizeof (SsRoute));

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const SsRoute *route = tables[i]; route->method != NULL; route++)
      g_array_append_val (all, *route);
  return (const SsRoute *) (gpointer) g_array_free (all, FALSE);
}

/**
 * ss_routes_get:
 *
 * Returns: (transfer none): all routes, one without a method at the end
 */
const SsRoute *
ss_routes_get (void)
{
  static const SsRoute *routes = NULL;

  if (g_once_init_enter (&routes))
    g_once_init_leave (&routes, join_tables ());
  return routes;
}
