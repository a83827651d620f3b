/* chart-picture.h: a chart as a picture, for other programs
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

#include "app/overview/chart-data.h"

G_BEGIN_DECLS

typedef enum
{
  SS_PICTURE_PNG,
  SS_PICTURE_SVG,
} SsPictureFormat;

GBytes *ss_chart_picture_make (SsChartData *data, const char *subtitle, PangoContext *context,
                               SsPictureFormat format, GError **error);

G_END_DECLS
