/* grid.c: where bookings are in a view of tracks
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/calendar/layout/grid.h"

#include <stdlib.h>

/**
 * ss_grid_new:
 * @is_down: whether time runs down, otherwise across
 * @is_mirror: whether it is right to left
 * @lane_size: the size of a lane across its track; 0: the lanes share the track
 *
 * The axis is the caller's to set up.
 *
 * Returns: (transfer full): a grid with no tracks
 */
SsGrid *
ss_grid_new (gboolean is_down, gboolean is_mirror, double lane_size)
{
  SsGrid *self = g_new0 (SsGrid, 1);

  self->is_down = is_down;
  self->is_mirror = is_mirror;
  self->lane_size = lane_size;
  self->tracks = g_array_new (FALSE, TRUE, sizeof (SsGridTrack));
  self->items = g_array_new (FALSE, TRUE, sizeof (SsGridItem));
  return self;
}

/**
 * ss_grid_free:
 * @self: a grid
 *
 * Frees it.
 */
void
ss_grid_free (SsGrid *self)
{
  ss_time_axis_clear (&self->axis);
  g_array_unref (self->tracks);
  g_array_unref (self->items);
  g_free (self);
}

SsGridTrack *
ss_grid_get_track (const SsGrid *self, guint track)
{
  return &g_array_index (self->tracks, SsGridTrack, track);
}

SsGridItem *
ss_grid_get_item (const SsGrid *self, guint item)
{
  return &g_array_index (self->items, SsGridItem, item);
}

/**
 * ss_grid_add_track:
 * @self: a grid
 * @day: the day of an axis down
 *
 * What is added next lies in it.
 *
 * Returns: its number
 */
guint
ss_grid_add_track (SsGrid *self, guint day)
{
  SsGridTrack track = { .day = day, .first_item = self->items->len };

  g_array_append_val (self->tracks, track);
  return self->tracks->len - 1;
}

/**
 * ss_grid_add_item:
 * @self: a grid
 * @item: what is shown
 * @id: its id, which @item keeps
 * @start: its beginning
 * @end: its end
 *
 * Adds a booking to the track that was added last.
 */
void
ss_grid_add_item (SsGrid *self, gpointer item, const char *id, gint64 start, gint64 end)
{
  SsGridItem added = {
    .item = item, .id = id, .track = self->tracks->len - 1, .start = start, .end = end, .n_lanes = 1
  };

  g_array_append_val (self->items, added);
  ss_grid_get_track (self, added.track)->n_items++;
}

/* Who begins first comes first, then the longer one; the id decides the rest, so that a booking has the same
 * lane however the list came. */
static int
compare_items (const void *a, const void *b)
{
  const SsGridItem *one = a, *other = b;

  if (one->start != other->start)
    return one->start < other->start ? -1 : 1;
  if (one->end != other->end)
    return one->end > other->end ? -1 : 1;
  return g_strcmp0 (one->id, other->id);
}

static guint
find_lane (GArray *ends, const SsGridItem *item)
{
  for (guint i = 0; i < ends->len; i++)
    if (g_array_index (ends, gint64, i) <= item->start)
      {
        g_array_index (ends, gint64, i) = item->end;
        return i;
      }
  g_array_append_val (ends, item->end);
  return ends->len - 1;
}

/**
 * ss_grid_assign_lanes:
 * @items: (array length=n_items): of one track; they are sorted
 * @n_items: how many
 *
 * Gives each the first lane that is free when it begins.
 */
void
ss_grid_assign_lanes (SsGridItem *items, guint n_items)
{
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 end = G_MININT64;
  guint first = 0;

  if (n_items > 1)
    qsort (items, n_items, sizeof *items, compare_items);
  for (guint i = 0; i <= n_items; i++)
    {
      /* All before have ended: a group of its own. */
      if (i == n_items || items[i].start >= end)
        {
          for (guint j = first; j < i; j++)
            items[j].n_lanes = ends->len;
          g_array_set_size (ends, 0);
          first = i;
        }
      if (i == n_items)
        return;
      items[i].lane = find_lane (ends, &items[i]);
      end = MAX (end, items[i].end);
    }
}

