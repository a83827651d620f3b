/* resource-form.c: a person, room or piece of equipment, to be changed
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/business/resource-form.h"

#include <glib/gi18n-lib.h>

#include "app/business/business-words.h"
#include "app/business/hours-editor.h"
#include "app/widgets/field-error.h"

enum
{
  NAME,
  TYPE,
  COLOR,
  HOURS,
  N_FIELDS,
};

struct _SsResourceForm
{
  AdwBin parent_instance;

  GtkWidget *box; /* (unowned): a child; so are the others */
  GtkWidget *name_row;
  GtkWidget *type_row;
  GtkWidget *color_button;
  GtkWidget *color_switch;
  GtkWidget *active_switch;
  GtkWidget *user_row;
  GtkWidget *hours_switch;
  GtkWidget *hours_editor;
  SsRecordField fields[N_FIELDS];
  JsonNode *usual_hours; /* (owned) (nullable): the business' */
};

static void record_form_init (SsRecordFormInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SsResourceForm, ss_resource_form, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (SS_TYPE_RECORD_FORM, record_form_init))

static AdwPreferencesGroup *
add_group (SsResourceForm *self, const char *title, const char *description)
{
  GtkWidget *group = adw_preferences_group_new ();

  if (title != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  gtk_box_append (GTK_BOX (self->box), group);
  return ADW_PREFERENCES_GROUP (group);
}

static void
add_field (SsResourceForm *self, AdwPreferencesGroup *group, guint field, const char *name, GtkWidget *row)
{
  self->fields[field].name = name;
  self->fields[field].error = ss_field_error_new (row);
  adw_preferences_group_add (group, row);
  adw_preferences_group_add (group, self->fields[field].error);
}

/* A row with a switch at its end, which it is named for. */
static GtkWidget *
make_switch_row (const char *title, const char *subtitle, GtkWidget **toggle)
{
  GtkWidget *row = adw_action_row_new ();

  *toggle = gtk_switch_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (*toggle, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (*toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), *toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), *toggle);
  return row;
}

static GtkWidget *
make_color_row (SsResourceForm *self)
{
  GtkWidget *row = make_switch_row (_ ("Own Color"), NULL, &self->color_switch);

  self->color_button = gtk_color_button_new ();
  gtk_widget_set_valign (self->color_button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->color_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Color"), -1);
  gtk_widget_set_tooltip_text (self->color_button, _ ("Color"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->color_button);
  g_object_bind_property (self->color_switch, "active", self->color_button, "sensitive",
                          G_BINDING_SYNC_CREATE);
  return row;
}

static void
add_what (SsResourceForm *self)
{
  AdwPreferencesGroup *group = add_group (self, NULL, NULL);
  g_autoptr (GtkStringList) types = gtk_string_list_new (NULL);

  for (guint i = 0; ss_model_resource_type_choice (i) != NULL; i++)
    gtk_string_list_append (types, ss_resource_type_get_label (ss_model_resource_type_choice (i)));
  self->name_row = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->name_row), _ ("Name"));
  add_field (self, group, NAME, "name", self->name_row);
  self->type_row = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->type_row), _ ("Kind"));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->type_row), G_LIST_MODEL (types));
  add_field (self, group, TYPE, "type", self->type_row);
  add_field (self, group, COLOR, "color", make_color_row (self));
  adw_preferences_group_add (group,
                             make_switch_row (_ ("Active"), _ ("Can be booked"), &self->active_switch));

  self->user_row = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->user_row), _ ("Signs In"));
  adw_action_row_set_subtitle (
      ADW_ACTION_ROW (self->user_row),
      _ ("One of your people is this resource, and sees its bookings as their own."));
  adw_preferences_group_add (group, self->user_row);
}

static void
add_hours (SsResourceForm *self)
{
  AdwPreferencesGroup *group = add_group (self, _ ("Working Hours"), NULL);

  self->hours_editor = g_object_new (SS_TYPE_HOURS_EDITOR, NULL);
  add_field (self, group, HOURS, "workingHours",
             make_switch_row (_ ("Own Working Hours"), _ ("Otherwise those of the business"),
                              &self->hours_switch));
  gtk_box_append (GTK_BOX (self->box), self->hours_editor);
  g_object_bind_property (self->hours_switch, "active", self->hours_editor, "visible", G_BINDING_SYNC_CREATE);
}

static void
set_color (SsResourceForm *self, const char *text)
{
  GdkRGBA color;

  gtk_switch_set_active (GTK_SWITCH (self->color_switch), text != NULL);
  if (text != NULL && gdk_rgba_parse (&color, text))
    gtk_color_chooser_set_rgba (GTK_COLOR_CHOOSER (self->color_button), &color);
}

static char *
get_color (SsResourceForm *self)
{
  GdkRGBA color;

  if (!gtk_switch_get_active (GTK_SWITCH (self->color_switch)))
    return NULL;
  gtk_color_chooser_get_rgba (GTK_COLOR_CHOOSER (self->color_button), &color);
  return g_strdup_printf ("#%02x%02x%02x", (guint) (color.red * 255 + 0.5), (guint) (color.green * 255 + 0.5),
                          (guint) (color.blue * 255 + 0.5));
}

