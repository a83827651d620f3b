/* test-report-range.c: which days a week, a month, a quarter, a year are, and which are before them
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/overview/report-range.h"

#include <stdio.h>

static GDate
day (const char *text)
{
  int y, m, d;
  GDate date;

  g_assert_cmpint (sscanf (text, "%d-%d-%d", &y, &m, &d), ==, 3);
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) d, (GDateMonth) m, (GDateYear) y);
  return date;
}

static void
assert_days (const SsReportRange *range, const char *first, const char *last)
{
  char text[2][11];

  g_date_strftime (text[0], sizeof text[0], "%Y-%m-%d", &range->first);
  g_date_strftime (text[1], sizeof text[1], "%Y-%m-%d", &range->last);
  g_assert_cmpstr (text[0], ==, first);
  g_assert_cmpstr (text[1], ==, last);
}

static void
test_ranges (void)
{
  static const struct
  {
    const char *kind;
    const char *day;
    GDateWeekday first_weekday;
    const char *first, *last;
    const char *before_first, *before_last; /* as many days before */
    const char *next_first, *next_last;
    const char *previous_first, *previous_last;
    SsRangeUnit unit;
  } table[] = {
    { "week", "2026-11-23", G_DATE_MONDAY, "2026-11-23", "2026-11-29", "2026-11-16", "2026-11-22",
      "2026-11-30", "2026-12-06", "2026-11-16", "2026-11-22", SS_RANGE_UNIT_DAY },
    { "week", "2026-11-23", G_DATE_SUNDAY, "2026-11-22", "2026-11-28", "2026-11-15", "2026-11-21",
      "2026-11-29", "2026-12-05", "2026-11-15", "2026-11-21", SS_RANGE_UNIT_DAY },
    { "week", "2026-11-23", G_DATE_SATURDAY, "2026-11-21", "2026-11-27", "2026-11-14", "2026-11-20",
      "2026-11-28", "2026-12-04", "2026-11-14", "2026-11-20", SS_RANGE_UNIT_DAY },
    { "month", "2026-11-23", G_DATE_MONDAY, "2026-11-01", "2026-11-30", "2026-10-02", "2026-10-31",
      "2026-12-01", "2026-12-31", "2026-10-01", "2026-10-31", SS_RANGE_UNIT_DAY },
    { "month", "2027-01-31", G_DATE_MONDAY, "2027-01-01", "2027-01-31", "2026-12-01", "2026-12-31",
      "2027-02-01", "2027-02-28", "2026-12-01", "2026-12-31", SS_RANGE_UNIT_DAY },
    { "quarter", "2026-11-23", G_DATE_MONDAY, "2026-10-01", "2026-12-31", "2026-07-01", "2026-09-30",
      "2027-01-01", "2027-03-31", "2026-07-01", "2026-09-30", SS_RANGE_UNIT_WEEK },
    { "quarter", "2028-02-29", G_DATE_MONDAY, "2028-01-01", "2028-03-31", "2027-10-02", "2027-12-31",
      "2028-04-01", "2028-06-30", "2027-10-01", "2027-12-31", SS_RANGE_UNIT_WEEK },
    { "year", "2028-02-29", G_DATE_MONDAY, "2028-01-01", "2028-12-31", "2026-12-31", "2027-12-31",
      "2029-01-01", "2029-12-31", "2027-01-01", "2027-12-31", SS_RANGE_UNIT_WEEK },
    { "custom", "2026-11-23", G_DATE_MONDAY, "2026-11-23", "2026-11-23", "2026-11-22", "2026-11-22",
      "2026-11-24", "2026-11-24", "2026-11-22", "2026-11-22", SS_RANGE_UNIT_DAY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      GDate date = day (table[i].day);
      SsReportRange range, other;
      SsRangeKind kind;

      g_test_message ("%s of %s", table[i].kind, table[i].day);
      g_assert_true (ss_range_kind_from_string (table[i].kind, &kind));
      g_assert_cmpstr (ss_range_kind_to_string (kind), ==, table[i].kind);
      ss_report_range_init (&range, kind, &date, table[i].first_weekday);
      assert_days (&range, table[i].first, table[i].last);
      g_assert_true (ss_report_range_contains (&range, &date));
      g_assert_cmpint (ss_report_range_get_unit (&range), ==, table[i].unit);
      ss_report_range_get_previous (&range, &other);
      assert_days (&other, table[i].before_first, table[i].before_last);
      g_assert_cmpuint (ss_report_range_get_n_days (&other), ==, ss_report_range_get_n_days (&range));
      other = range;
      ss_report_range_step (&other, 1);
      assert_days (&other, table[i].next_first, table[i].next_last);
      g_assert_false (ss_report_range_contains (&other, &date));
      other = range;
      ss_report_range_step (&other, -1);
      assert_days (&other, table[i].previous_first, table[i].previous_last);
    }
  g_assert_false (ss_range_kind_from_string ("decade", &(SsRangeKind){ 0 }));
  g_assert_false (ss_range_kind_from_string (NULL, &(SsRangeKind){ 0 }));
}

static void
test_custom (void)
{
  GDate one = day ("2026-11-05"), other = day ("2026-10-20"), far = day ("2030-01-01");
  SsReportRange range;

  ss_report_range_init_custom (&range, &one, &other);
  assert_days (&range, "2026-10-20", "2026-11-05");
  ss_report_range_step (&range, -1);
  assert_days (&range, "2026-10-03", "2026-10-19");
  /* No more than a report may be about. */
  ss_report_range_init_custom (&range, &one, &far);
  g_assert_cmpuint (ss_report_range_get_n_days (&range), ==, SS_RANGE_DAYS_MAX);
  assert_days (&range, "2026-11-05", "2028-11-04");
  g_assert_cmpint (ss_report_range_get_unit (&range), ==, SS_RANGE_UNIT_MONTH);
}

static void
test_units (void)
{
  static const struct
  {
    SsRangeUnit unit;
    const char *day;
    GDateWeekday first_weekday;
    const char *start;
  } table[] = {
    { SS_RANGE_UNIT_DAY, "2026-11-25", G_DATE_MONDAY, "2026-11-25" },
    { SS_RANGE_UNIT_WEEK, "2026-11-25", G_DATE_MONDAY, "2026-11-23" },
    { SS_RANGE_UNIT_WEEK, "2026-11-25", G_DATE_SUNDAY, "2026-11-22" },
    { SS_RANGE_UNIT_WEEK, "2027-01-01", G_DATE_MONDAY, "2026-12-28" },
    { SS_RANGE_UNIT_MONTH, "2026-11-25", G_DATE_MONDAY, "2026-11-01" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      GDate date = day (table[i].day);
      SsReportRange range = { SS_RANGE_CUSTOM, date, date };

      ss_range_unit_get_start (table[i].unit, &date, table[i].first_weekday, &range.first);
      assert_days (&range, table[i].start, table[i].day);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/report-range/ranges", test_ranges);
  g_test_add_func ("/app/report-range/custom", test_custom);
  g_test_add_func ("/app/report-range/units", test_units);

  return g_test_run ();
}