/**
 * ss_grid_lay_out:
 * @self: a grid
 * @track_min: what a track takes at least, in pixels
 *
 * Assigns the lanes and places the tracks.
 */
void
ss_grid_lay_out (SsGrid *self, double track_min)
{
  double start = 0;

  for (guint i = 0; i < self->tracks->len; i++)
    {
      SsGridTrack *track = ss_grid_get_track (self, i);

      track->n_lanes = 1;
      if (track->n_items > 0)
        ss_grid_assign_lanes (ss_grid_get_item (self, track->first_item), track->n_items);
      for (guint j = 0; j < track->n_items; j++)
        track->n_lanes = MAX (track->n_lanes, ss_grid_get_item (self, track->first_item + j)->n_lanes);
      track->start = start;
      track->size = MAX (track_min, track->n_lanes * self->lane_size + 2 * SS_TRACK_PADDING);
      start += track->size;
    }
}

/**
 * ss_grid_get_breadth:
 * @self: a grid
 *
 * Returns: what all tracks take together, in pixels
 */
double
ss_grid_get_breadth (const SsGrid *self)
{
  const SsGridTrack *last;

  if (self->tracks->len == 0)
    return 0;
  last = ss_grid_get_track (self, self->tracks->len - 1);
  return last->start + last->size;
}

/**
 * ss_grid_get_size:
 * @self: a grid
 * @width: (out): of the content
 * @height: (out): of the content
 */
void
ss_grid_get_size (const SsGrid *self, double *width, double *height)
{
  double length = ss_time_axis_get_length (&self->axis);
  double breadth = ss_grid_get_breadth (self);

  *width = self->is_down ? breadth : length;
  *height = self->is_down ? length : breadth;
}

/* From along and across to x and y. */
static void
place (const SsGrid *self, double along, double length, double across, double breadth, SsRect *rect)
{
  if (self->is_down)
    *rect = (SsRect){ across, along, breadth, length };
  else
    *rect = (SsRect){ along, across, length, breadth };
  if (self->is_mirror)
    {
      double width, height;

      ss_grid_get_size (self, &width, &height);
      rect->x = width - rect->x - rect->width;
    }
}

/**
 * ss_grid_get_span_rect:
 * @self: a grid
 * @track: a track
 * @start: a moment
 * @end: a later one
 * @rect: (out): what the span takes of the whole track
 */
void
ss_grid_get_span_rect (const SsGrid *self, guint track, gint64 start, gint64 end, SsRect *rect)
{
  const SsGridTrack *of = ss_grid_get_track (self, track);
  double from = ss_time_axis_position (&self->axis, of->day, start);
  double to = ss_time_axis_position (&self->axis, of->day, end);

  place (self, from, MAX (to - from, 0), of->start, of->size, rect);
}

/**
 * ss_grid_get_rect:
 * @self: a grid
 * @item: one of its items
 * @rect: (out): where it is drawn
 */
void
ss_grid_get_rect (const SsGrid *self, const SsGridItem *item, SsRect *rect)
{
  const SsGridTrack *track = ss_grid_get_track (self, item->track);
  double from = ss_time_axis_position (&self->axis, track->day, item->start);
  double to = ss_time_axis_position (&self->axis, track->day, item->end);
  double breadth = self->lane_size;

  if (breadth <= 0)
    breadth = (track->size - 2 * SS_TRACK_PADDING) / item->n_lanes;
  place (self, from, MAX (to - from, SS_ITEM_MIN), track->start + SS_TRACK_PADDING + item->lane * breadth,
         breadth, rect);
}

/**
 * ss_grid_find_track:
 * @self: a grid
 * @across: a place across the tracks, before mirroring
 *
 * Returns: the track there; %G_MAXUINT outside of all
 */
guint
ss_grid_find_track (const SsGrid *self, double across)
{
  guint low = 0, high = self->tracks->len;

  if (across < 0 || across >= ss_grid_get_breadth (self))
    return G_MAXUINT;
  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (ss_grid_get_track (self, middle)->start <= across)
        low = middle;
      else
        high = middle;
    }
  return low;
}

