/* test-filter.c: what the calendar shows of what is booked
 *
 * SPDX-License-Identifier: MIT
 */
#include <adwaita.h>

#include "app/calendar/calendar-filter.h"
#include "app/calendar/filter-popover.h"

static SsAppointment *
booking_new (const char *service_id, const char *status)
{
  return g_object_new (SS_TYPE_APPOINTMENT, "service-id", service_id, "status", status, NULL);
}

static gboolean
shows (SsCalendarFilter *filter, const char *service_id, const char *status)
{
  g_autoptr (SsAppointment) booking = booking_new (service_id, status);

  return ss_calendar_filter_shows_booking (filter, booking);
}

static void
count_cb (SsCalendarFilter *filter, gpointer count)
{
  ++*(guint *) count;
}

/* Of a kind of which nothing is chosen everything is shown; of two kinds both have to fit. */
static void
test_kinds (void)
{
  g_autoptr (SsCalendarFilter) filter = ss_calendar_filter_new ();

  g_assert_true (shows (filter, "wash", "CANCELLED"));
  ss_calendar_filter_set (filter, SS_CALENDAR_FILTER_SERVICE, "wash", TRUE);
  g_assert_true (shows (filter, "wash", "CANCELLED"));
  g_assert_false (shows (filter, "wax", "CONFIRMED"));
  ss_calendar_filter_set (filter, SS_CALENDAR_FILTER_SERVICE, "wax", TRUE);
  g_assert_true (shows (filter, "wax", "CONFIRMED"));
  ss_calendar_filter_set (filter, SS_CALENDAR_FILTER_STATUS, "CONFIRMED", TRUE);
  g_assert_true (shows (filter, "wash", "CONFIRMED"));
  g_assert_false (shows (filter, "wash", "CANCELLED"));
  g_assert_false (shows (filter, "polish", "CONFIRMED"));

  g_assert_true (ss_calendar_filter_shows (filter, SS_CALENDAR_FILTER_RESOURCE, "ann"));
  ss_calendar_filter_set (filter, SS_CALENDAR_FILTER_RESOURCE, "ann", TRUE);
  g_assert_true (ss_calendar_filter_shows (filter, SS_CALENDAR_FILTER_RESOURCE, "ann"));
  g_assert_false (ss_calendar_filter_shows (filter, SS_CALENDAR_FILTER_RESOURCE, "ben"));
  g_assert_false (ss_calendar_filter_shows (filter, SS_CALENDAR_FILTER_RESOURCE, NULL));
  g_assert_cmpuint (ss_calendar_filter_count_all (filter), ==, 4);
}

static void
test_changed (void)
{
  g_autoptr (SsCalendarFilter) filter = ss_calendar_filter_new ();
  guint count = 0;

  g_signal_connect (filter, "changed", G_CALLBACK (count_cb), &count);
  ss_calendar_filter_clear (filter);
  ss_calendar_filter_set (filter, SS_CALENDAR_FILTER_RESOURCE, "ann", FALSE);
  g_assert_cmpuint (count, ==, 0);
  ss_calendar_filter_set (filter, SS_CALENDAR_FILTER_RESOURCE, "ann", TRUE);
  ss_calendar_filter_set (filter, SS_CALENDAR_FILTER_RESOURCE, "ann", TRUE);
  g_assert_cmpuint (count, ==, 1);
  ss_calendar_filter_clear (filter);
  g_assert_cmpuint (count, ==, 2);
  g_assert_cmpuint (ss_calendar_filter_count_all (filter), ==, 0);
}

/* What was deleted while it was chosen does not go on to hide the rest. */
static void
test_keep (void)
{
  static const char *const known[] = { "ben", "eve", NULL };
  g_autoptr (SsCalendarFilter) filter = ss_calendar_filter_new ();

  ss_calendar_filter_set (filter, SS_CALENDAR_FILTER_RESOURCE, "ann", TRUE);
  ss_calendar_filter_keep (filter, SS_CALENDAR_FILTER_RESOURCE, known);
  g_assert_true (ss_calendar_filter_shows (filter, SS_CALENDAR_FILTER_RESOURCE, "ben"));
  ss_calendar_filter_set (filter, SS_CALENDAR_FILTER_RESOURCE, "eve", TRUE);
  ss_calendar_filter_keep (filter, SS_CALENDAR_FILTER_RESOURCE, known);
  g_assert_false (ss_calendar_filter_shows (filter, SS_CALENDAR_FILTER_RESOURCE, "ben"));
}

static void
test_saved (void)
{
  g_autoptr (SsCalendarFilter) filter = ss_calendar_filter_new ();
  g_autoptr (SsCalendarFilter) again = ss_calendar_filter_new ();
  g_autoptr (GVariant) saved = NULL, other = g_variant_ref_sink (g_variant_new_string ("what"));

  ss_calendar_filter_set (filter, SS_CALENDAR_FILTER_RESOURCE, "ann", TRUE);
  ss_calendar_filter_set (filter, SS_CALENDAR_FILTER_STATUS, "NO_SHOW", TRUE);
  saved = g_variant_ref_sink (ss_calendar_filter_save (filter));
  ss_calendar_filter_set (again, SS_CALENDAR_FILTER_SERVICE, "wash", TRUE);
  ss_calendar_filter_restore (again, saved);
  ss_calendar_filter_restore (again, other);
  g_assert_true (ss_calendar_filter_has (again, SS_CALENDAR_FILTER_RESOURCE, "ann"));
  g_assert_true (ss_calendar_filter_has (again, SS_CALENDAR_FILTER_STATUS, "NO_SHOW"));
  g_assert_cmpuint (ss_calendar_filter_count_all (again), ==, 2);
}

static void
append_text (GtkWidget *widget, GString *text)
{
  if (GTK_IS_LABEL (widget))
    g_string_append (text, gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    append_text (child, text);
}

static void
assert_button (GtkWidget *button, const char *text, const char *name)
{
  g_autoptr (GString) shown = g_string_new (NULL);

  append_text (button, shown);
  g_assert_cmpstr (shown->str, ==, text);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, name);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (button)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, name);
}

/* How much is chosen can be seen and heard without opening anything. */
static void
test_button (void)
{
  GtkWidget *button = g_object_ref_sink (gtk_menu_button_new ());

  ss_show_filter_count (GTK_MENU_BUTTON (button), 0);
  assert_button (button, "", "Filter");
  ss_show_filter_count (GTK_MENU_BUTTON (button), 1);
  assert_button (button, "1", "Filter: 1 is chosen");
  ss_show_filter_count (GTK_MENU_BUTTON (button), 12);
  assert_button (button, "12", "Filter: 12 are chosen");
  ss_show_filter_count (GTK_MENU_BUTTON (button), 0);
  assert_button (button, "", "Filter");
  g_object_unref (button);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/app/calendar/filter/kinds", test_kinds);
  g_test_add_func ("/app/calendar/filter/changed", test_changed);
  g_test_add_func ("/app/calendar/filter/keep", test_keep);
  g_test_add_func ("/app/calendar/filter/saved", test_saved);
  g_test_add_func ("/app/calendar/filter/button", test_button);
  return g_test_run ();
}
