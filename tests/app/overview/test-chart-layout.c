/* test-chart-layout.c: where the parts of a chart are
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/overview/chart-layout.h"

#include <math.h>

static void
test_scale (void)
{
  static const struct
  {
    double highest;
    guint n_max;
    double step, top;
    guint n;
  } table[] = {
    { 0, 5, 1, 1, 1 },      { -3, 5, 1, 1, 1 },        { 1, 5, 1, 1, 1 },        { 4, 5, 1, 4, 4 },
    { 6, 5, 2, 6, 3 },      { 11, 5, 5, 15, 3 },       { 23, 5, 5, 25, 5 },      { 100, 5, 20, 100, 5 },
    { 101, 5, 50, 150, 3 }, { 1234, 6, 500, 1500, 3 }, { 0.4, 4, 1, 1, 1 },      { 7, 1, 10, 10, 1 },
    { 7, 0, 10, 10, 1 },    { NAN, 5, 1, 1, 1 },       { INFINITY, 5, 1, 1, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      SsChartScale scale = ss_chart_scale (table[i].highest, table[i].n_max);

      g_test_message ("up to %g in %u", table[i].highest, table[i].n_max);
      g_assert_cmpfloat (scale.step, ==, table[i].step);
      g_assert_cmpfloat (scale.top, ==, table[i].top);
      g_assert_cmpuint (scale.n_steps, ==, table[i].n);
    }
}

/* 300 pixels, of which 30 and a gap of 6 are the axis'. */
static SsChartRoom
make_room (const double *values, guint n)
{
  return (SsChartRoom){
    .kind = SS_CHART_COLUMNS,
    .values = values,
    .n_values = n,
    .width = 300,
    .height = 200,
    .line_height = 16,
    .tick_width = 30,
    .label_width = 20,
  };
}

static void
test_columns (void)
{
  static const double values[] = { 0, 10, 5, 1000, NAN };
  SsChartRoom room = make_room (values, 3);
  g_auto (SsChartLayout) layout = { 0 };
  const SsChartPlace *places;

  ss_chart_layout_init (&layout, &room);
  places = layout.places;
  g_assert_cmpfloat (layout.plot.x, ==, 36);
  g_assert_cmpfloat (layout.plot.width, ==, 264);
  g_assert_cmpfloat (layout.scale.top, ==, 10);
  g_assert_cmpfloat (places[0].bar.height, ==, 0);
  g_assert_cmpfloat (places[1].bar.height, ==, layout.plot.height);
  g_assert_cmpfloat_with_epsilon (places[2].bar.height, layout.plot.height / 2, 1e-9);
  /* All stand on the same line. */
  for (guint i = 0; i < 3; i++)
    g_assert_cmpfloat_with_epsilon (places[i].bar.y + places[i].bar.height,
                                    ss_chart_layout_get_tick (&layout, 0), 1e-9);
  g_assert_cmpfloat (ss_chart_layout_get_tick (&layout, layout.scale.n_steps), ==, layout.plot.y);
  /* A bar is no wall, however few there are. */
  g_assert_cmpfloat (places[0].bar.width, <=, 48);
  for (guint i = 0; i < 3; i++)
    {
      const SsChartRect *area = &places[i].area;

      g_assert_true (places[i].has_label);
      g_assert_cmpint (ss_chart_layout_find (&layout, area->x + 1, area->y + 1), ==, (int) i);
      g_assert_cmpfloat_with_epsilon (places[i].bar.x + places[i].bar.width / 2, area->x + area->width / 2,
                                      1e-9);
    }
  g_assert_cmpint (ss_chart_layout_find (&layout, 10, 50), ==, -1);
  g_assert_cmpint (ss_chart_layout_find (&layout, 100, 199), ==, -1);
}

/* What is little is not nothing; what is no number is nothing. */
static void
test_extremes (void)
{
  static const double values[] = { 1, 100000, NAN, -5 };
  SsChartRoom room = make_room (values, 4);
  g_auto (SsChartLayout) layout = { 0 };
  g_auto (SsChartLayout) empty = { 0 };

  ss_chart_layout_init (&layout, &room);
  g_assert_cmpfloat (layout.places[0].bar.height, >=, 2);
  g_assert_cmpfloat (layout.places[2].bar.height, ==, 0);
  g_assert_cmpfloat (layout.places[3].bar.height, ==, 0);

  room.n_values = 0;
  ss_chart_layout_init (&empty, &room);
  g_assert_cmpint (ss_chart_layout_find (&empty, 100, 100), ==, -1);
}

