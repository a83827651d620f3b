/* text-cache.c: short texts, laid out once
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/calendar/text-cache.h"

#include <math.h>

/* More than a screen full; then it starts again. */
#define CACHED_MAX 6000

typedef struct
{
  const char *text; /* its owner's */
  SsTextFlags flags;
  guint32 color;
} Key;

typedef struct
{
  Key key;
  char *text;          /* (owned) */
  GskRenderNode *node; /* (owned) (nullable): nothing to see */
  double width;
  gboolean is_mirror; /* written from right to left */
} Text;

struct _SsTextCache
{
  GtkWidget *widget; /* (not owned): its owner */
  GHashTable *texts; /* (owned): of Text */
  double line_height;
};

static guint
hash_key (gconstpointer data)
{
  const Key *key = data;

  return g_str_hash (key->text) ^ key->color ^ (guint) key->flags << 7;
}

static gboolean
keys_are_equal (gconstpointer a, gconstpointer b)
{
  const Key *one = a, *other = b;

  return one->color == other->color && one->flags == other->flags && strcmp (one->text, other->text) == 0;
}

static void
free_text (gpointer data)
{
  Text *text = data;

  g_clear_pointer (&text->node, gsk_render_node_unref);
  g_free (text->text);
  g_free (text);
}

/**
 * ss_text_cache_new:
 * @widget: what draws; it must outlive the cache
 *
 * Returns: (transfer full): an empty cache
 */
SsTextCache *
ss_text_cache_new (GtkWidget *widget)
{
  SsTextCache *self = g_new0 (SsTextCache, 1);

  self->widget = widget;
  self->texts = g_hash_table_new_full (hash_key, keys_are_equal, NULL, free_text);
  return self;
}

void
ss_text_cache_free (SsTextCache *self)
{
  g_hash_table_unref (self->texts);
  g_free (self);
}

void
ss_text_cache_clear (SsTextCache *self)
{
  g_hash_table_remove_all (self->texts);
  self->line_height = 0;
}

double
ss_text_cache_get_line_height (SsTextCache *self)
{
  if (self->line_height <= 0)
    {
      g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (self->widget, "Åg");
      int height;

      pango_layout_get_pixel_size (layout, NULL, &height);
      self->line_height = height;
    }
  return self->line_height;
}

static guint32
pack_color (const GdkRGBA *color)
{
  return (guint32) lroundf (color->red * 255) << 24 | (guint32) lroundf (color->green * 255) << 16
         | (guint32) lroundf (color->blue * 255) << 8 | (guint32) lroundf (color->alpha * 255);
}

static Text *
create_text (SsTextCache *self, const Key *key, const GdkRGBA *color)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (self->widget, key->text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  Text *text = g_new0 (Text, 1);
  int width;

  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  if (key->flags & SS_TEXT_BOLD)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_SEMIBOLD));
  if (key->flags & SS_TEXT_STRUCK)
    pango_attr_list_insert (attributes, pango_attr_strikethrough_new (TRUE));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_get_pixel_size (layout, &width, NULL);
  gtk_snapshot_append_layout (snapshot, layout, color);
  text->text = g_strdup (key->text);
  text->key = (Key){ text->text, key->flags, key->color };
  text->node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  text->width = width;
  text->is_mirror = pango_layout_get_direction (layout, 0) == PANGO_DIRECTION_RTL;
  return text;
}

static Text *
find_text (SsTextCache *self, const char *string, SsTextFlags flags, const GdkRGBA *color)
{
  Key key = { string, flags & (SS_TEXT_BOLD | SS_TEXT_STRUCK), pack_color (color) };
  Text *text = g_hash_table_lookup (self->texts, &key);

  if (text != NULL)
    return text;
  if (g_hash_table_size (self->texts) >= CACHED_MAX)
    g_hash_table_remove_all (self->texts);
  text = create_text (self, &key, color);
  g_hash_table_insert (self->texts, &text->key, text);
  return text;
}

double
ss_text_cache_measure (SsTextCache *self, const char *text, SsTextFlags flags)
{
  static const GdkRGBA any = { 0, 0, 0, 1 };

  return find_text (self, text, flags, &any)->width;
}

/**
 * ss_text_cache_draw:
 * @self: a cache
 * @snapshot: where to
 * @text: what
 * @flags: how
 * @color: of the text
 * @place: what it may take; it is clipped to its width
 */
void
ss_text_cache_draw (SsTextCache *self, GtkSnapshot *snapshot, const char *text, SsTextFlags flags,
                    const GdkRGBA *color, const SsRect *place)
{
  Text *found;
  double x = place->x;
  gboolean is_clipped;

  if (text == NULL || text[0] == '\0' || place->width < 4)
    return;
  found = find_text (self, text, flags, color);
  if (found->node == NULL)
    return;
  is_clipped = found->width > place->width;
  if (!is_clipped && flags & SS_TEXT_CENTERED)
    x = floor (place->x + (place->width - found->width) / 2);
  else if (flags & SS_TEXT_MIRROR && (!is_clipped || found->is_mirror))
    x = place->x + place->width - found->width;

  if (is_clipped)
    gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT ((float) place->x, (float) place->y,
                                                           (float) place->width, (float) place->height));
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) place->y));
  gtk_snapshot_append_node (snapshot, found->node);
  gtk_snapshot_restore (snapshot);
  if (is_clipped)
    gtk_snapshot_pop (snapshot);
}
