/* variable-row.c: the field for one of a plugin's variables
 *
 * Whatever the kind, the field holds a text as domain/validation.h checks it; only what shows it differs.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/widgets/variable-row.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/duration.h"

struct _SsVariableRow
{
  GtkWidget parent_instance;

  SsPluginVariable *variable; /* (owned) */
  SsVariableType type;
  GtkWidget *list;    /* (unowned): a child, with the row in it */
  GtkWidget *row;     /* (unowned): by the kind an AdwEntryRow, AdwActionRow or AdwComboRow */
  GtkWidget *toggle;  /* (unowned) (nullable): BOOLEAN */
  GtkWidget *number;  /* (unowned) (nullable): DURATION */
  GtkWidget *unit;    /* (unowned) (nullable): DURATION */
  GtkWidget *help;    /* (unowned): a child */
  GtkWidget *problem; /* (unowned): a child */
};

G_DEFINE_FINAL_TYPE (SsVariableRow, ss_variable_row, GTK_TYPE_WIDGET)

static guint changed_signal;

static void
changed_cb (SsVariableRow *self)
{
  if (gtk_widget_get_visible (self->problem))
    ss_variable_row_set_problem (self, ss_variable_row_check (self));
  g_signal_emit (self, changed_signal, 0);
}

static void
unit_changed_cb (SsVariableRow *self)
{
  gtk_widget_set_sensitive (self->number, gtk_drop_down_get_selected (GTK_DROP_DOWN (self->unit)) > 0);
  changed_cb (self);
}

static char *
make_title (SsVariableRow *self)
{
  g_autofree char *label = g_markup_escape_text (ss_plugin_variable_get_label (self->variable), -1);

  if (!ss_plugin_variable_get_required (self->variable))
    return g_steal_pointer (&label);
  /* Translators: the label of a field that must be filled in. */
  return g_strdup_printf (_ ("%s (required)"), label);
}

static void
make_entry (SsVariableRow *self)
{
  self->row = adw_entry_row_new ();
  if (self->type == SS_VARIABLE_EMAIL)
    adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (self->row), GTK_INPUT_PURPOSE_EMAIL);
  else if (self->type == SS_VARIABLE_NUMBER)
    adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (self->row), GTK_INPUT_PURPOSE_NUMBER);
  g_signal_connect_swapped (self->row, "changed", G_CALLBACK (changed_cb), self);
}

static void
make_switch (SsVariableRow *self)
{
  self->row = adw_action_row_new ();
  self->toggle = gtk_switch_new ();
  gtk_widget_set_valign (self->toggle, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), self->toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self->row), self->toggle);
  g_signal_connect_swapped (self->toggle, "notify::active", G_CALLBACK (changed_cb), self);
}

/* The first of the choices is none. */
static void
make_choice (SsVariableRow *self)
{
  const char *const *choices = ss_plugin_variable_get_choices (self->variable);
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  gtk_string_list_append (list, _ ("Not chosen"));
  for (guint i = 0; choices != NULL && choices[i] != NULL; i++)
    gtk_string_list_append (list, choices[i]);
  self->row = adw_combo_row_new ();
  adw_combo_row_set_model (ADW_COMBO_ROW (self->row), G_LIST_MODEL (list));
  g_signal_connect_swapped (self->row, "notify::selected", G_CALLBACK (changed_cb), self);
}

static void
make_duration (SsVariableRow *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  gtk_string_list_append (list, _ ("Not set"));
  for (guint i = 0; i < SS_N_DURATION_UNITS; i++)
    gtk_string_list_append (list, _ (ss_duration_unit_get_label (i)));
  self->row = adw_action_row_new ();
  self->number = gtk_spin_button_new_with_range (0, 999999999, 1);
  self->unit = gtk_drop_down_new (g_object_ref (G_LIST_MODEL (list)), NULL);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->number), 4);
  gtk_widget_set_sensitive (self->number, FALSE);
  gtk_widget_set_valign (self->number, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->unit, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->unit), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Unit of time"), -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), self->number);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), self->unit);
  g_signal_connect_swapped (self->number, "value-changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->unit, "notify::selected", G_CALLBACK (unit_changed_cb), self);
}

