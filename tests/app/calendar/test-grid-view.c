/* test-grid-view.c: Timeline, Day and Week by pointer and keyboard, and what a screen reader hears of them
 *
 * SPDX-License-Identifier: MIT
 */
#include <adwaita.h>

#include "app/calendar/calendar-item.h"
#include "app/calendar/grid-view.h"
#include "app/calendar/grid-view-private.h"
#include "app/calendar/unassigned-tray.h"
#include "app/widgets/clock-text.h"
#include "table-model.h"

typedef struct
{
  SsTableModel *model;
  GtkWidget *window;
  SsGridView *view;
  SsUnassignedTray *tray;
  GListStore *waiting;
  char *said;
} Fixture;

static void
say (Fixture *fixture, char *said)
{
  g_free (fixture->said);
  fixture->said = said;
}

static char *
format (gint64 time)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);

  return g_date_time_format (utc, "%d %H:%M");
}

static void
activated_cb (Fixture *fixture, const char *id)
{
  say (fixture, g_strdup_printf ("activate %s", id));
}

static void
moved_cb (Fixture *fixture, const char *id, const char *resource_id, gint64 start, gint64 minutes)
{
  g_autofree char *time = format (start);

  say (fixture, g_strdup_printf ("move %s %s %s %d", id, resource_id != NULL ? resource_id : "-", time,
                                 (int) minutes));
}

static void
create_cb (Fixture *fixture, const char *resource_id, gint64 start, gint64 minutes)
{
  g_autofree char *time = format (start);

  say (fixture,
       g_strdup_printf ("create %s %s %d", resource_id != NULL ? resource_id : "-", time, (int) minutes));
}

static void
assign_cb (Fixture *fixture, const char *id, const char *resource_id, gint64 start)
{
  g_autofree char *time = format (start);

  say (fixture, g_strdup_printf ("assign %s %s %s", id, resource_id, time));
}

static void
period_cb (Fixture *fixture, int n)
{
  say (fixture, g_strdup_printf ("period %d", n));
}

static void
menu_cb (Fixture *fixture, const char *id)
{
  say (fixture, g_strdup_printf ("menu %s", id));
}

/* It is offered where that time is drawn. */
static void
time_menu_cb (Fixture *fixture, const char *resource_id, gint64 start, GdkRectangle *place)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (start / G_USEC_PER_SEC);
  g_autofree char *time = g_date_time_format (utc, "%d %H:%M");
  GtkWidget *view = GTK_WIDGET (fixture->view);
  double x, y;

  g_assert_true (gtk_widget_translate_coordinates (gtk_widget_get_focus_child (view), view, 0, 0, &x, &y));
  g_assert_cmpint (ABS (place->x - (int) x), <=, 1);
  g_assert_cmpint (ABS (place->y - (int) y), <=, 1);
  say (fixture, g_strdup_printf ("time menu %s %s", resource_id, time));
}

static void
settle (void)
{
  for (guint i = 0; i < 10; i++)
    while (g_main_context_iteration (NULL, FALSE))
      ;
}