/* Edges are within the booking; a short one keeps a third of it to be held by. */
static SsHitPart
find_part (const SsGrid *self, const SsRect *rect, double x, double y)
{
  double length = self->is_down ? rect->height : rect->width;
  double along = self->is_down ? y - rect->y : x - rect->x;
  double edge = MIN (SS_EDGE_SIZE, length / 3);

  if (!self->is_down && self->is_mirror)
    along = length - along;
  if (along < edge)
    return SS_HIT_START_EDGE;
  return along >= length - edge ? SS_HIT_END_EDGE : SS_HIT_BODY;
}

/**
 * ss_grid_hit:
 * @self: a grid
 * @x: in the content
 * @y: in the content
 * @hit: (out): what is there
 */
void
ss_grid_hit (const SsGrid *self, double x, double y, SsHit *hit)
{
  const SsGridTrack *track;
  double width, height, straight;

  ss_grid_get_size (self, &width, &height);
  straight = self->is_mirror ? width - x : x;
  *hit = (SsHit){ SS_HIT_NOTHING, G_MAXUINT, G_MAXUINT, 0 };
  hit->track = ss_grid_find_track (self, self->is_down ? straight : y);
  if (hit->track == G_MAXUINT || x < 0 || y < 0 || x >= width || y >= height)
    return;

  track = ss_grid_get_track (self, hit->track);
  hit->part = SS_HIT_EMPTY;
  hit->time = ss_time_axis_time (&self->axis, track->day, self->is_down ? y : straight);
  /* What is drawn last is on top. */
  for (guint i = track->n_items; i-- > 0;)
    {
      SsRect rect;

      ss_grid_get_rect (self, ss_grid_get_item (self, track->first_item + i), &rect);
      if (x < rect.x || x >= rect.x + rect.width || y < rect.y || y >= rect.y + rect.height)
        continue;
      hit->item = track->first_item + i;
      hit->part = find_part (self, &rect, x, y);
      return;
    }
}

gboolean
ss_rect_overlaps (const SsRect *one, const SsRect *other)
{
  return one->x < other->x + other->width && other->x < one->x + one->width
         && one->y < other->y + other->height && other->y < one->y + one->height;
}

/* The one of @track that is nearest to what is @from there. */
static guint
find_nearest (const SsGrid *self, guint track, double from)
{
  const SsGridTrack *of = ss_grid_get_track (self, track);
  guint found = G_MAXUINT;
  double nearest = 0;

  for (guint i = of->first_item; i < of->first_item + of->n_items; i++)
    {
      const SsGridItem *item = ss_grid_get_item (self, i);
      double distance = ABS (ss_time_axis_position (&self->axis, of->day, item->start) - from);

      if (found != G_MAXUINT && distance >= nearest)
        continue;
      found = i;
      nearest = distance;
    }
  return found;
}

/**
 * ss_grid_step:
 * @self: a grid
 * @item: an item
 * @step: a direction
 *
 * Returns: the next item in that direction; %G_MAXUINT where there is none
 */
guint
ss_grid_step (const SsGrid *self, guint item, SsGridStep step)
{
  const SsGridItem *from = ss_grid_get_item (self, item);
  const SsGridTrack *track = ss_grid_get_track (self, from->track);
  double position = ss_time_axis_position (&self->axis, track->day, from->start);
  int direction = step == SS_STEP_NEXT_TRACK ? 1 : -1;

  if (step == SS_STEP_EARLIER)
    return item > track->first_item ? item - 1 : G_MAXUINT;
  if (step == SS_STEP_LATER)
    return item + 1 < track->first_item + track->n_items ? item + 1 : G_MAXUINT;
  for (guint i = from->track + (guint) direction; i < self->tracks->len; i += (guint) direction)
    {
      guint found = find_nearest (self, i, position);

      if (found != G_MAXUINT)
        return found;
    }
  return G_MAXUINT;
}
