/* variable-form.c: a form made from a plugin's variables
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/widgets/variable-form.h"

#include "app/widgets/variable-row.h"
#include "client/client-error.h"

struct _SsVariableForm
{
  GtkWidget parent_instance;

  JsonObject *values; /* (owned) (nullable): what was set before */
};

G_DEFINE_FINAL_TYPE (SsVariableForm, ss_variable_form, GTK_TYPE_WIDGET)

static guint changed_signal;

static void
changed_cb (SsVariableForm *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static void
remove_rows (SsVariableForm *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (row);
}

static gboolean
ss_variable_form_grab_focus (GtkWidget *widget)
{
  GtkWidget *row = gtk_widget_get_first_child (widget);

  return row != NULL && gtk_widget_grab_focus (row);
}

static void
ss_variable_form_dispose (GObject *object)
{
  SsVariableForm *self = SS_VARIABLE_FORM (object);

  remove_rows (self);
  g_clear_pointer (&self->values, json_object_unref);
  G_OBJECT_CLASS (ss_variable_form_parent_class)->dispose (object);
}

static void
ss_variable_form_class_init (SsVariableFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ss_variable_form_dispose;
  widget_class->grab_focus = ss_variable_form_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_FORM);
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
ss_variable_form_init (SsVariableForm *self)
{
  GtkBoxLayout *layout = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (layout, 12);
}

GtkWidget *
ss_variable_form_new (void)
{
  return g_object_new (SS_TYPE_VARIABLE_FORM, NULL);
}

/**
 * ss_variable_form_set_variables:
 * @self: the form
 * @variables: (nullable): of SsPluginVariable
 * @values: (nullable): what they are now; the defaults for the rest
 */
void
ss_variable_form_set_variables (SsVariableForm *self, GListModel *variables, JsonObject *values)
{
  guint n = variables != NULL ? g_list_model_get_n_items (variables) : 0;

  remove_rows (self);
  g_clear_pointer (&self->values, json_object_unref);
  self->values = values != NULL ? json_object_ref (values) : NULL;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SsPluginVariable) variable = g_list_model_get_item (variables, i);
      JsonNode *value =
          values != NULL ? json_object_get_member (values, ss_plugin_variable_get_key (variable)) : NULL;
      GtkWidget *row = ss_variable_row_new (variable, value);

      gtk_widget_set_parent (row, GTK_WIDGET (self));
      g_signal_connect_swapped (row, "changed", G_CALLBACK (changed_cb), self);
    }
}

/**
 * ss_variable_form_check:
 * @self: the form
 *
 * Says at each field what is wrong with it, and goes to the first.
 *
 * Returns: whether all is fine
 */
gboolean
ss_variable_form_check (SsVariableForm *self)
{
  GtkWidget *first = NULL;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      const char *sentence = ss_variable_row_check (SS_VARIABLE_ROW (row));

      ss_variable_row_set_problem (SS_VARIABLE_ROW (row), sentence);
      if (sentence != NULL && first == NULL)
        first = row;
    }
  if (first != NULL)
    gtk_widget_grab_focus (first);
  return first == NULL;
}

/**
 * ss_variable_form_get_values:
 * @self: the form
 *
 * Returns: (transfer full): the values, for `configValues`; null for one that was set and no longer is
 */
JsonObject *
ss_variable_form_get_values (SsVariableForm *self)
{
  JsonObject *values = json_object_new ();

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      const char *key = ss_variable_row_get_key (SS_VARIABLE_ROW (row));
      JsonNode *value = ss_variable_row_get_value (SS_VARIABLE_ROW (row));

      if (value != NULL)
        json_object_set_member (values, key, value);
      else if (self->values != NULL && json_object_has_member (self->values, key))
        json_object_set_null_member (values, key);
    }
  return values;
}

/**
 * ss_variable_form_show_error:
 * @self: the form
 * @error: what the platform said
 *
 * Returns: whether it was about fields of the form, at which it stands now
 */
gboolean
ss_variable_form_show_error (SsVariableForm *self, const GError *error)
{
  GtkWidget *first = NULL;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      g_autofree char *field =
          g_strconcat ("configValues.", ss_variable_row_get_key (SS_VARIABLE_ROW (row)), NULL);
      const char *sentence = ss_client_error_get_field (error, field);

      ss_variable_row_set_problem (SS_VARIABLE_ROW (row), sentence);
      if (sentence != NULL && first == NULL)
        first = row;
    }
  if (first != NULL)
    gtk_widget_grab_focus (first);
  return first != NULL;
}
