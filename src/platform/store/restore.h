/* restore.h: reads back what backup.h has written
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/store/store.h"

G_BEGIN_DECLS

#define SS_RESTORE_ERROR (ss_restore_error_quark ())

/**
 * SsRestoreError:
 * @SS_RESTORE_ERROR_NOT_A_BACKUP: this is none, or not all of one
 * @SS_RESTORE_ERROR_OTHER_TABLES: it was made by a release with other tables
 * @SS_RESTORE_ERROR_EXISTS: there is such a business already, or staff of the platform
 * @SS_RESTORE_ERROR_DIFFERENT: what was read back is not what was written down
 */
typedef enum
{
  SS_RESTORE_ERROR_NOT_A_BACKUP,
  SS_RESTORE_ERROR_OTHER_TABLES,
  SS_RESTORE_ERROR_EXISTS,
  SS_RESTORE_ERROR_DIFFERENT,
} SsRestoreError;

GQuark ss_restore_error_quark (void);

/* @replace: what is there gives way. @subdomain: (out) (optional) (transfer full) (nullable): whose it was;
 * NULL: the shared tables' */
gboolean ss_restore_read (SsStore *store, GInputStream *stream, gboolean replace, char **subdomain,
                          GCancellable *cancellable, GError **error);
gboolean ss_restore_read_file (SsStore *store, const char *path, gboolean replace, char **subdomain,
                               GCancellable *cancellable, GError **error);

G_END_DECLS
