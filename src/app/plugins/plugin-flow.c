/* plugin-flow.c: what can be done with one plugin, wherever it is shown
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/plugins/plugin-flow.h"

#include <glib/gi18n-lib.h>

#include "app/plugins/configure-dialog.h"
#include "app/plugins/custom-plugin-window.h"
#include "app/plugins/plugin-details.h"
#include "app/plugins/plugin-flow-private.h"
#include "app/plugins/plugin-offer.h"

struct _SsPluginFlow
{
  GObject parent_instance;

  SsPage *page;                /* (unowned) (nullable): a weak pointer */
  GtkWindow *details;          /* (unowned) (nullable): a weak pointer: the open dialog */
  GSimpleActionGroup *actions; /* (owned) */
};

G_DEFINE_FINAL_TYPE (SsPluginFlow, ss_plugin_flow, G_TYPE_OBJECT)

SsPluginJob *
ss_plugin_job_new (SsPluginFlow *flow, SsPlugin *plugin, SsInstallation *installation)
{
  SsPluginJob *job = g_new0 (SsPluginJob, 1);

  job->flow = g_object_ref (flow);
  g_set_object (&job->plugin, plugin);
  g_set_object (&job->installation, installation);
  return job;
}

void
ss_plugin_job_free (SsPluginJob *job)
{
  g_clear_object (&job->flow);
  g_clear_object (&job->plugin);
  g_clear_object (&job->installation);
  g_clear_pointer (&job->values, json_object_unref);
  g_strfreev (job->permissions);
  g_free (job);
}

SsWorkspace *
ss_plugin_flow_get_workspace (SsPluginFlow *self)
{
  return self->page != NULL ? ss_page_get_workspace (self->page) : NULL;
}

SsInstallationStore *
ss_plugin_flow_get_store (SsPluginFlow *self)
{
  return ss_workspace_get_installations (ss_plugin_flow_get_workspace (self));
}

GCancellable *
ss_plugin_flow_get_cancellable (SsPluginFlow *self)
{
  return self->page != NULL ? ss_page_get_cancellable (self->page) : NULL;
}

/**
 * ss_plugin_flow_get_window:
 * @self: the flow
 *
 * Returns: (transfer none) (nullable): what a dialog belongs to
 */
GtkWindow *
ss_plugin_flow_get_window (SsPluginFlow *self)
{
  GtkRoot *root;

  if (self->details != NULL)
    return self->details;
  root = self->page != NULL ? gtk_widget_get_root (GTK_WIDGET (self->page)) : NULL;
  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

void
ss_plugin_flow_toast (SsPluginFlow *self, AdwToast *toast)
{
  if (self->details != NULL)
    ss_plugin_details_toast (SS_PLUGIN_DETAILS (self->details), toast);
  else if (self->page != NULL)
    ss_page_toast (self->page, toast);
  else
    g_object_unref (toast);
}

static char *
fill_in (const char *format, const char *name)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (format, name);
#pragma GCC diagnostic pop
}

/**
 * ss_plugin_flow_toast_text:
 * @self: the flow
 * @format: a translated sentence with one %s
 * @name: for it
 */
void
ss_plugin_flow_toast_text (SsPluginFlow *self, const char *format, const char *name)
{
  g_autofree char *text = fill_in (format, name);
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  ss_plugin_flow_toast (self, adw_toast_new (escaped));
}

void
ss_plugin_flow_toast_error (SsPluginFlow *self, const char *format, const char *name, const GError *error)
{
  g_autofree char *what = fill_in (format, name);
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  /* Translators: what did not work, and why. */
  text = g_strdup_printf (_ ("%s: %s"), what, error->message);
  ss_plugin_flow_toast_text (self, "%s", text);
}

void
ss_plugin_job_free_data (gpointer job, GClosure *closure)
{
  ss_plugin_job_free (job);
}

/* What a callback with a job does first where the platform refused. */
gboolean
ss_plugin_job_is_done (SsPluginJob *job, GObject *source, GAsyncResult *result, const char *format)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsInstallation) installation =
      ss_installation_store_change_finish (SS_INSTALLATION_STORE (source), result, &error);

  if (installation == NULL)
    {
      ss_plugin_flow_toast_error (job->flow, format, ss_installation_get_name (job->installation), error);
      return FALSE;
    }
  g_set_object (&job->installation, installation);
  return TRUE;
}

static void
undo_install_cb (SsPluginJob *job)
{
  ss_plugin_flow_uninstall_now (job->flow, job->installation);
}

