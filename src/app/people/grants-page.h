/* grants-page.h: which permissions are, and were, granted for a while
 *
 * Actions, in the group "grants": search, reset, new, revoke, select, revoke-selected.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/shell/page.h"

G_BEGIN_DECLS

#define SS_TYPE_GRANTS_PAGE (ss_grants_page_get_type ())
G_DECLARE_FINAL_TYPE (SsGrantsPage, ss_grants_page, SS, GRANTS_PAGE, SsPage)

G_END_DECLS
