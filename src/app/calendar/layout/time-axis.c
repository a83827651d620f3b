/* time-axis.c: from moments to pixels and back
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/calendar/layout/time-axis.h"

#define DAY_MINUTES (24 * 60)

/* Where the clock of @day is put forward (@jump > 0) or back: the last moment before it. The usual day has
 * none. */
static gboolean
find_change (const SsTimeAxis *self, guint day, gint64 *change, int *before, int *jump)
{
  gint64 low = self->starts[day], high = self->starts[day + 1] - SS_MINUTE;
  gint64 first = ss_minute_of_day (self->zone, low);

  *jump = ss_minute_of_day (self->zone, high) - (int) ((high - low) / SS_MINUTE) - (int) first;
  if (high <= low || *jump == 0)
    return FALSE;
  while (high - low > SS_MINUTE)
    {
      gint64 middle = low + (high - low) / 2 / SS_MINUTE * SS_MINUTE;

      if (ss_minute_of_day (self->zone, middle) - (middle - self->starts[day]) / SS_MINUTE == first)
        low = middle;
      else
        high = middle;
    }
  *change = high;
  *before = ss_minute_of_day (self->zone, low) + 1;
  return TRUE;
}

static void
find_extra (SsTimeAxis *self)
{
  for (guint i = 0; i < self->n_days; i++)
    {
      gint64 change;
      int before, jump;

      if (find_change (self, i, &change, &before, &jump) && jump < 0)
        {
          self->extra_at = before;
          self->extra = -jump;
        }
    }
}

/**
 * ss_time_axis_set_up:
 * @self: (out caller-allocates): the axis
 * @kind: across or down
 * @zone: the business' zone
 * @first: the first day
 * @n_days: how many
 * @per_minute: the scale, in pixels
 */
void
ss_time_axis_set_up (SsTimeAxis *self, SsAxisKind kind, GTimeZone *zone, const GDate *first, guint n_days,
                     double per_minute)
{
  GDate day = *first;

  *self = (SsTimeAxis){
    .kind = kind,
    .zone = g_time_zone_ref (zone),
    .n_days = n_days,
    .starts = g_new (gint64, n_days + 1),
    .per_minute = per_minute,
  };
  for (guint i = 0; i <= n_days; i++)
    {
      self->starts[i] = ss_day_start (zone, &day);
      g_date_add_days (&day, 1);
    }
  if (kind == SS_AXIS_WALL)
    find_extra (self);
}

/**
 * ss_time_axis_clear:
 * @self: an axis
 *
 * Frees what it holds.
 */
void
ss_time_axis_clear (SsTimeAxis *self)
{
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_pointer (&self->starts, g_free);
}

/**
 * ss_time_axis_get_length:
 * @self: an axis
 *
 * Returns: how long it is, in pixels
 */
double
ss_time_axis_get_length (const SsTimeAxis *self)
{
  if (self->kind == SS_AXIS_WALL)
    return (DAY_MINUTES + self->extra) * self->per_minute;
  return (double) (self->starts[self->n_days] - self->starts[0]) / SS_MINUTE * self->per_minute;
}

/**
 * ss_time_axis_find_day:
 * @self: an axis
 * @time: a moment
 *
 * Returns: the number of its day; the nearest one for a moment before or after them
 */
guint
ss_time_axis_find_day (const SsTimeAxis *self, gint64 time)
{
  guint day = 0;

  while (day + 1 < self->n_days && time >= self->starts[day + 1])
    day++;
  return day;
}

/* The clock on the wall as minutes down the axis. */
static double
wall_to_axis (const SsTimeAxis *self, guint day, gint64 time)
{
  double minutes = ss_minute_of_day (self->zone, time);
  double rest = (double) ((time - self->starts[day]) % SS_MINUTE) / SS_MINUTE;
  gint64 change;
  int before, jump;

  if (self->extra == 0)
    return minutes + rest;
  if (find_change (self, day, &change, &before, &jump) && jump < 0)
    return minutes + rest + (time >= change ? self->extra : 0);
  return minutes + rest + (minutes >= self->extra_at ? self->extra : 0);
}

/**
 * ss_time_axis_position:
 * @self: an axis
 * @day: the day in which @time is shown, for an axis down
 * @time: a moment
 *
 * Returns: its place in pixels; on an axis down never outside of @day
 */
double
ss_time_axis_position (const SsTimeAxis *self, guint day, gint64 time)
{
  if (self->kind == SS_AXIS_ELAPSED)
    return (double) (time - self->starts[0]) / SS_MINUTE * self->per_minute;
  if (time >= self->starts[day + 1])
    return ss_time_axis_get_length (self);
  if (time <= self->starts[day])
    return 0;
  return wall_to_axis (self, day, time) * self->per_minute;
}

