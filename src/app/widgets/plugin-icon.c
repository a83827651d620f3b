/* plugin-icon.c: a plugin's own picture, or an icon drawn from its name and category
 *
 * The tile in its category's colour is drawn once and kept as a texture; the initials on it are text.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/widgets/plugin-icon.h"

#include <math.h>

#include "app/widgets/drawn-texture.h"
#include "app/widgets/picture.h"
#include "domain/category.h"

struct _SsPluginIcon
{
  GtkWidget parent_instance;

  char *name;            /* (owned) (nullable) */
  char *category;        /* (owned) (nullable) */
  SsLogoCache *logos;    /* (owned) (nullable) */
  char *logo_address;    /* (owned) (nullable) */
  PangoLayout *initials; /* (owned) (nullable): made when first drawn */
  int pixel_size;
};

G_DEFINE_FINAL_TYPE (SsPluginIcon, ss_plugin_icon, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_NAME = 1,
  PROP_CATEGORY,
  PROP_PIXEL_SIZE,
} SsPluginIconProperty;

static GParamSpec *properties[PROP_PIXEL_SIZE + 1];

/* Upper and lower colour of a tile; white text has a contrast of at least 4.5 on both. */
static const guint32 tile_colors[SS_N_CATEGORIES][2] = {
  [SS_CATEGORY_EMAIL] = { 0x2a72c8, 0x1a5fb4 },       [SS_CATEGORY_REPORTS] = { 0x8a4fb0, 0x6a2f90 },
  [SS_CATEGORY_CUSTOMER] = { 0xc23a6b, 0x9c2453 },    [SS_CATEGORY_BOOKING] = { 0x1e7f52, 0x166540 },
  [SS_CATEGORY_INTEGRATION] = { 0xb5530b, 0x964106 }, [SS_CATEGORY_AUTOMATION] = { 0x0f7a8a, 0x0a5f6d },
  [SS_CATEGORY_OTHER] = { 0x6b6773, 0x504c57 },
};

#define TILE_RADIUS 0.22

static void
add_stop (cairo_pattern_t *pattern, double offset, guint32 color)
{
  cairo_pattern_add_color_stop_rgb (pattern, offset, (color >> 16 & 255) / 255.0, (color >> 8 & 255) / 255.0,
                                    (color & 255) / 255.0);
}

static void
draw_tile (cairo_t *cr, int width, int height, gconstpointer data)
{
  const guint32 *colors = data;
  cairo_pattern_t *pattern = cairo_pattern_create_linear (0, 0, 0, height);
  double radius = width * TILE_RADIUS;

  for (int corner = 0; corner < 4; corner++)
    cairo_arc (cr, corner == 0 || corner == 3 ? width - radius : radius,
               corner == 2 || corner == 3 ? radius : height - radius, radius, corner * G_PI / 2,
               (corner + 1) * G_PI / 2);
  add_stop (pattern, 0, colors[0]);
  add_stop (pattern, 1, colors[1]);
  cairo_set_source (cr, pattern);
  cairo_fill (cr);
  cairo_pattern_destroy (pattern);
}

/* Of each size that is asked for, so that no frame has to scale it: there are few. */
static GdkTexture *
get_tile (const char *category, guint size)
{
  static GHashTable *tiles = NULL;
  SsCategory known = SS_CATEGORY_OTHER;
  gpointer key;
  GdkTexture *tile;

  if (tiles == NULL)
    tiles = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  if (category == NULL || !ss_category_from_string (category, &known))
    known = SS_CATEGORY_OTHER;
  key = GUINT_TO_POINTER (size * SS_N_CATEGORIES + known);
  tile = g_hash_table_lookup (tiles, key);
  if (tile == NULL)
    {
      tile = ss_draw_texture ((int) size, (int) size, draw_tile, tile_colors[known]);
      g_hash_table_insert (tiles, key, tile);
    }
  return tile;
}

static void
ss_plugin_icon_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                        int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = SS_PLUGIN_ICON (widget)->pixel_size;
}

static void
ss_plugin_icon_snapshot_widget (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SsPluginIcon *self = SS_PLUGIN_ICON (widget);
  double x = (gtk_widget_get_width (widget) - self->pixel_size) / 2.0;
  double y = (gtk_widget_get_height (widget) - self->pixel_size) / 2.0;

  GdkTexture *logo = self->logos != NULL ? ss_logo_cache_look_up (self->logos, self->logo_address) : NULL;

  if (logo != NULL)
    {
      ss_picture_snapshot (logo, snapshot, x, y, self->pixel_size);
      return;
    }
  if (self->initials == NULL)
    self->initials = ss_plugin_icon_create_layout (widget, self->name, self->pixel_size);
  ss_plugin_icon_snapshot (snapshot, widget, self->initials, self->category, x, y, self->pixel_size);
}

static void
ss_plugin_icon_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  g_clear_object (&SS_PLUGIN_ICON (widget)->initials);
  GTK_WIDGET_CLASS (ss_plugin_icon_parent_class)->system_setting_changed (widget, setting);
}