/* A duration that is not a number of one unit is shown as it is written. */
static gboolean
fits_duration_editor (JsonNode *value)
{
  g_autofree char *text = ss_variable_value_to_text (value);
  gint64 count;
  SsDurationUnit unit;

  return text == NULL || *text == '\0' || ss_duration_parse (text, &count, &unit);
}

static void
make_row (SsVariableRow *self, JsonNode *value)
{
  if (self->type == SS_VARIABLE_BOOLEAN)
    make_switch (self);
  else if (self->type == SS_VARIABLE_CHOICE)
    make_choice (self);
  else if (self->type == SS_VARIABLE_DURATION && fits_duration_editor (value))
    make_duration (self);
  else
    make_entry (self);
}

static GtkWidget *
get_editor (SsVariableRow *self)
{
  if (self->toggle != NULL)
    return self->toggle;
  return self->number != NULL ? self->number : self->row;
}

static void
show_variable (SsVariableRow *self)
{
  const char *help = ss_plugin_variable_get_help (self->variable);
  g_autofree char *title = make_title (self);
  GtkAccessible *editor = GTK_ACCESSIBLE (get_editor (self));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), title);
  gtk_label_set_text (GTK_LABEL (self->help), help != NULL ? help : "");
  gtk_widget_set_visible (self->help, help != NULL && *help != '\0');
  gtk_accessible_update_property (editor, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  ss_plugin_variable_get_label (self->variable),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, help != NULL ? help : "", -1);
}

static void
show_duration (SsVariableRow *self, const char *text)
{
  gint64 count = 0;
  SsDurationUnit unit = SS_DURATION_HOURS;
  gboolean is_set = ss_duration_parse (text, &count, &unit);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->number), (double) count);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->unit), is_set ? unit + 1 : 0);
}

static void
show_choice (SsVariableRow *self, const char *text)
{
  const char *const *choices = ss_plugin_variable_get_choices (self->variable);
  guint selected = 0;

  for (guint i = 0; choices != NULL && choices[i] != NULL; i++)
    if (g_strcmp0 (choices[i], text) == 0)
      selected = i + 1;
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->row), selected);
}

static gboolean
ss_variable_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (get_editor (SS_VARIABLE_ROW (widget)));
}

static void
ss_variable_row_dispose (GObject *object)
{
  SsVariableRow *self = SS_VARIABLE_ROW (object);

  g_clear_pointer (&self->list, gtk_widget_unparent);
  g_clear_pointer (&self->help, gtk_widget_unparent);
  g_clear_pointer (&self->problem, gtk_widget_unparent);
  g_clear_object (&self->variable);
  G_OBJECT_CLASS (ss_variable_row_parent_class)->dispose (object);
}

static void
ss_variable_row_class_init (SsVariableRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ss_variable_row_dispose;
  widget_class->grab_focus = ss_variable_row_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static GtkWidget *
create_note (SsVariableRow *self, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_margin_start (label, 12);
  gtk_widget_set_margin_end (label, 12);
  gtk_widget_set_visible (label, FALSE);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return label;
}

static void
ss_variable_row_init (SsVariableRow *self)
{
  GtkBoxLayout *layout = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (layout, 6);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
  self->problem = create_note (self, "error");
  self->help = create_note (self, "dim-label");
}

/**
 * ss_variable_row_new:
 * @variable: what is asked for
 * @value: (nullable): its value; %NULL for its default
 *
 * Returns: (transfer floating): the field
 */
GtkWidget *
ss_variable_row_new (SsPluginVariable *variable, JsonNode *value)
{
  SsVariableRow *self = g_object_new (SS_TYPE_VARIABLE_ROW, NULL);
  g_autofree char *text = NULL;

  self->variable = g_object_ref (variable);
  if (!ss_variable_type_from_string (ss_plugin_variable_get_type_ (variable), &self->type))
    self->type = SS_VARIABLE_TEXT;
  if (value == NULL)
    value = ss_plugin_variable_get_default (variable);
  make_row (self, value);
  gtk_list_box_append (GTK_LIST_BOX (self->list), self->row);
  show_variable (self);
  text = ss_variable_value_to_text (value);
  ss_variable_row_set_text (self, text);
  return GTK_WIDGET (self);
}

const char *
ss_variable_row_get_key (SsVariableRow *self)
{
  return ss_plugin_variable_get_key (self->variable);
}

/**
 * ss_variable_row_get_text:
 * @self: the field
 *
 * Returns: (transfer full): its value as text; "" for none
 */
char *
ss_variable_row_get_text (SsVariableRow *self)
{
  if (self->toggle != NULL)
    return g_strdup (gtk_switch_get_active (GTK_SWITCH (self->toggle)) ? "true" : "false");
  if (self->type == SS_VARIABLE_CHOICE)
    {
      const char *const *choices = ss_plugin_variable_get_choices (self->variable);
      guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->row));

      return g_strdup (selected > 0 && selected != GTK_INVALID_LIST_POSITION ? choices[selected - 1] : "");
    }
  if (self->number != NULL)
    {
      guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->unit));

      if (selected == 0)
        return g_strdup ("");
      return ss_duration_format (gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->number)),
                                 selected - 1);
    }
  if (self->type == SS_VARIABLE_TEXT)
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->row)));
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->row))));
}

