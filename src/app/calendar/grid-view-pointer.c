/* grid-view-pointer.c: the grid by pointer: marking, opening, moving, resizing, drawing new ones, zooming
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/calendar/booking-words.h"
#include "app/calendar/grid-view-private.h"
#include "app/calendar/layout/motion.h"

#define ZOOM_STEP 1.15
/* How far the button is moved before it is a drag. */
#define DRAG_MIN 4.0

static void
hit (SsGridView *self, double x, double y, SsHit *found)
{
  SsRect viewport;
  double content_x, content_y;

  *found = (SsHit){ SS_HIT_NOTHING, G_MAXUINT, G_MAXUINT, 0 };
  ss_grid_view_get_viewport (self, &viewport);
  if (self->grid == NULL || x < viewport.x || y < viewport.y || x >= viewport.x + viewport.width
      || y >= viewport.y + viewport.height)
    return;
  ss_grid_view_to_content (self, x, y, &content_x, &content_y);
  ss_grid_hit (self->grid, content_x, content_y, found);
}

/* Where a drag points to: the nearest track and time, though the pointer may be outside. */
static void
find_target (SsGridView *self, guint *track, gint64 *time)
{
  const SsGrid *grid = self->grid;
  double x, y, width, height, across, along;

  ss_grid_view_to_content (self, self->drag.x, self->drag.y, &x, &y);
  ss_grid_get_size (grid, &width, &height);
  x = CLAMP (x, 0, MAX (width - 1, 0));
  y = CLAMP (y, 0, MAX (height - 1, 0));
  if (grid->is_mirror)
    x = width - x;
  across = grid->is_down ? x : y;
  along = grid->is_down ? y : x;
  *track = ss_grid_find_track (grid, CLAMP (across, 0, ss_grid_get_breadth (grid) - 1));
  *time = ss_time_axis_time (&grid->axis, ss_grid_get_track (grid, *track)->day, along);
}

static gboolean
is_over_tray (SsGridView *self)
{
  GtkWidget *tray = ss_calendar_view_get_tray (SS_CALENDAR_VIEW (self));
  graphene_point_t point;

  if (tray == NULL || self->drag.part != SS_HIT_BODY || !gtk_widget_get_mapped (tray)
      || !gtk_widget_compute_point (GTK_WIDGET (self), tray,
                                    &GRAPHENE_POINT_INIT ((float) self->drag.x, (float) self->drag.y),
                                    &point))
    return FALSE;
  return gtk_widget_contains (tray, point.x, point.y);
}

