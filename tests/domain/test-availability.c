/* test-availability.c: local times, opening hours and what can be booked, also when the clocks change
 *
 * The changes of 2026 are from the time-zone database: America/New_York 8 March and 1 November at 2:00,
 * Europe/Berlin 29 March at 2:00 and 25 October at 3:00, Australia/Lord_Howe (by half an hour) 5 April and 4
 * October at 2:00, Africa/Casablanca (for Ramadan) 15 February at 3:00 and 22 March at 2:00. Pacific/Apia
 * skipped 30 December 2011.
 *
 * SPDX-License-Identifier: MIT
 */
#include "domain/availability.h"
#include "domain/local-time.h"

#include <stdio.h>

#define MINUTE G_TIME_SPAN_MINUTE
#define HOUR G_TIME_SPAN_HOUR

static GDate
parse_day (const char *text)
{
  GDate day;
  int year, month, number;

  g_assert_cmpint (sscanf (text, "%d-%d-%d", &year, &month, &number), ==, 3);
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay) number, (GDateMonth) month, (GDateYear) year);
  return day;
}

static int
parse_minute (const char *text)
{
  int hours, minutes;

  g_assert_cmpint (sscanf (text, "%d:%d", &hours, &minutes), ==, 2);
  return hours * 60 + minutes;
}

static gint64
parse_moment (const char *text)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

static void
assert_moment (gint64 moment, const char *expected)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (moment / G_USEC_PER_SEC);
  g_autofree char *text = g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");

  g_assert_cmpstr (text, ==, expected);
}

static void
test_local_times (void)
{
  static const struct
  {
    const char *zone, *day, *time;
    guint n_moments;
    const char *moment;
  } table[] = {
    { "UTC", "2026-11-23", "09:00", 1, "2026-11-23T09:00:00Z" },
    { "UTC", "2026-11-23", "24:00", 1, "2026-11-24T00:00:00Z" },
    { "America/New_York", "2026-03-08", "01:45", 1, "2026-03-08T06:45:00Z" },
    { "America/New_York", "2026-03-08", "02:00", 0, "2026-03-08T07:00:00Z" },
    { "America/New_York", "2026-03-08", "02:30", 0, "2026-03-08T07:30:00Z" },
    { "America/New_York", "2026-03-08", "03:00", 1, "2026-03-08T07:00:00Z" },
    { "America/New_York", "2026-11-01", "00:45", 1, "2026-11-01T04:45:00Z" },
    { "America/New_York", "2026-11-01", "01:00", 2, "2026-11-01T05:00:00Z" },
    { "America/New_York", "2026-11-01", "01:59", 2, "2026-11-01T05:59:00Z" },
    { "America/New_York", "2026-11-01", "02:00", 1, "2026-11-01T07:00:00Z" },
    { "Europe/Berlin", "2026-03-29", "02:15", 0, "2026-03-29T01:15:00Z" },
    { "Europe/Berlin", "2026-10-25", "02:15", 2, "2026-10-25T00:15:00Z" },
    { "Europe/Berlin", "2026-10-25", "03:00", 1, "2026-10-25T02:00:00Z" },
    { "Australia/Lord_Howe", "2026-04-05", "01:15", 1, "2026-04-04T14:15:00Z" },
    { "Australia/Lord_Howe", "2026-04-05", "01:45", 2, "2026-04-04T14:45:00Z" },
    { "Australia/Lord_Howe", "2026-04-05", "02:00", 1, "2026-04-04T15:30:00Z" },
    { "Australia/Lord_Howe", "2026-10-04", "02:15", 0, "2026-10-03T15:45:00Z" },
    { "Australia/Lord_Howe", "2026-10-04", "02:30", 1, "2026-10-03T15:30:00Z" },
    { "Africa/Casablanca", "2026-02-15", "02:30", 2, "2026-02-15T01:30:00Z" },
    { "Africa/Casablanca", "2026-03-22", "02:30", 0, "2026-03-22T02:30:00Z" },
    { "Pacific/Apia", "2011-12-29", "12:00", 1, "2011-12-29T22:00:00Z" },
    { "Pacific/Apia", "2011-12-30", "12:00", 0, "2011-12-30T22:00:00Z" },
    { "Pacific/Apia", "2011-12-31", "12:00", 1, "2011-12-30T22:00:00Z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (table[i].zone);
      GDate day = parse_day (table[i].day), again;
      int minute = parse_minute (table[i].time), minute_again;
      gint64 moment = 17;

      g_test_message ("%s %s %s", table[i].zone, table[i].day, table[i].time);
      g_assert_nonnull (zone);
      g_assert_cmpuint (ss_local_time_find (zone, &day, minute, &moment), ==, table[i].n_moments);
      if (table[i].n_moments == 0)
        g_assert_cmpint (moment, ==, 17);
      moment = ss_local_time_resolve (zone, &day, minute);
      assert_moment (moment, table[i].moment);
      if (table[i].n_moments > 0 && minute < SS_DAY_MINUTES)
        {
          ss_local_time_get (zone, moment, &again, &minute_again);
          g_assert_cmpint (g_date_compare (&day, &again), ==, 0);
          g_assert_cmpint (minute_again, ==, minute);
        }
    }
}

static void
test_opening (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (SsSpan));
  SsOpeningWeek tenant = { 0 }, resource = { 0 };
  GDate saturday = parse_day ("2026-03-28");

  g_assert_true (ss_opening_day_add (&tenant.days[5], 9 * 60, 12 * 60));
  g_assert_true (ss_opening_day_add (&tenant.days[5], 13 * 60, 24 * 60));
  g_assert_true (ss_opening_day_add (&tenant.days[6], 0, 6 * 60));
  g_assert_false (ss_opening_day_add (&tenant.days[6], 5 * 60, 7 * 60));
  g_assert_false (ss_opening_day_add (&tenant.days[6], 7 * 60, 7 * 60));
  g_assert_false (ss_opening_day_add (&tenant.days[6], 7 * 60, 24 * 60 + 1));
  g_assert_false (ss_opening_day_add (&tenant.days[4], -1, 10));

  g_assert_true (ss_opening_day_add (&resource.days[5], 8 * 60, 10 * 60));
  g_assert_true (ss_opening_day_add (&resource.days[5], 11 * 60, 24 * 60));
  g_assert_true (ss_opening_day_add (&resource.days[6], 0, 24 * 60));
  ss_opening_week_intersect (&resource, &tenant);
  g_assert_cmpuint (resource.days[5].n_periods, ==, 3);
  g_assert_cmpuint (resource.days[4].n_periods, ==, 0);

  ss_opening_week_append_spans (&resource, zone, &saturday, 7, spans);
  g_assert_cmpuint (spans->len, ==, 3);
  assert_moment (g_array_index (spans, SsSpan, 0).start, "2026-03-28T08:00:00Z");
  assert_moment (g_array_index (spans, SsSpan, 0).end, "2026-03-28T09:00:00Z");
  assert_moment (g_array_index (spans, SsSpan, 1).end, "2026-03-28T11:00:00Z");
  /* Through the night in which an hour is missing. */
  assert_moment (g_array_index (spans, SsSpan, 2).start, "2026-03-28T12:00:00Z");
  assert_moment (g_array_index (spans, SsSpan, 2).end, "2026-03-29T04:00:00Z");
}

