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
  GArray *edges;      /* (owned) (element-type float): where each letter ends, from where the text begins */
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
  g_array_unref (text->edges);
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

static int
compare_edges (gconstpointer a, gconstpointer b)
{
  const float *one = a, *other = b;

  return (*one > *other) - (*one < *other);
}

static GArray *
list_edges (PangoLayout *layout, int width, gboolean is_mirror)
{
  GArray *edges = g_array_new (FALSE, FALSE, sizeof (float));
  PangoLayoutIter *iter = pango_layout_get_iter (layout);

  do
    {
      PangoRectangle cluster;
      float edge;

      pango_layout_iter_get_cluster_extents (iter, NULL, &cluster);
      edge = is_mirror ? (float) width - (float) cluster.x / PANGO_SCALE
                       : (float) (cluster.x + cluster.width) / PANGO_SCALE;
      g_array_append_val (edges, edge);
    }
  while (pango_layout_iter_next_cluster (iter));
  pango_layout_iter_free (iter);
  g_array_sort (edges, compare_edges);
  return edges;
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
  text->edges = list_edges (layout, width, text->is_mirror);
  return text;
}

static void
make_room (SsTextCache *self, guint n_texts)
{
  if (g_hash_table_size (self->texts) + n_texts > CACHED_MAX)
    g_hash_table_remove_all (self->texts);
}

static Text *
find_text (SsTextCache *self, const char *string, SsTextFlags flags, const GdkRGBA *color)
{
  Key key = { string, flags & (SS_TEXT_BOLD | SS_TEXT_STRUCK), pack_color (color) };
  Text *text = g_hash_table_lookup (self->texts, &key);

  if (text != NULL)
    return text;
  text = create_text (self, &key, color);
  g_hash_table_insert (self->texts, &text->key, text);
  return text;
}

double
ss_text_cache_measure (SsTextCache *self, const char *text, SsTextFlags flags)
{
  static const GdkRGBA any = { 0, 0, 0, 1 };

  make_room (self, 1);
  return find_text (self, text, flags, &any)->width;
}

/**
 * ss_text_cache_fits:
 * @self: a cache
 * @text: (nullable): what is to be drawn
 * @flags: how
 * @color: in which colour
 * @width: of its place
 *
 * Returns: whether it can be drawn whole
 */
gboolean
ss_text_cache_fits (SsTextCache *self, const char *text, SsTextFlags flags, const GdkRGBA *color,
                    double width)
{
  if (text == NULL)
    return TRUE;
  make_room (self, 1);
  return find_text (self, text, flags, color)->width <= width;
}

static void
draw_node (GtkSnapshot *snapshot, GskRenderNode *node, double x, double y)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_append_node (snapshot, node);
  gtk_snapshot_restore (snapshot);
}

/* The letters that fit whole, and the sign that there are more: half a letter could be taken for another, and
 * half a time for a whole one. */
static void
draw_shortened (GtkSnapshot *snapshot, const Text *text, const Text *sign, const SsRect *place)
{
  double width = 0, right = place->x + place->width;

  for (guint i = 0; i < text->edges->len; i++)
    {
      double edge = g_array_index (text->edges, float, i);

      if (edge > place->width - sign->width)
        break;
      width = edge;
    }
  if (width <= 0 || sign->node == NULL)
    return;
  gtk_snapshot_push_clip (snapshot,
                          &GRAPHENE_RECT_INIT ((float) (text->is_mirror ? right - width : place->x),
                                               (float) place->y, (float) width, (float) place->height));
  draw_node (snapshot, text->node, text->is_mirror ? right - text->width : place->x, place->y);
  gtk_snapshot_pop (snapshot);
  draw_node (snapshot, sign->node, text->is_mirror ? right - width - sign->width : place->x + width,
             place->y);
}

/**
 * ss_text_cache_draw:
 * @self: a cache
 * @snapshot: where to
 * @text: what
 * @flags: how
 * @color: of the text
 * @place: what it may take; it is shortened to its width
 */
void
ss_text_cache_draw (SsTextCache *self, GtkSnapshot *snapshot, const char *text, SsTextFlags flags,
                    const GdkRGBA *color, const SsRect *place)
{
  Text *found;
  double x = place->x;

  if (text == NULL || text[0] == '\0' || place->width < 4)
    return;
  /* What is found is gone when the cache begins anew: room for the sign is made first. */
  make_room (self, 2);
  found = find_text (self, text, flags, color);
  if (found->node == NULL)
    return;
  if (found->width > place->width)
    {
      draw_shortened (snapshot, found, find_text (self, "…", flags, color), place);
      return;
    }
  if (flags & SS_TEXT_CENTERED)
    x = floor (place->x + (place->width - found->width) / 2);
  else if (flags & SS_TEXT_MIRROR)
    x = place->x + place->width - found->width;
  draw_node (snapshot, found->node, x, place->y);
}
