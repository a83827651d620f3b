/* platform-clock.h: what time it is at the platform
 *
 * When something ends there is the platform's to say: a countdown goes by its clock, whatever the time is
 * here, and goes on while the computer sleeps or somebody sets the time.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* By how much the platform's clock is ahead of the boot clock: somewhere between the two, in microseconds. */
typedef struct
{
  gint64 least;
  gint64 most;
  gboolean is_known;
} SsPlatformClock;

/* An answer was written at @date, in full seconds; @sent_at and @received_at are by the boot clock. */
void ss_platform_clock_note (SsPlatformClock *self, gint64 date, gint64 sent_at, gint64 received_at);
/* Microseconds since 1970; by the clock here as long as no answer has said better. */
gint64 ss_platform_clock_get (const SsPlatformClock *self, gint64 boot_time);

G_END_DECLS
