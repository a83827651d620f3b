/* print-pages.c: which line of a sheet is on which page
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/calendar/layout/print-pages.h"

/**
 * ss_print_pages_lay_out:
 * @lines: (array length=n_lines): what is printed, sheet after sheet
 * @n_lines: how many
 * @room: the height that a page has for lines
 * @places: (out) (array length=n_lines): where they are
 *
 * A line is never divided; one that is higher than a page has one of its own.
 *
 * Returns: how many pages it takes
 */
guint
ss_print_pages_lay_out (const SsPrintLine *lines, guint n_lines, double room, SsPrintPlace *places)
{
  guint page = 0;
  double y = 0;

  for (guint i = 0; i < n_lines; i++)
    {
      gboolean is_new_sheet = i > 0 && lines[i].sheet != lines[i - 1].sheet;

      if (is_new_sheet || (y > 0 && y + lines[i].height > room))
        {
          page++;
          y = 0;
        }
      places[i] = (SsPrintPlace){ page, y };
      y += lines[i].height;
    }
  return n_lines > 0 ? page + 1 : 0;
}
