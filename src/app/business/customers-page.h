/* customers-page.h: who books, to be found, changed and added
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/shell/page.h"

G_BEGIN_DECLS

#define SS_TYPE_CUSTOMERS_PAGE (ss_customers_page_get_type ())
G_DECLARE_FINAL_TYPE (SsCustomersPage, ss_customers_page, SS, CUSTOMERS_PAGE, SsPage)

G_END_DECLS
