/* week.c: the days of a week, as the contract and as people call them
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/business/week.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *id;
  const char *name;
} days[SS_N_WEEKDAYS] = {
  { "mon", N_ ("Monday") },   { "tue", N_ ("Tuesday") }, { "wed", N_ ("Wednesday") },
  { "thu", N_ ("Thursday") }, { "fri", N_ ("Friday") },  { "sat", N_ ("Saturday") },
  { "sun", N_ ("Sunday") },
};

/**
 * ss_week_get_id:
 * @day: from 0 for Monday
 *
 * Returns: as on the wire
 */
const char *
ss_week_get_id (guint day)
{
  return days[day % SS_N_WEEKDAYS].id;
}

/**
 * ss_week_get_name:
 * @day: from 0 for Monday
 *
 * Returns: translated
 */
const char *
ss_week_get_name (guint day)
{
  return _ (days[day % SS_N_WEEKDAYS].name);
}

/**
 * ss_week_find:
 * @id: (nullable): as on the wire
 *
 * Returns: the day; Monday where there is no such
 */
guint
ss_week_find (const char *id)
{
  for (guint day = 0; day < SS_N_WEEKDAYS; day++)
    if (g_strcmp0 (days[day].id, id) == 0)
      return day;
  return 0;
}
