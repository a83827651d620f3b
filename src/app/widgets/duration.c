/* duration.c: a length of time as a number and a unit
 *
 * The wire has ISO 8601 ("P1DT12H"); people have "36 hours".
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/widgets/duration.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "domain/validation.h"

static const struct
{
  const char *label;
  const char *prefix;
  char letter;
  gint64 seconds; /* 0: not always the same */
} units[] = {
  [SS_DURATION_SECONDS] = { N_ ("seconds"), "PT", 'S', 1 },
  [SS_DURATION_MINUTES] = { N_ ("minutes"), "PT", 'M', 60 },
  [SS_DURATION_HOURS] = { N_ ("hours"), "PT", 'H', 60 * 60 },
  [SS_DURATION_DAYS] = { N_ ("days"), "P", 'D', 24 * 60 * 60 },
  [SS_DURATION_WEEKS] = { N_ ("weeks"), "P", 'W', 7 * 24 * 60 * 60 },
  [SS_DURATION_MONTHS] = { N_ ("months"), "P", 'M', 0 },
  [SS_DURATION_YEARS] = { N_ ("years"), "P", 'Y', 0 },
};

static SsDurationUnit
find_unit (char letter, gboolean in_time)
{
  for (guint i = 0; i < SS_N_DURATION_UNITS; i++)
    if (units[i].letter == letter && (strlen (units[i].prefix) == 2) == in_time)
      return (SsDurationUnit) i;
  return SS_DURATION_SECONDS;
}

const char *
ss_duration_unit_get_label (SsDurationUnit unit)
{
  return units[unit].label;
}

/**
 * ss_duration_parse:
 * @text: (nullable): a duration of ISO 8601
 * @count: (out): how many
 * @unit: (out): of what: the smallest unit in @text
 *
 * Returns: whether @text is a duration that is the same as a whole number of one unit; a month and a day are
 * not
 */
gboolean
ss_duration_parse (const char *text, gint64 *count, SsDurationUnit *unit)
{
  gint64 seconds = 0;
  gint64 last = 0;
  gboolean in_time = FALSE;
  gboolean is_fixed = TRUE;
  guint parts = 0;

  if (ss_validate_duration (text) != NULL)
    return FALSE;
  for (const char *at = text + 1; *at != '\0'; at++)
    {
      char *end;

      if (*at == 'T')
        {
          in_time = TRUE;
          continue;
        }
      last = g_ascii_strtoll (at, &end, 10);
      *unit = find_unit (*end, in_time);
      seconds += last * units[*unit].seconds;
      is_fixed = is_fixed && units[*unit].seconds > 0;
      parts++;
      at = end;
    }
  if (parts > 1 && !is_fixed)
    return FALSE;
  *count = parts == 1 ? last : seconds / units[*unit].seconds;
  return TRUE;
}

/**
 * ss_duration_format:
 * @count: how many
 * @unit: of what
 *
 * Returns: (transfer full): the duration of ISO 8601
 */
char *
ss_duration_format (gint64 count, SsDurationUnit unit)
{
  return g_strdup_printf ("%s%" G_GINT64_FORMAT "%c", units[unit].prefix, count, units[unit].letter);
}
