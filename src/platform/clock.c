/* clock.c: the platform's clock
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/clock.h"

static gint64 offset;

/**
 * ss_clock_get_now:
 *
 * Returns: the time
 */
gint64
ss_clock_get_now (void)
{
  return g_get_real_time () + __atomic_load_n (&offset, __ATOMIC_RELAXED);
}

/**
 * ss_clock_shift:
 * @microseconds: by how much, beyond what it is moved already
 */
void
ss_clock_shift (gint64 microseconds)
{
  __atomic_add_fetch (&offset, microseconds, __ATOMIC_RELAXED);
}
