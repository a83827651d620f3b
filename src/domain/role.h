/* role.h: the eight roles, their order, and who may give which
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SsRole:
 * @SS_ROLE_SUPERUSER: runs the platform; every tenant
 * @SS_ROLE_PLATFORM_MANAGER: manages the platform; every tenant
 * @SS_ROLE_PLATFORM_SALES: shows the platform; demo accounts only
 * @SS_ROLE_PLATFORM_SUPPORT: helps tenant users, reading
 * @SS_ROLE_TENANT_OWNER: everything in the own tenant
 * @SS_ROLE_TENANT_MANAGER: all but owner matters in the own tenant
 * @SS_ROLE_TENANT_STAFF: limited, in the own tenant
 * @SS_ROLE_CUSTOMER: own data only
 *
 * The roles, highest first (contract section 3). A smaller value ranks higher.
 */
typedef enum
{
  SS_ROLE_SUPERUSER,
  SS_ROLE_PLATFORM_MANAGER,
  SS_ROLE_PLATFORM_SALES,
  SS_ROLE_PLATFORM_SUPPORT,
  SS_ROLE_TENANT_OWNER,
  SS_ROLE_TENANT_MANAGER,
  SS_ROLE_TENANT_STAFF,
  SS_ROLE_CUSTOMER,
} SsRole;

#define SS_N_ROLES (SS_ROLE_CUSTOMER + 1)

const char *ss_role_to_string (SsRole role); /* "TENANT_OWNER" */
gboolean ss_role_from_string (const char *text, SsRole *role);
const char *ss_role_get_label (SsRole role); /* "Tenant owner", N_() */
gboolean ss_role_is_platform (SsRole role);

/**
 * SsPerson:
 * @id: a UUID
 * @role: the role
 * @tenant_id: (nullable): the tenant, %NULL for platform roles
 * @is_active: neither deactivated nor still only invited
 * @is_temporary: a demo account
 *
 * What the rules need to know of a person: of the one who asks, and of the one it is about.
 */
typedef struct
{
  const char *id;
  SsRole role;
  const char *tenant_id;
  gboolean is_active;
  gboolean is_temporary;
} SsPerson;

gboolean ss_person_shares_tenant (const SsPerson *person, const SsPerson *other);

const char *ss_role_check_assignment (const SsPerson *actor, const SsPerson *target, SsRole new_role);
gboolean ss_role_may_assign (SsRole actor, SsRole role); /* by rank alone */

G_END_DECLS
