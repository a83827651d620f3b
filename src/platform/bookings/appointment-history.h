/* appointment-history.h: who changed what of an appointment
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/bookings/appointment-record.h"
#include "platform/http/request.h"

G_BEGIN_DECLS

/* @before: (nullable): NULL where it is new; @reason: (nullable) */
gboolean ss_appointment_history_add (SsRequest *request, const char *action,
                                     const SsAppointmentRecord *before, const SsAppointmentRecord *after,
                                     const char *reason, GError **error);
gboolean ss_appointment_record_equal (const SsAppointmentRecord *self, const SsAppointmentRecord *other);

SsReply *ss_appointment_history_list (SsRequest *request, GError **error);

G_END_DECLS
