/* test-board.c: choosing among the calendar's views and periods
 *
 * SPDX-License-Identifier: MIT
 */
#include <adwaita.h>

#include "app/calendar/agenda-view.h"
#include "app/calendar/calendar-board.h"
#include "app/calendar/grid-view.h"
#include "table-model.h"

static SsCalendarBoard *
create_board (SsTableModel *model)
{
  SsCalendarBoard *board = SS_CALENDAR_BOARD (g_object_ref_sink (ss_calendar_board_new ()));
  GDate date;

  ss_table_model_add_resource (model, "r1", "Bay 1", NULL);
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 25, 11, 2026);
  ss_calendar_board_set_date (board, &date);
  ss_calendar_board_set_model (board, SS_CALENDAR_MODEL (model));
  return board;
}

/* It begins with the day that it is at the business, wherever that is. */
static void
test_today (void)
{
  static const struct
  {
    const char *zone;
    GDateDay day;
  } rows[] = { { "America/New_York", 23 }, { "Europe/Berlin", 24 }, { "Pacific/Auckland", 24 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SsTableModel) model =
          ss_table_model_new (rows[i].zone, ss_table_moment ("2025-11-24T00:30:00Z"));
      g_autoptr (SsCalendarBoard) board = SS_CALENDAR_BOARD (g_object_ref_sink (ss_calendar_board_new ()));

      ss_calendar_board_set_model (board, SS_CALENDAR_MODEL (model));
      g_assert_cmpint (g_date_get_day (ss_calendar_board_get_date (board)), ==, rows[i].day);
      g_assert_cmpint (g_date_get_year (ss_calendar_board_get_date (board)), ==, 2025);
    }
}

static void
test_periods (void)
{
  static const struct
  {
    const char *view;
    const char *title;
    const char *next;
  } rows[] = {
    { "timeline-day", "Wed 25 November 2026", "Thu 26 November 2026" },
    { "timeline-3-days", "25 Nov – 27 Nov 2026", "28 Nov – 30 Nov 2026" },
    { "timeline-week", "23 Nov – 29 Nov 2026", "30 Nov – 6 Dec 2026" },
    { "day", "Wed 25 November 2026", "Thu 26 November 2026" },
    { "week", "23 Nov – 29 Nov 2026", "30 Nov – 6 Dec 2026" },
    { "month", "November 2026", "December 2026" },
    { "agenda", "25 Nov – 22 Dec 2026", "23 Dec – 19 Jan 2027" },
  };
  g_autoptr (SsTableModel) model = ss_table_model_new ("UTC", ss_table_moment ("2026-11-01T09:00:00Z"));
  g_autoptr (SsCalendarBoard) board = create_board (model);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (board), "calendar.view", "s", rows[i].view);
      g_assert_cmpstr (ss_calendar_board_get_view (board), ==, rows[i].view);
      g_assert_cmpstr (ss_calendar_board_get_title (board), ==, rows[i].title);
      gtk_widget_activate_action (GTK_WIDGET (board), "calendar.next", NULL);
      g_assert_cmpstr (ss_calendar_board_get_title (board), ==, rows[i].next);
      gtk_widget_activate_action (GTK_WIDGET (board), "calendar.previous", NULL);
      g_assert_cmpstr (ss_calendar_board_get_title (board), ==, rows[i].title);
    }
  gtk_widget_activate_action (GTK_WIDGET (board), "calendar.today", NULL);
  g_assert_cmpint (g_date_get_day (ss_calendar_board_get_date (board)), ==, 1);
  ss_calendar_board_set_view (board, "no such view");
  g_assert_cmpstr (ss_calendar_board_get_view (board), ==, "agenda");
}

/* What is not looked at is not loaded. */
static void
test_only_one_reads (void)
{
  g_autoptr (SsTableModel) model = ss_table_model_new ("UTC", ss_table_moment ("2026-11-01T09:00:00Z"));
  g_autoptr (SsCalendarBoard) board = create_board (model);
  SsCalendarView *const *views = ss_calendar_board_get_views (board);

  ss_calendar_board_set_view (board, "month");
  for (guint i = 0; i < SS_N_BOARD_VIEWS; i++)
    g_assert_cmpint (ss_calendar_view_get_model (views[i]) != NULL, ==, i == 1);
}

static void
test_show_booking (void)
{
  g_autoptr (SsTableModel) model = ss_table_model_new ("UTC", ss_table_moment ("2026-11-01T09:00:00Z"));
  g_autoptr (SsCalendarBoard) board = create_board (model);
  SsAppointment *booking =
      ss_table_model_add (model, "a", "r1", "Ann", "Oil", ss_table_moment ("2026-12-24T09:00:00Z"), 30,
                          SS_BOOKING_CONFIRMED);

  ss_calendar_board_show_booking (board, booking);
  g_assert_cmpstr (ss_calendar_board_get_title (board), ==, "Thu 24 December 2026");
  g_assert_cmpstr (ss_calendar_view_get_selected_id (ss_calendar_board_get_views (board)[0]), ==, "a");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/calendar/board/today", test_today);
  g_test_add_func ("/calendar/board/periods", test_periods);
  g_test_add_func ("/calendar/board/only-one-reads", test_only_one_reads);
  g_test_add_func ("/calendar/board/show-booking", test_show_booking);
  return g_test_run ();
}
