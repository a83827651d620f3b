/* list-item.h: what a paged list gives its items, and nobody else may
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/paged-list.h"

G_BEGIN_DECLS

SsListItem *ss_list_item_new (guint position, SsModel *model);
void ss_list_item_set_model (SsListItem *self, SsModel *model);
void ss_list_item_set_position (SsListItem *self, guint position);

G_END_DECLS
