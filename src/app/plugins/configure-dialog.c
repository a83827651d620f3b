/* configure-dialog.c: the values of a plugin's variables, asked for when it is installed, set or updated
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/plugins/configure-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/plugins/access-list.h"
#include "app/plugins/plugin-style.h"
#include "app/widgets/plugin-icon.h"
#include "app/widgets/variable-form.h"

struct _SsConfigureDialog
{
  AdwWindow parent_instance;

  GtkWidget *accept_button;
  GtkWidget *spinner;
  SsPluginIcon *icon;
  GtkWidget *intro_label;
  GtkWidget *problem_label;
  SsVariableForm *form;
  GtkWidget *access_box;

  SsWorkspace *workspace; /* (owned) */
  SsConfigurePurpose purpose;
  SsPlugin *plugin;             /* (owned) */
  SsInstallation *installation; /* (owned) (nullable) */
  GCancellable *cancellable;    /* (owned): of what is under way */
};

G_DEFINE_FINAL_TYPE (SsConfigureDialog, ss_configure_dialog, ADW_TYPE_WINDOW)

static guint done_signal;

/* By purpose: the title, the sentence above the form (else the plugin's summary), and the button. */
static const struct
{
  const char *title;
  const char *intro;
  const char *accept;
} words[] = {
  [SS_CONFIGURE_INSTALL] = { N_ ("Install %s"), NULL, N_ ("_Install") },
  [SS_CONFIGURE_CHANGE] = { N_ ("Configure %s"), N_ ("Changes take effect the next time it runs."),
                            N_ ("_Save") },
  [SS_CONFIGURE_UPDATE] = { N_ ("Update %s"),
                            N_ ("The new version needs to know a little more before it can be installed."),
                            N_ ("_Update") },
};

static void
set_is_busy (SsConfigureDialog *self, gboolean is_busy)
{
  gtk_widget_set_sensitive (self->accept_button, !is_busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->form), !is_busy);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), is_busy);
}

