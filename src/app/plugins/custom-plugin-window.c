/* custom-plugin-window.c: the editor of a business's own plugins
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/plugins/custom-plugin-window.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "app/plugins/access-list.h"
#include "app/plugins/code-view.h"
#include "app/plugins/plugin-style.h"
#include "app/plugins/variable-editor.h"
#include "domain/category.h"
#include "domain/permission.h"

/* What a plugin of a business can be allowed. */
static const SsPermission offered[] = {
  SS_PERMISSION_CALENDAR_VIEW,  SS_PERMISSION_CALENDAR_EDIT, SS_PERMISSION_CUSTOMERS_VIEW,
  SS_PERMISSION_CUSTOMERS_EDIT, SS_PERMISSION_CATALOG_EDIT,  SS_PERMISSION_REPORTS_VIEW,
};

/* In the order of the combo row. */
static const char *const triggers[] = { "MANUAL", "SCHEDULE", "EVENT" };

struct _SsCustomPluginWindow
{
  AdwWindow parent_instance;

  GtkWidget *save_button;
  GtkWidget *spinner;
  GtkWidget *problem_label;
  GtkWidget *name_row;
  GtkWidget *summary_row;
  AdwComboRow *category_row;
  GtkWidget *description_view;
  AdwComboRow *trigger_row;
  GtkWidget *cron_row;
  GtkWidget *event_row;
  AdwPreferencesGroup *permission_group;
  SsVariableEditor *variables;
  GtkWidget *code_problem_label;
  GtkWidget *code_scroller;
  GtkWidget *code_view;
  GtkWidget *permission_switches[G_N_ELEMENTS (offered)];

  SsWorkspace *workspace;    /* (owned) */
  SsPlugin *plugin;          /* (owned) (nullable): the one that is changed; NULL for a new one */
  GCancellable *cancellable; /* (owned) */
  gboolean has_changes;
  gboolean then_install;
};

G_DEFINE_FINAL_TYPE (SsCustomPluginWindow, ss_custom_plugin_window, ADW_TYPE_WINDOW)

enum
{
  SAVED,
  INSTALL,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
changed_cb (SsCustomPluginWindow *self)
{
  self->has_changes = TRUE;
}

static void
trigger_changed_cb (SsCustomPluginWindow *self)
{
  guint selected = adw_combo_row_get_selected (self->trigger_row);

  gtk_widget_set_visible (self->cron_row, selected == 1);
  gtk_widget_set_visible (self->event_row, selected == 2);
  changed_cb (self);
}

static const char *
get_text (GtkWidget *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
set_text (GtkWidget *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
}

static char *
get_description (SsCustomPluginWindow *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->description_view));
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static GStrv
get_permissions (SsCustomPluginWindow *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (offered); i++)
    if (gtk_switch_get_active (GTK_SWITCH (self->permission_switches[i])))
      g_strv_builder_add (builder, ss_permission_to_string (offered[i]));
  return g_strv_builder_end (builder);
}

static SsPluginTrigger *
get_trigger (SsCustomPluginWindow *self)
{
  SsPluginTrigger *trigger = g_object_new (SS_TYPE_PLUGIN_TRIGGER, NULL);
  guint selected = adw_combo_row_get_selected (self->trigger_row);

  ss_plugin_trigger_set_type_ (trigger, triggers[selected]);
  if (selected == 1)
    ss_plugin_trigger_set_cron (trigger, get_text (self->cron_row));
  else if (selected == 2)
    ss_plugin_trigger_set_event (trigger, get_text (self->event_row));
  return trigger;
}

