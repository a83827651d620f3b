/* test-recurrence.c: rules of RFC 5545 are followed by the clock on the wall
 *
 * SPDX-License-Identifier: MIT
 */
#include "domain/recurrence.h"

static gint64
parse_moment (const char *text)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

static void
test_check (void)
{
  static const char *const good[] = {
    "FREQ=DAILY",
    "FREQ=WEEKLY;BYDAY=MO,WE,FR",
    "FREQ=MONTHLY;BYDAY=-1FR;COUNT=12",
    "FREQ=YEARLY;UNTIL=20301231T000000Z",
    "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU",
    "FREQ=MONTHLY;BYDAY=5MO",
    "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=28",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
    "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
    "FREQ=DAILY;INTERVAL=3",
    "FREQ=DAILY;BYDAY=MO",
  };
  static const char *const bad[] = {
    "",
    "DAILY",
    "FREQ=",
    "FREQ=SOMETIMES",
    "FREQ=HOURLY",
    "FREQ=MINUTELY",
    "FREQ=SECONDLY",
    "FREQ=DAILY;BYHOUR=9,12",
    "BYDAY=MO",
    "FREQ=WEEKLY;BYDAY=XX",
    "lunch",
    /* Never, or perhaps never. */
    "FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1",
    "FREQ=MONTHLY;BYDAY=6MO",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=DAILY;BYMONTH=4,6;BYMONTHDAY=31",
    "FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=29",
    "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31",
    "FREQ=MONTHLY;INTERVAL=12;BYMONTH=3",
    "FREQ=DAILY;INTERVAL=7;BYDAY=TU",
    "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6",
    "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2",
    "FREQ=YEARLY;BYYEARDAY=366",
    "FREQ=YEARLY;BYWEEKNO=53",
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_test_message ("%s", good[i]);
      g_assert_null (ss_recurrence_check (good[i]));
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("«%s»", bad[i]);
      g_assert_nonnull (ss_recurrence_check (bad[i]));
    }
  g_assert_nonnull (ss_recurrence_check (NULL));
}

