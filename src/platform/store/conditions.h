/* conditions.h: what a list's filters ask of its rows
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "model/field-errors.h"
#include "platform/store/store.h"

G_BEGIN_DECLS

/* Conditions gathered from query parameters: " AND p.x = $1 AND …" and the values. */
typedef struct
{
  GString *where;           /* (owned) */
  SsParameters *parameters; /* (owned) */
} SsConditions;

void ss_conditions_init (SsConditions *self);
void ss_conditions_clear (SsConditions *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SsConditions, ss_conditions_clear)

void ss_conditions_add (SsConditions *self, const char *condition);
/* Every word of @search must be in @expression, which is folded text. */
void ss_conditions_add_search (SsConditions *self, const char *expression, const char *search,
                               SsFieldErrors *errors);
/* Text from outside becomes a parameter. */
void ss_conditions_add_choice (SsConditions *self, const char *expression, const char *const *values);

G_END_DECLS
