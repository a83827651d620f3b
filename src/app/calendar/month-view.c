/* month-view.c: a month of bookings, a cell a day
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/calendar/month-view.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "app/calendar/booking-painter.h"
#include "app/calendar/booking-words.h"
#include "app/calendar/calendar-item.h"
#include "app/calendar/layout/month.h"

#define CELLS_MAX 42
#define DRAG_MIN 4.0

/* A day of the month. */
typedef struct
{
  gint64 start;
  gint64 end;
  GPtrArray *bookings; /* (owned): of SsAppointment */
  GtkWidget *item;     /* (nullable): what stands for it */
} Cell;

/* What is under the pointer: a cell, and one of its bookings or the line that says how many more there are.
 */
typedef struct
{
  guint cell;
  guint booking;
  gboolean is_more;
} Hit;

struct _SsMonthView
{
  SsCalendarView parent_instance;

  SsBookingPainter *painter; /* (owned) */
  GDate first;
  guint n_cells;
  Cell cells[CELLS_MAX];
  guint cursor;           /* a cell */
  guint cursor_booking;   /* of it; G_MAXUINT: the day itself */
  GHashTable *items;      /* (owned): id → SsCalendarItem */
  SsAppointment *dragged; /* (owned) (nullable) */
  guint dragged_from;
  guint dragged_to;
  double from_x, from_y;
  guint items_source;
};

G_DEFINE_FINAL_TYPE (SsMonthView, ss_month_view, SS_TYPE_CALENDAR_VIEW)

static SsCalendarModel *
get_model (SsMonthView *self)
{
  return ss_calendar_view_get_model (SS_CALENDAR_VIEW (self));
}

