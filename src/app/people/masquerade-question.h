/* masquerade-question.h: «Could X act as Y?», answered with the rule
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

#include "model/roles.h"

G_BEGIN_DECLS

/**
 * SsMasqueradeCase:
 * @actor: who asks, by the role's wire name
 * @target: as whom
 * @is_same_tenant: whether both belong to one business
 * @is_temporary: whether @target is a demo account
 * @is_active: whether both accounts are active
 * @is_already: whether @actor is acting as somebody already
 */
typedef struct
{
  const char *actor;
  const char *target;
  gboolean is_same_tenant;
  gboolean is_temporary;
  gboolean is_active;
  gboolean is_already;
} SsMasqueradeCase;

const char *ss_masquerade_case_find_rule (const SsMasqueradeCase *self);

#define SS_TYPE_MASQUERADE_QUESTION (ss_masquerade_question_get_type ())
G_DECLARE_FINAL_TYPE (SsMasqueradeQuestion, ss_masquerade_question, SS, MASQUERADE_QUESTION,
                      AdwPreferencesGroup)

void ss_masquerade_question_set_table (SsMasqueradeQuestion *self, SsRoleTable *table);

G_END_DECLS
