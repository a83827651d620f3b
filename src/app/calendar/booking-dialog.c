/* booking-dialog.c: everything on a booking, and what can be done with it
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/calendar/booking-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/calendar/booking-history.h"
#include "app/calendar/booking-words.h"
#include "app/widgets/clock-text.h"
#include "domain/money.h"

#define WIDTH 360

struct _SsBookingDialog
{
  AdwWindow parent_instance;

  SsAppointmentStore *store; /* (owned) (nullable) */
  SsCalendarModel *model;    /* (owned) (nullable) */
  SsAppointment *booking;    /* (owned) (nullable) */
  char *currency;            /* (owned) (nullable) */

  GtkBox *record; /* what is made anew when the booking changes */
  GtkLabel *news; /* what has happened to it since the dialog was opened */
  GtkWidget *facts;
  GtkWidget *buttons; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (SsBookingDialog, ss_booking_dialog, ADW_TYPE_WINDOW)

static guint act_signal;

#define IN(status) (1 << SS_BOOKING_##status)

/* What can be done in which states, the most likely first. */
static const struct
{
  const char *name;
  const char *label;
  const char *style;
  guint statuses;
  gboolean needs_resource;
} acts[] = {
  { "confirm", N_ ("Confirm"), "suggested-action", IN (PENDING), TRUE },
  { "complete", N_ ("Complete"), "suggested-action", IN (CONFIRMED), TRUE },
  { "no-show", N_ ("No-Show"), NULL, IN (CONFIRMED), TRUE },
  { "reopen", N_ ("Reopen"), NULL, IN (COMPLETED) | IN (NO_SHOW), FALSE },
  { "restore", N_ ("Restore"), "suggested-action", IN (CANCELLED), FALSE },
  { "edit", N_ ("Edit…"), NULL, IN (PENDING) | IN (CONFIRMED) | IN (COMPLETED) | IN (NO_SHOW), FALSE },
  { "unassign", N_ ("Unassign"), NULL, IN (PENDING) | IN (CONFIRMED), TRUE },
  { "cancel", N_ ("Cancel Booking…"), "destructive-action", IN (PENDING) | IN (CONFIRMED), FALSE },
};

static void
add_row (AdwPreferencesGroup *group, const char *title, const char *text)
{
  GtkWidget *row;

  if (text == NULL || *text == '\0')
    return;
  row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_preferences_group_add (group, row);
}

/* In the business' currency, by its decimals. */
static char *
format_price (SsBookingDialog *self)
{
  g_autofree char *amount = ss_money_format (ss_appointment_get_price (self->booking));
  char *point = strchr (amount, '.');

  if (point != NULL && self->currency != NULL && ss_currency_get_decimals (self->currency) == 0)
    *point = '\0';
  return g_strjoin (" ", amount, self->currency, NULL);
}

static GtkWidget *
make_facts (SsBookingDialog *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GTimeZone *zone = ss_calendar_model_get_zone (self->model);
  gint64 start = ss_appointment_get_start_time (self->booking);
  g_autofree char *day = ss_format_day (zone, start);
  g_autofree char *times = ss_format_times (zone, start, ss_booking_get_end (self->booking));
  g_autofree char *when = g_strdup_printf ("%s, %s", day, times);
  g_autofree char *price = format_price (self);
  const char *resource =
      ss_calendar_model_get_resource_name (self->model, ss_appointment_get_resource_id (self->booking));
  SsBookingLook look = ss_booking_get_look (self->booking, ss_calendar_model_get_now (self->model));

  add_row (ADW_PREFERENCES_GROUP (group), _ ("Service"), ss_appointment_get_service_name (self->booking));
  add_row (ADW_PREFERENCES_GROUP (group), _ ("When"), when);
  add_row (ADW_PREFERENCES_GROUP (group), _ ("With"), resource != NULL ? resource : _ ("Not assigned yet"));
  add_row (ADW_PREFERENCES_GROUP (group), _ ("State"), ss_booking_look_get_label (look));
  add_row (ADW_PREFERENCES_GROUP (group), _ ("Price"), price);
  add_row (ADW_PREFERENCES_GROUP (group), _ ("Notes"), ss_appointment_get_notes (self->booking));
  return group;
}

static void
clicked_cb (GtkButton *button, SsBookingDialog *self)
{
  g_signal_emit (self, act_signal, 0, gtk_widget_get_name (GTK_WIDGET (button)));
  gtk_window_close (GTK_WINDOW (self));
}

static GtkWidget *
make_buttons (SsBookingDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  SsBookingStatus status = ss_booking_get_status (self->booking);
  gboolean has_resource = ss_appointment_get_resource_id (self->booking) != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      GtkWidget *button;

      if (!(acts[i].statuses & (1u << status)) || (acts[i].needs_resource && !has_resource))
        continue;
      button = gtk_button_new_with_label (_ (acts[i].label));
      gtk_widget_set_name (button, acts[i].name);
      gtk_widget_add_css_class (button, "pill");
      if (acts[i].style != NULL)
        gtk_widget_add_css_class (button, acts[i].style);
      g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), self);
      gtk_box_append (GTK_BOX (box), button);
    }
  return box;
}