/* (transfer full): what is written, as a plugin; with the id of the one that is changed */
static SsPlugin *
make_plugin (SsCustomPluginWindow *self)
{
  SsPlugin *plugin = g_object_new (SS_TYPE_PLUGIN, NULL);
  g_autoptr (SsPluginTrigger) trigger = get_trigger (self);
  g_autoptr (GListModel) variables = ss_variable_editor_get_variables (self->variables);
  g_auto (GStrv) permissions = get_permissions (self);
  g_autofree char *description = get_description (self);
  g_autofree char *code = ss_code_view_get_text (self->code_view);

  if (self->plugin != NULL)
    ss_plugin_set_id (plugin, ss_plugin_get_id (self->plugin));
  ss_plugin_set_name (plugin, get_text (self->name_row));
  ss_plugin_set_summary (plugin, get_text (self->summary_row));
  ss_plugin_set_description (plugin, description);
  ss_plugin_set_category (plugin, ss_category_to_string (adw_combo_row_get_selected (self->category_row)));
  ss_plugin_set_permissions (plugin, (const char *const *) permissions);
  ss_plugin_set_trigger (plugin, trigger);
  ss_plugin_set_variables (plugin, variables);
  ss_plugin_set_code (plugin, code);
  return plugin;
}

static void
show_sentence (GtkWidget *label, const char *sentence)
{
  gtk_label_set_text (GTK_LABEL (label), sentence != NULL ? sentence : "");
  gtk_widget_set_visible (label, sentence != NULL);
}

static gboolean
mark_row (GtkWidget *row, const char *sentence)
{
  if (sentence == NULL)
    {
      gtk_widget_remove_css_class (row, "error");
      return FALSE;
    }
  gtk_widget_add_css_class (row, "error");
  gtk_widget_grab_focus (row);
  return TRUE;
}

/* "Line 3, column 7: …" */
static void
show_code_problem (SsCustomPluginWindow *self, const char *sentence)
{
  int line = 1;
  int column = 1;

  show_sentence (self->code_problem_label, sentence);
  if (sentence != NULL && sscanf (sentence, "Line %d, column %d", &line, &column) >= 1)
    ss_code_view_go_to (self->code_view, line, column);
}

static void
show_error (SsCustomPluginWindow *self, const GError *error)
{
  const struct
  {
    const char *field;
    GtkWidget *row;
  } rows[] = {
    { "trigger", GTK_WIDGET (self->trigger_row) },
    { "category", GTK_WIDGET (self->category_row) },
    { "summary", self->summary_row },
    { "name", self->name_row },
  };
  const char *sentence = error->message;
  const char *code = ss_client_error_get_field (error, "code");
  gboolean at_variable = ss_variable_editor_show_error (self->variables, error);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (mark_row (rows[i].row, ss_client_error_get_field (error, rows[i].field)))
      sentence = ss_client_error_get_field (error, rows[i].field);
  show_code_problem (self, code);
  show_sentence (self->problem_label, at_variable || code != NULL ? NULL : sentence);
}

static void
set_is_busy (SsCustomPluginWindow *self, gboolean is_busy)
{
  gtk_widget_set_sensitive (self->save_button, !is_busy);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), is_busy);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsCustomPluginWindow) self = SS_CUSTOM_PLUGIN_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (SsPlugin) plugin = ss_plugin_store_save_finish (SS_PLUGIN_STORE (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  set_is_busy (self, FALSE);
  if (plugin == NULL)
    {
      show_error (self, error);
      return;
    }
  self->has_changes = FALSE;
  g_signal_emit (self, signals[self->then_install ? INSTALL : SAVED], 0, plugin);
  gtk_window_destroy (GTK_WINDOW (self));
}

/* What the same rules of the domain refuse here needs no way to the platform. */
static gboolean
check (SsCustomPluginWindow *self)
{
  const char *name = ss_validate_name (get_text (self->name_row));
  const char *summary = ss_validate_summary (get_text (self->summary_row));
  const char *sentence = name != NULL ? name : summary;

  mark_row (self->summary_row, summary);
  mark_row (self->name_row, name);
  show_sentence (self->problem_label, sentence != NULL ? _ (sentence) : NULL);
  return sentence == NULL;
}

static void
save (SsCustomPluginWindow *self, gboolean then_install)
{
  g_autoptr (SsPlugin) plugin = NULL;

  if (!check (self))
    return;
  plugin = make_plugin (self);
  self->then_install = then_install;
  set_is_busy (self, TRUE);
  ss_plugin_store_save_async (ss_workspace_get_plugins (self->workspace), plugin, self->cancellable, saved_cb,
                              g_object_ref (self));
}

static void
save_cb (SsCustomPluginWindow *self)
{
  save (self, FALSE);
}

static void
install_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  save (SS_CUSTOM_PLUGIN_WINDOW (widget), TRUE);
}

