/* grid-view-draw.c: the grid's picture
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "app/calendar/booking-words.h"
#include "app/calendar/grid-view-private.h"
#include "app/widgets/clock-text.h"

#define BUFFER_SIZE 3.0

/* What every step of a frame needs. */
typedef struct
{
  SsGridView *view;
  const SsGrid *grid;
  SsBookingPainter *painter;
  SsTextCache *texts;
  SsCalendarModel *model;
  GtkSnapshot *snapshot;
  SsRect viewport; /* in the widget */
  SsRect sight;    /* in the content */
  gint64 now;
  double line;
} Frame;

static const GdkRGBA *
color (const Frame *frame, SsCalendarColor which)
{
  return ss_booking_painter_get_color (frame->painter, which);
}

static void
fill (const Frame *frame, double x, double y, double width, double height, SsCalendarColor which)
{
  if (width > 0 && height > 0)
    ss_booking_painter_fill (frame->snapshot, &(SsRect){ x, y, width, height }, color (frame, which));
}

/* The tracks that are in sight: to before @end. */
static void
find_tracks (const Frame *frame, guint *first, guint *end)
{
  const SsGrid *grid = frame->grid;
  double from = frame->sight.y, to = frame->sight.y + frame->sight.height;

  if (grid->is_down)
    {
      double width, height;

      ss_grid_get_size (grid, &width, &height);
      from = grid->is_mirror ? width - frame->sight.x - frame->sight.width : frame->sight.x;
      to = from + frame->sight.width;
    }
  *first = ss_grid_find_track (grid, MAX (from, 0));
  *end = ss_grid_find_track (grid, to);
  if (*first == G_MAXUINT)
    *first = *end = 0;
  else
    *end = *end == G_MAXUINT ? grid->tracks->len : *end + 1;
}

static gboolean
clip (const Frame *frame, SsRect *rect)
{
  double right = MIN (rect->x + rect->width, frame->sight.x + frame->sight.width);
  double bottom = MIN (rect->y + rect->height, frame->sight.y + frame->sight.height);

  rect->x = MAX (rect->x, frame->sight.x);
  rect->y = MAX (rect->y, frame->sight.y);
  rect->width = right - rect->x;
  rect->height = bottom - rect->y;
  return rect->width > 0 && rect->height > 0;
}

static void
shade (const Frame *frame, guint track, gint64 start, gint64 end)
{
  SsRect rect;

  if (end <= start)
    return;
  ss_grid_get_span_rect (frame->grid, track, start, end, &rect);
  if (clip (frame, &rect))
    ss_booking_painter_fill (frame->snapshot, &rect, color (frame, SS_COLOR_CLOSED));
}

/* What lies between the spans in which the track is open. */
static void
draw_closed (const Frame *frame, guint track)
{
  const SsTimeAxis *axis = &frame->grid->axis;
  const SsGridRow *row = ss_grid_view_get_row (frame->view, track);
  guint day = ss_grid_get_track (frame->grid, track)->day;
  gint64 from = axis->starts[day];
  gint64 to = axis->starts[frame->grid->is_down ? day + 1 : axis->n_days];

  for (guint i = 0; i < row->open->len; i++)
    {
      const SsTimeSpan *span = &g_array_index (row->open, SsTimeSpan, i);

      shade (frame, track, from, MIN (span->start, to));
      from = MAX (from, span->end);
    }
  shade (frame, track, from, to);
}

static void
draw_gap (const Frame *frame, guint track)
{
  const SsGridTrack *of = ss_grid_get_track (frame->grid, track);
  double start, end;
  SsRect rect;

  if (!ss_time_axis_get_gap (&frame->grid->axis, of->day, &start, &end))
    return;
  ss_grid_get_span_rect (frame->grid, track, 0, 0, &rect);
  rect.y = start;
  rect.height = end - start;
  if (clip (frame, &rect))
    ss_booking_painter_hatch (frame->painter, frame->snapshot, &rect);
}

static void
draw_blocks (const Frame *frame, guint track)
{
  const SsGridRow *row = ss_grid_view_get_row (frame->view, track);
  SsTextFlags mirror = frame->grid->is_mirror ? SS_TEXT_MIRROR : SS_TEXT_PLAIN;

  for (guint i = 0; i < row->blocks->len; i++)
    {
      const SsCalendarBlock *block = &g_array_index (row->blocks, SsCalendarBlock, i);
      SsRect rect;

      ss_grid_get_span_rect (frame->grid, track, block->start, block->end, &rect);
      if (!clip (frame, &rect))
        continue;
      ss_booking_painter_fill (frame->snapshot, &rect, color (frame, SS_COLOR_CLOSED));
      ss_booking_painter_hatch (frame->painter, frame->snapshot, &rect);
      if (rect.height < frame->line || rect.width < 24)
        continue;
      rect = (SsRect){ rect.x + 6,
                       rect.y + (rect.height > 2 * frame->line ? 4 : (rect.height - frame->line) / 2),
                       rect.width - 12, frame->line };
      ss_text_cache_draw (frame->texts, frame->snapshot, block->title, mirror, color (frame, SS_COLOR_FAINT),
                          &rect);
    }
}

