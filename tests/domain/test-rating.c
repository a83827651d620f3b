/* test-rating.c: means and ranks of star ratings
 *
 * SPDX-License-Identifier: MIT
 */
#include "domain/rating.h"

static void
test_mean (void)
{
  static const struct
  {
    gint64 histogram[5];
    double mean;
  } table[] = {
    { { 0, 0, 0, 0, 0 }, 0 },
    { { 1, 0, 0, 0, 0 }, 1 },
    { { 0, 0, 0, 0, 7 }, 5 },
    { { 1, 1, 1, 1, 1 }, 3 },
    { { 0, 0, 0, 60, 240 }, 4.8 },
    { { 1, 0, 0, 0, 2 }, 3.7 },  /* 3.666… */
    { { 2, 0, 0, 0, 1 }, 2.3 },  /* 2.333… */
    { { 0, 0, 0, 3, 1 }, 4.3 },  /* 4.25: halves go up */
    { { 0, 0, 0, 1, 3 }, 4.8 },  /* 4.75 */
    { { 0, 0, 0, 13, 7 }, 4.4 }, /* 4.35, which no double is */
    { { 19, 1, 0, 0, 0 }, 1.1 }, /* 1.05 */
    { { 0, 0, 0, 1, 999 }, 5 },  /* 4.999 */
    { { -5, 0, 0, 0, 1 }, 5 },   /* a broken row counts nothing */
    { { G_MAXINT64, G_MAXINT64, G_MAXINT64, G_MAXINT64, G_MAXINT64 }, 3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_test_message ("case %u", i);
      g_assert_cmpfloat (ss_rating_mean (table[i].histogram), ==, table[i].mean);
    }
}

/* By hand from Wilson's formula with z = 1.645, z² = 2.706025. With a share of 1 it is n / (n + z²), with a
 * share of ½ it is ½ - z / (2 √(n + z²)); the others to 30 decimals in decimal arithmetic. */
static void
test_rank (void)
{
  static const struct
  {
    gint64 histogram[5];
    double rank;
  } table[] = {
    { { 0, 0, 0, 0, 0 }, 0 },
    { { 0, 0, 0, 0, 1 }, 0.269830883494 },
    { { 0, 0, 0, 0, 10 }, 0.787028201188 },
    { { 0, 0, 1, 0, 0 }, 0.072750331625 },
    { { 5, 0, 0, 0, 5 }, 0.269255661601 },
    { { 1, 2, 3, 4, 5 }, 0.455154019991 },
    { { 0, 0, 0, 60, 240 }, 0.924981859295 },
    { { 1, 0, 0, 0, 0 }, 0 },
    { { 10, 0, 0, 0, 0 }, 0 },
    { { -1, -1, -1, -1, 0 }, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_test_message ("case %u", i);
      g_assert_cmpfloat_with_epsilon (ss_rating_rank (table[i].histogram), table[i].rank, 1e-12);
    }
}

/* What it is for (contract section 5). */
static void
test_few_votes_rank_lower (void)
{
  static const gint64 one_of_five[5] = { 0, 0, 0, 0, 1 };
  static const gint64 three_hundred[5] = { 0, 0, 0, 60, 240 };

  g_assert_cmpfloat (ss_rating_mean (one_of_five), >, ss_rating_mean (three_hundred));
  g_assert_cmpfloat (ss_rating_rank (one_of_five), <, ss_rating_rank (three_hundred));
}

/* The bound lies in 0…1 and below the share, closer to it with every vote of the same kind. */
static void
test_properties (void)
{
  double last = 0;

  for (gint64 n = 1; n <= 100000; n *= 10)
    {
      const gint64 good[5] = { 0, 0, n, n, n };
      double rank = ss_rating_rank (good);

      g_assert_cmpfloat (rank, >, last);
      g_assert_cmpfloat (rank, <, 0.75);
      last = rank;
    }
  g_assert_cmpfloat (last, >, 0.74);

  for (guint i = 0; i < 3125; i++)
    {
      const gint64 histogram[5] = { i % 5, i / 5 % 5, i / 25 % 5, i / 125 % 5, i / 625 };
      double rank = ss_rating_rank (histogram);

      g_assert_cmpfloat (rank, >=, 0);
      g_assert_cmpfloat (rank, <, 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rating/mean", test_mean);
  g_test_add_func ("/rating/rank", test_rank);
  g_test_add_func ("/rating/few-votes-rank-lower", test_few_votes_rank_lower);
  g_test_add_func ("/rating/properties", test_properties);
  return g_test_run ();
}
