/* days.c: the days of a time zone
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/calendar/layout/days.h"

/* No zone is further than this from UTC. */
#define OFFSET_MAX (26 * SS_HOUR)

static gint64
offset_at (GTimeZone *zone, gint64 time)
{
  gint64 seconds = time / G_USEC_PER_SEC - (time % G_USEC_PER_SEC < 0);
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, seconds);

  return interval < 0 ? 0 : (gint64) g_time_zone_get_offset (zone, interval) * G_USEC_PER_SEC;
}

static gint64
divide_down (gint64 number, gint64 by)
{
  return number / by - (number % by < 0);
}

/* The number of the day, and how far into it the clock on the wall is. */
static gint64
wall_day (GTimeZone *zone, gint64 time, gint64 *of_day)
{
  gint64 wall = time + offset_at (zone, time);
  gint64 number = divide_down (wall, 24 * SS_HOUR);

  if (of_day != NULL)
    *of_day = wall - number * 24 * SS_HOUR;
  return number;
}

static gint64
number_of (const GDate *day)
{
  GDate epoch;

  g_date_clear (&epoch, 1);
  g_date_set_dmy (&epoch, 1, G_DATE_JANUARY, 1970);
  return g_date_days_between (&epoch, day);
}

/**
 * ss_day_start:
 * @zone: the business' zone
 * @day: a day
 *
 * Returns: the first moment of @day; of a day that the zone skipped, the first moment after it
 */
gint64
ss_day_start (GTimeZone *zone, const GDate *day)
{
  gint64 number = number_of (day);
  gint64 low = number * 24 * SS_HOUR - OFFSET_MAX, high = number * 24 * SS_HOUR + OFFSET_MAX;
  gint64 guess = number * 24 * SS_HOUR - offset_at (zone, number * 24 * SS_HOUR);
  gint64 of_day;

  if (wall_day (zone, guess, &of_day) == number && of_day == 0 && wall_day (zone, guess - 1, NULL) < number)
    return guess;

  /* A change near midnight: the first minute whose date is not before the day. */
  while (high - low > G_USEC_PER_SEC)
    {
      gint64 middle = low + (high - low) / 2 / G_USEC_PER_SEC * G_USEC_PER_SEC;

      if (wall_day (zone, middle, NULL) >= number)
        high = middle;
      else
        low = middle;
    }
  return high;
}

/**
 * ss_day_of:
 * @zone: the business' zone
 * @time: a moment
 * @day: (out): the day that it is in
 */
void
ss_day_of (GTimeZone *zone, gint64 time, GDate *day)
{
  g_date_clear (day, 1);
  g_date_set_dmy (day, 1, G_DATE_JANUARY, 1970);
  g_date_set_julian (day, (guint32) ((gint64) g_date_get_julian (day) + wall_day (zone, time, NULL)));
}

/**
 * ss_minute_of_day:
 * @zone: the business' zone
 * @time: a moment
 *
 * Returns: what the clock on the wall shows, in minutes since midnight
 */
int
ss_minute_of_day (GTimeZone *zone, gint64 time)
{
  gint64 of_day;

  wall_day (zone, time, &of_day);
  return (int) (of_day / SS_MINUTE);
}

/**
 * ss_snap_time:
 * @zone: the business' zone
 * @time: a moment
 * @minutes: a step
 *
 * Returns: the nearest moment at which the clock on the wall shows a whole number of steps
 */
gint64
ss_snap_time (GTimeZone *zone, gint64 time, int minutes)
{
  gint64 step = minutes * SS_MINUTE;
  gint64 of_day;

  wall_day (zone, time, &of_day);
  return time + divide_down (of_day + step / 2, step) * step - of_day;
}

/**
 * ss_move_by_days:
 * @zone: the business' zone
 * @time: a moment
 * @n_days: how many days later
 *
 * Returns: the same time on the wall, another day; a time that this day has not is moved by the change
 */
gint64
ss_move_by_days (GTimeZone *zone, gint64 time, int n_days)
{
  gint64 moved = time + n_days * 24 * SS_HOUR;

  return moved + offset_at (zone, time) - offset_at (zone, moved);
}

/**
 * ss_week_of:
 * @day: a day
 * @first: the day that weeks begin with
 * @start: (out): the first day of its week
 */
void
ss_week_of (const GDate *day, GDateWeekday first, GDate *start)
{
  *start = *day;
  g_date_subtract_days (start, (guint) (g_date_get_weekday (day) - first + 7) % 7);
}
