/* masquerade.h: who may act as whom
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "domain/role.h"

G_BEGIN_DECLS

/**
 * SsMasqueradeRule:
 * @SS_MASQUERADE_ALLOWED: nothing refuses
 * @SS_MASQUERADE_INACTIVE: either side is deactivated, or has never accepted the invitation
 * @SS_MASQUERADE_SELF: both are the same person
 * @SS_MASQUERADE_DEPTH: the actor is masquerading already; there are no chains
 * @SS_MASQUERADE_SUPERUSER_PROTECTED: the target is a SUPERUSER and the actor is not
 * @SS_MASQUERADE_MATRIX: the actor's role may not act as the target's role
 * @SS_MASQUERADE_OTHER_TENANT: an owner, and a target in another tenant
 * @SS_MASQUERADE_NOT_DEMO: sales, and a target that is no demo account
 *
 * What refuses a masquerade, in the order in which the rules are tried (contract section 4).
 */
typedef enum
{
  SS_MASQUERADE_ALLOWED,
  SS_MASQUERADE_INACTIVE,
  SS_MASQUERADE_SELF,
  SS_MASQUERADE_DEPTH,
  SS_MASQUERADE_SUPERUSER_PROTECTED,
  SS_MASQUERADE_MATRIX,
  SS_MASQUERADE_OTHER_TENANT,
  SS_MASQUERADE_NOT_DEMO,
} SsMasqueradeRule;

#define SS_N_MASQUERADE_RULES (SS_MASQUERADE_NOT_DEMO + 1)

/* How long a masquerade lasts at most. */
#define SS_MASQUERADE_SECONDS (30 * 60)

const char *ss_masquerade_rule_to_string (SsMasqueradeRule rule);       /* NULL for ALLOWED */
const char *ss_masquerade_rule_get_explanation (SsMasqueradeRule rule); /* a sentence, N_() */

gboolean ss_masquerade_matrix (SsRole actor, SsRole target); /* the cell alone */
SsMasqueradeRule ss_masquerade_check (const SsPerson *actor, const SsPerson *target, gboolean already);

G_END_DECLS
