/* plugin-details.c: all about one plugin, in a window of its own
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/plugins/plugin-details.h"

#include <glib/gi18n-lib.h>

#include "app/plugins/access-list.h"
#include "app/plugins/code-view.h"
#include "app/plugins/plugin-offer.h"
#include "app/plugins/plugin-style.h"
#include "app/plugins/plugin-words.h"
#include "app/plugins/review-row.h"
#include "app/widgets/markdown-inline.h"
#include "app/widgets/markdown-view.h"
#include "app/widgets/plugin-icon.h"
#include "app/widgets/rating-histogram.h"
#include "app/widgets/star-rating.h"

/* Reviews at first, and more at each wish. */
#define REVIEWS_FIRST 3
#define REVIEWS_MORE 20

struct _SsPluginDetails
{
  AdwWindow parent_instance;

  AdwToastOverlay *toasts;
  AdwWindowTitle *window_title;
  GtkWidget *spinner;
  SsPluginIcon *icon;
  GtkWidget *name_label;
  GtkWidget *author_label;
  GtkWidget *verified_box;
  GtkWidget *offer_button;
  GtkWidget *edit_button;
  GtkWidget *uninstall_button;
  GtkWidget *problem_label;
  SsMarkdownView *description;
  GtkWidget *access_box;
  GtkWidget *access_title;
  GtkWidget *access_list; /* (nullable): in access_box */
  GtkWidget *rating_box;
  GtkWidget *rating_label;
  SsStarRating *stars;
  GtkWidget *rating_count_label;
  SsRatingHistogram *histogram;
  GtkWidget *no_reviews_label;
  GtkWidget *review_list;
  GtkWidget *more_reviews_button;
  AdwActionRow *trigger_row;
  AdwExpanderRow *history_row;
  AdwExpanderRow *code_row;

  SsPluginFlow *flow;        /* (owned) */
  SsWorkspace *workspace;    /* (owned) */
  SsPlugin *plugin;          /* (owned) */
  SsPagedList *reviews;      /* (owned) */
  GtkSliceListModel *shown;  /* (owned): of the reviews */
  GCancellable *cancellable; /* (owned) */
  GtkWidget *code_view;      /* (unowned) (nullable): made when first looked at */
  GListModel *releases;      /* (owned) (nullable): whose rows the history has */
  GPtrArray *release_rows;   /* (owned) (element-type GtkWidget): (unowned) each */
};

G_DEFINE_FINAL_TYPE (SsPluginDetails, ss_plugin_details, ADW_TYPE_WINDOW)

static SsInstallation *
find_installation (SsPluginDetails *self)
{
  return ss_installation_store_find_plugin (ss_workspace_get_installations (self->workspace),
                                            ss_plugin_get_id (self->plugin));
}

static void
show_offer (SsPluginDetails *self)
{
  const char *obstacle = ss_plugin_get_obstacle (self->workspace, "plugins.manage");
  SsPluginOffer offer = ss_plugin_offer_get (self->plugin, find_installation (self), obstacle == NULL);
  gboolean is_installed = offer != SS_PLUGIN_OFFER_INSTALL;
  gboolean is_private = g_strcmp0 (ss_plugin_get_visibility (self->plugin), "PRIVATE") == 0;

  gtk_button_set_label (GTK_BUTTON (self->offer_button), ss_plugin_offer_get_label (offer));
  gtk_widget_set_sensitive (self->offer_button, offer != SS_PLUGIN_OFFER_INSTALLED && obstacle == NULL);
  gtk_widget_set_tooltip_text (self->offer_button, offer != SS_PLUGIN_OFFER_INSTALLED ? obstacle : NULL);
  if (offer == SS_PLUGIN_OFFER_INSTALL || offer == SS_PLUGIN_OFFER_UPDATE)
    gtk_widget_add_css_class (self->offer_button, "suggested-action");
  else
    gtk_widget_remove_css_class (self->offer_button, "suggested-action");
  gtk_widget_set_visible (self->uninstall_button, is_installed && find_installation (self) != NULL);
  gtk_widget_set_sensitive (self->uninstall_button, obstacle == NULL);
  gtk_widget_set_tooltip_text (self->uninstall_button, obstacle);
  gtk_widget_set_visible (self->edit_button, is_private && obstacle == NULL);
}

