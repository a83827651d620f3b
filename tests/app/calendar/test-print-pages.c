/* test-print-pages.c: which line of a sheet is on which page
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/calendar/layout/print-pages.h"

static void
test_pages (void)
{
  static const struct
  {
    const char *what;
    guint n;
    SsPrintLine lines[6];
    guint pages[6];
    double y[6];
    guint n_pages;
  } table[] = {
    { "nothing", 0, { { 0 } }, { 0 }, { 0 }, 0 },
    { "one page", 3, { { 20, 0 }, { 30, 0 }, { 50, 0 } }, { 0, 0, 0 }, { 0, 20, 50 }, 1 },
    { "just too much", 3, { { 20, 0 }, { 30, 0 }, { 51, 0 } }, { 0, 0, 1 }, { 0, 20, 0 }, 2 },
    { "a sheet begins a page", 3, { { 20, 0 }, { 20, 1 }, { 20, 1 } }, { 0, 1, 1 }, { 0, 0, 20 }, 2 },
    { "one that no page holds",
      4,
      { { 20, 0 }, { 300, 0 }, { 20, 0 }, { 20, 1 } },
      { 0, 1, 2, 3 },
      { 0, 0, 0, 0 },
      4 },
    { "and as the first", 2, { { 300, 0 }, { 20, 0 } }, { 0, 1 }, { 0, 0 }, 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      SsPrintPlace places[6];

      g_test_message ("%s", table[i].what);
      g_assert_cmpuint (ss_print_pages_lay_out (table[i].lines, table[i].n, 100, places), ==,
                        table[i].n_pages);
      for (guint j = 0; j < table[i].n; j++)
        {
          g_assert_cmpuint (places[j].page, ==, table[i].pages[j]);
          g_assert_cmpfloat (places[j].y, ==, table[i].y[j]);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/calendar/print-pages", test_pages);

  return g_test_run ();
}
