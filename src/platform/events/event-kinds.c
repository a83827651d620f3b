/* event-kinds.c: what is told of each kind of object, and to whom
 *
 * An object is told as its GET has it, so that nobody learns more from an event than by asking.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/events/event-kinds.h"

#include <string.h>

/* clang-format off */
static const SsEventKind kinds[] = {
  { "appointment", "/appointments/{id}/", SS_PERMISSION_CALENDAR_VIEW, .is_shared = TRUE },
  { "blocker", "/blockers/{id}/", SS_PERMISSION_CALENDAR_VIEW, .is_shared = TRUE },
  { "installation", "/plugin-installations/{id}/", SS_PERMISSION_PLUGINS_VIEW },
  { "plugin", "/plugin-templates/{id}/", SS_PERMISSION_PLUGINS_VIEW },
  { "settings", "/tenant/settings/", SS_PERMISSION_SETTINGS_EDIT, .is_open = TRUE, .is_shared = TRUE },
  { "user", "/users/{id}/", SS_PERMISSION_USERS_VIEW },
  { "grant", NULL, SS_PERMISSION_GRANTS_VIEW },
  { "masquerade", NULL, SS_PERMISSION_AUDIT_VIEW },
};
/* clang-format on */

static const SsRoute *
find_route (const char *path)
{
  for (const SsRoute *route = ss_routes_get (); path != NULL && route->method != NULL; route++)
    if (strcmp (route->method, "GET") == 0 && strcmp (route->path, path) == 0)
      return route;
  return NULL;
}

/**
 * ss_event_kind_find:
 * @name: as "appointment.updated"
 * @route: (out) (nullable): the route that reads the object
 *
 * Returns: (nullable): the kind of the object
 */
const SsEventKind *
ss_event_kind_find (const char *name, const SsRoute **route)
{
  gsize length = strcspn (name, ".");

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strlen (kinds[i].prefix) == length && strncmp (kinds[i].prefix, name, length) == 0)
      {
        *route = find_route (kinds[i].path);
        return &kinds[i];
      }
  return NULL;
}