static void
show_access (SsPluginDetails *self)
{
  SsInstallation *installation = find_installation (self);
  const char *const *after = ss_plugin_get_permissions (self->plugin);
  g_auto (GStrv) before = NULL;
  gboolean is_update = installation != NULL && ss_installation_get_has_update (installation);

  if (is_update)
    before = ss_access_without (after, ss_installation_get_added_permissions (installation));
  if (self->access_list != NULL)
    gtk_box_remove (GTK_BOX (self->access_box), self->access_list);
  self->access_list = ss_access_list_new ((const char *const *) before, after);
  gtk_box_append (GTK_BOX (self->access_box), self->access_list);
  gtk_label_set_text (GTK_LABEL (self->access_title),
                      is_update ? _ ("What It May Access After the Update") : _ ("What It May Access"));
}

static void
show_rating (SsPluginDetails *self)
{
  gint64 count = ss_plugin_get_rating_count (self->plugin);
  g_autofree char *mean = g_strdup_printf ("%.1f", ss_plugin_get_rating (self->plugin));
  g_autofree char *ratings =
      g_strdup_printf (ngettext ("%d rating", "%d ratings", (gulong) count), (int) MIN (count, G_MAXINT));
  gsize n_counts = 0;
  const gint64 *counts = ss_plugin_get_rating_histogram (self->plugin, &n_counts);

  gtk_widget_set_visible (self->rating_box, count > 0);
  gtk_label_set_text (GTK_LABEL (self->rating_label), mean);
  gtk_label_set_text (GTK_LABEL (self->rating_count_label), ratings);
  ss_star_rating_set_value (self->stars, ss_plugin_get_rating (self->plugin));
  ss_rating_histogram_set_counts (self->histogram, counts, n_counts);
}

static void
add_release (SsPluginDetails *self, SsPluginRelease *release)
{
  GtkWidget *child = adw_action_row_new ();
  g_autofree char *date = ss_describe_date (ss_plugin_release_get_released_at (release));
  g_autofree char *title = g_markup_printf_escaped ("%s", ss_plugin_release_get_version (release));
  g_autofree char *notes = ss_markdown_notes_to_markup (ss_plugin_release_get_notes (release));
  GtkWidget *label = gtk_label_new (g_strstrip (date));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (child), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (child), notes);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (child), 0);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "caption");
  adw_action_row_add_suffix (ADW_ACTION_ROW (child), label);
  adw_expander_row_add_row (self->history_row, child);
  g_ptr_array_add (self->release_rows, child);
}

static void
show_history (SsPluginDetails *self)
{
  GListModel *releases = ss_plugin_get_changelog (self->plugin);
  guint n = releases != NULL ? g_list_model_get_n_items (releases) : 0;

  adw_expander_row_set_subtitle (self->history_row, ss_plugin_get_version (self->plugin));
  gtk_widget_set_sensitive (GTK_WIDGET (self->history_row), n > 0);
  if (!g_set_object (&self->releases, releases))
    return;
  for (guint i = 0; i < self->release_rows->len; i++)
    adw_expander_row_remove (self->history_row, self->release_rows->pdata[i]);
  g_ptr_array_set_size (self->release_rows, 0);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SsPluginRelease) release = g_list_model_get_item (releases, i);

      add_release (self, release);
    }
}

static char *
describe_author (SsPluginDetails *self)
{
  g_autofree char *installs = ss_plugin_describe_installs (ss_plugin_get_install_count (self->plugin));
  const char *category =
      g_dgettext (GETTEXT_PACKAGE, ss_category_describe (ss_plugin_get_category (self->plugin)));

  /* Translators: a plugin's author, category and installs. */
  return g_strdup_printf (_ ("%s · %s · %s"), ss_plugin_get_author (self->plugin), category, installs);
}

