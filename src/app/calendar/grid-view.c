/* grid-view.c: bookings in tracks: Timeline, Day and Week
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/calendar/grid-view.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "app/calendar/booking-words.h"
#include "app/calendar/grid-view-private.h"
#include "app/calendar/layout/motion.h"
#include "app/widgets/clock-text.h"

#define COLUMN_MIN_DAY 130.0
#define COLUMN_MIN_WEEK 88.0
#define SIDE_MAX 190.0
/* How many minutes are in sight at first. */
#define SIGHT_DAY (11 * 60.0)
#define SIGHT_THREE_DAYS (26 * 60.0)
#define SIGHT_WEEK (40 * 60.0)

static void ss_grid_view_scrollable_init (GtkScrollableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SsGridView, ss_grid_view, SS_TYPE_CALENDAR_VIEW,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, ss_grid_view_scrollable_init))

typedef enum
{
  PROP_HADJUSTMENT = 1,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
} SsGridViewProperty;

static void
free_row (gpointer data)
{
  SsGridRow *row = data;

  g_clear_object (&row->resource);
  g_array_unref (row->open);
  g_array_unref (row->blocks);
  g_free (row);
}

gboolean
ss_grid_view_is_mirror (SsGridView *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

void
ss_grid_view_get_viewport (SsGridView *self, SsRect *viewport)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));

  *viewport = (SsRect){ ss_grid_view_is_mirror (self) ? 0 : self->side_width, self->head_height,
                        MAX (width - self->side_width, 0), MAX (height - self->head_height, 0) };
}

double
ss_grid_view_get_scroll (SsGridView *self, GtkOrientation orientation)
{
  GtkAdjustment *adjustment = self->adjustments[orientation];

  return adjustment != NULL ? floor (gtk_adjustment_get_value (adjustment)) : 0;
}

void
ss_grid_view_to_content (SsGridView *self, double x, double y, double *content_x, double *content_y)
{
  SsRect viewport;

  ss_grid_view_get_viewport (self, &viewport);
  *content_x = x - viewport.x + ss_grid_view_get_scroll (self, GTK_ORIENTATION_HORIZONTAL);
  *content_y = y - viewport.y + ss_grid_view_get_scroll (self, GTK_ORIENTATION_VERTICAL);
}

SsGridRow *
ss_grid_view_get_row (SsGridView *self, guint track)
{
  return g_ptr_array_index (self->rows, track);
}

/* A day of all resources leaves a booking where it is. */
const char *
ss_grid_view_get_resource_id (SsGridView *self, guint track, SsAppointment *booking)
{
  SsGridRow *row = ss_grid_view_get_row (self, track);

  if (row->resource != NULL)
    return ss_resource_get_id (row->resource);
  return booking != NULL ? ss_appointment_get_resource_id (booking) : NULL;
}

guint
ss_grid_view_find_item (SsGridView *self, const char *id)
{
  for (guint i = 0; self->grid != NULL && id != NULL && i < self->grid->items->len; i++)
    if (g_strcmp0 (ss_grid_get_item (self->grid, i)->id, id) == 0)
      return i;
  return G_MAXUINT;
}

/* What a track shows: its items, and when it is open and blocked. */
static void
add_row (SsGridView *self, SsGrid *grid, SsResource *resource, guint day, guint n_days)
{
  SsCalendarModel *model = ss_calendar_view_get_model (SS_CALENDAR_VIEW (self));
  const char *resource_id = resource != NULL ? ss_resource_get_id (resource) : NULL;
  gint64 start = grid->axis.starts[day], end = grid->axis.starts[day + n_days];
  SsGridRow *row = g_new0 (SsGridRow, 1);
  g_autoptr (GPtrArray) bookings = NULL;

  if (resource != NULL)
    bookings = ss_calendar_model_get_bookings (model, resource_id, start, end);
  else
    bookings = ss_calendar_model_get_all_bookings (model, start, end);
  ss_grid_add_track (grid, day);
  for (guint i = 0; i < bookings->len; i++)
    {
      SsAppointment *booking = g_ptr_array_index (bookings, i);

      g_ptr_array_add (self->bookings, g_object_ref (booking));
      ss_grid_add_item (grid, booking, ss_appointment_get_id (booking),
                        ss_appointment_get_start_time (booking), ss_booking_get_end (booking));
    }
  if (resource != NULL)
    row->resource = g_object_ref (resource);
  row->open = ss_calendar_model_get_open_spans (model, resource_id, start, end);
  row->blocks = resource != NULL ? ss_calendar_model_get_blocks (model, resource_id, start, end)
                                 : ss_calendar_blocks_new ();
  g_ptr_array_add (self->rows, row);
}

