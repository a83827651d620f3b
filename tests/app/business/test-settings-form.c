/* test-settings-form.c: what a person changes in the settings is what is sent
 *
 * SPDX-License-Identifier: MIT
 */
#include <adwaita.h>

#include "app/business/settings-form.h"
#include "app/widgets/field-error.h"
#include "client/client-error-private.h"
#include "model/model-json.h"

static const char settings_text[] =
    "{\"name\":\"Acme Auto\",\"primaryColor\":\"#1a5fb4\",\"secondaryColor\":\"#f5c211\",\"logoUrl\":null,"
    "\"timeZone\":\"America/New_York\",\"currency\":\"USD\",\"locale\":\"en-US\",\"weekStart\":\"sun\","
    "\"workingHours\":{\"mon\":[[\"09:00\",\"17:00\"]]},\"resourcesCanReschedule\":true,"
    "\"requirePaymentMethodToBook\":false,\"cancellationWindowHours\":24,\"lateCancellationFeePercent\":50}";

typedef struct
{
  GtkWidget *form;
  SsTenantSettings *before;
  SsTenantSettings *draft;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (settings_text, &error);

  fixture->form = g_object_ref_sink (g_object_new (SS_TYPE_SETTINGS_FORM, NULL));
  fixture->before = ss_model_from_json (SS_TYPE_TENANT_SETTINGS, node, &error);
  g_assert_no_error (error);
  fixture->draft = ss_model_copy (SS_MODEL (fixture->before));
  ss_settings_form_set_settings (SS_SETTINGS_FORM (fixture->form), fixture->before);
  ss_settings_form_apply (SS_SETTINGS_FORM (fixture->form), fixture->before);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_run_dispose (G_OBJECT (fixture->form));
  g_clear_object (&fixture->form);
  g_clear_object (&fixture->before);
  g_clear_object (&fixture->draft);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static gpointer
get_child (Fixture *fixture, const char *name)
{
  return gtk_widget_get_template_child (fixture->form, SS_TYPE_SETTINGS_FORM, name);
}

static GStrv
find_changes (Fixture *fixture)
{
  ss_settings_form_apply (SS_SETTINGS_FORM (fixture->form), fixture->draft);
  return ss_settings_find_changes (fixture->before, fixture->draft);
}

static void
test_unchanged (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) names = find_changes (fixture);

  g_assert_cmpuint (g_strv_length (names), ==, 0);
  g_assert_cmpstr (ss_tenant_settings_get_primary_color (fixture->draft), ==, "#1a5fb4");
  g_assert_cmpstr (ss_tenant_settings_get_time_zone (fixture->draft), ==, "America/New_York");
  g_assert_cmpstr (ss_tenant_settings_get_week_start (fixture->draft), ==, "sun");
}

static void
count_cb (SsSettingsForm *form, guint *count)
{
  (*count)++;
}

static void
test_changed (Fixture *fixture, gconstpointer data)
{
  const char *expected[] = { "name", "requirePaymentMethodToBook", "cancellationWindowHours", NULL };
  g_auto (GStrv) names = NULL;
  guint n_changes = 0;

  g_signal_connect (fixture->form, "changed", G_CALLBACK (count_cb), &n_changes);
  gtk_editable_set_text (get_child (fixture, "name_row"), "Acme Motors");
  gtk_switch_set_active (get_child (fixture, "require_payment_switch"), TRUE);
  gtk_spin_button_set_value (get_child (fixture, "window_spin"), 48);
  names = find_changes (fixture);
  g_assert_cmpstrv (names, expected);
  g_assert_cmpuint (n_changes, >=, 3);

  /* Taken back is not changed. */
  ss_settings_form_set_settings (SS_SETTINGS_FORM (fixture->form), fixture->before);
  g_strfreev (g_steal_pointer (&names));
  names = find_changes (fixture);
  g_assert_cmpuint (g_strv_length (names), ==, 0);
}

static void
test_checked (Fixture *fixture, gconstpointer data)
{
  gtk_editable_set_text (get_child (fixture, "name_row"), "");
  g_assert_false (ss_settings_form_check (SS_SETTINGS_FORM (fixture->form)));
  g_assert_nonnull (ss_field_error_get_text (get_child (fixture, "name_error")));
  gtk_editable_set_text (get_child (fixture, "name_row"), "Acme");
  g_assert_true (ss_settings_form_check (SS_SETTINGS_FORM (fixture->form)));
  g_assert_null (ss_field_error_get_text (get_child (fixture, "name_error")));
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = ss_client_error_new_field (SS_CLIENT_ERROR_INVALID, "currency", "Not this one.");
  g_autoptr (GError) other = ss_client_error_new (SS_CLIENT_ERROR_SERVER);

  g_assert_true (ss_settings_form_show_error (SS_SETTINGS_FORM (fixture->form), error));
  g_assert_cmpstr (ss_field_error_get_text (get_child (fixture, "currency_error")), ==, "Not this one.");
  g_assert_false (ss_settings_form_show_error (SS_SETTINGS_FORM (fixture->form), other));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("/app/settings-form/unchanged", test_unchanged);
  ADD ("/app/settings-form/changed", test_changed);
  ADD ("/app/settings-form/checked", test_checked);
  ADD ("/app/settings-form/refused", test_refused);
  return g_test_run ();
}