static void
configure_from_toast_cb (GtkButton *button, AdwToast *toast)
{
  SsPluginJob *job = g_object_get_data (G_OBJECT (toast), "job");

  ss_plugin_flow_configure (job->flow, job->installation);
  adw_toast_dismiss (toast);
}

/* A toast has one button; where there is something to set, a second one is in its title. */
static void
add_configure_button (AdwToast *toast, const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *button = gtk_button_new_with_label (_ ("Configure"));

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "heading");
  g_signal_connect_object (button, "clicked", G_CALLBACK (configure_from_toast_cb), toast, 0);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), button);
  adw_toast_set_custom_title (toast, box);
}

static void
toast_installed (SsPluginFlow *self, SsPlugin *plugin, SsInstallation *installation)
{
  GListModel *variables = ss_plugin_get_variables (plugin);
  SsPluginJob *job = ss_plugin_job_new (self, plugin, installation);
  g_autofree char *text = g_strdup_printf (_ ("%s installed"), ss_plugin_get_name (plugin));
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (escaped);

  adw_toast_set_button_label (toast, _ ("Undo"));
  g_object_set_data_full (G_OBJECT (toast), "job", job, (GDestroyNotify) ss_plugin_job_free);
  g_signal_connect_swapped (toast, "button-clicked", G_CALLBACK (undo_install_cb), job);
  if (variables != NULL && g_list_model_get_n_items (variables) > 0)
    add_configure_button (toast, text);
  ss_plugin_flow_toast (self, toast);
}

static void
installed_cb (SsPluginJob *job, SsInstallation *installation)
{
  toast_installed (job->flow, job->plugin, installation);
}

static void
installed_at_once_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsPluginJob) job = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SsInstallation) installation =
      ss_installation_store_change_finish (SS_INSTALLATION_STORE (source), result, &error);

  if (installation != NULL)
    toast_installed (job->flow, job->plugin, installation);
  else
    ss_plugin_flow_toast_error (job->flow, _ ("Couldn't install %s"), ss_plugin_get_name (job->plugin),
                                error);
}

static void
configured_cb (SsPluginJob *job, SsInstallation *installation)
{
  ss_plugin_flow_toast_text (job->flow, _ ("%s is set"), ss_installation_get_name (installation));
}

static void
present (SsPluginFlow *self, GtkWindow *dialog)
{
  gtk_window_set_transient_for (dialog, ss_plugin_flow_get_window (self));
  gtk_window_present (dialog);
}

static void
loaded_to_configure_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsPluginJob) job = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SsPlugin) plugin = ss_plugin_store_load_finish (SS_PLUGIN_STORE (source), result, &error);
  SsWorkspace *workspace = ss_plugin_flow_get_workspace (job->flow);
  GtkWindow *dialog;

  if (plugin == NULL)
    {
      ss_plugin_flow_toast_error (job->flow, _ ("Couldn't open %s"),
                                  ss_installation_get_name (job->installation), error);
      return;
    }
  if (workspace == NULL)
    return;
  dialog = ss_configure_dialog_new (workspace, SS_CONFIGURE_CHANGE, plugin, job->installation,
                                    ss_plugin_get_variables (plugin));
  g_signal_connect_data (dialog, "done", G_CALLBACK (configured_cb),
                         ss_plugin_job_new (job->flow, plugin, job->installation), ss_plugin_job_free_data,
                         G_CONNECT_SWAPPED);
  present (job->flow, dialog);
}

static void
rolled_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsPluginJob) job = user_data;
  g_autofree char *text = NULL;

  if (!ss_plugin_job_is_done (job, source, result, _ ("Couldn't roll %s back")))
    return;
  text = g_strdup_printf (_ ("%s is at version %s again"), ss_installation_get_name (job->installation),
                          ss_installation_get_installed_version (job->installation));
  ss_plugin_flow_toast_text (job->flow, "%s", text);
}

static void
switched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsPluginJob) job = user_data;

  ss_plugin_job_is_done (job, source, result, _ ("Couldn't switch %s"));
}

static void
rated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsPluginJob) job = user_data;

  ss_plugin_job_is_done (job, source, result, _ ("Couldn't rate %s"));
}

typedef void (*PluginFunc) (SsPluginFlow *self, SsPlugin *plugin);
typedef void (*InstallationFunc) (SsPluginFlow *self, SsInstallation *installation);