static void
add_rows (SsGridView *self, SsGrid *grid)
{
  GListModel *resources =
      ss_calendar_model_get_resources (ss_calendar_view_get_model (SS_CALENDAR_VIEW (self)));

  if (self->kind == SS_GRID_WEEK)
    {
      for (guint i = 0; i < self->n_days; i++)
        add_row (self, grid, NULL, i, 1);
      return;
    }
  for (guint i = 0; i < g_list_model_get_n_items (resources); i++)
    {
      g_autoptr (SsResource) resource = g_list_model_get_item (resources, i);

      add_row (self, grid, resource, 0, self->n_days);
    }
}

/**
 * ss_grid_view_get_first_day:
 * @self: a view
 * @first: (out): the first day that it shows
 */
void
ss_grid_view_get_first_day (SsGridView *self, GDate *first)
{
  SsCalendarView *view = SS_CALENDAR_VIEW (self);

  if (self->n_days == 7)
    ss_week_of (ss_calendar_view_get_date (view), ss_calendar_view_get_first_weekday (view), first);
  else
    *first = *ss_calendar_view_get_date (view);
}

static double
get_lane_size (SsGridView *self)
{
  double line = ss_text_cache_get_line_height (ss_booking_painter_get_texts (self->painter));

  return self->kind == SS_GRID_TIMELINE ? ceil (2 * line + 10) : 0;
}

static void
measure_heads (SsGridView *self)
{
  SsTextCache *texts = ss_booking_painter_get_texts (self->painter);
  double line = ss_text_cache_get_line_height (texts);
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  g_autofree char *wide = ss_clock_text_format_minute (22 * 60 + 30);

  self->head_height = ceil (2 * line + 12);
  if (self->kind == SS_GRID_TIMELINE)
    self->side_width = floor (CLAMP (width * 0.28, 72, MAX (SIDE_MAX, 10 * line)));
  else
    self->side_width = ceil (ss_text_cache_measure (texts, wide, SS_TEXT_PLAIN) + 16);
}

static double
get_minutes (SsGridView *self)
{
  return ss_time_axis_get_length (&self->grid->axis) / self->grid->axis.per_minute;
}

static double
choose_zoom (SsGridView *self, const SsRect *viewport)
{
  double line = ss_text_cache_get_line_height (ss_booking_painter_get_texts (self->painter));
  double sight = self->n_days > 3 ? SIGHT_WEEK : self->n_days > 1 ? SIGHT_THREE_DAYS : SIGHT_DAY;

  if (self->kind != SS_GRID_TIMELINE)
    return MAX (viewport->height / SIGHT_DAY, line / 22);
  return MAX (viewport->width / sight, line / 40);
}

static void
set_per_minute (SsGridView *self, double per_minute)
{
  self->grid->axis.per_minute = per_minute;
  g_clear_pointer (&self->ticks, g_array_unref);
}

static void
configure_adjustment (SsGridView *self, GtkOrientation orientation, double size, double page)
{
  GtkAdjustment *adjustment = self->adjustments[orientation];
  double value;

  if (adjustment == NULL)
    return;
  value = CLAMP (gtk_adjustment_get_value (adjustment), 0, MAX (size - page, 0));
  gtk_adjustment_configure (adjustment, value, 0, MAX (size, page), page * 0.1, page * 0.9, page);
}

/* Sizes follow from what there is room for. */
static void
fit (SsGridView *self)
{
  SsRect viewport;
  double width, height, least;

  if (self->grid == NULL)
    return;
  measure_heads (self);
  ss_grid_view_get_viewport (self, &viewport);
  self->grid->is_mirror = ss_grid_view_is_mirror (self);
  least = self->kind == SS_GRID_DAY ? COLUMN_MIN_DAY : COLUMN_MIN_WEEK;
  if (self->kind == SS_GRID_TIMELINE)
    least = get_lane_size (self) + 2 * SS_TRACK_PADDING;
  else if (self->grid->tracks->len > 0)
    least = MAX (least, floor (viewport.width / self->grid->tracks->len));
  if (least != self->track_min)
    {
      self->track_min = least;
      ss_grid_lay_out (self->grid, least);
    }
  set_per_minute (self,
                  ss_zoom_clamp (self->per_minute > 0 ? self->per_minute : choose_zoom (self, &viewport),
                                 self->grid->is_down ? viewport.height : viewport.width, get_minutes (self)));
  ss_grid_get_size (self->grid, &width, &height);
  configure_adjustment (self, GTK_ORIENTATION_HORIZONTAL, width, viewport.width);
  configure_adjustment (self, GTK_ORIENTATION_VERTICAL, height, viewport.height);
}

