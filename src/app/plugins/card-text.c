/* card-text.c: the texts on a plugin's card, laid out
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/plugins/card-text.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <pango/pangocairo.h>

#include "app/plugins/plugin-offer.h"

struct _SsCardText
{
  PangoLayout *layouts[SS_N_CARD_PARTS]; /* (owned) */
  double line_heights[SS_N_CARD_PARTS];
  GdkRGBA color;
  GdkRGBA dim_color;
};

static const struct
{
  double scale;
  PangoWeight weight;
  gboolean is_dim;
} styles[] = {
  [SS_CARD_NAME] = { 1.0, PANGO_WEIGHT_BOLD, FALSE },
  [SS_CARD_AUTHOR] = { 0.9, PANGO_WEIGHT_NORMAL, TRUE },
  [SS_CARD_SUMMARY] = { 1.0, PANGO_WEIGHT_NORMAL, FALSE },
  [SS_CARD_FIGURES] = { 0.9, PANGO_WEIGHT_NORMAL, TRUE },
};

/* The fonts of the parts, for one base font: that of all cards, until the settings change. */
typedef struct
{
  PangoFontDescription *base; /* (owned) (nullable) */
  double resolution;
  PangoFontDescription *fonts[SS_N_CARD_PARTS]; /* (owned) */
  double line_heights[SS_N_CARD_PARTS];
} Fonts;

static PangoFontDescription *
create_font (const PangoFontDescription *base, SsCardPart part)
{
  PangoFontDescription *font = pango_font_description_copy (base);
  double size = pango_font_description_get_size (base) * styles[part].scale;

  if (pango_font_description_get_size_is_absolute (base))
    pango_font_description_set_absolute_size (font, size);
  else
    pango_font_description_set_size (font, (int) size);
  pango_font_description_set_weight (font, styles[part].weight);
  return font;
}

static double
measure_line (PangoContext *context, const PangoFontDescription *font)
{
  PangoFontMetrics *metrics = pango_context_get_metrics (context, font, NULL);
  double height = PANGO_PIXELS_CEIL (pango_font_metrics_get_height (metrics));

  pango_font_metrics_unref (metrics);
  return height;
}

static const Fonts *
get_fonts (GtkWidget *widget)
{
  static Fonts fonts;
  PangoContext *context = gtk_widget_get_pango_context (widget);
  const PangoFontDescription *base = pango_context_get_font_description (context);
  double resolution = pango_cairo_context_get_resolution (context);

  if (fonts.base != NULL && fonts.resolution == resolution && pango_font_description_equal (fonts.base, base))
    return &fonts;
  g_clear_pointer (&fonts.base, pango_font_description_free);
  fonts.base = pango_font_description_copy (base);
  fonts.resolution = resolution;
  for (guint part = 0; part < SS_N_CARD_PARTS; part++)
    {
      g_clear_pointer (&fonts.fonts[part], pango_font_description_free);
      fonts.fonts[part] = create_font (base, part);
      fonts.line_heights[part] = measure_line (context, fonts.fonts[part]);
    }
  return &fonts;
}

static char *
describe_ratings (SsPlugin *plugin)
{
  int ratings = (int) MIN (ss_plugin_get_rating_count (plugin), G_MAXINT);

  /* Translators: behind the stars: how many ratings. */
  return ratings > 0 ? g_strdup_printf (_ ("(%d)"), ratings) : g_strdup (_ ("Not rated yet"));
}

static char *
describe_origin (SsPlugin *plugin)
{
  g_autofree char *installs = ss_plugin_describe_installs (ss_plugin_get_install_count (plugin));

  /* Translators: who made a plugin, and how many have it, as "Kindly · 1.2k installs". */
  return g_strdup_printf (_ ("%s · %s"), ss_plugin_get_author (plugin), installs);
}

static void
add_layout (SsCardText *self, GtkWidget *widget, SsCardPart part, const char *text)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, text);
  const Fonts *fonts = get_fonts (widget);

  pango_layout_set_font_description (layout, fonts->fonts[part]);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  if (part == SS_CARD_SUMMARY)
    {
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
      pango_layout_set_height (layout, -2);
    }
  else
    pango_layout_set_single_paragraph_mode (layout, TRUE);
  self->line_heights[part] = fonts->line_heights[part];
  self->layouts[part] = layout;
}

static void
set_width (SsCardText *self, SsCardPart part, double width)
{
  int units = (int) (MAX (width, 0) * PANGO_SCALE);

  if (pango_layout_get_width (self->layouts[part]) != units)
    pango_layout_set_width (self->layouts[part], units);
}

/**
 * ss_card_text_new:
 * @widget: what draws it; its font and colour are used
 * @plugin: what it says
 *
 * Returns: (transfer full): the texts
 */
SsCardText *
ss_card_text_new (GtkWidget *widget, SsPlugin *plugin)
{
  SsCardText *self = g_new0 (SsCardText, 1);
  g_autofree char *ratings = describe_ratings (plugin);
  g_autofree char *origin = describe_origin (plugin);

  add_layout (self, widget, SS_CARD_NAME, ss_plugin_get_name (plugin));
  add_layout (self, widget, SS_CARD_AUTHOR, origin);
  add_layout (self, widget, SS_CARD_SUMMARY, ss_plugin_get_summary (plugin));
  add_layout (self, widget, SS_CARD_FIGURES, ratings);
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &self->color);
  self->dim_color = self->color;
  self->dim_color.alpha *=
      adw_style_manager_get_high_contrast (adw_style_manager_get_default ()) ? 0.9f : 0.65f;
  return self;
}

void
ss_card_text_free (SsCardText *self)
{
  for (guint part = 0; part < SS_N_CARD_PARTS; part++)
    g_clear_object (&self->layouts[part]);
  g_free (self);
}

double
ss_card_text_get_line_height (SsCardText *self, SsCardPart part)
{
  return self->line_heights[part];
}

double
ss_card_text_get_head_height (SsCardText *self)
{
  return self->line_heights[SS_CARD_NAME] + self->line_heights[SS_CARD_AUTHOR];
}

/**
 * ss_card_text_measure:
 * @self: the texts
 * @part: one of them
 * @width: the room it has
 *
 * Returns: the width that it takes
 */
double
ss_card_text_measure (SsCardText *self, SsCardPart part, double width)
{
  PangoRectangle extents;

  set_width (self, part, width);
  pango_layout_get_pixel_extents (self->layouts[part], NULL, &extents);
  return extents.width;
}

void
ss_card_text_snapshot (SsCardText *self, SsCardPart part, GtkSnapshot *snapshot, double x, double y,
                       double width)
{
  set_width (self, part, width);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_append_layout (snapshot, self->layouts[part],
                              styles[part].is_dim ? &self->dim_color : &self->color);
  gtk_snapshot_restore (snapshot);
}

void
ss_card_text_measure_lines (GtkWidget *widget, double *head, double *summary_line)
{
  const Fonts *fonts = get_fonts (widget);

  *head = fonts->line_heights[SS_CARD_NAME] + fonts->line_heights[SS_CARD_AUTHOR];
  *summary_line = fonts->line_heights[SS_CARD_SUMMARY];
}
