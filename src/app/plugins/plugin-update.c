/* plugin-update.c: bringing an installed plugin to its latest version, with the questions that this may need
 *
 * A version that may access more than the one before is asked about in plain words; one that needs new values
 * gets a form with just these. The values are set first, then the update is tried again: the platform takes
 * values for the variables of the latest version, too.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/plugins/access-list.h"
#include "app/plugins/configure-dialog.h"
#include "app/plugins/plugin-flow-private.h"
#include "model/model-json.h"

static void send (SsPluginJob *job);

static void
free_job (gpointer job, GClosure *closure)
{
  ss_plugin_job_free (job);
}

/* Another one about the same, for a callback that owns its own. */
static SsPluginJob *
copy_job (SsPluginJob *job)
{
  SsPluginJob *copy = ss_plugin_job_new (job->flow, job->plugin, job->installation);

  copy->permissions = g_strdupv (job->permissions);
  return copy;
}

static JsonArray *
get_array (const GError *error, const char *name)
{
  JsonObject *body = ss_client_error_get_body (error);
  JsonNode *node = body != NULL ? json_object_get_member (body, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static GStrv
get_added_permissions (const GError *error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array = get_array (error, "addedPermissions");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *code = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (code) && json_node_get_value_type (code) == G_TYPE_STRING)
        g_strv_builder_add (builder, json_node_get_string (code));
    }
  return g_strv_builder_end (builder);
}

static GListModel *
get_variables (const GError *error)
{
  GListStore *list = g_list_store_new (SS_TYPE_PLUGIN_VARIABLE);
  JsonArray *array = get_array (error, "variables");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      g_autoptr (SsPluginVariable) variable =
          ss_model_from_json (SS_TYPE_PLUGIN_VARIABLE, json_array_get_element (array, i), NULL);

      if (variable != NULL)
        g_list_store_append (list, variable);
    }
  return G_LIST_MODEL (list);
}

static void
configured_cb (SsPluginJob *job)
{
  send (copy_job (job));
}

static void
loaded_to_configure_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsPluginJob) job = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SsPlugin) plugin = ss_plugin_store_load_finish (SS_PLUGIN_STORE (source), result, &error);
  GListModel *variables = g_object_get_data (G_OBJECT (job->installation), "needed-variables");
  SsWorkspace *workspace = ss_plugin_flow_get_workspace (job->flow);
  GtkWindow *dialog;

  if (plugin == NULL)
    {
      ss_plugin_flow_toast_error (job->flow, _ ("Couldn't update %s"),
                                  ss_installation_get_name (job->installation), error);
      return;
    }
  if (workspace == NULL)
    return;
  dialog = ss_configure_dialog_new (workspace, SS_CONFIGURE_UPDATE, plugin, job->installation, variables);
  g_signal_connect_data (dialog, "done", G_CALLBACK (configured_cb), copy_job (job), free_job,
                         G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (dialog, ss_plugin_flow_get_window (job->flow));
  gtk_window_present (dialog);
}

static void
ask_for_values (SsPluginJob *job, const GError *error)
{
  SsWorkspace *workspace = ss_plugin_flow_get_workspace (job->flow);

  if (workspace == NULL)
    {
      ss_plugin_job_free (job);
      return;
    }
  g_object_set_data_full (G_OBJECT (job->installation), "needed-variables", get_variables (error),
                          g_object_unref);
  ss_plugin_store_load_async (ss_workspace_get_plugins (workspace),
                              ss_installation_get_plugin_id (job->installation),
                              ss_plugin_flow_get_cancellable (job->flow), loaded_to_configure_cb, job);
}

static void
accepted_cb (AdwMessageDialog *dialog, const char *response, SsPluginJob *job)
{
  if (g_str_equal (response, "update"))
    send (copy_job (job));
}

static void
ask_for_permissions (SsPluginJob *job, const char *const *added)
{
  GtkWidget *dialog = adw_message_dialog_new (ss_plugin_flow_get_window (job->flow), NULL, NULL);
  AdwMessageDialog *question = ADW_MESSAGE_DIALOG (dialog);
  static const char *const nothing[] = { NULL };

  g_strfreev (job->permissions);
  job->permissions = g_strdupv ((char **) added);
  adw_message_dialog_format_heading (question, _ ("Let %s Access More?"),
                                     ss_installation_get_name (job->installation));
  adw_message_dialog_format_body (
      question,
      _ ("Version %s may do what is listed here; version %s, which you have, may not. "
         "Until you agree, the version that you have keeps running."),
      ss_installation_get_latest_version (job->installation),
      ss_installation_get_installed_version (job->installation));
  adw_message_dialog_set_extra_child (question, ss_access_list_new (nothing, added));
  adw_message_dialog_add_responses (question, "cancel", _ ("_Cancel"), "update", _ ("_Agree and Update"),
                                    NULL);
  adw_message_dialog_set_response_appearance (question, "update", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_close_response (question, "cancel");
  g_signal_connect_data (question, "response", G_CALLBACK (accepted_cb), job, free_job, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
refused (SsPluginJob *job, const GError *error)
{
  const char *code = ss_client_error_get_code (error);

  if (g_strcmp0 (code, "permissions_needed") == 0)
    {
      g_auto (GStrv) added = get_added_permissions (error);

      ask_for_permissions (job, (const char *const *) added);
      return;
    }
  if (g_strcmp0 (code, "configuration_needed") == 0)
    {
      ask_for_values (job, error);
      return;
    }
  ss_plugin_flow_toast_error (job->flow, _ ("Couldn't update %s"),
                              ss_installation_get_name (job->installation), error);
  ss_plugin_job_free (job);
}

static void
updated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SsPluginJob *job = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SsInstallation) installation =
      ss_installation_store_change_finish (SS_INSTALLATION_STORE (source), result, &error);
  g_autofree char *text = NULL;

  if (installation == NULL)
    {
      refused (job, error);
      return;
    }
  /* Translators: a plugin and the version that it now has. */
  text = g_strdup_printf (_ ("%s is now version %s"), ss_installation_get_name (installation),
                          ss_installation_get_installed_version (installation));
  ss_plugin_flow_toast_text (job->flow, "%s", text);
  ss_plugin_job_free (job);
}

/* Takes @job. */
static void
send (SsPluginJob *job)
{
  if (ss_plugin_flow_get_workspace (job->flow) == NULL)
    {
      ss_plugin_job_free (job);
      return;
    }
  ss_installation_store_update_async (ss_plugin_flow_get_store (job->flow), job->installation,
                                      (const char *const *) job->permissions,
                                      ss_plugin_flow_get_cancellable (job->flow), updated_cb, job);
}

/**
 * ss_plugin_flow_update:
 * @self: the flow
 * @installation: what has a newer version
 */
void
ss_plugin_flow_update (SsPluginFlow *self, SsInstallation *installation)
{
  const char *const *added = ss_installation_get_added_permissions (installation);
  SsPluginJob *job = ss_plugin_job_new (self, NULL, installation);

  if (added != NULL && added[0] != NULL)
    ask_for_permissions (job, added);
  else
    send (job);
}
