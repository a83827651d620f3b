/* installation-row.c: a plugin that the tenant has
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/plugins/installation-row.h"

#include <glib/gi18n-lib.h>

#include "app/plugins/access-list.h"
#include "app/plugins/plugin-offer.h"
#include "app/plugins/plugin-style.h"
#include "app/plugins/plugin-words.h"
#include "app/plugins/review-popover.h"
#include "app/widgets/markdown-inline.h"
#include "app/widgets/menu-button-name.h"
#include "app/widgets/plugin-icon.h"
#include "app/widgets/star-rating.h"

struct _SsInstallationRow
{
  GtkListBoxRow parent_instance;

  SsPluginIcon *icon;
  GtkWidget *name_label;
  GtkWidget *version_label;
  GtkWidget *run_label;
  GtkWidget *news_label;
  GtkWidget *access_label;
  SsStarRating *stars;
  GtkWidget *update_button;
  GtkWidget *active_switch;
  GtkWidget *menu_button;

  SsPluginFlow *flow;           /* (owned) */
  SsInstallation *installation; /* (owned) */
  GCancellable *cancellable;    /* (owned) */
  gboolean is_selecting;
  gboolean is_selected;
  gboolean has_news; /* what the latest version brings has been asked for */
};

G_DEFINE_FINAL_TYPE (SsInstallationRow, ss_installation_row, GTK_TYPE_LIST_BOX_ROW)

typedef enum
{
  PROP_IS_SELECTING = 1,
  PROP_IS_SELECTED,
} SsInstallationRowProperty;

static GParamSpec *properties[PROP_IS_SELECTED + 1];

static void
add_item (GMenu *menu, const char *label, const char *action, const char *id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", id);
  g_menu_append_item (menu, item);
}

static void
make_menu (SsInstallationRow *self)
{
  const char *id = ss_installation_get_plugin_id (self->installation);
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) first = g_menu_new ();
  g_autoptr (GMenu) last = g_menu_new ();

  add_item (first, _ ("_Configure"), "plugin.configure", id);
  add_item (first, _ ("_Roll Back"), "plugin.roll-back", id);
  add_item (first, _ ("_Details"), "plugin.details", id);
  add_item (last, _ ("_Uninstall…"), "plugin.uninstall", id);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->menu_button), G_MENU_MODEL (menu));
}

static char *
describe_version (SsInstallationRow *self)
{
  const char *category =
      g_dgettext (GETTEXT_PACKAGE, ss_category_describe (ss_installation_get_category (self->installation)));
  const char *installed = ss_installation_get_installed_version (self->installation);

  if (ss_installation_get_has_update (self->installation))
    /* Translators: a category, the version that one has, and the newer one. */
    return g_strdup_printf (_ ("%s · %s → %s"), category, installed,
                            ss_installation_get_latest_version (self->installation));
  return g_strdup_printf (_ ("%s · %s"), category, installed);
}

static void
show_run (SsInstallationRow *self)
{
  SsPluginRun *run = ss_installation_get_last_run (self->installation);
  g_autofree char *text = ss_describe_run (run);
  gboolean is_failure = run != NULL && g_strcmp0 (ss_plugin_run_get_status (run), "FAILED") == 0;

  gtk_label_set_text (GTK_LABEL (self->run_label), text);
  gtk_widget_remove_css_class (self->run_label, is_failure ? "dim-label" : "error");
  gtk_widget_add_css_class (self->run_label, is_failure ? "error" : "dim-label");
}

static void
show_added_access (SsInstallationRow *self)
{
  const char *const *added = ss_installation_get_added_permissions (self->installation);
  gboolean has_update = ss_installation_get_has_update (self->installation);
  g_autoptr (GString) text = g_string_new (_ ("The update may also:"));

  for (guint i = 0; added != NULL && added[i] != NULL; i++)
    g_string_append_printf (text, " %s", ss_access_describe (added[i]));
  gtk_label_set_text (GTK_LABEL (self->access_label), text->str);
  gtk_widget_set_visible (self->access_label, has_update && added != NULL && added[0] != NULL);
}

static void
show_may (SsInstallationRow *self)
{
  SsWorkspace *workspace = ss_plugin_flow_get_workspace (self->flow);
  const char *manage = workspace != NULL ? ss_plugin_get_obstacle (workspace, "plugins.manage") : NULL;
  const char *rate = workspace != NULL ? ss_plugin_get_obstacle (workspace, "plugins.rate") : NULL;

  gtk_widget_set_sensitive (self->active_switch, manage == NULL);
  gtk_widget_set_sensitive (self->update_button, manage == NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->stars), rate == NULL);
  gtk_widget_set_tooltip_text (self->active_switch, manage != NULL ? manage : _ ("On or off"));
  gtk_widget_set_tooltip_text (self->update_button, manage);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->stars), rate != NULL ? rate : _ ("Your rating"));
}

