/* chart-layout.c: where the parts of a chart are
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/overview/chart-layout.h"

#include <math.h>

/* Lengths in pixels. */
#define GAP 6.0
#define ROW_BAR 8.0
#define ROW_GAP 14.0
#define BAR_MAX 48.0
#define BAR_LEAST 2.0
#define BAR_PART 0.72

/**
 * ss_chart_scale:
 * @highest: the highest value
 * @n_steps_max: how many steps there is room for
 *
 * Returns: an axis of whole numbers, in steps of 1, 2 or 5 and their tens, that reaches @highest
 */
SsChartScale
ss_chart_scale (double highest, guint n_steps_max)
{
  static const double factors[] = { 1, 2, 5 };
  SsChartScale scale = { 1, 1, 1 };

  n_steps_max = MAX (n_steps_max, 1);
  if (!isfinite (highest) || highest <= 0)
    return scale;
  for (double ten = 1;; ten *= 10)
    for (guint i = 0; i < G_N_ELEMENTS (factors); i++)
      {
        scale.step = ten * factors[i];
        if (ceil (highest / scale.step) > n_steps_max)
          continue;
        scale.n_steps = (guint) ceil (highest / scale.step);
        scale.top = scale.step * scale.n_steps;
        return scale;
      }
}

static SsChartRect
mirror (SsChartRect rect, const SsChartRoom *room)
{
  if (room->is_mirror)
    rect.x = room->width - rect.x - rect.width;
  return rect;
}

static double
get_value (const SsChartRoom *room, guint n)
{
  return isfinite (room->values[n]) ? MAX (room->values[n], 0) : 0;
}

/* A value that is not nothing is seen, however small beside the others. */
static double
get_length (double value, double full, double room)
{
  if (value <= 0 || full <= 0)
    return 0;
  return CLAMP (value / full * room, MIN (BAR_LEAST, room), room);
}

static void
lay_out_columns (SsChartLayout *self, const SsChartRoom *room)
{
  double highest = 0, left = room->tick_width + GAP, slot, thickness, written = 0;
  SsChartRect plot = { left, room->line_height / 2, MAX (room->width - left, 1),
                       MAX (room->height - 1.5 * room->line_height - GAP, 1) };
  guint every;

  for (guint i = 0; i < room->n_values; i++)
    highest = MAX (highest, get_value (room, i));
  self->scale = ss_chart_scale (highest, CLAMP ((guint) (plot.height / (2.5 * room->line_height)), 1, 6));
  self->plot = mirror (plot, room);
  self->height = room->height;
  slot = plot.width / MAX (room->n_values, 1);
  thickness = MIN (MAX (slot * BAR_PART, MIN (slot, 1)), BAR_MAX);
  every = MAX ((guint) ceil ((room->label_width + GAP) / slot), 1);
  for (guint i = 0; i < room->n_values; i++)
    {
      SsChartPlace *place = &self->places[i];
      double start = left + i * slot;
      double length = get_length (get_value (room, i), self->scale.top, plot.height);
      double label_width = MAX (slot, room->label_width);
      /* The outermost may be wider than their columns, but not than the chart. */
      double label_start = CLAMP (start + (slot - label_width) / 2, 0, MAX (room->width - label_width, 0));
      double text_start = label_start + (label_width - room->label_width) / 2;

      place->area = mirror ((SsChartRect){ start, plot.y, slot, plot.height }, room);
      place->bar = mirror ((SsChartRect){ start + (slot - thickness) / 2, plot.y + plot.height - length,
                                          thickness, length },
                           room);
      place->label =
          mirror ((SsChartRect){ label_start, plot.y + plot.height + GAP, label_width, room->line_height },
                  room);
      place->has_label = i % every == 0 && text_start >= written;
      if (place->has_label)
        written = text_start + room->label_width;
    }
}

static void
lay_out_rows (SsChartLayout *self, const SsChartRoom *room)
{
  double pitch = room->line_height + GAP + ROW_BAR + ROW_GAP;

  self->plot = (SsChartRect){ 0, 0, room->width, room->n_values * pitch };
  self->scale = (SsChartScale){ room->full, room->full, 1 };
  self->height = self->plot.height;
  for (guint i = 0; i < room->n_values; i++)
    {
      SsChartPlace *place = &self->places[i];
      double top = i * pitch;

      place->area = (SsChartRect){ 0, top, room->width, pitch };
      place->label = (SsChartRect){ 0, top + ROW_GAP / 2, room->width, room->line_height };
      place->has_label = TRUE;
      place->bar =
          mirror ((SsChartRect){ 0, top + ROW_GAP / 2 + room->line_height + GAP,
                                 get_length (get_value (room, i), room->full, room->width), ROW_BAR },
                  room);
    }
}

/**
 * ss_chart_layout_init:
 * @self: (out): the layout
 * @room: what there is to be laid out
 */
void
ss_chart_layout_init (SsChartLayout *self, const SsChartRoom *room)
{
  *self = (SsChartLayout){ 0 };
  self->places = g_new0 (SsChartPlace, room->n_values);
  self->n_places = room->n_values;
  if (room->kind == SS_CHART_COLUMNS)
    lay_out_columns (self, room);
  else
    lay_out_rows (self, room);
}

void
ss_chart_layout_clear (SsChartLayout *self)
{
  g_clear_pointer (&self->places, g_free);
  self->n_places = 0;
}

/**
 * ss_chart_layout_get_tick:
 * @self: the layout of columns
 * @n: a step of the scale, from 0
 *
 * Returns: the height of its line
 */
double
ss_chart_layout_get_tick (const SsChartLayout *self, guint n)
{
  return self->plot.y + self->plot.height * (1 - n * self->scale.step / self->scale.top);
}

/**
 * ss_chart_layout_find:
 * @self: the layout
 * @x: a place
 * @y: a place
 *
 * Returns: the value there, or -1
 */
int
ss_chart_layout_find (const SsChartLayout *self, double x, double y)
{
  for (guint i = 0; i < self->n_places; i++)
    {
      const SsChartRect *area = &self->places[i].area;

      if (x >= area->x && x < area->x + area->width && y >= area->y && y < area->y + area->height)
        return (int) i;
    }
  return -1;
}

double
ss_chart_get_rows_height (guint n_rows, double line_height)
{
  return n_rows * (line_height + GAP + ROW_BAR + ROW_GAP);
}
