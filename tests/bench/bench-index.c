/* bench-index.c: how long a visible week takes to be found among many appointments
 *
 * usage: bench-index COUNT
 *
 * Prints the nanoseconds of one query: the bookings that a week's timeline of fifty resources shows. There
 * are as many in the week, however many there are around it, so that the two figures compare the finding.
 *
 * SPDX-License-Identifier: MIT
 */
#include <stdio.h>
#include <stdlib.h>

#include "client/interval-index.h"

#define RESOURCES 50
#define IN_WEEK 500
#define HOUR G_GINT64_CONSTANT (3600000000)
#define WEEK (168 * HOUR)
#define WEEKS 400
#define VISIBLE (WEEKS / 2)
#define QUERIES 2000

static void
count_cb (gpointer item, gpointer data)
{
  guint *n_found = data;

  (*n_found)++;
}

int
main (int argc, char **argv)
{
  g_autoptr (SsIntervalIndex) index = ss_interval_index_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_auto (GStrv) resources = g_new0 (char *, RESOURCES + 1);
  guint count, n_found = 0;
  gint64 visible = VISIBLE * WEEK, begin;

  if (argc != 2)
    {
      fprintf (stderr, "usage: bench-index COUNT\n");
      return 2;
    }
  count = (guint) strtoul (argv[1], NULL, 10);
  for (guint i = 0; i < RESOURCES; i++)
    resources[i] = g_strdup_printf ("resource-%u", i);
  for (guint i = 0; i < count; i++)
    {
      gint64 other = g_rand_int_range (rand, 0, WEEKS - 1);
      gint64 week = i < IN_WEEK ? VISIBLE : other + (other >= VISIBLE ? 1 : 0);
      gint64 start = week * WEEK + g_rand_int_range (rand, 0, 166) * HOUR;

      ss_interval_index_put (index, GUINT_TO_POINTER (i + 1), resources[i % RESOURCES], start, start + HOUR);
    }

  begin = g_get_monotonic_time ();
  for (guint i = 0; i < QUERIES; i++)
    for (guint j = 0; j < RESOURCES; j++)
      ss_interval_index_query (index, resources[j], visible, visible + WEEK, count_cb, &n_found);
  printf ("%.1f %u\n", (double) (g_get_monotonic_time () - begin) * 1000 / QUERIES, n_found / QUERIES);
  return 0;
}
