/* my-plugins-page.c: the plugins that the tenant has, to switch, update, rate and remove
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/plugins/my-plugins-page.h"

#include <glib/gi18n-lib.h>

#include "app/plugins/installation-groups.h"
#include "app/plugins/installation-row.h"
#include "app/plugins/plugin-batch.h"
#include "app/plugins/plugin-flow.h"
#include "app/plugins/plugin-offer.h"
#include "app/plugins/plugin-style.h"
#include "app/widgets/status-view.h"
#include "domain/category.h"

struct _SsMyPluginsPage
{
  SsPage parent_instance;

  GtkWidget *search_entry;
  GtkWidget *category_drop_down;
  GtkWidget *create_button;
  GtkWidget *update_all_button;
  SsStatusView *status;
  GtkWidget *updates_box;
  GtkWidget *updates_list;
  GtkWidget *active_box;
  GtkWidget *active_list;
  GtkWidget *inactive_box;
  GtkWidget *inactive_list;
  GtkWidget *nothing_found;
  GtkWidget *progress_revealer;
  GtkWidget *progress_bar;
  GtkWidget *selection_revealer;

  SsPluginFlow *flow;           /* (owned) */
  SsInstallationGroups *groups; /* (owned) */
  GSimpleActionGroup *actions;  /* (owned) */
  GHashTable *selected;         /* (owned): ids */
  SsPluginBatch *batch;         /* (owned) (nullable): what is under way */
  GCancellable *stop;           /* (owned) (nullable): of the batch */
  gboolean is_selecting;
};

G_DEFINE_FINAL_TYPE (SsMyPluginsPage, ss_my_plugins_page, SS_TYPE_PAGE)

typedef enum
{
  PROP_IS_SELECTING = 1,
} SsMyPluginsPageProperty;

static GParamSpec *properties[PROP_IS_SELECTING + 1];

static SsInstallationStore *
get_store (SsMyPluginsPage *self)
{
  return ss_workspace_get_installations (ss_page_get_workspace (SS_PAGE (self)));
}

static void
set_enabled (SsMyPluginsPage *self, const char *name, gboolean is_enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), is_enabled);
}

static void
update_actions (SsMyPluginsPage *self)
{
  static const char *const on_selection[] = { "switch-on", "switch-off", "update", "uninstall" };
  const char *obstacle = ss_plugin_get_obstacle (ss_page_get_workspace (SS_PAGE (self)), "plugins.manage");
  gboolean may_manage = obstacle == NULL;
  gboolean is_free = may_manage && self->batch == NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (on_selection); i++)
    set_enabled (self, on_selection[i], is_free && g_hash_table_size (self->selected) > 0);
  set_enabled (self, "update-all", is_free && ss_installation_store_get_n_updates (get_store (self)) > 0);
  set_enabled (self, "create", may_manage);
  set_enabled (self, "stop", self->batch != NULL);
  gtk_widget_set_tooltip_text (self->create_button, may_manage ? _ ("Create custom plugin") : obstacle);
  gtk_widget_set_tooltip_text (self->update_all_button, obstacle);
  gtk_widget_set_tooltip_text (self->selection_revealer, obstacle);
}

static void
show_groups (SsMyPluginsPage *self)
{
  GtkWidget *boxes[] = { self->updates_box, self->active_box, self->inactive_box };
  guint n_shown = 0;

  for (guint i = 0; i < G_N_ELEMENTS (boxes); i++)
    {
      guint n = g_list_model_get_n_items (ss_installation_groups_get (self->groups, (SsInstallationGroup) i));

      gtk_widget_set_visible (boxes[i], n > 0);
      n_shown += n;
    }
  gtk_widget_set_visible (self->nothing_found, n_shown == 0);
  update_actions (self);
}

static void
set_is_selecting (SsMyPluginsPage *self, gboolean is_selecting)
{
  self->is_selecting = is_selecting;
  if (!is_selecting)
    g_hash_table_remove_all (self->selected);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->selection_revealer), is_selecting);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_SELECTING]);
  update_actions (self);
}

