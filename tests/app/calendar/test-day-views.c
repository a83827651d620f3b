/* test-day-views.c: Month and Agenda: what they show, by keyboard, and what they say
 *
 * SPDX-License-Identifier: MIT
 */
#include <adwaita.h>

#include "app/calendar/agenda-view.h"
#include "app/calendar/calendar-item.h"
#include "app/calendar/month-view.h"
#include "app/widgets/clock-text.h"
#include "table-model.h"

typedef struct
{
  SsTableModel *model;
  GtkWidget *window;
  GtkWidget *view;
  char *said;
} Fixture;

static void
say (Fixture *fixture, char *said)
{
  g_free (fixture->said);
  fixture->said = said;
}

static void
activated_cb (Fixture *fixture, const char *id)
{
  say (fixture, g_strdup_printf ("activate %s", id));
}

static void
moved_cb (Fixture *fixture, const char *id, const char *resource_id, gint64 start, gint64 minutes)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (start / G_USEC_PER_SEC);
  g_autofree char *time = g_date_time_format (utc, "%d %H:%M");

  say (fixture, g_strdup_printf ("move %s %s %s %d", id, resource_id, time, (int) minutes));
}

static void
day_cb (Fixture *fixture, const GDate *day)
{
  say (fixture, g_strdup_printf ("day %d", g_date_get_day (day)));
}

static void
period_cb (Fixture *fixture, int n)
{
  say (fixture, g_strdup_printf ("period %d", n));
}

/* Berlin: the clock is put back on 25 October 2026. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  GType (*const get_type) (void) = data;
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 24, 10, 2026);
  fixture->model = ss_table_model_new ("Europe/Berlin", ss_table_moment ("2026-10-24T06:00:00Z"));
  ss_table_model_add_resource (fixture->model, "r1", "Bay 1", NULL);
  ss_table_model_add_resource (fixture->model, "r2", "Bay 2", NULL);
  ss_table_model_add (fixture->model, "b", "r2", "Bob Lee", "Tyres", ss_table_moment ("2026-10-24T08:00:00Z"),
                      60, SS_BOOKING_CONFIRMED);
  ss_table_model_add (fixture->model, "a", "r1", "Ann Smith", "Oil change",
                      ss_table_moment ("2026-10-24T07:00:00Z"), 60, SS_BOOKING_CONFIRMED);
  ss_table_model_add (fixture->model, "c", "r1", "Cho Kim", "Brakes",
                      ss_table_moment ("2026-10-25T22:30:00Z"), 60, SS_BOOKING_CONFIRMED);
  fixture->view = g_object_new (get_type (), "model", fixture->model, "date", &date, NULL);
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->view);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 800, 600);
  g_signal_connect_swapped (fixture->view, "activate-booking", G_CALLBACK (activated_cb), fixture);
  g_signal_connect_swapped (fixture->view, "move-booking", G_CALLBACK (moved_cb), fixture);
  g_signal_connect_swapped (fixture->view, "show-day", G_CALLBACK (day_cb), fixture);
  g_signal_connect_swapped (fixture->view, "show-period", G_CALLBACK (period_cb), fixture);
  gtk_window_present (GTK_WINDOW (fixture->window));
  while (gtk_widget_get_width (fixture->view) < 100)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_add_weak_pointer (G_OBJECT (fixture->model), (gpointer *) &fixture->model);
  g_object_unref (fixture->model);
  g_assert_null (fixture->model);
  g_free (fixture->said);
}

static void
press (Fixture *fixture, guint key, GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (fixture->view);
  gboolean is_handled;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, state, &is_handled);
    }
}

/* What can have the focus is there from the first frame on, which may come after the size. */
static void
take_focus (Fixture *fixture)
{
  gtk_widget_grab_focus (fixture->view);
  while (gtk_widget_get_focus_child (fixture->view) == NULL)
    {
      g_main_context_iteration (NULL, TRUE);
      gtk_widget_grab_focus (fixture->view);
    }
}

static const char *
get_focused_label (Fixture *fixture)
{
  return ss_calendar_item_get_label (SS_CALENDAR_ITEM (gtk_widget_get_focus_child (fixture->view)));
}

