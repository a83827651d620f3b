/* chart-item.h: one value of a chart, for the keyboard, the pointer and assistive technology
 *
 * The chart draws it; this is where it is, and what is said of it.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

#include "app/overview/chart-layout.h"

G_BEGIN_DECLS

#define SS_TYPE_CHART_ITEM (ss_chart_item_get_type ())
G_DECLARE_FINAL_TYPE (SsChartItem, ss_chart_item, SS, CHART_ITEM, GtkWidget)

GtkWidget *ss_chart_item_new (void);
void ss_chart_item_set_label (SsChartItem *self, const char *label);
const char *ss_chart_item_get_label (SsChartItem *self);

G_END_DECLS
