/* booking-history.h: who changed what of a booking
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

#include "app/calendar/calendar-model.h"
#include "client/appointment-store.h"

G_BEGIN_DECLS

#define SS_TYPE_BOOKING_HISTORY (ss_booking_history_get_type ())
G_DECLARE_FINAL_TYPE (SsBookingHistory, ss_booking_history, SS, BOOKING_HISTORY, AdwBin)

/* Reads it when it is opened. */
GtkWidget *ss_booking_history_new (SsAppointmentStore *store, SsCalendarModel *model, SsAppointment *booking);

G_END_DECLS
