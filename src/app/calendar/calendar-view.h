/* calendar-view.h: the base of the calendar's views
 *
 * A view shows an SsCalendarModel from a day on and changes nothing itself: it says what the person wants.
 *
 * Properties: model (SsCalendarModel), date (GDate: the day that is meant), first-weekday (GDateWeekday),
 * selected-id.
 *
 * Signals:
 * - ::activate-booking (const char *id): Enter or a double click
 * - ::booking-menu (const char *id, GdkRectangle *place): the menu key or the other button
 * - ::time-menu (const char *resource_id, gint64 start, GdkRectangle *place): likewise, on a time without a
 *   booking; resource_id (nullable) where the view is not of one
 * - ::move-booking (const char *id, const char *resource_id, gint64 start, gint64 minutes): moved or resized;
 *   without a resource it is put back among those that wait
 * - ::assign (const char *id, const char *resource_id, gint64 start): one that waited was put there
 * - ::create-booking (const char *resource_id, gint64 start, gint64 minutes): drawn on empty time; minutes is
 *   0 where no length was drawn, resource_id (nullable) where the view is not of one
 * - ::show-period (int n): that many periods on; 0: today
 * - ::show-day (GDate *day): a day more closely
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

#include "app/calendar/calendar-model.h"

G_BEGIN_DECLS

/* What a booking is moved or resized by. */
#define SS_CALENDAR_STEP_MINUTES 15

#define SS_TYPE_CALENDAR_VIEW (ss_calendar_view_get_type ())
G_DECLARE_DERIVABLE_TYPE (SsCalendarView, ss_calendar_view, SS, CALENDAR_VIEW, GtkWidget)

/**
 * SsCalendarViewClass:
 * @refresh: model, date or week have changed: reads anew
 * @select: selected-id has changed: shows it, and brings it into sight
 */
struct _SsCalendarViewClass
{
  GtkWidgetClass parent_class;

  void (*refresh) (SsCalendarView *self);
  void (*select) (SsCalendarView *self);
};

SsCalendarModel *ss_calendar_view_get_model (SsCalendarView *self);
const GDate *ss_calendar_view_get_date (SsCalendarView *self);
void ss_calendar_view_set_date (SsCalendarView *self, const GDate *date);
GDateWeekday ss_calendar_view_get_first_weekday (SsCalendarView *self);
const char *ss_calendar_view_get_selected_id (SsCalendarView *self);
void ss_calendar_view_select (SsCalendarView *self, const char *id);
/* Where a booking is dragged to be put back among those that wait. */
GtkWidget *ss_calendar_view_get_tray (SsCalendarView *self);
void ss_calendar_view_set_tray (SsCalendarView *self, GtkWidget *tray);

/* For views. */
void ss_calendar_view_activate (SsCalendarView *self, const char *id);
void ss_calendar_view_menu (SsCalendarView *self, const char *id, const GdkRectangle *place);
void ss_calendar_view_time_menu (SsCalendarView *self, const char *resource_id, gint64 start,
                                 const GdkRectangle *place);
void ss_calendar_view_move (SsCalendarView *self, const char *id, const char *resource_id, gint64 start,
                            gint64 minutes);
void ss_calendar_view_assign (SsCalendarView *self, const char *id, const char *resource_id, gint64 start);
void ss_calendar_view_create (SsCalendarView *self, const char *resource_id, gint64 start, gint64 minutes);
void ss_calendar_view_show_period (SsCalendarView *self, int n);
void ss_calendar_view_show_day (SsCalendarView *self, const GDate *day);

G_END_DECLS