static void
draw_lines (const Frame *frame, guint first, guint end)
{
  const SsGrid *grid = frame->grid;
  const SsRect *sight = &frame->sight;
  double width, height;

  ss_grid_get_size (grid, &width, &height);
  for (guint i = 0; i < frame->view->ticks->len; i++)
    {
      double at = floor (g_array_index (frame->view->ticks, SsAxisTick, i).position);

      if (!grid->is_down && grid->is_mirror)
        at = floor (width - at);
      if (grid->is_down && at >= sight->y && at < sight->y + sight->height)
        fill (frame, sight->x, at, sight->width, 1, SS_COLOR_LINE);
      else if (!grid->is_down && at >= sight->x && at < sight->x + sight->width)
        fill (frame, at, sight->y, g_array_index (frame->view->ticks, SsAxisTick, i).minute == 0 ? 2 : 1,
              MIN (sight->height, height - sight->y), SS_COLOR_LINE);
    }
  for (guint i = first; i < end; i++)
    {
      const SsGridTrack *track = ss_grid_get_track (grid, i);
      double at = track->start + track->size - 1;

      if (grid->is_down)
        fill (frame, floor (grid->is_mirror ? width - at - 1 : at), sight->y, 1, sight->height,
              SS_COLOR_LINE);
      else
        fill (frame, sight->x, floor (at), MIN (sight->width, width - sight->x), 1, SS_COLOR_LINE);
    }
}

/* Buffers are thin bands beside the booking, in its own lane. */
static void
draw_buffers (const Frame *frame, const SsGridItem *item, const SsRect *rect)
{
  int minutes[2];

  ss_calendar_model_get_buffers (frame->model, item->item, &minutes[0], &minutes[1]);
  for (guint i = 0; i < 2; i++)
    {
      gint64 start = i == 0 ? item->start - minutes[0] * SS_MINUTE : item->end;
      SsRect band;

      if (minutes[i] <= 0)
        continue;
      ss_grid_get_span_rect (frame->grid, item->track, start, start + minutes[i] * SS_MINUTE, &band);
      if (frame->grid->is_down)
        band = (SsRect){ rect->x + rect->width / 2 - BUFFER_SIZE / 2, band.y, BUFFER_SIZE, band.height };
      else
        band = (SsRect){ band.x, rect->y + rect->height / 2 - BUFFER_SIZE / 2, band.width, BUFFER_SIZE };
      if (clip (frame, &band))
        ss_booking_painter_fill (frame->snapshot, &band, color (frame, SS_COLOR_HATCH));
    }
}

static SsPaintFlags
find_flags (const Frame *frame, const SsGridItem *item)
{
  SsGridView *self = frame->view;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  SsPaintFlags flags = frame->grid->is_mirror ? SS_PAINT_MIRROR : SS_PAINT_PLAIN;
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self));

  if (g_strcmp0 (ss_calendar_view_get_selected_id (SS_CALENDAR_VIEW (self)), item->id) == 0)
    flags |= SS_PAINT_SELECTED;
  if (self->cursor.id != NULL && focus != NULL && gtk_widget_has_focus (focus)
      && strcmp (self->cursor.id, item->id) == 0 && GTK_IS_WINDOW (root)
      && gtk_window_get_focus_visible (GTK_WINDOW (root)))
    flags |= SS_PAINT_FOCUSED;
  if (self->drag.is_active && self->drag.booking == item->item)
    flags |= SS_PAINT_LIFTED;
  if (ss_calendar_model_is_pending (frame->model, item->item))
    flags |= SS_PAINT_PENDING;
  return flags;
}

static void
draw_items (const Frame *frame, guint track)
{
  const SsGridTrack *of = ss_grid_get_track (frame->grid, track);

  for (guint i = of->first_item; i < of->first_item + of->n_items; i++)
    {
      const SsGridItem *item = ss_grid_get_item (frame->grid, i);
      SsRect rect;

      ss_grid_get_rect (frame->grid, item, &rect);
      if (!ss_rect_overlaps (&rect, &frame->sight))
        continue;
      draw_buffers (frame, item, &rect);
      ss_booking_painter_draw (frame->painter, frame->snapshot, item->item, &rect, find_flags (frame, item));
    }
}

