/* opening.c: when a business or a resource is open, week by week
 *
 * SPDX-License-Identifier: MIT
 */
#include "domain/opening.h"

#include "domain/local-time.h"

/**
 * ss_opening_day_add:
 * @self: (inout): a day
 * @start: when a period begins, in minutes since midnight
 * @end: when it ends, at most %SS_DAY_MINUTES
 *
 * Returns: whether it was added: it must come behind those that are there, and there may not be too many
 */
gboolean
ss_opening_day_add (SsOpeningDay *self, int start, int end)
{
  gint64 earliest = self->n_periods > 0 ? self->periods[self->n_periods - 1].end : 0;

  if (self->n_periods == SS_PERIODS_MAX || start < earliest || end <= start || end > SS_DAY_MINUTES)
    return FALSE;
  self->periods[self->n_periods++] = (SsSpan){ start, end };
  return TRUE;
}

static void
intersect_days (SsOpeningDay *self, const SsOpeningDay *other)
{
  const SsOpeningDay before = *self;
  guint i = 0, j = 0;

  self->n_periods = 0;
  while (i < before.n_periods && j < other->n_periods)
    {
      const SsSpan *one = &before.periods[i], *two = &other->periods[j];

      ss_opening_day_add (self, (int) MAX (one->start, two->start), (int) MIN (one->end, two->end));
      if (one->end < two->end)
        i++;
      else
        j++;
    }
}

/**
 * ss_opening_week_intersect:
 * @self: (inout): a week
 * @other: another one
 *
 * Leaves in @self what is open in both: a resource works when its business is open and it is there.
 */
void
ss_opening_week_intersect (SsOpeningWeek *self, const SsOpeningWeek *other)
{
  for (guint day = 0; day < SS_WEEK_DAYS; day++)
    intersect_days (&self->days[day], &other->days[day]);
}

/**
 * ss_opening_week_append_spans:
 * @self: a week
 * @zone: where its clocks hang
 * @first: a day
 * @n_days: how many days from there
 * @spans: (element-type SsSpan): gets the moments at which it is open, in order; what touches is one
 */
void
ss_opening_week_append_spans (const SsOpeningWeek *self, GTimeZone *zone, const GDate *first, guint n_days,
                              GArray *spans)
{
  for (guint i = 0; i < n_days; i++)
    {
      GDate date = *first;
      const SsOpeningDay *day;

      g_date_add_days (&date, i);
      day = &self->days[g_date_get_weekday (&date) - G_DATE_MONDAY];
      for (guint j = 0; j < day->n_periods; j++)
        {
          SsSpan span = { ss_local_time_resolve (zone, &date, (int) day->periods[j].start),
                          ss_local_time_resolve (zone, &date, (int) day->periods[j].end) };
          SsSpan *last = spans->len > 0 ? &g_array_index (spans, SsSpan, spans->len - 1) : NULL;

          if (last != NULL && span.start <= last->end)
            last->end = MAX (last->end, span.end);
          else if (span.start < span.end)
            g_array_append_val (spans, span);
        }
    }
}
