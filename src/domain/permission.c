/* permission.c: what may be done, and which role may do it by right
 *
 * SPDX-License-Identifier: MIT
 */
#include "domain/permission.h"

#include <glib/gi18n.h>

#define NONE SS_SCOPE_NONE
#define ALL SS_SCOPE_ALL
#define DEMO SS_SCOPE_DEMO
#define OWN SS_SCOPE_OWN
#define RESOURCE SS_SCOPE_OWN_RESOURCE
#define BELOW SS_SCOPE_BELOW

/* The scopes stand in the order of SsRole: superuser, platform manager, sales, support; owner, manager,
 * staff, customer. */
/* clang-format off */
static const struct
{
  const char *code;
  const char *description;
  SsScope scopes[SS_N_ROLES];
} permissions[SS_N_PERMISSIONS] = {
  [SS_PERMISSION_CALENDAR_VIEW] = {
    "calendar.view", N_ ("See the calendar and its bookings."),
    { ALL, ALL, DEMO, ALL, ALL, ALL, ALL, OWN },
  },
  [SS_PERMISSION_CALENDAR_EDIT] = {
    "calendar.edit", N_ ("Make, change and cancel bookings."),
    { ALL, ALL, DEMO, NONE, ALL, ALL, RESOURCE, NONE },
  },
  [SS_PERMISSION_CUSTOMERS_VIEW] = {
    "customers.view", N_ ("See customers and their history."),
    { ALL, ALL, DEMO, ALL, ALL, ALL, ALL, OWN },
  },
  [SS_PERMISSION_CUSTOMERS_EDIT] = {
    "customers.edit", N_ ("Add, change and remove customers."),
    { ALL, ALL, DEMO, NONE, ALL, ALL, NONE, NONE },
  },
  [SS_PERMISSION_CATALOG_EDIT] = {
    "catalog.edit", N_ ("Change resources, services and opening hours."),
    { ALL, ALL, DEMO, NONE, ALL, ALL, NONE, NONE },
  },
  [SS_PERMISSION_PLUGINS_VIEW] = {
    "plugins.view", N_ ("See the marketplace and the installed plugins."),
    { ALL, ALL, DEMO, ALL, ALL, ALL, NONE, NONE },
  },
  [SS_PERMISSION_PLUGINS_MANAGE] = {
    "plugins.manage", N_ ("Install, configure, run and remove plugins."),
    { ALL, ALL, DEMO, NONE, ALL, ALL, NONE, NONE },
  },
  [SS_PERMISSION_PLUGINS_RATE] = {
    "plugins.rate", N_ ("Rate and review installed plugins."),
    { ALL, ALL, DEMO, NONE, ALL, ALL, NONE, NONE },
  },
  [SS_PERMISSION_PLUGINS_PUBLISH] = {
    "plugins.publish", N_ ("Publish plugins in the marketplace."),
    { ALL, ALL, NONE, NONE, NONE, NONE, NONE, NONE },
  },
  [SS_PERMISSION_USERS_VIEW] = {
    "users.view", N_ ("See users and their roles."),
    { ALL, ALL, DEMO, ALL, ALL, ALL, NONE, NONE },
  },
  [SS_PERMISSION_USERS_MANAGE] = {
    "users.manage", N_ ("Invite users, change their roles and deactivate them."),
    { ALL, ALL, NONE, NONE, ALL, BELOW, NONE, NONE },
  },
  [SS_PERMISSION_GRANTS_VIEW] = {
    "grants.view", N_ ("See which permissions were granted for a while."),
    { ALL, ALL, NONE, ALL, ALL, NONE, NONE, NONE },
  },
  [SS_PERMISSION_GRANTS_MANAGE] = {
    "grants.manage", N_ ("Grant permissions for a while and revoke them."),
    { ALL, ALL, NONE, NONE, ALL, NONE, NONE, NONE },
  },
  [SS_PERMISSION_AUDIT_VIEW] = {
    "audit.view", N_ ("Read the audit log."),
    { ALL, ALL, NONE, ALL, ALL, NONE, NONE, NONE },
  },
  [SS_PERMISSION_SETTINGS_EDIT] = {
    "settings.edit", N_ ("Change the settings of the business."),
    { ALL, ALL, DEMO, NONE, ALL, NONE, NONE, NONE },
  },
  [SS_PERMISSION_BILLING_VIEW] = {
    "billing.view", N_ ("See bills and the subscription."),
    { ALL, ALL, NONE, NONE, ALL, NONE, NONE, NONE },
  },
  [SS_PERMISSION_REPORTS_VIEW] = {
    "reports.view", N_ ("See reports on bookings and revenue."),
    { ALL, ALL, DEMO, NONE, ALL, ALL, NONE, NONE },
  },
  [SS_PERMISSION_TENANTS_VIEW] = {
    "tenants.view", N_ ("See the tenants of the platform."),
    { ALL, ALL, DEMO, ALL, NONE, NONE, NONE, NONE },
  },
  [SS_PERMISSION_TENANTS_MANAGE] = {
    "tenants.manage", N_ ("Create, change, suspend and delete tenants."),
    { ALL, ALL, NONE, NONE, NONE, NONE, NONE, NONE },
  },
  [SS_PERMISSION_DOMAINS_MANAGE] = {
    "domains.manage", N_ ("Add, verify and remove domains."),
    { ALL, ALL, NONE, NONE, OWN, NONE, NONE, NONE },
  },
};
/* clang-format on */

