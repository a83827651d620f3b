/* plugin-list.h: the marketplace as pages: search, filters, orderings, counts
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/request.h"
#include "platform/store/conditions.h"

G_BEGIN_DECLS

/* @expression is one of @values; text from outside becomes a parameter. */
void ss_conditions_add_categories (SsConditions *self, const char *expression, GStrv values,
                                   SsFieldErrors *errors);

SsReply *ss_plugin_list (SsRequest *request, GError **error);

G_END_DECLS
