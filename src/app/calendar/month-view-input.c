/* month-view-input.c: the month by mouse and by keyboard
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/calendar/booking-words.h"
#include "app/calendar/layout/month.h"
#include "app/calendar/month-view-private.h"

#define DRAG_MIN 4.0

/* What is under the pointer: a cell, and one of its bookings or the line that says how many more there are.
 */
typedef struct
{
  guint cell;
  guint booking;
  gboolean is_more;
} Hit;

static void
hit (SsMonthView *self, double x, double y, Hit *found)
{
  double head = ss_month_view_get_head_height (self);
  guint more, n_shown, line;
  SsRect rect;

  *found = (Hit){ G_MAXUINT, G_MAXUINT, FALSE };
  if (self->n_cells == 0)
    return;
  found->cell =
      ss_month_find_cell (x, y - head, self->n_cells, gtk_widget_get_width (GTK_WIDGET (self)),
                          gtk_widget_get_height (GTK_WIDGET (self)) - head, ss_month_view_is_mirror (self));
  if (found->cell == G_MAXUINT)
    return;
  ss_month_view_get_booking_rect (self, found->cell, 0, &rect);
  if (y < rect.y)
    return;
  n_shown = ss_month_view_fit (self, found->cell, &more);
  line = (guint) ((y - rect.y) / rect.height);
  if (line < n_shown)
    found->booking = line;
  else
    found->is_more = more > 0 && line == n_shown;
}

static gboolean
may_change (SsMonthView *self, SsAppointment *booking)
{
  return booking != NULL && ss_calendar_model_may_change (ss_month_view_get_model (self), booking);
}

static void
move (SsMonthView *self, SsAppointment *booking, int n_days)
{
  ss_calendar_view_move (SS_CALENDAR_VIEW (self), ss_appointment_get_id (booking),
                         ss_appointment_get_resource_id (booking),
                         ss_move_by_days (ss_calendar_model_get_zone (ss_month_view_get_model (self)),
                                          ss_appointment_get_start_time (booking), n_days),
                         ss_appointment_get_duration_minutes (booking));
}

/* When the business opens that day. */
static gint64
get_opening (SsMonthView *self, guint cell)
{
  const SsMonthCell *of = &self->cells[cell];
  g_autoptr (GArray) open =
      ss_calendar_model_get_open_spans (ss_month_view_get_model (self), NULL, of->start, of->end);

  return open->len > 0 ? g_array_index (open, SsTimeSpan, 0).start : of->start + 9 * SS_HOUR;
}

static void
create (SsMonthView *self, guint cell)
{
  if (ss_calendar_model_may_create (ss_month_view_get_model (self), NULL))
    ss_calendar_view_create (SS_CALENDAR_VIEW (self), NULL, get_opening (self, cell), 0);
}

static void
show_menu (SsMonthView *self, guint cell, SsAppointment *booking, const GdkRectangle *place)
{
  SsCalendarView *view = SS_CALENDAR_VIEW (self);

  if (booking != NULL)
    ss_calendar_view_menu (view, ss_appointment_get_id (booking), place);
  else
    ss_calendar_view_time_menu (view, NULL, get_opening (self, cell), place);
}

static void
show_day (SsMonthView *self, guint cell)
{
  GDate day = self->first;

  g_date_add_days (&day, cell);
  ss_calendar_view_show_day (SS_CALENDAR_VIEW (self), &day);
}

static void
set_cursor (SsMonthView *self, guint cell, guint booking)
{
  self->cursor = cell;
  self->cursor_booking = booking;
  ss_month_view_focus_cursor (self);
}

static void
pressed_cb (SsMonthView *self, int n_press, double x, double y, GtkGesture *gesture)
{
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));
  SsAppointment *booking;
  Hit found;

  hit (self, x, y, &found);
  if (found.cell == G_MAXUINT)
    return;
  set_cursor (self, found.cell, found.booking);
  booking = ss_month_view_get_booking (self, found.cell, found.booking);
  if (button == GDK_BUTTON_SECONDARY)
    show_menu (self, found.cell, booking, &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  else if (button != GDK_BUTTON_PRIMARY)
    return;
  else if (found.is_more)
    show_day (self, found.cell);
  else if (n_press == 2 && booking != NULL)
    ss_calendar_view_activate (SS_CALENDAR_VIEW (self), ss_appointment_get_id (booking));
  else if (n_press == 2)
    create (self, found.cell);
}