static void
news_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsInstallationRow) self = SS_INSTALLATION_ROW (user_data);
  g_autoptr (SsPlugin) plugin = ss_plugin_store_load_finish (SS_PLUGIN_STORE (source), result, NULL);
  GListModel *releases = plugin != NULL ? ss_plugin_get_changelog (plugin) : NULL;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  for (guint i = 0; releases != NULL && i < g_list_model_get_n_items (releases); i++)
    {
      g_autoptr (SsPluginRelease) release = g_list_model_get_item (releases, i);
      g_autofree char *notes = ss_markdown_notes_to_markup (ss_plugin_release_get_notes (release));

      if (g_strcmp0 (ss_plugin_release_get_version (release),
                     ss_installation_get_latest_version (self->installation))
          != 0)
        continue;
      gtk_label_set_markup (GTK_LABEL (self->news_label), notes);
      gtk_widget_set_visible (self->news_label,
                              *notes != '\0' && ss_installation_get_has_update (self->installation));
    }
}

/* What the newer version brings stands in the plugin's changelog. */
static void
load_news (SsInstallationRow *self)
{
  SsWorkspace *workspace = ss_plugin_flow_get_workspace (self->flow);

  if (self->has_news || workspace == NULL || !ss_installation_get_has_update (self->installation))
    return;
  self->has_news = TRUE;
  ss_plugin_store_load_async (ss_workspace_get_plugins (workspace),
                              ss_installation_get_plugin_id (self->installation), self->cancellable,
                              news_loaded_cb, g_object_ref (self));
}

static gboolean
state_set_cb (SsInstallationRow *self, gboolean state)
{
  if (state != ss_installation_get_is_active (self->installation))
    ss_plugin_flow_set_active (self->flow, self->installation, state);
  return FALSE;
}

static void
show_installation (SsInstallationRow *self)
{
  SsInstallation *installation = self->installation;
  SsWorkspace *workspace = ss_plugin_flow_get_workspace (self->flow);
  const char *name = ss_installation_get_name (installation);
  gboolean has_update = ss_installation_get_has_update (installation);
  g_autofree char *version = describe_version (self);
  g_autofree char *switch_label = g_strdup_printf (_ ("%s on or off"), name);
  g_autofree char *stars_label = g_strdup_printf (_ ("Your rating of %s"), name);
  g_autofree char *row_label = g_strdup_printf ("%s, %s", name, version);

  ss_plugin_icon_set_plugin (self->icon, name, ss_installation_get_category (installation));
  if (workspace != NULL)
    ss_plugin_icon_set_logo (self->icon, ss_logo_cache_get (ss_workspace_get_session (workspace)),
                             ss_installation_get_logo_url (installation));
  gtk_label_set_text (GTK_LABEL (self->name_label), name);
  gtk_label_set_text (GTK_LABEL (self->version_label), version);
  ss_star_rating_set_value (self->stars, (double) ss_installation_get_my_rating (installation));
  gtk_widget_set_visible (self->update_button, has_update);
  gtk_widget_set_visible (self->news_label,
                          has_update && *gtk_label_get_text (GTK_LABEL (self->news_label)) != '\0');
  g_signal_handlers_block_by_func (self->active_switch, state_set_cb, self);
  gtk_switch_set_active (GTK_SWITCH (self->active_switch), ss_installation_get_is_active (installation));
  g_signal_handlers_unblock_by_func (self->active_switch, state_set_cb, self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, row_label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->active_switch), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  switch_label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->stars), GTK_ACCESSIBLE_PROPERTY_LABEL, stars_label,
                                  -1);
  show_run (self);
  show_added_access (self);
  show_may (self);
  load_news (self);
}

static void
update_cb (SsInstallationRow *self)
{
  ss_plugin_flow_update (self->flow, self->installation);
}

/* The stars are sent at once; the words can follow. */
static void
rated_cb (SsInstallationRow *self, guint stars)
{
  GtkWidget *popover;

  ss_plugin_flow_rate (self->flow, self->installation, stars,
                       ss_installation_get_my_review (self->installation));
  if (stars == 0)
    return;
  popover = ss_review_popover_new (self->flow, self->installation, stars);
  gtk_widget_set_parent (popover, GTK_WIDGET (self->stars));
  gtk_popover_popup (GTK_POPOVER (popover));
}

