/* catalog-dialog.h: adding a resource or service, or changing one
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/business/catalog-page.h"

G_BEGIN_DECLS

/* @record: (nullable): a new one; @obstacle: (nullable): why it can only be looked at. */
void ss_catalog_dialog_present (SsPage *page, const SsCatalogKind *kind, SsModel *record,
                                const char *obstacle);

G_END_DECLS
