/* appointment-patch.h: a change of a booking that was seen, made once and known to be made
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/session.h"
#include "model/bookings.h"

G_BEGIN_DECLS

void ss_appointment_patch_async (SsSession *session, const char *id, SsAppointment *seen, const char *etag,
                                 GBytes *body, GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data);
SsAnswer *ss_appointment_patch_finish (GAsyncResult *result, SsAppointment **now, GError **error);

G_END_DECLS
