/* marketplace-page.c: what the marketplace offers, to search, look at and install
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/plugins/marketplace-page.h"

#include <glib/gi18n-lib.h>

#include "app/plugins/head-scroller.h"
#include "app/plugins/plugin-card.h"
#include "app/plugins/plugin-flow.h"
#include "app/plugins/plugin-menu.h"
#include "app/plugins/plugin-style.h"
#include "app/widgets/category-pills.h"
#include "app/widgets/status-view.h"
#include "app/widgets/menu-button-name.h"

struct _SsMarketplacePage
{
  SsPage parent_instance;

  GtkWidget *search_entry;
  GtkWidget *ordering_drop_down;
  GtkWidget *filter_button;
  SsCategoryPills *pills;
  SsStatusView *status;
  GtkWidget *scroller;
  GtkWidget *featured_box;
  GtkWidget *featured_list;
  GtkWidget *count_label;
  GtkWidget *grid;

  SsPluginFlow *flow;          /* (owned) */
  GSimpleActionGroup *actions; /* (owned) */

  char *search;     /* (owned) */
  char *ordering;   /* (owned) */
  GStrv categories; /* (owned) */
  gboolean only_featured;
  gboolean only_verified;
  gboolean only_not_installed;
};

G_DEFINE_FINAL_TYPE (SsMarketplacePage, ss_marketplace_page, SS_TYPE_PAGE)

typedef enum
{
  PROP_SEARCH = 1,
  PROP_ORDERING,
  PROP_CATEGORIES,
  PROP_ONLY_FEATURED,
  PROP_ONLY_VERIFIED,
  PROP_ONLY_NOT_INSTALLED,
} SsMarketplacePageProperty;

static GParamSpec *properties[PROP_ONLY_NOT_INSTALLED + 1];

/* The orders, in the drop-down's order; the first is the usual one. */
static const struct
{
  const char *ordering;
  const char *label;
} orders[] = {
  { "-install_count", N_ ("Most installed") },
  { "-rating", N_ ("Best rated") },
  { "-created_at", N_ ("Newest") },
  { "-updated_at", N_ ("Recently updated") },
  { "name", N_ ("Name") },
};

static SsPluginStore *
get_store (SsMarketplacePage *self)
{
  return ss_workspace_get_plugins (ss_page_get_workspace (SS_PAGE (self)));
}

static gboolean
is_filtered (SsMarketplacePage *self)
{
  return self->search[0] != '\0' || self->categories[0] != NULL || self->only_featured || self->only_verified
         || self->only_not_installed;
}

static void
apply_filter (SsMarketplacePage *self, gboolean typing)
{
  SsPluginFilter filter = {
    .search = self->search,
    .categories = (const char *const *) self->categories,
    .ordering = self->ordering,
    .only_featured = self->only_featured,
    .only_verified = self->only_verified,
    .only_not_installed = self->only_not_installed,
  };
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));

  if (ss_page_get_workspace (SS_PAGE (self)) == NULL)
    return;
  gtk_adjustment_set_value (adjustment, 0);
  ss_plugin_store_set_filter (get_store (self), &filter, typing);
  if (self->only_featured || self->only_verified || self->only_not_installed)
    gtk_widget_add_css_class (self->filter_button, "accent");
  else
    gtk_widget_remove_css_class (self->filter_button, "accent");
}

static void
show_heads (SsMarketplacePage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (ss_plugin_store_get_plugins (get_store (self))));
  guint n_featured =
      g_list_model_get_n_items (G_LIST_MODEL (ss_plugin_store_get_featured (get_store (self))));
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->featured_box, !is_filtered (self) && n_featured > 0);
  if (is_filtered (self))
    text = g_strdup_printf (ngettext ("%u Plugin Found", "%u Plugins Found", n), n);
  else
    text = g_strdup (_ ("All Plugins"));
  gtk_label_set_text (GTK_LABEL (self->count_label), text);
}

static void
items_changed_cb (SsMarketplacePage *self)
{
  show_heads (self);
}

/* Some of the properties are the state of an action of the same name. */
static void
follow_property (SsMarketplacePage *self, const char *name)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);
  g_auto (GValue) value = G_VALUE_INIT;

  if (action == NULL || g_action_get_state_type (action) == NULL)
    return;
  g_object_get_property (G_OBJECT (self), name, &value);
  if (G_VALUE_HOLDS_BOOLEAN (&value))
    g_simple_action_set_state (G_SIMPLE_ACTION (action),
                               g_variant_new_boolean (g_value_get_boolean (&value)));
  else
    g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (g_value_get_string (&value)));
}

