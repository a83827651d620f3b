/* palette.h: finds a page, an action or a plugin by its words
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/shell/workspace-view.h"

G_BEGIN_DECLS

#define SS_TYPE_PALETTE (ss_palette_get_type ())
G_DECLARE_FINAL_TYPE (SsPalette, ss_palette, SS, PALETTE, GtkWindow)

SsPalette *ss_palette_present (GtkWindow *parent, SsWorkspaceView *view, GSettings *settings);
/* Of SsPaletteItem, best first; for tests, too. */
GListModel *ss_palette_get_items (SsPalette *self);
void ss_palette_set_query (SsPalette *self, const char *query);

G_END_DECLS
