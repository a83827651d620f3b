/* chart-drawing.c: a chart drawn, on the screen or into a file
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/overview/chart-drawing.h"

#include <math.h>

#define COLUMNS_LINES 13
#define RADIUS 4.0
#define TRACK 0.10f
#define RESTING 0.82f

static PangoLayout *
make_text (PangoContext *context, const char *text)
{
  PangoLayout *layout = pango_layout_new (context);

  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

static double
measure (PangoContext *context, const char *text)
{
  g_autoptr (PangoLayout) layout = make_text (context, text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

static double
get_line_height (PangoContext *context)
{
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  double height = pango_font_metrics_get_height (metrics) / (double) PANGO_SCALE;

  pango_font_metrics_unref (metrics);
  return ceil (height);
}

static char *
describe_tick (double value)
{
  return g_strdup_printf ("%'.0f", value);
}

/**
 * ss_chart_palette_init_paper:
 * @self: (out): the colours of pictures, which are seen on white wherever they are put
 */
void
ss_chart_palette_init_paper (SsChartPalette *self)
{
  static const char *const hues[SS_N_CHART_HUES] = { "#3584e4", "#2ec27e", "#e5a50a",
                                                     "#e66100", "#9141ac", "#986a44" };

  gdk_rgba_parse (&self->text, "#241f31");
  gdk_rgba_parse (&self->faint, "#5e5c64");
  gdk_rgba_parse (&self->line, "#deddda");
  gdk_rgba_parse (&self->bar, "#3584e4");
  for (guint i = 0; i < SS_N_CHART_HUES; i++)
    gdk_rgba_parse (&self->hues[i], hues[i]);
  self->is_high_contrast = FALSE;
}

/**
 * ss_chart_drawing_get_height:
 * @data: what is shown
 * @context: its font
 *
 * Returns: how high it is, in pixels
 */
double
ss_chart_drawing_get_height (SsChartData *data, PangoContext *context)
{
  double line = get_line_height (context);

  if (ss_chart_data_get_about (data)->kind == SS_CHART_ROWS)
    return ss_chart_get_rows_height (ss_chart_data_get_n_drawn (data), line);
  return COLUMNS_LINES * line;
}

/**
 * ss_chart_drawing_lay_out:
 * @data: what is shown
 * @context: its font
 * @width: the room, in pixels
 * @is_mirror: whether it begins on the right
 * @layout: (out): where the parts are
 */
void
ss_chart_drawing_lay_out (SsChartData *data, PangoContext *context, double width, gboolean is_mirror,
                          SsChartLayout *layout)
{
  const SsChartAbout *about = ss_chart_data_get_about (data);
  g_autofree double *values = ss_chart_data_get_values (data);
  SsChartRoom room = {
    .kind = about->kind,
    .values = values,
    .n_values = ss_chart_data_get_n_drawn (data),
    .full = about->full,
    .width = width,
    .height = ss_chart_drawing_get_height (data, context),
    .line_height = get_line_height (context),
    .is_mirror = is_mirror,
  };

  if (about->kind == SS_CHART_COLUMNS)
    {
      double highest = 0;
      g_autofree char *tick = NULL;

      for (guint i = 0; i < room.n_values; i++)
        {
          highest = MAX (highest, values[i]);
          room.label_width =
              MAX (room.label_width,
                   measure (context, ss_chart_point_get_label (ss_chart_data_get_point (data, i))));
        }
      tick = describe_tick (ss_chart_scale (highest, 1).top);
      room.tick_width = measure (context, tick);
    }
  ss_chart_layout_init (layout, &room);
}

