/* test-grid.c: lanes, places, what is under the pointer, the mirror, and steps from booking to booking
 *
 * SPDX-License-Identifier: MIT
 */
#include <stdio.h>

#include "app/calendar/layout/grid.h"

/* Bookings as "id start-end", in hours; the lanes that are expected, in the order of ids. */
static const struct
{
  const char *bookings[8];
  guint lanes[8];
  guint n_lanes[8];
} lane_rows[] = {
  { { "a 9-10", "b 10-11", "c 11-12" }, { 0, 0, 0 }, { 1, 1, 1 } },
  { { "a 9-11", "b 10-12" }, { 0, 1 }, { 2, 2 } },
  { { "a 9-11", "b 10-12", "c 11-13" }, { 0, 1, 0 }, { 2, 2, 2 } },
  { { "a 9-10", "b 9-10", "c 9-10" }, { 0, 1, 2 }, { 3, 3, 3 } },
  { { "a 9-10", "b 9-12" }, { 1, 0 }, { 2, 2 } }, /* the longer one first */
  { { "a 9-17", "b 9-10", "c 10-11", "d 18-19" }, { 0, 1, 1, 0 }, { 2, 2, 2, 1 } },
};

static guint
parse (SsGridItem *items, const char *const *bookings)
{
  guint n = 0;

  for (; n < 8 && bookings[n] != NULL; n++)
    {
      int start, end;

      g_assert_cmpint (sscanf (bookings[n], "%*c %d-%d", &start, &end), ==, 2);
      items[n] = (SsGridItem){ .id = bookings[n], .start = start * SS_HOUR, .end = end * SS_HOUR };
    }
  return n;
}

/* However the list comes, the lanes are the same. */
static void
test_lanes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (lane_rows); i++)
    for (guint turn = 0; turn < 8; turn++)
      {
        SsGridItem items[8], turned[8];
        guint n = parse (items, lane_rows[i].bookings);

        for (guint j = 0; j < n; j++)
          turned[j] = items[(j + turn) % n];
        ss_grid_assign_lanes (turned, n);
        for (guint j = 0; j < n; j++)
          {
            guint number = (guint) (turned[j].id[0] - 'a');

            g_assert_cmpuint (turned[j].lane, ==, lane_rows[i].lanes[number]);
            g_assert_cmpuint (turned[j].n_lanes, ==, lane_rows[i].n_lanes[number]);
          }
      }
}

/* Two rows of a day at a pixel a minute: the first with two bookings that overlap. */
static SsGrid *
create_grid (gboolean is_down, gboolean is_mirror, double lane_size)
{
  SsGrid *grid = ss_grid_new (is_down, is_mirror, lane_size);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 1, 1, 1970);
  ss_time_axis_set_up (&grid->axis, is_down ? SS_AXIS_WALL : SS_AXIS_ELAPSED, zone, &day, 1, 1);
  ss_grid_add_track (grid, 0);
  ss_grid_add_item (grid, NULL, "b", 10 * SS_HOUR, 12 * SS_HOUR);
  ss_grid_add_item (grid, NULL, "a", 9 * SS_HOUR, 11 * SS_HOUR);
  ss_grid_add_item (grid, NULL, "c", 15 * SS_HOUR, 15 * SS_HOUR + 10 * SS_MINUTE);
  ss_grid_add_track (grid, 0);
  ss_grid_add_item (grid, NULL, "d", 14 * SS_HOUR, 16 * SS_HOUR);
  ss_grid_lay_out (grid, 46);
  return grid;
}