static void
filter_changed (SsMarketplacePage *self, SsMarketplacePageProperty property)
{
  apply_filter (self, property == PROP_SEARCH);
  follow_property (self, properties[property]->name);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_search (SsMarketplacePage *self, const char *search)
{
  g_autofree char *text = g_strstrip (g_strdup (search != NULL ? search : ""));

  if (g_strcmp0 (text, self->search) == 0)
    return;
  g_free (self->search);
  self->search = g_steal_pointer (&text);
  if (g_ascii_strcasecmp (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)), self->search) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->search_entry), self->search);
  filter_changed (self, PROP_SEARCH);
}

static void
set_ordering (SsMarketplacePage *self, const char *ordering)
{
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      if (g_strcmp0 (orders[i].ordering, ordering) != 0 || g_strcmp0 (ordering, self->ordering) == 0)
        continue;
      g_free (self->ordering);
      self->ordering = g_strdup (ordering);
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->ordering_drop_down), i);
      filter_changed (self, PROP_ORDERING);
    }
}

static void
set_categories (SsMarketplacePage *self, const char *const *categories)
{
  static const char *const none[] = { NULL };

  if (categories == NULL)
    categories = none;
  if (g_strv_equal (categories, (const char *const *) self->categories))
    return;
  g_strfreev (self->categories);
  self->categories = g_strdupv ((char **) categories);
  filter_changed (self, PROP_CATEGORIES);
}

static void
set_flag (SsMarketplacePage *self, gboolean *flag, const GValue *value, SsMarketplacePageProperty property)
{
  if (*flag == g_value_get_boolean (value))
    return;
  *flag = !*flag;
  filter_changed (self, property);
}

static void
search_changed_cb (SsMarketplacePage *self)
{
  set_search (self, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

static void
stop_search_cb (SsMarketplacePage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
}

static void
ordering_selected_cb (SsMarketplacePage *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->ordering_drop_down));

  if (selected < G_N_ELEMENTS (orders))
    set_ordering (self, orders[selected].ordering);
}

static void
activated_cb (SsMarketplacePage *self, guint position, GtkWidget *list)
{
  GtkSelectionModel *model = GTK_IS_GRID_VIEW (list) ? gtk_grid_view_get_model (GTK_GRID_VIEW (list))
                                                     : gtk_list_view_get_model (GTK_LIST_VIEW (list));
  g_autoptr (SsListItem) item = g_list_model_get_item (G_LIST_MODEL (model), position);
  SsModel *plugin = item != NULL ? ss_list_item_get_model (item) : NULL;

  if (plugin != NULL)
    ss_plugin_flow_show_details (self->flow, SS_PLUGIN (plugin));
}

static void
reload_cb (SsMarketplacePage *self)
{
  ss_page_reload (SS_PAGE (self));
}

static void
set_up_card_cb (SsMarketplacePage *self, GtkListItem *row)
{
  gtk_list_item_set_child (row, ss_plugin_card_new (ss_page_get_workspace (SS_PAGE (self))));
}

/* There is no unbinding: the next item takes the place of the one before, at half the cost. */
static void
bind_card_cb (SsMarketplacePage *self, GtkListItem *row)
{
  ss_plugin_card_set_item (SS_PLUGIN_CARD (gtk_list_item_get_child (row)), gtk_list_item_get_item (row));
}

static GtkListItemFactory *
create_factory (SsMarketplacePage *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (set_up_card_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_card_cb), self, G_CONNECT_SWAPPED);
  return factory;
}

static GtkSelectionModel *
create_selection (SsPagedList *list)
{
  return GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (list))));
}

static void
search_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_widget_grab_focus (SS_MARKETPLACE_PAGE (user_data)->search_entry);
}

static void
reset_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_object_set (user_data, "search", "", "categories", NULL, "only-featured", FALSE, "only-verified", FALSE,
                "only-not-installed", FALSE, NULL);
}

static void
reload_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ss_page_reload (SS_PAGE (user_data));
}

static void
change_property (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  const char *name = g_action_get_name (G_ACTION (action));

  if (g_variant_is_of_type (state, G_VARIANT_TYPE_BOOLEAN))
    g_object_set (user_data, name, g_variant_get_boolean (state), NULL);
  else
    g_object_set (user_data, name, g_variant_get_string (state, NULL), NULL);
}

static const GActionEntry actions[] = {
  { .name = "search", .activate = search_action },
  { .name = "reset", .activate = reset_action },
  { .name = "reload", .activate = reload_action },
  { .name = "ordering", .parameter_type = "s", .state = "'-install_count'", .change_state = change_property },
  { .name = "only-featured", .state = "false", .change_state = change_property },
  { .name = "only-verified", .state = "false", .change_state = change_property },
  { .name = "only-not-installed", .state = "false", .change_state = change_property },
};

