/* calendar-board.h: the calendar's views, with what chooses among them and the period
 *
 * Properties: model (SsCalendarModel), date (GDate), view ("timeline-day", "timeline-3-days",
 * "timeline-week", "day", "week", "month", "agenda"), first-weekday. Actions, in the group "calendar": view,
 * previous, next, today. What a person wants of a booking the views themselves say: connect to each of
 * ss_calendar_board_get_views().
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/calendar/calendar-view.h"

G_BEGIN_DECLS

#define SS_N_BOARD_VIEWS 3

#define SS_TYPE_CALENDAR_BOARD (ss_calendar_board_get_type ())
G_DECLARE_FINAL_TYPE (SsCalendarBoard, ss_calendar_board, SS, CALENDAR_BOARD, GtkWidget)

GtkWidget *ss_calendar_board_new (void);
void ss_calendar_board_set_model (SsCalendarBoard *self, SsCalendarModel *model);
const char *ss_calendar_board_get_view (SsCalendarBoard *self);
void ss_calendar_board_set_view (SsCalendarBoard *self, const char *id);
const GDate *ss_calendar_board_get_date (SsCalendarBoard *self);
void ss_calendar_board_set_date (SsCalendarBoard *self, const GDate *date);
void ss_calendar_board_set_first_weekday (SsCalendarBoard *self, GDateWeekday weekday);
void ss_calendar_board_show_booking (SsCalendarBoard *self, SsAppointment *booking);
GtkMenuButton *ss_calendar_board_get_filter_button (SsCalendarBoard *self);
const char *ss_calendar_board_get_title (SsCalendarBoard *self);
/* The days that the view shows, both included. */
void ss_calendar_board_get_period (SsCalendarBoard *self, GDate *first, GDate *last);
SsCalendarView *const *ss_calendar_board_get_views (SsCalendarBoard *self); /* SS_N_BOARD_VIEWS of them */

G_END_DECLS
