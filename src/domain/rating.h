/* rating.h: the mean and the rank of star ratings
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A histogram is five counts, of 1 to 5 stars. */
double ss_rating_mean (const gint64 histogram[5]); /* one decimal */
double ss_rating_rank (const gint64 histogram[5]); /* from 0 to 1 */

G_END_DECLS
