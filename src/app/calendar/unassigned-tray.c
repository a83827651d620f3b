/* unassigned-tray.c: the bookings that wait for a resource
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/calendar/unassigned-tray.h"

#include <glib/gi18n-lib.h>

#include "app/calendar/booking-painter.h"
#include "app/calendar/booking-words.h"
#include "app/widgets/clock-text.h"

/* Two rows, and enough of a third to see that there are more: the room is the calendar's. */
#define LIST_HEIGHT_MAX 120

struct _SsUnassignedTray
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *title;
  GtkWidget *list;
  SsCalendarModel *model; /* (owned) (nullable) */
  GListModel *bookings;   /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (SsUnassignedTray, ss_unassigned_tray, GTK_TYPE_WIDGET)

static guint activate_signal;

/* What is dragged is the booking itself: within the program it is handed over as it is. */
static GdkContentProvider *
prepare_cb (GtkListItem *item, double x, double y)
{
  return gdk_content_provider_new_typed (SS_TYPE_APPOINTMENT, gtk_list_item_get_item (item));
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (widget);

  gtk_drag_source_set_icon (source, picture, 12, 12);
}

static GtkWidget *
add_label (GtkWidget *box, const char *class_name)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, class_name);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
set_up_cb (SsUnassignedTray *self, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkDragSource *source = gtk_drag_source_new ();

  add_label (box, "heading");
  add_label (box, "dim-label");
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (prepare_cb), item, G_CONNECT_SWAPPED);
  g_signal_connect (source, "drag-begin", G_CALLBACK (drag_begin_cb), NULL);
  gtk_widget_add_controller (box, GTK_EVENT_CONTROLLER (source));
  gtk_list_item_set_child (item, box);
}

static void
show_booking (SsUnassignedTray *self, GtkListItem *item)
{
  SsAppointment *booking = gtk_list_item_get_item (item);
  GTimeZone *zone = ss_calendar_model_get_zone (self->model);
  GtkWidget *name = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  const char *customer = ss_appointment_get_customer_name (booking);
  const char *service = ss_appointment_get_service_name (booking);
  g_autofree char *day = ss_format_day (zone, ss_appointment_get_start_time (booking));
  g_autofree char *times =
      ss_format_times (zone, ss_appointment_get_start_time (booking), ss_booking_get_end (booking));
  /* Translators: day, times, service. */
  g_autofree char *more = g_strdup_printf (_ ("%s, %s · %s"), day, times, service != NULL ? service : "");

  gtk_label_set_text (GTK_LABEL (name), customer != NULL ? customer : "");
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (name)), more);
}

/* The booking, or how times are shown. */
static void
changed_cb (GtkListItem *item)
{
  GtkWidget *tray = gtk_widget_get_ancestor (gtk_list_item_get_child (item), SS_TYPE_UNASSIGNED_TRAY);

  if (tray != NULL && gtk_list_item_get_item (item) != NULL)
    show_booking (SS_UNASSIGNED_TRAY (tray), item);
}

/* A booking that changes keeps its row, and with it the focus. */
static void
bind_cb (SsUnassignedTray *self, GtkListItem *item)
{
  g_signal_connect_object (gtk_list_item_get_item (item), "notify", G_CALLBACK (changed_cb), item,
                           G_CONNECT_SWAPPED);
  show_booking (self, item);
}

static void
unbind_cb (SsUnassignedTray *self, GtkListItem *item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), changed_cb, item);
}

static void
follow_clock_cb (SsUnassignedTray *self, GtkListItem *item)
{
  ss_clock_text_connect (item, G_CALLBACK (changed_cb));
}

static void
show_count (SsUnassignedTray *self)
{
  guint n = self->bookings != NULL ? g_list_model_get_n_items (self->bookings) : 0;
  g_autofree char *text = g_strdup_printf (ngettext ("%u booking to assign", "%u bookings to assign", n), n);

  gtk_label_set_text (GTK_LABEL (self->title), n > 0 ? text : _ ("Nothing to assign"));
}

/* What comes before the first one is to be seen by who looks at the beginning: the list would keep in sight
 * what was there before. */
static void
items_changed_cb (SsUnassignedTray *self)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list));

  show_count (self);
  if (g_list_model_get_n_items (self->bookings) > 0 && gtk_adjustment_get_value (adjustment) <= 0)
    gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", 0);
}

static void
activate_cb (SsUnassignedTray *self, guint position)
{
  g_autoptr (SsAppointment) booking = g_list_model_get_item (self->bookings, position);

  if (booking != NULL)
    g_signal_emit (self, activate_signal, 0, ss_appointment_get_id (booking));
}

static void
ss_unassigned_tray_dispose (GObject *object)
{
  SsUnassignedTray *self = SS_UNASSIGNED_TRAY (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->bookings);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (ss_unassigned_tray_parent_class)->dispose (object);
}

static void
ss_unassigned_tray_class_init (SsUnassignedTrayClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ss_unassigned_tray_dispose;
  activate_signal = g_signal_new ("activate-booking", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  ss_calendar_style_load ();
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "unassignedtray");
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
ss_unassigned_tray_init (SsUnassignedTray *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (set_up_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "setup", G_CALLBACK (follow_clock_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  self->list = gtk_list_view_new (NULL, factory);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Bookings to assign"), -1);
  g_signal_connect_object (self->list, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->title = add_label (self->box, "heading");
  gtk_widget_add_css_class (self->title, "calendar-title");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), LIST_HEIGHT_MAX);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_box_append (GTK_BOX (self->box), scroller);
  show_count (self);
}

GtkWidget *
ss_unassigned_tray_new (void)
{
  return g_object_new (SS_TYPE_UNASSIGNED_TRAY, NULL);
}

/**
 * ss_unassigned_tray_set_bookings:
 * @self: a tray
 * @model: in whose zone times are
 * @bookings: those that wait, a GListModel of SsAppointment
 */
void
ss_unassigned_tray_set_bookings (SsUnassignedTray *self, SsCalendarModel *model, GListModel *bookings)
{
  g_autoptr (GtkNoSelection) selection = gtk_no_selection_new (g_object_ref (bookings));

  if (self->bookings != NULL)
    g_signal_handlers_disconnect_by_func (self->bookings, items_changed_cb, self);
  g_set_object (&self->model, model);
  g_set_object (&self->bookings, bookings);
  g_signal_connect_object (bookings, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), GTK_SELECTION_MODEL (selection));
  show_count (self);
}

const char *
ss_unassigned_tray_get_title (SsUnassignedTray *self)
{
  return gtk_label_get_text (GTK_LABEL (self->title));
}
