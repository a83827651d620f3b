/* test-month.c: which days a month shows, where they are, and how many bookings fit in one
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/calendar/layout/month.h"

static void
test_ranges (void)
{
  static const struct
  {
    int month;
    GDateWeekday first_weekday;
    guint n_days;
    int first_day;
  } rows[] = {
    { 11, G_DATE_MONDAY, 42, 26 },                              /* 1 November 2026 is a Sunday */
    { 11, G_DATE_SUNDAY, 35, 1 },  { 2, G_DATE_SUNDAY, 28, 1 }, /* February 2026: four weeks exactly */
    { 2, G_DATE_MONDAY, 35, 26 },  { 11, G_DATE_SATURDAY, 35, 31 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GDate month, first;

      g_date_clear (&month, 1);
      g_date_set_dmy (&month, 17, (GDateMonth) rows[i].month, 2026);
      g_assert_cmpuint (ss_month_get_range (&month, rows[i].first_weekday, &first), ==, rows[i].n_days);
      g_assert_cmpint (g_date_get_day (&first), ==, rows[i].first_day);
      g_assert_cmpint (g_date_get_weekday (&first), ==, rows[i].first_weekday);
    }
}

static void
test_cells (void)
{
  SsRect rect;

  for (guint i = 0; i < 42; i++)
    for (int is_mirror = 0; is_mirror < 2; is_mirror++)
      {
        ss_month_cell_rect (i, 42, 1000, 601, is_mirror, &rect);
        g_assert_cmpuint (ss_month_find_cell (rect.x, rect.y, 42, 1000, 601, is_mirror), ==, i);
        g_assert_cmpuint (ss_month_find_cell (rect.x + rect.width - 1, rect.y + rect.height - 1, 42, 1000,
                                              601, is_mirror),
                          ==, i);
      }
  ss_month_cell_rect (0, 35, 700, 500, TRUE, &rect);
  g_assert_cmpfloat (rect.x, ==, 600);
  g_assert_cmpuint (ss_month_find_cell (-1, 0, 42, 1000, 601, FALSE), ==, G_MAXUINT);
  g_assert_cmpuint (ss_month_find_cell (1000, 0, 42, 1000, 601, FALSE), ==, G_MAXUINT);
}

static void
test_fit (void)
{
  static const struct
  {
    double height;
    guint n_items, shown, more;
  } rows[] = {
    { 100, 0, 0, 0 }, { 100, 4, 4, 0 }, { 100, 5, 3, 2 }, { 100, 40, 3, 37 },
    { 40, 1, 1, 0 },  { 40, 2, 0, 2 },  { 10, 1, 0, 1 },  { 0, 3, 0, 3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      guint more;

      g_assert_cmpuint (ss_month_fit (rows[i].height, 20, 20, rows[i].n_items, &more), ==, rows[i].shown);
      g_assert_cmpuint (more, ==, rows[i].more);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar/month/ranges", test_ranges);
  g_test_add_func ("/calendar/month/cells", test_cells);
  g_test_add_func ("/calendar/month/fit", test_fit);
  return g_test_run ();
}
