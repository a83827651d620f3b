/* test-duration.c: durations of the wire as a number and a unit
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/widgets/duration.h"

static const struct
{
  const char *text;
  gint64 count;
  SsDurationUnit unit;
  const char *back;
} durations[] = {
  { "PT24H", 24, SS_DURATION_HOURS, "PT24H" },     { "PT0S", 0, SS_DURATION_SECONDS, "PT0S" },
  { "PT45M", 45, SS_DURATION_MINUTES, "PT45M" },   { "P2W", 2, SS_DURATION_WEEKS, "P2W" },
  { "P3M", 3, SS_DURATION_MONTHS, "P3M" },         { "P1Y", 1, SS_DURATION_YEARS, "P1Y" },
  { "P1DT12H", 36, SS_DURATION_HOURS, "PT36H" },   { "P1DT30M", 1470, SS_DURATION_MINUTES, "PT1470M" },
  { "PT1H30M", 90, SS_DURATION_MINUTES, "PT90M" }, { "P7D", 7, SS_DURATION_DAYS, "P7D" },
};

static void
test_round_trip (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (durations); i++)
    {
      gint64 count = -1;
      SsDurationUnit unit = SS_DURATION_YEARS;
      g_autofree char *back = NULL;

      g_assert_true (ss_duration_parse (durations[i].text, &count, &unit));
      g_assert_cmpint (count, ==, durations[i].count);
      g_assert_cmpint (unit, ==, durations[i].unit);
      back = ss_duration_format (count, unit);
      g_assert_cmpstr (back, ==, durations[i].back);
    }
}

static void
test_refused (void)
{
  const char *const texts[] = { NULL, "", "P", "PT", "24H", "P1M2D", "P1Y6M", "PT-1H", "P1.5D", "one day" };
  gint64 count;
  SsDurationUnit unit;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_false (ss_duration_parse (texts[i], &count, &unit));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/duration/round-trip", test_round_trip);
  g_test_add_func ("/duration/refused", test_refused);
  return g_test_run ();
}