static void
test_month (Fixture *fixture, gconstpointer data)
{
  GDate first;
  guint n_days;

  ss_month_view_get_range (SS_MONTH_VIEW (fixture->view), &first, &n_days);
  g_assert_cmpuint (n_days, ==, 35);
  take_focus (fixture);
  g_assert_cmpstr (get_focused_label (fixture), ==, "Saturday 24 October 2026, 2 bookings");
  press (fixture, GDK_KEY_Return, 0);
  g_assert_cmpstr (fixture->said, ==, "day 24");
  press (fixture, GDK_KEY_Down, GDK_CONTROL_MASK);
  g_assert_cmpstr (get_focused_label (fixture), ==,
                   "Ann Smith, Oil change, Saturday 24 October 2026, 09:00–10:00, Bay 1, Upcoming");
  press (fixture, GDK_KEY_Down, GDK_CONTROL_MASK);
  press (fixture, GDK_KEY_Return, 0);
  g_assert_cmpstr (fixture->said, ==, "activate b");
  /* Ten o'clock stays ten, in a day of 25 hours. */
  press (fixture, GDK_KEY_Right, GDK_ALT_MASK);
  g_assert_cmpstr (fixture->said, ==, "move b r2 25 09:00 60");
  press (fixture, GDK_KEY_Up, GDK_ALT_MASK);
  g_assert_cmpstr (fixture->said, ==, "move b r2 17 08:00 60");
  press (fixture, GDK_KEY_Right, 0);
  g_assert_cmpstr (get_focused_label (fixture), ==, "Sunday 25 October 2026, 1 booking");
  press (fixture, GDK_KEY_Down, 0);
  press (fixture, GDK_KEY_Down, 0);
  g_assert_cmpstr (fixture->said, ==, "period 1");
}

/* Past midnight it is the next day's, too. */
static void
test_month_past_midnight (Fixture *fixture, gconstpointer data)
{
  take_focus (fixture);
  press (fixture, GDK_KEY_Right, 0);
  press (fixture, GDK_KEY_Right, 0);
  g_assert_cmpstr (get_focused_label (fixture), ==, "Monday 26 October 2026, 1 booking");
  press (fixture, GDK_KEY_Down, GDK_CONTROL_MASK);
  g_assert_cmpstr (get_focused_label (fixture), ==,
                   "Cho Kim, Brakes, Sunday 25 October 2026, 23:30–00:30, Bay 1, Upcoming");
  press (fixture, GDK_KEY_Right, GDK_ALT_MASK);
  g_assert_cmpstr (fixture->said, ==, "move c r1 26 22:30 60");
}

/* What comes before it does not take the keyboard from a booking. */
static void
test_month_change (Fixture *fixture, gconstpointer data)
{
  take_focus (fixture);
  press (fixture, GDK_KEY_Down, GDK_CONTROL_MASK);
  ss_table_model_add (fixture->model, "d", "r1", "Dee", "Oil", ss_table_moment ("2026-10-24T05:00:00Z"), 30,
                      SS_BOOKING_CONFIRMED);
  ss_calendar_model_changed (SS_CALENDAR_MODEL (fixture->model));
  press (fixture, GDK_KEY_Right, GDK_ALT_MASK);
  g_assert_cmpstr (fixture->said, ==, "move a r1 25 08:00 60");
}

static gboolean
has_item (Fixture *fixture, const char *label)
{
  for (GtkWidget *child = gtk_widget_get_first_child (fixture->view); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (g_strcmp0 (ss_calendar_item_get_label (SS_CALENDAR_ITEM (child)), label) == 0)
      return TRUE;
  return FALSE;
}

static void
painted_cb (GdkFrameClock *clock, gpointer data)
{
  *(gboolean *) data = TRUE;
}

/* Nothing is left to be done for another reason. */
static void
wait_for_frame (Fixture *fixture)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (fixture->view);
  gboolean is_painted = FALSE;
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &is_painted);

  gtk_widget_queue_draw (fixture->view);
  while (!is_painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, handler);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* The desktop's clock, while the month is seen. */
static void
test_month_clock (Fixture *fixture, gconstpointer data)
{
  take_focus (fixture);
  press (fixture, GDK_KEY_Down, GDK_CONTROL_MASK);
  wait_for_frame (fixture);
  ss_clock_text_set_hours (12);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_true (
      has_item (fixture,
                "Ann Smith, Oil change, Saturday 24 October 2026, 9:00 AM–10:00 AM, Bay 1, Upcoming"));
  ss_clock_text_set_hours (24);
}

static gboolean
shows_text (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), text) == 0)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows_text (child, text))
      return TRUE;
  return FALSE;
}

