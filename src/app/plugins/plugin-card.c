/* plugin-card.c: a plugin in a grid
 *
 * GTK keeps some two hundred rows of a grid alive around what is shown, and binds all of them anew at a jump.
 * A card is therefore one widget that draws its texts itself, and only when it is seen; the button is its
 * only child.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/plugins/plugin-card.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "app/plugins/card-text.h"
#include "app/widgets/drawn-texture.h"
#include "app/widgets/picture.h"
#include "app/widgets/plugin-icon.h"
#include "app/widgets/star-strip.h"

#define PADDING 14
#define GAP 12
#define ICON 48
#define STAR 14
#define BADGE 16
#define MIN_WIDTH 292

struct _SsPluginCard
{
  GtkWidget parent_instance;

  SsWorkspace *workspace; /* (owned) */
  SsListItem *item;       /* (owned) (nullable) */
  SsPlugin *plugin;       /* (owned) (nullable): the item's model */
  GtkWidget *button;      /* (unowned): a child */
  SsPluginOffer offer;
  gboolean has_offer; /* the button shows it */
  GtkAllocation button_place;
  graphene_rect_t badge; /* where the verified mark was drawn */

  /* made when first drawn, dropped when what they say changes */
  PangoLayout *initials; /* (owned) (nullable) */
  SsCardText *text;      /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (SsPluginCard, ss_plugin_card, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_WORKSPACE = 1,
  PROP_ITEM,
} SsPluginCardProperty;

static GParamSpec *properties[PROP_ITEM + 1];

static void
draw_badge (cairo_t *cr, int width, int height, gconstpointer data)
{
  double size = width;

  cairo_set_source_rgb (cr, 0.21, 0.52, 0.89);
  cairo_arc (cr, size / 2, size / 2, size / 2, 0, 2 * G_PI);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_set_line_width (cr, size * 0.12);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_move_to (cr, size * 0.29, size * 0.52);
  cairo_line_to (cr, size * 0.44, size * 0.67);
  cairo_line_to (cr, size * 0.72, size * 0.36);
  cairo_stroke (cr);
}

/* At the size that it is seen at, so that no frame has to scale it. */
static GdkTexture *
get_badge (GtkWidget *widget)
{
  static GdkTexture *badge = NULL;
  int size = BADGE * gtk_widget_get_scale_factor (widget);

  if (badge != NULL && gdk_texture_get_width (badge) != size)
    g_clear_object (&badge);
  if (badge == NULL)
    badge = ss_draw_texture (size, size, draw_badge, NULL);
  return badge;
}

static void
drop_layouts (SsPluginCard *self)
{
  g_clear_object (&self->initials);
  g_clear_pointer (&self->text, ss_card_text_free);
}