/* Setting the same text again would lose what is selected. */
static void
show_code (SsPluginDetails *self)
{
  const char *code = ss_plugin_get_code (self->plugin);
  g_autofree char *shown = self->code_view != NULL ? ss_code_view_get_text (self->code_view) : NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->code_row), code != NULL);
  if (shown != NULL && g_strcmp0 (shown, code) != 0)
    ss_code_view_set_text (self->code_view, code);
}

static void
show_plugin (SsPluginDetails *self)
{
  g_autofree char *author = describe_author (self);
  g_autofree char *trigger = ss_describe_trigger (ss_plugin_get_trigger (self->plugin));
  g_autofree char *escaped = g_markup_escape_text (trigger, -1);

  gtk_window_set_title (GTK_WINDOW (self), ss_plugin_get_name (self->plugin));
  ss_plugin_icon_set_plugin (self->icon, ss_plugin_get_name (self->plugin),
                             ss_plugin_get_category (self->plugin));
  ss_plugin_icon_set_logo (self->icon, ss_logo_cache_get (ss_workspace_get_session (self->workspace)),
                           ss_plugin_get_logo_url (self->plugin));
  gtk_label_set_text (GTK_LABEL (self->name_label), ss_plugin_get_name (self->plugin));
  gtk_label_set_text (GTK_LABEL (self->author_label), author);
  gtk_widget_set_visible (self->verified_box, ss_plugin_get_is_verified (self->plugin));
  ss_markdown_view_set_text (self->description, ss_plugin_get_description (self->plugin));
  adw_action_row_set_subtitle (self->trigger_row, escaped);
  show_code (self);
  show_offer (self);
  show_access (self);
  show_rating (self);
  show_history (self);
}

static void
installations_changed_cb (SsPluginDetails *self)
{
  show_offer (self);
  show_access (self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsPluginDetails) self = SS_PLUGIN_DETAILS (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (SsPlugin) plugin = ss_plugin_store_load_finish (SS_PLUGIN_STORE (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  gtk_spinner_stop (GTK_SPINNER (self->spinner));
  if (plugin == NULL)
    {
      gtk_label_set_text (GTK_LABEL (self->problem_label), error->message);
      gtk_widget_set_visible (self->problem_label, TRUE);
      return;
    }
  if (plugin != self->plugin)
    {
      g_signal_handlers_disconnect_by_func (self->plugin, show_plugin, self);
      g_set_object (&self->plugin, plugin);
      g_signal_connect_object (plugin, "notify", G_CALLBACK (show_plugin), self, G_CONNECT_SWAPPED);
    }
  show_plugin (self);
}

static void
reviews_changed_cb (SsPluginDetails *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->reviews));
  SsLoadState state = ss_paged_list_get_state (self->reviews);

  gtk_widget_set_visible (self->review_list, n > 0);
  gtk_widget_set_visible (self->no_reviews_label, n == 0 && state == SS_LOAD_EMPTY);
  gtk_widget_set_visible (self->more_reviews_button, n > gtk_slice_list_model_get_size (self->shown));
}

static GtkWidget *
create_review_cb (gpointer item, gpointer user_data)
{
  return ss_review_row_new (item);
}

static void
more_reviews_cb (SsPluginDetails *self)
{
  gtk_slice_list_model_set_size (self->shown, gtk_slice_list_model_get_size (self->shown) + REVIEWS_MORE);
  reviews_changed_cb (self);
}

static void
offer_cb (SsPluginDetails *self)
{
  const char *obstacle = ss_plugin_get_obstacle (self->workspace, "plugins.manage");
  SsInstallation *installation = find_installation (self);

  switch (ss_plugin_offer_get (self->plugin, installation, obstacle == NULL))
    {
    case SS_PLUGIN_OFFER_INSTALL:
      ss_plugin_flow_install (self->flow, self->plugin);
      break;
    case SS_PLUGIN_OFFER_UPDATE:
      ss_plugin_flow_update (self->flow, installation);
      break;
    case SS_PLUGIN_OFFER_CONFIGURE:
      if (installation != NULL)
        ss_plugin_flow_configure (self->flow, installation);
      break;
    case SS_PLUGIN_OFFER_INSTALLED:
    default:
      break;
    }
}

static void
uninstall_cb (SsPluginDetails *self)
{
  SsInstallation *installation = find_installation (self);

  if (installation != NULL)
    ss_plugin_flow_uninstall (self->flow, installation);
}

static void
edit_cb (SsPluginDetails *self)
{
  g_action_group_activate_action (ss_plugin_flow_get_actions (self->flow), "edit",
                                  g_variant_new_string (ss_plugin_get_id (self->plugin)));
}

static gboolean
link_cb (SsPluginDetails *self, const char *address)
{
  return FALSE;
}

static void
code_expanded_cb (SsPluginDetails *self)
{
  GtkWidget *scroller;

  if (self->code_view != NULL || !adw_expander_row_get_expanded (self->code_row))
    return;
  scroller = gtk_scrolled_window_new ();
  self->code_view = ss_code_view_new (FALSE);
  ss_code_view_set_text (self->code_view, ss_plugin_get_code (self->plugin));
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 280);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->code_view);
  adw_expander_row_add_row (self->code_row, scroller);
}

