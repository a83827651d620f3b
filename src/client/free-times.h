/* free-times.h: the times at which a service can be booked on a day
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/session.h"

G_BEGIN_DECLS

/* @resource_id: (nullable): any resource; @zone: an IANA name, which the day and the times are of. */
void ss_free_times_load_async (SsSession *session, const char *service_id, const char *resource_id,
                               const GDate *date, const char *zone, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
GStrv ss_free_times_load_finish (SsSession *session, GAsyncResult *result, GError **error);

G_END_DECLS
