/* masquerade.c: who may act as whom
 *
 * SPDX-License-Identifier: MIT
 */
#include "domain/masquerade.h"

#include <glib/gi18n.h>

static const struct
{
  const char *name;
  const char *explanation;
} rules[SS_N_MASQUERADE_RULES] = {
  [SS_MASQUERADE_ALLOWED] = { NULL, N_ ("This masquerade is allowed.") },
  [SS_MASQUERADE_INACTIVE] = { "inactive", N_ ("Both accounts must be active.") },
  [SS_MASQUERADE_SELF] = { "self", N_ ("Nobody can act as themselves.") },
  [SS_MASQUERADE_DEPTH] = { "depth", N_ ("End the present masquerade before starting another.") },
  [SS_MASQUERADE_SUPERUSER_PROTECTED] = { "superuser_protected",
                                          N_ ("Only a superuser may act as a superuser.") },
  [SS_MASQUERADE_MATRIX] = { "matrix", N_ ("This role may not act as somebody of that role.") },
  [SS_MASQUERADE_OTHER_TENANT] = { "other_tenant",
                                   N_ ("A tenant owner may only act as staff of the same tenant.") },
  [SS_MASQUERADE_NOT_DEMO] = { "not_demo", N_ ("Platform sales may only act as demo accounts.") },
};

/**
 * ss_masquerade_rule_to_string:
 * @rule: a rule
 *
 * Returns: (nullable): the `rule` that a refusal carries, as "not_demo" (contract section 4), %NULL for
 *   %SS_MASQUERADE_ALLOWED
 */
const char *
ss_masquerade_rule_to_string (SsMasqueradeRule rule)
{
  g_return_val_if_fail ((guint) rule < SS_N_MASQUERADE_RULES, NULL);

  return rules[rule].name;
}

/**
 * ss_masquerade_rule_get_explanation:
 * @rule: a rule
 *
 * Returns: a sentence on why it refuses, in English and to be translated
 */
const char *
ss_masquerade_rule_get_explanation (SsMasqueradeRule rule)
{
  g_return_val_if_fail ((guint) rule < SS_N_MASQUERADE_RULES, NULL);

  return rules[rule].explanation;
}

/**
 * ss_masquerade_matrix:
 * @actor: the role of who wants to act
 * @target: the role of whom
 *
 * The roles alone, as in the table of contract section 4; ss_masquerade_check() asks for the rest.
 *
 * Returns: whether @actor may act as people of @target
 */
gboolean
ss_masquerade_matrix (SsRole actor, SsRole target)
{
  switch (actor)
    {
    case SS_ROLE_SUPERUSER:
      return TRUE;
    case SS_ROLE_PLATFORM_SALES:
    case SS_ROLE_PLATFORM_SUPPORT:
      return !ss_role_is_platform (target);
    case SS_ROLE_TENANT_OWNER:
      return target == SS_ROLE_TENANT_STAFF;
    case SS_ROLE_PLATFORM_MANAGER:
    case SS_ROLE_TENANT_MANAGER:
    case SS_ROLE_TENANT_STAFF:
    case SS_ROLE_CUSTOMER:
    default:
      return FALSE;
    }
}

/**
 * ss_masquerade_check:
 * @actor: who wants to act
 * @target: as whom
 * @already: whether @actor is masquerading now
 *
 * The rules of contract section 4, in its order.
 *
 * Returns: the first rule that refuses, or %SS_MASQUERADE_ALLOWED
 */
SsMasqueradeRule
ss_masquerade_check (const SsPerson *actor, const SsPerson *target, gboolean already)
{
  g_return_val_if_fail (actor != NULL && target != NULL, SS_MASQUERADE_INACTIVE);

  if (!actor->is_active || !target->is_active)
    return SS_MASQUERADE_INACTIVE;
  if (g_strcmp0 (actor->id, target->id) == 0)
    return SS_MASQUERADE_SELF;
  if (already)
    return SS_MASQUERADE_DEPTH;
  if (target->role == SS_ROLE_SUPERUSER && actor->role != SS_ROLE_SUPERUSER)
    return SS_MASQUERADE_SUPERUSER_PROTECTED;
  if (!ss_masquerade_matrix (actor->role, target->role))
    return SS_MASQUERADE_MATRIX;
  if (actor->role == SS_ROLE_TENANT_OWNER && !ss_person_shares_tenant (actor, target))
    return SS_MASQUERADE_OTHER_TENANT;
  if (actor->role == SS_ROLE_PLATFORM_SALES && !target->is_temporary)
    return SS_MASQUERADE_NOT_DEMO;
  return SS_MASQUERADE_ALLOWED;
}
