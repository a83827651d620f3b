/* boot-clock.c: a clock for countdowns
 *
 * SPDX-License-Identifier: MIT
 */
#include "client/boot-clock.h"

#include <time.h>

/**
 * ss_boot_clock_get:
 *
 * Returns: microseconds; what g_get_monotonic_time() counts, and the time asleep
 */
gint64
ss_boot_clock_get (void)
{
  struct timespec time;

  if (clock_gettime (CLOCK_BOOTTIME, &time) != 0)
    return g_get_monotonic_time ();
  return (gint64) time.tv_sec * G_TIME_SPAN_SECOND + time.tv_nsec / 1000;
}