static void
show_lists (SsMarketplacePage *self)
{
  SsPagedList *plugins = ss_plugin_store_get_plugins (get_store (self));
  SsPagedList *featured = ss_plugin_store_get_featured (get_store (self));
  g_autoptr (GtkSelectionModel) selection = create_selection (plugins);
  g_autoptr (GtkSelectionModel) featured_selection = create_selection (featured);
  g_autoptr (GtkListItemFactory) factory = create_factory (self);

  gtk_grid_view_set_factory (GTK_GRID_VIEW (self->grid), factory);
  gtk_grid_view_set_model (GTK_GRID_VIEW (self->grid), selection);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->featured_list), factory);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->featured_list), featured_selection);
  g_signal_connect_object (plugins, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (featured, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  ss_status_view_follow (self->status, G_OBJECT (plugins));
  ss_category_pills_set_model (self->pills, ss_plugin_store_get_categories (get_store (self)));
}

static void
ss_marketplace_page_set_up (SsPage *page)
{
  SsMarketplacePage *self = SS_MARKETPLACE_PAGE (page);
  SsInstallationStore *installations = ss_workspace_get_installations (ss_page_get_workspace (page));

  self->flow = ss_plugin_flow_new (page);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "plugin", ss_plugin_flow_get_actions (self->flow));
  ss_plugin_menu_add (self->grid);
  ss_plugin_menu_add (self->featured_list);
  ss_plugin_add_shortcuts (page, "marketplace");
  apply_filter (self, FALSE);
  show_lists (self);
  show_heads (self);
  if (ss_installation_store_get_state (installations) == SS_LOAD_LOADING)
    ss_installation_store_load (installations);
}

static void
ss_marketplace_page_reload (SsPage *page)
{
  SsPluginStore *store = get_store (SS_MARKETPLACE_PAGE (page));

  ss_paged_list_reload (ss_plugin_store_get_plugins (store));
  ss_paged_list_reload (ss_plugin_store_get_featured (store));
  ss_installation_store_load (ss_workspace_get_installations (ss_page_get_workspace (page)));
}

static void
ss_marketplace_page_start_search (SsPage *page)
{
  gtk_widget_grab_focus (SS_MARKETPLACE_PAGE (page)->search_entry);
}

static GVariant *
ss_marketplace_page_save_state (SsPage *page)
{
  SsMarketplacePage *self = SS_MARKETPLACE_PAGE (page);
  GVariantDict state;

  g_variant_dict_init (&state, NULL);
  g_variant_dict_insert (&state, "search", "s", self->search);
  g_variant_dict_insert (&state, "ordering", "s", self->ordering);
  g_variant_dict_insert (&state, "categories", "^as", self->categories);
  g_variant_dict_insert (&state, "only-featured", "b", self->only_featured);
  g_variant_dict_insert (&state, "only-verified", "b", self->only_verified);
  g_variant_dict_insert (&state, "only-not-installed", "b", self->only_not_installed);
  return g_variant_dict_end (&state);
}

static void
ss_marketplace_page_restore_state (SsPage *page, GVariant *state)
{
  static const char *const flags[] = { "only-featured", "only-verified", "only-not-installed" };
  g_autoptr (GVariantDict) dictionary = g_variant_dict_new (state);
  g_autofree char *search = NULL;
  g_autofree char *ordering = NULL;
  g_auto (GStrv) categories = NULL;

  if (g_variant_dict_lookup (dictionary, "search", "s", &search))
    g_object_set (page, "search", search, NULL);
  if (g_variant_dict_lookup (dictionary, "ordering", "s", &ordering))
    g_object_set (page, "ordering", ordering, NULL);
  if (g_variant_dict_lookup (dictionary, "categories", "^as", &categories))
    g_object_set (page, "categories", categories, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      gboolean flag;

      if (g_variant_dict_lookup (dictionary, flags[i], "b", &flag))
        g_object_set (page, flags[i], flag, NULL);
    }
}

