/* booking-conflict.h: what stands in the way of a booking
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/bookings/appointment-record.h"
#include "platform/http/request.h"

G_BEGIN_DECLS

/* @conflicts: a JSON array; @n_conflicts: how many there are in it */
gboolean ss_booking_conflicts_of_appointment (SsTransaction *transaction,
                                              const SsAppointmentRecord *appointment, char **conflicts,
                                              guint *n_conflicts, GError **error);
/* Of the times of @blocker_id that stand in its table. */
gboolean ss_booking_conflicts_of_blocker (SsTransaction *transaction, const char *resource_id, GArray *starts,
                                          gint64 duration_minutes, char **conflicts, guint *n_conflicts,
                                          GError **error);

/* 409 `booking_conflict`; @alternatives: (nullable): a JSON array */
SsReply *ss_booking_conflict_reply (const char *conflicts, const char *alternatives);

G_END_DECLS
