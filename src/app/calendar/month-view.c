/* month-view.c: a month of bookings, a cell a day
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/calendar/month-view.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "app/calendar/booking-words.h"
#include "app/calendar/calendar-item.h"
#include "app/calendar/layout/month.h"
#include "app/calendar/month-view-private.h"
#include "app/widgets/clock-text.h"

G_DEFINE_FINAL_TYPE (SsMonthView, ss_month_view, SS_TYPE_CALENDAR_VIEW)

SsCalendarModel *
ss_month_view_get_model (SsMonthView *self)
{
  return ss_calendar_view_get_model (SS_CALENDAR_VIEW (self));
}

gboolean
ss_month_view_is_mirror (SsMonthView *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

double
ss_month_view_get_line (SsMonthView *self)
{
  return ss_text_cache_get_line_height (ss_booking_painter_get_texts (self->painter));
}

double
ss_month_view_get_head_height (SsMonthView *self)
{
  return ceil (ss_month_view_get_line (self) + 10);
}

static double
get_row_height (SsMonthView *self)
{
  return ceil (ss_month_view_get_line (self) + 6);
}

void
ss_month_view_get_cell_rect (SsMonthView *self, guint cell, SsRect *rect)
{
  double head = ss_month_view_get_head_height (self);

  ss_month_cell_rect (cell, self->n_cells, gtk_widget_get_width (GTK_WIDGET (self)),
                      MAX (gtk_widget_get_height (GTK_WIDGET (self)) - head, 0),
                      ss_month_view_is_mirror (self), rect);
  rect->y += head;
}

void
ss_month_view_get_booking_rect (SsMonthView *self, guint cell, guint booking, SsRect *rect)
{
  double row = get_row_height (self);

  ss_month_view_get_cell_rect (self, cell, rect);
  *rect = (SsRect){ rect->x + SS_MONTH_MARGIN, rect->y + ss_month_view_get_line (self) + 6 + booking * row,
                    rect->width - 2 * SS_MONTH_MARGIN, row };
}

guint
ss_month_view_fit (SsMonthView *self, guint cell, guint *more)
{
  SsRect rect;

  ss_month_view_get_cell_rect (self, cell, &rect);
  return ss_month_fit (rect.height, ss_month_view_get_line (self) + 6, get_row_height (self),
                       self->cells[cell].bookings->len, more);
}

SsAppointment *
ss_month_view_get_booking (SsMonthView *self, guint cell, guint booking)
{
  GPtrArray *bookings = self->cells[cell].bookings;

  return booking < bookings->len ? g_ptr_array_index (bookings, booking) : NULL;
}

static void
clear_cells (SsMonthView *self)
{
  for (guint i = 0; i < SS_MONTH_CELLS_MAX; i++)
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
describe_day (SsMonthView *self, SsMonthCell *cell)
{
  g_autofree char *day =
      ss_format_day (ss_calendar_model_get_zone (ss_month_view_get_model (self)), cell->start);
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
  SsAppointment *of = ss_month_view_get_booking (self, cell, booking);
  g_autofree char *label = ss_booking_describe (ss_month_view_get_model (self), of);
  GtkWidget *item = g_hash_table_lookup (self->items, ss_appointment_get_id (of));
  SsRect rect;

  if (item == NULL)
    {
      item = add_item (self, ss_appointment_get_id (of));
      g_hash_table_insert (self->items, (gpointer) ss_calendar_item_get_id (SS_CALENDAR_ITEM (item)), item);
    }
  ss_month_view_get_booking_rect (self, cell, booking, &rect);
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
      guint more, n_shown = ss_month_view_fit (self, i, &more);
      SsRect rect;

      describe_day (self, &self->cells[i]);
      ss_month_view_get_cell_rect (self, i, &rect);
      ss_calendar_item_set_place (SS_CALENDAR_ITEM (self->cells[i].item), &rect);
      allocate (SS_CALENDAR_ITEM (self->cells[i].item));
      for (guint j = 0; j < self->cells[i].bookings->len; j++)
        {
          gboolean is_cursor = i == self->cursor && j == self->cursor_booking;
          SsAppointment *booking = ss_month_view_get_booking (self, i, j);

          /* One that lasts over several days stands where it begins, or where the cursor is. */
          if ((j < n_shown && g_hash_table_add (kept, (gpointer) ss_appointment_get_id (booking)))
              || is_cursor)
            {
              g_hash_table_add (kept, (gpointer) ss_appointment_get_id (booking));
              update_booking_item (self, i, j);
            }
        }
    }
  for (guint i = self->n_cells; i < SS_MONTH_CELLS_MAX; i++)
    g_clear_pointer (&self->cells[i].item, gtk_widget_unparent);
  drop_items (self, kept);
}

static gboolean
update_cb (gpointer user_data)
{
  SsMonthView *self = user_data;

  self->items_source = 0;
  if (self->n_cells > 0 && ss_month_view_get_model (self) != NULL)
    update_items (self);
  return G_SOURCE_REMOVE;
}

static void
queue_items (SsMonthView *self)
{
  if (self->items_source == 0)
    self->items_source = g_idle_add (update_cb, self);
}

