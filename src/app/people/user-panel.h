/* user-panel.h: everything on one user, beside the list
 *
 * Signal: ::close.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

#include "client/workspace.h"

G_BEGIN_DECLS

#define SS_TYPE_USER_PANEL (ss_user_panel_get_type ())
G_DECLARE_FINAL_TYPE (SsUserPanel, ss_user_panel, SS, USER_PANEL, AdwBin)

void ss_user_panel_set_workspace (SsUserPanel *self, SsWorkspace *workspace);
void ss_user_panel_set_user (SsUserPanel *self, SsUser *user); /* (nullable) */
SsUser *ss_user_panel_get_user (SsUserPanel *self);            /* (nullable) */
/* Reads again what is granted and written down. */
void ss_user_panel_reload (SsUserPanel *self);
void ss_user_panel_focus (SsUserPanel *self);

G_END_DECLS
