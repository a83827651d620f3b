/* month.c: the cells of a month
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/calendar/layout/month.h"

/**
 * ss_month_get_range:
 * @month: any day of it
 * @first_weekday: the day that weeks begin with
 * @first: (out): the first day that is shown
 *
 * Returns: how many days are shown: whole weeks, as many as the month touches
 */
guint
ss_month_get_range (const GDate *month, GDateWeekday first_weekday, GDate *first)
{
  GDate start = *month;
  guint n_days = g_date_get_days_in_month (g_date_get_month (month), g_date_get_year (month));

  g_date_set_day (&start, 1);
  ss_week_of (&start, first_weekday, first);
  return ((guint) g_date_days_between (first, &start) + n_days + 6) / 7 * 7;
}

/**
 * ss_month_cell_rect:
 * @cell: the number of a day
 * @n_cells: of all
 * @width: of the view
 * @height: of the view
 * @is_mirror: whether it is right to left
 * @rect: (out): where the day is; on whole pixels, so that lines are sharp
 */
void
ss_month_cell_rect (guint cell, guint n_cells, double width, double height, gboolean is_mirror, SsRect *rect)
{
  guint column = is_mirror ? 6 - cell % 7 : cell % 7;
  guint row = cell / 7, n_rows = n_cells / 7;
  int left = (int) (width * column / 7), right = (int) (width * (column + 1) / 7);
  int top = (int) (height * row / n_rows), bottom = (int) (height * (row + 1) / n_rows);

  *rect = (SsRect){ left, top, right - left, bottom - top };
}

/**
 * ss_month_find_cell:
 * @x: a place
 * @y: a place
 * @n_cells: of all
 * @width: of the view
 * @height: of the view
 * @is_mirror: whether it is right to left
 *
 * Returns: the number of the day there; %G_MAXUINT outside
 */
guint
ss_month_find_cell (double x, double y, guint n_cells, double width, double height, gboolean is_mirror)
{
  for (guint i = 0; i < n_cells; i++)
    {
      SsRect rect;

      ss_month_cell_rect (i, n_cells, width, height, is_mirror, &rect);
      if (x >= rect.x && x < rect.x + rect.width && y >= rect.y && y < rect.y + rect.height)
        return i;
    }
  return G_MAXUINT;
}

/**
 * ss_month_fit:
 * @cell_height: of the cell
 * @head: what the day's number takes
 * @line: what a booking takes
 * @n_items: the day's bookings
 * @more: (out): how many a last line "+N more" stands for; 0: there is no such line
 *
 * Returns: how many bookings are shown
 */
guint
ss_month_fit (double cell_height, double head, double line, guint n_items, guint *more)
{
  guint n_lines = cell_height > head && line > 0 ? (guint) ((cell_height - head) / line) : 0;

  *more = 0;
  if (n_items <= n_lines)
    return n_items;
  n_lines = n_lines > 0 ? n_lines - 1 : 0;
  *more = n_items - n_lines;
  return n_lines;
}
