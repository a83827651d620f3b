/* booking-alternatives.h: free times near one that is taken
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/bookings/appointment-record.h"
#include "platform/http/request.h"

G_BEGIN_DECLS

/* (transfer full) (nullable): a JSON array of {resourceId, startTime}; NULL with @error set */
char *ss_booking_alternatives (SsRequest *request, const SsAppointmentRecord *wanted, GError **error);

G_END_DECLS
