/* backup.h: writes down all that a business has, or what is shared, as of one moment
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/store/store.h"

G_BEGIN_DECLS

#define SS_BACKUP_VERSION 1

/* Of the business @subdomain, or, with NULL, of what belongs to none. Beside whoever writes to it. */
gboolean ss_backup_write (SsStore *store, const char *subdomain, GOutputStream *stream,
                          GCancellable *cancellable, GError **error);
/* The same into a file that is there whole or not at all, compressed, for the owner's eyes alone. */
gboolean ss_backup_write_file (SsStore *store, const char *subdomain, const char *path,
                               GCancellable *cancellable, GError **error);

/* What ss_backup_write() would end with: equal where all rows are, whatever the makes of database. (transfer
 * full) (nullable) */
char *ss_backup_sum_up (SsStore *store, const char *subdomain, GCancellable *cancellable, GError **error);

G_END_DECLS