/* The row of the grid is what has the focus, so it is what is named. */
static void
name_row (SsPluginCard *self)
{
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *text = NULL;

  if (row == NULL)
    return;
  text = self->plugin != NULL ? ss_plugin_describe (self->plugin, self->offer) : g_strdup (_ ("Loading"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/* The tooltip is not set but asked for: setting one makes GDK ask the display server where the pointer is. */
static void
show_offer (SsPluginCard *self)
{
  SsInstallationStore *store = ss_workspace_get_installations (self->workspace);
  gboolean may_manage = ss_plugin_get_obstacle (self->workspace, "plugins.manage") == NULL;
  SsInstallation *installation = ss_installation_store_find_plugin (store, ss_plugin_get_id (self->plugin));
  gboolean is_pending =
      installation != NULL && ss_installation_store_is_pending (store, ss_installation_get_id (installation));
  SsPluginOffer offer = ss_plugin_offer_get (self->plugin, installation, may_manage);

  gtk_widget_set_sensitive (self->button, offer != SS_PLUGIN_OFFER_INSTALLED && may_manage && !is_pending);
  if (self->has_offer && self->offer == offer)
    return;
  self->has_offer = TRUE;
  self->offer = offer;
  gtk_button_set_label (GTK_BUTTON (self->button), ss_plugin_offer_get_label (offer));
  if (offer == SS_PLUGIN_OFFER_UPDATE)
    gtk_widget_add_css_class (self->button, "suggested-action");
  else
    gtk_widget_remove_css_class (self->button, "suggested-action");
}

static void
refresh (SsPluginCard *self)
{
  drop_layouts (self);
  gtk_widget_set_child_visible (self->button, self->plugin != NULL);
  if (self->plugin != NULL)
    show_offer (self);
  name_row (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
installations_changed_cb (SsPluginCard *self)
{
  if (self->plugin != NULL)
    {
      show_offer (self);
      name_row (self);
    }
}

static void
follow_installations (SsPluginCard *self)
{
  SsInstallationStore *store = ss_workspace_get_installations (self->workspace);

  g_signal_connect_object (ss_installation_store_get_installations (store), "items-changed",
                           G_CALLBACK (installations_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "notify::n-updates", G_CALLBACK (installations_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
plugin_changed_cb (SsPluginCard *self)
{
  refresh (self);
}

static void
set_plugin (SsPluginCard *self, SsPlugin *plugin)
{
  if (self->plugin == plugin)
    return;
  if (self->plugin != NULL)
    g_signal_handlers_disconnect_by_func (self->plugin, plugin_changed_cb, self);
  g_set_object (&self->plugin, plugin);
  if (plugin != NULL)
    g_signal_connect_swapped (plugin, "notify", G_CALLBACK (plugin_changed_cb), self);
}

static void
item_changed_cb (SsPluginCard *self)
{
  SsModel *model = self->item != NULL ? ss_list_item_get_model (self->item) : NULL;

  set_plugin (self, model != NULL ? SS_PLUGIN (model) : NULL);
  refresh (self);
}

static void
clicked_cb (SsPluginCard *self)
{
  const char *action = ss_plugin_offer_get_action (self->offer);

  if (self->plugin != NULL && action != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), action, "s", ss_plugin_get_id (self->plugin));
}

static int
get_button_height (SsPluginCard *self)
{
  int height;

  gtk_widget_measure (self->button, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
  return height;
}

static void
snapshot_skeleton (SsPluginCard *self, GtkSnapshot *snapshot, int width)
{
  GdkRGBA color;
  const graphene_rect_t bars[] = {
    GRAPHENE_RECT_INIT (PADDING, PADDING, ICON, ICON),
    GRAPHENE_RECT_INIT (PADDING + ICON + GAP, PADDING + 6, (float) width * 0.4f, 14),
    GRAPHENE_RECT_INIT (PADDING + ICON + GAP, PADDING + 28, (float) width * 0.25f, 10),
    GRAPHENE_RECT_INIT (PADDING, PADDING + ICON + GAP + 3, (float) width - 2 * PADDING, 10),
    GRAPHENE_RECT_INIT (PADDING, PADDING + ICON + GAP + 22, (float) width * 0.6f, 10),
  };

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &color);
  color.alpha = 0.08f;
  for (gsize i = 0; i < G_N_ELEMENTS (bars); i++)
    gtk_snapshot_append_color (snapshot, &color, &bars[i]);
}

/* The star and the verified mark are drawn at places that are mirrored in right-to-left text. */
static double
mirror (SsPluginCard *self, double x, double width)
{
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    return gtk_widget_get_width (GTK_WIDGET (self)) - x - width;
  return x;
}

static SsLogoCache *
get_logos (SsPluginCard *self)
{
  return ss_logo_cache_get (ss_workspace_get_session (self->workspace));
}

static void
logo_cb (SsPluginCard *self, const char *address)
{
  if (self->plugin != NULL && g_strcmp0 (ss_plugin_get_logo_url (self->plugin), address) == 0)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
snapshot_head (SsPluginCard *self, GtkSnapshot *snapshot, int width)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GdkTexture *logo = ss_logo_cache_look_up (get_logos (self), ss_plugin_get_logo_url (self->plugin));
  gboolean is_verified = ss_plugin_get_is_verified (self->plugin);
  double x = PADDING + ICON + GAP;
  double room = width - x - PADDING;
  double name_room = is_verified ? room - BADGE - 4 : room;
  double y = PADDING + MAX (0, (ICON - ss_card_text_get_head_height (self->text)) / 2.0);
  double name_width = ss_card_text_measure (self->text, SS_CARD_NAME, name_room);
  double name_height = ss_card_text_get_line_height (self->text, SS_CARD_NAME);

  if (logo != NULL)
    ss_picture_snapshot (logo, snapshot, mirror (self, PADDING, ICON), PADDING, ICON);
  else
    ss_plugin_icon_snapshot (snapshot, widget, self->initials, ss_plugin_get_category (self->plugin),
                             mirror (self, PADDING, ICON), PADDING, ICON);
  ss_card_text_snapshot (self->text, SS_CARD_NAME, snapshot, mirror (self, x, name_room), y, name_room);
  self->badge = *graphene_rect_zero ();
  if (is_verified)
    {
      graphene_rect_init (&self->badge, (float) mirror (self, x + name_width + 4, BADGE),
                          (float) round (y + (name_height - BADGE) / 2), BADGE, BADGE);
      ss_drawn_texture_snapshot (get_badge (widget), snapshot, widget, &self->badge);
    }
  ss_card_text_snapshot (self->text, SS_CARD_AUTHOR, snapshot, mirror (self, x, room), y + name_height, room);
}

static void
snapshot_foot (SsPluginCard *self, GtkSnapshot *snapshot, int width)
{
  GtkWidget *widget = GTK_WIDGET (self);
  double middle = self->button_place.y + self->button_place.height / 2.0;
  double line = ss_card_text_get_line_height (self->text, SS_CARD_FIGURES);
  double end = width - PADDING - self->button_place.width - 8;
  double x = PADDING;

  if (ss_plugin_get_rating_count (self->plugin) > 0)
    {
      double stars = ss_star_strip_get_width (STAR);

      ss_star_strip_snapshot (snapshot, widget, ss_plugin_get_rating (self->plugin), STAR,
                              mirror (self, x, stars), round (middle - STAR / 2.0));
      x += stars + 6;
    }
  if (end > x)
    ss_card_text_snapshot (self->text, SS_CARD_FIGURES, snapshot, mirror (self, x, end - x),
                           round (middle - line / 2), end - x);
}

static void
ss_plugin_card_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SsPluginCard *self = SS_PLUGIN_CARD (widget);
  int width = gtk_widget_get_width (widget);
  double head;

  if (self->plugin == NULL)
    {
      snapshot_skeleton (self, snapshot, width);
      return;
    }
  if (self->text == NULL)
    {
      self->text = ss_card_text_new (widget, self->plugin);
      self->initials = ss_plugin_icon_create_layout (widget, ss_plugin_get_name (self->plugin), ICON);
    }
  snapshot_head (self, snapshot, width);
  head = MAX (ICON, ss_card_text_get_head_height (self->text));
  ss_card_text_snapshot (self->text, SS_CARD_SUMMARY, snapshot, PADDING, PADDING + head + 10,
                         width - 2 * PADDING);
  snapshot_foot (self, snapshot, width);
  gtk_widget_snapshot_child (widget, self->button, snapshot);
}

static void
ss_plugin_card_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                        int *natural, int *minimum_baseline, int *natural_baseline)
{
  SsPluginCard *self = SS_PLUGIN_CARD (widget);
  double head;
  double summary;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN_WIDTH;
      *natural = MIN_WIDTH;
      return;
    }
  ss_card_text_measure_lines (widget, &head, &summary);
  *minimum = *natural =
      (int) ceil (2 * PADDING + MAX (ICON, head) + 10 + 2 * summary + 10 + get_button_height (self));
}

static void
ss_plugin_card_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SsPluginCard *self = SS_PLUGIN_CARD (widget);
  GtkAllocation *place = &self->button_place;
  GtkRequisition size;

  gtk_widget_get_preferred_size (self->button, NULL, &size);
  place->width = size.width;
  place->height = size.height;
  place->x = (int) mirror (self, width - PADDING - size.width, size.width);
  place->y = height - PADDING - size.height;
  gtk_widget_size_allocate (self->button, place, -1);
}

static gboolean
ss_plugin_card_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  SsPluginCard *self = SS_PLUGIN_CARD (widget);
  const char *text = NULL;

  if (self->plugin == NULL || keyboard)
    return FALSE;
  if (gdk_rectangle_contains_point (&self->button_place, x, y))
    text = self->offer != SS_PLUGIN_OFFER_INSTALLED
               ? ss_plugin_get_obstacle (self->workspace, "plugins.manage")
               : NULL;
  else if (self->badge.size.width > 0
           && graphene_rect_contains_point (&self->badge, &GRAPHENE_POINT_INIT ((float) x, (float) y)))
    text = _ ("Verified: checked by the people who run the platform");
  gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

static void
ss_plugin_card_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  drop_layouts (SS_PLUGIN_CARD (widget));
  gtk_widget_queue_resize (widget);
  GTK_WIDGET_CLASS (ss_plugin_card_parent_class)->system_setting_changed (widget, setting);
}

static void
ss_plugin_card_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (ss_plugin_card_parent_class)->css_changed (widget, change);
  drop_layouts (SS_PLUGIN_CARD (widget));
  gtk_widget_queue_draw (widget);
}

static void
ss_plugin_card_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  SsPluginCard *self = SS_PLUGIN_CARD (object);

  switch ((SsPluginCardProperty) id)
    {
    case PROP_WORKSPACE:
      g_value_set_object (value, self->workspace);
      break;
    case PROP_ITEM:
      g_value_set_object (value, self->item);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
ss_plugin_card_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  SsPluginCard *self = SS_PLUGIN_CARD (object);

  switch ((SsPluginCardProperty) id)
    {
    case PROP_WORKSPACE:
      self->workspace = g_value_dup_object (value);
      break;
    case PROP_ITEM:
      ss_plugin_card_set_item (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
ss_plugin_card_dispose (GObject *object)
{
  SsPluginCard *self = SS_PLUGIN_CARD (object);

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, item_changed_cb, self);
  g_clear_object (&self->item);
  set_plugin (self, NULL);
  drop_layouts (self);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (ss_plugin_card_parent_class)->dispose (object);
}

static void
ss_plugin_card_class_init (SsPluginCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ss_plugin_card_dispose;
  object_class->get_property = ss_plugin_card_get_property;
  object_class->set_property = ss_plugin_card_set_property;
  widget_class->css_changed = ss_plugin_card_css_changed;
  widget_class->measure = ss_plugin_card_measure;
  widget_class->query_tooltip = ss_plugin_card_query_tooltip;
  widget_class->size_allocate = ss_plugin_card_size_allocate;
  widget_class->snapshot = ss_plugin_card_snapshot;
  widget_class->system_setting_changed = ss_plugin_card_system_setting_changed;
  gtk_widget_class_set_css_name (widget_class, "plugin-card");

  properties[PROP_WORKSPACE] =
      g_param_spec_object ("workspace", NULL, NULL, SS_TYPE_WORKSPACE,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ITEM] =
      g_param_spec_object ("item", NULL, NULL, SS_TYPE_LIST_ITEM, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ss_plugin_card_init (SsPluginCard *self)
{
  self->button = gtk_button_new ();
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  gtk_widget_set_child_visible (self->button, FALSE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (clicked_cb), self);
}

/**
 * ss_plugin_card_new:
 * @workspace: whose installations tell which button fits
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
ss_plugin_card_new (SsWorkspace *workspace)
{
  SsPluginCard *self = g_object_new (SS_TYPE_PLUGIN_CARD, "workspace", workspace, NULL);

  follow_installations (self);
  g_signal_connect_object (get_logos (self), "loaded", G_CALLBACK (logo_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
ss_plugin_card_set_item (SsPluginCard *self, SsListItem *item)
{
  if (self->item == item)
    return;
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, item_changed_cb, self);
  g_set_object (&self->item, item);
  if (item != NULL)
    g_signal_connect_swapped (item, "notify::model", G_CALLBACK (item_changed_cb), self);
  item_changed_cb (self);
}

/**
 * ss_plugin_card_get_plugin:
 * @self: the card
 *
 * Returns: (transfer none) (nullable): what it shows; %NULL while that is not yet known
 */
SsPlugin *
ss_plugin_card_get_plugin (SsPluginCard *self)
{
  return self->plugin;
}

SsPluginOffer
ss_plugin_card_get_offer (SsPluginCard *self)
{
  return self->offer;
}
