/* range-button.c: which days are meant, and a calendar to choose others
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/overview/range-button.h"

#include <glib/gi18n-lib.h>

#include "app/calendar/booking-words.h"
#include "app/overview/report-charts.h"

struct _SsRangeButton
{
  GtkWidget parent_instance;

  GtkMenuButton *button;
  GtkLabel *label;
  GtkToggleButton *first;
  GtkToggleButton *last;
  GtkCalendar *calendar;

  GDate days[2]; /* what is being chosen: the first, the last */
  gboolean is_updating;
};

G_DEFINE_FINAL_TYPE (SsRangeButton, ss_range_button, GTK_TYPE_WIDGET)

static guint chosen_signal;

static GDate *
get_edited (SsRangeButton *self)
{
  return &self->days[gtk_toggle_button_get_active (self->first) ? 0 : 1];
}

static void
update (SsRangeButton *self)
{
  g_autofree char *first = ss_format_date (&self->days[0], "%x");
  g_autofree char *last = ss_format_date (&self->days[1], "%x");
  /* Translators: the first day of a span, on a button that is pressed to change it */
  g_autofree char *first_text = g_strdup_printf (_ ("From %s"), first);
  /* Translators: the last day of a span, on a button that is pressed to change it */
  g_autofree char *last_text = g_strdup_printf (_ ("To %s"), last);

  gtk_button_set_label (GTK_BUTTON (self->first), first_text);
  gtk_button_set_label (GTK_BUTTON (self->last), last_text);
}

static void
end_cb (SsRangeButton *self)
{
  const GDate *day = get_edited (self);
  g_autoptr (GDateTime) time = NULL;

  if (!g_date_valid (day))
    return;
  time =
      g_date_time_new_local (g_date_get_year (day), g_date_get_month (day), g_date_get_day (day), 12, 0, 0);
  self->is_updating = TRUE;
  gtk_calendar_select_day (self->calendar, time);
  self->is_updating = FALSE;
}

/* The other end goes along where it would be passed. */
static void
day_cb (SsRangeButton *self)
{
  g_autoptr (GDateTime) time = gtk_calendar_get_date (self->calendar);
  GDate *edited = get_edited (self);
  GDate *other = edited == &self->days[0] ? &self->days[1] : &self->days[0];

  if (self->is_updating)
    return;
  g_date_set_dmy (edited, (GDateDay) g_date_time_get_day_of_month (time),
                  (GDateMonth) g_date_time_get_month (time), (GDateYear) g_date_time_get_year (time));
  if (g_date_compare (&self->days[0], &self->days[1]) > 0)
    *other = *edited;
  update (self);
}

static void
show_cb (SsRangeButton *self)
{
  gtk_menu_button_popdown (self->button);
  g_signal_emit (self, chosen_signal, 0, &self->days[0], &self->days[1]);
}

static void
ss_range_button_dispose (GObject *object)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  if (child != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (ss_range_button_parent_class)->dispose (object);
}

static void
ss_range_button_class_init (SsRangeButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ss_range_button_dispose;

  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_DATE, G_TYPE_DATE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/smoothschedule/Admin/overview/range-button.ui");
  gtk_widget_class_bind_template_child (widget_class, SsRangeButton, button);
  gtk_widget_class_bind_template_child (widget_class, SsRangeButton, label);
  gtk_widget_class_bind_template_child (widget_class, SsRangeButton, first);
  gtk_widget_class_bind_template_child (widget_class, SsRangeButton, last);
  gtk_widget_class_bind_template_child (widget_class, SsRangeButton, calendar);
  gtk_widget_class_bind_template_callback (widget_class, end_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_cb);
}

static void
ss_range_button_init (SsRangeButton *self)
{
  g_date_clear (self->days, 2);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ss_range_button_set_range:
 * @self: a button
 * @range: the days that are meant
 */
void
ss_range_button_set_range (SsRangeButton *self, const SsReportRange *range)
{
  g_autofree char *text = ss_report_range_describe (range);

  g_return_if_fail (SS_IS_RANGE_BUTTON (self));

  self->days[0] = range->first;
  self->days[1] = range->last;
  gtk_label_set_text (self->label, text);
  update (self);
  end_cb (self);
}

/**
 * ss_range_button_popup:
 * @self: a button
 *
 * Asks for other days.
 */
void
ss_range_button_popup (SsRangeButton *self)
{
  gtk_menu_button_popup (self->button);
}
