/* drawn-texture.c: small pictures that are drawn once
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/widgets/drawn-texture.h"

/* The data that a texture has its surface under. */
#define SURFACE "ss-surface"

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
  GdkTexture *texture;

  draw (cr, width, height, data);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), stride * (gsize) height,
                                      (GDestroyNotify) cairo_surface_destroy, surface);
  texture = gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
  g_object_set_data_full (G_OBJECT (texture), SURFACE, cairo_surface_reference (surface),
                          (GDestroyNotify) cairo_surface_destroy);
  return texture;
}

static gboolean
is_drawn_by_cairo (GtkWidget *widget)
{
  GtkNative *native = gtk_widget_get_native (widget);

  return native != NULL && GSK_IS_CAIRO_RENDERER (gtk_native_get_renderer (native));
}

/**
 * ss_drawn_texture_snapshot:
 * @texture: from ss_draw_texture()
 * @snapshot: where to
 * @widget: what is drawn
 * @place: the place in it
 *
 * Without a graphics card GTK would convert a texture's pixels anew in every frame; there it is given the
 * surface, which needs no conversion.
 */
void
ss_drawn_texture_snapshot (GdkTexture *texture, GtkSnapshot *snapshot, GtkWidget *widget,
                           const graphene_rect_t *place)
{
  cairo_surface_t *surface = g_object_get_data (G_OBJECT (texture), SURFACE);
  cairo_t *cr;

  if (surface == NULL || !is_drawn_by_cairo (widget))
    {
      gtk_snapshot_append_texture (snapshot, texture, place);
      return;
    }
  cr = gtk_snapshot_append_cairo (snapshot, place);
  cairo_translate (cr, place->origin.x, place->origin.y);
  cairo_scale (cr, place->size.width / gdk_texture_get_width (texture),
               place->size.height / gdk_texture_get_height (texture));
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
}