/* The moment at which the axis of @day is @minutes down. */
static gint64
axis_to_time (const SsTimeAxis *self, guint day, double minutes)
{
  gint64 start = self->starts[day];
  gint64 change;
  int before, jump;
  int first = ss_minute_of_day (self->zone, start);
  gboolean changes = find_change (self, day, &change, &before, &jump);

  if (changes && jump < 0)
    return start + (gint64) ((minutes - first) * SS_MINUTE);
  if (self->extra > 0 && minutes >= self->extra_at)
    minutes = MAX (minutes - self->extra, self->extra_at);
  if (changes && minutes >= before)
    minutes = MAX (minutes - jump, before);
  return start + (gint64) ((minutes - first) * SS_MINUTE);
}

/**
 * ss_time_axis_time:
 * @self: an axis
 * @day: the day that is meant, for an axis down
 * @position: in pixels
 *
 * Returns: the moment that is shown there
 */
gint64
ss_time_axis_time (const SsTimeAxis *self, guint day, double position)
{
  double minutes = position / self->per_minute;

  if (self->kind == SS_AXIS_ELAPSED)
    return self->starts[0] + (gint64) (minutes * SS_MINUTE);
  return CLAMP (axis_to_time (self, day, minutes), self->starts[day], self->starts[day + 1]);
}

/**
 * ss_time_axis_get_gap:
 * @self: an axis down
 * @day: a day
 * @start: (out): in pixels
 * @end: (out): in pixels
 *
 * Returns: whether there are rows of the axis that the day has not
 */
gboolean
ss_time_axis_get_gap (const SsTimeAxis *self, guint day, double *start, double *end)
{
  gint64 change = 0;
  int before = 0, jump = 0;
  gboolean changes;

  if (self->kind != SS_AXIS_WALL)
    return FALSE;
  changes = find_change (self, day, &change, &before, &jump);
  if (changes && jump > 0)
    {
      *start = before * self->per_minute;
      *end = (before + jump) * self->per_minute;
      return TRUE;
    }
  *start = self->extra_at * self->per_minute;
  *end = (self->extra_at + self->extra) * self->per_minute;
  return self->extra > 0 && !changes;
}

static void
add_wall_ticks (const SsTimeAxis *self, int minutes, GArray *ticks)
{
  for (int i = 0; i < DAY_MINUTES; i += minutes)
    {
      gboolean is_later = self->extra > 0 && i >= self->extra_at;
      SsAxisTick tick = { (i + (is_later ? self->extra : 0)) * self->per_minute, i, 0, FALSE };

      if (self->extra > 0 && i >= self->extra_at - self->extra && i < self->extra_at)
        {
          SsAxisTick repeated = { (i + self->extra) * self->per_minute, i, 0, TRUE };

          g_array_append_val (ticks, repeated);
        }
      g_array_append_val (ticks, tick);
    }
}

static void
add_elapsed_ticks (const SsTimeAxis *self, int minutes, GArray *ticks)
{
  for (guint day = 0; day < self->n_days; day++)
    {
      int before = -1;

      for (gint64 time = self->starts[day]; time < self->starts[day + 1]; time += 30 * SS_MINUTE)
        {
          int minute = ss_minute_of_day (self->zone, time);
          SsAxisTick tick = { ss_time_axis_position (self, day, time), minute, day, minute <= before };

          before = MAX (before, minute);
          if (minute % minutes == 0)
            g_array_append_val (ticks, tick);
        }
    }
}

/**
 * ss_time_axis_get_ticks:
 * @self: an axis
 * @minutes: the step, half an hour at least
 *
 * Returns: (transfer full) (element-type SsAxisTick): where lines and their labels are
 */
GArray *
ss_time_axis_get_ticks (const SsTimeAxis *self, int minutes)
{
  GArray *ticks = g_array_new (FALSE, FALSE, sizeof (SsAxisTick));

  if (self->kind == SS_AXIS_WALL)
    add_wall_ticks (self, minutes, ticks);
  else
    add_elapsed_ticks (self, minutes, ticks);
  return ticks;
}

/**
 * ss_time_axis_choose_step:
 * @per_minute: the scale, in pixels
 * @label_size: what a label takes, in pixels
 *
 * Returns: the minutes from label to label, so that they don't touch
 */
int
ss_time_axis_choose_step (double per_minute, double label_size)
{
  static const int steps[] = { 30, 60, 120, 180, 240, 360, 720 };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i] * per_minute >= label_size)
      return steps[i];
  return DAY_MINUTES;
}
