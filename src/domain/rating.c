/* rating.c: the mean and the rank of star ratings
 *
 * SPDX-License-Identifier: MIT
 */
#include "domain/rating.h"

#include <math.h>

/* The quantile of the normal distribution that leaves 5 % above it: 90 % lie between it and its negative. */
#define Z 1.645

/* In doubles, which hold any real count exactly and can't overflow. */
static void
sum_up (const gint64 histogram[5], double *votes, double *stars)
{
  *votes = *stars = 0;
  for (guint i = 0; i < 5; i++)
    {
      double count = MAX (histogram[i], 0);

      *votes += count;
      *stars += count * (i + 1);
    }
}

/**
 * ss_rating_mean:
 * @histogram: (array fixed-size=5): how many gave 1 to 5 stars
 *
 * The `rating` of contract section 5.
 *
 * Returns: the mean, rounded to one decimal with halves up; 0 where nobody has rated
 */
double
ss_rating_mean (const gint64 histogram[5])
{
  double votes, stars;

  sum_up (histogram, &votes, &stars);
  if (votes == 0)
    return 0;
  /* The stars are multiplied first, so that a half is met exactly: 4.35 times 10 need not be 43.5. */
  return floor (stars * 10 / votes + 0.5) / 10;
}

/**
 * ss_rating_rank:
 * @histogram: (array fixed-size=5): how many gave 1 to 5 stars
 *
 * The lower bound of the score interval of E. B. Wilson ("Probable inference, the law of succession, and
 * statistical inference", 1927) at 90 %, on (mean - 1) / 4 as the share of a full rating (contract
 * sections 5 and 11): what the mean is at least, with as few votes as there are.
 *
 * Returns: what `-rating` orders by, from 0 to 1; 0 where nobody has rated
 */
double
ss_rating_rank (const gint64 histogram[5])
{
  double votes, stars, share, centre, spread;

  sum_up (histogram, &votes, &stars);
  if (votes == 0)
    return 0;

  share = (stars / votes - 1) / 4;
  centre = share + Z * Z / (2 * votes);
  spread = Z * sqrt (share * (1 - share) / votes + Z * Z / (4 * votes * votes));
  /* With nothing but single stars rounding can leave the bound a hair below 0. */
  return MAX ((centre - spread) / (1 + Z * Z / votes), 0);
}
