/* opening.h: when a business or a resource is open, week by week
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* From @start until before @end: minutes of a day, or moments. */
typedef struct
{
  gint64 start;
  gint64 end;
} SsSpan;

/* More than a day can sensibly have. */
#define SS_PERIODS_MAX 12
#define SS_WEEK_DAYS 7

/* A day's periods in minutes, in order and without overlap. */
typedef struct
{
  guint n_periods;
  SsSpan periods[SS_PERIODS_MAX];
} SsOpeningDay;

/* From Monday. All zeros: always closed. */
typedef struct
{
  SsOpeningDay days[SS_WEEK_DAYS];
} SsOpeningWeek;

gboolean ss_opening_day_add (SsOpeningDay *self, int start, int end);
void ss_opening_week_intersect (SsOpeningWeek *self, const SsOpeningWeek *other);
void ss_opening_week_append_spans (const SsOpeningWeek *self, GTimeZone *zone, const GDate *first,
                                   guint n_days, GArray *spans);

G_END_DECLS
