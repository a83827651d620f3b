/* customer-transfer.h: customers from and to a file
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/customer-csv.h"
#include "client/session.h"

G_BEGIN_DECLS

/* How far it is; @total: 0 where it is not known yet. */
typedef void (*SsTransferProgress) (guint done, guint total, gpointer user_data);

/* Reads @file, off the main thread. (transfer full) (element-type SsCustomerLine) */
void ss_customer_import_read_async (GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data);
GPtrArray *ss_customer_import_read_finish (GFile *file, GAsyncResult *result, GError **error);

/* Sends all lines without a fault and without an id yet, a few at a time. What the platform refuses becomes
 * the line's fault; what it takes gets its id. An error that is not a line's own ends it; the rest can be
 * sent by calling it again. @progress: (nullable) */
void ss_customer_import_send_async (SsSession *session, GPtrArray *lines, SsTransferProgress progress,
                                    gpointer progress_data, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
gboolean ss_customer_import_send_finish (SsSession *session, GAsyncResult *result, GError **error);

/* Writes all that @query asks for into @file, page by page; nothing is left behind where it fails. Gives how
 * many they were, or -1. @progress: (nullable) */
void ss_customer_export_async (SsSession *session, const char *query, GFile *file,
                               SsTransferProgress progress, gpointer progress_data, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
gint64 ss_customer_export_finish (SsSession *session, GAsyncResult *result, GError **error);

G_END_DECLS
