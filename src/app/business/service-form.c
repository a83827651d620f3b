/* service-form.c: what can be booked, to be changed
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/business/service-form.h"

#include <glib/gi18n-lib.h>

#include "app/business/business-words.h"
#include "app/widgets/field-error.h"
#include "app/widgets/money-text.h"
#include "app/widgets/text-box.h"
#include "domain/validation.h"

#define USUAL_MINUTES 60

enum
{
  NAME,
  PRICE,
  DURATION,
  BUFFER_BEFORE,
  BUFFER_AFTER,
  DESCRIPTION,
  RESOURCES,
  N_FIELDS,
};

struct _SsServiceForm
{
  AdwBin parent_instance;

  GtkWidget *box; /* (unowned): a child; so are the others */
  GtkWidget *name_row;
  GtkWidget *price_row;
  GtkWidget *spins[BUFFER_AFTER + 1];
  GtkWidget *active_switch;
  SsTextBox *description;
  SsRecordField fields[N_FIELDS];
  GHashTable *checks; /* (owned): of GtkCheckButton, by a resource's id */
  GPtrArray *ids;     /* (owned): of the resources, in their order */
  char *currency;     /* (owned) (nullable) */
};

static void record_form_init (SsRecordFormInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SsServiceForm, ss_service_form, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (SS_TYPE_RECORD_FORM, record_form_init))

/* What is written in minutes. */
static const struct
{
  guint field;
  const char *name;
  const char *title;
  int least, most;
  gint64 (*get) (SsService *service);
  void (*set) (SsService *service, gint64 minutes);
} lengths[] = {
  { DURATION, "durationMinutes", N_ ("Length in Minutes"), SS_DURATION_MINUTES_MIN, SS_DURATION_MINUTES_MAX,
    ss_service_get_duration_minutes, ss_service_set_duration_minutes },
  { BUFFER_BEFORE, "bufferBeforeMinutes", N_ ("Minutes Kept Free Before"), 0, SS_BUFFER_MINUTES_MAX,
    ss_service_get_buffer_before_minutes, ss_service_set_buffer_before_minutes },
  { BUFFER_AFTER, "bufferAfterMinutes", N_ ("Minutes Kept Free After"), 0, SS_BUFFER_MINUTES_MAX,
    ss_service_get_buffer_after_minutes, ss_service_set_buffer_after_minutes },
};

static AdwPreferencesGroup *
add_group (SsServiceForm *self, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  if (title != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (GTK_BOX (self->box), group);
  return ADW_PREFERENCES_GROUP (group);
}

static void
add_field (SsServiceForm *self, AdwPreferencesGroup *group, guint field, const char *name, GtkWidget *row)
{
  self->fields[field].name = name;
  self->fields[field].error = ss_field_error_new (row);
  adw_preferences_group_add (group, row);
  adw_preferences_group_add (group, self->fields[field].error);
}

static GtkWidget *
make_length_row (SsServiceForm *self, guint i)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *spin = gtk_spin_button_new_with_range (lengths[i].least, lengths[i].most, 5);

  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (spin), TRUE);
  /* Any minute can be written; the buttons go in fives. */
  gtk_spin_button_set_snap_to_ticks (GTK_SPIN_BUTTON (spin), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (lengths[i].title),
                                  -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (lengths[i].title));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), spin);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), spin);
  self->spins[lengths[i].field] = spin;
  return row;
}

static GtkWidget *
make_active_row (SsServiceForm *self)
{
  GtkWidget *row = adw_action_row_new ();

  self->active_switch = gtk_switch_new ();
  gtk_widget_set_valign (self->active_switch, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->active_switch), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Active"), -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Active"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("Can be booked"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->active_switch);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), self->active_switch);
  return row;
}

static void
fill (SsServiceForm *self)
{
  AdwPreferencesGroup *group = add_group (self, NULL);

  self->name_row = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->name_row), _ ("Name"));
  add_field (self, group, NAME, "name", self->name_row);
  self->price_row = adw_entry_row_new ();
  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (self->price_row), GTK_INPUT_PURPOSE_NUMBER);
  add_field (self, group, PRICE, "price", self->price_row);
  adw_preferences_group_add (group, make_active_row (self));

  group = add_group (self, _ ("Time"));
  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    add_field (self, group, lengths[i].field, lengths[i].name, make_length_row (self, i));

  group = add_group (self, _ ("Description"));
  self->description = SS_TEXT_BOX (ss_text_box_new (_ ("Description")));
  add_field (self, group, DESCRIPTION, "description", GTK_WIDGET (self->description));
}

/* (transfer floating): a resource, to be marked */
static GtkWidget *
make_resource_row (SsServiceForm *self, SsResource *resource)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  const char *id = ss_resource_get_id (resource);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), ss_resource_get_name (resource));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               ss_resource_get_is_active (resource)
                                   ? ss_resource_type_get_label (ss_resource_get_type_ (resource))
                                   : _ ("Inactive"));
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  ss_resource_get_name (resource), -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  g_hash_table_insert (self->checks, g_strdup (id), check);
  g_ptr_array_add (self->ids, g_strdup (id));
  return row;
}

static void
add_resources (SsServiceForm *self, GListModel *resources)
{
  AdwPreferencesGroup *group = add_group (self, _ ("Who Can Do It"));

  adw_preferences_group_set_description (group, _ ("Where none is marked, any of them can."));
  for (guint i = 0; i < g_list_model_get_n_items (resources); i++)
    {
      g_autoptr (SsResource) resource = g_list_model_get_item (resources, i);

      adw_preferences_group_add (group, make_resource_row (self, resource));
    }
  self->fields[RESOURCES] = (SsRecordField){ "resourceIds", ss_field_error_new (GTK_WIDGET (group)) };
  adw_preferences_group_add (group, self->fields[RESOURCES].error);
}

