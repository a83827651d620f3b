/* booking-line.c: one booking in a customer's history
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/business/booking-line.h"

#include <glib/gi18n-lib.h>

#include "app/business/business-words.h"

struct _SsBookingLine
{
  GtkWidget parent_instance;

  GTimeZone *zone;    /* (owned) */
  SsListItem *item;   /* (owned) (nullable) */
  GtkWidget *service; /* (unowned): a child; so is the other */
  GtkWidget *moment;
};

G_DEFINE_FINAL_TYPE (SsBookingLine, ss_booking_line, GTK_TYPE_WIDGET)

static void
name_row (SsBookingLine *self, const char *text)
{
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (self));

  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
model_cb (SsBookingLine *self)
{
  SsAppointment *booking = SS_APPOINTMENT (ss_list_item_get_model (self->item));
  g_autofree char *moment = NULL;
  g_autofree char *text = NULL;
  g_autofree char *all = NULL;

  if (booking == NULL)
    {
      gtk_label_set_text (GTK_LABEL (self->service), "…");
      gtk_label_set_text (GTK_LABEL (self->moment), "");
      name_row (self, _ ("Loading"));
      return;
    }
  moment = ss_business_format_moment (self->zone, ss_appointment_get_start_time (booking));
  /* Translators: when a booking is, and its state. */
  text = g_strdup_printf (_ ("%s · %s"), moment,
                          ss_business_describe_state (ss_appointment_get_status (booking)));
  gtk_label_set_text (GTK_LABEL (self->service), ss_appointment_get_service_name (booking));
  gtk_label_set_text (GTK_LABEL (self->moment), text);
  all = g_strjoin (", ", ss_appointment_get_service_name (booking), text, NULL);
  name_row (self, all);
}

static GtkWidget *
add_label (SsBookingLine *self)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return label;
}

static void
ss_booking_line_dispose (GObject *object)
{
  SsBookingLine *self = SS_BOOKING_LINE (object);

  g_clear_object (&self->item);
  g_clear_pointer (&self->service, gtk_widget_unparent);
  g_clear_pointer (&self->moment, gtk_widget_unparent);
  g_clear_pointer (&self->zone, g_time_zone_unref);

  G_OBJECT_CLASS (ss_booking_line_parent_class)->dispose (object);
}

static void
ss_booking_line_class_init (SsBookingLineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ss_booking_line_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
ss_booking_line_init (SsBookingLine *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
  self->service = add_label (self);
  self->moment = add_label (self);
  gtk_widget_add_css_class (self->moment, "caption");
  gtk_widget_add_css_class (self->moment, "dim-label");
}

/**
 * ss_booking_line_new:
 * @zone: the business'
 *
 * Returns: (transfer floating): an empty line
 */
GtkWidget *
ss_booking_line_new (GTimeZone *zone)
{
  SsBookingLine *self = g_object_new (SS_TYPE_BOOKING_LINE, NULL);

  self->zone = g_time_zone_ref (zone);
  return GTK_WIDGET (self);
}

/**
 * ss_booking_line_set_item:
 * @self: a line
 * @item: of an SsPagedList of appointments
 */
void
ss_booking_line_set_item (SsBookingLine *self, SsListItem *item)
{
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, model_cb, self);
  g_set_object (&self->item, item);
  g_signal_connect_object (item, "notify::model", G_CALLBACK (model_cb), self, G_CONNECT_SWAPPED);
  model_cb (self);
}
