/* grid-view-keys.c: the grid by keyboard
 *
 * Arrows go from booking to booking and over the empty times between them; with Alt they move the booking,
 * with Alt and Shift they resize it.
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/calendar/booking-words.h"
#include "app/calendar/grid-view-private.h"

/* Along the time (1: later), or across it (1: the next track). */
typedef struct
{
  int along;
  int across;
} Direction;

static gboolean
find_direction (SsGridView *self, guint key, Direction *direction)
{
  int x = (key == GDK_KEY_Right || key == GDK_KEY_KP_Right) - (key == GDK_KEY_Left || key == GDK_KEY_KP_Left);
  int y = (key == GDK_KEY_Down || key == GDK_KEY_KP_Down) - (key == GDK_KEY_Up || key == GDK_KEY_KP_Up);

  if (ss_grid_view_is_mirror (self))
    x = -x;
  *direction = self->grid->is_down ? (Direction){ y, x } : (Direction){ x, y };
  return x != 0 || y != 0;
}

static const SsGridItem *
get_cursor_item (SsGridView *self)
{
  guint found = ss_grid_view_find_item (self, self->cursor.id);

  return found != G_MAXUINT ? ss_grid_get_item (self->grid, found) : NULL;
}

static void
go_to (SsGridView *self, const SsGridItem *item, guint track, gint64 time)
{
  g_autofree char *id = item != NULL ? g_strdup (item->id) : NULL;

  ss_grid_view_move_cursor (self, id, track, item != NULL ? item->start : time);
  ss_calendar_view_select (SS_CALENDAR_VIEW (self), id);
  ss_grid_view_focus_cursor (self);
}

/* What begins in a track from @from to before @to: the first such, or the last. */
static const SsGridItem *
find_in (SsGridView *self, guint track, gint64 from, gint64 to, gboolean last)
{
  const SsGridTrack *of = ss_grid_get_track (self->grid, track);
  const SsGridItem *found = NULL;

  for (guint i = of->first_item; i < of->first_item + of->n_items; i++)
    {
      const SsGridItem *item = ss_grid_get_item (self->grid, i);

      if (item->start < from || item->start >= to)
        continue;
      found = item;
      if (!last)
        break;
    }
  return found;
}

static const SsGridItem *
find_at (SsGridView *self, guint track, gint64 time)
{
  const SsGridTrack *of = ss_grid_get_track (self->grid, track);

  for (guint i = of->first_item; i < of->first_item + of->n_items; i++)
    {
      const SsGridItem *item = ss_grid_get_item (self->grid, i);

      if (item->start < time + SS_SLOT_MINUTES * SS_MINUTE && item->end > time)
        return item;
    }
  return NULL;
}

static void
get_track_range (SsGridView *self, guint track, gint64 *start, gint64 *end)
{
  const SsTimeAxis *axis = &self->grid->axis;
  guint day = ss_grid_get_track (self->grid, track)->day;

  *start = axis->starts[day];
  *end = axis->starts[self->grid->is_down ? day + 1 : axis->n_days];
}

/* Later: what begins within the next slot, or that slot; earlier likewise. */
static void
step_along (SsGridView *self, int direction)
{
  const SsGridItem *item = get_cursor_item (self);
  guint track = self->cursor.track, number = ss_grid_view_find_item (self, self->cursor.id);
  gint64 slot = SS_SLOT_MINUTES * SS_MINUTE, start, end, time;
  const SsGridItem *next = NULL;

  get_track_range (self, track, &start, &end);
  if (item != NULL)
    {
      guint neighbour = ss_grid_step (self->grid, number, direction > 0 ? SS_STEP_LATER : SS_STEP_EARLIER);

      next = neighbour != G_MAXUINT ? ss_grid_get_item (self->grid, neighbour) : NULL;
    }
  if (direction > 0)
    {
      time = item != NULL ? ss_grid_view_get_slot (self, item->end + slot - 1) : self->cursor.time + slot;
      if (next == NULL || next->start >= time + slot)
        next = find_in (self, track, item != NULL ? item->end : self->cursor.time, time + slot, FALSE);
    }
  else
    {
      time = ss_grid_view_get_slot (self, item != NULL ? item->start - 1 : self->cursor.time - 1);
      if (next == NULL || next->end <= time)
        next = find_at (self, track, time);
      if (next == item)
        next = NULL;
    }
  if (next != NULL || (time >= start && time < end))
    go_to (self, next, track, time);
}

static void
step_across (SsGridView *self, int direction)
{
  guint track = self->cursor.track + (guint) direction;
  gint64 time = self->cursor.time;

  if (track >= self->grid->tracks->len)
    return;
  if (self->kind == SS_GRID_WEEK)
    time = ss_move_by_days (self->grid->axis.zone, time, direction);
  time = ss_grid_view_get_slot (self, time);
  go_to (self, find_at (self, track, time), track, time);
}