static void
leave_cb (AdwMessageDialog *dialog, const char *response, SsCustomPluginWindow *self)
{
  if (g_str_equal (response, "save"))
    save (self, FALSE);
  if (!g_str_equal (response, "discard"))
    return;
  /* The question outlasts its window for a moment, and GTK would look at that again when it goes. */
  gtk_window_set_transient_for (GTK_WINDOW (dialog), NULL);
  self->has_changes = FALSE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
ask_before_leaving (SsCustomPluginWindow *self)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("Save Changes?"),
                                              _ ("What you have written is lost if you do not save it."));
  AdwMessageDialog *question = ADW_MESSAGE_DIALOG (dialog);

  adw_message_dialog_add_responses (question, "cancel", _ ("_Cancel"), "discard", _ ("_Discard"), "save",
                                    _ ("_Save"), NULL);
  adw_message_dialog_set_response_appearance (question, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (question, "save", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (question, "save");
  adw_message_dialog_set_close_response (question, "cancel");
  g_signal_connect_object (question, "response", G_CALLBACK (leave_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
add_permissions (SsCustomPluginWindow *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (offered); i++)
    {
      GtkWidget *row = adw_action_row_new ();
      g_autofree char *title =
          g_markup_escape_text (ss_access_describe (ss_permission_to_string (offered[i])), -1);

      self->permission_switches[i] = gtk_switch_new ();
      gtk_widget_set_valign (self->permission_switches[i], GTK_ALIGN_CENTER);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
      adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->permission_switches[i]);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), self->permission_switches[i]);
      g_signal_connect_swapped (self->permission_switches[i], "notify::active", G_CALLBACK (changed_cb),
                                self);
      adw_preferences_group_add (self->permission_group, row);
    }
}

static void
show_trigger (SsCustomPluginWindow *self, SsPluginTrigger *trigger)
{
  const char *type = trigger != NULL ? ss_plugin_trigger_get_type_ (trigger) : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (triggers); i++)
    if (g_strcmp0 (triggers[i], type) == 0)
      adw_combo_row_set_selected (self->trigger_row, i);
  set_text (self->cron_row, trigger != NULL ? ss_plugin_trigger_get_cron (trigger) : NULL);
  set_text (self->event_row, trigger != NULL ? ss_plugin_trigger_get_event (trigger) : NULL);
}

static void
show_plugin (SsCustomPluginWindow *self)
{
  const char *const *permissions = ss_plugin_get_permissions (self->plugin);
  const char *description = ss_plugin_get_description (self->plugin);
  SsCategory category = SS_CATEGORY_OTHER;

  set_text (self->name_row, ss_plugin_get_name (self->plugin));
  set_text (self->summary_row, ss_plugin_get_summary (self->plugin));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->description_view)),
                            description != NULL ? description : "", -1);
  ss_category_from_string (ss_plugin_get_category (self->plugin), &category);
  adw_combo_row_set_selected (self->category_row, category);
  show_trigger (self, ss_plugin_get_trigger (self->plugin));
  for (gsize i = 0; i < G_N_ELEMENTS (offered); i++)
    gtk_switch_set_active (GTK_SWITCH (self->permission_switches[i]),
                           permissions != NULL
                               && g_strv_contains (permissions, ss_permission_to_string (offered[i])));
  ss_variable_editor_set_variables (self->variables, ss_plugin_get_variables (self->plugin));
  ss_code_view_set_text (self->code_view, ss_plugin_get_code (self->plugin));
}

static gboolean
ss_custom_plugin_window_close_request (GtkWindow *window)
{
  SsCustomPluginWindow *self = SS_CUSTOM_PLUGIN_WINDOW (window);

  if (self->has_changes)
    {
      ask_before_leaving (self);
      return TRUE;
    }
  g_cancellable_cancel (self->cancellable);
  return GTK_WINDOW_CLASS (ss_custom_plugin_window_parent_class)->close_request (window);
}

