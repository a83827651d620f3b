/* drawn-texture.c: small pictures that are drawn once
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/widgets/drawn-texture.h"

/**
 * ss_draw_texture:
 * @width: in device pixels
 * @height: in device pixels
 * @draw: (scope call): draws it
 * @data: for @draw
 *
 * Returns: (transfer full): what @draw has drawn
 */
GdkTexture *
ss_draw_texture (int width, int height, SsDrawFunc draw, gconstpointer data)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = NULL;

  draw (cr, width, height, data);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), stride * (gsize) height,
                                      (GDestroyNotify) cairo_surface_destroy, surface);
  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
}
