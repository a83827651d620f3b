/* catalog-store-private.h: what changing the catalogue needs of it
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/catalog-store.h"
#include "client/record-changes.h"

G_BEGIN_DECLS

/* @type: SS_TYPE_RESOURCE, SS_TYPE_SERVICE or SS_TYPE_BLOCKER */
GListStore *ss_catalog_store_get_list (SsCatalogStore *self, GType type);
SsRecordChanges *ss_catalog_store_get_changes (SsCatalogStore *self, GType type);
/* Something of it is different: puts it into its order again and says so. */
void ss_catalog_store_refresh (SsCatalogStore *self, GType type);

G_END_DECLS
