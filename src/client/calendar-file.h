/* calendar-file.h: bookings for other calendars (RFC 5545)
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/session.h"
#include "model/bookings.h"

G_BEGIN_DECLS

typedef const char *(*SsResourceNameFunc) (const char *resource_id, gpointer data);

GBytes *ss_calendar_file_make (const char *name, GPtrArray *bookings, SsResourceNameFunc get_resource_name,
                               gpointer data);

/* Makes the secret address of the user's feed; the one before is good for nothing then. */
void ss_calendar_feed_make_async (SsSession *session, GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data);
char *ss_calendar_feed_make_finish (SsSession *session, GAsyncResult *result, GError **error);

G_END_DECLS
