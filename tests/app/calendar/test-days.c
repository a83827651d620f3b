/* test-days.c: days of 23 and 25 hours, one that never was, snapping, and the states that a booking shows
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/calendar/layout/days.h"
#include "app/calendar/layout/look.h"

static gint64
moment (const char *text)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

static void
test_starts (void)
{
  static const struct
  {
    const char *zone;
    int day, month, year;
    const char *start;
    int hours2; /* half hours from it to the next day's */
  } rows[] = {
    { "UTC", 23, 11, 2026, "2026-11-23T00:00:00Z", 48 },
    { "America/New_York", 8, 3, 2026, "2026-03-08T05:00:00Z", 46 },
    { "America/New_York", 1, 11, 2026, "2026-11-01T04:00:00Z", 50 },
    { "Europe/Berlin", 29, 3, 2026, "2026-03-28T23:00:00Z", 46 },
    { "Europe/Berlin", 25, 10, 2026, "2026-10-24T22:00:00Z", 50 },
    { "Australia/Lord_Howe", 5, 4, 2026, "2026-04-04T13:00:00Z", 49 },
    { "Australia/Lord_Howe", 4, 10, 2026, "2026-10-03T13:30:00Z", 47 },
    { "Africa/Casablanca", 15, 2, 2026, "2026-02-14T23:00:00Z", 50 },
    { "Africa/Casablanca", 22, 3, 2026, "2026-03-22T00:00:00Z", 46 },
    /* Midnight itself is skipped: the day begins at one. */
    { "America/Santiago", 6, 9, 2026, "2026-09-06T04:00:00Z", 46 },
    /* The 30th never was. */
    { "Pacific/Apia", 29, 12, 2011, "2011-12-29T10:00:00Z", 48 },
    { "Pacific/Apia", 30, 12, 2011, "2011-12-30T10:00:00Z", 0 },
    { "Pacific/Apia", 31, 12, 2011, "2011-12-30T10:00:00Z", 48 },
    { "Asia/Kathmandu", 1, 1, 1969, "1968-12-31T18:30:00Z", 48 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (rows[i].zone);
      GDate day;
      gint64 start;

      g_assert_nonnull (zone);
      g_date_clear (&day, 1);
      g_date_set_dmy (&day, (GDateDay) rows[i].day, (GDateMonth) rows[i].month, (GDateYear) rows[i].year);
      start = ss_day_start (zone, &day);
      g_assert_cmpint (start, ==, moment (rows[i].start));
      g_date_add_days (&day, 1);
      g_assert_cmpint (ss_day_start (zone, &day) - start, ==, rows[i].hours2 * SS_HOUR / 2);
    }
}

static void
test_day_of (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  GDate day;

  ss_day_of (zone, moment ("2026-10-24T21:59:59Z"), &day);
  g_assert_cmpint (g_date_get_day (&day), ==, 24);
  ss_day_of (zone, moment ("2026-10-24T22:00:00Z"), &day);
  g_assert_cmpint (g_date_get_day (&day), ==, 25);
  g_assert_cmpint (ss_minute_of_day (zone, moment ("2026-10-25T00:30:00Z")), ==, 150);
  g_assert_cmpint (ss_minute_of_day (zone, moment ("2026-10-25T01:30:00Z")), ==, 150);
}

static void
test_snap (void)
{
  static const struct
  {
    const char *zone;
    const char *time;
    int minutes;
    const char *snapped;
  } rows[] = {
    { "UTC", "2026-11-23T09:07:29Z", 15, "2026-11-23T09:00:00Z" },
    { "UTC", "2026-11-23T09:07:30Z", 15, "2026-11-23T09:15:00Z" },
    { "UTC", "2026-11-23T09:07:29Z", 5, "2026-11-23T09:05:00Z" },
    { "UTC", "2026-11-23T09:07:30Z", 5, "2026-11-23T09:10:00Z" },
    { "UTC", "2026-11-23T23:59:00Z", 15, "2026-11-24T00:00:00Z" },
    { "Asia/Kathmandu", "2026-11-23T09:08:00Z", 15, "2026-11-23T09:15:00Z" },
    { "Europe/Berlin", "2026-10-25T00:58:00Z", 15, "2026-10-25T01:00:00Z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (rows[i].zone);

      g_assert_cmpint (ss_snap_time (zone, moment (rows[i].time), rows[i].minutes), ==,
                       moment (rows[i].snapped));
    }
}

static void
test_move (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");

  /* Nine in the morning stays nine, though the night had an hour more. */
  g_assert_cmpint (ss_move_by_days (zone, moment ("2026-10-24T07:00:00Z"), 1), ==,
                   moment ("2026-10-25T08:00:00Z"));
  g_assert_cmpint (ss_move_by_days (zone, moment ("2026-03-29T07:00:00Z"), -1), ==,
                   moment ("2026-03-28T08:00:00Z"));
}

static void
test_week (void)
{
  GDate day, start;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 22, 11, 2026); /* a Sunday */
  ss_week_of (&day, G_DATE_MONDAY, &start);
  g_assert_cmpint (g_date_get_day (&start), ==, 16);
  ss_week_of (&day, G_DATE_SUNDAY, &start);
  g_assert_cmpint (g_date_get_day (&start), ==, 22);
  ss_week_of (&day, G_DATE_SATURDAY, &start);
  g_assert_cmpint (g_date_get_day (&start), ==, 21);
}

static void
test_looks (void)
{
  static const struct
  {
    SsBookingStatus status;
    int now;
    SsBookingLook look;
  } rows[] = {
    { SS_BOOKING_PENDING, 9, SS_LOOK_WAITING },      { SS_BOOKING_PENDING, 10, SS_LOOK_WAITING },
    { SS_BOOKING_PENDING, 11, SS_LOOK_OVERDUE },     { SS_BOOKING_CONFIRMED, 9, SS_LOOK_UPCOMING },
    { SS_BOOKING_CONFIRMED, 10, SS_LOOK_UNDER_WAY }, { SS_BOOKING_CONFIRMED, 11, SS_LOOK_OVERDUE },
    { SS_BOOKING_COMPLETED, 9, SS_LOOK_COMPLETED },  { SS_BOOKING_COMPLETED, 12, SS_LOOK_COMPLETED },
    { SS_BOOKING_CANCELLED, 10, SS_LOOK_CANCELLED }, { SS_BOOKING_NO_SHOW, 10, SS_LOOK_NO_SHOW },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (ss_booking_look (rows[i].status, 10, 11, rows[i].now), ==, rows[i].look);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar/days/starts", test_starts);
  g_test_add_func ("/calendar/days/day-of", test_day_of);
  g_test_add_func ("/calendar/days/snap", test_snap);
  g_test_add_func ("/calendar/days/move", test_move);
  g_test_add_func ("/calendar/days/week", test_week);
  g_test_add_func ("/calendar/days/looks", test_looks);
  return g_test_run ();
}