/* Two resources on Monday 23 November 2026 in UTC. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 23, 11, 2026);
  fixture->model = ss_table_model_new ("UTC", ss_table_moment ("2026-11-23T10:20:00Z"));
  ss_table_model_add_resource (fixture->model, "r1", "Bay 1", NULL);
  ss_table_model_add_resource (fixture->model, "r2", "Bay 2", NULL);
  ss_table_model_add (fixture->model, "a", "r1", "Ann Smith", "Oil change",
                      ss_table_moment ("2026-11-23T09:00:00Z"), 60, SS_BOOKING_COMPLETED);
  ss_table_model_add (fixture->model, "b", "r1", "Bob Lee", "Tyres", ss_table_moment ("2026-11-23T10:00:00Z"),
                      60, SS_BOOKING_CONFIRMED);
  ss_table_model_add (fixture->model, "c", "r2", "Cho Kim", "Brakes",
                      ss_table_moment ("2026-11-23T09:30:00Z"), 30, SS_BOOKING_CANCELLED);
  fixture->view = SS_GRID_VIEW (ss_grid_view_new ());
  g_object_set (fixture->view, "model", fixture->model, "date", &date, NULL);
  fixture->window = gtk_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (fixture->view));
  fixture->tray = SS_UNASSIGNED_TRAY (ss_unassigned_tray_new ());
  fixture->waiting = g_list_store_new (SS_TYPE_APPOINTMENT);
  ss_unassigned_tray_set_bookings (fixture->tray, SS_CALENDAR_MODEL (fixture->model),
                                   G_LIST_MODEL (fixture->waiting));
  ss_calendar_view_set_tray (SS_CALENDAR_VIEW (fixture->view), GTK_WIDGET (fixture->tray));
  gtk_widget_set_size_request (GTK_WIDGET (fixture->tray), -1, 150);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (fixture->tray));
  gtk_window_set_child (GTK_WINDOW (fixture->window), box);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 500);
  g_signal_connect_swapped (fixture->view, "activate-booking", G_CALLBACK (activated_cb), fixture);
  g_signal_connect_swapped (fixture->view, "move-booking", G_CALLBACK (moved_cb), fixture);
  g_signal_connect_swapped (fixture->view, "create-booking", G_CALLBACK (create_cb), fixture);
  g_signal_connect_swapped (fixture->view, "assign", G_CALLBACK (assign_cb), fixture);
  g_signal_connect_swapped (fixture->view, "show-period", G_CALLBACK (period_cb), fixture);
  g_signal_connect_swapped (fixture->view, "booking-menu", G_CALLBACK (menu_cb), fixture);
  g_signal_connect_swapped (fixture->view, "time-menu", G_CALLBACK (time_menu_cb), fixture);
  gtk_window_present (GTK_WINDOW (fixture->window));
  while (gtk_widget_get_width (GTK_WIDGET (fixture->view)) < 100)
    g_main_context_iteration (NULL, TRUE);
  settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  settle ();
  g_object_add_weak_pointer (G_OBJECT (fixture->model), (gpointer *) &fixture->model);
  g_object_unref (fixture->waiting);
  g_object_unref (fixture->model);
  g_assert_null (fixture->model);
  g_free (fixture->said);
}

static gpointer
find_controller (Fixture *fixture, GType type)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->view));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (controller, type))
        return controller;
    }
  g_assert_not_reached ();
}

static gboolean
press (Fixture *fixture, guint key, GdkModifierType state)
{
  gboolean is_handled = FALSE;

  g_signal_emit_by_name (find_controller (fixture, GTK_TYPE_EVENT_CONTROLLER_KEY), "key-pressed", key, 0,
                         state, &is_handled);
  return is_handled;
}

static const char *
get_focused_label (Fixture *fixture)
{
  GtkWidget *child = gtk_widget_get_focus_child (GTK_WIDGET (fixture->view));

  return child != NULL ? ss_calendar_item_get_label (SS_CALENDAR_ITEM (child)) : NULL;
}

static void
test_walk (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint key;
    GdkModifierType state;
    const char *label;
  } rows[] = {
    { GDK_KEY_Right, 0, "Bob Lee, Tyres, Monday 23 November 2026, 10:00–11:00, Bay 1, Under way" },
    { GDK_KEY_Right, 0, "Free, Monday 23 November 2026, 11:00, Bay 1" },
    { GDK_KEY_Right, 0, "Free, Monday 23 November 2026, 11:30, Bay 1" },
    { GDK_KEY_Left, 0, "Free, Monday 23 November 2026, 11:00, Bay 1" },
    { GDK_KEY_Left, 0, "Bob Lee, Tyres, Monday 23 November 2026, 10:00–11:00, Bay 1, Under way" },
    { GDK_KEY_Left, 0, "Ann Smith, Oil change, Monday 23 November 2026, 09:00–10:00, Bay 1, Completed" },
    { GDK_KEY_Down, 0, "Free, Monday 23 November 2026, 09:00, Bay 2" },
    { GDK_KEY_Right, 0, "Cho Kim, Brakes, Monday 23 November 2026, 09:30–10:00, Bay 2, Cancelled" },
    { GDK_KEY_Up, 0, "Ann Smith, Oil change, Monday 23 November 2026, 09:00–10:00, Bay 1, Completed" },
    { GDK_KEY_Right, GDK_CONTROL_MASK,
      "Bob Lee, Tyres, Monday 23 November 2026, 10:00–11:00, Bay 1, Under way" },
    { GDK_KEY_Down, GDK_CONTROL_MASK,
      "Cho Kim, Brakes, Monday 23 November 2026, 09:30–10:00, Bay 2, Cancelled" },
  };

  ss_calendar_view_select (SS_CALENDAR_VIEW (fixture->view), "a");
  gtk_widget_grab_focus (GTK_WIDGET (fixture->view));
  g_assert_cmpstr (get_focused_label (fixture), ==,
                   "Ann Smith, Oil change, Monday 23 November 2026, 09:00–10:00, Bay 1, Completed");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_true (press (fixture, rows[i].key, rows[i].state));
      g_assert_cmpstr (get_focused_label (fixture), ==, rows[i].label);
    }
}

static void
test_keys (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint key;
    GdkModifierType state;
    const char *said;
  } rows[] = {
    { GDK_KEY_Return, 0, "activate b" },
    { GDK_KEY_Right, GDK_ALT_MASK, "move b r1 23 10:15 60" },
    { GDK_KEY_Left, GDK_ALT_MASK, "move b r1 23 09:45 60" },
    { GDK_KEY_Down, GDK_ALT_MASK, "move b r2 23 10:00 60" },
    { GDK_KEY_Right, GDK_ALT_MASK | GDK_SHIFT_MASK, "move b r1 23 10:00 75" },
    { GDK_KEY_Left, GDK_ALT_MASK | GDK_SHIFT_MASK, "move b r1 23 10:00 45" },
    { GDK_KEY_Menu, 0, "menu b" },
    { GDK_KEY_Page_Up, 0, "period -1" },
    { GDK_KEY_Page_Down, 0, "period 1" },
    { GDK_KEY_Home, 0, "period 0" },
  };

  ss_calendar_view_select (SS_CALENDAR_VIEW (fixture->view), "b");
  gtk_widget_grab_focus (GTK_WIDGET (fixture->view));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      press (fixture, rows[i].key, rows[i].state);
      g_assert_cmpstr (fixture->said, ==, rows[i].said);
    }
  press (fixture, GDK_KEY_Right, 0);
  press (fixture, GDK_KEY_Return, 0);
  g_assert_cmpstr (fixture->said, ==, "create r1 23 11:00 0");
  press (fixture, GDK_KEY_Menu, 0);
  g_assert_cmpstr (fixture->said, ==, "time menu r1 23 11:00");
  press (fixture, GDK_KEY_F10, GDK_SHIFT_MASK);
  g_assert_cmpstr (fixture->said, ==, "time menu r1 23 11:00");

  /* Who may only look moves nothing. */
  say (fixture, NULL);
  ss_table_model_set_may_change (fixture->model, FALSE);
  press (fixture, GDK_KEY_Return, 0);
  press (fixture, GDK_KEY_Left, 0);
  press (fixture, GDK_KEY_Right, GDK_ALT_MASK);
  g_assert_null (fixture->said);
}