/* When the business opens, or what is an hour before now where that is later. */
static void
place (SsGridView *self)
{
  SsCalendarModel *model = ss_calendar_view_get_model (SS_CALENDAR_VIEW (self));
  const SsTimeAxis *axis = &self->grid->axis;
  gint64 now = ss_calendar_model_get_now (model);
  gint64 time = axis->starts[0] + 8 * SS_HOUR;
  guint day = ss_time_axis_find_day (axis, now);
  GtkOrientation orientation = self->grid->is_down ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL;
  double position, page;

  if (self->adjustments[orientation] == NULL || self->rows->len == 0)
    return;
  self->is_placed = TRUE;
  if (ss_grid_view_get_row (self, 0)->open->len > 0)
    time = g_array_index (ss_grid_view_get_row (self, 0)->open, SsTimeSpan, 0).start - SS_HOUR / 2;
  if (now >= axis->starts[0] && now < axis->starts[axis->n_days] && !self->grid->is_down)
    time = MAX (time, now - 2 * SS_HOUR);
  else
    day = 0;
  position = ss_time_axis_position (axis, day, time);
  page = gtk_adjustment_get_page_size (self->adjustments[orientation]);
  if (!self->grid->is_down && self->grid->is_mirror)
    position = ss_time_axis_get_length (axis) - position - page;
  gtk_adjustment_set_value (self->adjustments[orientation], position);
  /* The keyboard begins where the eye does. */
  if (self->cursor.id == NULL)
    {
      ss_grid_view_move_cursor (self, NULL, 0, ss_grid_view_get_slot (self, time + SS_HOUR / 2));
      if (self->slot != NULL)
        ss_grid_view_ensure_slot (self);
    }
}

static void
ss_grid_view_refresh (SsCalendarView *view)
{
  SsGridView *self = SS_GRID_VIEW (view);
  SsCalendarModel *model = ss_calendar_view_get_model (view);
  g_autoptr (GPtrArray) before = g_steal_pointer (&self->bookings);
  SsGrid *grid =
      ss_grid_new (self->kind != SS_GRID_TIMELINE, ss_grid_view_is_mirror (self), get_lane_size (self));
  GDate first;

  ss_grid_view_get_first_day (self, &first);
  ss_time_axis_set_up (&grid->axis, grid->is_down ? SS_AXIS_WALL : SS_AXIS_ELAPSED,
                       ss_calendar_model_get_zone (model), &first, self->n_days, 1);
  if (self->grid == NULL || self->grid->axis.starts[0] != grid->axis.starts[0]
      || self->grid->axis.n_days != grid->axis.n_days)
    {
      self->is_placed = FALSE;
      ss_calendar_model_show (model, grid->axis.starts[0], grid->axis.starts[grid->axis.n_days]);
    }
  self->bookings = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_set_size (self->rows, 0);
  add_rows (self, grid);
  g_clear_pointer (&self->grid, ss_grid_free);
  self->grid = grid;
  self->track_min = 0;
  fit (self);
  /* What only asks for an allocation is at times drawn before it has one, and then left out of the frame. */
  gtk_widget_queue_resize (GTK_WIDGET (self));
  ss_grid_view_queue_items (self);
}

/**
 * ss_grid_view_bring_into_sight:
 * @self: a view
 * @rect: something of the content
 */
void
ss_grid_view_bring_into_sight (SsGridView *self, const SsRect *rect)
{
  if (self->adjustments[GTK_ORIENTATION_HORIZONTAL] != NULL)
    gtk_adjustment_clamp_page (self->adjustments[GTK_ORIENTATION_HORIZONTAL], rect->x - 12,
                               rect->x + rect->width + 12);
  if (self->adjustments[GTK_ORIENTATION_VERTICAL] != NULL)
    gtk_adjustment_clamp_page (self->adjustments[GTK_ORIENTATION_VERTICAL], rect->y - 6,
                               rect->y + rect->height + 6);
}

