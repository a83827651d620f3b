/* settings-form.c: a business' settings, to be changed
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/business/settings-form.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/choice-row.h"
#include "app/business/choices.h"
#include "app/business/hours-editor.h"
#include "app/business/week.h"
#include "app/widgets/brand-mark.h"
#include "app/widgets/field-error.h"
#include "client/client-error.h"
#include "domain/validation.h"

#define MARK_SIZE 48

struct _SsSettingsForm
{
  AdwBin parent_instance;

  GtkEditable *name_row;
  SsFieldError *name_error;
  AdwBin *mark_bin;
  GtkWidget *remove_button;
  SsFieldError *logo_error;
  GtkColorChooser *primary_color_button;
  SsFieldError *primary_color_error;
  GtkColorChooser *secondary_color_button;
  SsFieldError *secondary_color_error;
  SsChoiceRow *time_zone_row;
  SsFieldError *time_zone_error;
  SsChoiceRow *currency_row;
  SsFieldError *currency_error;
  GtkEditable *locale_row;
  SsFieldError *locale_error;
  AdwComboRow *week_start_row;
  SsFieldError *week_start_error;
  SsHoursEditor *hours_editor;
  SsFieldError *working_hours_error;
  GtkSwitch *resources_can_reschedule_switch;
  SsFieldError *resources_can_reschedule_error;
  GtkSwitch *require_payment_switch;
  SsFieldError *require_payment_error;
  GtkSpinButton *window_spin;
  SsFieldError *window_error;
  GtkSpinButton *fee_spin;
  SsFieldError *fee_error;

  SsBrandMark *mark; /* (unowned): a child */
  gboolean is_setting;
  GCancellable *cancellable; /* (owned) */
};

G_DEFINE_FINAL_TYPE (SsSettingsForm, ss_settings_form, ADW_TYPE_BIN)

