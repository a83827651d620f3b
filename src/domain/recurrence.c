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

/* The numbers of a part of a rule, up to libical's end mark. */
static guint
count (const short *part, guint size)
{
  guint n = 0;

  while (n < size && part[n] != ICAL_RECURRENCE_ARRAY_MAX)
    n++;
  return n;
}

#define COUNT(part) count (part, G_N_ELEMENTS (part))

/* Whether one of the months that it is for has one of its days. */
static gboolean
has_month_days (const struct icalrecurrencetype *rule)
{
  static const short longest[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  guint n_days = COUNT (rule->by_month_day), n_months = COUNT (rule->by_month);
  short first = 31;

  for (guint i = 0; i < n_days; i++)
    first = MIN (first, (short) ABS (rule->by_month_day[i]));
  if (n_days == 0 || n_months == 0)
    return TRUE;
  for (guint i = 0; i < n_months; i++)
    if (rule->by_month[i] >= 1 && rule->by_month[i] <= 12 && longest[rule->by_month[i] - 1] >= first)
      return TRUE;
  return FALSE;
}

/* Steps of several periods may miss what the other parts ask for, for ever: each seventh day is always the
 * same day of the week. */
static gboolean
steps_may_miss (const struct icalrecurrencetype *rule)
{
  gboolean has_days = COUNT (rule->by_day) > 0 || COUNT (rule->by_month_day) > 0;

  if (rule->interval <= 1)
    return FALSE;
  if (rule->freq == ICAL_DAILY_RECURRENCE && has_days)
    return TRUE;
  if (rule->freq == ICAL_YEARLY_RECURRENCE || rule->freq == ICAL_MONTHLY_RECURRENCE)
    for (guint i = 0; i < COUNT (rule->by_month_day); i++)
      if (ABS (rule->by_month_day[i]) > 28)
        return TRUE;
  return rule->freq != ICAL_YEARLY_RECURRENCE && COUNT (rule->by_month) > 0;
}

/* The fifth Monday of a month comes again and again, the sixth never; nor may it have to be the first as
 * well. */
static gboolean
has_ordinary_days (const struct icalrecurrencetype *rule)
{
  gboolean is_of_month = rule->freq == ICAL_MONTHLY_RECURRENCE || COUNT (rule->by_month) > 0;

  for (guint i = 0; i < COUNT (rule->by_day); i++)
    {
      int position = ABS (icalrecurrencetype_day_position (rule->by_day[i]));

      if (position > 0 && (COUNT (rule->by_month_day) > 0 || (is_of_month && position > 5)))
        return FALSE;
    }
  return TRUE;
}

/* "The last working day" is the last of at least so many as there are in every period. */
static gboolean
has_positions (const struct icalrecurrencetype *rule)
{
  guint n_days = COUNT (rule->by_day);
  int most = rule->freq == ICAL_WEEKLY_RECURRENCE ? (int) n_days : 4 * (int) n_days;

  for (guint i = 0; i < COUNT (rule->by_set_pos); i++)
    if (rule->freq == ICAL_DAILY_RECURRENCE || COUNT (rule->by_month_day) > 0
        || ABS (rule->by_set_pos[i]) > most)
      return FALSE;
  return TRUE;
}

/* libical would look for centuries for the next time of a rule that has none. */
static gboolean
comes_again (const struct icalrecurrencetype *rule)
{
  return COUNT (rule->by_year_day) == 0 && COUNT (rule->by_week_no) == 0 && has_month_days (rule)
         && !steps_may_miss (rule) && has_ordinary_days (rule) && has_positions (rule);
}

/**
 * ss_recurrence_check:
 * @rule: (nullable): an RRULE without its name, as "FREQ=WEEKLY;BYDAY=MO,WE"
 *
 * Rules by the day of the year and by the week of the year are refused, and those whose parts may never come
 * together, as the 30 February.
 *
 * Returns: (nullable): what is wrong with it, to be translated; %NULL where it is a rule by days, weeks,
 * months or years that goes on
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
  is_fine = is_fine && COUNT (recurrence.by_hour) == 0 && COUNT (recurrence.by_minute) == 0
            && COUNT (recurrence.by_second) == 0 && recurrence.rscale == NULL;
  if (!is_fine)
    return N_ ("Repeat it by days, weeks, months or years.");
  return comes_again (&recurrence) ? NULL : N_ ("By this rule it might never come again.");
}

/**
 * ss_recurrence_expand:
 * @rule: an RRULE that ss_recurrence_check() has found fine
 * @start: when it happens first
 * @zone: by whose clocks it happens again
 * @from: a moment; what was before it may be left out
 * @until: a later one
 * @starts: (element-type gint64): gets the moments before @until at which it happens, in order
 *
 * Returns: whether these are all: the rule ends before @until
 */
gboolean
ss_recurrence_expand (const char *rule, gint64 start, GTimeZone *zone, gint64 from, gint64 until,
                      GArray *starts)
{
  struct icalrecurrencetype recurrence;
  icalrecur_iterator *iterator;
  struct icaltimetype time;
  guint n_before = starts->len;
  gboolean is_all = TRUE;

  g_return_val_if_fail (rule != NULL, TRUE);

  if (!parse (rule, &recurrence))
    return TRUE;
  localize_end (&recurrence, zone);
  iterator = icalrecur_iterator_new (recurrence, to_wall (zone, start));
  if (iterator == NULL)
    return TRUE;
  /* A rule that counts has to be followed from its beginning. */
  if (recurrence.count == 0 && from > start + G_TIME_SPAN_DAY)
    icalrecur_iterator_set_start (iterator, to_wall (zone, from - G_TIME_SPAN_DAY));

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
      /* A day that a zone has skipped falls on the next one, which has its own. */
      if (starts->len == n_before || g_array_index (starts, gint64, starts->len - 1) != moment)
        g_array_append_val (starts, moment);
    }
  icalrecur_iterator_free (iterator);
  return is_all;
}