static void
row_selected_cb (SsInstallationRow *row, GParamSpec *spec, SsMyPluginsPage *self)
{
  const char *id = ss_installation_get_id (ss_installation_row_get_installation (row));
  gboolean is_selected;

  g_object_get (row, "is-selected", &is_selected, NULL);
  if (is_selected)
    g_hash_table_add (self->selected, g_strdup (id));
  else
    g_hash_table_remove (self->selected, id);
  update_actions (self);
}

/* Leaving the selection mode takes every mark away. */
static gboolean
keep_selected (GBinding *binding, const GValue *from, GValue *to, gpointer user_data)
{
  if (g_value_get_boolean (from))
    return FALSE;
  g_value_set_boolean (to, FALSE);
  return TRUE;
}

static GtkWidget *
create_row_cb (gpointer item, gpointer user_data)
{
  SsMyPluginsPage *self = SS_MY_PLUGINS_PAGE (user_data);
  GtkWidget *row = ss_installation_row_new (self->flow, item);
  gboolean is_selected = g_hash_table_contains (self->selected, ss_installation_get_id (item));

  g_object_set (row, "is-selecting", self->is_selecting, "is-selected", is_selected, NULL);
  g_object_bind_property (self, "is-selecting", row, "is-selecting", G_BINDING_DEFAULT);
  g_object_bind_property_full (self, "is-selecting", row, "is-selected", G_BINDING_DEFAULT, keep_selected,
                               NULL, NULL, NULL);
  g_signal_connect_object (row, "notify::is-selected", G_CALLBACK (row_selected_cb), self, 0);
  return row;
}

static void
details_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsMyPluginsPage) self = SS_MY_PLUGINS_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (SsPlugin) plugin = ss_plugin_store_load_finish (SS_PLUGIN_STORE (source), result, &error);

  if (plugin != NULL && self->flow != NULL)
    ss_plugin_flow_show_details (self->flow, plugin);
  else
    ss_page_toast_error (SS_PAGE (self), _ ("Couldn't open the plugin"), error);
}

static void
row_activated_cb (SsMyPluginsPage *self, SsInstallationRow *row)
{
  SsInstallation *installation = ss_installation_row_get_installation (row);
  gboolean is_selected;

  if (!self->is_selecting)
    {
      ss_plugin_store_load_async (ss_workspace_get_plugins (ss_page_get_workspace (SS_PAGE (self))),
                                  ss_installation_get_plugin_id (installation),
                                  ss_page_get_cancellable (SS_PAGE (self)), details_loaded_cb,
                                  g_object_ref (self));
      return;
    }
  g_object_get (row, "is-selected", &is_selected, NULL);
  g_object_set (row, "is-selected", !is_selected, NULL);
}

static void
search_changed_cb (SsMyPluginsPage *self)
{
  if (self->groups != NULL)
    ss_installation_groups_set_search (self->groups,
                                       gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

static void
category_selected_cb (SsMyPluginsPage *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->category_drop_down));

  if (self->groups != NULL)
    ss_installation_groups_set_category (self->groups, selected > 0 && selected <= SS_N_CATEGORIES
                                                           ? ss_category_to_string (selected - 1)
                                                           : NULL);
}

static void
reload_cb (SsMyPluginsPage *self)
{
  ss_page_reload (SS_PAGE (self));
}

static void
show_progress (SsMyPluginsPage *self)
{
  g_autofree char *text = ss_plugin_batch_describe_progress (self->batch);
  double progress;

  g_object_get (self->batch, "progress", &progress, NULL);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress_bar), progress);
  gtk_progress_bar_set_text (GTK_PROGRESS_BAR (self->progress_bar), text);
}

