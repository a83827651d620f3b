/* tenant-backup.h: a deleted business, for 30 days
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/store/store.h"

G_BEGIN_DECLS

/* Deletes the tenant, in a transaction that writes to the shared tables: only its backup is left. */
gboolean ss_tenant_backup_make (SsTransaction *transaction, const char *tenant_id, gint64 now,
                                GError **error);
/* Takes the last one back that had the sub-domain. Gives the tenant's id. */
char *ss_tenant_backup_restore (SsStore *store, const char *subdomain, GError **error);
/* Removes what was deleted too long ago, but not its audit log. */
void ss_tenant_backup_purge (SsStore *store, gint64 now);

G_END_DECLS
