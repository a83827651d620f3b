/* test-time-axis.c: from moments to pixels and back, on usual days and on those with an hour less or more
 *
 * SPDX-License-Identifier: MIT
 */
#include <math.h>

#include "app/calendar/layout/time-axis.h"

static gint64
moment (const char *text)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

static void
set_up (SsTimeAxis *axis, SsAxisKind kind, const char *identifier, int day, int month, guint n_days)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (identifier);
  GDate first;

  g_date_clear (&first, 1);
  g_date_set_dmy (&first, (GDateDay) day, (GDateMonth) month, 2026);
  ss_time_axis_set_up (axis, kind, zone, &first, n_days, 1);
}

static const struct
{
  const char *zone;
  SsAxisKind kind;
  int day, month;
  guint n_days;
  int length;
  guint in_day;
  const char *time;
  int position;
} rows[] = {
  { "UTC", SS_AXIS_ELAPSED, 23, 11, 1, 1440, 0, "2026-11-23T09:00:00Z", 540 },
  { "UTC", SS_AXIS_ELAPSED, 23, 11, 7, 10080, 1, "2026-11-24T09:00:00Z", 1980 },
  { "Europe/Berlin", SS_AXIS_ELAPSED, 29, 3, 1, 1380, 0, "2026-03-29T01:00:00Z", 120 },
  { "Europe/Berlin", SS_AXIS_ELAPSED, 25, 10, 3, 1500 + 2880, 0, "2026-10-25T01:30:00Z", 210 },
  { "America/New_York", SS_AXIS_ELAPSED, 8, 3, 1, 1380, 0, "2026-03-08T07:00:00Z", 120 },
  { "America/New_York", SS_AXIS_ELAPSED, 1, 11, 1, 1500, 0, "2026-11-01T06:30:00Z", 150 },
  { "Africa/Casablanca", SS_AXIS_ELAPSED, 15, 2, 1, 1500, 0, "2026-02-15T02:30:00Z", 210 },
  { "Africa/Casablanca", SS_AXIS_ELAPSED, 22, 3, 1, 1380, 0, "2026-03-22T02:30:00Z", 150 },
  { "UTC", SS_AXIS_WALL, 23, 11, 7, 1440, 3, "2026-11-26T09:15:00Z", 555 },
  /* Spring: what follows the gap keeps its place by the clock. */
  { "Europe/Berlin", SS_AXIS_WALL, 23, 3, 7, 1440, 6, "2026-03-29T00:59:00Z", 119 },
  { "Europe/Berlin", SS_AXIS_WALL, 23, 3, 7, 1440, 6, "2026-03-29T01:00:00Z", 180 },
  { "Europe/Berlin", SS_AXIS_WALL, 23, 3, 7, 1440, 5, "2026-03-28T01:30:00Z", 150 },
  /* Autumn: a row more, in which only the day of the change has something. */
  { "Europe/Berlin", SS_AXIS_WALL, 19, 10, 7, 1500, 6, "2026-10-25T00:30:00Z", 150 },
  { "Europe/Berlin", SS_AXIS_WALL, 19, 10, 7, 1500, 6, "2026-10-25T01:30:00Z", 210 },
  { "Europe/Berlin", SS_AXIS_WALL, 19, 10, 7, 1500, 6, "2026-10-25T08:00:00Z", 600 },
  { "Europe/Berlin", SS_AXIS_WALL, 19, 10, 7, 1500, 0, "2026-10-19T00:30:00Z", 150 },
  { "Europe/Berlin", SS_AXIS_WALL, 19, 10, 7, 1500, 0, "2026-10-19T07:00:00Z", 600 },
  { "Australia/Lord_Howe", SS_AXIS_WALL, 5, 4, 1, 1470, 0, "2026-04-04T15:30:00Z", 150 },
};

static void
test_positions (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (SsTimeAxis) axis = { 0 };

      set_up (&axis, rows[i].kind, rows[i].zone, rows[i].day, rows[i].month, rows[i].n_days);
      g_assert_cmpfloat_with_epsilon (ss_time_axis_get_length (&axis), rows[i].length, 0.01);
      g_assert_cmpuint (ss_time_axis_find_day (&axis, moment (rows[i].time)), ==, rows[i].in_day);
      g_assert_cmpfloat_with_epsilon (ss_time_axis_position (&axis, rows[i].in_day, moment (rows[i].time)),
                                      rows[i].position, 0.01);
      g_assert_cmpint (ss_time_axis_time (&axis, rows[i].in_day, rows[i].position), ==,
                       moment (rows[i].time));
    }
}

