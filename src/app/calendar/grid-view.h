/* grid-view.h: bookings in tracks: Timeline, Day and Week
 *
 * Timeline has a row for each resource and time across, over 1, 3 or 7 days; Day has a column for each
 * resource and Week one for each day, with time down. All of it is drawn by one widget, a GtkScrollable whose
 * heads stay in sight; see SsCalendarView for what it says.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/calendar/calendar-view.h"
#include "app/calendar/layout/grid.h"

G_BEGIN_DECLS

typedef enum
{
  SS_GRID_TIMELINE,
  SS_GRID_DAY,
  SS_GRID_WEEK,
} SsGridKind;

#define SS_TYPE_GRID_VIEW (ss_grid_view_get_type ())
G_DECLARE_FINAL_TYPE (SsGridView, ss_grid_view, SS, GRID_VIEW, SsCalendarView)

GtkWidget *ss_grid_view_new (void);
void ss_grid_view_set_kind (SsGridView *self, SsGridKind kind, guint n_days);
SsGridKind ss_grid_view_get_kind (SsGridView *self);
guint ss_grid_view_get_n_days (SsGridView *self);
void ss_grid_view_get_first_day (SsGridView *self, GDate *first);
double ss_grid_view_get_zoom (SsGridView *self);
void ss_grid_view_zoom (SsGridView *self, double factor, double pointer);
const SsGrid *ss_grid_view_get_grid (SsGridView *self);
gboolean ss_grid_view_find_place (SsGridView *self, const char *id, SsRect *place);

G_END_DECLS