static void
test_places (void)
{
  static const struct
  {
    gboolean is_down, is_mirror;
    guint item;
    SsRect rect;
  } rows[] = {
    { FALSE, FALSE, 0, { 540, 3, 120, 30 } },  { FALSE, FALSE, 1, { 600, 33, 120, 30 } },
    { FALSE, FALSE, 3, { 840, 69, 120, 30 } }, { FALSE, TRUE, 0, { 780, 3, 120, 30 } },
    { TRUE, FALSE, 0, { 3, 540, 20, 120 } },   { TRUE, FALSE, 1, { 23, 600, 20, 120 } },
    { TRUE, FALSE, 3, { 49, 840, 40, 120 } },  { TRUE, TRUE, 3, { 3, 840, 40, 120 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SsGrid) grid = create_grid (rows[i].is_down, rows[i].is_mirror, rows[i].is_down ? 0 : 30);
      SsRect rect;

      ss_grid_get_rect (grid, ss_grid_get_item (grid, rows[i].item), &rect);
      g_assert_cmpfloat (rect.x, ==, rows[i].rect.x);
      g_assert_cmpfloat (rect.y, ==, rows[i].rect.y);
      g_assert_cmpfloat (rect.width, ==, rows[i].rect.width);
      g_assert_cmpfloat (rect.height, ==, rows[i].rect.height);
    }
}

static void
test_hits (void)
{
  static const struct
  {
    gboolean is_down, is_mirror;
    double x, y;
    SsHitPart part;
    guint item, track;
    int minutes;
  } rows[] = {
    { FALSE, FALSE, 300, 10, SS_HIT_EMPTY, G_MAXUINT, 0, 300 },
    { FALSE, FALSE, 600, 10, SS_HIT_BODY, 0, 0, 600 },
    { FALSE, FALSE, 600, 40, SS_HIT_START_EDGE, 1, 0, 600 },
    { FALSE, FALSE, 606, 40, SS_HIT_BODY, 1, 0, 606 },
    { FALSE, FALSE, 719, 40, SS_HIT_END_EDGE, 1, 0, 719 },
    { FALSE, FALSE, 720, 40, SS_HIT_EMPTY, G_MAXUINT, 0, 720 },
    /* A short one has a middle too. */
    { FALSE, FALSE, 901, 10, SS_HIT_START_EDGE, 2, 0, 901 },
    { FALSE, FALSE, 905, 10, SS_HIT_BODY, 2, 0, 905 },
    { FALSE, FALSE, 908, 10, SS_HIT_END_EDGE, 2, 0, 908 },
    { FALSE, FALSE, 850, 80, SS_HIT_BODY, 3, 1, 850 },
    { FALSE, FALSE, 850, 200, SS_HIT_NOTHING, G_MAXUINT, G_MAXUINT, 0 },
    { FALSE, FALSE, 2000, 10, SS_HIT_NOTHING, G_MAXUINT, 0, 0 },
    /* In the mirror the beginning is on the right. */
    { FALSE, TRUE, 899, 10, SS_HIT_START_EDGE, 0, 0, 541 },
    { FALSE, TRUE, 781, 10, SS_HIT_END_EDGE, 0, 0, 659 },
    { TRUE, FALSE, 10, 541, SS_HIT_START_EDGE, 0, 0, 541 },
    { TRUE, FALSE, 60, 959, SS_HIT_END_EDGE, 3, 1, 959 },
    { TRUE, TRUE, 10, 900, SS_HIT_BODY, 3, 1, 900 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SsGrid) grid = create_grid (rows[i].is_down, rows[i].is_mirror, rows[i].is_down ? 0 : 30);
      SsHit hit;

      ss_grid_hit (grid, rows[i].x, rows[i].y, &hit);
      g_assert_cmpint (hit.part, ==, rows[i].part);
      g_assert_cmpuint (hit.item, ==, rows[i].item);
      g_assert_cmpuint (hit.track, ==, rows[i].track);
      g_assert_cmpint (hit.time / SS_MINUTE, ==, rows[i].minutes);
    }
}

static void
test_steps (void)
{
  static const struct
  {
    guint from;
    SsGridStep step;
    guint to;
  } rows[] = {
    { 0, SS_STEP_LATER, 1 },
    { 2, SS_STEP_LATER, G_MAXUINT },
    { 0, SS_STEP_EARLIER, G_MAXUINT },
    { 2, SS_STEP_EARLIER, 1 },
    { 0, SS_STEP_NEXT_TRACK, 3 },
    { 3, SS_STEP_PREVIOUS_TRACK, 2 },
    { 3, SS_STEP_NEXT_TRACK, G_MAXUINT },
    { 1, SS_STEP_PREVIOUS_TRACK, G_MAXUINT },
  };
  g_autoptr (SsGrid) grid = create_grid (FALSE, FALSE, 30);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpuint (ss_grid_step (grid, rows[i].from, rows[i].step), ==, rows[i].to);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar/grid/lanes", test_lanes);
  g_test_add_func ("/calendar/grid/places", test_places);
  g_test_add_func ("/calendar/grid/hits", test_hits);
  g_test_add_func ("/calendar/grid/steps", test_steps);
  return g_test_run ();
}