static void
draw_now (const Frame *frame, guint first, guint end)
{
  const SsTimeAxis *axis = &frame->grid->axis;
  guint today = ss_time_axis_find_day (axis, frame->now);
  SsRect rect;

  if (frame->now < axis->starts[0] || frame->now >= axis->starts[axis->n_days])
    return;
  for (guint i = first; i < end; i++)
    {
      if (frame->grid->is_down && ss_grid_get_track (frame->grid, i)->day != today)
        continue;
      ss_grid_get_span_rect (frame->grid, i, frame->now, frame->now, &rect);
      if (frame->grid->is_down)
        fill (frame, rect.x, floor (rect.y) - 1, rect.width, 2, SS_COLOR_NOW);
      else
        fill (frame, floor (rect.x) - 1, rect.y, 2, rect.height, SS_COLOR_NOW);
    }
}

static void
draw_cursor (const Frame *frame)
{
  SsGridView *self = frame->view;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  float widths[] = { 2, 2, 2, 2 };
  GdkRGBA accent = *color (frame, SS_COLOR_ACCENT);
  GdkRGBA colors[] = { accent, accent, accent, accent };
  GskRoundedRect rounded;
  SsRect rect;

  if (self->cursor.id != NULL || self->slot == NULL || !gtk_widget_has_focus (self->slot)
      || !GTK_IS_WINDOW (root) || !gtk_window_get_focus_visible (GTK_WINDOW (root)))
    return;
  ss_grid_get_span_rect (frame->grid, self->cursor.track, self->cursor.time,
                         self->cursor.time + SS_SLOT_MINUTES * SS_MINUTE, &rect);
  gsk_rounded_rect_init_from_rect (&rounded,
                                   &GRAPHENE_RECT_INIT ((float) rect.x, (float) rect.y + 1,
                                                        (float) rect.width, (float) rect.height - 2),
                                   5);
  gtk_snapshot_append_border (frame->snapshot, &rounded, widths, colors);
}

static void
draw_ghost (const Frame *frame)
{
  const SsGridDrag *drag = &frame->view->drag;
  const SsGridTrack *track;
  g_autofree char *times = NULL;
  SsRect rect;

  if (!drag->is_active || drag->is_over_tray || drag->track >= frame->grid->tracks->len)
    return;
  track = ss_grid_get_track (frame->grid, drag->track);
  times = ss_format_times (frame->grid->axis.zone, drag->start, drag->end);
  ss_grid_get_span_rect (frame->grid, drag->track, drag->start, drag->end, &rect);
  if (frame->grid->is_down)
    {
      rect.x += SS_TRACK_PADDING;
      rect.width = track->size - 2 * SS_TRACK_PADDING;
    }
  else
    {
      rect.y += SS_TRACK_PADDING;
      rect.height = frame->grid->lane_size;
    }
  ss_booking_painter_draw_ghost (frame->painter, frame->snapshot, &rect, times,
                                 frame->grid->is_mirror ? SS_PAINT_MIRROR : SS_PAINT_PLAIN);
}

static void
draw_content (const Frame *frame)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT ((float) frame->viewport.x, (float) frame->viewport.y,
                                               (float) frame->viewport.width, (float) frame->viewport.height);
  guint first, end;

  find_tracks (frame, &first, &end);
  gtk_snapshot_push_clip (frame->snapshot, &bounds);
  gtk_snapshot_save (frame->snapshot);
  gtk_snapshot_translate (frame->snapshot,
                          &GRAPHENE_POINT_INIT ((float) (frame->viewport.x - frame->sight.x),
                                                (float) (frame->viewport.y - frame->sight.y)));
  for (guint i = first; i < end; i++)
    {
      draw_closed (frame, i);
      draw_gap (frame, i);
    }
  draw_lines (frame, first, end);
  for (guint i = first; i < end; i++)
    {
      draw_blocks (frame, i);
      draw_items (frame, i);
    }
  draw_now (frame, first, end);
  draw_cursor (frame);
  draw_ghost (frame);
  gtk_snapshot_restore (frame->snapshot);
  gtk_snapshot_pop (frame->snapshot);
}

static gboolean
is_today (const Frame *frame, guint day)
{
  const SsTimeAxis *axis = &frame->grid->axis;

  return frame->now >= axis->starts[day] && frame->now < axis->starts[day + 1];
}