static gboolean
is_mirror (SsMonthView *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

static double
get_line (SsMonthView *self)
{
  return ss_text_cache_get_line_height (ss_booking_painter_get_texts (self->painter));
}

static double
get_head_height (SsMonthView *self)
{
  return ceil (get_line (self) + 10);
}

static double
get_row_height (SsMonthView *self)
{
  return ceil (get_line (self) + 6);
}

static void
get_cell_rect (SsMonthView *self, guint cell, SsRect *rect)
{
  double head = get_head_height (self);

  ss_month_cell_rect (cell, self->n_cells, gtk_widget_get_width (GTK_WIDGET (self)),
                      MAX (gtk_widget_get_height (GTK_WIDGET (self)) - head, 0), is_mirror (self), rect);
  rect->y += head;
}

static void
get_booking_rect (SsMonthView *self, guint cell, guint booking, SsRect *rect)
{
  double row = get_row_height (self);

  get_cell_rect (self, cell, rect);
  *rect = (SsRect){ rect->x + 2, rect->y + get_line (self) + 6 + booking * row, rect->width - 4, row };
}

static guint
fit_cell (SsMonthView *self, guint cell, guint *more)
{
  SsRect rect;

  get_cell_rect (self, cell, &rect);
  return ss_month_fit (rect.height, get_line (self) + 6, get_row_height (self),
                       self->cells[cell].bookings->len, more);
}

static SsAppointment *
get_booking (SsMonthView *self, guint cell, guint booking)
{
  GPtrArray *bookings = self->cells[cell].bookings;

  return booking < bookings->len ? g_ptr_array_index (bookings, booking) : NULL;
}

static void
hit (SsMonthView *self, double x, double y, Hit *found)
{
  double head = get_head_height (self);
  guint more, n_shown, line;
  SsRect rect;

  *found = (Hit){ G_MAXUINT, G_MAXUINT, FALSE };
  if (self->n_cells == 0)
    return;
  found->cell = ss_month_find_cell (x, y - head, self->n_cells, gtk_widget_get_width (GTK_WIDGET (self)),
                                    gtk_widget_get_height (GTK_WIDGET (self)) - head, is_mirror (self));
  if (found->cell == G_MAXUINT)
    return;
  get_booking_rect (self, found->cell, 0, &rect);
  if (y < rect.y)
    return;
  n_shown = fit_cell (self, found->cell, &more);
  line = (guint) ((y - rect.y) / rect.height);
  if (line < n_shown)
    found->booking = line;
  else
    found->is_more = more > 0 && line == n_shown;
}

static void
clear_cells (SsMonthView *self)
{
  for (guint i = 0; i < CELLS_MAX; i++)
    g_clear_pointer (&self->cells[i].bookings, g_ptr_array_unref);
}

static GtkWidget *
add_item (SsMonthView *self, const char *id)
{
  GtkWidget *item = ss_calendar_item_new (id);

  gtk_widget_set_parent (item, GTK_WIDGET (self));
  return item;
}

static void
describe_day (SsMonthView *self, Cell *cell)
{
  g_autofree char *day = ss_format_day (ss_calendar_model_get_zone (get_model (self)), cell->start);
  guint n = cell->bookings->len;
  /* Translators: a day, and how many bookings it has. */
  g_autofree char *label = g_strdup_printf (ngettext ("%s, %u booking", "%s, %u bookings", n), day, n);

  if (cell->item == NULL)
    cell->item = add_item (self, NULL);
  ss_calendar_item_set_label (SS_CALENDAR_ITEM (cell->item), label);
}

static void
allocate (SsCalendarItem *item)
{
  const SsRect *place = ss_calendar_item_get_place (item);
  GtkAllocation allocation = { (int) place->x, (int) place->y, MAX ((int) place->width, 1),
                               MAX ((int) place->height, 1) };

  gtk_widget_measure (GTK_WIDGET (item), GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (GTK_WIDGET (item), &allocation, -1);
}

static void
update_booking_item (SsMonthView *self, guint cell, guint booking)
{
  SsAppointment *of = get_booking (self, cell, booking);
  g_autofree char *label = ss_booking_describe (get_model (self), of);
  GtkWidget *item = g_hash_table_lookup (self->items, ss_appointment_get_id (of));
  SsRect rect;

  if (item == NULL)
    {
      item = add_item (self, ss_appointment_get_id (of));
      g_hash_table_insert (self->items, (gpointer) ss_calendar_item_get_id (SS_CALENDAR_ITEM (item)), item);
    }
  get_booking_rect (self, cell, booking, &rect);
  ss_calendar_item_set_label (SS_CALENDAR_ITEM (item), label);
  ss_calendar_item_set_place (SS_CALENDAR_ITEM (item), &rect);
  allocate (SS_CALENDAR_ITEM (item));
}

static void
drop_items (SsMonthView *self, GHashTable *kept)
{
  GHashTableIter iter;
  gpointer id, item;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, &id, &item))
    {
      if (kept != NULL && g_hash_table_contains (kept, id))
        continue;
      g_hash_table_iter_remove (&iter);
      gtk_widget_unparent (item);
    }
}

static void
update_items (SsMonthView *self)
{
  g_autoptr (GHashTable) kept = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->n_cells; i++)
    {
      guint more, n_shown = fit_cell (self, i, &more);
      SsRect rect;

      describe_day (self, &self->cells[i]);
      get_cell_rect (self, i, &rect);
      ss_calendar_item_set_place (SS_CALENDAR_ITEM (self->cells[i].item), &rect);
      allocate (SS_CALENDAR_ITEM (self->cells[i].item));
      for (guint j = 0; j < self->cells[i].bookings->len; j++)
        {
          if (j >= n_shown && !(i == self->cursor && j == self->cursor_booking))
            continue;
          g_hash_table_add (kept, (gpointer) ss_appointment_get_id (get_booking (self, i, j)));
          update_booking_item (self, i, j);
        }
    }
  for (guint i = self->n_cells; i < CELLS_MAX; i++)
    g_clear_pointer (&self->cells[i].item, gtk_widget_unparent);
  drop_items (self, kept);
}

static gboolean
update_cb (gpointer user_data)
{
  SsMonthView *self = user_data;

  self->items_source = 0;
  if (self->n_cells > 0 && get_model (self) != NULL)
    update_items (self);
  return G_SOURCE_REMOVE;
}

