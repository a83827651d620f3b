/* item-row.h: a row for an item of a paged list, whose object comes with its page
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

#include "client/list-item.h"

G_BEGIN_DECLS

#define SS_TYPE_ITEM_ROW (ss_item_row_get_type ())
G_DECLARE_DERIVABLE_TYPE (SsItemRow, ss_item_row, SS, ITEM_ROW, GtkBox)

/**
 * SsItemRowClass:
 * @show: shows the object, also when something of it has changed or it stands elsewhere; NULL: it has not
 * come yet
 */
struct _SsItemRowClass
{
  GtkBoxClass parent_class;

  void (*show) (SsItemRow *self, SsModel *model);
};

SsModel *ss_item_row_get_model (SsItemRow *self);
guint ss_item_row_get_position (SsItemRow *self);

/* @create: (transfer floating): makes a row; @user_data: for it. (transfer full) */
typedef GtkWidget *(*SsItemRowFunc) (gpointer user_data);
GtkListItemFactory *ss_item_row_factory_new (SsItemRowFunc create, gpointer user_data, GClosureNotify free);

/* A line of text in a row, shortened at its end. */
GtkLabel *ss_item_row_add_label (GtkWidget *box, const char *const *classes);

G_END_DECLS
