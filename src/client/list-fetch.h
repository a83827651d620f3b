/* list-fetch.h: a whole list of the platform's, page after page
 *
 * For lists that are held as a whole because they are short: what is installed, resources, services. Long
 * ones are windows (paged-list.h).
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/session.h"

G_BEGIN_DECLS

void ss_list_fetch_async (SsSession *session, const char *path, const char *query, GType type,
                          GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *ss_list_fetch_finish (SsSession *session, GAsyncResult *result, GError **error);

G_END_DECLS
