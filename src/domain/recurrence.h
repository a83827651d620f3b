/* recurrence.h: what happens again, by the rules of RFC 5545
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* More times than this are nobody's lunch break. */
#define SS_RECURRENCES_MAX 20000

const char *ss_recurrence_check (const char *rule);
gboolean ss_recurrence_expand (const char *rule, gint64 start, GTimeZone *zone, gint64 from, gint64 until,
                               GArray *starts);

G_END_DECLS
