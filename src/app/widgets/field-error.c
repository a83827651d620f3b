/* field-error.c: the sentence under a field that says what is wrong with it
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/widgets/field-error.h"

struct _SsFieldError
{
  AdwPreferencesRow parent_instance;

  GtkWidget *label; /* (unowned): a child */
  GtkWidget *field; /* (nullable): weak */
  char *text;       /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (SsFieldError, ss_field_error, ADW_TYPE_PREFERENCES_ROW)

typedef enum
{
  PROP_TEXT = 1,
  PROP_FIELD,
} SsFieldErrorProperty;

static GParamSpec *properties[PROP_FIELD + 1];

static void
mark_field (SsFieldError *self)
{
  if (self->field == NULL)
    return;

  if (self->text != NULL)
    {
      gtk_widget_add_css_class (self->field, "error");
      gtk_accessible_update_state (GTK_ACCESSIBLE (self->field), GTK_ACCESSIBLE_STATE_INVALID,
                                   GTK_ACCESSIBLE_INVALID_TRUE, -1);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->field), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      self->text, -1);
    }
  else
    {
      gtk_widget_remove_css_class (self->field, "error");
      gtk_accessible_reset_state (GTK_ACCESSIBLE (self->field), GTK_ACCESSIBLE_STATE_INVALID);
      gtk_accessible_reset_property (GTK_ACCESSIBLE (self->field), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
    }
}

static void
ss_field_error_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SsFieldError *self = SS_FIELD_ERROR (object);

  switch ((SsFieldErrorProperty) id)
    {
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_FIELD:
      g_value_set_object (value, self->field);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ss_field_error_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SsFieldError *self = SS_FIELD_ERROR (object);

  switch ((SsFieldErrorProperty) id)
    {
    case PROP_TEXT:
      ss_field_error_set_text (self, g_value_get_string (value));
      break;
    case PROP_FIELD:
      g_set_weak_pointer (&self->field, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ss_field_error_dispose (GObject *object)
{
  g_clear_weak_pointer (&SS_FIELD_ERROR (object)->field);

  G_OBJECT_CLASS (ss_field_error_parent_class)->dispose (object);
}

static void
ss_field_error_finalize (GObject *object)
{
  g_free (SS_FIELD_ERROR (object)->text);

  G_OBJECT_CLASS (ss_field_error_parent_class)->finalize (object);
}

static void
ss_field_error_class_init (SsFieldErrorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ss_field_error_dispose;
  object_class->finalize = ss_field_error_finalize;
  object_class->get_property = ss_field_error_get_property;
  object_class->set_property = ss_field_error_set_property;

  properties[PROP_TEXT] =
      g_param_spec_string ("text", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_FIELD] =
      g_param_spec_object ("field", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ss_field_error_init (SsFieldError *self)
{
  self->label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_widget_add_css_class (self->label, "caption");
  gtk_widget_add_css_class (self->label, "error");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), self->label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "field-error");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * ss_field_error_new:
 * @field: (nullable): what it is about
 *
 * Returns: (transfer floating): nothing wrong yet
 */
GtkWidget *
ss_field_error_new (GtkWidget *field)
{
  return g_object_new (SS_TYPE_FIELD_ERROR, "field", field, NULL);
}

/**
 * ss_field_error_get_text:
 * @self: the row
 *
 * Returns: (nullable): what is wrong
 */
const char *
ss_field_error_get_text (SsFieldError *self)
{
  g_return_val_if_fail (SS_IS_FIELD_ERROR (self), NULL);

  return self->text;
}

/**
 * ss_field_error_set_text:
 * @self: the row
 * @text: (nullable): what is wrong; %NULL: nothing
 */
void
ss_field_error_set_text (SsFieldError *self, const char *text)
{
  g_return_if_fail (SS_IS_FIELD_ERROR (self));

  if (g_strcmp0 (self->text, text) == 0)
    return;

  g_free (self->text);
  self->text = g_strdup (text);
  gtk_label_set_text (GTK_LABEL (self->label), text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
  mark_field (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}
