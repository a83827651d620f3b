/* sidebar-row.h: a page in the sidebar
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/shell/page.h"

G_BEGIN_DECLS

#define SS_TYPE_SIDEBAR_ROW (ss_sidebar_row_get_type ())
G_DECLARE_FINAL_TYPE (SsSidebarRow, ss_sidebar_row, SS, SIDEBAR_ROW, GtkListBoxRow)

GtkWidget *ss_sidebar_row_new (const SsPageInfo *info);
const SsPageInfo *ss_sidebar_row_get_info (SsSidebarRow *self);
/* Nothing at 0; @description: "3 updates". */
void ss_sidebar_row_set_badge (SsSidebarRow *self, guint count, const char *description);

G_END_DECLS
