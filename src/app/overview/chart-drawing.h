/* chart-drawing.h: a chart drawn, on the screen or into a file
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

#include "app/overview/chart-data.h"

G_BEGIN_DECLS

#define SS_N_CHART_HUES 6

typedef struct
{
  GdkRGBA text;
  GdkRGBA faint; /* of words */
  GdkRGBA line;
  GdkRGBA bar;
  GdkRGBA hues[SS_N_CHART_HUES]; /* of the parts of a mix */
  gboolean is_high_contrast;
} SsChartPalette;

void ss_chart_palette_init_paper (SsChartPalette *self);

void ss_chart_drawing_lay_out (SsChartData *data, PangoContext *context, double width, gboolean is_mirror,
                               SsChartLayout *layout);
double ss_chart_drawing_get_height (SsChartData *data, PangoContext *context);
void ss_chart_drawing_draw (SsChartData *data, const SsChartLayout *layout, PangoContext *context,
                            const SsChartPalette *palette, int marked, cairo_t *cr);

G_END_DECLS
