/* recurrence.c: what happens again, by the rules of RFC 5545
 *
 * The rule is libical's to read and to follow; it reckons with the clock on the wall, and the moments come
 * from the zone afterwards, so that a break at noon stays at noon when the clocks change.
 *
 * SPDX-License-Identifier: MIT
 */
#include "domain/recurrence.h"

#include <glib/gi18n.h>
#include <libical/ical.h>

#include "domain/local-time.h"

static struct icaltimetype
to_wall (GTimeZone *zone, gint64 moment)
{
  struct icaltimetype time = icaltime_null_time ();
  GDate day;
  int minute;

  ss_local_time_get (zone, moment, &day, &minute);
  time.year = g_date_get_year (&day);
  time.month = g_date_get_month (&day);
  time.day = g_date_get_day (&day);
  time.hour = minute / 60;
  time.minute = minute % 60;
  return time;
}

static gint64
from_wall (GTimeZone *zone, struct icaltimetype time)
{
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay) time.day, (GDateMonth) time.month, (GDateYear) time.year);
  return ss_local_time_resolve (zone, &day, time.hour * 60 + time.minute);
}

static gboolean
parse (const char *rule, struct icalrecurrencetype *recurrence)
{
  icalerror_set_errors_are_fatal (0);
  *recurrence = icalrecurrencetype_from_string (rule);
  return recurrence->freq != ICAL_NO_RECURRENCE;
}

/* The end of a rule as the clock on the wall shows it: there the rule is followed. */
static void
localize_end (struct icalrecurrencetype *recurrence, GTimeZone *zone)
{
  if (icaltime_is_null_time (recurrence->until))
    return;
  if (recurrence->until.is_date)
    {
      /* The day itself is part of it. */
      recurrence->until.is_date = 0;
      recurrence->until.hour = 23;
      recurrence->until.minute = 59;
      recurrence->until.second = 59;
    }
  else if (icaltime_is_utc (recurrence->until))
    recurrence->until = to_wall (zone, (gint64) icaltime_as_timet (recurrence->until) * G_USEC_PER_SEC);
}

/**
 * ss_recurrence_check:
 * @rule: (nullable): an RRULE without its name, as "FREQ=WEEKLY;BYDAY=MO,WE"
 *
 * Returns: (nullable): what is wrong with it, to be translated; %NULL where it is a rule by days, weeks,
 * months or years
 */
const char *
ss_recurrence_check (const char *rule)
{
  struct icalrecurrencetype recurrence;
  gboolean is_fine;

  if (rule == NULL || *rule == '\0' || !parse (rule, &recurrence))
    return N_ ("Write a rule as in FREQ=WEEKLY;BYDAY=MO,WE.");
  is_fine = recurrence.freq >= ICAL_DAILY_RECURRENCE && recurrence.freq <= ICAL_YEARLY_RECURRENCE;
  /* Several times a day would be several blockers. */
  is_fine = is_fine && recurrence.by_hour[0] == ICAL_RECURRENCE_ARRAY_MAX
            && recurrence.by_minute[0] == ICAL_RECURRENCE_ARRAY_MAX
            && recurrence.by_second[0] == ICAL_RECURRENCE_ARRAY_MAX && recurrence.rscale == NULL;
  return is_fine ? NULL : N_ ("Repeat it by days, weeks, months or years.");
}

/**
 * ss_recurrence_expand:
 * @rule: an RRULE that ss_recurrence_check() has found fine
 * @start: when it happens first
 * @zone: by whose clocks it happens again
 * @until: a moment
 * @starts: (element-type gint64): gets the moments before @until at which it happens, in order
 *
 * Returns: whether these are all: the rule ends before @until
 */
gboolean
ss_recurrence_expand (const char *rule, gint64 start, GTimeZone *zone, gint64 until, GArray *starts)
{
  struct icalrecurrencetype recurrence;
  icalrecur_iterator *iterator;
  struct icaltimetype time;
  gboolean is_all = TRUE;

  g_return_val_if_fail (rule != NULL, TRUE);

  if (!parse (rule, &recurrence))
    return TRUE;
  localize_end (&recurrence, zone);
  iterator = icalrecur_iterator_new (recurrence, to_wall (zone, start));
  if (iterator == NULL)
    return TRUE;

  for (guint n_starts = 0;; n_starts++)
    {
      gint64 moment;

      time = icalrecur_iterator_next (iterator);
      if (icaltime_is_null_time (time) || n_starts == SS_RECURRENCES_MAX)
        break;
      moment = from_wall (zone, time);
      if (moment >= until)
        {
          is_all = FALSE;
          break;
        }
      g_array_append_val (starts, moment);
    }
  icalrecur_iterator_free (iterator);
  return is_all;
}