static char *
describe (GArray *minutes)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < minutes->len; i++)
    g_string_append_printf (text, "%s%02d:%02d", i > 0 ? " " : "", g_array_index (minutes, int, i) / 60,
                            g_array_index (minutes, int, i) % 60);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_availability (void)
{
  static const struct
  {
    const char *zone, *day, *open, *close, *busy_from, *busy_until;
    int duration, before, after;
    const char *now, *expected;
  } table[] = {
    /* It fits in between, and up to the very end. */
    { "UTC", "2026-11-23", "09:00", "10:00", NULL, NULL, 30, 0, 0, NULL, "09:00 09:15 09:30" },
    { "UTC", "2026-11-23", "09:00", "10:00", NULL, NULL, 60, 0, 0, NULL, "09:00" },
    { "UTC", "2026-11-23", "09:00", "10:00", NULL, NULL, 75, 0, 0, NULL, "" },
    { "UTC", "2026-11-23", "09:00", "11:00", "2026-11-23T09:30:00Z", "2026-11-23T10:00:00Z", 30, 0, 0, NULL,
      "09:00 10:00 10:15 10:30" },
    /* Buffers must be free, though not open. */
    { "UTC", "2026-11-23", "09:00", "11:00", "2026-11-23T09:30:00Z", "2026-11-23T10:00:00Z", 30, 15, 0, NULL,
      "09:00 10:15 10:30" },
    { "UTC", "2026-11-23", "09:00", "11:00", "2026-11-23T09:30:00Z", "2026-11-23T10:00:00Z", 30, 0, 15, NULL,
      "10:00 10:15 10:30" },
    { "UTC", "2026-11-23", "09:00", "10:00", NULL, NULL, 30, 0, 0, "2026-11-23T09:01:00Z", "09:15 09:30" },
    /* Hours that begin off the steps. */
    { "UTC", "2026-11-23", "09:10", "10:05", NULL, NULL, 30, 0, 0, NULL, "09:15 09:30" },
    /* Missing and doubled times. */
    { "America/New_York", "2026-03-08", "01:30", "03:30", NULL, NULL, 15, 0, 0, NULL,
      "01:30 01:45 03:00 03:15" },
    { "America/New_York", "2026-03-08", "01:30", "03:30", NULL, NULL, 60, 0, 0, NULL, "01:30" },
    { "America/New_York", "2026-11-01", "00:30", "02:15", NULL, NULL, 30, 0, 0, NULL,
      "00:30 00:45 01:00 01:15 01:30 01:45" },
    { "America/New_York", "2026-11-01", "00:30", "02:15", NULL, NULL, 120, 0, 0, NULL,
      "00:30 00:45 01:00 01:15" },
    /* Its first moment is taken, and the second is not offered in its name. */
    { "America/New_York", "2026-11-01", "01:00", "02:00", "2026-11-01T05:00:00Z", "2026-11-01T06:00:00Z", 15,
      0, 0, NULL, "" },
    { "Europe/Berlin", "2026-03-29", "01:45", "03:15", NULL, NULL, 15, 0, 0, NULL, "01:45 03:00" },
    { "Europe/Berlin", "2026-10-25", "01:45", "03:00", NULL, NULL, 15, 0, 0, NULL,
      "01:45 02:00 02:15 02:30 02:45" },
    { "Australia/Lord_Howe", "2026-10-04", "01:30", "03:00", NULL, NULL, 30, 0, 0, NULL,
      "01:30 01:45 02:30" },
    { "Australia/Lord_Howe", "2026-04-05", "01:15", "02:15", NULL, NULL, 30, 0, 0, NULL,
      "01:15 01:30 01:45" },
    { "Africa/Casablanca", "2026-03-22", "01:30", "03:30", NULL, NULL, 30, 0, 0, NULL, "01:30 01:45 03:00" },
    { "Pacific/Apia", "2011-12-30", "09:00", "17:00", NULL, NULL, 30, 0, 0, NULL, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (table[i].zone);
      g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (SsSpan));
      g_autoptr (GArray) minutes = g_array_new (FALSE, FALSE, sizeof (int));
      g_autofree char *text = NULL;
      GDate day = parse_day (table[i].day);
      SsOpeningWeek week = { 0 };
      SsSpan busy = { 0 };
      SsResourceTime resource = { .busy = &busy, .n_busy = table[i].busy_from != NULL ? 1 : 0 };
      const SsSlotRequest request = { table[i].duration, table[i].before, table[i].after,
                                      table[i].now != NULL ? parse_moment (table[i].now) : 0 };

      g_test_message ("case %u: %s %s", i, table[i].zone, table[i].day);
      if (table[i].busy_from != NULL)
        busy = (SsSpan){ parse_moment (table[i].busy_from), parse_moment (table[i].busy_until) };
      ss_opening_day_add (&week.days[g_date_get_weekday (&day) - 1], parse_minute (table[i].open),
                          parse_minute (table[i].close));
      ss_opening_week_append_spans (&week, zone, &day, 1, spans);
      resource.open = (const SsSpan *) (gconstpointer) spans->data;
      resource.n_open = spans->len;

      ss_availability_append (&request, (SsResourceTime[]){ { 0 }, resource, resource }, 3, zone, &day,
                              minutes);
      text = describe (minutes);
      g_assert_cmpstr (text, ==, table[i].expected);
    }
}