static void
drag (Fixture *fixture, double x, double y, double dx, double dy)
{
  GtkGesture *gesture = find_controller (fixture, GTK_TYPE_GESTURE_DRAG);

  g_signal_emit_by_name (gesture, "drag-begin", x, y);
  g_signal_emit_by_name (gesture, "drag-update", dx, dy);
}

static void
drop (Fixture *fixture)
{
  g_signal_emit_by_name (find_controller (fixture, GTK_TYPE_GESTURE_DRAG), "drag-end", 0.0, 0.0);
}

/* From a booking's middle or edge, by hours and rows. */
static void
test_pointer (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *id;
    double at; /* along the booking */
    double hours, rows;
    const char *said;
  } rows[] = {
    { "b", 0.5, 1.02, 0, "move b r1 23 11:00 60" },   { "b", 0.5, 0.23, 0, "move b r1 23 10:15 60" },
    { "b", 0.5, 0, 1, "move b r2 23 10:00 60" },      { "b", 0.97, 0.5, 0, "move b r1 23 10:00 90" },
    { "b", 0.01, -0.5, 0, "move b r1 23 09:30 90" },  { "b", 0.97, -3, 0, "move b r1 23 10:00 5" },
    { "c", 0.5, -0.25, -1, "move c r1 23 09:15 30" }, { "b", 1.5, 0.5, 0, "create r1 23 11:30 30" },
    { "b", 2, -0.75, 0, "create r1 23 11:15 45" },
  };
  double hour = ss_grid_view_get_zoom (fixture->view) * 60;
  double row = ss_grid_get_track (ss_grid_view_get_grid (fixture->view), 0)->size;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SsRect rect;

      g_assert_true (ss_grid_view_find_place (fixture->view, rows[i].id, &rect));
      drag (fixture, rect.x + rect.width * rows[i].at + 1, rect.y + 10, rows[i].hours * hour,
            rows[i].rows * row);
      drop (fixture);
      g_assert_cmpstr (fixture->said, ==, rows[i].said);
    }

  /* A click moves nothing. */
  say (fixture, NULL);
  drag (fixture, 300, 90, 1, 1);
  drop (fixture);
  g_assert_null (fixture->said);
}