/* The name of the button that has the focus. */
static const char *
find_focus (SsBookingDialog *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  return focus != NULL && self->buttons != NULL && gtk_widget_is_ancestor (focus, self->buttons)
             ? g_intern_string (gtk_widget_get_name (focus))
             : NULL;
}

static void
focus_button (SsBookingDialog *self, const char *name)
{
  GtkWidget *button = self->buttons != NULL ? gtk_widget_get_first_child (self->buttons) : NULL;

  for (; button != NULL; button = gtk_widget_get_next_sibling (button))
    if (g_strcmp0 (gtk_widget_get_name (button), name) == 0)
      gtk_widget_grab_focus (button);
}

static void
show_booking (SsBookingDialog *self)
{
  const char *focus = find_focus (self);

  gtk_window_set_title (GTK_WINDOW (self), ss_appointment_get_customer_name (self->booking));
  if (self->facts != NULL)
    gtk_box_remove (self->record, self->facts);
  if (self->buttons != NULL)
    gtk_box_remove (self->record, self->buttons);
  self->facts = make_facts (self);
  self->buttons = ss_calendar_model_may_change (self->model, self->booking) ? make_buttons (self) : NULL;
  gtk_box_append (self->record, self->facts);
  if (self->buttons != NULL)
    gtk_box_append (self->record, self->buttons);
  if (focus != NULL)
    focus_button (self, focus);
}

static void
tell_news (SsBookingDialog *self, const char *sentence)
{
  gtk_label_set_text (self->news, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->news), TRUE);
}

/* What is done here closes the dialog: it was somebody else. */
static void
version_cb (SsAppointment *booking, GParamSpec *pspec, SsBookingDialog *self)
{
  show_booking (self);
  tell_news (self, _ ("This booking has just been changed by somebody else."));
}

static gboolean
is_there (SsBookingDialog *self)
{
  g_autoptr (GPtrArray) bookings =
      ss_calendar_model_get_bookings (self->model, ss_appointment_get_resource_id (self->booking),
                                      ss_appointment_get_start_time (self->booking),
                                      ss_booking_get_end (self->booking));

  return g_ptr_array_find (bookings, self->booking, NULL);
}

static void
model_cb (SsCalendarModel *model, SsBookingDialog *self)
{
  if (is_there (self))
    return;
  if (self->buttons != NULL)
    gtk_widget_set_sensitive (self->buttons, FALSE);
  tell_news (self, _ ("This booking has just been deleted by somebody else."));
}

static GtkLabel *
make_news (void)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, "wrap", TRUE,
                                   "xalign", 0.0, "visible", FALSE, NULL);

  gtk_widget_add_css_class (label, "warning");
  return GTK_LABEL (label);
}

static void
fill (SsBookingDialog *self)
{
  GtkWidget *view = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->news = make_news ();
  self->record = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 18));
  gtk_widget_set_margin_top (content, 12);
  gtk_widget_set_margin_bottom (content, 18);
  gtk_widget_set_margin_start (content, 12);
  gtk_widget_set_margin_end (content, 12);
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->news));
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->record));
  if (self->store != NULL)
    gtk_box_append (GTK_BOX (content), ss_booking_history_new (self->store, self->model, self->booking));
  show_booking (self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), content);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_widget_add_css_class (header, "flat");
  gtk_box_append (GTK_BOX (view), header);
  gtk_box_append (GTK_BOX (view), scroller);
  adw_window_set_content (ADW_WINDOW (self), view);
}

static void
ss_booking_dialog_dispose (GObject *object)
{
  SsBookingDialog *self = SS_BOOKING_DIALOG (object);

  g_clear_object (&self->store);
  g_clear_object (&self->model);
  g_clear_object (&self->booking);
  g_clear_pointer (&self->currency, g_free);

  G_OBJECT_CLASS (ss_booking_dialog_parent_class)->dispose (object);
}

static void
ss_booking_dialog_class_init (SsBookingDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ss_booking_dialog_dispose;
  act_signal = g_signal_new ("act", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                             G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ss_booking_dialog_init (SsBookingDialog *self)
{
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, -1);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
}

/**
 * ss_booking_dialog_new:
 * @parent: above which it stands
 * @store: (nullable): that holds it, and knows its history
 * @model: the calendar that the booking is in
 * @booking: a booking
 * @currency: (nullable): the business'
 *
 * Returns: (transfer none): a window, to be presented
 */
SsBookingDialog *
ss_booking_dialog_new (GtkWindow *parent, SsAppointmentStore *store, SsCalendarModel *model,
                       SsAppointment *booking, const char *currency)
{
  SsBookingDialog *self = g_object_new (SS_TYPE_BOOKING_DIALOG, "transient-for", parent, NULL);

  g_set_object (&self->store, store);
  self->model = g_object_ref (model);
  self->booking = g_object_ref (booking);
  self->currency = g_strdup (currency);
  fill (self);
  g_signal_connect_object (booking, "notify::version", G_CALLBACK (version_cb), self, 0);
  g_signal_connect_object (model, "changed", G_CALLBACK (model_cb), self, 0);
  ss_clock_text_connect (self, G_CALLBACK (show_booking));
  return self;
}
