/* star-rating.h: stars to read, or to give
 *
 * Properties: value (0 to 5), editable (construct only), star-size. Signal: ::rated (guint) when a person
 * gave stars; 0 where they were taken back.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SS_TYPE_STAR_RATING (ss_star_rating_get_type ())
G_DECLARE_FINAL_TYPE (SsStarRating, ss_star_rating, SS, STAR_RATING, GtkWidget)

GtkWidget *ss_star_rating_new (gboolean editable);
double ss_star_rating_get_value (SsStarRating *self);
void ss_star_rating_set_value (SsStarRating *self, double value);
char *ss_star_rating_describe (double value, gint64 count); /* "4.6 out of 5, 312 ratings" */

G_END_DECLS
