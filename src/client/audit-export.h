/* audit-export.h: the audit log into a file, as the platform writes it
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/session.h"

G_BEGIN_DECLS

typedef enum
{
  SS_AUDIT_CSV,
  SS_AUDIT_JSON_LINES,
} SsAuditFormat;

/* How many entries have been written. */
typedef void (*SsAuditProgress) (gint64 n_done, gpointer user_data);

/* Writes all that @query asks for into @file; nothing is left behind where it fails or is cancelled. Gives
 * how many entries they were, or -1. @progress: (nullable) */
void ss_audit_export_async (SsSession *session, const char *query, SsAuditFormat format, GFile *file,
                            SsAuditProgress progress, gpointer progress_data, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
gint64 ss_audit_export_finish (SsSession *session, GAsyncResult *result, GError **error);

G_END_DECLS
