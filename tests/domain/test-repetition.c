/* test-repetition.c: which rules a person can put together, and that they stay what they were
 *
 * SPDX-License-Identifier: MIT
 */
#include "domain/recurrence.h"
#include "domain/repetition.h"

#define MONDAY (1u << G_DATE_MONDAY)
#define FRIDAY (1u << G_DATE_FRIDAY)

static void
test_rules (void)
{
  static const struct
  {
    const char *rule;
    SsRepeat repeat;
    int interval;
    guint weekdays;
    int count;
    const char *until;
    const char *written; /* NULL: as it is */
  } rows[] = {
    { NULL, SS_REPEAT_NEVER, 1, 0, 0, NULL, NULL },
    { "FREQ=DAILY", SS_REPEAT_DAILY, 1, 0, 0, NULL, NULL },
    { "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR", SS_REPEAT_WEEKLY, 2, MONDAY | FRIDAY, 0, NULL, NULL },
    { "BYDAY=FR,MO;FREQ=WEEKLY", SS_REPEAT_WEEKLY, 1, MONDAY | FRIDAY, 0, NULL, "FREQ=WEEKLY;BYDAY=MO,FR" },
    { "FREQ=MONTHLY;COUNT=12", SS_REPEAT_MONTHLY, 1, 0, 12, NULL, NULL },
    /* The last second of 31 December in Berlin. */
    { "FREQ=YEARLY;UNTIL=20301231T225959Z", SS_REPEAT_YEARLY, 1, 0, 0, "2030-12-31", NULL },
    { "FREQ=DAILY;UNTIL=20260701", SS_REPEAT_DAILY, 1, 0, 0, "2026-07-01",
      "FREQ=DAILY;UNTIL=20260701T215959Z" },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *written = NULL;
      SsRepetition repetition, again;
      char until[16] = "";

      g_assert_true (ss_repetition_parse (&repetition, rows[i].rule, zone));
      g_assert_cmpint (repetition.repeat, ==, rows[i].repeat);
      g_assert_cmpint (repetition.interval, ==, rows[i].interval);
      g_assert_cmpuint (repetition.weekdays, ==, rows[i].weekdays);
      g_assert_cmpint (repetition.count, ==, rows[i].count);
      if (g_date_valid (&repetition.until))
        g_date_strftime (until, sizeof until, "%Y-%m-%d", &repetition.until);
      g_assert_cmpstr (until, ==, rows[i].until != NULL ? rows[i].until : "");
      written = ss_repetition_to_rule (&repetition, zone);
      g_assert_cmpstr (written, ==, rows[i].written != NULL ? rows[i].written : rows[i].rule);
      g_assert_true (written == NULL || ss_recurrence_check (written) == NULL);
      g_assert_true (ss_repetition_parse (&again, written, zone));
      g_assert_true (ss_repetition_equal (&repetition, &again));
    }
}

/* Rules of other programs are not simplified. */
static void
test_others (void)
{
  static const char *const rules[] = {
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=MONTHLY;BYMONTHDAY=28",
    "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU",
    "FREQ=MONTHLY;BYDAY=MO",
    "FREQ=DAILY;COUNT=3;UNTIL=20260701",
    "FREQ=DAILY;COUNT=0",
    "FREQ=DAILY;UNTIL=20261301",
    "FREQ=DAILY;UNTIL=20260701T250000Z",
    "FREQ=DAILY;UNTIL=20260701T120000",
    "FREQ=HOURLY",
    "BYDAY=MO",
    "lunch",
    "",
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  SsRepetition repetition;

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    g_assert_false (ss_repetition_parse (&repetition, rules[i], zone));
}

/* The last day is on it, whatever the clocks do that day; the day after is not. */
static void
test_last_day (void)
{
  static const struct
  {
    const char *zone;
    const char *first;
    GDateDay day;
    GDateMonth month;
    guint n_times;
  } rows[] = {
    { "Europe/Berlin", "2026-10-23T21:30:00Z", 25, G_DATE_OCTOBER, 3 },
    { "America/New_York", "2026-03-06T04:30:00Z", 8, G_DATE_MARCH, 4 },
    { "Australia/Lord_Howe", "2026-04-03T12:30:00Z", 5, G_DATE_APRIL, 3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (rows[i].zone);
      g_autoptr (GDateTime) first = g_date_time_new_from_iso8601 (rows[i].first, NULL);
      g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (gint64));
      SsRepetition repetition = { SS_REPEAT_DAILY, 1, 0, 0, { 0 } };
      gint64 start = g_date_time_to_unix (first) * G_USEC_PER_SEC;
      g_autofree char *rule = NULL;

      g_date_set_dmy (&repetition.until, rows[i].day, rows[i].month, 2026);
      rule = ss_repetition_to_rule (&repetition, zone);
      g_assert_true (ss_recurrence_expand (rule, start, zone, start, start + 30 * G_TIME_SPAN_DAY, starts));
      g_assert_cmpuint (starts->len, ==, rows[i].n_times);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/repetition/rules", test_rules);
  g_test_add_func ("/domain/repetition/others", test_others);
  g_test_add_func ("/domain/repetition/last-day", test_last_day);
  return g_test_run ();
}
