/* variable-editor.c: the variables of a custom plugin, to add, change, order and remove
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/plugins/variable-editor.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/variable-row.h"
#include "client/client-error.h"

struct _SsVariableEditor
{
  GtkWidget parent_instance;

  GtkWidget *box;  /* (unowned): the child */
  GtkWidget *list; /* (unowned): of expander rows, one a variable */
};

G_DEFINE_FINAL_TYPE (SsVariableEditor, ss_variable_editor, GTK_TYPE_WIDGET)

static guint changed_signal;

/* The fields of one variable; lives as long as its row. */
typedef struct
{
  SsVariableEditor *editor; /* (unowned) */
  GtkWidget *row;           /* (unowned): the expander */
  GtkWidget *label;
  GtkWidget *key;
  GtkWidget *type;
  GtkWidget *required;
  GtkWidget *fallback;
  GtkWidget *choices;
  GtkWidget *help;
} Fields;

static const char *const type_labels[SS_N_VARIABLE_TYPES] = {
  [SS_VARIABLE_TEXT] = N_ ("Text"),         [SS_VARIABLE_NUMBER] = N_ ("Number"),
  [SS_VARIABLE_BOOLEAN] = N_ ("On or off"), [SS_VARIABLE_EMAIL] = N_ ("Email address"),
  [SS_VARIABLE_CHOICE] = N_ ("Choice"),     [SS_VARIABLE_DURATION] = N_ ("Length of time"),
};

static Fields *
get_fields (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "fields");
}

static const char *
get_text (GtkWidget *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

static void
changed (SsVariableEditor *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static void
show_title (Fields *fields)
{
  g_autofree char *title =
      g_markup_escape_text (*get_text (fields->label) != '\0' ? get_text (fields->label) : _ ("New variable"),
                            -1);
  g_autofree char *key = g_markup_escape_text (get_text (fields->key), -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (fields->row), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (fields->row), key);
  gtk_widget_set_visible (fields->choices,
                          adw_combo_row_get_selected (ADW_COMBO_ROW (fields->type)) == SS_VARIABLE_CHOICE);
}

static void
field_changed_cb (Fields *fields)
{
  gtk_widget_remove_css_class (fields->row, "error");
  show_title (fields);
  changed (fields->editor);
}

static void
move (Fields *fields, int by)
{
  int place = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (fields->row)) + by;
  GtkListBox *list = GTK_LIST_BOX (fields->editor->list);

  if (place < 0 || gtk_list_box_get_row_at_index (list, place) == NULL)
    return;
  g_object_ref (fields->row);
  gtk_list_box_remove (list, fields->row);
  gtk_list_box_insert (list, fields->row, place);
  g_object_unref (fields->row);
  changed (fields->editor);
}

static void
up_cb (Fields *fields)
{
  move (fields, -1);
}

static void
down_cb (Fields *fields)
{
  move (fields, 1);
}

static void
remove_cb (Fields *fields)
{
  SsVariableEditor *self = fields->editor;

  gtk_list_box_remove (GTK_LIST_BOX (self->list), fields->row);
  gtk_widget_set_visible (self->list, gtk_widget_get_first_child (self->list) != NULL);
  changed (self);
}

static GtkWidget *
add_entry (Fields *fields, const char *title, const char *text)
{
  GtkWidget *entry = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), title);
  gtk_editable_set_text (GTK_EDITABLE (entry), text != NULL ? text : "");
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (field_changed_cb), fields);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (fields->row), entry);
  return entry;
}

static void
add_type (Fields *fields, SsPluginVariable *variable)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  SsVariableType type = SS_VARIABLE_TEXT;

  for (guint i = 0; i < SS_N_VARIABLE_TYPES; i++)
    gtk_string_list_append (labels, _ (type_labels[i]));
  ss_variable_type_from_string (ss_plugin_variable_get_type_ (variable), &type);
  fields->type = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (fields->type), _ ("Kind"));
  adw_combo_row_set_model (ADW_COMBO_ROW (fields->type), G_LIST_MODEL (labels));
  adw_combo_row_set_selected (ADW_COMBO_ROW (fields->type), type);
  g_signal_connect_swapped (fields->type, "notify::selected", G_CALLBACK (field_changed_cb), fields);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (fields->row), fields->type);
}