static void
ss_custom_plugin_window_dispose (GObject *object)
{
  SsCustomPluginWindow *self = SS_CUSTOM_PLUGIN_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->workspace);
  g_clear_object (&self->plugin);
  G_OBJECT_CLASS (ss_custom_plugin_window_parent_class)->dispose (object);
}

static void
ss_custom_plugin_window_finalize (GObject *object)
{
  g_clear_object (&SS_CUSTOM_PLUGIN_WINDOW (object)->cancellable);
  G_OBJECT_CLASS (ss_custom_plugin_window_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, SsCustomPluginWindow, save_button);
  gtk_widget_class_bind_template_child (widget_class, SsCustomPluginWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, SsCustomPluginWindow, problem_label);
  gtk_widget_class_bind_template_child (widget_class, SsCustomPluginWindow, name_row);
  gtk_widget_class_bind_template_child (widget_class, SsCustomPluginWindow, summary_row);
  gtk_widget_class_bind_template_child (widget_class, SsCustomPluginWindow, category_row);
  gtk_widget_class_bind_template_child (widget_class, SsCustomPluginWindow, description_view);
  gtk_widget_class_bind_template_child (widget_class, SsCustomPluginWindow, trigger_row);
  gtk_widget_class_bind_template_child (widget_class, SsCustomPluginWindow, cron_row);
  gtk_widget_class_bind_template_child (widget_class, SsCustomPluginWindow, event_row);
  gtk_widget_class_bind_template_child (widget_class, SsCustomPluginWindow, permission_group);
  gtk_widget_class_bind_template_child (widget_class, SsCustomPluginWindow, variables);
  gtk_widget_class_bind_template_child (widget_class, SsCustomPluginWindow, code_problem_label);
  gtk_widget_class_bind_template_child (widget_class, SsCustomPluginWindow, code_scroller);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, trigger_changed_cb);
}

static void
ss_custom_plugin_window_class_init (SsCustomPluginWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ss_custom_plugin_window_dispose;
  object_class->finalize = ss_custom_plugin_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = ss_custom_plugin_window_close_request;
  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, SS_TYPE_PLUGIN);
  signals[INSTALL] = g_signal_new ("install", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, SS_TYPE_PLUGIN);

  ss_plugin_style_load ();
  g_type_ensure (SS_TYPE_VARIABLE_EDITOR);
  gtk_widget_class_install_action (widget_class, "editor.save-and-install", NULL, install_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, SS_PLUGIN_RESOURCES "custom-plugin-window.ui");
  bind_children (widget_class);
}

static void
ss_custom_plugin_window_init (SsCustomPluginWindow *self)
{
  g_autoptr (GtkStringList) categories = gtk_string_list_new (NULL);

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < SS_N_CATEGORIES; i++)
    gtk_string_list_append (categories, _ (ss_category_get_label (i)));
  adw_combo_row_set_model (self->category_row, G_LIST_MODEL (categories));
  self->code_view = ss_code_view_new (TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->code_scroller), self->code_view);
  add_permissions (self);
  trigger_changed_cb (self);
}

/**
 * ss_custom_plugin_window_new:
 * @workspace: the workspace
 * @plugin: (nullable): the plugin to change, with its code; %NULL for a new one
 *
 * Returns: (transfer none): the window, to be presented
 */
GtkWindow *
ss_custom_plugin_window_new (SsWorkspace *workspace, SsPlugin *plugin)
{
  SsCustomPluginWindow *self = g_object_new (SS_TYPE_CUSTOM_PLUGIN_WINDOW, NULL);

  self->workspace = g_object_ref (workspace);
  g_set_object (&self->plugin, plugin);
  gtk_window_set_title (GTK_WINDOW (self),
                        plugin != NULL ? _ ("Edit Custom Plugin") : _ ("New Custom Plugin"));
  if (plugin != NULL)
    show_plugin (self);
  g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->description_view)), "changed",
                            G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->code_view)), "changed",
                            G_CALLBACK (changed_cb), self);
  self->has_changes = FALSE;
  return GTK_WINDOW (self);
}

gboolean
ss_custom_plugin_window_has_changes (SsCustomPluginWindow *self)
{
  return self->has_changes;
}