static void
test_escape (Fixture *fixture, gconstpointer data)
{
  SsRect b;

  ss_grid_view_find_place (fixture->view, "b", &b);
  drag (fixture, b.x + b.width / 2, b.y + 10, 100, 0);
  g_assert_true (press (fixture, GDK_KEY_Escape, 0));
  drop (fixture);
  g_assert_null (fixture->said);
}

/* From the tray onto a row, and from a row into the tray. */
static void
test_tray (Fixture *fixture, gconstpointer data)
{
  double hour = ss_grid_view_get_zoom (fixture->view) * 60;
  GtkDropTarget *target = find_controller (fixture, GTK_TYPE_DROP_TARGET);
  g_autoptr (SsAppointment) waiting =
      g_object_new (SS_TYPE_APPOINTMENT, "id", "w", "customer-name", "Wu", NULL);
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean is_taken = FALSE;
  SsRect b;

  g_assert_cmpstr (ss_unassigned_tray_get_title (fixture->tray), ==, "Nothing to assign");
  ss_appointment_set_start_time (waiting, ss_table_moment ("2026-11-23T15:00:00Z"));
  ss_appointment_set_duration_minutes (waiting, 30);
  g_list_store_append (fixture->waiting, waiting);
  settle ();
  g_assert_cmpstr (ss_unassigned_tray_get_title (fixture->tray), ==, "1 booking to assign");

  ss_grid_view_find_place (fixture->view, "b", &b);
  g_value_init (&value, SS_TYPE_APPOINTMENT);
  g_value_set_object (&value, waiting);
  g_signal_emit_by_name (target, "drop", &value, b.x + 2 * hour, b.y + 10, &is_taken);
  g_assert_true (is_taken);
  g_assert_cmpstr (fixture->said, ==, "assign w r1 23 12:00");
  g_signal_emit_by_name (target, "drop", &value, 2.0, 2.0, &is_taken);
  g_assert_false (is_taken);

  drag (fixture, b.x + b.width / 2, b.y + 10, 0, 420 - b.y);
  drop (fixture);
  g_assert_cmpstr (fixture->said, ==, "move b - 23 10:00 60");
}

static void
test_zoom (Fixture *fixture, gconstpointer data)
{
  double before = ss_grid_view_get_zoom (fixture->view);

  ss_grid_view_zoom (fixture->view, 2, 100);
  g_assert_cmpfloat_with_epsilon (ss_grid_view_get_zoom (fixture->view), 2 * before, 1e-9);
  /* Never smaller than the view, never larger than the largest. */
  ss_grid_view_zoom (fixture->view, 1e-6, 100);
  g_assert_cmpfloat (ss_grid_view_get_zoom (fixture->view) * 24 * 60, >, 500);
  ss_grid_view_zoom (fixture->view, 1e6, 100);
  g_assert_cmpfloat (ss_grid_view_get_zoom (fixture->view), ==, 12);
}