/* @xalign: 0 begins at the left edge, 1 ends at the right. */
static void
draw_text (cairo_t *cr, PangoContext *context, const char *text, const SsChartRect *place, double xalign,
           const GdkRGBA *color)
{
  g_autoptr (PangoLayout) layout = make_text (context, text);
  int width;

  pango_layout_set_width (layout, (int) (MAX (place->width, 1) * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_get_pixel_size (layout, &width, NULL);
  /* Aligned within its width by hand: Pango's alignment follows the direction of writing. */
  pango_layout_set_width (layout, width < place->width ? -1 : (int) (place->width * PANGO_SCALE));
  gdk_cairo_set_source_rgba (cr, color);
  cairo_move_to (cr, place->x + MAX (place->width - width, 0) * xalign, place->y);
  pango_cairo_show_layout (cr, layout);
}

static void
add_rounded (cairo_t *cr, const SsChartRect *rect, double top, double bottom)
{
  double right = rect->x + rect->width, end = rect->y + rect->height;

  top = MIN (top, MIN (rect->width / 2, rect->height / 2));
  bottom = MIN (bottom, MIN (rect->width / 2, rect->height / 2));
  cairo_new_sub_path (cr);
  cairo_arc (cr, rect->x + top, rect->y + top, top, G_PI, 1.5 * G_PI);
  cairo_arc (cr, right - top, rect->y + top, top, 1.5 * G_PI, 2 * G_PI);
  cairo_arc (cr, right - bottom, end - bottom, bottom, 0, 0.5 * G_PI);
  cairo_arc (cr, rect->x + bottom, end - bottom, bottom, 0.5 * G_PI, G_PI);
  cairo_close_path (cr);
}

static void
fill_bar (cairo_t *cr, const SsChartPlace *place, SsChartKind kind, GdkRGBA color, gboolean is_marked,
          const SsChartPalette *palette)
{
  if (place->bar.width <= 0 || place->bar.height <= 0)
    return;
  if (!is_marked)
    color.alpha *= palette->is_high_contrast ? 1 : RESTING;
  add_rounded (cr, &place->bar, RADIUS, kind == SS_CHART_COLUMNS ? 0 : RADIUS);
  gdk_cairo_set_source_rgba (cr, &color);
  if (!palette->is_high_contrast)
    {
      cairo_fill (cr);
      return;
    }
  cairo_fill_preserve (cr);
  gdk_cairo_set_source_rgba (cr, &palette->text);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

static void
draw_axis (const SsChartLayout *layout, PangoContext *context, const SsChartPalette *palette,
           gboolean is_mirror, cairo_t *cr)
{
  double line = get_line_height (context);
  double start = is_mirror ? layout->plot.width : 0;

  for (guint i = 0; i <= layout->scale.n_steps; i++)
    {
      double y = ss_chart_layout_get_tick (layout, i);
      g_autofree char *text = describe_tick (i * layout->scale.step);
      double width = measure (context, text);
      SsChartRect place = { is_mirror ? start + 6 : layout->plot.x - 6 - width, y - line / 2, width, line };

      gdk_cairo_set_source_rgba (cr, &palette->line);
      cairo_set_line_width (cr, 1);
      cairo_move_to (cr, layout->plot.x, floor (y) + 0.5);
      cairo_line_to (cr, layout->plot.x + layout->plot.width, floor (y) + 0.5);
      cairo_stroke (cr);
      draw_text (cr, context, text, &place, 0, &palette->faint);
    }
}

static void
draw_columns (SsChartData *data, const SsChartLayout *layout, PangoContext *context,
              const SsChartPalette *palette, int marked, cairo_t *cr)
{
  draw_axis (layout, context, palette, layout->plot.x < 1, cr);
  for (guint i = 0; i < layout->n_places; i++)
    {
      const SsChartPlace *place = &layout->places[i];

      fill_bar (cr, place, SS_CHART_COLUMNS, palette->bar, marked == (int) i, palette);
      if (place->has_label)
        draw_text (cr, context, ss_chart_point_get_label (ss_chart_data_get_point (data, i)), &place->label,
                   0.5, marked == (int) i ? &palette->text : &palette->faint);
    }
}

static void
draw_row (SsChartPoint *point, const SsChartLayout *layout, PangoContext *context, const SsChartPlace *place,
          const SsChartPalette *palette, cairo_t *cr)
{
  gboolean is_mirror = pango_context_get_base_dir (context) == PANGO_DIRECTION_RTL;
  double figure = MIN (measure (context, ss_chart_point_get_text (point)), place->label.width / 2);
  double name = MAX (place->label.width - figure - 12, 1);
  SsChartRect left = { place->label.x, place->label.y, is_mirror ? figure : name, place->label.height };
  SsChartRect right = { place->label.x + place->label.width - (is_mirror ? name : figure), place->label.y,
                        is_mirror ? name : figure, place->label.height };
  SsChartRect track = { 0, place->bar.y, layout->plot.width, place->bar.height };
  GdkRGBA color = palette->text;

  draw_text (cr, context, ss_chart_point_get_label (point), is_mirror ? &right : &left, is_mirror ? 1 : 0,
             &palette->text);
  draw_text (cr, context, ss_chart_point_get_text (point), is_mirror ? &left : &right, is_mirror ? 0 : 1,
             &palette->faint);
  color.alpha *= TRACK;
  add_rounded (cr, &track, RADIUS, RADIUS);
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_fill (cr);
}

static void
draw_rows (SsChartData *data, const SsChartLayout *layout, PangoContext *context,
           const SsChartPalette *palette, int marked, cairo_t *cr)
{
  gboolean is_mix = ss_chart_data_get_about (data)->is_mix;

  for (guint i = 0; i < layout->n_places; i++)
    {
      const SsChartPlace *place = &layout->places[i];

      draw_row (ss_chart_data_get_point (data, i), layout, context, place, palette, cr);
      fill_bar (cr, place, SS_CHART_ROWS, is_mix ? palette->hues[i % SS_N_CHART_HUES] : palette->bar,
                marked == (int) i, palette);
    }
}

/**
 * ss_chart_drawing_draw:
 * @data: what is shown
 * @layout: from ss_chart_drawing_lay_out()
 * @context: its font, and in which direction it is written
 * @palette: its colours
 * @marked: the value that is pointed at, or -1
 * @cr: where to
 */
void
ss_chart_drawing_draw (SsChartData *data, const SsChartLayout *layout, PangoContext *context,
                       const SsChartPalette *palette, int marked, cairo_t *cr)
{
  if (ss_chart_data_get_about (data)->kind == SS_CHART_COLUMNS)
    draw_columns (data, layout, context, palette, marked, cr);
  else
    draw_rows (data, layout, context, palette, marked, cr);
}
