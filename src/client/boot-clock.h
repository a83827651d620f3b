/* boot-clock.h: a clock for countdowns
 *
 * Goes on while the computer sleeps, and is not moved by whoever sets the time.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gint64 ss_boot_clock_get (void); /* microseconds since some moment before the program began */

G_END_DECLS