static void
update_drag (SsGridView *self)
{
  SsGridDrag *drag = &self->drag;
  GTimeZone *zone = self->grid->axis.zone;
  int step = drag->is_fine ? SS_SNAP_FINE : SS_CALENDAR_STEP_MINUTES;
  gint64 time, minutes = 0;
  guint track;

  find_target (self, &track, &time);
  drag->is_over_tray = is_over_tray (self);
  if (drag->booking != NULL)
    minutes = ss_appointment_get_duration_minutes (drag->booking);
  if (drag->part == SS_HIT_BODY)
    {
      drag->track = track;
      drag->start = ss_snap_time (zone, time - drag->grasp, step);
      drag->end = drag->start + minutes * SS_MINUTE;
    }
  else if (drag->part == SS_HIT_START_EDGE)
    drag->start = MIN (ss_snap_time (zone, time, step), drag->end - SS_DURATION_MINUTES_MIN * SS_MINUTE);
  else if (drag->part == SS_HIT_END_EDGE)
    drag->end = MAX (ss_snap_time (zone, time, step), drag->start + SS_DURATION_MINUTES_MIN * SS_MINUTE);
  else
    {
      gint64 snapped = ss_snap_time (zone, time, step);

      drag->start = MIN (drag->grasp, snapped);
      drag->end = MAX (MAX (drag->grasp, snapped), drag->start + step * SS_MINUTE);
    }
  drag->end = MIN (drag->end, drag->start + SS_DURATION_MINUTES_MAX * SS_MINUTE);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * ss_grid_view_cancel_drag:
 * @self: a view
 *
 * Puts back what is being dragged.
 */
void
ss_grid_view_cancel_drag (SsGridView *self)
{
  if (self->drag.tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->drag.tick);
  g_clear_object (&self->drag.booking);
  self->drag = (SsGridDrag){ 0 };
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
scroll_by (SsGridView *self, GtkOrientation orientation, double pixels)
{
  GtkAdjustment *adjustment = self->adjustments[orientation];

  if (adjustment != NULL && pixels != 0)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + pixels);
}

/* At the edge of the view the rest of it comes along. */
static gboolean
autoscroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  SsGridView *self = SS_GRID_VIEW (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  double seconds =
      self->drag.last_tick > 0 ? MIN ((double) (now - self->drag.last_tick) / G_USEC_PER_SEC, 0.1) : 0;
  SsRect viewport;

  self->drag.last_tick = now;
  if (self->drag.is_over_tray)
    return G_SOURCE_CONTINUE;
  ss_grid_view_get_viewport (self, &viewport);
  scroll_by (self, GTK_ORIENTATION_HORIZONTAL,
             ss_autoscroll_speed (self->drag.x - viewport.x, viewport.width) * seconds);
  scroll_by (self, GTK_ORIENTATION_VERTICAL,
             ss_autoscroll_speed (self->drag.y - viewport.y, viewport.height) * seconds);
  update_drag (self);
  return G_SOURCE_CONTINUE;
}

static gboolean
may_drag (SsGridView *self, const SsHit *found)
{
  SsCalendarModel *model = ss_calendar_view_get_model (SS_CALENDAR_VIEW (self));

  if (found->part == SS_HIT_NOTHING)
    return FALSE;
  if (found->item != G_MAXUINT)
    return ss_calendar_model_may_change (model, ss_grid_get_item (self->grid, found->item)->item);
  return ss_calendar_model_may_create (model, ss_grid_view_get_resource_id (self, found->track, NULL));
}

static void
drag_begin_cb (SsGridView *self, double x, double y, GtkGesture *gesture)
{
  GdkDevice *device = gtk_gesture_get_device (gesture);
  SsHit found;

  hit (self, x, y, &found);
  /* A finger scrolls. */
  if (!may_drag (self, &found)
      || (device != NULL && gdk_device_get_source (device) == GDK_SOURCE_TOUCHSCREEN))
    {
      gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  ss_grid_view_cancel_drag (self);
  self->drag = (SsGridDrag){
    .is_begun = TRUE, .part = found.part, .track = found.track, .from_x = x, .from_y = y, .x = x, .y = y
  };
  if (found.item == G_MAXUINT)
    {
      self->drag.grasp =
          found.time
          - (ss_minute_of_day (self->grid->axis.zone, found.time) % SS_CALENDAR_STEP_MINUTES) * SS_MINUTE
          - found.time % SS_MINUTE;
      return;
    }
  self->drag.booking = g_object_ref (ss_grid_get_item (self->grid, found.item)->item);
  self->drag.start = ss_appointment_get_start_time (self->drag.booking);
  self->drag.end = ss_booking_get_end (self->drag.booking);
  self->drag.grasp = found.time - self->drag.start;
}

static void
drag_update_cb (SsGridView *self, double offset_x, double offset_y, GtkGesture *gesture)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  if (!self->drag.is_begun)
    return;
  if (!self->drag.is_active && ABS (offset_x) < DRAG_MIN && ABS (offset_y) < DRAG_MIN)
    return;
  if (!self->drag.is_active)
    {
      gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
      self->drag.is_active = TRUE;
      self->drag.tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), autoscroll_cb, NULL, NULL);
    }
  self->drag.x = self->drag.from_x + offset_x;
  self->drag.y = self->drag.from_y + offset_y;
  self->drag.is_fine = (state & GDK_ALT_MASK) != 0;
  update_drag (self);
}

static void
drop (SsGridView *self, const SsGridDrag *drag)
{
  SsCalendarView *view = SS_CALENDAR_VIEW (self);
  gint64 minutes = (drag->end - drag->start) / SS_MINUTE;
  const char *resource_id = ss_grid_view_get_resource_id (self, drag->track, drag->booking);

  if (drag->part == SS_HIT_EMPTY)
    ss_calendar_view_create (view, resource_id, drag->start, minutes);
  else if (drag->is_over_tray)
    ss_calendar_view_move (view, ss_appointment_get_id (drag->booking), NULL,
                           ss_appointment_get_start_time (drag->booking), minutes);
  else if (drag->start != ss_appointment_get_start_time (drag->booking)
           || drag->end != ss_booking_get_end (drag->booking)
           || g_strcmp0 (resource_id, ss_appointment_get_resource_id (drag->booking)) != 0)
    ss_calendar_view_move (view, ss_appointment_get_id (drag->booking), resource_id, drag->start, minutes);
}

static void
drag_end_cb (SsGridView *self, double offset_x, double offset_y, GtkGesture *gesture)
{
  SsGridDrag drag = self->drag;
  g_autoptr (SsAppointment) booking = self->drag.booking != NULL ? g_object_ref (self->drag.booking) : NULL;

  ss_grid_view_cancel_drag (self);
  if (drag.is_active && drag.track < self->rows->len)
    {
      drag.booking = booking;
      drop (self, &drag);
    }
}

static void
show_menu (SsGridView *self, const SsHit *found, double x, double y)
{
  GdkRectangle place = { (int) x, (int) y, 1, 1 };

  if (found->item != G_MAXUINT)
    ss_calendar_view_menu (SS_CALENDAR_VIEW (self), ss_grid_get_item (self->grid, found->item)->id, &place);
  else
    ss_calendar_view_time_menu (SS_CALENDAR_VIEW (self),
                                ss_grid_view_get_resource_id (self, found->track, NULL),
                                ss_grid_view_get_slot (self, found->time), &place);
}