static char *
format_day (const Frame *frame, guint day)
{
  GDate date;

  ss_day_of (frame->grid->axis.zone, frame->grid->axis.starts[day], &date);
  /* Translators: a short day over a column or row of hours, as "Mon 23 Nov". */
  return ss_format_date (&date, _ ("%a %-d %b"));
}

static char *
format_tick (const SsAxisTick *tick)
{
  g_autoptr (GDateTime) time = g_date_time_new_utc (2000, 1, 1, tick->minute / 60, tick->minute % 60, 0);

  return ss_clock_text_format_hour (time);
}

/* The head of the Timeline: the days, whose names stay in sight, over their hours. */
static void
draw_timeline_head (const Frame *frame)
{
  const SsTimeAxis *axis = &frame->grid->axis;
  gboolean is_mirror = frame->grid->is_mirror;
  double width = ss_time_axis_get_length (axis);
  double y = 4;

  for (guint day = 0; day < axis->n_days; day++)
    {
      g_autofree char *text = format_day (frame, day);
      double from = ss_time_axis_position (axis, day, axis->starts[day]);
      double to = ss_time_axis_position (axis, day, axis->starts[day + 1]);
      double left = (is_mirror ? width - to : from) - frame->sight.x + frame->viewport.x;
      double right = left + to - from;
      SsRect place = { MAX (left, frame->viewport.x) + 6, y, 0, frame->line };

      place.width = MIN (right, frame->viewport.x + frame->viewport.width) - place.x - 6;
      ss_text_cache_draw (frame->texts, frame->snapshot, text,
                          SS_TEXT_BOLD | (is_mirror ? SS_TEXT_MIRROR : SS_TEXT_PLAIN),
                          color (frame, is_today (frame, day) ? SS_COLOR_ACCENT : SS_COLOR_TEXT), &place);
    }
  y += frame->line + 3;
  for (guint i = 0; i < frame->view->ticks->len; i++)
    {
      const SsAxisTick *tick = &g_array_index (frame->view->ticks, SsAxisTick, i);
      double at = (is_mirror ? width - tick->position : tick->position) - frame->sight.x + frame->viewport.x;
      g_autofree char *text = NULL;

      if (at < frame->viewport.x - 60 || at > frame->viewport.x + frame->viewport.width + 60)
        continue;
      text = format_tick (tick);
      ss_text_cache_draw (frame->texts, frame->snapshot, text, is_mirror ? SS_TEXT_MIRROR : SS_TEXT_PLAIN,
                          color (frame, SS_COLOR_FAINT),
                          &(SsRect){ is_mirror ? at - 84 : at + 4, y, 80, frame->line });
    }
}

/* The names of the rows, at the side. */
static void
draw_timeline_side (const Frame *frame)
{
  double x = frame->grid->is_mirror ? frame->viewport.width : 0;
  guint first, end;

  find_tracks (frame, &first, &end);
  for (guint i = first; i < end; i++)
    {
      const SsGridTrack *track = ss_grid_get_track (frame->grid, i);
      SsResource *resource = ss_grid_view_get_row (frame->view, i)->resource;
      double y = frame->viewport.y + track->start - frame->sight.y;
      const char *name = ss_resource_get_color (resource);
      GdkRGBA tint;

      if (name != NULL && gdk_rgba_parse (&tint, name))
        ss_booking_painter_fill (frame->snapshot,
                                 &(SsRect){ frame->grid->is_mirror ? x + frame->view->side_width - 4 : x,
                                            y + 4, 4, track->size - 9 },
                                 &tint);
      ss_text_cache_draw (frame->texts, frame->snapshot, ss_resource_get_name (resource),
                          frame->grid->is_mirror ? SS_TEXT_MIRROR : SS_TEXT_PLAIN,
                          color (frame, SS_COLOR_TEXT),
                          &(SsRect){ x + 12, y + floor ((track->size - frame->line) / 2),
                                     frame->view->side_width - 24, frame->line });
      fill (frame, x, floor (y + track->size - 1), frame->view->side_width, 1, SS_COLOR_LINE);
    }
}