void
ss_month_view_cancel_drag (SsMonthView *self)
{
  g_clear_object (&self->dragged);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drag_begin_cb (SsMonthView *self, double x, double y, GtkGesture *gesture)
{
  SsAppointment *booking = NULL;
  Hit found;

  hit (self, x, y, &found);
  if (found.cell != G_MAXUINT)
    booking = ss_month_view_get_booking (self, found.cell, found.booking);
  ss_month_view_cancel_drag (self);
  if (!may_change (self, booking))
    {
      gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  self->dragged = g_object_ref (booking);
  self->dragged_from = self->dragged_to = found.cell;
  self->from_x = x;
  self->from_y = y;
}

static void
drag_update_cb (SsMonthView *self, double offset_x, double offset_y, GtkGesture *gesture)
{
  Hit found;

  if (self->dragged == NULL || (ABS (offset_x) < DRAG_MIN && ABS (offset_y) < DRAG_MIN))
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  hit (self, self->from_x + offset_x, self->from_y + offset_y, &found);
  if (found.cell != G_MAXUINT)
    self->dragged_to = found.cell;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drag_end_cb (SsMonthView *self)
{
  g_autoptr (SsAppointment) booking = g_steal_pointer (&self->dragged);

  if (booking != NULL && self->dragged_to != self->dragged_from)
    move (self, booking, (int) self->dragged_to - (int) self->dragged_from);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Beyond the month, the period follows. */
static void
go_by (SsMonthView *self, int n_days)
{
  int cell = (int) self->cursor + n_days;

  if (cell >= 0 && cell < (int) self->n_cells)
    set_cursor (self, (guint) cell, G_MAXUINT);
  else
    ss_calendar_view_show_period (SS_CALENDAR_VIEW (self), n_days > 0 ? 1 : -1);
}

static gboolean
press_arrow (SsMonthView *self, int x, int y, GdkModifierType state)
{
  SsAppointment *booking = ss_month_view_get_booking (self, self->cursor, self->cursor_booking);
  guint n = self->cells[self->cursor].bookings->len;
  int n_days = (ss_month_view_is_mirror (self) ? -x : x) + 7 * y;

  if (state & GDK_ALT_MASK)
    {
      if (may_change (self, booking))
        move (self, booking, n_days);
      return booking != NULL;
    }
  if (!(state & GDK_CONTROL_MASK) || y == 0)
    go_by (self, n_days);
  else if (self->cursor_booking == G_MAXUINT && n > 0)
    set_cursor (self, self->cursor, y > 0 ? 0 : n - 1);
  else if (self->cursor_booking + (guint) y < n)
    set_cursor (self, self->cursor, self->cursor_booking + (guint) y);
  return TRUE;
}

static gboolean
open_menu (SsMonthView *self)
{
  SsAppointment *booking = ss_month_view_get_booking (self, self->cursor, self->cursor_booking);
  SsRect rect;

  if (booking != NULL)
    ss_month_view_get_booking_rect (self, self->cursor, self->cursor_booking, &rect);
  else
    ss_month_view_get_cell_rect (self, self->cursor, &rect);
  show_menu (self, self->cursor, booking,
             &(GdkRectangle){ (int) rect.x, (int) rect.y, (int) rect.width, (int) rect.height });
  return TRUE;
}

static gboolean
key_pressed_cb (SsMonthView *self, guint key, guint code, GdkModifierType state)
{
  SsCalendarView *view = SS_CALENDAR_VIEW (self);
  SsAppointment *booking;

  if (self->n_cells == 0)
    return FALSE;
  booking = ss_month_view_get_booking (self, self->cursor, self->cursor_booking);
  switch (key)
    {
    case GDK_KEY_Left:
      return press_arrow (self, -1, 0, state);
    case GDK_KEY_Right:
      return press_arrow (self, 1, 0, state);
    case GDK_KEY_Up:
      return press_arrow (self, 0, -1, state);
    case GDK_KEY_Down:
      return press_arrow (self, 0, 1, state);
    case GDK_KEY_Page_Up:
    case GDK_KEY_Page_Down:
      ss_calendar_view_show_period (view, key == GDK_KEY_Page_Up ? -1 : 1);
      return TRUE;
    case GDK_KEY_Home:
      ss_calendar_view_show_period (view, 0);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (booking != NULL)
        ss_calendar_view_activate (view, ss_appointment_get_id (booking));
      else
        show_day (self, self->cursor);
      return TRUE;
    case GDK_KEY_Menu:
      return open_menu (self);
    case GDK_KEY_F10:
      return (state & GDK_SHIFT_MASK) != 0 && open_menu (self);
    case GDK_KEY_Escape:
      if (self->dragged == NULL)
        return FALSE;
      ss_month_view_cancel_drag (self);
      return TRUE;
    default:
      return FALSE;
    }
}

/**
 * ss_month_view_add_input:
 * @self: a view
 *
 * Lets it be used by mouse and by keyboard.
 */
void
ss_month_view_add_input (SsMonthView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (drag_update_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (drag_end_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "cancel", G_CALLBACK (ss_month_view_cancel_drag), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}