/* With Ctrl, from booking to booking. */
static void
jump (SsGridView *self, const Direction *direction)
{
  guint from = ss_grid_view_find_item (self, self->cursor.id);
  SsGridStep step = direction->along != 0
                        ? (direction->along > 0 ? SS_STEP_LATER : SS_STEP_EARLIER)
                        : (direction->across > 0 ? SS_STEP_NEXT_TRACK : SS_STEP_PREVIOUS_TRACK);
  const SsGridItem *to = NULL;
  gint64 start, end;

  if (from != G_MAXUINT)
    {
      guint found = ss_grid_step (self->grid, from, step);

      to = found != G_MAXUINT ? ss_grid_get_item (self->grid, found) : NULL;
    }
  else if (direction->along != 0)
    {
      get_track_range (self, self->cursor.track, &start, &end);
      to = direction->along > 0 ? find_in (self, self->cursor.track, self->cursor.time, end, FALSE)
                                : find_in (self, self->cursor.track, start, self->cursor.time, TRUE);
    }
  if (to != NULL)
    go_to (self, to, to->track, to->start);
}

/* The booking itself is moved, or its end. */
static gboolean
change (SsGridView *self, const Direction *direction, gboolean resizes)
{
  SsCalendarView *view = SS_CALENDAR_VIEW (self);
  const SsGridItem *item = get_cursor_item (self);
  guint track;
  gint64 start, minutes;

  if (item == NULL || !ss_calendar_model_may_change (ss_calendar_view_get_model (view), item->item))
    return FALSE;
  start = item->start;
  minutes = (item->end - item->start) / SS_MINUTE;
  track = item->track + (guint) (resizes ? 0 : direction->across);
  if (track >= self->grid->tracks->len)
    return TRUE;
  if (resizes)
    minutes = CLAMP (minutes + direction->along * SS_CALENDAR_STEP_MINUTES, SS_DURATION_MINUTES_MIN,
                     SS_DURATION_MINUTES_MAX);
  else
    start += direction->along * SS_CALENDAR_STEP_MINUTES * SS_MINUTE;
  if (self->kind == SS_GRID_WEEK && !resizes)
    start = ss_move_by_days (self->grid->axis.zone, start, direction->across);
  if (start == item->start && track == item->track && minutes == (item->end - item->start) / SS_MINUTE)
    return TRUE;
  ss_calendar_view_move (view, item->id, ss_grid_view_get_resource_id (self, track, item->item), start,
                         minutes);
  return TRUE;
}

static gboolean
press_arrow (SsGridView *self, const Direction *direction, GdkModifierType state)
{
  if (state & GDK_ALT_MASK)
    return change (self, direction, (state & GDK_SHIFT_MASK) != 0);
  if (state & GDK_CONTROL_MASK)
    jump (self, direction);
  else if (direction->along != 0)
    step_along (self, direction->along);
  else
    step_across (self, direction->across);
  return TRUE;
}

static void
activate (SsGridView *self)
{
  SsCalendarView *view = SS_CALENDAR_VIEW (self);
  const char *resource_id;

  if (get_cursor_item (self) != NULL)
    {
      ss_calendar_view_activate (view, self->cursor.id);
      return;
    }
  resource_id = ss_grid_view_get_resource_id (self, self->cursor.track, NULL);
  if (ss_calendar_model_may_create (ss_calendar_view_get_model (view), resource_id))
    ss_calendar_view_create (view, resource_id, self->cursor.time, 0);
}

static gboolean
open_menu (SsGridView *self)
{
  SsCalendarView *view = SS_CALENDAR_VIEW (self);
  GdkRectangle rectangle;
  SsRect place;
  double x, y;

  if (ss_grid_view_find_place (self, self->cursor.id, &place))
    {
      rectangle = (GdkRectangle){ (int) place.x, (int) place.y, (int) place.width, (int) place.height };
      ss_calendar_view_menu (view, self->cursor.id, &rectangle);
      return TRUE;
    }
  if (self->slot == NULL)
    return FALSE;
  place = *ss_calendar_item_get_place (SS_CALENDAR_ITEM (self->slot));
  ss_grid_view_to_content (self, 0, 0, &x, &y);
  rectangle =
      (GdkRectangle){ (int) (place.x - x), (int) (place.y - y), (int) place.width, (int) place.height };
  ss_calendar_view_time_menu (view, ss_grid_view_get_resource_id (self, self->cursor.track, NULL),
                              self->cursor.time, &rectangle);
  return TRUE;
}

static gboolean
press_other (SsGridView *self, guint key, GdkModifierType state)
{
  SsCalendarView *view = SS_CALENDAR_VIEW (self);

  switch (key)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
    case GDK_KEY_space:
      activate (self);
      return TRUE;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      ss_calendar_view_show_period (view, -1);
      return TRUE;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      ss_calendar_view_show_period (view, 1);
      return TRUE;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      ss_calendar_view_show_period (view, 0);
      return TRUE;
    case GDK_KEY_Menu:
      return open_menu (self);
    case GDK_KEY_F10:
      return (state & GDK_SHIFT_MASK) != 0 && open_menu (self);
    case GDK_KEY_Escape:
      if (!self->drag.is_active)
        return FALSE;
      ss_grid_view_cancel_drag (self);
      gtk_gesture_set_state (self->drag_gesture, GTK_EVENT_SEQUENCE_DENIED);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
key_pressed_cb (SsGridView *self, guint key, guint code, GdkModifierType state)
{
  Direction direction;

  if (self->grid == NULL || self->grid->tracks->len == 0)
    return FALSE;
  if (self->drag.is_active && key != GDK_KEY_Escape)
    return FALSE;
  if (find_direction (self, key, &direction))
    return press_arrow (self, &direction, state);
  return press_other (self, key, state);
}

/**
 * ss_grid_view_add_keys:
 * @self: a view
 *
 * Lets it be used by keyboard.
 */
void
ss_grid_view_add_keys (SsGridView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
