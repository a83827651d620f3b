/* resources-page.h: the people, rooms and equipment that are booked
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/business/catalog-page.h"

G_BEGIN_DECLS

#define SS_TYPE_RESOURCES_PAGE (ss_resources_page_get_type ())
G_DECLARE_FINAL_TYPE (SsResourcesPage, ss_resources_page, SS, RESOURCES_PAGE, SsCatalogPage)

G_END_DECLS