static void
show_problem (SsConfigureDialog *self, const GError *error)
{
  gboolean at_field = ss_variable_form_show_error (self->form, error);

  gtk_label_set_text (GTK_LABEL (self->problem_label), error->message);
  gtk_widget_set_visible (self->problem_label, !at_field);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsConfigureDialog) self = SS_CONFIGURE_DIALOG (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (SsInstallation) installation =
      ss_installation_store_change_finish (SS_INSTALLATION_STORE (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  set_is_busy (self, FALSE);
  if (installation == NULL)
    {
      show_problem (self, error);
      return;
    }
  g_signal_emit (self, done_signal, 0, installation);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
accept_cb (SsConfigureDialog *self)
{
  SsInstallationStore *store = ss_workspace_get_installations (self->workspace);
  g_autoptr (JsonObject) values = NULL;

  gtk_widget_set_visible (self->problem_label, FALSE);
  if (!ss_variable_form_check (self->form))
    return;
  values = ss_variable_form_get_values (self->form);
  set_is_busy (self, TRUE);
  if (self->purpose == SS_CONFIGURE_INSTALL)
    ss_installation_store_install_async (store, self->plugin, values, self->cancellable, done_cb,
                                         g_object_ref (self));
  else
    ss_installation_store_configure_async (store, self->installation, values, self->cancellable, done_cb,
                                           g_object_ref (self));
}

static void
show_plugin (SsConfigureDialog *self, GListModel *variables)
{
  const char *name = ss_plugin_get_name (self->plugin);
  JsonNode *node = self->installation != NULL ? ss_installation_get_config_values (self->installation) : NULL;
  JsonObject *values = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autofree char *title = NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  title = g_strdup_printf (_ (words[self->purpose].title), name);
#pragma GCC diagnostic pop
  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_label_set_text (GTK_LABEL (self->intro_label), words[self->purpose].intro != NULL
                                                         ? _ (words[self->purpose].intro)
                                                         : ss_plugin_get_summary (self->plugin));
  gtk_button_set_label (GTK_BUTTON (self->accept_button), _ (words[self->purpose].accept));
  ss_plugin_icon_set_plugin (self->icon, name, ss_plugin_get_category (self->plugin));
  ss_plugin_icon_set_logo (self->icon, ss_logo_cache_get (ss_workspace_get_session (self->workspace)),
                           ss_plugin_get_logo_url (self->plugin));
  ss_variable_form_set_variables (self->form, variables, values);
  gtk_widget_set_visible (self->access_box, self->purpose == SS_CONFIGURE_INSTALL);
  if (self->purpose == SS_CONFIGURE_INSTALL)
    gtk_box_append (GTK_BOX (self->access_box),
                    ss_access_list_new (NULL, ss_plugin_get_permissions (self->plugin)));
}

/* What was cancelled may have reached the platform all the same: then it is looked at again. */
static gboolean
ss_configure_dialog_close_request (GtkWindow *window)
{
  SsConfigureDialog *self = SS_CONFIGURE_DIALOG (window);

  if (gtk_spinner_get_spinning (GTK_SPINNER (self->spinner)))
    {
      g_cancellable_cancel (self->cancellable);
      ss_installation_store_load (ss_workspace_get_installations (self->workspace));
    }
  return GTK_WINDOW_CLASS (ss_configure_dialog_parent_class)->close_request (window);
}

static void
ss_configure_dialog_dispose (GObject *object)
{
  SsConfigureDialog *self = SS_CONFIGURE_DIALOG (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->plugin);
  g_clear_object (&self->installation);
  G_OBJECT_CLASS (ss_configure_dialog_parent_class)->dispose (object);
}

static void
ss_configure_dialog_finalize (GObject *object)
{
  g_clear_object (&SS_CONFIGURE_DIALOG (object)->cancellable);
  G_OBJECT_CLASS (ss_configure_dialog_parent_class)->finalize (object);
}

static void
ss_configure_dialog_class_init (SsConfigureDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ss_configure_dialog_dispose;
  object_class->finalize = ss_configure_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = ss_configure_dialog_close_request;
  done_signal = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 1, SS_TYPE_INSTALLATION);

  ss_plugin_style_load ();
  g_type_ensure (SS_TYPE_PLUGIN_ICON);
  g_type_ensure (SS_TYPE_VARIABLE_FORM);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, SS_PLUGIN_RESOURCES "configure-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SsConfigureDialog, accept_button);
  gtk_widget_class_bind_template_child (widget_class, SsConfigureDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, SsConfigureDialog, icon);
  gtk_widget_class_bind_template_child (widget_class, SsConfigureDialog, intro_label);
  gtk_widget_class_bind_template_child (widget_class, SsConfigureDialog, problem_label);
  gtk_widget_class_bind_template_child (widget_class, SsConfigureDialog, form);
  gtk_widget_class_bind_template_child (widget_class, SsConfigureDialog, access_box);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
}

static void
ss_configure_dialog_init (SsConfigureDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_window_set_default_widget (GTK_WINDOW (self), self->accept_button);
}

/**
 * ss_configure_dialog_new:
 * @workspace: the workspace
 * @purpose: what it is for
 * @plugin: the plugin
 * @installation: (nullable): what the tenant has of it; %NULL to install it
 * @variables: (nullable): of SsPluginVariable: what is asked for
 *
 * Returns: (transfer none): the window, to be presented
 */
GtkWindow *
ss_configure_dialog_new (SsWorkspace *workspace, SsConfigurePurpose purpose, SsPlugin *plugin,
                         SsInstallation *installation, GListModel *variables)
{
  SsConfigureDialog *self = g_object_new (SS_TYPE_CONFIGURE_DIALOG, NULL);

  self->workspace = g_object_ref (workspace);
  self->purpose = purpose;
  self->plugin = g_object_ref (plugin);
  g_set_object (&self->installation, installation);
  show_plugin (self, variables);
  return GTK_WINDOW (self);
}
