/* item-table.h: the rows of a long list that somebody holds, by position
 *
 * A row is handed out by the list and kept alive by who shows it; the table only knows where it stands.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/list-item.h"

G_BEGIN_DECLS

typedef struct _SsItemTable SsItemTable;

SsItemTable *ss_item_table_new (void);
void ss_item_table_free (SsItemTable *self);

/* (transfer full): the row at @position, made with @model (nullable) where nobody holds it. */
SsListItem *ss_item_table_hold (SsItemTable *self, guint position, SsModel *model);
void ss_item_table_set_model (SsItemTable *self, guint position, SsModel *model);
gboolean ss_item_table_is_held (SsItemTable *self, guint first, guint n_rows);

/* What stands there now is another row: the old one is nobody's. */
void ss_item_table_forget (SsItemTable *self, guint position);
void ss_item_table_forget_from (SsItemTable *self, guint from);
/* Rows at @from and behind stand @delta places further. */
void ss_item_table_move (SsItemTable *self, guint from, gint delta);

void ss_item_table_foreach (SsItemTable *self, void (*visit) (guint position, gpointer data), gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsItemTable, ss_item_table_free)

G_END_DECLS