static void edit (SsPluginFlow *self, SsPlugin *plugin);

/* The actions on what is installed, and those that need the plugin itself. */
static const struct
{
  const char *name;
  InstallationFunc on_installation;
  PluginFunc on_plugin;
  gboolean changes;
} plugin_actions[] = {
  { "details", NULL, ss_plugin_flow_show_details, FALSE },
  { "install", NULL, ss_plugin_flow_install, TRUE },
  { "edit", NULL, edit, TRUE },
  { "configure", ss_plugin_flow_configure, NULL, TRUE },
  { "update", ss_plugin_flow_update, NULL, TRUE },
  { "uninstall", ss_plugin_flow_uninstall, NULL, TRUE },
  { "roll-back", ss_plugin_flow_roll_back, NULL, TRUE },
};

static void
loaded_to_act_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SsPluginFlow *self = g_task_get_source_object (task);
  PluginFunc func = (PluginFunc) g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (SsPlugin) plugin = ss_plugin_store_load_finish (SS_PLUGIN_STORE (source), result, &error);

  if (plugin != NULL)
    func (self, plugin);
  else
    ss_plugin_flow_toast_error (self, "%s", _ ("Couldn't open the plugin"), error);
}

static void
action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SsPluginFlow *self = SS_PLUGIN_FLOW (user_data);
  const char *id = g_variant_get_string (parameter, NULL);
  const char *name = g_action_get_name (G_ACTION (action));
  SsWorkspace *workspace = ss_plugin_flow_get_workspace (self);
  SsInstallation *installation;

  if (workspace == NULL)
    return;
  installation = ss_installation_store_find_plugin (ss_plugin_flow_get_store (self), id);
  for (gsize i = 0; i < G_N_ELEMENTS (plugin_actions); i++)
    {
      if (!g_str_equal (plugin_actions[i].name, name))
        continue;
      if (plugin_actions[i].on_plugin != NULL)
        {
          GTask *task = g_task_new (self, NULL, NULL, NULL);

          g_task_set_source_tag (task, action_cb);
          g_task_set_task_data (task, (gpointer) plugin_actions[i].on_plugin, NULL);
          ss_plugin_store_load_async (ss_workspace_get_plugins (workspace), id,
                                      ss_plugin_flow_get_cancellable (self), loaded_to_act_cb, task);
        }
      else if (installation != NULL)
        plugin_actions[i].on_installation (self, installation);
    }
}

static void
update_actions (SsPluginFlow *self)
{
  SsWorkspace *workspace = ss_plugin_flow_get_workspace (self);
  gboolean may_manage = workspace != NULL && ss_plugin_get_obstacle (workspace, "plugins.manage") == NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (plugin_actions); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), plugin_actions[i].name);

      g_simple_action_set_enabled (G_SIMPLE_ACTION (action), !plugin_actions[i].changes || may_manage);
    }
}

static void
ss_plugin_flow_dispose (GObject *object)
{
  SsPluginFlow *self = SS_PLUGIN_FLOW (object);

  if (self->details != NULL)
    gtk_window_destroy (self->details);
  g_clear_weak_pointer (&self->details);
  g_clear_weak_pointer (&self->page);
  g_clear_object (&self->actions);
  G_OBJECT_CLASS (ss_plugin_flow_parent_class)->dispose (object);
}

static void
ss_plugin_flow_class_init (SsPluginFlowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ss_plugin_flow_dispose;
}

static void
ss_plugin_flow_init (SsPluginFlow *self)
{
  self->actions = g_simple_action_group_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (plugin_actions); i++)
    {
      g_autoptr (GSimpleAction) action = g_simple_action_new (plugin_actions[i].name, G_VARIANT_TYPE_STRING);

      g_signal_connect (action, "activate", G_CALLBACK (action_cb), self);
      g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
    }
}

/**
 * ss_plugin_flow_new:
 * @page: where toasts go, and what dialogs belong to
 *
 * Returns: (transfer full): the flow
 */