static void
show_summary (SsMyPluginsPage *self)
{
  g_autofree char *result = ss_plugin_batch_describe_result (self->batch);
  g_autofree char *failures = ss_plugin_batch_describe_failures (self->batch);
  guint n_failed = ss_plugin_batch_get_n_failed (self->batch);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *heading = NULL;
  GtkWidget *dialog;

  if (n_failed == 0)
    {
      ss_page_toast_text (SS_PAGE (self), result);
      return;
    }
  /* Translators: what went well, as "3 plugins updated", and how many did not. */
  heading = g_strdup_printf (ngettext ("%s, %u not", "%s, %u not", n_failed), result, n_failed);
  dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, heading, failures);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
batch_finished_cb (SsMyPluginsPage *self)
{
  g_autoptr (SsPluginBatch) batch = g_object_ref (self->batch);

  gtk_revealer_set_reveal_child (GTK_REVEALER (self->progress_revealer), FALSE);
  show_summary (self);
  g_clear_object (&self->batch);
  g_clear_object (&self->stop);
  g_object_set (self, "is-selecting", FALSE, NULL);
  g_action_group_change_action_state (G_ACTION_GROUP (self->actions), "select",
                                      g_variant_new_boolean (FALSE));
}

static void
start_batch (SsMyPluginsPage *self, SsBatchKind kind, GPtrArray *installations)
{
  if (self->batch != NULL || installations->len == 0)
    return;
  self->batch = ss_plugin_batch_new (get_store (self), kind, installations);
  self->stop = g_cancellable_new ();
  g_signal_connect_object (self->batch, "notify::progress", G_CALLBACK (show_progress), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->batch, "finished", G_CALLBACK (batch_finished_cb), self, G_CONNECT_SWAPPED);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->progress_revealer), TRUE);
  update_actions (self);
  show_progress (self);
  ss_plugin_batch_start (self->batch, self->stop);
}

/* (element-type SsInstallation) (transfer full): the marked ones, or all that have an update */
static GPtrArray *
collect (SsMyPluginsPage *self, gboolean only_selected, gboolean only_updates)
{
  GListModel *model = ss_installation_store_get_installations (get_store (self));
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (SsInstallation) installation = g_list_model_get_item (model, i);

      if ((!only_selected || g_hash_table_contains (self->selected, ss_installation_get_id (installation)))
          && (!only_updates || ss_installation_get_has_update (installation)))
        g_ptr_array_add (found, g_steal_pointer (&installation));
    }
  return found;
}

static void
confirmed_uninstall_cb (AdwMessageDialog *dialog, const char *response, SsMyPluginsPage *self)
{
  g_autoptr (GPtrArray) installations = NULL;

  if (!g_str_equal (response, "uninstall"))
    return;
  installations = collect (self, TRUE, FALSE);
  start_batch (self, SS_BATCH_UNINSTALL, installations);
}

static void
ask_to_uninstall (SsMyPluginsPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  guint n = g_hash_table_size (self->selected);
  GtkWidget *dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, NULL);
  AdwMessageDialog *question = ADW_MESSAGE_DIALOG (dialog);

  adw_message_dialog_format_heading (question, ngettext ("Uninstall %u Plugin?", "Uninstall %u Plugins?", n),
                                     n);
  adw_message_dialog_set_body (question,
                               _ ("What they do for your business stops at once, and what they are set to "
                                  "goes with them. Your ratings stay."));
  adw_message_dialog_add_responses (question, "cancel", _ ("_Cancel"), "uninstall", _ ("_Uninstall"), NULL);
  adw_message_dialog_set_response_appearance (question, "uninstall", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (question, "cancel");
  adw_message_dialog_set_close_response (question, "cancel");
  g_signal_connect_object (question, "response", G_CALLBACK (confirmed_uninstall_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
search_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_widget_grab_focus (SS_MY_PLUGINS_PAGE (user_data)->search_entry);
}

static void
reload_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ss_page_reload (SS_PAGE (user_data));
}

static void
create_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ss_plugin_flow_create (SS_MY_PLUGINS_PAGE (user_data)->flow);
}

static void
update_all_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GPtrArray) installations = collect (user_data, FALSE, TRUE);

  start_batch (user_data, SS_BATCH_UPDATE, installations);
}