static void
test_items (Fixture *fixture, gconstpointer data)
{
  guint n_items = 0;

  ss_grid_view_update_items (fixture->view);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (fixture->view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (child)), ==,
                       GTK_ACCESSIBLE_ROLE_GRID_CELL);
      g_assert_nonnull (ss_calendar_item_get_label (SS_CALENDAR_ITEM (child)));
      n_items += ss_calendar_item_get_id (SS_CALENDAR_ITEM (child)) != NULL;
    }
  g_assert_cmpuint (n_items, ==, 3);
}

/* A live change keeps the focus and the place, and its item says the new time. */
static void
test_change (Fixture *fixture, gconstpointer data)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (GTK_WIDGET (fixture->view), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scroller));
  g_autoptr (GPtrArray) bookings = NULL;
  double place;

  ss_calendar_view_select (SS_CALENDAR_VIEW (fixture->view), "b");
  gtk_widget_grab_focus (GTK_WIDGET (fixture->view));
  settle ();
  gtk_adjustment_set_value (across, gtk_adjustment_get_value (across) + 70);
  settle ();
  place = gtk_adjustment_get_value (across);
  g_assert_cmpfloat (place, >, 0);
  bookings = ss_calendar_model_get_bookings (SS_CALENDAR_MODEL (fixture->model), "r1", 0, G_MAXINT64);
  ss_appointment_set_start_time (g_ptr_array_index (bookings, 1), ss_table_moment ("2026-11-23T12:00:00Z"));
  ss_calendar_model_changed (SS_CALENDAR_MODEL (fixture->model));
  ss_grid_view_update_items (fixture->view);
  g_assert_cmpstr (get_focused_label (fixture), ==,
                   "Bob Lee, Tyres, Monday 23 November 2026, 12:00–13:00, Bay 1, Upcoming");
  settle ();
  g_assert_cmpfloat (gtk_adjustment_get_value (across), ==, place);
}

/* The desktop's clock, while the calendar is seen. */
static void
test_clock (Fixture *fixture, gconstpointer data)
{
  SsRect before, after;

  ss_grid_view_set_kind (fixture->view, SS_GRID_DAY, 1);
  settle ();
  ss_grid_view_get_viewport (fixture->view, &before);
  ss_calendar_view_select (SS_CALENDAR_VIEW (fixture->view), "b");
  gtk_widget_grab_focus (GTK_WIDGET (fixture->view));
  g_assert_cmpstr (get_focused_label (fixture), ==,
                   "Bob Lee, Tyres, Monday 23 November 2026, 10:00–11:00, Bay 1, Under way");

  ss_clock_text_set_hours (12);
  settle ();
  ss_grid_view_update_items (fixture->view);
  g_assert_cmpstr (get_focused_label (fixture), ==,
                   "Bob Lee, Tyres, Monday 23 November 2026, 10:00 AM–11:00 AM, Bay 1, Under way");
  while (ss_grid_view_get_viewport (fixture->view, &after), after.x <= before.x)
    g_main_context_iteration (NULL, TRUE);
  press (fixture, GDK_KEY_Down, 0);
  g_assert_cmpstr (get_focused_label (fixture), ==, "Free, Monday 23 November 2026, 11:00 AM, Bay 1");
  ss_clock_text_set_hours (24);
  g_assert_cmpstr (get_focused_label (fixture), ==, "Free, Monday 23 November 2026, 11:00, Bay 1");
}

static void
append_text (GtkWidget *widget, GString *text)
{
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (text, "%s%s", text->len > 0 ? " | " : "",
                            gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    append_text (child, text);
}

static void
assert_focused_row (Fixture *fixture, const char *expected)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_autoptr (GString) text = g_string_new (NULL);

  settle ();
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (fixture->tray)));
  append_text (focus, text);
  g_assert_cmpstr (text->str, ==, expected);
}

