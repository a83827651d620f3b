/* marketplace-page.h: what the marketplace offers, to search, look at and install
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/shell/page.h"

G_BEGIN_DECLS

#define SS_TYPE_MARKETPLACE_PAGE (ss_marketplace_page_get_type ())
G_DECLARE_FINAL_TYPE (SsMarketplacePage, ss_marketplace_page, SS, MARKETPLACE_PAGE, SsPage)

G_END_DECLS
