/* booking-search.h: bookings found by words, over all time
 *
 * Signals: ::chosen (SsAppointment): one is to be looked at; ::stopped: the calendar is to be shown again.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

#include "app/calendar/calendar-model.h"
#include "client/session.h"

G_BEGIN_DECLS

#define SS_TYPE_BOOKING_SEARCH (ss_booking_search_get_type ())
G_DECLARE_FINAL_TYPE (SsBookingSearch, ss_booking_search, SS, BOOKING_SEARCH, GtkBox)

void ss_booking_search_set_model (SsBookingSearch *self, SsSession *session, SsCalendarModel *model);
void ss_booking_search_start (SsBookingSearch *self);
void ss_booking_search_reload (SsBookingSearch *self);

G_END_DECLS
