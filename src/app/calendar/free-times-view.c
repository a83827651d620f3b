/* free-times-view.c: the free times of a day, to choose from
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/calendar/free-times-view.h"

#include <glib/gi18n-lib.h>

#include "app/calendar/booking-words.h"
#include "client/free-times.h"

#define MARGIN 12
#define COLUMNS_MAX 6

struct _SsFreeTimesView
{
  AdwBin parent_instance;

  GtkLabel *label;           /* (unowned): a child */
  GtkFlowBox *box;           /* (unowned): a child */
  GCancellable *cancellable; /* (owned) (nullable): of what is being asked */
  int minute;                /* that is marked */
};

G_DEFINE_FINAL_TYPE (SsFreeTimesView, ss_free_times_view, ADW_TYPE_BIN)

static guint chosen_signal;

static void
clear (SsFreeTimesView *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_flow_box_remove (self->box, child);
}

static void
say (SsFreeTimesView *self, const char *text)
{
  gtk_label_set_text (self->label, text);
}

static int
get_minute (GtkWidget *button)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "minute"));
}

static void
clicked_cb (GtkButton *button, SsFreeTimesView *self)
{
  ss_free_times_view_mark (self, get_minute (GTK_WIDGET (button)));
  g_signal_emit (self, chosen_signal, 0, get_minute (GTK_WIDGET (button)));
}

static void
add_time (SsFreeTimesView *self, const char *time)
{
  GtkWidget *button;
  int minute;

  if (!ss_parse_time_of_day (time, &minute))
    return;
  button = gtk_button_new_with_label (time);
  g_object_set_data (G_OBJECT (button), "minute", GINT_TO_POINTER (minute));
  gtk_widget_add_css_class (button, "free-time");
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_flow_box_append (self->box, button);
  /* The button is what has the focus, not the cell that it lies in. */
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
}

static void
loaded_cb (GObject *session, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsFreeTimesView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) times = ss_free_times_load_finish (SS_SESSION (session), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  clear (self);
  for (guint i = 0; times != NULL && times[i] != NULL; i++)
    add_time (self, times[i]);
  if (error != NULL)
    say (self, error->message);
  else
    say (self, times[0] != NULL ? _ ("Free times") : _ ("No free time on this day."));
  ss_free_times_view_mark (self, self->minute);
}

static void
ss_free_times_view_dispose (GObject *object)
{
  SsFreeTimesView *self = SS_FREE_TIMES_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (ss_free_times_view_parent_class)->dispose (object);
}

static void
ss_free_times_view_class_init (SsFreeTimesViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ss_free_times_view_dispose;
  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
ss_free_times_view_init (SsFreeTimesView *self)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *box = gtk_flow_box_new ();

  self->label = GTK_LABEL (label);
  self->box = GTK_FLOW_BOX (box);
  self->minute = -1;
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_wrap (self->label, TRUE);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_flow_box_set_selection_mode (self->box, GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous (self->box, TRUE);
  gtk_flow_box_set_max_children_per_line (self->box, COLUMNS_MAX);
  gtk_flow_box_set_column_spacing (self->box, 4);
  gtk_flow_box_set_row_spacing (self->box, 4);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Free times"), -1);
  gtk_widget_set_margin_top (column, MARGIN);
  gtk_widget_set_margin_bottom (column, MARGIN);
  gtk_widget_set_margin_start (column, MARGIN);
  gtk_widget_set_margin_end (column, MARGIN);
  gtk_box_append (GTK_BOX (column), label);
  gtk_box_append (GTK_BOX (column), box);
  adw_bin_set_child (ADW_BIN (self), column);
}

/**
 * ss_free_times_view_show:
 * @self: a view
 * @session: whose business
 * @service_id: (nullable): what is to be booked; %NULL: that is not known yet
 * @resource_id: (nullable): with whom; %NULL: with anybody who does it
 * @date: the day
 * @zone: the business' time zone, an IANA name
 *
 * Asks the platform; what was asked for before is forgotten.
 */
void
ss_free_times_view_show (SsFreeTimesView *self, SsSession *session, const char *service_id,
                         const char *resource_id, const GDate *date, const char *zone)
{
  g_return_if_fail (SS_IS_FREE_TIMES_VIEW (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (service_id == NULL)
    {
      clear (self);
      say (self, _ ("Choose a service to see when it can be booked."));
      return;
    }
  self->cancellable = g_cancellable_new ();
  say (self, _ ("Looking for free times…"));
  ss_free_times_load_async (session, service_id, resource_id, date, zone, self->cancellable, loaded_cb,
                            g_object_ref (self));
}

/**
 * ss_free_times_view_mark:
 * @self: a view
 * @minute: of the day; below 0: none
 *
 * Shows which of the times is chosen now.
 */
void
ss_free_times_view_mark (SsFreeTimesView *self, int minute)
{
  g_return_if_fail (SS_IS_FREE_TIMES_VIEW (self));

  self->minute = minute;
  for (GtkWidget *cell = gtk_widget_get_first_child (GTK_WIDGET (self->box)); cell != NULL;
       cell = gtk_widget_get_next_sibling (cell))
    {
      GtkWidget *button = gtk_flow_box_child_get_child (GTK_FLOW_BOX_CHILD (cell));

      if (get_minute (button) == minute)
        gtk_widget_add_css_class (button, "suggested-action");
      else
        gtk_widget_remove_css_class (button, "suggested-action");
    }
}
