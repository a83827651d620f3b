/* chart-data.h: what a chart shows
 *
 * SsChartPoint is one value with the words for it; properties: label (short, under a column), name (in full),
 * text (the figure as people read it). SsChartData is all of them, and how they are shown.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gio/gio.h>

#include "app/overview/chart-layout.h"

G_BEGIN_DECLS

#define SS_TYPE_CHART_POINT (ss_chart_point_get_type ())
G_DECLARE_FINAL_TYPE (SsChartPoint, ss_chart_point, SS, CHART_POINT, GObject)

const char *ss_chart_point_get_label (SsChartPoint *self);
const char *ss_chart_point_get_name (SsChartPoint *self);
const char *ss_chart_point_get_text (SsChartPoint *self);
double ss_chart_point_get_value (SsChartPoint *self);
char *ss_chart_point_describe (SsChartPoint *self);

#define SS_TYPE_CHART_DATA (ss_chart_data_get_type ())
G_DECLARE_FINAL_TYPE (SsChartData, ss_chart_data, SS, CHART_DATA, GObject)

/* What is said of the whole. */
typedef struct
{
  SsChartKind kind;
  const char *title;        /* "Bookings by day" */
  const char *name_heading; /* of a table's first column: "Day" */
  const char *text_heading; /* of the second: "Bookings" */
  double full;              /* of rows: the value that fills one */
  gboolean is_mix;          /* parts of a whole: each has its own colour */
} SsChartAbout;

SsChartData *ss_chart_data_new (const SsChartAbout *about);
void ss_chart_data_add (SsChartData *self, const char *label, const char *name, double value,
                        const char *text);
const SsChartAbout *ss_chart_data_get_about (SsChartData *self);
GListModel *ss_chart_data_get_points (SsChartData *self); /* of SsChartPoint: all of them */
/* How many are drawn: a table has all of them. */
guint ss_chart_data_get_n_drawn (SsChartData *self);
SsChartPoint *ss_chart_data_get_point (SsChartData *self, guint n); /* (transfer none) */
double *ss_chart_data_get_values (SsChartData *self);               /* (transfer full): of what is drawn */

G_END_DECLS
