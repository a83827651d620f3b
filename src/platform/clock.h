/* clock.h: the platform's clock, by which everything begins and ends
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gint64 ss_clock_get_now (void); /* in microseconds since 1970, UTC */
/* For tests, which can't wait for half an hour: moves it, forward or back. */
void ss_clock_shift (gint64 microseconds);

G_END_DECLS