static gboolean
ss_plugin_details_close_request (GtkWindow *window)
{
  g_cancellable_cancel (SS_PLUGIN_DETAILS (window)->cancellable);
  return GTK_WINDOW_CLASS (ss_plugin_details_parent_class)->close_request (window);
}

static void
ss_plugin_details_dispose (GObject *object)
{
  SsPluginDetails *self = SS_PLUGIN_DETAILS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->shown);
  g_clear_object (&self->releases);
  g_clear_object (&self->reviews);
  g_clear_object (&self->plugin);
  g_clear_object (&self->workspace);
  g_clear_object (&self->flow);
  G_OBJECT_CLASS (ss_plugin_details_parent_class)->dispose (object);
}

static void
ss_plugin_details_finalize (GObject *object)
{
  g_clear_object (&SS_PLUGIN_DETAILS (object)->cancellable);
  g_ptr_array_unref (SS_PLUGIN_DETAILS (object)->release_rows);
  G_OBJECT_CLASS (ss_plugin_details_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, SsPluginDetails, toasts);
  gtk_widget_class_bind_template_child (widget_class, SsPluginDetails, window_title);
  gtk_widget_class_bind_template_child (widget_class, SsPluginDetails, spinner);
  gtk_widget_class_bind_template_child (widget_class, SsPluginDetails, icon);
  gtk_widget_class_bind_template_child (widget_class, SsPluginDetails, name_label);
  gtk_widget_class_bind_template_child (widget_class, SsPluginDetails, author_label);
  gtk_widget_class_bind_template_child (widget_class, SsPluginDetails, verified_box);
  gtk_widget_class_bind_template_child (widget_class, SsPluginDetails, offer_button);
  gtk_widget_class_bind_template_child (widget_class, SsPluginDetails, edit_button);
  gtk_widget_class_bind_template_child (widget_class, SsPluginDetails, uninstall_button);
  gtk_widget_class_bind_template_child (widget_class, SsPluginDetails, problem_label);
  gtk_widget_class_bind_template_child (widget_class, SsPluginDetails, description);
  gtk_widget_class_bind_template_child (widget_class, SsPluginDetails, access_box);
  gtk_widget_class_bind_template_child (widget_class, SsPluginDetails, access_title);
  gtk_widget_class_bind_template_child (widget_class, SsPluginDetails, rating_box);
  gtk_widget_class_bind_template_child (widget_class, SsPluginDetails, rating_label);
  gtk_widget_class_bind_template_child (widget_class, SsPluginDetails, stars);
  gtk_widget_class_bind_template_child (widget_class, SsPluginDetails, rating_count_label);
  gtk_widget_class_bind_template_child (widget_class, SsPluginDetails, histogram);
  gtk_widget_class_bind_template_child (widget_class, SsPluginDetails, no_reviews_label);
  gtk_widget_class_bind_template_child (widget_class, SsPluginDetails, review_list);
  gtk_widget_class_bind_template_child (widget_class, SsPluginDetails, more_reviews_button);
  gtk_widget_class_bind_template_child (widget_class, SsPluginDetails, trigger_row);
  gtk_widget_class_bind_template_child (widget_class, SsPluginDetails, history_row);
  gtk_widget_class_bind_template_child (widget_class, SsPluginDetails, code_row);
  gtk_widget_class_bind_template_callback (widget_class, edit_cb);
  gtk_widget_class_bind_template_callback (widget_class, more_reviews_cb);
  gtk_widget_class_bind_template_callback (widget_class, offer_cb);
  gtk_widget_class_bind_template_callback (widget_class, uninstall_cb);
}