static void
update_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GPtrArray) installations = collect (user_data, TRUE, TRUE);

  start_batch (user_data, SS_BATCH_UPDATE, installations);
}

static void
switch_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gboolean is_on = g_str_equal (g_action_get_name (G_ACTION (action)), "switch-on");
  g_autoptr (GPtrArray) installations = collect (user_data, TRUE, FALSE);

  start_batch (user_data, is_on ? SS_BATCH_SWITCH_ON : SS_BATCH_SWITCH_OFF, installations);
}

static void
uninstall_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ask_to_uninstall (user_data);
}

static void
stop_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_cancellable_cancel (SS_MY_PLUGINS_PAGE (user_data)->stop);
}

static void
select_changed (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  g_simple_action_set_state (action, state);
  set_is_selecting (user_data, g_variant_get_boolean (state));
}

static const GActionEntry actions[] = {
  { .name = "search", .activate = search_action },
  { .name = "reload", .activate = reload_action },
  { .name = "create", .activate = create_action },
  { .name = "update-all", .activate = update_all_action },
  { .name = "select", .state = "false", .change_state = select_changed },
  { .name = "switch-on", .activate = switch_action },
  { .name = "switch-off", .activate = switch_action },
  { .name = "update", .activate = update_action },
  { .name = "uninstall", .activate = uninstall_action },
  { .name = "stop", .activate = stop_action },
};

static void
ss_my_plugins_page_set_up (SsPage *page)
{
  SsMyPluginsPage *self = SS_MY_PLUGINS_PAGE (page);
  GtkWidget *lists[] = { self->updates_list, self->active_list, self->inactive_list };

  self->flow = ss_plugin_flow_new (page);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "plugin", ss_plugin_flow_get_actions (self->flow));
  self->groups = ss_installation_groups_new (ss_installation_store_get_installations (get_store (self)));
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    gtk_list_box_bind_model (GTK_LIST_BOX (lists[i]),
                             ss_installation_groups_get (self->groups, (SsInstallationGroup) i),
                             create_row_cb, self, NULL);
  g_signal_connect_object (self->groups, "changed", G_CALLBACK (show_groups), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ss_workspace_get_session (ss_page_get_workspace (page)), "notify::current-user",
                           G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_store (self), "notify::n-updates", G_CALLBACK (update_actions), self,
                           G_CONNECT_SWAPPED);
  ss_status_view_follow (self->status, G_OBJECT (get_store (self)));
  ss_plugin_add_shortcuts (page, "my-plugins");
  show_groups (self);
}

static void
ss_my_plugins_page_reload (SsPage *page)
{
  ss_installation_store_load (get_store (SS_MY_PLUGINS_PAGE (page)));
}

static void
ss_my_plugins_page_start_search (SsPage *page)
{
  gtk_widget_grab_focus (SS_MY_PLUGINS_PAGE (page)->search_entry);
}

static GVariant *
ss_my_plugins_page_save_state (SsPage *page)
{
  SsMyPluginsPage *self = SS_MY_PLUGINS_PAGE (page);
  GVariantDict state;

  g_variant_dict_init (&state, NULL);
  g_variant_dict_insert (&state, "search", "s", gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  g_variant_dict_insert (&state, "category", "u",
                         gtk_drop_down_get_selected (GTK_DROP_DOWN (self->category_drop_down)));
  return g_variant_dict_end (&state);
}

static void
ss_my_plugins_page_restore_state (SsPage *page, GVariant *state)
{
  SsMyPluginsPage *self = SS_MY_PLUGINS_PAGE (page);
  g_autofree char *search = NULL;
  guint32 category;

  if (g_variant_lookup (state, "search", "s", &search))
    gtk_editable_set_text (GTK_EDITABLE (self->search_entry), search);
  if (g_variant_lookup (state, "category", "u", &category) && category <= SS_N_CATEGORIES)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->category_drop_down), category);
}

