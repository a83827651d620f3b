/* local-time.c: what the clock on the wall says, and the moments at which it says so
 *
 * SPDX-License-Identifier: MIT
 */
#include "domain/local-time.h"

#define DAY (24 * G_TIME_SPAN_HOUR)
/* No zone is further than this from UTC, and no change of the clocks that a zone ever made is larger. */
#define REACH (26 * G_TIME_SPAN_HOUR)

static gint64
divide_down (gint64 number, gint64 by)
{
  return number / by - (number % by < 0);
}

/* The day's number, from 1 January 1970. */
static gint64
get_number (const GDate *day)
{
  GDate epoch;

  g_date_clear (&epoch, 1);
  g_date_set_dmy (&epoch, 1, G_DATE_JANUARY, 1970);
  return g_date_days_between (&epoch, day);
}

static gint64
get_wall (const GDate *day, int minute)
{
  return get_number (day) * DAY + minute * G_TIME_SPAN_MINUTE;
}

static gint64
find_offset (GTimeZone *zone, gint64 moment)
{
  int interval =
      g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, divide_down (moment, G_USEC_PER_SEC));

  return interval < 0 ? 0 : (gint64) g_time_zone_get_offset (zone, interval) * G_USEC_PER_SEC;
}

/* The offsets of a thread's last zone on days of UTC. A look into the zone is a search, and much is asked
 * about few days. */
#define KEPT_DAYS 64

typedef struct
{
  gint64 day;
  gint64 offset;
  gboolean is_steady; /* the same all day */
} KeptDay;

typedef struct
{
  GTimeZone *zone; /* (owned) (nullable) */
  KeptDay days[KEPT_DAYS];
} Kept;

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  g_clear_pointer (&kept->zone, g_time_zone_unref);
  g_free (kept);
}

static GPrivate kept_private = G_PRIVATE_INIT (kept_free);

static Kept *
get_kept (GTimeZone *zone)
{
  Kept *kept = g_private_get (&kept_private);

  if (kept == NULL)
    {
      kept = g_new0 (Kept, 1);
      g_private_set (&kept_private, kept);
    }
  if (kept->zone != zone)
    {
      g_clear_pointer (&kept->zone, g_time_zone_unref);
      kept->zone = g_time_zone_ref (zone);
      for (guint i = 0; i < KEPT_DAYS; i++)
        kept->days[i].day = G_MAXINT64;
    }
  return kept;
}

/**
 * ss_local_time_get_offset:
 * @zone: a time zone
 * @moment: in microseconds since 1970
 *
 * Returns: how far the clocks there are ahead of UTC then, in microseconds
 */
gint64
ss_local_time_get_offset (GTimeZone *zone, gint64 moment)
{
  gint64 day = divide_down (moment, DAY);
  KeptDay *kept = &get_kept (zone)->days[(guint64) day % KEPT_DAYS];

  /* The first and the last that there are have no whole day around them. */
  if (day <= G_MININT64 / DAY || day >= G_MAXINT64 / DAY)
    return find_offset (zone, moment);
  if (kept->day != day)
    {
      kept->day = day;
      kept->offset = find_offset (zone, day * DAY);
      kept->is_steady = find_offset (zone, (day + 1) * DAY - 1) == kept->offset;
    }
  return kept->is_steady ? kept->offset : find_offset (zone, moment);
}

/**
 * ss_local_time_find:
 * @zone: a time zone
 * @day: a day there
 * @minute: of the day, 0 to %SS_DAY_MINUTES, which is the next day's 0
 * @moment: (out): the first moment at which the clocks say so; left as it is where there is none
 *
 * Returns: at how many moments they do: 0 when the clocks go forward, 2 when they go back, else 1
 */
guint
ss_local_time_find (GTimeZone *zone, const GDate *day, int minute, gint64 *moment)
{
  gint64 wall = get_wall (day, minute);
  gint64 before = wall - ss_local_time_get_offset (zone, wall - REACH);
  gint64 after = wall - ss_local_time_get_offset (zone, wall + REACH);
  gboolean is_before = before + ss_local_time_get_offset (zone, before) == wall;
  gboolean is_after = after + ss_local_time_get_offset (zone, after) == wall;

  if (is_before && is_after && before != after)
    {
      *moment = MIN (before, after);
      return 2;
    }
  if (is_before || is_after)
    {
      *moment = is_before ? before : after;
      return 1;
    }
  return 0;
}

/**
 * ss_local_time_resolve:
 * @zone: a time zone
 * @day: a day there
 * @minute: of the day, 0 to %SS_DAY_MINUTES
 *
 * For what has to be somewhere: a time that exists twice is the first one, and one that does not exist is as
 * much later as the clocks were put forward (RFC 5545 section 3.3.5, «the UTC offset before the gap»).
 *
 * Returns: the moment
 */
gint64
ss_local_time_resolve (GTimeZone *zone, const GDate *day, int minute)
{
  gint64 wall = get_wall (day, minute);
  gint64 moment;

  if (ss_local_time_find (zone, day, minute, &moment) > 0)
    return moment;
  return wall - ss_local_time_get_offset (zone, wall - REACH);
}

/**
 * ss_local_time_get:
 * @zone: a time zone
 * @moment: in microseconds since 1970
 * @day: (out): the day there
 * @minute: (out) (optional): what the clocks say, in minutes since midnight
 */
void
ss_local_time_get (GTimeZone *zone, gint64 moment, GDate *day, int *minute)
{
  gint64 wall = moment + ss_local_time_get_offset (zone, moment);
  gint64 number = divide_down (wall, DAY);

  g_date_clear (day, 1);
  g_date_set_dmy (day, 1, G_DATE_JANUARY, 1970);
  g_date_set_julian (day, (guint32) ((gint64) g_date_get_julian (day) + number));
  if (minute != NULL)
    *minute = (int) ((wall - number * DAY) / G_TIME_SPAN_MINUTE);
}
