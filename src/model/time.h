/* time.h: moments as the wire writes them
 *
 * A moment is a number of microseconds since 1970-01-01T00:00:00Z.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* No moment: what a null is. */
#define SS_TIME_NONE G_MININT64

/* The length of "2026-11-23T09:00:00Z" with its final NUL. */
#define SS_TIME_BUFFER 32

gboolean ss_time_parse (const char *text, gint64 *time);
const char *ss_time_format (gint64 time, char buffer[SS_TIME_BUFFER]);

G_END_DECLS