/* As the platform orders them: those that were marked before, then the new ones. */
static GStrv
get_resource_ids (SsServiceForm *self, const char *const *before)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; before != NULL && before[i] != NULL; i++)
    {
      GtkWidget *check = g_hash_table_lookup (self->checks, before[i]);

      if (check == NULL || gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
        g_strv_builder_add (builder, before[i]);
    }
  for (guint i = 0; i < self->ids->len; i++)
    {
      const char *id = self->ids->pdata[i];
      GtkWidget *check = g_hash_table_lookup (self->checks, id);

      if (gtk_check_button_get_active (GTK_CHECK_BUTTON (check))
          && (before == NULL || !g_strv_contains (before, id)))
        g_strv_builder_add (builder, id);
    }
  return g_strv_builder_end (builder);
}

static void
ss_service_form_show (SsRecordForm *form, SsModel *record)
{
  SsServiceForm *self = SS_SERVICE_FORM (form);
  SsService *service = SS_SERVICE (record);
  const char *const *ids = ss_service_get_resource_ids (service);
  const char *name = ss_service_get_name (service);
  g_autofree char *price = ss_money_to_number (ss_service_get_price (service), self->currency);

  gtk_editable_set_text (GTK_EDITABLE (self->name_row), name != NULL ? name : "");
  gtk_editable_set_text (GTK_EDITABLE (self->price_row), price);
  gtk_switch_set_active (GTK_SWITCH (self->active_switch),
                         !ss_service_has_is_active (service) || ss_service_get_is_active (service));
  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->spins[lengths[i].field]), lengths[i].get (service));
  if (!ss_service_has_duration_minutes (service))
    gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->spins[DURATION]), USUAL_MINUTES);
  ss_text_box_set_text (self->description, ss_service_get_description (service));
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      GtkWidget *check = g_hash_table_lookup (self->checks, ids[i]);

      if (check != NULL)
        gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
    }
}

static void
ss_service_form_apply (SsRecordForm *form, SsModel *draft)
{
  SsServiceForm *self = SS_SERVICE_FORM (form);
  SsService *service = SS_SERVICE (draft);
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));
  g_autofree char *description = ss_text_box_get_text (self->description);
  g_auto (GStrv) ids = get_resource_ids (self, ss_service_get_resource_ids (service));
  gint64 price;

  ss_service_set_name (service, name);
  if (ss_money_from_text (gtk_editable_get_text (GTK_EDITABLE (self->price_row)), self->currency, &price))
    ss_service_set_price (service, price);
  ss_service_set_is_active (service, gtk_switch_get_active (GTK_SWITCH (self->active_switch)));
  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    lengths[i].set (service,
                    gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->spins[lengths[i].field])));
  ss_service_set_description (service, description);
  ss_service_set_resource_ids (service, (const char *const *) ids);
}

static gboolean
ss_service_form_check (SsRecordForm *form)
{
  SsServiceForm *self = SS_SERVICE_FORM (form);
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));
  const char *name = ss_validate_name (text);
  gint64 amount;
  gboolean has_price =
      ss_money_from_text (gtk_editable_get_text (GTK_EDITABLE (self->price_row)), self->currency, &amount);

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    gtk_spin_button_update (GTK_SPIN_BUTTON (self->spins[lengths[i].field]));
  for (guint i = 0; i < N_FIELDS; i++)
    ss_field_error_set_text (SS_FIELD_ERROR (self->fields[i].error), NULL);
  ss_field_error_set_text (SS_FIELD_ERROR (self->fields[NAME].error), name != NULL ? _ (name) : NULL);
  ss_field_error_set_text (SS_FIELD_ERROR (self->fields[PRICE].error),
                           has_price ? NULL : _ ("Write a price, such as 89.99."));
  return name == NULL && has_price;
}

static gboolean
ss_service_form_show_error (SsRecordForm *form, const GError *error)
{
  return ss_record_fields_show_error (SS_SERVICE_FORM (form)->fields, N_FIELDS, error);
}

static gboolean
ss_service_form_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (SS_SERVICE_FORM (widget)->name_row);
}

static void
ss_service_form_finalize (GObject *object)
{
  SsServiceForm *self = SS_SERVICE_FORM (object);

  g_hash_table_unref (self->checks);
  g_ptr_array_unref (self->ids);
  g_free (self->currency);

  G_OBJECT_CLASS (ss_service_form_parent_class)->finalize (object);
}

static void
record_form_init (SsRecordFormInterface *interface)
{
  interface->show = ss_service_form_show;
  interface->apply = ss_service_form_apply;
  interface->check = ss_service_form_check;
  interface->show_error = ss_service_form_show_error;
}

static void
ss_service_form_class_init (SsServiceFormClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ss_service_form_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = ss_service_form_grab_focus;
}

static void
ss_service_form_init (SsServiceForm *self)
{
  self->checks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  adw_bin_set_child (ADW_BIN (self), self->box);
  fill (self);
}

GtkWidget *
ss_service_form_new (SsWorkspace *workspace)
{
  SsServiceForm *self = g_object_new (SS_TYPE_SERVICE_FORM, NULL);
  g_autofree char *title = NULL;

  self->currency = g_strdup (ss_business_get_currency (workspace));
  /* Translators: %s is a currency, such as USD. */
  title =
      self->currency != NULL ? g_strdup_printf (_ ("Price in %s"), self->currency) : g_strdup (_ ("Price"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->price_row), title);
  add_resources (self, ss_catalog_store_get_all_resources (ss_workspace_get_catalog (workspace)));
  return GTK_WIDGET (self);
}