static void
ss_resource_form_show (SsRecordForm *form, SsModel *record)
{
  SsResourceForm *self = SS_RESOURCE_FORM (form);
  SsResource *resource = SS_RESOURCE (record);
  const char *name = ss_resource_get_name (resource);
  gboolean has_hours = ss_resource_has_working_hours (resource);

  gtk_editable_set_text (GTK_EDITABLE (self->name_row), name != NULL ? name : "");
  for (guint i = 0; ss_model_resource_type_choice (i) != NULL; i++)
    if (g_strcmp0 (ss_model_resource_type_choice (i), ss_resource_get_type_ (resource)) == 0)
      adw_combo_row_set_selected (ADW_COMBO_ROW (self->type_row), i);
  set_color (self, ss_resource_get_color (resource));
  gtk_switch_set_active (GTK_SWITCH (self->active_switch),
                         !ss_resource_has_is_active (resource) || ss_resource_get_is_active (resource));
  gtk_widget_set_visible (self->user_row, ss_resource_get_user_id (resource) != NULL);
  gtk_switch_set_active (GTK_SWITCH (self->hours_switch), has_hours);
  ss_hours_editor_set_hours (SS_HOURS_EDITOR (self->hours_editor),
                             has_hours ? ss_resource_get_working_hours (resource) : self->usual_hours);
}

static void
ss_resource_form_apply (SsRecordForm *form, SsModel *draft)
{
  SsResourceForm *self = SS_RESOURCE_FORM (form);
  SsResource *resource = SS_RESOURCE (draft);
  guint type = adw_combo_row_get_selected (ADW_COMBO_ROW (self->type_row));
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));
  g_autofree char *color = get_color (self);

  ss_resource_set_name (resource, name);
  if (type != GTK_INVALID_LIST_POSITION)
    ss_resource_set_type_ (resource, ss_model_resource_type_choice (type));
  ss_resource_set_color (resource, color);
  ss_resource_set_is_active (resource, gtk_switch_get_active (GTK_SWITCH (self->active_switch)));
  if (gtk_switch_get_active (GTK_SWITCH (self->hours_switch)))
    {
      g_autoptr (JsonNode) hours = ss_hours_editor_get_hours (SS_HOURS_EDITOR (self->hours_editor));

      ss_resource_set_working_hours (resource, hours);
    }
  else
    ss_resource_set_working_hours (resource, NULL);
}

static gboolean
ss_resource_form_check (SsRecordForm *form)
{
  SsResourceForm *self = SS_RESOURCE_FORM (form);
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));
  const char *name = ss_validate_name (text);
  const char *hours = gtk_switch_get_active (GTK_SWITCH (self->hours_switch))
                          ? ss_hours_editor_check (SS_HOURS_EDITOR (self->hours_editor))
                          : NULL;

  for (guint i = 0; i < N_FIELDS; i++)
    ss_field_error_set_text (SS_FIELD_ERROR (self->fields[i].error), NULL);
  ss_field_error_set_text (SS_FIELD_ERROR (self->fields[NAME].error), name != NULL ? _ (name) : NULL);
  ss_field_error_set_text (SS_FIELD_ERROR (self->fields[HOURS].error), hours != NULL ? _ (hours) : NULL);
  return name == NULL && hours == NULL;
}

static gboolean
ss_resource_form_show_error (SsRecordForm *form, const GError *error)
{
  return ss_record_fields_show_error (SS_RESOURCE_FORM (form)->fields, N_FIELDS, error);
}

static gboolean
ss_resource_form_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (SS_RESOURCE_FORM (widget)->name_row);
}

static void
ss_resource_form_finalize (GObject *object)
{
  g_clear_pointer (&SS_RESOURCE_FORM (object)->usual_hours, json_node_unref);

  G_OBJECT_CLASS (ss_resource_form_parent_class)->finalize (object);
}

static void
record_form_init (SsRecordFormInterface *interface)
{
  interface->show = ss_resource_form_show;
  interface->apply = ss_resource_form_apply;
  interface->check = ss_resource_form_check;
  interface->show_error = ss_resource_form_show_error;
}

static void
ss_resource_form_class_init (SsResourceFormClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ss_resource_form_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = ss_resource_form_grab_focus;
}

static void
ss_resource_form_init (SsResourceForm *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  adw_bin_set_child (ADW_BIN (self), self->box);
  add_what (self);
  add_hours (self);
}

GtkWidget *
ss_resource_form_new (SsWorkspace *workspace)
{
  SsResourceForm *self = g_object_new (SS_TYPE_RESOURCE_FORM, NULL);
  SsTenantSettings *settings = ss_catalog_store_get_settings (ss_workspace_get_catalog (workspace));
  JsonNode *hours = settings != NULL ? ss_tenant_settings_get_working_hours (settings) : NULL;

  ss_hours_editor_set_week_start (SS_HOURS_EDITOR (self->hours_editor),
                                  ss_business_get_week_start (workspace));
  self->usual_hours = hours != NULL ? json_node_copy (hours) : NULL;
  return GTK_WIDGET (self);
}
