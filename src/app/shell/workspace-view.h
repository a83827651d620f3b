/* workspace-view.h: a signed-in person's sidebar and pages
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

#include "app/shell/access.h"
#include "app/shell/page.h"

G_BEGIN_DECLS

#define SS_TYPE_WORKSPACE_VIEW (ss_workspace_view_get_type ())
G_DECLARE_FINAL_TYPE (SsWorkspaceView, ss_workspace_view, SS, WORKSPACE_VIEW, AdwBin)

GtkWidget *ss_workspace_view_new (SsAccess *access, GSettings *settings);
SsWorkspace *ss_workspace_view_get_workspace (SsWorkspaceView *self);
/* What may not be seen, and what there is not, leaves the view as it is. */
gboolean ss_workspace_view_show_page (SsWorkspaceView *self, const char *id);
void ss_workspace_view_show_page_number (SsWorkspaceView *self, int number); /* from 1 */
/* Of the page that is shown. */
const char *ss_workspace_view_get_page_id (SsWorkspaceView *self);
SsPage *ss_workspace_view_get_page (SsWorkspaceView *self);
void ss_workspace_view_reload (SsWorkspaceView *self);
void ss_workspace_view_start_search (SsWorkspaceView *self);
void ss_workspace_view_toggle_sidebar (SsWorkspaceView *self);
void ss_workspace_view_open_menu (SsWorkspaceView *self);
void ss_workspace_view_open_accounts (SsWorkspaceView *self);
void ss_workspace_view_toast_text (SsWorkspaceView *self, const char *text);
/* What the pages restore at the next start. */
void ss_workspace_view_save_state (SsWorkspaceView *self);

G_END_DECLS