enum
{
  CHANGED,
  CHOOSE_LOGO,
  REMOVE_LOGO,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Where the form says what is wrong with a member of the settings. */
static const struct
{
  const char *name;
  gsize error;
} places[] = {
  { "name", G_STRUCT_OFFSET (SsSettingsForm, name_error) },
  { "logo", G_STRUCT_OFFSET (SsSettingsForm, logo_error) },
  { "primaryColor", G_STRUCT_OFFSET (SsSettingsForm, primary_color_error) },
  { "secondaryColor", G_STRUCT_OFFSET (SsSettingsForm, secondary_color_error) },
  { "timeZone", G_STRUCT_OFFSET (SsSettingsForm, time_zone_error) },
  { "currency", G_STRUCT_OFFSET (SsSettingsForm, currency_error) },
  { "locale", G_STRUCT_OFFSET (SsSettingsForm, locale_error) },
  { "weekStart", G_STRUCT_OFFSET (SsSettingsForm, week_start_error) },
  { "workingHours", G_STRUCT_OFFSET (SsSettingsForm, working_hours_error) },
  { "resourcesCanReschedule", G_STRUCT_OFFSET (SsSettingsForm, resources_can_reschedule_error) },
  { "requirePaymentMethodToBook", G_STRUCT_OFFSET (SsSettingsForm, require_payment_error) },
  { "cancellationWindowHours", G_STRUCT_OFFSET (SsSettingsForm, window_error) },
  { "lateCancellationFeePercent", G_STRUCT_OFFSET (SsSettingsForm, fee_error) },
};

static void
set_error (SsSettingsForm *self, guint place, const char *text)
{
  ss_field_error_set_text (G_STRUCT_MEMBER (SsFieldError *, self, places[place].error), text);
}

static char *
get_color (GtkColorChooser *chooser)
{
  GdkRGBA color;

  gtk_color_chooser_get_rgba (chooser, &color);
  return g_strdup_printf ("#%02x%02x%02x", (guint) (color.red * 255 + 0.5), (guint) (color.green * 255 + 0.5),
                          (guint) (color.blue * 255 + 0.5));
}

static void
set_color (GtkColorChooser *chooser, const char *text)
{
  GdkRGBA color;

  if (text != NULL && gdk_rgba_parse (&color, text))
    gtk_color_chooser_set_rgba (chooser, &color);
}

static void
update_mark (SsSettingsForm *self)
{
  g_autofree char *color = get_color (self->primary_color_button);

  ss_brand_mark_set_brand (self->mark, gtk_editable_get_text (self->name_row), color);
}

static void
changed_cb (SsSettingsForm *self)
{
  if (self->is_setting)
    return;

  update_mark (self);
  ss_settings_form_check (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
choose_cb (SsSettingsForm *self)
{
  g_signal_emit (self, signals[CHOOSE_LOGO], 0);
}

static void
remove_cb (SsSettingsForm *self)
{
  g_signal_emit (self, signals[REMOVE_LOGO], 0);
}

static void
time_zones_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsSettingsForm) self = user_data;
  g_auto (GStrv) zones = ss_time_zones_load_finish (result, NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) labels = NULL;

  if (zones == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;

  for (guint i = 0; zones[i] != NULL; i++)
    {
      g_autofree char *label = ss_time_zone_describe (zones[i]);

      g_strv_builder_add (builder, label);
    }
  labels = g_strv_builder_end (builder);
  ss_choice_row_set_choices (self->time_zone_row, (const char *const *) zones, (const char *const *) labels);
}

static void
fill_choices (SsSettingsForm *self)
{
  g_auto (GStrv) currencies = ss_currencies_list ();
  g_autoptr (GtkStringList) days = gtk_string_list_new (NULL);

  for (guint day = 0; day < SS_N_WEEKDAYS; day++)
    gtk_string_list_append (days, ss_week_get_name (day));
  adw_combo_row_set_model (self->week_start_row, G_LIST_MODEL (days));
  ss_choice_row_set_choices (self->currency_row, (const char *const *) currencies, NULL);
  ss_time_zones_load_async (self->cancellable, time_zones_cb, g_object_ref (self));
}

static void
ss_settings_form_dispose (GObject *object)
{
  SsSettingsForm *self = SS_SETTINGS_FORM (object);

  self->is_setting = TRUE;
  g_cancellable_cancel (self->cancellable);

  G_OBJECT_CLASS (ss_settings_form_parent_class)->dispose (object);
}

static void
ss_settings_form_finalize (GObject *object)
{
  g_clear_object (&SS_SETTINGS_FORM (object)->cancellable);

  G_OBJECT_CLASS (ss_settings_form_parent_class)->finalize (object);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, SsSettingsForm, child)

static void
bind_children (GtkWidgetClass *widget_class)
{
  BIND (name_row);
  BIND (name_error);
  BIND (mark_bin);
  BIND (remove_button);
  BIND (logo_error);
  BIND (primary_color_button);
  BIND (primary_color_error);
  BIND (secondary_color_button);
  BIND (secondary_color_error);
  BIND (time_zone_row);
  BIND (time_zone_error);
  BIND (currency_row);
  BIND (currency_error);
  BIND (locale_row);
  BIND (locale_error);
  BIND (week_start_row);
  BIND (week_start_error);
  BIND (hours_editor);
  BIND (working_hours_error);
  BIND (resources_can_reschedule_switch);
  BIND (resources_can_reschedule_error);
  BIND (require_payment_switch);
  BIND (require_payment_error);
  BIND (window_spin);
  BIND (window_error);
  BIND (fee_spin);
  BIND (fee_error);
}

static void
ss_settings_form_class_init (SsSettingsFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const char *const names[N_SIGNALS] = { "changed", "choose-logo", "remove-logo" };

  object_class->dispose = ss_settings_form_dispose;
  object_class->finalize = ss_settings_form_finalize;
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);

  g_type_ensure (SS_TYPE_FIELD_ERROR);
  g_type_ensure (SS_TYPE_CHOICE_ROW);
  g_type_ensure (SS_TYPE_HOURS_EDITOR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/smoothschedule/Admin/business/settings-form.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
ss_settings_form_init (SsSettingsForm *self)
{
  GtkWidget *mark = ss_brand_mark_new (MARK_SIZE);

  self->is_setting = TRUE;
  self->cancellable = g_cancellable_new ();
  self->mark = SS_BRAND_MARK (mark);
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_bin_set_child (self->mark_bin, mark);
  fill_choices (self);
  self->is_setting = FALSE;
}

/**
 * ss_settings_form_set_settings:
 * @self: the form
 * @settings: what to show
 */
void
ss_settings_form_set_settings (SsSettingsForm *self, SsTenantSettings *settings)
{
  const char *locale = ss_tenant_settings_get_locale (settings);
  const char *name = ss_tenant_settings_get_name (settings);

  self->is_setting = TRUE;
  gtk_editable_set_text (self->name_row, name != NULL ? name : "");
  set_color (self->primary_color_button, ss_tenant_settings_get_primary_color (settings));
  set_color (self->secondary_color_button, ss_tenant_settings_get_secondary_color (settings));
  ss_choice_row_set_value (self->time_zone_row, ss_tenant_settings_get_time_zone (settings));
  ss_choice_row_set_value (self->currency_row, ss_tenant_settings_get_currency (settings));
  gtk_editable_set_text (self->locale_row, locale != NULL ? locale : "");
  adw_combo_row_set_selected (self->week_start_row,
                              ss_week_find (ss_tenant_settings_get_week_start (settings)));
  ss_hours_editor_set_week_start (self->hours_editor, ss_tenant_settings_get_week_start (settings));
  ss_hours_editor_set_hours (self->hours_editor, ss_tenant_settings_get_working_hours (settings));
  gtk_switch_set_active (self->resources_can_reschedule_switch,
                         ss_tenant_settings_get_resources_can_reschedule (settings));
  gtk_switch_set_active (self->require_payment_switch,
                         ss_tenant_settings_get_require_payment_method_to_book (settings));
  gtk_spin_button_set_value (self->window_spin, ss_tenant_settings_get_cancellation_window_hours (settings));
  gtk_spin_button_set_value (self->fee_spin, ss_tenant_settings_get_late_cancellation_fee_percent (settings));
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    set_error (self, i, NULL);
  update_mark (self);
  self->is_setting = FALSE;
}

/**
 * ss_settings_form_apply:
 * @self: the form
 * @draft: gets what is shown
 */
void
ss_settings_form_apply (SsSettingsForm *self, SsTenantSettings *draft)
{
  g_autofree char *primary = get_color (self->primary_color_button);
  g_autofree char *secondary = get_color (self->secondary_color_button);
  g_autoptr (JsonNode) hours = ss_hours_editor_get_hours (self->hours_editor);

  ss_tenant_settings_set_name (draft, gtk_editable_get_text (self->name_row));
  ss_tenant_settings_set_primary_color (draft, primary);
  ss_tenant_settings_set_secondary_color (draft, secondary);
  ss_tenant_settings_set_time_zone (draft, ss_choice_row_get_value (self->time_zone_row));
  ss_tenant_settings_set_currency (draft, ss_choice_row_get_value (self->currency_row));
  ss_tenant_settings_set_locale (draft, gtk_editable_get_text (self->locale_row));
  ss_tenant_settings_set_week_start (draft,
                                     ss_week_get_id (adw_combo_row_get_selected (self->week_start_row)));
  ss_tenant_settings_set_working_hours (draft, hours);
  ss_tenant_settings_set_resources_can_reschedule (draft, gtk_switch_get_active (
                                                              self->resources_can_reschedule_switch));
  ss_tenant_settings_set_require_payment_method_to_book (draft, gtk_switch_get_active (
                                                                    self->require_payment_switch));
  ss_tenant_settings_set_cancellation_window_hours (draft,
                                                    gtk_spin_button_get_value_as_int (self->window_spin));
  ss_tenant_settings_set_late_cancellation_fee_percent (draft,
                                                        gtk_spin_button_get_value_as_int (self->fee_spin));
}

/**
 * ss_settings_form_set_logo:
 * @self: the form
 * @logo: (nullable): a PNG or SVG file
 */
void
ss_settings_form_set_logo (SsSettingsForm *self, GBytes *logo)
{
  ss_brand_mark_set_logo (self->mark, logo);
  gtk_widget_set_sensitive (self->remove_button, logo != NULL);
  ss_field_error_set_text (self->logo_error, NULL);
}

/**
 * ss_settings_form_check:
 * @self: the form
 *
 * Returns: whether the platform can be asked
 */
gboolean
ss_settings_form_check (SsSettingsForm *self)
{
  const char *name = ss_validate_name (gtk_editable_get_text (self->name_row));
  const char *locale = ss_validate_locale (gtk_editable_get_text (self->locale_row));
  const char *hours = ss_hours_editor_check (self->hours_editor);

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    set_error (self, i, NULL);
  ss_field_error_set_text (self->name_error, name != NULL ? _ (name) : NULL);
  ss_field_error_set_text (self->locale_error, locale != NULL ? _ (locale) : NULL);
  ss_field_error_set_text (self->working_hours_error, hours != NULL ? _ (hours) : NULL);
  return name == NULL && locale == NULL && hours == NULL;
}

/**
 * ss_settings_form_show_error:
 * @self: the form
 * @error: an SsClientError
 *
 * Returns: whether some of it could be said at a field
 */
gboolean
ss_settings_form_show_error (SsSettingsForm *self, const GError *error)
{
  gboolean is_said = FALSE;

  if (!g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_INVALID))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      const char *text = ss_client_error_get_field (error, places[i].name);

      set_error (self, i, text);
      is_said = is_said || text != NULL;
    }
  return is_said;
}

static gboolean
is_same (SsModel *before, SsModel *after, const SsField *field)
{
  g_auto (GValue) left = G_VALUE_INIT;
  g_auto (GValue) right = G_VALUE_INIT;
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (before), field->property);

  g_object_get_property (G_OBJECT (before), field->property, &left);
  g_object_get_property (G_OBJECT (after), field->property, &right);
  if (field->type == SS_FIELD_JSON)
    {
      JsonNode *a = g_value_get_boxed (&left);
      JsonNode *b = g_value_get_boxed (&right);

      return a == b || (a != NULL && b != NULL && json_node_equal (a, b));
    }
  return g_param_values_cmp (pspec, &left, &right) == 0;
}

/**
 * ss_settings_find_changes:
 * @before: what the platform has
 * @after: what it should have
 *
 * Returns: (transfer full): the wire names of what differs
 */
GStrv
ss_settings_find_changes (SsTenantSettings *before, SsTenantSettings *after)
{
  const SsFields *fields = ss_model_get_fields (SS_MODEL (before));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < fields->n_fields; i++)
    if ((fields->fields[i].flags & SS_FIELD_READ_ONLY) == 0
        && !is_same (SS_MODEL (before), SS_MODEL (after), &fields->fields[i]))
      g_strv_builder_add (builder, fields->fields[i].name);
  return g_strv_builder_end (builder);
}