static void
ss_plugin_details_class_init (SsPluginDetailsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ss_plugin_details_dispose;
  object_class->finalize = ss_plugin_details_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = ss_plugin_details_close_request;

  ss_plugin_style_load ();
  g_type_ensure (SS_TYPE_MARKDOWN_VIEW);
  g_type_ensure (SS_TYPE_PLUGIN_ICON);
  g_type_ensure (SS_TYPE_RATING_HISTOGRAM);
  g_type_ensure (SS_TYPE_STAR_RATING);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, SS_PLUGIN_RESOURCES "plugin-details.ui");
  bind_children (widget_class);
}

static void
ss_plugin_details_init (SsPluginDetails *self)
{
  self->cancellable = g_cancellable_new ();
  self->release_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->code_row, "notify::expanded", G_CALLBACK (code_expanded_cb), self);
  g_signal_connect_swapped (self->description, "link", G_CALLBACK (link_cb), self);
}

static void
start (SsPluginDetails *self)
{
  SsPluginStore *store = ss_workspace_get_plugins (self->workspace);
  const char *id = ss_plugin_get_id (self->plugin);

  self->reviews = ss_plugin_store_list_reviews (store, id);
  self->shown = gtk_slice_list_model_new (G_LIST_MODEL (g_object_ref (self->reviews)), 0, REVIEWS_FIRST);
  gtk_list_box_bind_model (GTK_LIST_BOX (self->review_list), G_LIST_MODEL (self->shown), create_review_cb,
                           NULL, NULL);
  g_signal_connect_object (self->reviews, "items-changed", G_CALLBACK (reviews_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reviews, "notify::state", G_CALLBACK (reviews_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->plugin, "notify", G_CALLBACK (show_plugin), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ss_installation_store_get_installations (
                               ss_workspace_get_installations (self->workspace)),
                           "items-changed", G_CALLBACK (installations_changed_cb), self, G_CONNECT_SWAPPED);
  show_plugin (self);
  gtk_spinner_start (GTK_SPINNER (self->spinner));
  ss_plugin_store_load_async (store, id, self->cancellable, loaded_cb, g_object_ref (self));
}

/**
 * ss_plugin_details_new:
 * @flow: what can be done with it
 * @plugin: as far as it is known
 *
 * Returns: (transfer none): the window, to be presented; it asks for the rest
 */
GtkWindow *
ss_plugin_details_new (SsPluginFlow *flow, SsPlugin *plugin)
{
  SsPluginDetails *self = g_object_new (SS_TYPE_PLUGIN_DETAILS, NULL);

  self->flow = g_object_ref (flow);
  self->workspace = g_object_ref (ss_plugin_flow_get_workspace (flow));
  self->plugin = g_object_ref (plugin);
  start (self);
  return GTK_WINDOW (self);
}

void
ss_plugin_details_toast (SsPluginDetails *self, AdwToast *toast)
{
  adw_toast_overlay_add_toast (self->toasts, toast);
}