static void
add_required (Fields *fields, SsPluginVariable *variable)
{
  GtkWidget *row = adw_action_row_new ();

  fields->required = gtk_switch_new ();
  gtk_widget_set_valign (fields->required, GTK_ALIGN_CENTER);
  gtk_switch_set_active (GTK_SWITCH (fields->required), ss_plugin_variable_get_required (variable));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Must be filled in"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), fields->required);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), fields->required);
  g_signal_connect_swapped (fields->required, "notify::active", G_CALLBACK (field_changed_cb), fields);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (fields->row), row);
}

static void
add_button (Fields *fields, const char *icon_name, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_tooltip_text (button, label);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_swapped (button, "clicked", callback, fields);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (fields->row), button);
}

static void
fill_fields (Fields *fields, SsPluginVariable *variable)
{
  const char *const *choices = ss_plugin_variable_get_choices (variable);
  g_autofree char *joined = choices != NULL ? g_strjoinv (", ", (char **) choices) : NULL;
  g_autofree char *fallback = ss_variable_value_to_text (ss_plugin_variable_get_default (variable));

  fields->label = add_entry (fields, _ ("Label"), ss_plugin_variable_get_label (variable));
  fields->key = add_entry (fields, _ ("Name in the code"), ss_plugin_variable_get_key (variable));
  add_type (fields, variable);
  fields->choices = add_entry (fields, _ ("Choices, separated by commas"), joined);
  add_required (fields, variable);
  fields->fallback = add_entry (fields, _ ("Default"), fallback);
  fields->help = add_entry (fields, _ ("Help"), ss_plugin_variable_get_help (variable));
  add_button (fields, "edit-delete-symbolic", _ ("Remove"), G_CALLBACK (remove_cb));
  add_button (fields, "go-down-symbolic", _ ("Move down"), G_CALLBACK (down_cb));
  add_button (fields, "go-up-symbolic", _ ("Move up"), G_CALLBACK (up_cb));
  show_title (fields);
}

static void
add_cb (SsVariableEditor *self)
{
  g_autoptr (SsPluginVariable) variable = g_object_new (SS_TYPE_PLUGIN_VARIABLE, NULL);

  ss_variable_editor_add (self, variable);
  changed (self);
}

static GStrv
split_choices (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_strv_builder_add (builder, parts[i]);
  return g_strv_builder_end (builder);
}

/* The default in the type of the variable; what does not fit goes as text, for the platform to say so. */
static JsonNode *
make_default (SsVariableType type, const char *text)
{
  JsonNode *node = NULL;

  if (*text == '\0')
    return NULL;
  if ((type == SS_VARIABLE_NUMBER || type == SS_VARIABLE_BOOLEAN)
      && ss_validate_variable (type, TRUE, NULL, text) == NULL)
    node = json_from_string (text, NULL);
  return node != NULL ? node : json_node_init_string (json_node_alloc (), text);
}

static SsPluginVariable *
make_variable (Fields *fields)
{
  SsPluginVariable *variable = g_object_new (SS_TYPE_PLUGIN_VARIABLE, NULL);
  SsVariableType type = (SsVariableType) adw_combo_row_get_selected (ADW_COMBO_ROW (fields->type));
  g_auto (GStrv) choices = split_choices (get_text (fields->choices));
  g_autoptr (JsonNode) fallback = make_default (type, get_text (fields->fallback));

  ss_plugin_variable_set_key (variable, get_text (fields->key));
  ss_plugin_variable_set_label (variable, get_text (fields->label));
  ss_plugin_variable_set_type_ (variable, ss_variable_type_to_string (type));
  ss_plugin_variable_set_required (variable, gtk_switch_get_active (GTK_SWITCH (fields->required)));
  if (type == SS_VARIABLE_CHOICE)
    ss_plugin_variable_set_choices (variable, (const char *const *) choices);
  if (fallback != NULL)
    ss_plugin_variable_set_default (variable, fallback);
  ss_plugin_variable_set_help (variable, get_text (fields->help));
  return variable;
}