static void
focus_cursor (SsMonthView *self)
{
  SsAppointment *booking = get_booking (self, self->cursor, self->cursor_booking);
  GtkWidget *item;

  update_items (self);
  item = self->cells[self->cursor].item;
  if (booking != NULL)
    item = g_hash_table_lookup (self->items, ss_appointment_get_id (booking));
  ss_calendar_view_select (SS_CALENDAR_VIEW (self), booking != NULL ? ss_appointment_get_id (booking) : NULL);
  if (item != NULL)
    gtk_widget_grab_focus (item);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The bookings of a cell are those that begin in it. */
static void
fill_cells (SsMonthView *self)
{
  SsCalendarModel *model = get_model (self);
  GTimeZone *zone = ss_calendar_model_get_zone (model);
  gint64 before = self->cells[0].start;
  g_autoptr (GPtrArray) bookings = NULL;
  GDate day = self->first;
  guint cell = 0;

  for (guint i = 0; i < self->n_cells; i++)
    {
      self->cells[i].start = ss_day_start (zone, &day);
      g_date_add_days (&day, 1);
      self->cells[i].end = ss_day_start (zone, &day);
      self->cells[i].bookings = g_ptr_array_new_with_free_func (g_object_unref);
    }
  if (before != self->cells[0].start)
    ss_calendar_model_show (model, self->cells[0].start, self->cells[self->n_cells - 1].end);
  bookings =
      ss_calendar_model_get_all_bookings (model, self->cells[0].start, self->cells[self->n_cells - 1].end);
  for (guint i = 0; i < bookings->len; i++)
    {
      SsAppointment *booking = g_ptr_array_index (bookings, i);

      while (cell + 1 < self->n_cells && ss_appointment_get_start_time (booking) >= self->cells[cell].end)
        cell++;
      g_ptr_array_add (self->cells[cell].bookings, g_object_ref (booking));
    }
}

static void
ss_month_view_refresh (SsCalendarView *view)
{
  SsMonthView *self = SS_MONTH_VIEW (view);

  clear_cells (self);
  self->n_cells = ss_month_get_range (ss_calendar_view_get_date (view),
                                      ss_calendar_view_get_first_weekday (view), &self->first);
  fill_cells (self);
  self->cursor = (guint) g_date_days_between (&self->first, ss_calendar_view_get_date (view));
  if (self->cursor_booking != G_MAXUINT && get_booking (self, self->cursor, self->cursor_booking) == NULL)
    self->cursor_booking = G_MAXUINT;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
ss_month_view_select (SsCalendarView *view)
{
  gtk_widget_queue_draw (GTK_WIDGET (view));
}

static void
draw_day (SsMonthView *self, GtkSnapshot *snapshot, guint cell, const SsRect *rect, gint64 now)
{
  SsTextCache *texts = ss_booking_painter_get_texts (self->painter);
  GDate day = self->first;
  gboolean is_today = now >= self->cells[cell].start && now < self->cells[cell].end;
  gboolean is_other;
  g_autofree char *number = NULL;
  SsRect place = { rect->x + 6, rect->y + 3, rect->width - 12, get_line (self) };

  g_date_add_days (&day, cell);
  is_other =
      g_date_get_month (&day) != g_date_get_month (ss_calendar_view_get_date (SS_CALENDAR_VIEW (self)));
  number = g_date_get_day (&day) == 1 ? ss_format_date (&day, _ ("%-d %b"))
                                      : g_strdup_printf ("%d", (int) g_date_get_day (&day));
  if (is_other)
    ss_booking_painter_fill (snapshot, rect, ss_booking_painter_get_color (self->painter, SS_COLOR_CLOSED));
  if (is_today)
    ss_booking_painter_fill (snapshot, &(SsRect){ rect->x, rect->y, rect->width, 3 },
                             ss_booking_painter_get_color (self->painter, SS_COLOR_ACCENT));
  ss_text_cache_draw (texts, snapshot, number,
                      (is_today ? SS_TEXT_BOLD : SS_TEXT_PLAIN)
                          | (is_mirror (self) ? SS_TEXT_MIRROR : SS_TEXT_PLAIN),
                      ss_booking_painter_get_color (self->painter, is_today   ? SS_COLOR_ACCENT
                                                                   : is_other ? SS_COLOR_FAINT
                                                                              : SS_COLOR_TEXT),
                      &place);
}

static SsPaintFlags
find_flags (SsMonthView *self, SsAppointment *booking)
{
  GtkWidget *item = g_hash_table_lookup (self->items, ss_appointment_get_id (booking));
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  SsPaintFlags flags = SS_PAINT_LINE | (is_mirror (self) ? SS_PAINT_MIRROR : SS_PAINT_PLAIN);

  if (g_strcmp0 (ss_calendar_view_get_selected_id (SS_CALENDAR_VIEW (self)), ss_appointment_get_id (booking))
      == 0)
    flags |= SS_PAINT_SELECTED;
  if (item != NULL && gtk_widget_has_focus (item) && GTK_IS_WINDOW (root)
      && gtk_window_get_focus_visible (GTK_WINDOW (root)))
    flags |= SS_PAINT_FOCUSED;
  if (self->dragged == booking && self->dragged_to != self->dragged_from)
    flags |= SS_PAINT_LIFTED;
  if (ss_calendar_model_is_pending (get_model (self), booking))
    flags |= SS_PAINT_PENDING;
  return flags;
}

static void
draw_bookings (SsMonthView *self, GtkSnapshot *snapshot, guint cell)
{
  guint more, n_shown = fit_cell (self, cell, &more);
  g_autofree char *text = NULL;
  SsRect rect;

  for (guint i = 0; i < n_shown; i++)
    {
      SsAppointment *booking = get_booking (self, cell, i);

      get_booking_rect (self, cell, i, &rect);
      ss_booking_painter_draw (self->painter, snapshot, booking, &rect, find_flags (self, booking));
    }
  if (more == 0)
    return;
  get_booking_rect (self, cell, n_shown, &rect);
  /* Translators: so many bookings of a day have no room. */
  text = g_strdup_printf (ngettext ("+%u more", "+%u more", more), more);
  if (rect.width
      < ss_text_cache_measure (ss_booking_painter_get_texts (self->painter), text, SS_TEXT_PLAIN) + 12)
    {
      g_free (text);
      text = g_strdup_printf ("+%u", more);
    }
  rect = (SsRect){ rect.x + 6, rect.y + 1, rect.width - 12, get_line (self) };
  ss_text_cache_draw (ss_booking_painter_get_texts (self->painter), snapshot, text,
                      is_mirror (self) ? SS_TEXT_MIRROR : SS_TEXT_PLAIN,
                      ss_booking_painter_get_color (self->painter, SS_COLOR_FAINT), &rect);
}

static void
draw_heads (SsMonthView *self, GtkSnapshot *snapshot)
{
  for (guint i = 0; i < 7; i++)
    {
      GDate day = self->first;
      g_autofree char *name = NULL;
      SsRect rect;

      g_date_add_days (&day, i);
      name = ss_format_date (&day, "%a");
      get_cell_rect (self, i, &rect);
      rect = (SsRect){ rect.x + 4, 5, rect.width - 8, get_line (self) };
      ss_text_cache_draw (ss_booking_painter_get_texts (self->painter), snapshot, name,
                          SS_TEXT_BOLD | SS_TEXT_CENTERED,
                          ss_booking_painter_get_color (self->painter, SS_COLOR_TEXT), &rect);
    }
}

static void
draw_ring (SsMonthView *self, GtkSnapshot *snapshot, const SsRect *rect)
{
  GdkRGBA accent = *ss_booking_painter_get_color (self->painter, SS_COLOR_ACCENT);
  GdkRGBA colors[] = { accent, accent, accent, accent };
  float widths[] = { 2, 2, 2, 2 };
  GskRoundedRect rounded;

  gsk_rounded_rect_init_from_rect (&rounded,
                                   &GRAPHENE_RECT_INIT ((float) rect->x + 1, (float) rect->y + 1,
                                                        (float) rect->width - 2, (float) rect->height - 2),
                                   5);
  gtk_snapshot_append_border (snapshot, &rounded, widths, colors);
}

static void
draw_cell (SsMonthView *self, GtkSnapshot *snapshot, guint cell, gint64 now)
{
  const GdkRGBA *line = ss_booking_painter_get_color (self->painter, SS_COLOR_LINE);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  SsRect rect;

  get_cell_rect (self, cell, &rect);
  draw_day (self, snapshot, cell, &rect, now);
  ss_booking_painter_fill (snapshot, &(SsRect){ rect.x, rect.y, rect.width, 1 }, line);
  if (rect.x > 0)
    ss_booking_painter_fill (snapshot, &(SsRect){ rect.x, rect.y, 1, rect.height }, line);
  draw_bookings (self, snapshot, cell);
  if ((self->dragged != NULL && self->dragged_to == cell && self->dragged_to != self->dragged_from)
      || (self->cells[cell].item != NULL && gtk_widget_has_focus (self->cells[cell].item)
          && GTK_IS_WINDOW (root) && gtk_window_get_focus_visible (GTK_WINDOW (root))))
    draw_ring (self, snapshot, &rect);
}

static void
ss_month_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SsMonthView *self = SS_MONTH_VIEW (widget);
  gint64 now;

  if (self->n_cells == 0 || get_model (self) == NULL)
    return;
  now = ss_calendar_model_get_now (get_model (self));
  ss_booking_painter_begin (self->painter, get_model (self), now);
  draw_heads (self, snapshot);
  for (guint i = 0; i < self->n_cells; i++)
    draw_cell (self, snapshot, i, now);
}

static gboolean
may_change (SsMonthView *self, SsAppointment *booking)
{
  return booking != NULL && ss_calendar_model_may_change (get_model (self), booking);
}

static void
move (SsMonthView *self, SsAppointment *booking, int n_days)
{
  ss_calendar_view_move (SS_CALENDAR_VIEW (self), ss_appointment_get_id (booking),
                         ss_appointment_get_resource_id (booking),
                         ss_move_by_days (ss_calendar_model_get_zone (get_model (self)),
                                          ss_appointment_get_start_time (booking), n_days),
                         ss_appointment_get_duration_minutes (booking));
}

/* When the business opens that day. */
static void
create (SsMonthView *self, guint cell)
{
  const Cell *of = &self->cells[cell];
  g_autoptr (GArray) open = ss_calendar_model_get_open_spans (get_model (self), NULL, of->start, of->end);
  gint64 start = open->len > 0 ? g_array_index (open, SsTimeSpan, 0).start : of->start + 9 * SS_HOUR;

  if (ss_calendar_model_may_create (get_model (self), NULL))
    ss_calendar_view_create (SS_CALENDAR_VIEW (self), NULL, start, 0);
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
  focus_cursor (self);
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
  booking = get_booking (self, found.cell, found.booking);
  if (booking != NULL && button == GDK_BUTTON_SECONDARY)
    ss_calendar_view_menu (SS_CALENDAR_VIEW (self), ss_appointment_get_id (booking),
                           &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  else if (button != GDK_BUTTON_PRIMARY)
    return;
  else if (found.is_more)
    show_day (self, found.cell);
  else if (n_press == 2 && booking != NULL)
    ss_calendar_view_activate (SS_CALENDAR_VIEW (self), ss_appointment_get_id (booking));
  else if (n_press == 2)
    create (self, found.cell);
}

static void
cancel_drag (SsMonthView *self)
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
    booking = get_booking (self, found.cell, found.booking);
  cancel_drag (self);
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
  SsAppointment *booking = get_booking (self, self->cursor, self->cursor_booking);
  guint n = self->cells[self->cursor].bookings->len;
  int n_days = (is_mirror (self) ? -x : x) + 7 * y;

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
  SsAppointment *booking = get_booking (self, self->cursor, self->cursor_booking);
  SsRect rect;

  if (booking == NULL)
    return FALSE;
  get_booking_rect (self, self->cursor, self->cursor_booking, &rect);
  ss_calendar_view_menu (SS_CALENDAR_VIEW (self), ss_appointment_get_id (booking),
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
  booking = get_booking (self, self->cursor, self->cursor_booking);
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
      cancel_drag (self);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
ss_month_view_grab_focus (GtkWidget *widget)
{
  SsMonthView *self = SS_MONTH_VIEW (widget);

  if (self->n_cells == 0 || get_model (self) == NULL)
    return FALSE;
  focus_cursor (self);
  return TRUE;
}

static gboolean
ss_month_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  if (gtk_widget_get_focus_child (widget) != NULL)
    return FALSE;
  return gtk_widget_grab_focus (widget);
}

static void
ss_month_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                       int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 280 : 260;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 800 : 560;
}

static void
ss_month_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SsMonthView *self = SS_MONTH_VIEW (widget);
  GHashTableIter iter;
  gpointer item;

  for (guint i = 0; i < self->n_cells; i++)
    if (self->cells[i].item != NULL)
      allocate (SS_CALENDAR_ITEM (self->cells[i].item));
  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    allocate (item);
  /* What is in sight follows from the size; children come and go when it stands. */
  if (self->items_source == 0)
    self->items_source = g_idle_add (update_cb, self);
}