static void
test_nearest (void)
{
  const gint64 noon = parse_moment ("2026-11-23T12:00:00Z");
  const SsSpan open = { noon - 3 * HOUR, noon + 3 * HOUR };
  const SsSpan busy[] = { { noon - HOUR, noon + 30 * MINUTE } };
  const SsResourceTime resource = { &open, 1, busy, 1 };
  const SsSlotRequest request = { .duration_minutes = 30 };
  const SsSlotRequest late = { .duration_minutes = 30, .not_before = noon + HOUR };
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (gint64));

  ss_availability_append_nearest (&request, &resource, noon, 7 * 24 * HOUR, 3, starts);
  g_assert_cmpuint (starts->len, ==, 3);
  g_assert_cmpint (g_array_index (starts, gint64, 0), ==, noon + 30 * MINUTE);
  g_assert_cmpint (g_array_index (starts, gint64, 1), ==, noon + 45 * MINUTE);
  g_assert_cmpint (g_array_index (starts, gint64, 2), ==, noon + 60 * MINUTE);

  g_array_set_size (starts, 0);
  ss_availability_append_nearest (&request, &resource, noon - 75 * MINUTE, 7 * 24 * HOUR, 1, starts);
  g_assert_cmpuint (starts->len, ==, 1);
  g_assert_cmpint (g_array_index (starts, gint64, 0), ==, noon - 90 * MINUTE);

  g_array_set_size (starts, 0);
  ss_availability_append_nearest (&late, &resource, noon, HOUR, 9, starts);
  g_assert_cmpuint (starts->len, ==, 1);
  ss_availability_append_nearest (&late, &resource, noon, 30 * MINUTE, 9, starts);
  g_assert_cmpuint (starts->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/local-time", test_local_times);
  g_test_add_func ("/domain/opening", test_opening);
  g_test_add_func ("/domain/availability/day", test_availability);
  g_test_add_func ("/domain/availability/nearest", test_nearest);

  return g_test_run ();
}
