/* user-row.h: a user in the list, with what may be done with him
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/widgets/item-row.h"
#include "app/widgets/item-selection.h"
#include "client/session.h"

G_BEGIN_DECLS

#define SS_TYPE_USER_ROW (ss_user_row_get_type ())
G_DECLARE_FINAL_TYPE (SsUserRow, ss_user_row, SS, USER_ROW, SsItemRow)

/* The menu's entries are actions of the page: users.set-role (id, role), users.set-active (id, whether), and
 * users.transfer (id), and of the window: win.masquerade. @selection: who is marked. */
GtkListItemFactory *ss_user_row_factory_new (SsSession *session, SsItemSelection *selection);

/* (transfer full): "Active · last seen 23 Nov" */
char *ss_user_describe_state (SsUser *user);
const char *ss_user_status_get_label (const char *status);

G_END_DECLS
