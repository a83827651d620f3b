/* plugin-uninstall.c: taking a plugin away, and bringing it back as it was
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/plugins/plugin-flow-private.h"

static void
reactivated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsPluginJob) job = user_data;

  ss_plugin_job_is_done (job, source, result, _ ("Couldn't switch %s off again"));
}

/* What was uninstalled is back; it may have been off. */
static void
brought_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsPluginJob) job = user_data;
  gboolean was_active = ss_installation_get_is_active (job->installation);

  if (!ss_plugin_job_is_done (job, source, result, _ ("Couldn't install %s again")))
    return;
  ss_plugin_flow_toast_text (job->flow, _ ("%s is back as it was"),
                             ss_installation_get_name (job->installation));
  if (!was_active)
    {
      SsPluginFlow *flow = job->flow;
      SsInstallation *installation = job->installation;

      ss_installation_store_set_active_async (SS_INSTALLATION_STORE (source), installation, FALSE,
                                              ss_plugin_flow_get_cancellable (flow), reactivated_cb,
                                              g_steal_pointer (&job));
    }
}

static void
loaded_to_bring_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsPluginJob) job = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SsPlugin) plugin = ss_plugin_store_load_finish (SS_PLUGIN_STORE (source), result, &error);
  SsPluginFlow *flow = job->flow;
  JsonObject *values = job->values;

  if (plugin == NULL)
    ss_plugin_flow_toast_error (job->flow, _ ("Couldn't install %s again"),
                                ss_installation_get_name (job->installation), error);
  else if (ss_plugin_flow_get_workspace (job->flow) != NULL)
    ss_installation_store_install_async (ss_plugin_flow_get_store (flow), plugin, values,
                                         ss_plugin_flow_get_cancellable (flow), brought_back_cb,
                                         g_steal_pointer (&job));
}

static void
undo_uninstall_cb (SsPluginJob *job)
{
  SsWorkspace *workspace = ss_plugin_flow_get_workspace (job->flow);
  SsPluginJob *again;

  if (workspace == NULL)
    return;
  again = ss_plugin_job_new (job->flow, NULL, job->installation);
  again->values = job->values != NULL ? json_object_ref (job->values) : json_object_new ();
  ss_plugin_store_load_async (ss_workspace_get_plugins (workspace),
                              ss_installation_get_plugin_id (job->installation),
                              ss_plugin_flow_get_cancellable (job->flow), loaded_to_bring_back_cb, again);
}

static void
uninstalled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsPluginJob) job = user_data;
  g_autoptr (GError) error = NULL;
  const char *name = ss_installation_get_name (job->installation);
  g_autofree char *text = NULL;
  g_autofree char *escaped = NULL;
  AdwToast *toast;

  if (!ss_installation_store_uninstall_finish (SS_INSTALLATION_STORE (source), result, &error))
    {
      ss_plugin_flow_toast_error (job->flow, _ ("Couldn't uninstall %s"), name, error);
      return;
    }
  text = g_strdup_printf (_ ("%s uninstalled"), name);
  escaped = g_markup_escape_text (text, -1);
  toast = adw_toast_new (escaped);
  adw_toast_set_button_label (toast, _ ("Undo"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_uninstall_cb), job,
                         ss_plugin_job_free_data, G_CONNECT_SWAPPED);
  ss_plugin_flow_toast (g_steal_pointer (&job)->flow, toast);
}

static void
confirmed_uninstall_cb (AdwMessageDialog *dialog, const char *response, SsPluginJob *job)
{
  if (g_str_equal (response, "uninstall"))
    ss_plugin_flow_uninstall_now (job->flow, job->installation);
}

/**
 * ss_plugin_flow_uninstall:
 * @self: the flow
 * @installation: what is to go
 *
 * Asks first, saying what stops.
 */
void
ss_plugin_flow_uninstall (SsPluginFlow *self, SsInstallation *installation)
{
  const char *name = ss_installation_get_name (installation);
  GtkWidget *dialog = adw_message_dialog_new (ss_plugin_flow_get_window (self), NULL, NULL);
  AdwMessageDialog *question = ADW_MESSAGE_DIALOG (dialog);

  adw_message_dialog_format_heading (question, _ ("Uninstall %s?"), name);
  adw_message_dialog_format_body (
      question,
      ss_installation_get_is_active (installation) ? _ (
          "It stops at once, and nothing it does for your business happens any more. What it is set to goes "
          "with it; your rating stays.")
                                                   : _ (
                                                       "What it is set to goes with it; your rating stays."));
  adw_message_dialog_add_responses (question, "cancel", _ ("_Cancel"), "uninstall", _ ("_Uninstall"), NULL);
  adw_message_dialog_set_response_appearance (question, "uninstall", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (question, "cancel");
  adw_message_dialog_set_close_response (question, "cancel");
  g_signal_connect_data (question, "response", G_CALLBACK (confirmed_uninstall_cb),
                         ss_plugin_job_new (self, NULL, installation), ss_plugin_job_free_data, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * ss_plugin_flow_uninstall_now:
 * @self: the flow
 * @installation: what is to go
 *
 * Without a question; the toast afterwards can bring it back with what it is set to now.
 */
void
ss_plugin_flow_uninstall_now (SsPluginFlow *self, SsInstallation *installation)
{
  SsPluginJob *job;
  JsonNode *values;

  if (ss_plugin_flow_get_workspace (self) == NULL)
    return;
  job = ss_plugin_job_new (self, NULL, installation);
  values = ss_installation_get_config_values (installation);
  if (values != NULL && JSON_NODE_HOLDS_OBJECT (values))
    job->values = json_object_ref (json_node_get_object (values));
  ss_installation_store_uninstall_async (ss_plugin_flow_get_store (self), installation,
                                         ss_plugin_flow_get_cancellable (self), uninstalled_cb, job);
}
