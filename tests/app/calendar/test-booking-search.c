/* test-booking-search.c: bookings found by words, and the calendar that goes there
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/calendar/booking-row.h"
#include "app/calendar/calendar-board.h"
#include "app/calendar/calendar-page.h"
#include "page-setting.h"

#define LIST(...) "{\"count\": 1, \"next\": null, \"previous\": null, \"results\": [" __VA_ARGS__ "]}"
#define NONE "{\"count\": 0, \"next\": null, \"previous\": null, \"results\": []}"
#define RESOURCE                                                                              \
  "{\"id\": \"r1\", \"name\": \"Bay 1\", \"type\": \"STAFF\", \"isActive\": true, \"color\":" \
  " \"#3584e4\", \"position\": 1, \"workingHours\": null, \"userId\": null}"
#define BOOKING                                                                                              \
  "{\"id\": \"a1\", \"resourceId\": \"r1\", \"customerId\": \"c1\", \"customerName\": \"Ann Smith\","        \
  " \"serviceId\": \"s1\", \"serviceName\": \"Oil change\", \"startTime\": \"2031-03-05T09:00:00Z\","        \
  " \"durationMinutes\": 60, \"status\": \"CONFIRMED\", \"price\": \"49.00\", \"notes\": \"\", \"version\":" \
  " 1, \"createdAt\": \"2026-11-01T09:00:00Z\", \"updatedAt\": \"2026-11-01T09:00:00Z\"}"

static void
start (PageSetting *setting)
{
  page_setting_init (setting, "\"calendar.view\", \"calendar.edit\"");
  page_setting_answer (setting, "GET /resources/", 200, LIST (RESOURCE));
  page_setting_answer (setting, "GET /services/", 200, NONE);
  page_setting_answer (setting, "GET /blockers/", 200, NONE);
  page_setting_answer (setting, "GET /appointments/", 200, LIST (BOOKING));
  page_setting_answer (setting, "GET /tenant/settings/", 200,
                       "{\"name\": \"Acme\", \"timeZone\": \"Europe/Berlin\", \"weekStart\": \"mon\"}");
  page_setting_start (setting, SS_TYPE_CALENDAR_PAGE, 800);
  wait_until (ss_catalog_store_get_settings (ss_workspace_get_catalog (setting->workspace)) != NULL);
  g_assert_true (ss_page_start_search (setting->page));
  wait_until (find_widget (GTK_WIDGET (setting->page), GTK_TYPE_LABEL, "Find a Booking") != NULL);
}

static GtkWidget *
find (PageSetting *setting, GType type, const char *text)
{
  return find_widget (GTK_WIDGET (setting->page), type, text);
}

static void
type (PageSetting *setting, const char *words)
{
  gtk_editable_set_text (GTK_EDITABLE (find (setting, GTK_TYPE_SEARCH_ENTRY, NULL)), words);
}

/* "GET /appointments/?search=ann&start_date=…&ordering=start_time&page=1" was asked for, with today's date */
static gboolean
was_asked (PageSetting *setting, const char *format, int n_days)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  g_autoptr (GDateTime) now = g_date_time_new_now (zone);
  g_autoptr (GDateTime) day = g_date_time_add_days (now, n_days);
  g_autofree char *date = g_date_time_format (day, "%Y-%m-%d");
  g_auto (GStrv) parts = g_strsplit (format, "DAY", 2);
  g_autofree char *request = g_strconcat (parts[0], date, parts[1], NULL);

  return fixture_count (setting->fixture, request) == 1;
}

static void
test_found (void)
{
  PageSetting setting = { 0 };
  const GDate *date;
  GtkWidget *view;

  start (&setting);
  type (&setting, "  ann ");
  wait_until (find (&setting, GTK_TYPE_LABEL, "1 booking found") != NULL);
  g_assert_true (
      was_asked (&setting, "GET /appointments/?search=ann&start_date=DAY&ordering=start_time&page=1", 0));
  g_assert_nonnull (find (&setting, GTK_TYPE_LABEL, "Ann Smith"));
  g_assert_nonnull (find (&setting, GTK_TYPE_LABEL, "Wednesday 5 March 2031, 10:00–11:00"));

  view = gtk_widget_get_ancestor (find (&setting, SS_TYPE_BOOKING_ROW, NULL), GTK_TYPE_LIST_VIEW);
  g_signal_emit_by_name (view, "activate", 0);
  date = ss_calendar_board_get_date (SS_CALENDAR_BOARD (find (&setting, SS_TYPE_CALENDAR_BOARD, NULL)));
  g_assert_cmpint (g_date_get_year (date), ==, 2031);
  g_assert_cmpint (g_date_get_day (date), ==, 5);
  page_setting_clear (&setting);
}

/* What is past stands with the last one first. */
static void
test_past (void)
{
  PageSetting setting = { 0 };

  start (&setting);
  type (&setting, "ann");
  wait_until (find (&setting, GTK_TYPE_LABEL, "1 booking found") != NULL);
  page_setting_answer (&setting, "GET /appointments/", 200, NONE);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find (&setting, GTK_TYPE_TOGGLE_BUTTON, "_Past")), TRUE);
  wait_until (find (&setting, GTK_TYPE_LABEL, "1 booking found") == NULL);
  g_assert_true (
      was_asked (&setting, "GET /appointments/?search=ann&end_date=DAY&ordering=-start_time&page=1", -1));
  wait_until (gtk_widget_get_mapped (find (&setting, GTK_TYPE_LABEL, "No Booking Found")));
  page_setting_clear (&setting);
}

/* The calendar stays where it was; a failure can be tried again. */
static void
test_failed_and_stopped (void)
{
  PageSetting setting = { 0 };
  GtkWidget *board;
  GDate before;

  start (&setting);
  page_setting_answer (&setting, "GET /appointments/", 500,
                       "{\"detail\": \"It broke.\", \"code\": \"server_error\"}");
  type (&setting, "ann");
  wait_until (find (&setting, GTK_TYPE_LABEL, "Couldn’t Load the bookings") != NULL);
  page_setting_answer (&setting, "GET /appointments/", 200, LIST (BOOKING));
  ss_page_reload (setting.page);
  wait_until (find (&setting, GTK_TYPE_LABEL, "1 booking found") != NULL);
  g_signal_emit_by_name (find (&setting, GTK_TYPE_SEARCH_ENTRY, NULL), "stop-search");
  board = find (&setting, SS_TYPE_CALENDAR_BOARD, NULL);
  before = *ss_calendar_board_get_date (SS_CALENDAR_BOARD (board));
  g_assert_cmpint (g_date_get_year (&before), <, 2031);
  page_setting_clear (&setting);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/calendar/booking-search/found", test_found);
  g_test_add_func ("/calendar/booking-search/past", test_past);
  g_test_add_func ("/calendar/booking-search/failed-and-stopped", test_failed_and_stopped);
  return g_test_run ();
}
