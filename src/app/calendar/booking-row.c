/* booking-row.c: a booking in a list of what was found
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/calendar/booking-row.h"

#include <glib/gi18n-lib.h>

#include "app/calendar/booking-words.h"

struct _SsBookingRow
{
  SsItemRow parent_instance;

  GtkLabel *sign;
  GtkLabel *name;
  GtkLabel *time;
  GtkLabel *what;

  SsCalendarModel *model; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (SsBookingRow, ss_booking_row, SS_TYPE_ITEM_ROW)

static char *
describe_time (SsCalendarModel *model, SsAppointment *booking)
{
  GTimeZone *zone = ss_calendar_model_get_zone (model);
  gint64 start = ss_appointment_get_start_time (booking);
  g_autofree char *day = ss_format_day (zone, start);
  g_autofree char *times = ss_format_times (zone, start, ss_booking_get_end (booking));

  /* Translators: a day, and from when until when. */
  return g_strdup_printf (_ ("%s, %s"), day, times);
}

/* The row is what has the focus: it is named. */
static void
name_row (SsBookingRow *self, SsAppointment *booking)
{
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *text =
      booking != NULL ? ss_booking_describe (self->model, booking) : g_strdup (_ ("Loading"));

  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
ss_booking_row_show (SsItemRow *row, SsModel *model)
{
  SsBookingRow *self = SS_BOOKING_ROW (row);
  SsAppointment *booking = (SsAppointment *) model;
  g_autofree char *time = booking != NULL ? describe_time (self->model, booking) : NULL;
  g_autofree char *what = booking != NULL ? ss_booking_describe_what (self->model, booking) : NULL;
  const char *name = booking != NULL ? ss_appointment_get_customer_name (booking) : "…";

  if (booking != NULL)
    ss_booking_look_show_sign (self->sign,
                               ss_booking_get_look (booking, ss_calendar_model_get_now (self->model)));
  gtk_widget_set_visible (GTK_WIDGET (self->sign), booking != NULL);
  gtk_label_set_text (self->name, name != NULL ? name : "");
  gtk_label_set_text (self->time, time != NULL ? time : "");
  gtk_label_set_text (self->what, what != NULL ? what : "");
  name_row (self, booking);
}

static void
ss_booking_row_dispose (GObject *object)
{
  g_clear_object (&SS_BOOKING_ROW (object)->model);

  G_OBJECT_CLASS (ss_booking_row_parent_class)->dispose (object);
}

static void
ss_booking_row_class_init (SsBookingRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ss_booking_row_dispose;
  SS_ITEM_ROW_CLASS (klass)->show = ss_booking_row_show;
}

static void
ss_booking_row_init (SsBookingRow *self)
{
  static const char *const plain[] = { "agenda-name", NULL };
  static const char *const small[] = { "caption", NULL };
  static const char *const dim[] = { "caption", "dim-label", NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *sign = gtk_label_new (NULL);

  self->sign = GTK_LABEL (sign);
  gtk_widget_set_valign (sign, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self), sign);
  gtk_widget_set_hexpand (box, TRUE);
  self->name = ss_item_row_add_label (box, plain);
  self->time = ss_item_row_add_label (box, small);
  self->what = ss_item_row_add_label (box, dim);
  gtk_box_append (GTK_BOX (self), box);
}

static GtkWidget *
create_row (gpointer model)
{
  SsBookingRow *row = g_object_new (SS_TYPE_BOOKING_ROW, NULL);

  row->model = g_object_ref (model);
  return GTK_WIDGET (row);
}

static void
unref_model (gpointer model, GClosure *closure)
{
  g_object_unref (model);
}

/**
 * ss_booking_row_factory_new:
 * @model: the calendar
 *
 * Returns: (transfer full): rows for a list of bookings
 */
GtkListItemFactory *
ss_booking_row_factory_new (SsCalendarModel *model)
{
  return ss_item_row_factory_new (create_row, g_object_ref (model), unref_model);
}
