/* local-time.h: what the clock on the wall says, and the moments at which it says so
 *
 * A moment is in microseconds since 1970. When the clocks change, some local times do not exist and others
 * exist twice.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SS_DAY_MINUTES (24 * 60)

guint ss_local_time_find (GTimeZone *zone, const GDate *day, int minute, gint64 *moment);
gint64 ss_local_time_resolve (GTimeZone *zone, const GDate *day, int minute);
void ss_local_time_get (GTimeZone *zone, gint64 moment, GDate *day, int *minute);
gint64 ss_local_time_get_offset (GTimeZone *zone, gint64 moment);

G_END_DECLS
