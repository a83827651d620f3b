/* page-table.h: which pages there are, and who sees them
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/shell/page.h"

G_BEGIN_DECLS

const SsPageInfo *ss_page_table_find (const char *id);
GStrv ss_page_table_list_permissions (SsSession *session);
gboolean ss_page_info_is_allowed (const SsPageInfo *info, const char *const *permissions);
const SsPageInfo *ss_page_table_get_first (const char *const *permissions);

G_END_DECLS