static void
ss_variable_editor_dispose (GObject *object)
{
  g_clear_pointer (&SS_VARIABLE_EDITOR (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (ss_variable_editor_parent_class)->dispose (object);
}

static void
ss_variable_editor_class_init (SsVariableEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ss_variable_editor_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
ss_variable_editor_init (SsVariableEditor *self)
{
  GtkWidget *add = gtk_button_new_with_mnemonic (_ ("_Add Variable"));

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_widget_set_visible (self->list, FALSE);
  gtk_widget_set_halign (add, GTK_ALIGN_START);
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (add_cb), self);
  gtk_box_append (GTK_BOX (self->box), self->list);
  gtk_box_append (GTK_BOX (self->box), add);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
ss_variable_editor_new (void)
{
  return g_object_new (SS_TYPE_VARIABLE_EDITOR, NULL);
}

/**
 * ss_variable_editor_add:
 * @self: the editor
 * @variable: what its fields begin with
 */
void
ss_variable_editor_add (SsVariableEditor *self, SsPluginVariable *variable)
{
  Fields *fields = g_new0 (Fields, 1);

  fields->editor = self;
  fields->row = adw_expander_row_new ();
  g_object_set_data_full (G_OBJECT (fields->row), "fields", fields, g_free);
  fill_fields (fields, variable);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (fields->row),
                                 ss_plugin_variable_get_key (variable) == NULL);
  gtk_list_box_append (GTK_LIST_BOX (self->list), fields->row);
  gtk_widget_set_visible (self->list, TRUE);
}

void
ss_variable_editor_set_variables (SsVariableEditor *self, GListModel *variables)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  for (guint i = 0; variables != NULL && i < g_list_model_get_n_items (variables); i++)
    {
      g_autoptr (SsPluginVariable) variable = g_list_model_get_item (variables, i);

      ss_variable_editor_add (self, variable);
    }
}

/**
 * ss_variable_editor_get_variables:
 * @self: the editor
 *
 * Returns: (transfer full): the variables as they are written now, of SsPluginVariable
 */
GListModel *
ss_variable_editor_get_variables (SsVariableEditor *self)
{
  GListStore *variables = g_list_store_new (SS_TYPE_PLUGIN_VARIABLE);

  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      g_autoptr (SsPluginVariable) variable = make_variable (get_fields (row));

      g_list_store_append (variables, variable);
    }
  return G_LIST_MODEL (variables);
}

/**
 * ss_variable_editor_show_error:
 * @self: the editor
 * @error: what the platform said
 *
 * Returns: whether it was about variables, at the first of which it stands now
 */
gboolean
ss_variable_editor_show_error (SsVariableEditor *self, const GError *error)
{
  static const char *const members[] = { "key", "label", "type", "default", "choices", "help" };
  guint number = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != NULL;
       row = gtk_widget_get_next_sibling (row), number++)
    for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
      {
        g_autofree char *field = g_strdup_printf ("variables[%u].%s", number, members[i]);
        const char *sentence = ss_client_error_get_field (error, field);
        g_autofree char *escaped = sentence != NULL ? g_markup_escape_text (sentence, -1) : NULL;

        if (sentence == NULL)
          continue;
        adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), escaped);
        adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
        gtk_widget_add_css_class (row, "error");
        gtk_widget_grab_focus (row);
        return TRUE;
      }
  return FALSE;
}
