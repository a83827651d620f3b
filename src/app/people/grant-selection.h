/* grant-selection.h: which of the grants are marked, to be revoked together
 *
 * Signal: ::changed, also when marking begins or ends.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define SS_TYPE_GRANT_SELECTION (ss_grant_selection_get_type ())
G_DECLARE_FINAL_TYPE (SsGrantSelection, ss_grant_selection, SS, GRANT_SELECTION, GObject)

SsGrantSelection *ss_grant_selection_new (void);
gboolean ss_grant_selection_get_is_selecting (SsGrantSelection *self);
/* Ending it takes every mark away. */
void ss_grant_selection_set_is_selecting (SsGrantSelection *self, gboolean is_selecting);
gboolean ss_grant_selection_contains (SsGrantSelection *self, const char *id);
void ss_grant_selection_set (SsGrantSelection *self, const char *id, gboolean is_selected);
guint ss_grant_selection_count (SsGrantSelection *self);
GStrv ss_grant_selection_list (SsGrantSelection *self); /* (transfer full) */

G_END_DECLS
