/* duration.h: a length of time as a number and a unit
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  SS_DURATION_SECONDS,
  SS_DURATION_MINUTES,
  SS_DURATION_HOURS,
  SS_DURATION_DAYS,
  SS_DURATION_WEEKS,
  SS_DURATION_MONTHS,
  SS_DURATION_YEARS,
} SsDurationUnit;

#define SS_N_DURATION_UNITS (SS_DURATION_YEARS + 1)

const char *ss_duration_unit_get_label (SsDurationUnit unit); /* N_() */
gboolean ss_duration_parse (const char *text, gint64 *count, SsDurationUnit *unit);
char *ss_duration_format (gint64 count, SsDurationUnit unit);

G_END_DECLS
