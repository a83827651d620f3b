/* month-view.h: a month of bookings, a cell a day
 *
 * Arrows go from day to day, with Ctrl through the bookings of one; Enter opens the booking, or shows the
 * day. What has no room is "+N more", which shows the day too. See SsCalendarView for what it says.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/calendar/calendar-view.h"
#include "app/calendar/layout/grid.h"

G_BEGIN_DECLS

#define SS_TYPE_MONTH_VIEW (ss_month_view_get_type ())
G_DECLARE_FINAL_TYPE (SsMonthView, ss_month_view, SS, MONTH_VIEW, SsCalendarView)

GtkWidget *ss_month_view_new (void);
void ss_month_view_get_range (SsMonthView *self, GDate *first, guint *n_days);
gboolean ss_month_view_find_place (SsMonthView *self, const char *id, SsRect *place);

G_END_DECLS