void
ss_variable_row_set_text (SsVariableRow *self, const char *text)
{
  if (self->toggle != NULL)
    gtk_switch_set_active (GTK_SWITCH (self->toggle), g_strcmp0 (text, "true") == 0);
  else if (self->type == SS_VARIABLE_CHOICE)
    show_choice (self, text);
  else if (self->number != NULL)
    show_duration (self, text);
  else
    gtk_editable_set_text (GTK_EDITABLE (self->row), text != NULL ? text : "");
}

/**
 * ss_variable_row_get_value:
 * @self: the field
 *
 * Returns: (transfer full) (nullable): its value as the wire has it; %NULL for none
 */
JsonNode *
ss_variable_row_get_value (SsVariableRow *self)
{
  g_autofree char *text = ss_variable_row_get_text (self);

  if (*text == '\0')
    return NULL;
  if (self->type == SS_VARIABLE_BOOLEAN)
    return json_node_init_boolean (json_node_alloc (), g_str_equal (text, "true"));
  if (self->type == SS_VARIABLE_NUMBER)
    return json_from_string (text, NULL);
  return json_node_init_string (json_node_alloc (), text);
}

/**
 * ss_variable_row_check:
 * @self: the field
 *
 * Returns: (nullable): %NULL where its value is fine, else a translated sentence
 */
const char *
ss_variable_row_check (SsVariableRow *self)
{
  g_autofree char *text = ss_variable_row_get_text (self);
  const char *sentence = ss_validate_variable (self->type, ss_plugin_variable_get_required (self->variable),
                                               ss_plugin_variable_get_choices (self->variable), text);

  return sentence != NULL ? _ (sentence) : NULL;
}

/**
 * ss_variable_row_get_problem:
 * @self: the field
 *
 * Returns: (nullable): the sentence that is shown at it
 */
const char *
ss_variable_row_get_problem (SsVariableRow *self)
{
  return gtk_widget_get_visible (self->problem) ? gtk_label_get_text (GTK_LABEL (self->problem)) : NULL;
}

void
ss_variable_row_set_problem (SsVariableRow *self, const char *sentence)
{
  gtk_label_set_text (GTK_LABEL (self->problem), sentence != NULL ? sentence : "");
  gtk_widget_set_visible (self->problem, sentence != NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (get_editor (self)), GTK_ACCESSIBLE_STATE_INVALID,
                               sentence != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  if (sentence != NULL)
    gtk_widget_add_css_class (self->row, "error");
  else
    gtk_widget_remove_css_class (self->row, "error");
}

char *
ss_variable_value_to_text (JsonNode *value)
{
  if (value == NULL || !JSON_NODE_HOLDS_VALUE (value))
    return NULL;
  if (json_node_get_value_type (value) == G_TYPE_STRING)
    return json_node_dup_string (value);
  return json_to_string (value, FALSE);
}