static void
test_expand (void)
{
  static const struct
  {
    const char *rule, *zone, *start, *until;
    gboolean is_all;
    const char *starts;
  } table[] = {
    { "FREQ=DAILY;COUNT=3", "UTC", "2026-11-23T12:00:00Z", "2027-01-01T00:00:00Z", TRUE,
      "2026-11-23T12:00Z 2026-11-24T12:00Z 2026-11-25T12:00Z" },
    { "FREQ=DAILY", "UTC", "2026-11-23T12:00:00Z", "2026-11-25T12:00:00Z", FALSE,
      "2026-11-23T12:00Z 2026-11-24T12:00Z" },
    { "FREQ=WEEKLY;BYDAY=MO,WE", "UTC", "2026-11-23T12:00:00Z", "2026-12-01T00:00:00Z", FALSE,
      "2026-11-23T12:00Z 2026-11-25T12:00Z 2026-11-30T12:00Z" },
    { "FREQ=DAILY;UNTIL=20261124T120000Z", "UTC", "2026-11-23T12:00:00Z", "2027-01-01T00:00:00Z", TRUE,
      "2026-11-23T12:00Z 2026-11-24T12:00Z" },
    { "FREQ=DAILY;UNTIL=20261124", "UTC", "2026-11-23T12:00:00Z", "2027-01-01T00:00:00Z", TRUE,
      "2026-11-23T12:00Z 2026-11-24T12:00Z" },
    /* Noon stays noon. */
    { "FREQ=DAILY;COUNT=3", "America/New_York", "2026-10-31T16:00:00Z", "2027-01-01T00:00:00Z", TRUE,
      "2026-10-31T16:00Z 2026-11-01T17:00Z 2026-11-02T17:00Z" },
    { "FREQ=WEEKLY;COUNT=2", "Europe/Berlin", "2026-03-23T11:00:00Z", "2027-01-01T00:00:00Z", TRUE,
      "2026-03-23T11:00Z 2026-03-30T10:00Z" },
    /* In the hour that is missing it is later by that hour, and the next day it is back. */
    { "FREQ=DAILY;COUNT=3", "America/New_York", "2026-03-07T07:30:00Z", "2027-01-01T00:00:00Z", TRUE,
      "2026-03-07T07:30Z 2026-03-08T07:30Z 2026-03-09T06:30Z" },
    /* By half an hour on Lord Howe, and for Ramadan in Morocco. */
    { "FREQ=DAILY;COUNT=2", "Australia/Lord_Howe", "2026-04-04T01:00:00Z", "2027-01-01T00:00:00Z", TRUE,
      "2026-04-04T01:00Z 2026-04-05T01:30Z" },
    { "FREQ=DAILY;COUNT=3", "Australia/Lord_Howe", "2026-10-02T15:45:00Z", "2027-01-01T00:00:00Z", TRUE,
      "2026-10-02T15:45Z 2026-10-03T15:45Z 2026-10-04T15:15Z" },
    { "FREQ=DAILY;COUNT=2", "Africa/Casablanca", "2026-02-14T11:00:00Z", "2027-01-01T00:00:00Z", TRUE,
      "2026-02-14T11:00Z 2026-02-15T12:00Z" },
    { "FREQ=DAILY;COUNT=2", "Africa/Casablanca", "2026-03-21T12:00:00Z", "2027-01-01T00:00:00Z", TRUE,
      "2026-03-21T12:00Z 2026-03-22T11:00Z" },
    /* The 30th of December 2011 never was in Samoa: the 31st is not had twice. */
    { "FREQ=DAILY", "Pacific/Apia", "2011-12-28T22:00:00Z", "2012-01-01T00:00:00Z", FALSE,
      "2011-12-28T22:00Z 2011-12-29T22:00Z 2011-12-30T22:00Z 2011-12-31T22:00Z" },
    /* A local end means the local clock's. */
    { "FREQ=DAILY;UNTIL=20261102T170000Z", "America/New_York", "2026-10-31T16:00:00Z", "2027-01-01T00:00:00Z",
      TRUE, "2026-10-31T16:00Z 2026-11-01T17:00Z 2026-11-02T17:00Z" },
    { "FREQ=MONTHLY;BYDAY=-1FR;COUNT=2", "UTC", "2026-11-27T15:00:00Z", "2027-06-01T00:00:00Z", TRUE,
      "2026-11-27T15:00Z 2026-12-25T15:00Z" },
    { "FREQ=YEARLY;COUNT=2", "UTC", "2028-02-29T15:00:00Z", "2040-01-01T00:00:00Z", TRUE,
      "2028-02-29T15:00Z 2032-02-29T15:00Z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (table[i].zone);
      g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr (GString) text = g_string_new (NULL);
      gboolean is_all = ss_recurrence_expand (table[i].rule, parse_moment (table[i].start), zone, 0,
                                              parse_moment (table[i].until), starts);

      for (guint j = 0; j < starts->len; j++)
        {
          g_autoptr (GDateTime) time =
              g_date_time_new_from_unix_utc (g_array_index (starts, gint64, j) / G_USEC_PER_SEC);
          g_autofree char *word = g_date_time_format (time, "%Y-%m-%dT%H:%MZ");

          g_string_append_printf (text, "%s%s", j > 0 ? " " : "", word);
        }
      g_test_message ("%s in %s", table[i].rule, table[i].zone);
      g_assert_cmpstr (text->str, ==, table[i].starts);
      g_assert_cmpint (is_all, ==, table[i].is_all);
    }
}

/* Whoever begins late in a rule finds the same times as who has followed it from its beginning. */
static void
test_from (void)
{
  static const char *const rules[] = {
    "FREQ=DAILY",
    "FREQ=DAILY;INTERVAL=3",
    "FREQ=DAILY;COUNT=500",
    "FREQ=WEEKLY;BYDAY=MO,WE,FR",
    "FREQ=WEEKLY;INTERVAL=3;BYDAY=TU,SA",
    "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU",
    "FREQ=MONTHLY",
    "FREQ=MONTHLY;INTERVAL=5",
    "FREQ=MONTHLY;BYDAY=2TU,-1FR",
    "FREQ=MONTHLY;BYMONTHDAY=31",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=YEARLY",
    "FREQ=YEARLY;INTERVAL=2;BYMONTH=11;BYDAY=4TH",
    "FREQ=WEEKLY;UNTIL=20270301T000000Z",
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("America/New_York");
  gint64 start = parse_moment ("2024-01-31T15:30:00Z"), until = parse_moment ("2029-06-01T00:00:00Z");

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    for (gint64 from = start - G_TIME_SPAN_DAY; from < until; from += 37 * G_TIME_SPAN_DAY + G_TIME_SPAN_HOUR)
      {
        g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (gint64));
        g_autoptr (GArray) late = g_array_new (FALSE, FALSE, sizeof (gint64));
        guint n_left;

        g_test_message ("%s", rules[i]);
        ss_recurrence_expand (rules[i], start, zone, 0, until, all);
        ss_recurrence_expand (rules[i], start, zone, from, until, late);
        while (all->len > 0 && g_array_index (all, gint64, 0) < from)
          g_array_remove_index (all, 0);
        while (late->len > 0 && g_array_index (late, gint64, 0) < from)
          g_array_remove_index (late, 0);
        n_left = all->len;
        g_assert_cmpuint (late->len, ==, n_left);
        g_assert_cmpmem (all->data, all->len * sizeof (gint64), late->data, late->len * sizeof (gint64));
      }
}

/* A rule without end is not followed without end. */
static void
test_bound (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (gint64));

  ss_recurrence_expand ("FREQ=DAILY", 0, zone, 0, G_MAXINT64, starts);
  g_assert_cmpuint (starts->len, ==, SS_RECURRENCES_MAX);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/recurrence/check", test_check);
  g_test_add_func ("/domain/recurrence/expand", test_expand);
  g_test_add_func ("/domain/recurrence/from", test_from);
  g_test_add_func ("/domain/recurrence/bound", test_bound);

  return g_test_run ();
}
