/* appointment-write.h: the one way in which appointments change
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/bookings/appointment-record.h"
#include "platform/http/request.h"

G_BEGIN_DECLS

/**
 * SsAppointmentWrite:
 * @action: for the history
 * @before: (nullable): as it was; NULL: it is new
 * @after: as it shall be; its version and times are set
 * @override_reason: (nullable): books over what is in the way
 * @reason: (nullable): why, for the history; the override's where there is none
 */
typedef struct
{
  const char *action;
  const SsAppointmentRecord *before;
  SsAppointmentRecord *after;
  const char *override_reason;
  const char *reason;
} SsAppointmentWrite;

/* NULL where it is written, and where @error is set; a 409 else. */
SsReply *ss_appointment_write (SsRequest *request, const SsAppointmentWrite *change, GError **error);

/* Takes "overrideReason" out of a body. @body: (out): the rest. */
char *ss_override_reason_read (JsonObject *given, JsonObject **body, SsFieldErrors *errors);

G_END_DECLS