static const char *const scopes[SS_N_SCOPES] = {
  [SS_SCOPE_NONE] = NULL,
  [SS_SCOPE_ALL] = "ALL",
  [SS_SCOPE_DEMO] = "DEMO",
  [SS_SCOPE_OWN] = "OWN",
  [SS_SCOPE_OWN_RESOURCE] = "OWN_RESOURCE",
  [SS_SCOPE_BELOW] = "BELOW",
};

/**
 * ss_permission_to_string:
 * @permission: a permission
 *
 * Returns: the code, as "plugins.view" (contract section 3)
 */
const char *
ss_permission_to_string (SsPermission permission)
{
  g_return_val_if_fail ((guint) permission < SS_N_PERMISSIONS, NULL);

  return permissions[permission].code;
}

/**
 * ss_permission_from_string:
 * @code: (nullable): a permission code
 * @permission: (out) (optional): the permission, left as it is where there is none of that code
 *
 * Returns: whether @code is a permission's
 */
gboolean
ss_permission_from_string (const char *code, SsPermission *permission)
{
  for (guint i = 0; i < SS_N_PERMISSIONS; i++)
    {
      if (g_strcmp0 (code, permissions[i].code) != 0)
        continue;
      if (permission != NULL)
        *permission = (SsPermission) i;
      return TRUE;
    }
  return FALSE;
}

/**
 * ss_permission_get_description:
 * @permission: a permission
 *
 * Returns: a sentence on what it allows, in English and to be translated
 */
const char *
ss_permission_get_description (SsPermission permission)
{
  g_return_val_if_fail ((guint) permission < SS_N_PERMISSIONS, NULL);

  return permissions[permission].description;
}

/**
 * ss_scope_to_string:
 * @scope: a scope
 *
 * Returns: (nullable): the wire name, as "OWN_RESOURCE" (`permissionScopes` in contract section 2), %NULL for
 *   %SS_SCOPE_NONE, which is never on the wire
 */
const char *
ss_scope_to_string (SsScope scope)
{
  g_return_val_if_fail ((guint) scope < SS_N_SCOPES, NULL);

  return scopes[scope];
}

/**
 * ss_permission_get_scope:
 * @permission: a permission
 * @role: a role
 *
 * The table of contract section 3. This is what a role has by right: grants (section 7) come on top.
 *
 * Returns: how far @permission reaches for @role, %SS_SCOPE_NONE where the role does not have it
 */
SsScope
ss_permission_get_scope (SsPermission permission, SsRole role)
{
  g_return_val_if_fail ((guint) permission < SS_N_PERMISSIONS, SS_SCOPE_NONE);
  g_return_val_if_fail ((guint) role < SS_N_ROLES, SS_SCOPE_NONE);

  return permissions[permission].scopes[role];
}
