/* day-row.c: a day, chosen from a month's leaf
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/widgets/day-row.h"

#include <glib/gi18n-lib.h>

struct _SsDayRow
{
  AdwActionRow parent_instance;

  GtkMenuButton *button; /* (unowned): a child */
  GtkPopover *popover;   /* (unowned): of the button */
  GtkCalendar *calendar; /* (unowned): in the popover */
  GDate day;
  gboolean is_showing;
};

G_DEFINE_FINAL_TYPE (SsDayRow, ss_day_row, ADW_TYPE_ACTION_ROW)

static guint changed_signal;

static void
show_day (SsDayRow *self)
{
  g_autoptr (GDateTime) noon =
      g_date_time_new_local (g_date_get_year (&self->day), g_date_get_month (&self->day),
                             g_date_get_day (&self->day), 12, 0, 0);
  g_autofree char *text = g_date_time_format (noon, _ ("%a %-d %B %Y"));

  self->is_showing = TRUE;
  gtk_menu_button_set_label (self->button, text);
  gtk_calendar_select_day (self->calendar, noon);
  self->is_showing = FALSE;
}

static void
selected_cb (SsDayRow *self)
{
  g_autoptr (GDateTime) time = gtk_calendar_get_date (self->calendar);
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay) g_date_time_get_day_of_month (time), g_date_time_get_month (time),
                  (GDateYear) g_date_time_get_year (time));
  if (self->is_showing || g_date_compare (&day, &self->day) == 0)
    return;
  self->day = day;
  show_day (self);
  gtk_popover_popdown (self->popover);
  g_signal_emit (self, changed_signal, 0);
}

static void
ss_day_row_class_init (SsDayRowClass *klass)
{
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
ss_day_row_init (SsDayRow *self)
{
  GtkWidget *button = gtk_menu_button_new (), *popover = gtk_popover_new (), *calendar = gtk_calendar_new ();

  self->button = GTK_MENU_BUTTON (button);
  self->popover = GTK_POPOVER (popover);
  self->calendar = GTK_CALENDAR (calendar);
  g_date_clear (&self->day, 1);
  gtk_popover_set_child (self->popover, calendar);
  gtk_menu_button_set_popover (self->button, popover);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), button);
  g_signal_connect_object (calendar, "day-selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
}

/**
 * ss_day_row_set_day:
 * @self: a row
 * @day: a day
 */
void
ss_day_row_set_day (SsDayRow *self, const GDate *day)
{
  self->day = *day;
  show_day (self);
}

/**
 * ss_day_row_get_day:
 * @self: a row
 *
 * Returns: (transfer none): the day that it shows; not valid before it was set
 */
const GDate *
ss_day_row_get_day (SsDayRow *self)
{
  return &self->day;
}
