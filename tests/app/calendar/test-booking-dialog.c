/* test-booking-dialog.c: a booking that is looked at while somebody else changes it
 *
 * SPDX-License-Identifier: MIT
 */
#include <adwaita.h>

#include "app/calendar/booking-dialog.h"
#include "app/widgets/clock-text.h"
#include "table-model.h"

#define NINE "2026-11-25T09:00:00Z"

typedef struct
{
  SsTableModel *model;
  SsAppointment *booking;
  SsBookingDialog *dialog;
} Setting;

/* (nullable): the first of @type below @widget that says @text */
static GtkWidget *
find_text (GtkWidget *widget, GType type, const char *text)
{
  GtkWidget *found = NULL;
  const char *own = GTK_IS_LABEL (widget)    ? gtk_label_get_text (GTK_LABEL (widget))
                    : GTK_IS_BUTTON (widget) ? gtk_button_get_label (GTK_BUTTON (widget))
                                             : NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && own != NULL && strstr (own, text) != NULL
      && gtk_widget_get_visible (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_text (child, type, text);
  return found;
}

#define says(setting, text) (find_text (GTK_WIDGET ((setting)->dialog), GTK_TYPE_LABEL, text) != NULL)
#define button(setting, text) find_text (GTK_WIDGET ((setting)->dialog), GTK_TYPE_BUTTON, text)

static void
set_up (Setting *setting, gconstpointer data)
{
  setting->model = ss_table_model_new ("UTC", ss_table_moment ("2026-11-01T09:00:00Z"));
  ss_table_model_add_resource (setting->model, "r1", "Bay 1", NULL);
  ss_table_model_set_may_change (setting->model, TRUE);
  setting->booking = ss_table_model_add (setting->model, "b1", "r1", "Ann Smith", "Oil",
                                         ss_table_moment (NINE), 60, SS_BOOKING_CONFIRMED);
  ss_appointment_set_version (setting->booking, 1);
  setting->dialog =
      ss_booking_dialog_new (NULL, NULL, SS_CALENDAR_MODEL (setting->model), setting->booking, "USD");
  gtk_window_present (GTK_WINDOW (setting->dialog));
}

static void
tear_down (Setting *setting, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (setting->dialog));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (setting->model);
}

static void
merge (Setting *setting, SsAppointment *patch)
{
  ss_model_merge (SS_MODEL (setting->booking), SS_MODEL (patch));
  ss_calendar_model_changed (SS_CALENDAR_MODEL (setting->model));
}

/* The desktop's clock, while it is open; that is nobody's change of the booking. */
static void
test_clock (Setting *setting, gconstpointer data)
{
  g_assert_true (says (setting, "09:00–10:00"));
  ss_clock_text_set_hours (12);
  g_assert_true (says (setting, "9:00 AM–10:00 AM"));
  g_assert_false (says (setting, "somebody else"));
  ss_clock_text_set_hours (24);
  g_assert_true (says (setting, "09:00–10:00"));
}

/* It shows what is true now, says so, and the button that had the focus has it still. */
static void
test_changed (Setting *setting, gconstpointer data)
{
  g_autoptr (SsAppointment) patch = g_object_new (SS_TYPE_APPOINTMENT, NULL);

  g_assert_false (says (setting, "somebody else"));
  g_assert_false (says (setting, "Brakes, too"));
  gtk_widget_grab_focus (button (setting, "No-Show"));
  ss_appointment_set_notes (patch, "Brakes, too");
  ss_appointment_set_version (patch, 2);
  merge (setting, patch);
  g_assert_true (says (setting, "Brakes, too"));
  g_assert_true (says (setting, "changed by somebody else"));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (setting->dialog)) == button (setting, "No-Show"));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (setting->dialog)));

  /* What can be done with it follows. */
  ss_appointment_set_status (patch, "COMPLETED");
  ss_appointment_set_version (patch, 3);
  merge (setting, patch);
  g_assert_null (button (setting, "Complete"));
  g_assert_nonnull (button (setting, "Reopen"));
}

static void
test_others_changed (Setting *setting, gconstpointer data)
{
  ss_table_model_add (setting->model, "b2", "r1", "Ben Jones", "Oil", ss_table_moment (NINE), 60,
                      SS_BOOKING_CONFIRMED);
  ss_calendar_model_changed (SS_CALENDAR_MODEL (setting->model));
  g_assert_false (says (setting, "somebody else"));
}

static void
test_deleted (Setting *setting, gconstpointer data)
{
  g_autoptr (SsAppointment) kept = g_object_ref (setting->booking);

  ss_table_model_remove (setting->model, "r1", setting->booking);
  ss_calendar_model_changed (SS_CALENDAR_MODEL (setting->model));
  g_assert_true (says (setting, "deleted by somebody else"));
  g_assert_false (gtk_widget_is_sensitive (button (setting, "Complete")));
}

#define ADD(path, test) g_test_add (path, Setting, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("/calendar/booking-dialog/changed", test_changed);
  ADD ("/calendar/booking-dialog/others-changed", test_others_changed);
  ADD ("/calendar/booking-dialog/clock", test_clock);
  ADD ("/calendar/booking-dialog/deleted", test_deleted);
  return g_test_run ();
}
