/* chart-picture.c: a chart as a picture, for other programs
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/overview/chart-picture.h"

#include <cairo-svg.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "app/overview/chart-drawing.h"

#define WIDTH 960.0
#define MARGIN 32.0
#define SPACE 16.0
/* Sharp in print. */
#define PNG_SCALE 2

typedef struct
{
  SsChartData *data;
  PangoContext *context;
  PangoLayout *title;    /* (owned) */
  PangoLayout *subtitle; /* (owned) */
  double head;           /* how high title and subtitle are */
  double height;
} Picture;

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static PangoLayout *
make_text (PangoContext *context, const char *text, double scale, PangoWeight weight)
{
  PangoLayout *layout = pango_layout_new (context);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
  pango_attr_list_insert (attributes, pango_attr_weight_new (weight));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_auto_dir (layout, FALSE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_width (layout, (int) ((WIDTH - 2 * MARGIN) * PANGO_SCALE));
  return layout;
}

static double
get_height (PangoLayout *layout)
{
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  return height;
}

static void
draw (const Picture *self, cairo_t *cr)
{
  gboolean is_mirror = pango_context_get_base_dir (self->context) == PANGO_DIRECTION_RTL;
  SsChartPalette palette;
  g_auto (SsChartLayout) layout = { 0 };

  ss_chart_palette_init_paper (&palette);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_translate (cr, MARGIN, MARGIN);
  gdk_cairo_set_source_rgba (cr, &palette.text);
  cairo_move_to (cr, 0, 0);
  pango_cairo_show_layout (cr, self->title);
  gdk_cairo_set_source_rgba (cr, &palette.faint);
  cairo_move_to (cr, 0, get_height (self->title));
  pango_cairo_show_layout (cr, self->subtitle);
  cairo_translate (cr, 0, self->head + SPACE);
  ss_chart_drawing_lay_out (self->data, self->context, WIDTH - 2 * MARGIN, is_mirror, &layout);
  ss_chart_drawing_draw (self->data, &layout, self->context, &palette, -1, cr);
}

static cairo_status_t
write_png (const Picture *self, GByteArray *bytes)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) WIDTH * PNG_SCALE,
                                                         (int) self->height * PNG_SCALE);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  cairo_scale (cr, PNG_SCALE, PNG_SCALE);
  draw (self, cr);
  cairo_destroy (cr);
  status = cairo_surface_write_to_png_stream (surface, write_cb, bytes);
  cairo_surface_destroy (surface);
  return status;
}

static cairo_status_t
write_svg (const Picture *self, GByteArray *bytes)
{
  cairo_surface_t *surface = cairo_svg_surface_create_for_stream (write_cb, bytes, WIDTH, self->height);
  cairo_t *cr;
  cairo_status_t status;

  cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
  cr = cairo_create (surface);
  draw (self, cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return status;
}

/**
 * ss_chart_picture_make:
 * @data: the chart
 * @subtitle: what it is of: "Acme Auto, November 2026"
 * @context: the font, and in which direction it is written
 * @format: PNG or SVG
 * @error: return location for a %G_IO_ERROR
 *
 * Returns: (transfer full): the file's content; dark on white, whatever the screen looks like
 */
GBytes *
ss_chart_picture_make (SsChartData *data, const char *subtitle, PangoContext *context, SsPictureFormat format,
                       GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (PangoLayout) title =
      make_text (context, ss_chart_data_get_about (data)->title, PANGO_SCALE_LARGE, PANGO_WEIGHT_BOLD);
  g_autoptr (PangoLayout) lower = make_text (context, subtitle, 1, PANGO_WEIGHT_NORMAL);
  Picture picture = { .data = data, .context = context, .title = title, .subtitle = lower };
  cairo_status_t status;

  picture.head = get_height (title) + get_height (lower);
  picture.height = ceil (2 * MARGIN + picture.head + SPACE + ss_chart_drawing_get_height (data, context));
  status = format == SS_PICTURE_PNG ? write_png (&picture, bytes) : write_svg (&picture, bytes);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("The picture couldn’t be drawn: %s"),
                   cairo_status_to_string (status));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
