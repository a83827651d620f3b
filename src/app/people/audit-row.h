/* audit-row.h: an entry of the audit log in the list
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/widgets/item-row.h"

G_BEGIN_DECLS

#define SS_TYPE_AUDIT_ROW (ss_audit_row_get_type ())
G_DECLARE_FINAL_TYPE (SsAuditRow, ss_audit_row, SS, AUDIT_ROW, SsItemRow)

/* @zone: in which times are said. */
GtkListItemFactory *ss_audit_row_factory_new (GTimeZone *zone);

G_END_DECLS
