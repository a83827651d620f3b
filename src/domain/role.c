/* role.c: the eight roles, their order, and who may give which
 *
 * SPDX-License-Identifier: MIT
 */
#include "domain/role.h"

#include <glib/gi18n.h>

static const struct
{
  const char *name;
  const char *label;
} roles[SS_N_ROLES] = {
  [SS_ROLE_SUPERUSER] = { "SUPERUSER", N_ ("Superuser") },
  [SS_ROLE_PLATFORM_MANAGER] = { "PLATFORM_MANAGER", N_ ("Platform manager") },
  [SS_ROLE_PLATFORM_SALES] = { "PLATFORM_SALES", N_ ("Platform sales") },
  [SS_ROLE_PLATFORM_SUPPORT] = { "PLATFORM_SUPPORT", N_ ("Platform support") },
  [SS_ROLE_TENANT_OWNER] = { "TENANT_OWNER", N_ ("Tenant owner") },
  [SS_ROLE_TENANT_MANAGER] = { "TENANT_MANAGER", N_ ("Tenant manager") },
  [SS_ROLE_TENANT_STAFF] = { "TENANT_STAFF", N_ ("Tenant staff") },
  [SS_ROLE_CUSTOMER] = { "CUSTOMER", N_ ("Customer") },
};

/* Nobody is above a superuser, so superusers have to be able to change each other. */
static gboolean
outranks (SsRole actor, SsRole target)
{
  return actor == SS_ROLE_SUPERUSER || actor < target;
}

/**
 * ss_role_to_string:
 * @role: a role
 *
 * Returns: the wire name, as "TENANT_OWNER" (contract section 3)
 */
const char *
ss_role_to_string (SsRole role)
{
  g_return_val_if_fail ((guint) role < SS_N_ROLES, NULL);

  return roles[role].name;
}

/**
 * ss_role_from_string:
 * @text: (nullable): a wire name
 * @role: (out) (optional): the role, left as it is where there is none of that name
 *
 * Returns: whether @text names a role
 */
gboolean
ss_role_from_string (const char *text, SsRole *role)
{
  for (guint i = 0; i < SS_N_ROLES; i++)
    {
      if (g_strcmp0 (text, roles[i].name) != 0)
        continue;
      if (role != NULL)
        *role = (SsRole) i;
      return TRUE;
    }
  return FALSE;
}

/**
 * ss_role_get_label:
 * @role: a role
 *
 * Returns: what people call it, in English and to be translated: "Tenant owner"
 */
const char *
ss_role_get_label (SsRole role)
{
  g_return_val_if_fail ((guint) role < SS_N_ROLES, NULL);

  return roles[role].label;
}

/**
 * ss_role_is_platform:
 * @role: a role
 *
 * A platform role has no tenant; a tenant role must have one (contract section 3).
 *
 * Returns: whether it is a role of the platform's own people
 */
gboolean
ss_role_is_platform (SsRole role)
{
  return role <= SS_ROLE_PLATFORM_SUPPORT;
}

/**
 * ss_person_shares_tenant:
 * @person: somebody
 * @other: somebody else
 *
 * Two people without a tenant do not share one.
 *
 * Returns: whether both belong to the same tenant
 */
gboolean
ss_person_shares_tenant (const SsPerson *person, const SsPerson *other)
{
  return person->tenant_id != NULL && g_strcmp0 (person->tenant_id, other->tenant_id) == 0;
}

/**
 * ss_role_check_assignment:
 * @actor: who wants to change a role
 * @target: whose role is to change
 * @new_role: the role to give
 *
 * Judges rank and tenant only (contract sections 3 and 11). Whether @actor has `users.manage` at all, by
 * right or by a grant, and whether @new_role fits a person with or without a tenant, is asked elsewhere.
 *
 * Returns: (nullable): %NULL where it is allowed, else the `rule` of the 403, the first that refuses of
 *   "self", "other_tenant", "not_below" (the person) and "role_not_below" (the new role)
 */
const char *
ss_role_check_assignment (const SsPerson *actor, const SsPerson *target, SsRole new_role)
{
  g_return_val_if_fail (actor != NULL && target != NULL, "self");

  if (g_strcmp0 (actor->id, target->id) == 0)
    return "self";
  if (!ss_role_is_platform (actor->role) && !ss_person_shares_tenant (actor, target))
    return "other_tenant";
  if (!outranks (actor->role, target->role))
    return "not_below";
  if (!ss_role_may_assign (actor->role, new_role))
    return "role_not_below";
  return NULL;
}

/**
 * ss_role_may_assign:
 * @actor: the role of who invites somebody, or changes a role
 * @role: the role to give
 *
 * By rank alone, without `users.manage`, which a grant can give to any role: only a role strictly below
 * one's own; a SUPERUSER also makes a SUPERUSER (contract section 3); an owner is made by
 * SUPERUSER and PLATFORM_MANAGER only (section 11), though all platform roles are above.
 *
 * Returns: whether @actor may give @role
 */
gboolean
ss_role_may_assign (SsRole actor, SsRole role)
{
  if (role == SS_ROLE_TENANT_OWNER)
    return actor <= SS_ROLE_PLATFORM_MANAGER;
  return outranks (actor, role);
}
