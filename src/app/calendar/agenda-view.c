/* agenda-view.c: bookings as a list, day by day
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/calendar/agenda-view.h"

#include <glib/gi18n-lib.h>

#include "app/calendar/booking-painter.h"
#include "app/calendar/booking-words.h"
#include "app/widgets/clock-text.h"

/* A booking, or the head of a day. */
struct _SsAgendaRow
{
  GObject parent_instance;

  SsAppointment *booking; /* (owned) (nullable) */
  gint64 day;
};

G_DEFINE_FINAL_TYPE (SsAgendaRow, ss_agenda_row, G_TYPE_OBJECT)

struct _SsAgendaView
{
  SsCalendarView parent_instance;

  GtkWidget *scroller;
  GtkWidget *list;
  GListStore *rows;              /* (owned): of SsAgendaRow */
  GtkSingleSelection *selection; /* (owned) */
  gint64 start;
};

G_DEFINE_FINAL_TYPE (SsAgendaView, ss_agenda_view, SS_TYPE_CALENDAR_VIEW)

static void
ss_agenda_row_finalize (GObject *object)
{
  g_clear_object (&SS_AGENDA_ROW (object)->booking);

  G_OBJECT_CLASS (ss_agenda_row_parent_class)->finalize (object);
}

static void
ss_agenda_row_class_init (SsAgendaRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ss_agenda_row_finalize;
}

static void
ss_agenda_row_init (SsAgendaRow *self)
{
}

static SsAgendaRow *
create_row (SsAppointment *booking, gint64 day)
{
  SsAgendaRow *self = g_object_new (SS_TYPE_AGENDA_ROW, NULL);

  self->booking = booking != NULL ? g_object_ref (booking) : NULL;
  self->day = day;
  return self;
}

SsAppointment *
ss_agenda_row_get_booking (SsAgendaRow *self)
{
  return self->booking;
}

gint64
ss_agenda_row_get_day (SsAgendaRow *self)
{
  return self->day;
}

/* What began before the first day is under the first day. */
static GPtrArray *
create_rows (SsAgendaView *self, gint64 start, gint64 end)
{
  SsCalendarModel *model = ss_calendar_view_get_model (SS_CALENDAR_VIEW (self));
  GTimeZone *zone = ss_calendar_model_get_zone (model);
  g_autoptr (GPtrArray) bookings = ss_calendar_model_get_all_bookings (model, start, end);
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 day = G_MININT64;

  for (guint i = 0; i < bookings->len; i++)
    {
      SsAppointment *booking = g_ptr_array_index (bookings, i);
      GDate date;
      gint64 of;

      ss_day_of (zone, MAX (ss_appointment_get_start_time (booking), start), &date);
      of = ss_day_start (zone, &date);
      if (of != day)
        g_ptr_array_add (rows, create_row (NULL, of));
      day = of;
      g_ptr_array_add (rows, create_row (booking, of));
    }
  return rows;
}

