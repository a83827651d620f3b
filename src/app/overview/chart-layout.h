/* chart-layout.h: where the parts of a chart are
 *
 * Columns stand on an axis, one beside the other; rows lie one below the other, each under its name and
 * figure. Free of GTK.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double x, y, width, height;
} SsChartRect;

typedef enum
{
  SS_CHART_COLUMNS,
  SS_CHART_ROWS,
} SsChartKind;

/* The axis: from 0 to top in steps. */
typedef struct
{
  double step;
  double top;
  guint n_steps;
} SsChartScale;

/* What there is to be laid out, and the room for it. Lengths are in pixels. */
typedef struct
{
  SsChartKind kind;
  const double *values;
  guint n_values;
  double full; /* of rows: the value that fills one; a greater value fills it too */

  double width;
  double height; /* of columns: rows are as high as they are */
  double line_height;
  double tick_width;  /* the widest figure beside the axis */
  double label_width; /* the widest label under a column */
  gboolean is_mirror; /* begins on the right */
} SsChartRoom;

/* One value's part: where it answers, its bar, and its label (under a column; over a row, name and figure).
 */
typedef struct
{
  SsChartRect area;
  SsChartRect bar;
  SsChartRect label;
  gboolean has_label;
} SsChartPlace;

typedef struct
{
  SsChartRect plot;
  SsChartScale scale;
  double height;        /* of it all */
  SsChartPlace *places; /* (owned) (array length=n_places) */
  guint n_places;
} SsChartLayout;

SsChartScale ss_chart_scale (double highest, guint n_steps_max);
void ss_chart_layout_init (SsChartLayout *self, const SsChartRoom *room);
void ss_chart_layout_clear (SsChartLayout *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SsChartLayout, ss_chart_layout_clear)
double ss_chart_layout_get_tick (const SsChartLayout *self, guint n);
int ss_chart_layout_find (const SsChartLayout *self, double x, double y);
double ss_chart_get_rows_height (guint n_rows, double line_height);

G_END_DECLS