static void
ss_grid_view_select (SsCalendarView *view)
{
  SsGridView *self = SS_GRID_VIEW (view);
  guint item = ss_grid_view_find_item (self, ss_calendar_view_get_selected_id (view));
  SsRect rect;

  if (item != G_MAXUINT)
    {
      ss_grid_get_rect (self->grid, ss_grid_get_item (self->grid, item), &rect);
      ss_grid_view_bring_into_sight (self, &rect);
      ss_grid_view_move_cursor (self, ss_grid_get_item (self->grid, item)->id,
                                ss_grid_get_item (self->grid, item)->track,
                                ss_grid_get_item (self->grid, item)->start);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
  ss_grid_view_queue_items (self);
}

gint64
ss_grid_view_get_slot (SsGridView *self, gint64 time)
{
  GTimeZone *zone = self->grid->axis.zone;

  return time - (ss_minute_of_day (zone, time) % SS_SLOT_MINUTES) * SS_MINUTE - time % SS_MINUTE;
}

void
ss_grid_view_move_cursor (SsGridView *self, const char *id, guint track, gint64 time)
{
  if (self->cursor.id != id)
    {
      g_free (self->cursor.id);
      self->cursor.id = g_strdup (id);
    }
  self->cursor.track = track;
  self->cursor.time = time;
}

/**
 * ss_grid_view_focus_cursor:
 * @self: a view
 *
 * Gives the keyboard's focus to what stands for the cursor's booking or empty time.
 */
void
ss_grid_view_focus_cursor (SsGridView *self)
{
  guint found = ss_grid_view_find_item (self, self->cursor.id);
  GtkWidget *item;
  SsRect rect;

  if (self->grid == NULL || self->grid->tracks->len == 0)
    return;
  if (found != G_MAXUINT)
    ss_grid_get_rect (self->grid, ss_grid_get_item (self->grid, found), &rect);
  else
    {
      self->cursor.track = MIN (self->cursor.track, self->grid->tracks->len - 1);
      ss_grid_get_span_rect (self->grid, self->cursor.track, self->cursor.time,
                             self->cursor.time + SS_SLOT_MINUTES * SS_MINUTE, &rect);
    }
  ss_grid_view_bring_into_sight (self, &rect);
  item = found != G_MAXUINT ? ss_grid_view_ensure_item (self, found) : ss_grid_view_ensure_slot (self);
  gtk_widget_grab_focus (item);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The first time, the cursor is on the booking that is marked, or where the day begins in sight. */
static void
set_up_cursor (SsGridView *self)
{
  const char *selected = ss_calendar_view_get_selected_id (SS_CALENDAR_VIEW (self));
  guint found = ss_grid_view_find_item (self, self->cursor.id);
  SsRect viewport;
  SsHit hit;
  double x, y;

  if (found != G_MAXUINT
      || (self->cursor.id == NULL && self->cursor.time >= self->grid->axis.starts[0]
          && self->cursor.time < self->grid->axis.starts[self->n_days]
          && self->cursor.track < self->grid->tracks->len))
    return;
  found = ss_grid_view_find_item (self, selected);
  if (found != G_MAXUINT)
    {
      const SsGridItem *item = ss_grid_get_item (self->grid, found);

      ss_grid_view_move_cursor (self, selected, item->track, item->start);
      return;
    }
  ss_grid_view_get_viewport (self, &viewport);
  ss_grid_view_to_content (self, viewport.x + (ss_grid_view_is_mirror (self) ? viewport.width - 30 : 30),
                           viewport.y + 20, &x, &y);
  ss_grid_hit (self->grid, x, y, &hit);
  ss_grid_view_move_cursor (self, NULL, hit.track != G_MAXUINT ? hit.track : 0,
                            ss_grid_view_get_slot (self, hit.part != SS_HIT_NOTHING
                                                             ? hit.time
                                                             : self->grid->axis.starts[0]));
}

static gboolean
ss_grid_view_grab_focus (GtkWidget *widget)
{
  SsGridView *self = SS_GRID_VIEW (widget);

  if (self->grid == NULL || self->grid->tracks->len == 0)
    return FALSE;
  set_up_cursor (self);
  ss_grid_view_focus_cursor (self);
  return TRUE;
}

/* The tabulator goes through the view, not through its bookings. */
static gboolean
ss_grid_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  if (gtk_widget_get_focus_child (widget) != NULL)
    return FALSE;
  return gtk_widget_grab_focus (widget);
}

static void
ss_grid_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                      int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 220 : 160;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 800 : 500;
}

static void
ss_grid_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SsGridView *self = SS_GRID_VIEW (widget);

  fit (self);
  if (self->grid != NULL && !self->is_placed && ss_calendar_view_get_model (SS_CALENDAR_VIEW (self)) != NULL)
    place (self);
  ss_grid_view_allocate_items (self);
}