void
ss_month_view_focus_cursor (SsMonthView *self)
{
  SsAppointment *booking = ss_month_view_get_booking (self, self->cursor, self->cursor_booking);
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

/* A booking is in every cell that it touches; what began earlier comes first. */
static void
fill_cells (SsMonthView *self)
{
  gint64 start = self->cells[0].start, end = self->cells[self->n_cells - 1].end;
  g_autoptr (GPtrArray) bookings =
      ss_calendar_model_get_all_bookings (ss_month_view_get_model (self), start, end);
  guint first = 0;

  for (guint i = 0; i < bookings->len; i++)
    {
      SsAppointment *booking = g_ptr_array_index (bookings, i);

      while (first + 1 < self->n_cells && ss_appointment_get_start_time (booking) >= self->cells[first].end)
        first++;
      g_ptr_array_add (self->cells[first].bookings, g_object_ref (booking));
      for (guint cell = first + 1;
           cell < self->n_cells && ss_booking_get_end (booking) > self->cells[cell].start; cell++)
        g_ptr_array_add (self->cells[cell].bookings, g_object_ref (booking));
    }
}

static void
set_days (SsMonthView *self)
{
  SsCalendarModel *model = ss_month_view_get_model (self);
  GTimeZone *zone = ss_calendar_model_get_zone (model);
  gint64 before = self->cells[0].start;
  GDate day = self->first;

  for (guint i = 0; i < self->n_cells; i++)
    {
      self->cells[i].start = ss_day_start (zone, &day);
      g_date_add_days (&day, 1);
      self->cells[i].end = ss_day_start (zone, &day);
      self->cells[i].bookings = g_ptr_array_new_with_free_func (g_object_unref);
    }
  if (before != self->cells[0].start)
    ss_calendar_model_show (model, self->cells[0].start, self->cells[self->n_cells - 1].end);
}

static guint
find_in_cell (SsMonthView *self, guint cell, const char *id)
{
  GPtrArray *bookings = self->cells[cell].bookings;

  for (guint i = 0; i < bookings->len; i++)
    if (g_strcmp0 (ss_appointment_get_id (g_ptr_array_index (bookings, i)), id) == 0)
      return i;
  return G_MAXUINT;
}

/* The cursor stays on its booking when others come before it, and goes with it to another day. */
static void
place_cursor (SsMonthView *self, const char *id)
{
  const GDate *date = ss_calendar_view_get_date (SS_CALENDAR_VIEW (self));

  if (!g_date_valid (&self->date) || g_date_compare (&self->date, date) != 0 || self->cursor >= self->n_cells)
    self->cursor = (guint) g_date_days_between (&self->first, date);
  self->date = *date;
  self->cursor_booking = id != NULL ? find_in_cell (self, self->cursor, id) : G_MAXUINT;
  for (guint i = 0; id != NULL && self->cursor_booking == G_MAXUINT && i < self->n_cells; i++)
    {
      self->cursor_booking = find_in_cell (self, i, id);
      if (self->cursor_booking != G_MAXUINT)
        self->cursor = i;
    }
}

static void
ss_month_view_refresh (SsCalendarView *view)
{
  SsMonthView *self = SS_MONTH_VIEW (view);
  SsAppointment *booking =
      self->n_cells > 0 ? ss_month_view_get_booking (self, self->cursor, self->cursor_booking) : NULL;
  g_autofree char *id = booking != NULL ? g_strdup (ss_appointment_get_id (booking)) : NULL;

  clear_cells (self);
  self->n_cells = ss_month_get_range (ss_calendar_view_get_date (view),
                                      ss_calendar_view_get_first_weekday (view), &self->first);
  set_days (self);
  fill_cells (self);
  place_cursor (self, id);
  /* What only asks for an allocation is at times drawn before it has one, and then left out of the frame. */
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
ss_month_view_select (SsCalendarView *view)
{
  gtk_widget_queue_draw (GTK_WIDGET (view));
}

static void
ss_month_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ss_month_view_draw (SS_MONTH_VIEW (widget), snapshot);
}

static gboolean
ss_month_view_grab_focus (GtkWidget *widget)
{
  SsMonthView *self = SS_MONTH_VIEW (widget);

  if (self->n_cells == 0 || ss_month_view_get_model (self) == NULL)
    return FALSE;
  ss_month_view_focus_cursor (self);
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
  queue_items (self);
}

static void
ss_month_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (ss_month_view_parent_class)->css_changed (widget, change);
  ss_booking_painter_restyle (SS_MONTH_VIEW (widget)->painter);
  gtk_widget_queue_resize (widget);
}

static void
clock_cb (SsMonthView *self)
{
  ss_booking_painter_restyle (self->painter);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  queue_items (self);
}

static void
ss_month_view_dispose (GObject *object)
{
  SsMonthView *self = SS_MONTH_VIEW (object);

  g_clear_handle_id (&self->items_source, g_source_remove);
  ss_month_view_cancel_drag (self);
  drop_items (self, NULL);
  for (guint i = 0; i < SS_MONTH_CELLS_MAX; i++)
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
  self->cursor_booking = G_MAXUINT;
  self->items = g_hash_table_new (g_str_hash, g_str_equal);
  self->painter = ss_booking_painter_new (GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Bookings of the month"), -1);
  ss_month_view_add_input (self);
  ss_clock_text_connect (self, G_CALLBACK (clock_cb));
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
