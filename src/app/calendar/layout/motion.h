/* motion.h: zooming and scrolling by the pointer
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

double ss_zoom_clamp (double per_minute, double visible, double minutes);
double ss_zoom_keep (double value, double pointer, double before, double after);
double ss_autoscroll_speed (double position, double size);

G_END_DECLS