static void
ss_grid_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SsGridView *self = SS_GRID_VIEW (widget);

  if (self->grid != NULL && ss_calendar_view_get_model (SS_CALENDAR_VIEW (self)) != NULL)
    ss_grid_view_draw (self, snapshot);
}

static void
restyle (SsGridView *self)
{
  ss_booking_painter_restyle (self->painter);
  if (self->grid != NULL)
    {
      self->grid->lane_size = get_lane_size (self);
      self->track_min = 0;
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
ss_grid_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (ss_grid_view_parent_class)->css_changed (widget, change);
  restyle (SS_GRID_VIEW (widget));
}

static void
clock_cb (SsGridView *self)
{
  restyle (self);
  ss_grid_view_queue_items (self);
  if (self->slot != NULL)
    ss_grid_view_ensure_slot (self);
}

static void
ss_grid_view_direction_changed (GtkWidget *widget, GtkTextDirection before)
{
  GTK_WIDGET_CLASS (ss_grid_view_parent_class)->direction_changed (widget, before);
  SS_GRID_VIEW (widget)->is_placed = FALSE;
  restyle (SS_GRID_VIEW (widget));
}

static gboolean
now_cb (gpointer user_data)
{
  gtk_widget_queue_draw (user_data);
  return G_SOURCE_CONTINUE;
}

/* The line of now, and what it makes of bookings, move by the minute, while they can be seen. */
static void
ss_grid_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ss_grid_view_parent_class)->map (widget);
  SS_GRID_VIEW (widget)->now_source = g_timeout_add_seconds (20, now_cb, widget);
  ss_grid_view_queue_items (SS_GRID_VIEW (widget));
}

static void
ss_grid_view_unmap (GtkWidget *widget)
{
  ss_grid_view_cancel_drag (SS_GRID_VIEW (widget));
  g_clear_handle_id (&SS_GRID_VIEW (widget)->now_source, g_source_remove);
  GTK_WIDGET_CLASS (ss_grid_view_parent_class)->unmap (widget);
}

static void
scrolled_cb (SsGridView *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  ss_grid_view_queue_items (self);
}

