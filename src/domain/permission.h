/* permission.h: what may be done, and which role may do it by right
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "domain/role.h"

G_BEGIN_DECLS

/**
 * SsPermission:
 *
 * The permission codes, in the order of the contract's table (section 3).
 */
typedef enum
{
  SS_PERMISSION_CALENDAR_VIEW,
  SS_PERMISSION_CALENDAR_EDIT,
  SS_PERMISSION_CUSTOMERS_VIEW,
  SS_PERMISSION_CUSTOMERS_EDIT,
  SS_PERMISSION_CATALOG_EDIT,
  SS_PERMISSION_PLUGINS_VIEW,
  SS_PERMISSION_PLUGINS_MANAGE,
  SS_PERMISSION_PLUGINS_RATE,
  SS_PERMISSION_PLUGINS_PUBLISH,
  SS_PERMISSION_USERS_VIEW,
  SS_PERMISSION_USERS_MANAGE,
  SS_PERMISSION_GRANTS_VIEW,
  SS_PERMISSION_GRANTS_MANAGE,
  SS_PERMISSION_AUDIT_VIEW,
  SS_PERMISSION_SETTINGS_EDIT,
  SS_PERMISSION_BILLING_VIEW,
  SS_PERMISSION_REPORTS_VIEW,
  SS_PERMISSION_TENANTS_VIEW,
  SS_PERMISSION_TENANTS_MANAGE,
  SS_PERMISSION_DOMAINS_MANAGE,
} SsPermission;

#define SS_N_PERMISSIONS (SS_PERMISSION_DOMAINS_MANAGE + 1)

/**
 * SsScope:
 * @SS_SCOPE_NONE: the role does not have it
 * @SS_SCOPE_ALL: everything within the role's own scope: all tenants, or the own one
 * @SS_SCOPE_DEMO: demo tenants and temporary users
 * @SS_SCOPE_OWN: what is the person's own; of an owner's domains, the tenant's own
 * @SS_SCOPE_OWN_RESOURCE: bookings of the person's own resource
 * @SS_SCOPE_BELOW: people strictly below
 *
 * How far a permission reaches.
 */
typedef enum
{
  SS_SCOPE_NONE,
  SS_SCOPE_ALL,
  SS_SCOPE_DEMO,
  SS_SCOPE_OWN,
  SS_SCOPE_OWN_RESOURCE,
  SS_SCOPE_BELOW,
} SsScope;

#define SS_N_SCOPES (SS_SCOPE_BELOW + 1)

const char *ss_permission_to_string (SsPermission permission); /* "plugins.view" */
gboolean ss_permission_from_string (const char *code, SsPermission *permission);
const char *ss_permission_get_description (SsPermission permission); /* a sentence, N_() */

const char *ss_scope_to_string (SsScope scope); /* "ALL" …; NULL for NONE */

SsScope ss_permission_get_scope (SsPermission permission, SsRole role); /* by right */

G_END_DECLS