static SsAppointment *
waiting_new (const char *id, const char *name, const char *start)
{
  SsAppointment *booking = g_object_new (SS_TYPE_APPOINTMENT, "id", id, "customer-name", name, "service-name",
                                         "Wash", "duration-minutes", (gint64) 30, NULL);

  ss_appointment_set_start_time (booking, ss_table_moment (start));
  return booking;
}

/* A row takes the focus from the frame on that gives it its place; until then the list has it. */
static void
focus_first_row (Fixture *fixture)
{
  GtkWidget *focus = NULL;

  while (focus == NULL || GTK_IS_LIST_VIEW (focus))
    {
      g_main_context_iteration (NULL, TRUE);
      gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
      gtk_widget_child_focus (GTK_WIDGET (fixture->tray), GTK_DIR_TAB_FORWARD);
      focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
    }
}

/* The booking that has the focus is changed, moves past the other, and is shown by another clock. */
static void
test_tray_focus (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SsAppointment) one = waiting_new ("w1", "Wu", "2026-11-23T15:00:00Z");
  g_autoptr (SsAppointment) other = waiting_new ("w2", "Xu", "2026-11-23T16:00:00Z");
  gpointer all[] = { other, one };

  g_list_store_append (fixture->waiting, one);
  g_list_store_append (fixture->waiting, other);
  focus_first_row (fixture);
  assert_focused_row (fixture, "Wu | Monday 23 November 2026, 15:00–15:30 · Wash");

  ss_appointment_set_start_time (one, ss_table_moment ("2026-11-23T15:30:00Z"));
  assert_focused_row (fixture, "Wu | Monday 23 November 2026, 15:30–16:00 · Wash");
  g_list_store_splice (fixture->waiting, 0, 1, (gpointer *) &one, 1);
  assert_focused_row (fixture, "Wu | Monday 23 November 2026, 15:30–16:00 · Wash");
  ss_appointment_set_start_time (one, ss_table_moment ("2026-11-23T17:00:00Z"));
  g_list_store_splice (fixture->waiting, 0, 2, all, 2);
  assert_focused_row (fixture, "Wu | Monday 23 November 2026, 17:00–17:30 · Wash");
  ss_clock_text_set_hours (12);
  assert_focused_row (fixture, "Wu | Monday 23 November 2026, 5:00 PM–5:30 PM · Wash");
  ss_clock_text_set_hours (24);
}

static void
test_week (Fixture *fixture, gconstpointer data)
{
  ss_grid_view_set_kind (fixture->view, SS_GRID_WEEK, 7);
  settle ();
  g_assert_cmpuint (ss_grid_view_get_grid (fixture->view)->tracks->len, ==, 7);
  ss_calendar_view_select (SS_CALENDAR_VIEW (fixture->view), "b");
  gtk_widget_grab_focus (GTK_WIDGET (fixture->view));
  press (fixture, GDK_KEY_Right, GDK_ALT_MASK);
  g_assert_cmpstr (fixture->said, ==, "move b r1 24 10:00 60");
  press (fixture, GDK_KEY_Down, GDK_ALT_MASK);
  g_assert_cmpstr (fixture->said, ==, "move b r1 23 10:15 60");
  press (fixture, GDK_KEY_Down, GDK_ALT_MASK | GDK_SHIFT_MASK);
  g_assert_cmpstr (fixture->said, ==, "move b r1 23 10:00 75");
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("/calendar/grid-view/walk", test_walk);
  ADD ("/calendar/grid-view/keys", test_keys);
  ADD ("/calendar/grid-view/pointer", test_pointer);
  ADD ("/calendar/grid-view/escape", test_escape);
  ADD ("/calendar/grid-view/tray", test_tray);
  ADD ("/calendar/grid-view/tray-focus", test_tray_focus);
  ADD ("/calendar/grid-view/clock", test_clock);
  ADD ("/calendar/grid-view/zoom", test_zoom);
  ADD ("/calendar/grid-view/items", test_items);
  ADD ("/calendar/grid-view/change", test_change);
  ADD ("/calendar/grid-view/week", test_week);
  return g_test_run ();
}
