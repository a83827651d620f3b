/* month.h: the cells of a month
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/calendar/layout/grid.h"

G_BEGIN_DECLS

guint ss_month_get_range (const GDate *month, GDateWeekday first_weekday, GDate *first);
void ss_month_cell_rect (guint cell, guint n_cells, double width, double height, gboolean is_mirror,
                         SsRect *rect);
guint ss_month_find_cell (double x, double y, guint n_cells, double width, double height, gboolean is_mirror);
guint ss_month_fit (double cell_height, double head, double line, guint n_items, guint *more);

G_END_DECLS