static void
ss_my_plugins_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_IS_SELECTING)
    g_value_set_boolean (value, SS_MY_PLUGINS_PAGE (object)->is_selecting);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
ss_my_plugins_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  if (id == PROP_IS_SELECTING)
    set_is_selecting (SS_MY_PLUGINS_PAGE (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
ss_my_plugins_page_dispose (GObject *object)
{
  SsMyPluginsPage *self = SS_MY_PLUGINS_PAGE (object);

  g_cancellable_cancel (self->stop);
  g_clear_object (&self->batch);
  g_clear_object (&self->stop);
  g_clear_object (&self->groups);
  g_clear_object (&self->flow);
  g_clear_object (&self->actions);
  G_OBJECT_CLASS (ss_my_plugins_page_parent_class)->dispose (object);
}

static void
ss_my_plugins_page_finalize (GObject *object)
{
  g_hash_table_unref (SS_MY_PLUGINS_PAGE (object)->selected);
  G_OBJECT_CLASS (ss_my_plugins_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, SsMyPluginsPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, SsMyPluginsPage, category_drop_down);
  gtk_widget_class_bind_template_child (widget_class, SsMyPluginsPage, create_button);
  gtk_widget_class_bind_template_child (widget_class, SsMyPluginsPage, update_all_button);
  gtk_widget_class_bind_template_child (widget_class, SsMyPluginsPage, status);
  gtk_widget_class_bind_template_child (widget_class, SsMyPluginsPage, updates_box);
  gtk_widget_class_bind_template_child (widget_class, SsMyPluginsPage, updates_list);
  gtk_widget_class_bind_template_child (widget_class, SsMyPluginsPage, active_box);
  gtk_widget_class_bind_template_child (widget_class, SsMyPluginsPage, active_list);
  gtk_widget_class_bind_template_child (widget_class, SsMyPluginsPage, inactive_box);
  gtk_widget_class_bind_template_child (widget_class, SsMyPluginsPage, inactive_list);
  gtk_widget_class_bind_template_child (widget_class, SsMyPluginsPage, nothing_found);
  gtk_widget_class_bind_template_child (widget_class, SsMyPluginsPage, progress_revealer);
  gtk_widget_class_bind_template_child (widget_class, SsMyPluginsPage, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, SsMyPluginsPage, selection_revealer);
  gtk_widget_class_bind_template_callback (widget_class, category_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, reload_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
}

static void
ss_my_plugins_page_class_init (SsMyPluginsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SsPageClass *page_class = SS_PAGE_CLASS (klass);

  object_class->dispose = ss_my_plugins_page_dispose;
  object_class->finalize = ss_my_plugins_page_finalize;
  object_class->get_property = ss_my_plugins_page_get_property;
  object_class->set_property = ss_my_plugins_page_set_property;
  page_class->set_up = ss_my_plugins_page_set_up;
  page_class->shown = ss_my_plugins_page_reload;
  page_class->reload = ss_my_plugins_page_reload;
  page_class->start_search = ss_my_plugins_page_start_search;
  page_class->save_state = ss_my_plugins_page_save_state;
  page_class->restore_state = ss_my_plugins_page_restore_state;
  properties[PROP_IS_SELECTING] =
      g_param_spec_boolean ("is-selecting", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  ss_plugin_style_load ();
  g_type_ensure (SS_TYPE_STATUS_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, SS_PLUGIN_RESOURCES "my-plugins-page.ui");
  bind_children (widget_class);
}

static void
ss_my_plugins_page_init (SsMyPluginsPage *self)
{
  g_autoptr (GtkStringList) categories = gtk_string_list_new (NULL);

  self->selected = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), actions, G_N_ELEMENTS (actions), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "my-plugins", G_ACTION_GROUP (self->actions));
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_string_list_append (categories, _ ("All categories"));
  for (guint i = 0; i < SS_N_CATEGORIES; i++)
    gtk_string_list_append (categories, _ (ss_category_get_label (i)));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->category_drop_down), G_LIST_MODEL (categories));
}