/* The names of the columns. */
static void
draw_column_head (const Frame *frame)
{
  guint first, end;

  find_tracks (frame, &first, &end);
  for (guint i = first; i < end; i++)
    {
      SsResource *resource = ss_grid_view_get_row (frame->view, i)->resource;
      guint day = ss_grid_get_track (frame->grid, i)->day;
      g_autofree char *text =
          resource != NULL ? g_strdup (ss_resource_get_name (resource)) : format_day (frame, day);
      gboolean is_marked = resource == NULL && is_today (frame, day);
      SsRect rect;

      ss_grid_get_span_rect (frame->grid, i, 0, 0, &rect);
      rect.x += frame->viewport.x - frame->sight.x + 4;
      rect.width -= 8;
      rect.y = floor ((frame->view->head_height - frame->line) / 2);
      rect.height = frame->line;
      if (is_marked)
        fill (frame, rect.x - 4, frame->view->head_height - 3, rect.width + 8, 3, SS_COLOR_ACCENT);
      ss_text_cache_draw (frame->texts, frame->snapshot, text, SS_TEXT_BOLD | SS_TEXT_CENTERED,
                          color (frame, is_marked ? SS_COLOR_ACCENT : SS_COLOR_TEXT), &rect);
    }
}

/* The hours, at the side. */
static void
draw_column_side (const Frame *frame)
{
  double x = frame->grid->is_mirror ? frame->viewport.width : 0;

  for (guint i = 0; i < frame->view->ticks->len; i++)
    {
      const SsAxisTick *tick = &g_array_index (frame->view->ticks, SsAxisTick, i);
      double y = frame->viewport.y + tick->position - frame->sight.y - floor (frame->line / 2);
      g_autofree char *text = NULL;

      if (y + frame->line < frame->viewport.y || y > frame->viewport.y + frame->viewport.height
          || tick->position <= 0)
        continue;
      text = format_tick (tick);
      ss_text_cache_draw (frame->texts, frame->snapshot, text, SS_TEXT_CENTERED,
                          color (frame, SS_COLOR_FAINT),
                          &(SsRect){ x, y, frame->view->side_width, frame->line });
    }
}

static void
draw_heads (const Frame *frame)
{
  double height = frame->view->head_height, side = frame->view->side_width;
  double side_x = frame->grid->is_mirror ? frame->viewport.width : 0;
  double bottom = frame->viewport.y + frame->viewport.height;

  gtk_snapshot_push_clip (frame->snapshot,
                          &GRAPHENE_RECT_INIT ((float) frame->viewport.x, 0, (float) frame->viewport.width,
                                               (float) height));
  (frame->grid->is_down ? draw_column_head : draw_timeline_head) (frame);
  gtk_snapshot_pop (frame->snapshot);
  gtk_snapshot_push_clip (frame->snapshot, &GRAPHENE_RECT_INIT ((float) side_x, (float) height, (float) side,
                                                                (float) frame->viewport.height));
  (frame->grid->is_down ? draw_column_side : draw_timeline_side) (frame);
  gtk_snapshot_pop (frame->snapshot);
  fill (frame, 0, height - 1, side + frame->viewport.width, 1, SS_COLOR_LINE);
  fill (frame, frame->grid->is_mirror ? side_x : side - 1, 0, 1, bottom, SS_COLOR_LINE);
}

static void
update_ticks (const Frame *frame)
{
  SsGridView *self = frame->view;
  g_autofree char *wide = ss_clock_text_format_minute (22 * 60 + 30);
  double size = frame->grid->is_down ? 2.5 * frame->line
                                     : ss_text_cache_measure (frame->texts, wide, SS_TEXT_PLAIN) + 14;
  int minutes = ss_time_axis_choose_step (frame->grid->axis.per_minute, size);

  if (self->ticks != NULL && self->tick_minutes == minutes)
    return;
  g_clear_pointer (&self->ticks, g_array_unref);
  self->tick_minutes = minutes;
  self->ticks = ss_time_axis_get_ticks (&frame->grid->axis, minutes);
}

/**
 * ss_grid_view_draw:
 * @self: a view that has a grid
 * @snapshot: where to
 */
void
ss_grid_view_draw (SsGridView *self, GtkSnapshot *snapshot)
{
  Frame frame = {
    .view = self,
    .grid = self->grid,
    .painter = self->painter,
    .texts = ss_booking_painter_get_texts (self->painter),
    .model = ss_calendar_view_get_model (SS_CALENDAR_VIEW (self)),
    .snapshot = snapshot,
  };

  frame.now = ss_calendar_model_get_now (frame.model);
  frame.line = ss_text_cache_get_line_height (frame.texts);
  ss_grid_view_get_viewport (self, &frame.viewport);
  frame.sight = (SsRect){ ss_grid_view_get_scroll (self, GTK_ORIENTATION_HORIZONTAL),
                          ss_grid_view_get_scroll (self, GTK_ORIENTATION_VERTICAL), frame.viewport.width,
                          frame.viewport.height };
  ss_booking_painter_begin (self->painter, frame.model, frame.now);
  update_ticks (&frame);
  draw_content (&frame);
  draw_heads (&frame);
}
