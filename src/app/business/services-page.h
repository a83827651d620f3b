/* services-page.h: what can be booked
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/business/catalog-page.h"

G_BEGIN_DECLS

#define SS_TYPE_SERVICES_PAGE (ss_services_page_get_type ())
G_DECLARE_FINAL_TYPE (SsServicesPage, ss_services_page, SS, SERVICES_PAGE, SsCatalogPage)

G_END_DECLS
