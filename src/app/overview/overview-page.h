/* overview-page.h: how business is going
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/shell/page.h"

G_BEGIN_DECLS

#define SS_TYPE_OVERVIEW_PAGE (ss_overview_page_get_type ())
G_DECLARE_FINAL_TYPE (SsOverviewPage, ss_overview_page, SS, OVERVIEW_PAGE, SsPage)

G_END_DECLS