static void
ss_month_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (ss_month_view_parent_class)->css_changed (widget, change);
  ss_booking_painter_restyle (SS_MONTH_VIEW (widget)->painter);
  gtk_widget_queue_resize (widget);
}

static void
ss_month_view_dispose (GObject *object)
{
  SsMonthView *self = SS_MONTH_VIEW (object);

  g_clear_handle_id (&self->items_source, g_source_remove);
  cancel_drag (self);
  drop_items (self, NULL);
  for (guint i = 0; i < CELLS_MAX; i++)
    g_clear_pointer (&self->cells[i].item, gtk_widget_unparent);
  clear_cells (self);
  self->n_cells = 0;

  G_OBJECT_CLASS (ss_month_view_parent_class)->dispose (object);
}

static void
ss_month_view_finalize (GObject *object)
{
  SsMonthView *self = SS_MONTH_VIEW (object);

  g_hash_table_unref (self->items);
  ss_booking_painter_free (self->painter);

  G_OBJECT_CLASS (ss_month_view_parent_class)->finalize (object);
}

static void
ss_month_view_class_init (SsMonthViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ss_month_view_dispose;
  object_class->finalize = ss_month_view_finalize;
  widget_class->measure = ss_month_view_measure;
  widget_class->size_allocate = ss_month_view_size_allocate;
  widget_class->snapshot = ss_month_view_snapshot;
  widget_class->css_changed = ss_month_view_css_changed;
  widget_class->focus = ss_month_view_focus;
  widget_class->grab_focus = ss_month_view_grab_focus;
  SS_CALENDAR_VIEW_CLASS (klass)->refresh = ss_month_view_refresh;
  SS_CALENDAR_VIEW_CLASS (klass)->select = ss_month_view_select;

  ss_calendar_style_load ();
  gtk_widget_class_set_css_name (widget_class, "calendarmonth");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
}

