/* test-time.c: moments as the wire writes them
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/time.h"

#define SECOND ((gint64) G_USEC_PER_SEC)

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    gint64 time;
  } cases[] = {
    { "1970-01-01T00:00:00Z", 0 },
    { "2026-11-23T09:00:00Z", 1795424400 * SECOND },
    { "2026-11-23t09:00:00z", 1795424400 * SECOND },
    { "2026-11-23 09:00:00Z", 1795424400 * SECOND },
    { "2026-11-23T10:30:00+01:30", 1795424400 * SECOND },
    { "2026-11-22T21:00:00-12:00", 1795424400 * SECOND },
    { "2026-11-23T09:00:00-00:00", 1795424400 * SECOND },
    { "2026-11-23T09:00:00.5Z", 1795424400 * SECOND + 500000 },
    { "2026-11-23T09:00:00.000001Z", 1795424400 * SECOND + 1 },
    { "2026-11-23T09:00:00.1234569999+00:00", 1795424400 * SECOND + 123456 },
    { "1969-12-31T23:59:59Z", -SECOND },
    { "1969-12-31T23:59:59.25Z", -750000 },
    { "2024-02-29T12:00:00Z", 1709208000 * SECOND },
    { "2000-02-29T00:00:00Z", 951782400 * SECOND },
    { "2016-12-31T23:59:60Z", 1483228799 * SECOND },
    { "0001-01-01T00:00:00Z", G_GINT64_CONSTANT (-62135596800) * SECOND },
    { "9999-12-31T23:59:59Z", G_GINT64_CONSTANT (253402300799) * SECOND },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 time = SS_TIME_NONE;

      g_test_message ("%s", cases[i].text);
      g_assert_true (ss_time_parse (cases[i].text, &time));
      g_assert_cmpint (time, ==, cases[i].time);
    }
}

static void
test_refuse (void)
{
  static const char *const cases[] = {
    NULL,
    "",
    "2026",
    "2026-11-23",
    "2026-11-23T09:00:00",
    "2026-11-23T09:00Z",
    "2026-11-23T9:00:00Z",
    "26-11-23T09:00:00Z",
    "2026-00-23T09:00:00Z",
    "2026-13-23T09:00:00Z",
    "2026-11-00T09:00:00Z",
    "2026-11-31T09:00:00Z",
    "2025-02-29T09:00:00Z",
    "1900-02-29T09:00:00Z",
    "2026-11-23T24:00:00Z",
    "2026-11-23T09:60:00Z",
    "2026-11-23T09:00:61Z",
    "2026-11-23T09:00:00.Z",
    "2026-11-23T09:00:00,5Z",
    "2026-11-23T09:00:00+0100",
    "2026-11-23T09:00:00+24:00",
    "2026-11-23T09:00:00+01:60",
    "2026-11-23T09:00:00+01",
    "2026-11-23T09:00:00Z ",
    " 2026-11-23T09:00:00Z",
    "2026-11-23T09:00:00ZZ",
    "2026/11/23T09:00:00Z",
    "-026-11-23T09:00:00Z",
    "0000-01-01T00:00:00Z",
    "0001-01-01T00:00:00+00:01",
    "9999-12-31T23:59:59-00:01",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 time = 42;

      g_test_message ("%s", cases[i]);
      g_assert_false (ss_time_parse (cases[i], &time));
      g_assert_cmpint (time, ==, 42);
    }
}

static void
test_format (void)
{
  static const struct
  {
    gint64 time;
    const char *text;
  } cases[] = {
    { 0, "1970-01-01T00:00:00Z" },
    { 1, "1970-01-01T00:00:00Z" },
    { -1, "1969-12-31T23:59:59Z" },
    { -SECOND, "1969-12-31T23:59:59Z" },
    { 1795424400 * SECOND + 999999, "2026-11-23T09:00:00Z" },
    { 1709208000 * SECOND, "2024-02-29T12:00:00Z" },
    { G_GINT64_CONSTANT (-62135596800) * SECOND, "0001-01-01T00:00:00Z" },
    { G_GINT64_CONSTANT (253402300799) * SECOND, "9999-12-31T23:59:59Z" },
    { G_MAXINT64, "9999-12-31T23:59:59Z" },
    { G_MININT64 + 1, "0001-01-01T00:00:00Z" },
    { SS_TIME_NONE, "0001-01-01T00:00:00Z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char buffer[SS_TIME_BUFFER];

      g_assert_true (ss_time_format (cases[i].time, buffer) == buffer);
      g_assert_cmpstr (buffer, ==, cases[i].text);
    }
}

/* Every day of the years that can be written, against GLib's calendar. */
static void
test_calendar (void)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, G_DATE_JANUARY, 1);
  for (gint64 day = -719162; g_date_get_year (&date) < 9999; day++)
    {
      char expected[32];
      char buffer[SS_TIME_BUFFER];
      gint64 time;

      g_snprintf (expected, sizeof expected, "%04d-%02d-%02dT12:34:56Z", g_date_get_year (&date),
                  (int) g_date_get_month (&date), g_date_get_day (&date));
      ss_time_format ((day * 86400 + 45296) * SECOND, buffer);
      g_assert_cmpstr (buffer, ==, expected);
      g_assert_true (ss_time_parse (expected, &time));
      g_assert_cmpint (time, ==, (day * 86400 + 45296) * SECOND);
      g_date_add_days (&date, 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/time/parse", test_parse);
  g_test_add_func ("/time/refuse", test_refuse);
  g_test_add_func ("/time/format", test_format);
  g_test_add_func ("/time/calendar", test_calendar);
  return g_test_run ();
}