static void
set_adjustment (SsGridView *self, GtkOrientation orientation, GtkAdjustment *adjustment)
{
  if (self->adjustments[orientation] != NULL)
    g_signal_handlers_disconnect_by_func (self->adjustments[orientation], scrolled_cb, self);
  if (!g_set_object (&self->adjustments[orientation], adjustment))
    return;
  if (adjustment != NULL)
    g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
ss_grid_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  SsGridView *self = SS_GRID_VIEW (object);

  switch ((SsGridViewProperty) id)
    {
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_VERTICAL]);
      break;
    case PROP_HSCROLL_POLICY:
      g_value_set_enum (value, self->policies[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, self->policies[GTK_ORIENTATION_VERTICAL]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
ss_grid_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  SsGridView *self = SS_GRID_VIEW (object);

  switch ((SsGridViewProperty) id)
    {
    case PROP_HADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_VERTICAL, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
      self->policies[GTK_ORIENTATION_HORIZONTAL] = g_value_get_enum (value);
      break;
    case PROP_VSCROLL_POLICY:
      self->policies[GTK_ORIENTATION_VERTICAL] = g_value_get_enum (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
ss_grid_view_dispose (GObject *object)
{
  SsGridView *self = SS_GRID_VIEW (object);

  ss_grid_view_cancel_drag (self);
  g_clear_handle_id (&self->now_source, g_source_remove);
  g_clear_handle_id (&self->items_source, g_source_remove);
  ss_grid_view_clear_items (self);
  set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, NULL);
  set_adjustment (self, GTK_ORIENTATION_VERTICAL, NULL);

  G_OBJECT_CLASS (ss_grid_view_parent_class)->dispose (object);
}

static void
ss_grid_view_finalize (GObject *object)
{
  SsGridView *self = SS_GRID_VIEW (object);

  g_clear_pointer (&self->grid, ss_grid_free);
  g_clear_pointer (&self->ticks, g_array_unref);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->bookings);
  g_hash_table_unref (self->items);
  g_free (self->cursor.id);
  ss_booking_painter_free (self->painter);

  G_OBJECT_CLASS (ss_grid_view_parent_class)->finalize (object);
}

static void
ss_grid_view_scrollable_init (GtkScrollableInterface *iface)
{
}

static void
ss_grid_view_class_init (SsGridViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SsCalendarViewClass *view_class = SS_CALENDAR_VIEW_CLASS (klass);

  object_class->dispose = ss_grid_view_dispose;
  object_class->finalize = ss_grid_view_finalize;
  object_class->get_property = ss_grid_view_get_property;
  object_class->set_property = ss_grid_view_set_property;
  widget_class->measure = ss_grid_view_measure;
  widget_class->size_allocate = ss_grid_view_size_allocate;
  widget_class->snapshot = ss_grid_view_snapshot;
  widget_class->css_changed = ss_grid_view_css_changed;
  widget_class->direction_changed = ss_grid_view_direction_changed;
  widget_class->map = ss_grid_view_map;
  widget_class->unmap = ss_grid_view_unmap;
  widget_class->focus = ss_grid_view_focus;
  widget_class->grab_focus = ss_grid_view_grab_focus;
  view_class->refresh = ss_grid_view_refresh;
  view_class->select = ss_grid_view_select;

  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");

  ss_calendar_style_load ();
  gtk_widget_class_set_css_name (widget_class, "calendargrid");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
}

static void
ss_grid_view_init (SsGridView *self)
{
  self->n_days = 1;
  self->rows = g_ptr_array_new_with_free_func (free_row);
  self->bookings = g_ptr_array_new_with_free_func (g_object_unref);
  self->items = g_hash_table_new (g_str_hash, g_str_equal);
  self->painter = ss_booking_painter_new (GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Bookings"), -1);
  ss_grid_view_add_pointer (self);
  ss_grid_view_add_keys (self);
  ss_clock_text_connect (self, G_CALLBACK (clock_cb));
}

GtkWidget *
ss_grid_view_new (void)
{
  return g_object_new (SS_TYPE_GRID_VIEW, NULL);
}

/**
 * ss_grid_view_set_kind:
 * @self: a view
 * @kind: what its tracks are
 * @n_days: how many days: 1, 3 or 7
 */
void
ss_grid_view_set_kind (SsGridView *self, SsGridKind kind, guint n_days)
{
  if (self->kind == kind && self->n_days == n_days)
    return;
  self->kind = kind;
  self->n_days = n_days;
  self->per_minute = 0;
  self->is_placed = FALSE;
  g_clear_pointer (&self->grid, ss_grid_free);
  if (ss_calendar_view_get_model (SS_CALENDAR_VIEW (self)) != NULL)
    ss_grid_view_refresh (SS_CALENDAR_VIEW (self));
}

SsGridKind
ss_grid_view_get_kind (SsGridView *self)
{
  return self->kind;
}

guint
ss_grid_view_get_n_days (SsGridView *self)
{
  return self->n_days;
}

double
ss_grid_view_get_zoom (SsGridView *self)
{
  return self->grid != NULL ? self->grid->axis.per_minute : 0;
}

const SsGrid *
ss_grid_view_get_grid (SsGridView *self)
{
  return self->grid;
}

/**
 * ss_grid_view_zoom:
 * @self: a view
 * @factor: by how much
 * @pointer: where in the view, along its time, what is there stays
 */
void
ss_grid_view_zoom (SsGridView *self, double factor, double pointer)
{
  GtkOrientation orientation;
  double before, value;

  if (self->grid == NULL)
    return;
  orientation = self->grid->is_down ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL;
  before = self->grid->axis.per_minute;
  value = gtk_adjustment_get_value (self->adjustments[orientation]);
  self->per_minute = before * factor;
  fit (self);
  self->per_minute = self->grid->axis.per_minute;
  gtk_adjustment_set_value (self->adjustments[orientation],
                            ss_zoom_keep (value, pointer, before, self->per_minute));
  gtk_widget_queue_draw (GTK_WIDGET (self));
  ss_grid_view_queue_items (self);
}

/**
 * ss_grid_view_find_place:
 * @self: a view
 * @id: a booking's id
 * @place: (out): where it is in the widget
 *
 * Returns: whether it is in the period that is shown
 */
gboolean
ss_grid_view_find_place (SsGridView *self, const char *id, SsRect *place)
{
  guint found = ss_grid_view_find_item (self, id);
  double x, y;

  if (found == G_MAXUINT)
    return FALSE;
  ss_grid_get_rect (self->grid, ss_grid_get_item (self->grid, found), place);
  ss_grid_view_to_content (self, 0, 0, &x, &y);
  place->x -= x;
  place->y -= y;
  return TRUE;
}