static void
pressed_cb (SsGridView *self, int n_press, double x, double y, GtkGesture *gesture)
{
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));
  g_autofree char *id = NULL;
  SsHit found;

  hit (self, x, y, &found);
  if (found.part == SS_HIT_NOTHING)
    return;
  if (found.item != G_MAXUINT)
    id = g_strdup (ss_grid_get_item (self->grid, found.item)->id);
  ss_grid_view_move_cursor (self, id, found.track, ss_grid_view_get_slot (self, found.time));
  ss_calendar_view_select (SS_CALENDAR_VIEW (self), id);
  ss_grid_view_focus_cursor (self);
  if (button == GDK_BUTTON_SECONDARY)
    show_menu (self, &found, x, y);
  else if (button == GDK_BUTTON_PRIMARY && n_press == 2 && id != NULL)
    ss_calendar_view_activate (SS_CALENDAR_VIEW (self), id);
  else if (button == GDK_BUTTON_PRIMARY && n_press == 2 && may_drag (self, &found))
    ss_calendar_view_create (SS_CALENDAR_VIEW (self), ss_grid_view_get_resource_id (self, found.track, NULL),
                             ss_grid_view_get_slot (self, found.time), 0);
}

static void
motion_cb (SsGridView *self, double x, double y)
{
  const char *cursor = NULL;
  SsHit found;

  hit (self, x, y, &found);
  if (found.part == SS_HIT_START_EDGE || found.part == SS_HIT_END_EDGE)
    cursor = may_drag (self, &found) ? (self->grid->is_down ? "ns-resize" : "ew-resize") : "pointer";
  else if (found.part == SS_HIT_BODY)
    cursor = "pointer";
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), cursor);
  self->drag.x = self->drag.is_begun ? self->drag.x : x;
  self->drag.y = self->drag.is_begun ? self->drag.y : y;
}

static gboolean
scroll_cb (SsGridView *self, double dx, double dy, GtkEventController *controller)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (controller);
  SsRect viewport;

  if (!(state & GDK_CONTROL_MASK) || self->grid == NULL || dy == 0)
    return GDK_EVENT_PROPAGATE;
  ss_grid_view_get_viewport (self, &viewport);
  ss_grid_view_zoom (self, dy < 0 ? ZOOM_STEP : 1 / ZOOM_STEP,
                     self->grid->is_down ? self->drag.y - viewport.y : self->drag.x - viewport.x);
  return GDK_EVENT_STOP;
}

/* One from the tray is over the view: its ghost shows where it would be. */
static gboolean
follow_drop (SsGridView *self, const GValue *value, double x, double y)
{
  SsHit found;

  hit (self, x, y, &found);
  if (found.part == SS_HIT_NOTHING || value == NULL
      || ss_grid_view_get_resource_id (self, found.track, NULL) == NULL)
    return FALSE;
  if (!self->drag.is_active)
    {
      self->drag = (SsGridDrag){ .is_active = TRUE, .part = SS_HIT_BODY };
      self->drag.booking = g_value_dup_object (value);
      self->drag.tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), autoscroll_cb, NULL, NULL);
    }
  self->drag.x = x;
  self->drag.y = y;
  update_drag (self);
  return TRUE;
}

static GdkDragAction
drop_motion_cb (SsGridView *self, double x, double y, GtkDropTarget *target)
{
  if (follow_drop (self, gtk_drop_target_get_value (target), x, y))
    return GDK_ACTION_MOVE;
  ss_grid_view_cancel_drag (self);
  return 0;
}

static gboolean
drop_cb (SsGridView *self, const GValue *value, double x, double y)
{
  SsAppointment *booking = g_value_get_object (value);
  gboolean is_taken = follow_drop (self, value, x, y);
  guint track = self->drag.track;
  gint64 start = self->drag.start;

  ss_grid_view_cancel_drag (self);
  if (is_taken)
    ss_calendar_view_assign (SS_CALENDAR_VIEW (self), ss_appointment_get_id (booking),
                             ss_grid_view_get_resource_id (self, track, NULL), start);
  return is_taken;
}

static void
add_drop_target (SsGridView *self)
{
  GtkDropTarget *target = gtk_drop_target_new (SS_TYPE_APPOINTMENT, GDK_ACTION_MOVE);

  gtk_drop_target_set_preload (target, TRUE);
  g_signal_connect_object (target, "motion", G_CALLBACK (drop_motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "leave", G_CALLBACK (ss_grid_view_cancel_drag), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/**
 * ss_grid_view_add_pointer:
 * @self: a view
 *
 * Lets it follow the pointer.
 */
void
ss_grid_view_add_pointer (SsGridView *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);

  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (drag_update_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (drag_end_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "cancel", G_CALLBACK (ss_grid_view_cancel_drag), self, G_CONNECT_SWAPPED);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "motion", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (scroll, "scroll", G_CALLBACK (scroll_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  self->drag_gesture = drag;
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  add_drop_target (self);
}