/* A click on the stars that are there: to change the words, or to take it back. */
static void
star_clicked_cb (SsInstallationRow *self)
{
  guint stars = (guint) ss_installation_get_my_rating (self->installation);
  GtkWidget *popover;

  if (stars == 0 || stars != (guint) ss_star_rating_get_value (self->stars)
      || gtk_widget_get_first_child (GTK_WIDGET (self->stars)) != NULL)
    return;
  popover = ss_review_popover_new (self->flow, self->installation, stars);
  gtk_widget_set_parent (popover, GTK_WIDGET (self->stars));
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
ss_installation_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  SsInstallationRow *self = SS_INSTALLATION_ROW (object);

  switch ((SsInstallationRowProperty) id)
    {
    case PROP_IS_SELECTING:
      g_value_set_boolean (value, self->is_selecting);
      break;
    case PROP_IS_SELECTED:
      g_value_set_boolean (value, self->is_selected);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
ss_installation_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  SsInstallationRow *self = SS_INSTALLATION_ROW (object);

  switch ((SsInstallationRowProperty) id)
    {
    case PROP_IS_SELECTING:
      self->is_selecting = g_value_get_boolean (value);
      break;
    case PROP_IS_SELECTED:
      self->is_selected = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
ss_installation_row_dispose (GObject *object)
{
  SsInstallationRow *self = SS_INSTALLATION_ROW (object);
  GtkWidget *popover;

  g_cancellable_cancel (self->cancellable);
  while (self->stars != NULL && (popover = gtk_widget_get_first_child (GTK_WIDGET (self->stars))) != NULL)
    gtk_widget_unparent (popover);
  g_clear_object (&self->flow);
  g_clear_object (&self->installation);
  G_OBJECT_CLASS (ss_installation_row_parent_class)->dispose (object);
}

static void
ss_installation_row_finalize (GObject *object)
{
  g_clear_object (&SS_INSTALLATION_ROW (object)->cancellable);
  G_OBJECT_CLASS (ss_installation_row_parent_class)->finalize (object);
}

static void
ss_installation_row_class_init (SsInstallationRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = ss_installation_row_dispose;
  object_class->finalize = ss_installation_row_finalize;
  object_class->get_property = ss_installation_row_get_property;
  object_class->set_property = ss_installation_row_set_property;
  properties[PROP_IS_SELECTING] = g_param_spec_boolean ("is-selecting", NULL, NULL, FALSE, flags);
  properties[PROP_IS_SELECTED] = g_param_spec_boolean ("is-selected", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  ss_plugin_style_load ();
  g_type_ensure (SS_TYPE_PLUGIN_ICON);
  g_type_ensure (SS_TYPE_STAR_RATING);
  gtk_widget_class_set_template_from_resource (widget_class, SS_PLUGIN_RESOURCES "installation-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SsInstallationRow, icon);
  gtk_widget_class_bind_template_child (widget_class, SsInstallationRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, SsInstallationRow, version_label);
  gtk_widget_class_bind_template_child (widget_class, SsInstallationRow, run_label);
  gtk_widget_class_bind_template_child (widget_class, SsInstallationRow, news_label);
  gtk_widget_class_bind_template_child (widget_class, SsInstallationRow, access_label);
  gtk_widget_class_bind_template_child (widget_class, SsInstallationRow, stars);
  gtk_widget_class_bind_template_child (widget_class, SsInstallationRow, update_button);
  gtk_widget_class_bind_template_child (widget_class, SsInstallationRow, active_switch);
  gtk_widget_class_bind_template_child (widget_class, SsInstallationRow, menu_button);
  gtk_widget_class_bind_template_callback (widget_class, state_set_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_cb);
}

static void
ss_installation_row_init (SsInstallationRow *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  ss_menu_button_name_by_tooltip (GTK_MENU_BUTTON (self->menu_button));
  g_signal_connect_swapped (self->stars, "rated", G_CALLBACK (rated_cb), self);
  g_signal_connect_swapped (click, "released", G_CALLBACK (star_clicked_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->stars), GTK_EVENT_CONTROLLER (click));
}

/**
 * ss_installation_row_new:
 * @flow: what can be done with it
 * @installation: what it shows
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
ss_installation_row_new (SsPluginFlow *flow, SsInstallation *installation)
{
  SsInstallationRow *self = g_object_new (SS_TYPE_INSTALLATION_ROW, NULL);

  self->flow = g_object_ref (flow);
  self->installation = g_object_ref (installation);
  make_menu (self);
  show_installation (self);
  g_signal_connect_object (installation, "notify", G_CALLBACK (show_installation), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

SsInstallation *
ss_installation_row_get_installation (SsInstallationRow *self)
{
  return self->installation;
}
