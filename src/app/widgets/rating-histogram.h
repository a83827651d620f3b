/* rating-histogram.h: how many gave how many stars
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SS_TYPE_RATING_HISTOGRAM (ss_rating_histogram_get_type ())
G_DECLARE_FINAL_TYPE (SsRatingHistogram, ss_rating_histogram, SS, RATING_HISTOGRAM, GtkWidget)

GtkWidget *ss_rating_histogram_new (void);
/* Counts of 1 to 5 stars. */
void ss_rating_histogram_set_counts (SsRatingHistogram *self, const gint64 *counts, gsize n_counts);

G_END_DECLS