static void
ss_plugin_icon_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  SsPluginIcon *self = SS_PLUGIN_ICON (object);

  switch ((SsPluginIconProperty) id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_CATEGORY:
      g_value_set_string (value, self->category);
      break;
    case PROP_PIXEL_SIZE:
      g_value_set_int (value, self->pixel_size);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
ss_plugin_icon_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  SsPluginIcon *self = SS_PLUGIN_ICON (object);

  switch ((SsPluginIconProperty) id)
    {
    case PROP_NAME:
      ss_plugin_icon_set_plugin (self, g_value_get_string (value), self->category);
      break;
    case PROP_CATEGORY:
      ss_plugin_icon_set_plugin (self, self->name, g_value_get_string (value));
      break;
    case PROP_PIXEL_SIZE:
      self->pixel_size = g_value_get_int (value);
      g_clear_object (&self->initials);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
ss_plugin_icon_finalize (GObject *object)
{
  SsPluginIcon *self = SS_PLUGIN_ICON (object);

  g_free (self->name);
  g_free (self->category);
  g_clear_object (&self->logos);
  g_free (self->logo_address);
  g_clear_object (&self->initials);
  G_OBJECT_CLASS (ss_plugin_icon_parent_class)->finalize (object);
}

static void
ss_plugin_icon_class_init (SsPluginIconClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = ss_plugin_icon_finalize;
  object_class->get_property = ss_plugin_icon_get_property;
  object_class->set_property = ss_plugin_icon_set_property;
  widget_class->measure = ss_plugin_icon_measure;
  widget_class->snapshot = ss_plugin_icon_snapshot_widget;
  widget_class->system_setting_changed = ss_plugin_icon_system_setting_changed;
  gtk_widget_class_set_css_name (widget_class, "plugin-icon");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);

  properties[PROP_NAME] = g_param_spec_string ("plugin-name", NULL, NULL, NULL, flags);
  properties[PROP_CATEGORY] = g_param_spec_string ("category", NULL, NULL, NULL, flags);
  properties[PROP_PIXEL_SIZE] = g_param_spec_int ("pixel-size", NULL, NULL, 8, 512, 48, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ss_plugin_icon_init (SsPluginIcon *self)
{
  self->pixel_size = 48;
}

/**
 * ss_plugin_icon_new:
 * @pixel_size: its width and height
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
ss_plugin_icon_new (int pixel_size)
{
  return g_object_new (SS_TYPE_PLUGIN_ICON, "pixel-size", pixel_size, NULL);
}

void
ss_plugin_icon_set_plugin (SsPluginIcon *self, const char *name, const char *category)
{
  g_autofree char *old_name = g_steal_pointer (&self->name);
  g_autofree char *old_category = g_steal_pointer (&self->category);

  self->name = g_strdup (name);
  self->category = g_strdup (category);
  g_clear_object (&self->initials);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
loaded_cb (SsPluginIcon *self, const char *address)
{
  if (g_strcmp0 (address, self->logo_address) == 0)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * ss_plugin_icon_set_logo:
 * @self: an icon
 * @logos: where pictures are fetched
 * @address: (nullable): the plugin's own picture, which takes the place of what is drawn once it is there
 */
void
ss_plugin_icon_set_logo (SsPluginIcon *self, SsLogoCache *logos, const char *address)
{
  g_return_if_fail (SS_IS_PLUGIN_ICON (self));

  if (self->logos != logos)
    {
      if (self->logos != NULL)
        g_signal_handlers_disconnect_by_func (self->logos, loaded_cb, self);
      g_set_object (&self->logos, logos);
      g_signal_connect_object (logos, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
    }
  g_free (self->logo_address);
  self->logo_address = g_strdup (address);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * ss_plugin_icon_get_initials:
 * @name: (nullable): a plugin's name
 *
 * Returns: (transfer full): the first letters or digits of its first two words, in upper case
 */
char *
ss_plugin_icon_get_initials (const char *name)
{
  GString *initials = g_string_new (NULL);
  gboolean in_word = FALSE;
  guint count = 0;

  for (const char *at = name != NULL ? name : ""; *at != '\0' && count < 2; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);
      gboolean is_letter = g_unichar_isalnum (letter);

      if (is_letter && !in_word)
        {
          g_string_append_unichar (initials, g_unichar_toupper (letter));
          count++;
        }
      in_word = !g_unichar_isspace (letter) && (in_word || is_letter);
    }
  return g_string_free (initials, FALSE);
}

/**
 * ss_plugin_icon_create_layout:
 * @widget: what draws it
 * @name: (nullable): a plugin's name
 * @size: the icon's width
 *
 * Returns: (transfer full): the initials, sized for ss_plugin_icon_snapshot()
 */
PangoLayout *
ss_plugin_icon_create_layout (GtkWidget *widget, const char *name, int size)
{
  g_autofree char *initials = ss_plugin_icon_get_initials (name);
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, initials);
  PangoFontDescription *font = pango_font_description_copy (
      pango_context_get_font_description (gtk_widget_get_pango_context (widget)));

  pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_font_description_set_absolute_size (font, size * 0.4 * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  return layout;
}

/**
 * ss_plugin_icon_snapshot:
 * @snapshot: where to
 * @widget: what draws it
 * @layout: from ss_plugin_icon_create_layout()
 * @category: (nullable): the plugin's category
 * @x: the left edge
 * @y: the upper edge
 * @size: width and height
 */
void
ss_plugin_icon_snapshot (GtkSnapshot *snapshot, GtkWidget *widget, PangoLayout *layout, const char *category,
                         double x, double y, double size)
{
  static const GdkRGBA white = { 1, 1, 1, 1 };
  guint pixels = (guint) ceil (size * gtk_widget_get_scale_factor (widget));
  int width;
  int height;

  ss_drawn_texture_snapshot (get_tile (category, pixels), snapshot, widget,
                             &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) size, (float) size));
  pango_layout_get_pixel_size (layout, &width, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) round (x + (size - width) / 2),
                                                          (float) round (y + (size - height) / 2)));
  gtk_snapshot_append_layout (snapshot, layout, &white);
  gtk_snapshot_restore (snapshot);
}
