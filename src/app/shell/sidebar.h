/* sidebar.h: whose business it is, the pages, and who is signed in
 *
 * Signal: ::page-chosen (id).
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

#include "app/shell/access.h"

G_BEGIN_DECLS

#define SS_TYPE_SIDEBAR (ss_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (SsSidebar, ss_sidebar, SS, SIDEBAR, AdwBin)

void ss_sidebar_set_up (SsSidebar *self, SsAccess *access);
void ss_sidebar_set_permissions (SsSidebar *self, const char *const *permissions);
void ss_sidebar_select (SsSidebar *self, const char *id);
void ss_sidebar_open_menu (SsSidebar *self);
void ss_sidebar_open_accounts (SsSidebar *self);

G_END_DECLS
