/* month-view-private.h: what the parts of the month's view share
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/calendar/booking-painter.h"
#include "app/calendar/month-view.h"

G_BEGIN_DECLS

#define SS_MONTH_CELLS_MAX 42
/* Between a day and its bookings. */
#define SS_MONTH_MARGIN 2

/* A day of the month. */
typedef struct
{
  gint64 start;
  gint64 end;
  GPtrArray *bookings; /* (owned): of SsAppointment, what it touches */
  GtkWidget *item;     /* (nullable): what stands for it */
} SsMonthCell;

struct _SsMonthView
{
  SsCalendarView parent_instance;

  SsBookingPainter *painter; /* (owned) */
  GDate first;
  GDate date; /* that the cells were made for */
  guint n_cells;
  SsMonthCell cells[SS_MONTH_CELLS_MAX];
  guint cursor;           /* a cell */
  guint cursor_booking;   /* of it; G_MAXUINT: the day itself */
  GHashTable *items;      /* (owned): id → SsCalendarItem */
  SsAppointment *dragged; /* (owned) (nullable) */
  guint dragged_from;
  guint dragged_to;
  double from_x, from_y;
  guint items_source;
};

SsCalendarModel *ss_month_view_get_model (SsMonthView *self);
gboolean ss_month_view_is_mirror (SsMonthView *self);
double ss_month_view_get_line (SsMonthView *self);
double ss_month_view_get_head_height (SsMonthView *self);
void ss_month_view_get_cell_rect (SsMonthView *self, guint cell, SsRect *rect);
void ss_month_view_get_booking_rect (SsMonthView *self, guint cell, guint booking, SsRect *rect);
guint ss_month_view_fit (SsMonthView *self, guint cell, guint *more);
SsAppointment *ss_month_view_get_booking (SsMonthView *self, guint cell, guint booking);
void ss_month_view_focus_cursor (SsMonthView *self);

/* month-view-draw.c */
void ss_month_view_draw (SsMonthView *self, GtkSnapshot *snapshot);

/* month-view-input.c */
void ss_month_view_add_input (SsMonthView *self);
void ss_month_view_cancel_drag (SsMonthView *self);

G_END_DECLS
