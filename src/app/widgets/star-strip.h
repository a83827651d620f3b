/* star-strip.h: five stars as one picture
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SS_STARS 5

double ss_star_strip_get_width (double star_size);
void ss_star_strip_snapshot (GtkSnapshot *snapshot, GtkWidget *widget, double rating, double star_size,
                             double x, double y);
int ss_star_strip_find (double star_size, double x);

G_END_DECLS