static guint
find_row (SsAgendaView *self, const char *id)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));

  for (guint i = 0; id != NULL && i < n; i++)
    {
      g_autoptr (SsAgendaRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

      if (row->booking != NULL && g_strcmp0 (ss_appointment_get_id (row->booking), id) == 0)
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

static void
ss_agenda_view_select (SsCalendarView *view)
{
  SsAgendaView *self = SS_AGENDA_VIEW (view);
  guint position = find_row (self, ss_calendar_view_get_selected_id (view));

  gtk_single_selection_set_selected (self->selection, position);
  if (position != GTK_INVALID_LIST_POSITION && gtk_widget_get_mapped (self->list))
    gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", position);
}

static gboolean
rows_are_equal (SsAgendaRow *one, SsAgendaRow *other)
{
  return one->booking == other->booking && one->day == other->day;
}

/* Rows that stay keep their widgets, the focus and the place: only what differs in the middle is replaced. */
static void
replace_rows (SsAgendaView *self, GPtrArray *rows)
{
  guint n_before = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  guint first = 0, last = 0;

  while (first < MIN (n_before, rows->len))
    {
      g_autoptr (SsAgendaRow) before = g_list_model_get_item (G_LIST_MODEL (self->rows), first);

      if (!rows_are_equal (before, g_ptr_array_index (rows, first)))
        break;
      first++;
    }
  while (last < MIN (n_before, rows->len) - first)
    {
      g_autoptr (SsAgendaRow) before = g_list_model_get_item (G_LIST_MODEL (self->rows), n_before - 1 - last);

      if (!rows_are_equal (before, g_ptr_array_index (rows, rows->len - 1 - last)))
        break;
      last++;
    }
  g_list_store_splice (self->rows, first, n_before - first - last, rows->pdata + first,
                       rows->len - first - last);
}

static void
ss_agenda_view_refresh (SsCalendarView *view)
{
  SsAgendaView *self = SS_AGENDA_VIEW (view);
  gboolean has_focus = gtk_widget_get_focus_child (self->list) != NULL;
  SsCalendarModel *model = ss_calendar_view_get_model (view);
  GTimeZone *zone = ss_calendar_model_get_zone (model);
  gint64 start = ss_day_start (zone, ss_calendar_view_get_date (view));
  GDate last = *ss_calendar_view_get_date (view);
  g_autoptr (GPtrArray) rows = NULL;
  gint64 end;

  g_date_add_days (&last, SS_AGENDA_DAYS);
  end = ss_day_start (zone, &last);
  if (self->start != start)
    ss_calendar_model_show (model, start, end);
  self->start = start;
  rows = create_rows (self, start, end);
  replace_rows (self, rows);
  ss_agenda_view_select (view);
  /* A booking that was moved has another row now. */
  if (has_focus && gtk_single_selection_get_selected (self->selection) != GTK_INVALID_LIST_POSITION)
    gtk_widget_grab_focus (self->list);
}

static SsAppointment *
get_selected (SsAgendaView *self)
{
  SsAgendaRow *row = gtk_single_selection_get_selected_item (self->selection);

  return row != NULL ? row->booking : NULL;
}

static void
open_menu (SsAgendaView *self, SsAppointment *booking, GtkWidget *at, double x, double y)
{
  gtk_widget_translate_coordinates (at, GTK_WIDGET (self), x, y, &x, &y);
  ss_calendar_view_menu (SS_CALENDAR_VIEW (self), ss_appointment_get_id (booking),
                         &(GdkRectangle){ (int) x, (int) y, 1, 1 });
}

static gboolean
open_menu_by_key (SsAgendaView *self)
{
  SsAppointment *booking = get_selected (self);
  GtkWidget *row = gtk_widget_get_focus_child (self->list);

  if (booking == NULL || row == NULL)
    return FALSE;
  open_menu (self, booking, row, gtk_widget_get_width (row) / 2.0, gtk_widget_get_height (row) / 2.0);
  return TRUE;
}

static void
secondary_pressed_cb (GtkListItem *item, int n_press, double x, double y, GtkGesture *gesture)
{
  GtkWidget *child = gtk_list_item_get_child (item);
  SsAgendaView *self = SS_AGENDA_VIEW (gtk_widget_get_ancestor (child, SS_TYPE_AGENDA_VIEW));
  SsAgendaRow *row = gtk_list_item_get_item (item);

  if (row == NULL || row->booking == NULL)
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_single_selection_set_selected (self->selection, gtk_list_item_get_position (item));
  open_menu (self, row->booking, child, x, y);
}

/* By steps along the list, by days across it; with Shift, the end only. */
static gboolean
move (SsAgendaView *self, int n_steps, int n_days, gboolean resizes)
{
  SsCalendarView *view = SS_CALENDAR_VIEW (self);
  SsCalendarModel *model = ss_calendar_view_get_model (view);
  SsAppointment *booking = get_selected (self);
  gint64 start, minutes;

  if (booking == NULL || !ss_calendar_model_may_change (model, booking))
    return FALSE;
  start = ss_move_by_days (ss_calendar_model_get_zone (model), ss_appointment_get_start_time (booking),
                           resizes ? 0 : n_days);
  minutes = ss_appointment_get_duration_minutes (booking);
  if (resizes)
    minutes = CLAMP (minutes + n_steps * SS_CALENDAR_STEP_MINUTES, SS_DURATION_MINUTES_MIN,
                     SS_DURATION_MINUTES_MAX);
  else
    start += n_steps * SS_CALENDAR_STEP_MINUTES * SS_MINUTE;
  if (start != ss_appointment_get_start_time (booking)
      || minutes != ss_appointment_get_duration_minutes (booking))
    ss_calendar_view_move (view, ss_appointment_get_id (booking), ss_appointment_get_resource_id (booking),
                           start, minutes);
  return TRUE;
}

static gboolean
key_pressed_cb (SsAgendaView *self, guint key, guint code, GdkModifierType state)
{
  gboolean is_mirror = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int x = (key == GDK_KEY_Right) - (key == GDK_KEY_Left), y = (key == GDK_KEY_Down) - (key == GDK_KEY_Up);

  if (key == GDK_KEY_Menu || (key == GDK_KEY_F10 && (state & GDK_SHIFT_MASK) != 0))
    return open_menu_by_key (self);
  if ((state & GDK_ALT_MASK) != 0 && (x != 0 || y != 0))
    return move (self, y, is_mirror ? -x : x, (state & GDK_SHIFT_MASK) != 0);
  return FALSE;
}

static void
set_up_cb (SsAgendaView *self, GtkListItem *item)
{
  static const char *const classes[] = { "agenda-day", "agenda-state", "agenda-time", "agenda-name",
                                         "dim-label" };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkGesture *click = gtk_gesture_click_new ();

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), i >= 3 ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
      gtk_widget_set_hexpand (label, i == 4);
      gtk_widget_add_css_class (label, classes[i]);
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (secondary_pressed_cb), item, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (box, GTK_EVENT_CONTROLLER (click));
  gtk_list_item_set_child (item, box);
}

static void
show_booking (SsAgendaView *self, GtkWidget **labels, SsAppointment *booking)
{
  SsCalendarModel *model = ss_calendar_view_get_model (SS_CALENDAR_VIEW (self));
  SsBookingLook look = ss_booking_get_look (booking, ss_calendar_model_get_now (model));
  g_autofree char *times =
      ss_format_times (ss_calendar_model_get_zone (model), ss_appointment_get_start_time (booking),
                       ss_booking_get_end (booking));
  g_autofree char *more = ss_booking_describe_what (model, booking);
  const char *name = ss_appointment_get_customer_name (booking);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_strikethrough_new (look == SS_LOOK_CANCELLED));
  ss_booking_look_show_sign (GTK_LABEL (labels[1]), look);
  gtk_label_set_text (GTK_LABEL (labels[2]), times);
  gtk_label_set_text (GTK_LABEL (labels[3]), name != NULL ? name : "");
  gtk_label_set_attributes (GTK_LABEL (labels[3]), attributes);
  gtk_label_set_text (GTK_LABEL (labels[4]), more);
}

