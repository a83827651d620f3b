/* grant-row.h: a permission granted for a while, in the list, with the time that it still lasts
 *
 * The first of a list stands below the list's heading.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/widgets/item-selection.h"
#include "app/widgets/item-row.h"
#include "client/workspace.h"

G_BEGIN_DECLS

#define SS_TYPE_GRANT_ROW (ss_grant_row_get_type ())
G_DECLARE_FINAL_TYPE (SsGrantRow, ss_grant_row, SS, GRANT_ROW, SsItemRow)

/* The button is an action of the page: grants.revoke (id). */
GtkListItemFactory *ss_grant_row_factory_new (SsWorkspace *workspace, SsItemSelection *selection);
/* While marking: the other way round. */
void ss_grant_row_toggle (SsGrantRow *self);

G_END_DECLS
