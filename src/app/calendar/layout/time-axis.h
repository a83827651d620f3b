/* time-axis.h: from moments to pixels and back
 *
 * An axis across (the Timeline's) shows its days one after the other, as long as they are: 23, 24 or 25
 * hours. An axis down (Day's and Week's) is shared by days side by side, by the clock on the wall: where one
 * of them has an hour twice all get a second row for it, and where one has not an hour its row is a gap in
 * that day.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/calendar/layout/days.h"

G_BEGIN_DECLS

typedef enum
{
  SS_AXIS_ELAPSED,
  SS_AXIS_WALL,
} SsAxisKind;

/**
 * SsTimeAxis:
 * @starts: of each day, and the end of the last
 * @per_minute: pixels
 * @extra_at: where the hour that is there twice ends for the first time, minutes since midnight
 * @extra: how much is there twice, in minutes; 0: nothing
 */
typedef struct
{
  SsAxisKind kind;
  GTimeZone *zone; /* (owned) */
  guint n_days;
  gint64 *starts; /* (owned) */
  double per_minute;
  int extra_at;
  int extra;
} SsTimeAxis;

typedef struct
{
  double position;
  int minute; /* of the day */
  guint day;  /* of the elapsed kind */
  gboolean is_repeated;
} SsAxisTick;

typedef struct
{
  gint64 start;
  gint64 end;
} SsTimeSpan;

void ss_time_axis_set_up (SsTimeAxis *self, SsAxisKind kind, GTimeZone *zone, const GDate *first,
                          guint n_days, double per_minute);
void ss_time_axis_clear (SsTimeAxis *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SsTimeAxis, ss_time_axis_clear)

double ss_time_axis_get_length (const SsTimeAxis *self);
guint ss_time_axis_find_day (const SsTimeAxis *self, gint64 time);
double ss_time_axis_position (const SsTimeAxis *self, guint day, gint64 time);
gint64 ss_time_axis_time (const SsTimeAxis *self, guint day, double position);
gboolean ss_time_axis_get_gap (const SsTimeAxis *self, guint day, double *start, double *end);
GArray *ss_time_axis_get_ticks (const SsTimeAxis *self, int minutes); /* of SsAxisTick */
int ss_time_axis_choose_step (double per_minute, double label_size);

G_END_DECLS
