/* chart-view.h: a chart on the screen
 *
 * Drawn as one; each value is an item of a list for the keyboard (Tab to the chart, arrows in it, Home and
 * End) and for a screen reader. Properties: data (SsChartData), marked (the value that is pointed at or has
 * the focus, -1: none).
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

#include "app/overview/chart-data.h"

G_BEGIN_DECLS

#define SS_TYPE_CHART_VIEW (ss_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (SsChartView, ss_chart_view, SS, CHART_VIEW, GtkWidget)

GtkWidget *ss_chart_view_new (void);
void ss_chart_view_set_data (SsChartView *self, SsChartData *data);
SsChartData *ss_chart_view_get_data (SsChartView *self);
int ss_chart_view_get_marked (SsChartView *self);

G_END_DECLS
