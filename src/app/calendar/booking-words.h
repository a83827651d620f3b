/* booking-words.h: bookings, days and times in words
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

#include "app/calendar/calendar-model.h"
#include "app/calendar/layout/look.h"

G_BEGIN_DECLS

gint64 ss_booking_get_end (SsAppointment *booking);
SsBookingStatus ss_booking_get_status (SsAppointment *booking);
SsBookingLook ss_booking_get_look (SsAppointment *booking, gint64 now);
const char *ss_booking_look_get_label (SsBookingLook look);
/* A sign in a list, by shape and by colour. */
void ss_booking_look_show_sign (GtkLabel *label, SsBookingLook look);

char *ss_format_time (GTimeZone *zone, gint64 time);
char *ss_format_times (GTimeZone *zone, gint64 start, gint64 end);
char *ss_format_day (GTimeZone *zone, gint64 time);
gboolean ss_parse_time_of_day (const char *text, int *minute);
char *ss_format_date (const GDate *date, const char *format);
char *ss_booking_describe (SsCalendarModel *model, SsAppointment *booking);
char *ss_booking_describe_what (SsCalendarModel *model, SsAppointment *booking);

G_END_DECLS
