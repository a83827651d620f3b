/* plugin-list.h: the marketplace as pages: search, filters, orderings, counts
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/request.h"

G_BEGIN_DECLS

/* Conditions gathered from query parameters: "p.x = $1 AND …" and the values. */
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
/* @expression is one of @values; text from outside becomes a parameter. */
void ss_conditions_add_categories (SsConditions *self, const char *expression, GStrv values,
                                   SsFieldErrors *errors);

SsReply *ss_plugin_list (SsRequest *request, GError **error);

G_END_DECLS