static void
bind_cb (SsAgendaView *self, GtkListItem *item)
{
  SsAgendaRow *row = gtk_list_item_get_item (item);
  GtkWidget *label = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *labels[5];

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      labels[i] = label;
      gtk_widget_set_visible (label, (i == 0) == (row->booking == NULL));
      label = gtk_widget_get_next_sibling (label);
    }
  gtk_list_item_set_activatable (item, row->booking != NULL);
  gtk_list_item_set_selectable (item, row->booking != NULL);
  if (row->booking != NULL)
    show_booking (self, labels, row->booking);
  else
    {
      g_autofree char *day =
          ss_format_day (ss_calendar_model_get_zone (ss_calendar_view_get_model (SS_CALENDAR_VIEW (self))),
                         row->day);

      gtk_label_set_text (GTK_LABEL (labels[0]), day);
    }
}

static void
clock_cb (GtkListItem *item)
{
  GtkWidget *view = gtk_widget_get_ancestor (gtk_list_item_get_child (item), SS_TYPE_AGENDA_VIEW);

  if (view != NULL && gtk_list_item_get_item (item) != NULL)
    bind_cb (SS_AGENDA_VIEW (view), item);
}

static void
follow_clock_cb (SsAgendaView *self, GtkListItem *item)
{
  ss_clock_text_connect (item, G_CALLBACK (clock_cb));
}

static void
activate_cb (SsAgendaView *self, guint position)
{
  g_autoptr (SsAgendaRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), position);

  if (row != NULL && row->booking != NULL)
    ss_calendar_view_activate (SS_CALENDAR_VIEW (self), ss_appointment_get_id (row->booking));
}

static void
selected_cb (SsAgendaView *self)
{
  SsAgendaRow *row = gtk_single_selection_get_selected_item (self->selection);

  if (row != NULL && row->booking != NULL)
    ss_calendar_view_select (SS_CALENDAR_VIEW (self), ss_appointment_get_id (row->booking));
}

static void
ss_agenda_view_dispose (GObject *object)
{
  SsAgendaView *self = SS_AGENDA_VIEW (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);

  G_OBJECT_CLASS (ss_agenda_view_parent_class)->dispose (object);
}

static gboolean
ss_agenda_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (SS_AGENDA_VIEW (widget)->list);
}

static void
ss_agenda_view_class_init (SsAgendaViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ss_agenda_view_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = ss_agenda_view_grab_focus;
  SS_CALENDAR_VIEW_CLASS (klass)->refresh = ss_agenda_view_refresh;
  SS_CALENDAR_VIEW_CLASS (klass)->select = ss_agenda_view_select;

  ss_calendar_style_load ();
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "calendaragenda");
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
add_list (SsAgendaView *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  /* Before the list, which would take the arrows. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_object (factory, "setup", G_CALLBACK (set_up_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "setup", G_CALLBACK (follow_clock_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  self->list = gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), factory);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Bookings"),
                                  -1);
  g_signal_connect_object (self->list, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->list);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

static void
ss_agenda_view_init (SsAgendaView *self)
{
  self->rows = g_list_store_new (SS_TYPE_AGENDA_ROW);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->rows)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  add_list (self);
}

GtkWidget *
ss_agenda_view_new (void)
{
  return g_object_new (SS_TYPE_AGENDA_VIEW, NULL);
}

GListModel *
ss_agenda_view_get_rows (SsAgendaView *self)
{
  return G_LIST_MODEL (self->rows);
}
