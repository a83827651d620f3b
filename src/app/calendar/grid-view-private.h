/* grid-view-private.h: what the parts of the grid's view share
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/calendar/booking-painter.h"
#include "app/calendar/calendar-item.h"
#include "app/calendar/grid-view.h"

G_BEGIN_DECLS

/* Minutes of a step with Alt. */
#define SS_SNAP_FINE 5
#define SS_SLOT_MINUTES 30

/* A track's source. */
typedef struct
{
  SsResource *resource; /* (owned) (nullable): a day of all */
  GArray *open;         /* (owned): of SsTimeSpan */
  GArray *blocks;       /* (owned): of SsCalendarBlock */
} SsGridRow;

/* Where the keyboard is: on a booking, or on an empty time. */
typedef struct
{
  char *id; /* (owned) (nullable) */
  guint track;
  gint64 time;
} SsGridCursor;

typedef struct
{
  gboolean is_begun;      /* the button is down */
  gboolean is_active;     /* and has moved */
  SsHitPart part;         /* what was grasped; EMPTY: a new one is drawn */
  SsAppointment *booking; /* (owned) (nullable) */
  gint64 grasp;           /* from the booking's start to where it was grasped, or where drawing began */
  guint track;
  gint64 start;
  gint64 end;
  double from_x, from_y; /* where it was grasped, in the widget */
  double x, y;           /* where the pointer is */
  gboolean is_fine;
  gboolean is_over_tray;
  guint tick;
  gint64 last_tick;
} SsGridDrag;

struct _SsGridView
{
  SsCalendarView parent_instance;

  SsGridKind kind;
  guint n_days;
  GtkAdjustment *adjustments[2]; /* (owned) (nullable): by GtkOrientation */
  GtkScrollablePolicy policies[2];

  SsBookingPainter *painter; /* (owned) */
  SsGrid *grid;              /* (owned) (nullable) */
  GPtrArray *rows;           /* (owned): of SsGridRow, by track */
  GPtrArray *bookings;       /* (owned): what the grid's items are */
  GArray *ticks;             /* (owned) (nullable): of SsAxisTick, for tick_minutes */
  int tick_minutes;
  double per_minute; /* 0: what fits */
  double track_min;
  double head_height;
  double side_width;
  gboolean is_placed; /* scrolled to where the day begins */

  SsGridDrag drag;
  SsGridCursor cursor;
  GHashTable *items; /* (owned): id → SsCalendarItem */
  GtkWidget *slot;   /* (owned) (nullable): the empty time that has the focus */
  guint items_source;
  guint now_source;
  GtkGesture *drag_gesture; /* (not owned): of the widget */
};

/* grid-view.c */
gboolean ss_grid_view_is_mirror (SsGridView *self);
void ss_grid_view_get_viewport (SsGridView *self, SsRect *viewport);
void ss_grid_view_to_content (SsGridView *self, double x, double y, double *content_x, double *content_y);
double ss_grid_view_get_scroll (SsGridView *self, GtkOrientation orientation);
SsGridRow *ss_grid_view_get_row (SsGridView *self, guint track);
const char *ss_grid_view_get_resource_id (SsGridView *self, guint track, SsAppointment *booking);
guint ss_grid_view_find_item (SsGridView *self, const char *id);
void ss_grid_view_bring_into_sight (SsGridView *self, const SsRect *rect);
void ss_grid_view_move_cursor (SsGridView *self, const char *id, guint track, gint64 time);
void ss_grid_view_focus_cursor (SsGridView *self);
gint64 ss_grid_view_get_slot (SsGridView *self, gint64 time);

/* grid-view-items.c */
void ss_grid_view_queue_items (SsGridView *self);
void ss_grid_view_update_items (SsGridView *self);
GtkWidget *ss_grid_view_ensure_item (SsGridView *self, guint item);
GtkWidget *ss_grid_view_ensure_slot (SsGridView *self);
void ss_grid_view_allocate_items (SsGridView *self);
void ss_grid_view_clear_items (SsGridView *self);

/* grid-view-draw.c */
void ss_grid_view_draw (SsGridView *self, GtkSnapshot *snapshot);

/* grid-view-pointer.c */
void ss_grid_view_add_pointer (SsGridView *self);
void ss_grid_view_cancel_drag (SsGridView *self);

/* grid-view-keys.c */
void ss_grid_view_add_keys (SsGridView *self);

G_END_DECLS