SsPluginFlow *
ss_plugin_flow_new (SsPage *page)
{
  SsPluginFlow *self = g_object_new (SS_TYPE_PLUGIN_FLOW, NULL);

  g_set_weak_pointer (&self->page, page);
  g_signal_connect_object (ss_workspace_get_session (ss_page_get_workspace (page)), "notify::current-user",
                           G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  update_actions (self);
  return self;
}

GActionGroup *
ss_plugin_flow_get_actions (SsPluginFlow *self)
{
  return G_ACTION_GROUP (self->actions);
}

void
ss_plugin_flow_show_details (SsPluginFlow *self, SsPlugin *plugin)
{
  GtkWindow *details;

  if (self->page == NULL)
    return;
  if (self->details != NULL)
    gtk_window_destroy (self->details);
  details = ss_plugin_details_new (self, plugin);
  gtk_window_set_transient_for (details, ss_plugin_flow_get_window (self));
  g_set_weak_pointer (&self->details, details);
  gtk_window_present (details);
}

/**
 * ss_plugin_flow_install:
 * @self: the flow
 * @plugin: a plugin
 *
 * Asks for its variables and shows what it may access; where there is neither, it is installed at once.
 */
void
ss_plugin_flow_install (SsPluginFlow *self, SsPlugin *plugin)
{
  GListModel *variables = ss_plugin_get_variables (plugin);
  const char *const *permissions = ss_plugin_get_permissions (plugin);
  SsPluginJob *job = ss_plugin_job_new (self, plugin, NULL);
  GtkWindow *dialog;

  if ((variables == NULL || g_list_model_get_n_items (variables) == 0)
      && (permissions == NULL || permissions[0] == NULL))
    {
      g_autoptr (JsonObject) values = json_object_new ();

      ss_installation_store_install_async (ss_plugin_flow_get_store (self), plugin, values,
                                           ss_plugin_flow_get_cancellable (self), installed_at_once_cb, job);
      return;
    }
  dialog = ss_configure_dialog_new (ss_plugin_flow_get_workspace (self), SS_CONFIGURE_INSTALL, plugin, NULL,
                                    variables);
  g_signal_connect_data (dialog, "done", G_CALLBACK (installed_cb), job, ss_plugin_job_free_data,
                         G_CONNECT_SWAPPED);
  present (self, dialog);
}

void
ss_plugin_flow_configure (SsPluginFlow *self, SsInstallation *installation)
{
  SsWorkspace *workspace = ss_plugin_flow_get_workspace (self);

  if (workspace != NULL)
    ss_plugin_store_load_async (ss_workspace_get_plugins (workspace),
                                ss_installation_get_plugin_id (installation),
                                ss_plugin_flow_get_cancellable (self), loaded_to_configure_cb,
                                ss_plugin_job_new (self, NULL, installation));
}

void
ss_plugin_flow_roll_back (SsPluginFlow *self, SsInstallation *installation)
{
  ss_installation_store_roll_back_async (ss_plugin_flow_get_store (self), installation,
                                         ss_plugin_flow_get_cancellable (self), rolled_back_cb,
                                         ss_plugin_job_new (self, NULL, installation));
}

void
ss_plugin_flow_set_active (SsPluginFlow *self, SsInstallation *installation, gboolean is_active)
{
  ss_installation_store_set_active_async (ss_plugin_flow_get_store (self), installation, is_active,
                                          ss_plugin_flow_get_cancellable (self), switched_cb,
                                          ss_plugin_job_new (self, NULL, installation));
}

/**
 * ss_plugin_flow_rate:
 * @self: the flow
 * @installation: what is rated
 * @stars: 1 to 5; 0 takes the rating back
 * @review: (nullable): what is said about it
 */
void
ss_plugin_flow_rate (SsPluginFlow *self, SsInstallation *installation, guint stars, const char *review)
{
  ss_installation_store_rate_async (ss_plugin_flow_get_store (self), installation, stars, review,
                                    ss_plugin_flow_get_cancellable (self), rated_cb,
                                    ss_plugin_job_new (self, NULL, installation));
}

static void
saved_cb (SsPluginFlow *self, SsPlugin *plugin)
{
  ss_plugin_flow_toast_text (self, _ ("%s saved"), ss_plugin_get_name (plugin));
}

static void
edit (SsPluginFlow *self, SsPlugin *plugin)
{
  GtkWindow *window;

  if (ss_plugin_flow_get_workspace (self) == NULL)
    return;
  window = ss_custom_plugin_window_new (ss_plugin_flow_get_workspace (self), plugin);
  g_signal_connect_object (window, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "install", G_CALLBACK (ss_plugin_flow_install), self, G_CONNECT_SWAPPED);
  present (self, window);
}

/**
 * ss_plugin_flow_create:
 * @self: the flow
 *
 * Opens the editor for a new custom plugin.
 */
void
ss_plugin_flow_create (SsPluginFlow *self)
{
  edit (self, NULL);
}
