/* grid.h: where bookings are in a view of tracks
 *
 * A track is a resource's row (Timeline) or a day's or resource's column (Day, Week). Along it is time,
 * across it the lanes in which bookings that overlap lie beside each other. Coordinates are of the content,
 * before scrolling; right to left is a mirror in front of it all.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/calendar/layout/time-axis.h"

G_BEGIN_DECLS

/* Lanes stay at least this far from their track's border. */
#define SS_TRACK_PADDING 3.0
/* How near to its end a booking is resized. */
#define SS_EDGE_SIZE 6.0
/* A booking is drawn no smaller, so that it can be seen and hit. */
#define SS_ITEM_MIN 4.0

typedef struct
{
  double x, y, width, height;
} SsRect;

/**
 * SsGridItem:
 * @item: what is shown
 * @id: (not owned): its id, which decides between bookings of the same time
 * @lane: from 0
 * @n_lanes: of those that it overlaps with, directly or by way of others
 */
typedef struct
{
  gpointer item;
  const char *id;
  guint track;
  gint64 start;
  gint64 end;
  guint lane;
  guint n_lanes;
} SsGridItem;

typedef struct
{
  double start;
  double size;
  guint day; /* of the axis */
  guint first_item;
  guint n_items;
  guint n_lanes;
} SsGridTrack;

typedef enum
{
  SS_HIT_NOTHING, /* outside of all tracks */
  SS_HIT_EMPTY,
  SS_HIT_BODY,
  SS_HIT_START_EDGE,
  SS_HIT_END_EDGE,
} SsHitPart;

typedef struct
{
  SsHitPart part;
  guint item; /* where part is of an item */
  guint track;
  gint64 time;
} SsHit;

typedef struct
{
  gboolean is_down;   /* time runs down */
  gboolean is_mirror; /* right to left */
  double lane_size;   /* fixed; 0: the lanes share the track */
  SsTimeAxis axis;
  GArray *tracks; /* (owned): of SsGridTrack */
  GArray *items;  /* (owned): of SsGridItem, by track and start */
} SsGrid;

SsGrid *ss_grid_new (gboolean is_down, gboolean is_mirror, double lane_size);
void ss_grid_free (SsGrid *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsGrid, ss_grid_free)

guint ss_grid_add_track (SsGrid *self, guint day);
void ss_grid_add_item (SsGrid *self, gpointer item, const char *id, gint64 start, gint64 end);
void ss_grid_lay_out (SsGrid *self, double track_min);
void ss_grid_assign_lanes (SsGridItem *items, guint n_items);

SsGridTrack *ss_grid_get_track (const SsGrid *self, guint track);
SsGridItem *ss_grid_get_item (const SsGrid *self, guint item);
double ss_grid_get_breadth (const SsGrid *self);
void ss_grid_get_size (const SsGrid *self, double *width, double *height);
void ss_grid_get_rect (const SsGrid *self, const SsGridItem *item, SsRect *rect);
void ss_grid_get_span_rect (const SsGrid *self, guint track, gint64 start, gint64 end, SsRect *rect);
guint ss_grid_find_track (const SsGrid *self, double across);
void ss_grid_hit (const SsGrid *self, double x, double y, SsHit *hit);
gboolean ss_rect_overlaps (const SsRect *one, const SsRect *other);

/* The next one from @item in a direction; G_MAXUINT where there is none. */
typedef enum
{
  SS_STEP_EARLIER,
  SS_STEP_LATER,
  SS_STEP_PREVIOUS_TRACK,
  SS_STEP_NEXT_TRACK,
} SsGridStep;

guint ss_grid_step (const SsGrid *self, guint item, SsGridStep step);

G_END_DECLS
