/* brand-mark.c: a business' logo, or its initials on its colour
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/widgets/brand-mark.h"

#include <math.h>

#include "app/widgets/picture.h"

#define RADIUS_PART 0.22
#define TEXT_PART 0.4
/* Logos are drawn small; twice the size serves scale factor 2. */
#define DECODED_SIZE 256

struct _SsBrandMark
{
  GtkWidget parent_instance;

  int size;
  char *name; /* (owned) (nullable) */
  GdkRGBA color;
  gboolean has_color;
  GdkTexture *logo;          /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable): of the decoding */
};

G_DEFINE_FINAL_TYPE (SsBrandMark, ss_brand_mark, GTK_TYPE_WIDGET)

static void
decoded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsBrandMark) self = user_data;
  g_autoptr (GdkTexture) texture = ss_picture_decode_finish (result, NULL);

  if (texture == NULL)
    return;

  g_set_object (&self->logo, texture);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The first letters of the first two words. */
static char *
make_initials (const char *name)
{
  GString *initials = g_string_new (NULL);
  gboolean at_start = TRUE;

  for (const char *c = name; *c != '\0' && g_utf8_strlen (initials->str, -1) < 2; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (at_start && g_unichar_isalnum (letter))
        g_string_append_unichar (initials, g_unichar_toupper (letter));
      at_start = !g_unichar_isalnum (letter);
    }
  return g_string_free (initials, FALSE);
}

static void
snapshot_initials (SsBrandMark *self, GtkSnapshot *snapshot, const GdkRGBA *color)
{
  g_autofree char *initials = make_initials (self->name != NULL ? self->name : "");
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), initials);
  PangoFontDescription *font = pango_font_description_new ();
  int width, height;

  pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_font_description_set_absolute_size (font, self->size * TEXT_PART * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_get_pixel_size (layout, &width, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((self->size - width) / 2.0f, (self->size - height) / 2.0f));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
ss_brand_mark_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SsBrandMark *self = SS_BRAND_MARK (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, self->size, self->size);
  GskRoundedRect outline;
  GdkRGBA color = self->color;
  GdkRGBA text;

  if (!self->has_color)
    gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), "accent_bg_color", &color);
  gsk_rounded_rect_init_from_rect (&outline, &bounds, self->size * RADIUS_PART);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  if (self->logo != NULL)
    ss_picture_snapshot (self->logo, snapshot, 0, 0, self->size);
  else
    {
      ss_color_get_contrasting (&color, &text);
      gtk_snapshot_append_color (snapshot, &color, &bounds);
      snapshot_initials (self, snapshot, &text);
    }
  gtk_snapshot_pop (snapshot);
}

static void
ss_brand_mark_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                       int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = SS_BRAND_MARK (widget)->size;
}

static void
ss_brand_mark_dispose (GObject *object)
{
  SsBrandMark *self = SS_BRAND_MARK (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->logo);
  g_clear_pointer (&self->name, g_free);

  G_OBJECT_CLASS (ss_brand_mark_parent_class)->dispose (object);
}

static void
ss_brand_mark_class_init (SsBrandMarkClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ss_brand_mark_dispose;
  widget_class->snapshot = ss_brand_mark_snapshot;
  widget_class->measure = ss_brand_mark_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
ss_brand_mark_init (SsBrandMark *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/**
 * ss_brand_mark_new:
 * @size: of its sides, in pixels
 *
 * Returns: (transfer floating): an empty mark
 */
GtkWidget *
ss_brand_mark_new (int size)
{
  SsBrandMark *self = g_object_new (SS_TYPE_BRAND_MARK, NULL);

  self->size = size;
  return GTK_WIDGET (self);
}

/**
 * ss_brand_mark_set_brand:
 * @self: the mark
 * @name: (nullable): the business' name
 * @color: (nullable): its colour; %NULL, and what is none: the accent colour
 */
void
ss_brand_mark_set_brand (SsBrandMark *self, const char *name, const char *color)
{
  g_return_if_fail (SS_IS_BRAND_MARK (self));

  g_free (self->name);
  self->name = g_strdup (name);
  self->has_color = color != NULL && gdk_rgba_parse (&self->color, color);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name != NULL ? name : "", -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * ss_brand_mark_set_logo:
 * @self: the mark
 * @logo: (nullable): a PNG or SVG file
 */
void
ss_brand_mark_set_logo (SsBrandMark *self, GBytes *logo)
{
  g_return_if_fail (SS_IS_BRAND_MARK (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->logo);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (logo == NULL)
    return;

  self->cancellable = g_cancellable_new ();
  ss_picture_decode_async (logo, DECODED_SIZE, self->cancellable, decoded_cb, g_object_ref (self));
}

static double
get_linear (double part)
{
  return part <= 0.04045 ? part / 12.92 : pow ((part + 0.055) / 1.055, 2.4);
}

/**
 * ss_color_get_contrasting:
 * @color: a background
 * @contrasting: (out): black or white, by the contrast ratio of WCAG 2.1
 */
void
ss_color_get_contrasting (const GdkRGBA *color, GdkRGBA *contrasting)
{
  double luminance = 0.2126 * get_linear (color->red) + 0.7152 * get_linear (color->green)
                     + 0.0722 * get_linear (color->blue);
  float part = 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 ? 1 : 0;

  *contrasting = (GdkRGBA){ part, part, part, 1 };
}