static void
test_back_and_forth (void)
{
  g_auto (SsTimeAxis) axis = { 0 };

  set_up (&axis, SS_AXIS_WALL, "America/New_York", 26, 10, 7);
  for (guint day = 0; day < 7; day++)
    for (gint64 time = axis.starts[day]; time < axis.starts[day + 1]; time += 5 * SS_MINUTE)
      g_assert_cmpint (ss_time_axis_time (&axis, day, ss_time_axis_position (&axis, day, time)), ==, time);
}

static void
test_gaps (void)
{
  static const struct
  {
    int day, month;
    guint in_day;
    gboolean has_gap;
    int start, end;
  } gaps[] = {
    { 23, 3, 6, TRUE, 120, 180 }, /* the hour that is skipped */
    { 23, 3, 5, FALSE, 0, 0 },
    { 19, 10, 6, FALSE, 0, 0 },
    { 19, 10, 0, TRUE, 180, 240 }, /* what only Sunday has */
  };

  for (guint i = 0; i < G_N_ELEMENTS (gaps); i++)
    {
      g_auto (SsTimeAxis) axis = { 0 };
      double start = 0, end = 0;
      gint64 time;

      set_up (&axis, SS_AXIS_WALL, "Europe/Berlin", gaps[i].day, gaps[i].month, 7);
      g_assert_cmpint (ss_time_axis_get_gap (&axis, gaps[i].in_day, &start, &end), ==, gaps[i].has_gap);
      if (!gaps[i].has_gap)
        continue;
      g_assert_cmpfloat_with_epsilon (start, gaps[i].start, 0.01);
      g_assert_cmpfloat_with_epsilon (end, gaps[i].end, 0.01);
      /* Whoever points into it means the moment after it. */
      time = ss_time_axis_time (&axis, gaps[i].in_day, (start + end) / 2);
      g_assert_cmpfloat_with_epsilon (ss_time_axis_position (&axis, gaps[i].in_day, time), end, 0.01);
    }
}

static void
test_ticks (void)
{
  g_auto (SsTimeAxis) axis = { 0 };
  g_autoptr (GArray) ticks = NULL;
  guint n_repeated = 0;

  set_up (&axis, SS_AXIS_WALL, "Europe/Berlin", 25, 10, 1);
  ticks = ss_time_axis_get_ticks (&axis, 60);
  g_assert_cmpuint (ticks->len, ==, 25);
  for (guint i = 0; i < ticks->len; i++)
    n_repeated += g_array_index (ticks, SsAxisTick, i).is_repeated;
  g_assert_cmpuint (n_repeated, ==, 1);
  g_clear_pointer (&ticks, g_array_unref);
  ss_time_axis_clear (&axis);

  set_up (&axis, SS_AXIS_ELAPSED, "Europe/Berlin", 29, 3, 1);
  ticks = ss_time_axis_get_ticks (&axis, 60);
  g_assert_cmpuint (ticks->len, ==, 23);
  g_assert_cmpint (g_array_index (ticks, SsAxisTick, 2).minute, ==, 180);
}

static void
test_steps (void)
{
  g_assert_cmpint (ss_time_axis_choose_step (2, 48), ==, 30);
  g_assert_cmpint (ss_time_axis_choose_step (0.8, 48), ==, 60);
  g_assert_cmpint (ss_time_axis_choose_step (0.1, 48), ==, 720);
  g_assert_cmpint (ss_time_axis_choose_step (0.01, 48), ==, 1440);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar/time-axis/positions", test_positions);
  g_test_add_func ("/calendar/time-axis/back-and-forth", test_back_and_forth);
  g_test_add_func ("/calendar/time-axis/gaps", test_gaps);
  g_test_add_func ("/calendar/time-axis/ticks", test_ticks);
  g_test_add_func ("/calendar/time-axis/steps", test_steps);
  return g_test_run ();
}