/* A year of days at the width of a telephone: labels never run into each other, nothing leaves the chart. */
static void
test_many (void)
{
  double values[366];
  SsChartRoom room = make_room (values, G_N_ELEMENTS (values));

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    values[i] = i;
  for (int mirror = 0; mirror < 2; mirror++)
    for (room.n_values = 1; room.n_values <= G_N_ELEMENTS (values); room.n_values += 5)
      {
        g_auto (SsChartLayout) layout = { 0 };
        double end = -1;

        room.is_mirror = mirror == 1;
        ss_chart_layout_init (&layout, &room);
        for (guint i = 0; i < room.n_values; i++)
          {
            const SsChartPlace *place = &layout.places[room.is_mirror ? room.n_values - 1 - i : i];

            g_assert_cmpfloat (place->bar.width, >, 0);
            g_assert_cmpfloat (place->bar.x, >=, -1e-9);
            g_assert_cmpfloat (place->bar.x + place->bar.width, <=, room.width + 1e-9);
            g_assert_cmpfloat (place->label.x, >=, -1e-9);
            g_assert_cmpfloat (place->label.x + place->label.width, <=, room.width + 1e-9);
            if (!place->has_label)
              continue;
            g_assert_cmpfloat (place->label.x + (place->label.width - room.label_width) / 2, >=, end - 1e-6);
            end = place->label.x + (place->label.width + room.label_width) / 2;
          }
      }
}

static void
test_mirror (void)
{
  static const double values[] = { 1, 2, 3 };
  SsChartRoom room = make_room (values, 3);
  g_auto (SsChartLayout) left = { 0 };
  g_auto (SsChartLayout) right = { 0 };

  ss_chart_layout_init (&left, &room);
  room.is_mirror = TRUE;
  ss_chart_layout_init (&right, &room);
  g_assert_cmpfloat (right.plot.x, ==, 0);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpfloat_with_epsilon (right.places[i].bar.x,
                                    300 - left.places[i].bar.x - left.places[i].bar.width, 1e-9);
}

static void
test_rows (void)
{
  static const double values[] = { 0.5, 1.3, 0, 0.0001 };
  SsChartRoom room = {
    .kind = SS_CHART_ROWS, .values = values, .n_values = 4, .full = 1, .width = 300, .line_height = 16
  };
  g_auto (SsChartLayout) layout = { 0 };
  g_auto (SsChartLayout) mirrored = { 0 };

  ss_chart_layout_init (&layout, &room);
  g_assert_cmpfloat (layout.height, ==, ss_chart_get_rows_height (4, 16));
  g_assert_cmpfloat (layout.places[0].bar.width, ==, 150);
  /* More than full fills it. */
  g_assert_cmpfloat (layout.places[1].bar.width, ==, 300);
  g_assert_cmpfloat (layout.places[2].bar.width, ==, 0);
  g_assert_cmpfloat (layout.places[3].bar.width, >=, 2);
  for (guint i = 0; i < 4; i++)
    {
      const SsChartPlace *place = &layout.places[i];

      g_assert_cmpfloat (place->label.y + place->label.height, <=, place->bar.y);
      g_assert_cmpfloat (place->bar.y + place->bar.height, <=, place->area.y + place->area.height);
      g_assert_cmpint (ss_chart_layout_find (&layout, 299, place->area.y), ==, (int) i);
    }
  room.is_mirror = TRUE;
  ss_chart_layout_init (&mirrored, &room);
  g_assert_cmpfloat (mirrored.places[0].bar.x, ==, 150);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/chart-layout/scale", test_scale);
  g_test_add_func ("/app/chart-layout/columns", test_columns);
  g_test_add_func ("/app/chart-layout/extremes", test_extremes);
  g_test_add_func ("/app/chart-layout/many", test_many);
  g_test_add_func ("/app/chart-layout/mirror", test_mirror);
  g_test_add_func ("/app/chart-layout/rows", test_rows);

  return g_test_run ();
}