static void
test_agenda_clock (Fixture *fixture, gconstpointer data)
{
  while (!shows_text (fixture->view, "09:00–10:00"))
    g_main_context_iteration (NULL, TRUE);
  ss_clock_text_set_hours (12);
  g_assert_true (shows_text (fixture->view, "9:00 AM–10:00 AM"));
  ss_clock_text_set_hours (24);
  g_assert_true (shows_text (fixture->view, "09:00–10:00"));
}

/* Steps along the list, days across it, and with Shift the end. */
static void
test_agenda_keys (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint key;
    GdkModifierType state;
    const char *said;
  } rows[] = {
    { GDK_KEY_Down, GDK_ALT_MASK, "move b r2 24 08:15 60" },
    { GDK_KEY_Up, GDK_ALT_MASK, "move b r2 24 07:45 60" },
    { GDK_KEY_Right, GDK_ALT_MASK, "move b r2 25 09:00 60" },
    { GDK_KEY_Left, GDK_ALT_MASK, "move b r2 23 08:00 60" },
    { GDK_KEY_Down, GDK_ALT_MASK | GDK_SHIFT_MASK, "move b r2 24 08:00 75" },
    { GDK_KEY_Up, GDK_ALT_MASK | GDK_SHIFT_MASK, "move b r2 24 08:00 45" },
  };

  ss_calendar_view_select (SS_CALENDAR_VIEW (fixture->view), "b");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      press (fixture, rows[i].key, rows[i].state);
      g_assert_cmpstr (fixture->said, ==, rows[i].said);
    }
  ss_table_model_set_may_change (fixture->model, FALSE);
  say (fixture, NULL);
  press (fixture, GDK_KEY_Down, GDK_ALT_MASK);
  g_assert_null (fixture->said);
}

static void
test_agenda (Fixture *fixture, gconstpointer data)
{
  static const char *const rows[] = { NULL, "a", "b", NULL, "c" };
  GListModel *model = ss_agenda_view_get_rows (SS_AGENDA_VIEW (fixture->view));

  g_assert_cmpuint (g_list_model_get_n_items (model), ==, G_N_ELEMENTS (rows));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SsAgendaRow) row = g_list_model_get_item (model, i);
      SsAppointment *booking = ss_agenda_row_get_booking (row);

      g_assert_cmpstr (booking != NULL ? ss_appointment_get_id (booking) : NULL, ==, rows[i]);
    }
}

/* What stays keeps its row. */
static void
test_agenda_change (Fixture *fixture, gconstpointer data)
{
  GListModel *model = ss_agenda_view_get_rows (SS_AGENDA_VIEW (fixture->view));
  g_autoptr (SsAgendaRow) first = g_list_model_get_item (model, 1);
  g_autoptr (SsAgendaRow) last = g_list_model_get_item (model, 4);
  g_autoptr (SsAgendaRow) first_after = NULL, last_after = NULL;

  ss_table_model_add (fixture->model, "d", "r1", "Dee", "Oil", ss_table_moment ("2026-10-24T12:00:00Z"), 30,
                      SS_BOOKING_CONFIRMED);
  ss_calendar_model_changed (SS_CALENDAR_MODEL (fixture->model));
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 6);
  first_after = g_list_model_get_item (model, 1);
  last_after = g_list_model_get_item (model, 5);
  g_assert_true (first == first_after);
  g_assert_true (last == last_after);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/calendar/month-view/keys", Fixture, ss_month_view_get_type, set_up, test_month, tear_down);
  g_test_add ("/calendar/month-view/past-midnight", Fixture, ss_month_view_get_type, set_up,
              test_month_past_midnight, tear_down);
  g_test_add ("/calendar/month-view/change", Fixture, ss_month_view_get_type, set_up, test_month_change,
              tear_down);
  g_test_add ("/calendar/month-view/clock", Fixture, ss_month_view_get_type, set_up, test_month_clock,
              tear_down);
  g_test_add ("/calendar/agenda-view/clock", Fixture, ss_agenda_view_get_type, set_up, test_agenda_clock,
              tear_down);
  g_test_add ("/calendar/agenda-view/keys", Fixture, ss_agenda_view_get_type, set_up, test_agenda_keys,
              tear_down);
  g_test_add ("/calendar/agenda-view/days", Fixture, ss_agenda_view_get_type, set_up, test_agenda, tear_down);
  g_test_add ("/calendar/agenda-view/change", Fixture, ss_agenda_view_get_type, set_up, test_agenda_change,
              tear_down);
  return g_test_run ();
}
