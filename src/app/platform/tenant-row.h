/* tenant-row.h: a business in the list, with what may be done with it
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/widgets/item-row.h"
#include "client/session.h"

G_BEGIN_DECLS

#define SS_TYPE_TENANT_ROW (ss_tenant_row_get_type ())
G_DECLARE_FINAL_TYPE (SsTenantRow, ss_tenant_row, SS, TENANT_ROW, SsItemRow)

/* The menu's entries are actions of the page: tenants.set-tier (id, tier), tenants.set-status (id, status),
 * tenants.delete (id) and tenants.copy-domain (domain). (transfer full) */
GtkListItemFactory *ss_tenant_row_factory_new (SsSession *session);
void ss_tenant_row_enter (SsTenantRow *self);

const char *ss_tenant_tier_get_label (const char *tier);
const char *ss_tenant_status_get_label (const char *status);

G_END_DECLS