static void
ss_month_view_init (SsMonthView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->cursor_booking = G_MAXUINT;
  self->items = g_hash_table_new (g_str_hash, g_str_equal);
  self->painter = ss_booking_painter_new (GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Bookings of the month"), -1);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (drag_update_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (drag_end_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "cancel", G_CALLBACK (cancel_drag), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

GtkWidget *
ss_month_view_new (void)
{
  return g_object_new (SS_TYPE_MONTH_VIEW, NULL);
}

/**
 * ss_month_view_get_range:
 * @self: a view
 * @first: (out): the first day that it shows
 * @n_days: (out): how many it shows
 */
void
ss_month_view_get_range (SsMonthView *self, GDate *first, guint *n_days)
{
  *n_days = ss_month_get_range (ss_calendar_view_get_date (SS_CALENDAR_VIEW (self)),
                                ss_calendar_view_get_first_weekday (SS_CALENDAR_VIEW (self)), first);
}

/**
 * ss_month_view_find_place:
 * @self: a view
 * @id: a booking's id
 * @place: (out): where it is in the widget
 *
 * Returns: whether it is to be seen
 */
gboolean
ss_month_view_find_place (SsMonthView *self, const char *id, SsRect *place)
{
  GtkWidget *item = g_hash_table_lookup (self->items, id);

  if (item == NULL)
    return FALSE;
  *place = *ss_calendar_item_get_place (SS_CALENDAR_ITEM (item));
  return TRUE;
}
