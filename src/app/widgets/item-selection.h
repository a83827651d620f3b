/* item-selection.h: which of a list are selected, for something that is done to all of them
 *
 * Signal: ::changed, also when marking begins or ends.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define SS_TYPE_ITEM_SELECTION (ss_item_selection_get_type ())
G_DECLARE_FINAL_TYPE (SsItemSelection, ss_item_selection, SS, ITEM_SELECTION, GObject)

SsItemSelection *ss_item_selection_new (void);
gboolean ss_item_selection_get_is_selecting (SsItemSelection *self);
/* Ending it takes every mark away. */
void ss_item_selection_set_is_selecting (SsItemSelection *self, gboolean is_selecting);
gboolean ss_item_selection_contains (SsItemSelection *self, const char *id);
void ss_item_selection_set (SsItemSelection *self, const char *id, gboolean is_selected);
guint ss_item_selection_count (SsItemSelection *self);
GStrv ss_item_selection_list (SsItemSelection *self); /* (transfer full) */

G_END_DECLS