static void
ss_marketplace_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  SsMarketplacePage *self = SS_MARKETPLACE_PAGE (object);

  switch ((SsMarketplacePageProperty) id)
    {
    case PROP_SEARCH:
      g_value_set_string (value, self->search);
      break;
    case PROP_ORDERING:
      g_value_set_string (value, self->ordering);
      break;
    case PROP_CATEGORIES:
      g_value_set_boxed (value, self->categories);
      break;
    case PROP_ONLY_FEATURED:
      g_value_set_boolean (value, self->only_featured);
      break;
    case PROP_ONLY_VERIFIED:
      g_value_set_boolean (value, self->only_verified);
      break;
    case PROP_ONLY_NOT_INSTALLED:
      g_value_set_boolean (value, self->only_not_installed);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
ss_marketplace_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  SsMarketplacePage *self = SS_MARKETPLACE_PAGE (object);

  switch ((SsMarketplacePageProperty) id)
    {
    case PROP_SEARCH:
      set_search (self, g_value_get_string (value));
      break;
    case PROP_ORDERING:
      set_ordering (self, g_value_get_string (value));
      break;
    case PROP_CATEGORIES:
      set_categories (self, g_value_get_boxed (value));
      break;
    case PROP_ONLY_FEATURED:
      set_flag (self, &self->only_featured, value, PROP_ONLY_FEATURED);
      break;
    case PROP_ONLY_VERIFIED:
      set_flag (self, &self->only_verified, value, PROP_ONLY_VERIFIED);
      break;
    case PROP_ONLY_NOT_INSTALLED:
      set_flag (self, &self->only_not_installed, value, PROP_ONLY_NOT_INSTALLED);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
ss_marketplace_page_dispose (GObject *object)
{
  SsMarketplacePage *self = SS_MARKETPLACE_PAGE (object);

  g_clear_object (&self->flow);
  g_clear_object (&self->actions);
  G_OBJECT_CLASS (ss_marketplace_page_parent_class)->dispose (object);
}

static void
ss_marketplace_page_finalize (GObject *object)
{
  SsMarketplacePage *self = SS_MARKETPLACE_PAGE (object);

  g_free (self->search);
  g_free (self->ordering);
  g_strfreev (self->categories);
  G_OBJECT_CLASS (ss_marketplace_page_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_SEARCH] = g_param_spec_string ("search", NULL, NULL, "", flags);
  properties[PROP_ORDERING] = g_param_spec_string ("ordering", NULL, NULL, orders[0].ordering, flags);
  properties[PROP_CATEGORIES] = g_param_spec_boxed ("categories", NULL, NULL, G_TYPE_STRV, flags);
  properties[PROP_ONLY_FEATURED] = g_param_spec_boolean ("only-featured", NULL, NULL, FALSE, flags);
  properties[PROP_ONLY_VERIFIED] = g_param_spec_boolean ("only-verified", NULL, NULL, FALSE, flags);
  properties[PROP_ONLY_NOT_INSTALLED] = g_param_spec_boolean ("only-not-installed", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ss_marketplace_page_class_init (SsMarketplacePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SsPageClass *page_class = SS_PAGE_CLASS (klass);

  object_class->dispose = ss_marketplace_page_dispose;
  object_class->finalize = ss_marketplace_page_finalize;
  object_class->get_property = ss_marketplace_page_get_property;
  object_class->set_property = ss_marketplace_page_set_property;
  page_class->set_up = ss_marketplace_page_set_up;
  page_class->reload = ss_marketplace_page_reload;
  page_class->start_search = ss_marketplace_page_start_search;
  page_class->save_state = ss_marketplace_page_save_state;
  page_class->restore_state = ss_marketplace_page_restore_state;
  install_properties (object_class);

  ss_plugin_style_load ();
  g_type_ensure (SS_TYPE_CATEGORY_PILLS);
  g_type_ensure (SS_TYPE_HEAD_SCROLLER);
  g_type_ensure (SS_TYPE_STATUS_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, SS_PLUGIN_RESOURCES "marketplace-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SsMarketplacePage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, SsMarketplacePage, ordering_drop_down);
  gtk_widget_class_bind_template_child (widget_class, SsMarketplacePage, filter_button);
  gtk_widget_class_bind_template_child (widget_class, SsMarketplacePage, pills);
  gtk_widget_class_bind_template_child (widget_class, SsMarketplacePage, status);
  gtk_widget_class_bind_template_child (widget_class, SsMarketplacePage, scroller);
  gtk_widget_class_bind_template_child (widget_class, SsMarketplacePage, featured_box);
  gtk_widget_class_bind_template_child (widget_class, SsMarketplacePage, featured_list);
  gtk_widget_class_bind_template_child (widget_class, SsMarketplacePage, count_label);
  gtk_widget_class_bind_template_child (widget_class, SsMarketplacePage, grid);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, reload_cb);
}

static void
ss_marketplace_page_init (SsMarketplacePage *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  self->search = g_strdup ("");
  self->ordering = g_strdup (orders[0].ordering);
  self->categories = g_new0 (char *, 1);
  gtk_widget_init_template (GTK_WIDGET (self));
  ss_menu_button_name_by_tooltip (GTK_MENU_BUTTON (self->filter_button));
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    gtk_string_list_append (labels, _ (orders[i].label));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->ordering_drop_down), G_LIST_MODEL (labels));
  g_signal_connect_swapped (self->ordering_drop_down, "notify::selected", G_CALLBACK (ordering_selected_cb),
                            self);
  g_signal_connect_swapped (self->search_entry, "search-changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect_swapped (self->search_entry, "stop-search", G_CALLBACK (stop_search_cb), self);
  g_object_bind_property (self, "categories", self->pills, "selected", G_BINDING_BIDIRECTIONAL);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), actions, G_N_ELEMENTS (actions), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "marketplace", G_ACTION_GROUP (self->actions));
}
