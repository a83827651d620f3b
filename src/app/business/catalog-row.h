/* catalog-row.h: a resource or service in its list
 *
 * Signals: ::switch-active (gboolean); ::move (int: by how many places; also by Ctrl+Up and Ctrl+Down);
 * ::drop (SsModel: what was dropped on it).
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

#include "app/business/catalog-page.h"

G_BEGIN_DECLS

#define SS_TYPE_CATALOG_ROW (ss_catalog_row_get_type ())
G_DECLARE_FINAL_TYPE (SsCatalogRow, ss_catalog_row, SS, CATALOG_ROW, AdwActionRow)

/* @obstacle: (nullable): why nothing may be changed. */
GtkWidget *ss_catalog_row_new (const SsCatalogKind *kind, SsWorkspace *workspace, SsModel *record,
                               const char *obstacle);
SsModel *ss_catalog_row_get_record (SsCatalogRow *self);
/* Says what it says of it anew: other records are in it too. */
void ss_catalog_row_update (SsCatalogRow *self);

G_END_DECLS
