/* star-strip.c: five stars as one picture
 *
 * A row of stars is on every card of a grid that scrolls through thousands, so it is drawn once per rating
 * (in tenths) and colour, and is then one texture.
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/widgets/star-strip.h"

#include <adwaita.h>
#include <math.h>

#include "app/widgets/drawn-texture.h"

/* More than all ratings in both colour schemes need; then it starts again. */
#define CACHED_MAX 256

typedef struct
{
  guint tenths;
  guint size; /* in device pixels */
  guint32 full;
  guint32 empty;
} Strip;

static guint
hash_strip (gconstpointer data)
{
  const Strip *strip = data;

  return strip->tenths ^ (strip->size << 6) ^ (strip->full * 31) ^ strip->empty;
}

static gboolean
strips_are_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (Strip)) == 0;
}

static guint32
pack_color (const GdkRGBA *color)
{
  return (guint32) lround (color->red * 255) << 24 | (guint32) lround (color->green * 255) << 16
         | (guint32) lround (color->blue * 255) << 8 | (guint32) lround (color->alpha * 255);
}

static void
set_source (cairo_t *cr, guint32 color)
{
  cairo_set_source_rgba (cr, (color >> 24 & 255) / 255.0, (color >> 16 & 255) / 255.0,
                         (color >> 8 & 255) / 255.0, (color & 255) / 255.0);
}

static double
get_pitch (double star_size)
{
  return star_size * 1.125;
}

static void
add_star (cairo_t *cr, double x, double size)
{
  double radius = size * 0.46;

  cairo_new_sub_path (cr);
  for (int corner = 0; corner < 10; corner++)
    {
      double angle = -G_PI / 2 + corner * G_PI / 5;
      double distance = corner % 2 == 0 ? radius : radius * 0.47;

      cairo_line_to (cr, x + size / 2 + cos (angle) * distance, size * 0.52 + sin (angle) * distance);
    }
  cairo_close_path (cr);
}

static void
fill_stars (cairo_t *cr, const Strip *strip, guint32 color)
{
  set_source (cr, color);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, strip->size * 0.1);
  for (int star = 0; star < SS_STARS; star++)
    add_star (cr, star * get_pitch (strip->size), strip->size);
  cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
  cairo_fill_preserve (cr);
  cairo_stroke (cr);
}

/* Where the full part ends: by the part of a star, not of the strip, so that gaps don't count. */
static double
get_full_width (const Strip *strip)
{
  guint whole = strip->tenths / 10;

  return whole * get_pitch (strip->size) + (strip->tenths % 10) / 10.0 * strip->size;
}

static void
draw_strip (cairo_t *cr, int width, int height, gconstpointer data)
{
  const Strip *strip = data;

  fill_stars (cr, strip, strip->empty);
  cairo_rectangle (cr, 0, 0, get_full_width (strip), height);
  cairo_clip (cr);
  fill_stars (cr, strip, strip->full);
}

static GdkTexture *
find_strip (const Strip *wanted)
{
  static GHashTable *strips = NULL;
  GdkTexture *texture;

  if (strips == NULL)
    strips = g_hash_table_new_full (hash_strip, strips_are_equal, g_free, g_object_unref);
  texture = g_hash_table_lookup (strips, wanted);
  if (texture == NULL)
    {
      if (g_hash_table_size (strips) >= CACHED_MAX)
        g_hash_table_remove_all (strips);
      texture = ss_draw_texture ((int) ceil (ss_star_strip_get_width (wanted->size)), (int) wanted->size,
                                 draw_strip, wanted);
      g_hash_table_insert (strips, g_memdup2 (wanted, sizeof *wanted), texture);
    }
  return texture;
}

/**
 * ss_star_strip_get_width:
 * @star_size: the width of one star
 *
 * Returns: the width of five of them with the gaps between
 */
double
ss_star_strip_get_width (double star_size)
{
  return get_pitch (star_size) * (SS_STARS - 1) + star_size;
}

/**
 * ss_star_strip_snapshot:
 * @snapshot: where to
 * @widget: whose text colour and scale are used
 * @rating: from 0 to 5
 * @star_size: the width of one star
 * @x: the left edge
 * @y: the upper edge
 *
 * Draws five stars, of which @rating are full. In right-to-left text they fill from the right.
 */
void
ss_star_strip_snapshot (GtkSnapshot *snapshot, GtkWidget *widget, double rating, double star_size, double x,
                        double y)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  gboolean is_dark = adw_style_manager_get_dark (style);
  GdkRGBA full = { is_dark ? 0.97f : 0.90f, is_dark ? 0.80f : 0.59f, is_dark ? 0.27f : 0.0f, 1.0f };
  GdkRGBA empty;
  Strip strip = { 0 };
  double width = ss_star_strip_get_width (star_size);

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &empty);
  if (adw_style_manager_get_high_contrast (style))
    full = empty;
  empty.alpha = adw_style_manager_get_high_contrast (style) ? 0.35f : 0.2f;
  strip.tenths = (guint) lround (CLAMP (rating, 0, SS_STARS) * 10);
  strip.size = (guint) ceil (star_size * gtk_widget_get_scale_factor (widget));
  strip.full = pack_color (&full);
  strip.empty = pack_color (&empty);

  gtk_snapshot_save (snapshot);
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    {
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (2 * x + width), 0));
      gtk_snapshot_scale (snapshot, -1, 1);
    }
  ss_drawn_texture_snapshot (find_strip (&strip), snapshot, widget,
                             &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) star_size));
  gtk_snapshot_restore (snapshot);
}

/**
 * ss_star_strip_find:
 * @star_size: the width of one star
 * @x: a place on the strip, from its start
 *
 * Returns: the star at @x, from 1 to 5
 */
int
ss_star_strip_find (double star_size, double x)
{
  return CLAMP ((int) floor (x / get_pitch (star_size)) + 1, 1, SS_STARS);
}
