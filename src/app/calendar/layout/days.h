/* days.h: the days of a time zone, of which some have 23 or 25 hours and some never were
 *
 * A moment is in microseconds since 1970; a day is a GDate in the business' zone.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SS_MINUTE (G_GINT64_CONSTANT (60) * G_USEC_PER_SEC)
#define SS_HOUR (60 * SS_MINUTE)

gint64 ss_day_start (GTimeZone *zone, const GDate *day);
void ss_day_of (GTimeZone *zone, gint64 time, GDate *day);
int ss_minute_of_day (GTimeZone *zone, gint64 time);
gint64 ss_snap_time (GTimeZone *zone, gint64 time, int minutes);
gint64 ss_move_by_days (GTimeZone *zone, gint64 time, int n_days);
void ss_week_of (const GDate *day, GDateWeekday first, GDate *start);

G_END_DECLS
