/* platform-clock.c: what time it is at the platform
 *
 * An answer says in its head when it was written, to the second, and that was between the sending of the
 * request and its arrival. Each answer narrows down what the one before has left open.
 *
 * SPDX-License-Identifier: MIT
 */
#include "client/platform-clock.h"

/**
 * ss_platform_clock_note:
 * @self: a clock
 * @date: the answer's `Date`, in microseconds since 1970
 * @sent_at: by the boot clock: when it was asked for
 * @received_at: by the boot clock: when it came
 */
void
ss_platform_clock_note (SsPlatformClock *self, gint64 date, gint64 sent_at, gint64 received_at)
{
  gint64 least = date - received_at;
  gint64 most = date + G_TIME_SPAN_SECOND - sent_at;

  /* Otherwise the platform's clock was set, and what was known of it is not true any more. */
  if (self->is_known && MAX (self->least, least) <= MIN (self->most, most))
    {
      least = MAX (self->least, least);
      most = MIN (self->most, most);
    }
  self->least = least;
  self->most = most;
  self->is_known = TRUE;
}

/**
 * ss_platform_clock_get:
 * @self: a clock
 * @boot_time: the boot clock's time
 *
 * Returns: the platform's time, in microseconds since 1970
 */
gint64
ss_platform_clock_get (const SsPlatformClock *self, gint64 boot_time)
{
  if (!self->is_known)
    return g_get_real_time ();
  return boot_time + self->least + (self->most - self->least) / 2;
}
