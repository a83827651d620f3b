/* test-model.c: fields, properties, merging and copying of models
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/audit.h"
#include "model/bookings.h"
#include "model/json-reader.h"
#include "model/plugins.h"
#include "model/roles.h"

#include <string.h>

#define NOON (G_GINT64_CONSTANT (1795521600) * G_USEC_PER_SEC)

typedef GType (*GetType) (void);

static const GetType types[] = {
  ss_ability_get_type,          ss_user_can_get_type,         ss_user_get_type,
  ss_person_reference_get_type, ss_masquerade_get_type,       ss_current_user_get_type,
  ss_signed_in_get_type,        ss_permission_grant_get_type, ss_plugin_variable_get_type,
  ss_plugin_trigger_get_type,   ss_plugin_release_get_type,   ss_plugin_get_type,
  ss_review_get_type,           ss_plugin_run_get_type,       ss_installation_get_type,
  ss_tenant_get_type,           ss_tenant_brand_get_type,     ss_tenant_settings_get_type,
  ss_tenant_config_get_type,    ss_dns_record_get_type,       ss_role_permission_get_type,
  ss_role_info_get_type,        ss_permission_info_get_type,  ss_masquerade_rule_info_get_type,
  ss_role_table_get_type,       ss_domain_get_type,           ss_resource_get_type,
  ss_service_get_type,          ss_customer_get_type,         ss_appointment_get_type,
  ss_blocker_get_type,          ss_booking_conflict_get_type, ss_booking_alternative_get_type,
  ss_history_entry_get_type,    ss_audit_entry_get_type,      ss_audit_target_get_type,
  ss_audit_actor_get_type,      ss_calendar_feed_get_type,    ss_tenant_creation_get_type,
  ss_created_tenant_get_type,
};

static void
count_notify_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  (*(guint *) user_data)++;
}

static void
append_name_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  g_string_append_printf (user_data, "%s ", pspec->name);
}

/* The same words in any order. */
static void
assert_names (const char *names, const char *expected)
{
  g_auto (GStrv) words = g_strsplit (expected, " ", -1);

  g_assert_cmpuint (strlen (names), ==, strlen (expected) + 1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *word = g_strconcat (words[i], " ", NULL);

      g_assert_nonnull (strstr (names, word));
    }
}

static JsonNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = ss_json_parse (text, -1, &error);

  g_assert_no_error (error);
  return node;
}

static void
test_names (void)
{
  const SsFields *fields = ss_model_type_get_fields (SS_TYPE_DOMAIN);
  const SsField *field = ss_fields_find (fields, "route53ZoneId");

  g_assert_nonnull (field);
  g_assert_cmpstr (field->column, ==, "route53_zone_id");
  g_assert_cmpstr (field->property, ==, "route53-zone-id");
  g_assert_true (field == ss_fields_find_column (fields, "route53_zone_id"));
  g_assert_true (field == &fields->fields[ss_domain_field_route53_zone_id]);
  g_assert_null (ss_fields_find (fields, "route53_zone_id"));
  g_assert_null (ss_fields_find_column (fields, "route53ZoneId"));

  /* The underscore keeps the accessor apart from the type's function, and goes no further. */
  field = ss_fields_find (ss_model_type_get_fields (SS_TYPE_PLUGIN_TRIGGER), "type");
  g_assert_nonnull (field);
  g_assert_cmpstr (field->column, ==, "type");
  g_assert_cmpstr (field->property, ==, "type");
}

static void
test_columns (void)
{
  const SsFields *fields = ss_model_type_get_fields (SS_TYPE_PLUGIN_VARIABLE);
  g_autofree char *all = ss_fields_columns (fields, NULL, SS_FIELD_PLAIN);
  g_autofree char *some = ss_fields_columns (fields, "v", SS_FIELD_REQUIRED | SS_FIELD_NULLABLE);
  g_autofree char *none =
      ss_fields_columns (ss_model_type_get_fields (SS_TYPE_DNS_RECORD), NULL, SS_FIELD_READ_ONLY);
  g_autofree char *plugin =
      ss_fields_columns (ss_model_type_get_fields (SS_TYPE_PLUGIN), "p", SS_FIELD_DETAIL);

  g_assert_cmpstr (all, ==, "key, label, type, required, default, choices, help");
  g_assert_cmpstr (some, ==, "v.required, v.choices, v.help");
  g_assert_cmpstr (none, ==, "");
  g_assert_true (g_str_has_prefix (plugin, "p.id, p.slug, p.name, "));
  g_assert_true (g_str_has_suffix (plugin, ", p.updated_at, p.installation_id"));
}

/* Each field of each type has a property that can be read from a new object. */
static void
test_all_types (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      GType type = types[i]();
      g_autoptr (SsModel) model = g_object_new (type, NULL);
      const SsFields *fields = ss_model_type_get_fields (type);

      g_test_message ("%s", g_type_name (type));
      g_assert_true (fields == ss_model_get_fields (model));
      for (guint j = 0; j < fields->n_fields; j++)
        {
          GParamSpec *pspec =
              g_object_class_find_property (G_OBJECT_GET_CLASS (model), fields->fields[j].property);
          g_auto (GValue) value = G_VALUE_INIT;

          g_assert_nonnull (pspec);
          g_assert_true ((pspec->flags & G_PARAM_EXPLICIT_NOTIFY) != 0);
          g_object_get_property (G_OBJECT (model), pspec->name, &value);
          g_assert_true (G_VALUE_HOLDS (&value, pspec->value_type));
          g_assert_false (ss_model_has (model, j));
          g_assert_true (fields->fields[j].type != SS_FIELD_ENUM || fields->fields[j].choice != NULL);
          g_assert_true (
              (fields->fields[j].type != SS_FIELD_OBJECT && fields->fields[j].type != SS_FIELD_OBJECTS)
              || g_type_is_a (fields->fields[j].get_type (), SS_TYPE_MODEL));
        }
    }
}

static void
test_choices (void)
{
  static const struct
  {
    const char *(*choice) (guint number);
    const char *names;
  } cases[] = {
    { ss_model_role_choice,
      "SUPERUSER PLATFORM_MANAGER PLATFORM_SALES PLATFORM_SUPPORT TENANT_OWNER TENANT_MANAGER "
      "TENANT_STAFF CUSTOMER " },
    { ss_model_user_status_choice, "ACTIVE INVITED DEACTIVATED " },
    { ss_model_masquerade_mode_choice, "VIEW ACT " },
    { ss_model_grant_status_choice, "ACTIVE EXPIRED REVOKED " },
    { ss_model_category_choice, "EMAIL REPORTS CUSTOMER BOOKING INTEGRATION AUTOMATION OTHER " },
    { ss_model_variable_type_choice, "TEXT NUMBER BOOLEAN EMAIL CHOICE DURATION " },
    { ss_model_visibility_choice, "PUBLIC PRIVATE " },
    { ss_model_run_status_choice, "OK FAILED SKIPPED " },
    { ss_model_trigger_type_choice, "SCHEDULE EVENT MANUAL " },
    { ss_model_tenant_status_choice, "ACTIVE TRIAL SUSPENDED " },
    { ss_model_subscription_tier_choice, "FREE PROFESSIONAL BUSINESS ENTERPRISE " },
    { ss_model_weekday_choice, "mon tue wed thu fri sat sun " },
    { ss_model_verification_status_choice, "PENDING VERIFIED FAILED " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) names = g_string_new (NULL);

      for (guint j = 0; cases[i].choice (j) != NULL; j++)
        g_string_append_printf (names, "%s ", cases[i].choice (j));
      g_assert_cmpstr (names->str, ==, cases[i].names);
      g_assert_null (cases[i].choice (G_MAXUINT));
    }
}

static void
test_absent (void)
{
  g_autoptr (SsPlugin) plugin = g_object_new (SS_TYPE_PLUGIN, NULL);
  gsize n_integers = 99;

  g_assert_null (ss_plugin_get_id (plugin));
  g_assert_null (ss_model_get_id (SS_MODEL (plugin)));
  g_assert_null (ss_plugin_get_category (plugin));
  g_assert_cmpint (ss_plugin_get_install_count (plugin), ==, 0);
  g_assert_cmpfloat (ss_plugin_get_rating (plugin), ==, 0);
  g_assert_false (ss_plugin_get_is_featured (plugin));
  g_assert_true (ss_plugin_get_created_at (plugin) == SS_TIME_NONE);
  g_assert_nonnull (ss_plugin_get_permissions (plugin));
  g_assert_null (ss_plugin_get_permissions (plugin)[0]);
  g_assert_null (ss_plugin_get_rating_histogram (plugin, &n_integers));
  g_assert_cmpuint (n_integers, ==, 0);
  g_assert_null (ss_plugin_get_trigger (plugin));
  g_assert_null (ss_plugin_get_variables (plugin));
}

static void
test_set_and_unset (void)
{
  static const char *const permissions[] = { "calendar.view", NULL };
  static const gint64 histogram[] = { 0, 0, 1, 2, 3 };
  g_autoptr (SsPlugin) plugin = g_object_new (SS_TYPE_PLUGIN, NULL);
  g_autoptr (SsPluginTrigger) trigger = g_object_new (SS_TYPE_PLUGIN_TRIGGER, "type", "MANUAL", NULL);
  const gint64 *integers;
  gsize n_integers;

  ss_plugin_set_id (plugin, "p1");
  ss_plugin_set_install_count (plugin, -3);
  ss_plugin_set_rating (plugin, 4.5);
  ss_plugin_set_is_featured (plugin, 4);
  ss_plugin_set_created_at (plugin, NOON);
  ss_plugin_set_permissions (plugin, permissions);
  ss_plugin_set_rating_histogram (plugin, histogram, G_N_ELEMENTS (histogram));
  ss_plugin_set_trigger (plugin, trigger);

  g_assert_cmpstr (ss_plugin_get_id (plugin), ==, "p1");
  g_assert_cmpstr (ss_model_get_id (SS_MODEL (plugin)), ==, "p1");
  g_assert_cmpint (ss_plugin_get_install_count (plugin), ==, -3);
  g_assert_cmpfloat (ss_plugin_get_rating (plugin), ==, 4.5);
  g_assert_cmpint (ss_plugin_get_is_featured (plugin), ==, TRUE);
  g_assert_cmpint (ss_plugin_get_created_at (plugin), ==, NOON);
  g_assert_cmpstrv (ss_plugin_get_permissions (plugin), permissions);
  integers = ss_plugin_get_rating_histogram (plugin, &n_integers);
  g_assert_cmpmem (integers, n_integers * sizeof *integers, histogram, sizeof histogram);
  g_assert_true (ss_plugin_get_trigger (plugin) == trigger);

  for (guint i = 0; i < ss_plugin_n_fields; i++)
    ss_model_unset (SS_MODEL (plugin), i);
  g_assert_false (ss_plugin_has_id (plugin));
  g_assert_null (ss_plugin_get_id (plugin));
  g_assert_null (ss_plugin_get_trigger (plugin));
  g_assert_true (ss_plugin_get_created_at (plugin) == SS_TIME_NONE);
  g_assert_cmpint (ss_plugin_get_install_count (plugin), ==, 0);
}

/* What means null to a setter makes null; what is empty does not. */
static void
test_null (void)
{
  static const char *const none[] = { NULL };
  static const gint64 zero = 0;
  g_autoptr (SsInstallation) installation = g_object_new (SS_TYPE_INSTALLATION, NULL);
  g_autoptr (SsPlugin) plugin = g_object_new (SS_TYPE_PLUGIN, NULL);
  g_autoptr (JsonNode) null = parse ("null");

  ss_installation_set_my_rating (installation, 0);
  g_assert_true (ss_installation_has_my_rating (installation));
  ss_installation_set_slug (installation, "");
  g_assert_true (ss_installation_has_slug (installation));
  ss_installation_set_slug (installation, NULL);
  g_assert_false (ss_installation_has_slug (installation));
  ss_installation_set_installed_at (installation, 0);
  g_assert_true (ss_installation_has_installed_at (installation));
  ss_installation_set_installed_at (installation, SS_TIME_NONE);
  g_assert_false (ss_installation_has_installed_at (installation));
  ss_installation_set_added_permissions (installation, none);
  g_assert_true (ss_installation_has_added_permissions (installation));
  ss_installation_set_added_permissions (installation, NULL);
  g_assert_false (ss_installation_has_added_permissions (installation));
  ss_installation_set_config_values (installation, null);
  g_assert_false (ss_installation_has_config_values (installation));
  ss_plugin_set_rating_histogram (plugin, &zero, 0);
  g_assert_true (ss_plugin_has_rating_histogram (plugin));
  ss_plugin_set_rating_histogram (plugin, NULL, 0);
  g_assert_false (ss_plugin_has_rating_histogram (plugin));
}

/* A value may come from the model itself. */
static void
test_set_own (void)
{
  g_autoptr (SsPlugin) plugin = g_object_new (SS_TYPE_PLUGIN, "name", "Reminder", NULL);

  ss_plugin_set_name (plugin, ss_plugin_get_name (plugin) + 2);
  g_assert_cmpstr (ss_plugin_get_name (plugin), ==, "minder");
}

static void
test_properties (void)
{
  static const char *const permissions[] = { "a", "b", NULL };
  g_autoptr (GDateTime) time = g_date_time_new_utc (2026, 11, 24, 12, 0, 0.25);
  g_autoptr (GArray) histogram = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GListStore) variables = g_list_store_new (SS_TYPE_PLUGIN_VARIABLE);
  g_autoptr (SsPluginTrigger) trigger = g_object_new (SS_TYPE_PLUGIN_TRIGGER, NULL);
  g_autoptr (SsPlugin) plugin = NULL;
  g_autoptr (GDateTime) time_back = NULL;
  g_autoptr (GArray) histogram_back = NULL;
  g_autoptr (GListModel) variables_back = NULL;
  g_autoptr (SsPluginTrigger) trigger_back = NULL;
  g_auto (GStrv) permissions_back = NULL;
  g_autofree char *name_back = NULL;
  gint64 count_back, five = 5;
  double rating_back;
  gboolean featured_back;

  g_array_append_val (histogram, five);
  plugin = g_object_new (SS_TYPE_PLUGIN, "name", "Reminder", "install-count", G_GINT64_CONSTANT (1) << 40,
                         "rating", 3.5, "is-featured", TRUE, "created-at", time, "permissions", permissions,
                         "rating-histogram", histogram, "trigger", trigger, "variables", variables, NULL);
  /* What the model holds is its own. */
  g_array_set_size (histogram, 0);

  g_object_get (plugin, "name", &name_back, "install-count", &count_back, "rating", &rating_back,
                "is-featured", &featured_back, "created-at", &time_back, "permissions", &permissions_back,
                "rating-histogram", &histogram_back, "trigger", &trigger_back, "variables", &variables_back,
                NULL);
  g_assert_cmpstr (name_back, ==, "Reminder");
  g_assert_cmpint (count_back, ==, G_GINT64_CONSTANT (1) << 40);
  g_assert_cmpfloat (rating_back, ==, 3.5);
  g_assert_true (featured_back);
  g_assert_true (g_date_time_equal (time, time_back));
  g_assert_cmpint (g_date_time_get_microsecond (time_back), ==, 250000);
  g_assert_cmpint (ss_plugin_get_created_at (plugin), ==, NOON + 250000);
  g_assert_cmpstrv (permissions_back, permissions);
  g_assert_cmpuint (histogram_back->len, ==, 1);
  g_assert_cmpint (g_array_index (histogram_back, gint64, 0), ==, 5);
  g_assert_true (trigger_back == trigger);
  g_assert_true (g_list_model_get_item_type (variables_back) == SS_TYPE_PLUGIN_VARIABLE);

  g_object_set (plugin, "created-at", NULL, "rating-histogram", NULL, "trigger", NULL, "variables", NULL,
                NULL);
  g_assert_false (ss_plugin_has_created_at (plugin));
  g_assert_false (ss_plugin_has_rating_histogram (plugin));
  g_assert_false (ss_plugin_has_trigger (plugin));
  g_assert_false (ss_plugin_has_variables (plugin));
}

static void
test_property_times (void)
{
  static const gint64 times[] = { 0, -1, -G_USEC_PER_SEC, NOON + 999999, -62135596800 * G_USEC_PER_SEC };
  g_autoptr (SsPlugin) plugin = g_object_new (SS_TYPE_PLUGIN, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autoptr (GDateTime) time = NULL;

      ss_plugin_set_created_at (plugin, times[i]);
      g_object_get (plugin, "created-at", &time, NULL);
      g_assert_nonnull (time);
      ss_plugin_set_updated_at (plugin, SS_TIME_NONE);
      g_object_set (plugin, "updated-at", time, NULL);
      g_assert_cmpint (ss_plugin_get_updated_at (plugin), ==, times[i]);
    }
}

static void
test_property_json (void)
{
  g_autoptr (JsonNode) node = parse ("{\"a\":[1]}");
  g_autoptr (SsInstallation) installation = g_object_new (SS_TYPE_INSTALLATION, "config-values", node, NULL);
  g_autoptr (JsonNode) back = NULL;

  g_object_get (installation, "config-values", &back, NULL);
  g_assert_true (json_node_equal (node, back));
}

static void
test_notify (void)
{
  static const char *const permissions[] = { "a", NULL };
  static const gint64 histogram[] = { 1, 2 };
  g_autoptr (SsPlugin) plugin = g_object_new (SS_TYPE_PLUGIN, NULL);
  g_autoptr (SsPluginTrigger) trigger = g_object_new (SS_TYPE_PLUGIN_TRIGGER, NULL);
  g_autoptr (GListStore) variables = g_list_store_new (SS_TYPE_PLUGIN_VARIABLE);
  guint notified = 0;

  g_signal_connect (plugin, "notify", G_CALLBACK (count_notify_cb), &notified);
  /* The second time, each value is there already. */
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *name = g_strdup ("Reminder");

      ss_plugin_set_name (plugin, name);
      ss_plugin_set_install_count (plugin, 0);
      ss_plugin_set_rating (plugin, 0);
      ss_plugin_set_is_featured (plugin, i + 1);
      ss_plugin_set_created_at (plugin, NOON);
      ss_plugin_set_permissions (plugin, permissions);
      ss_plugin_set_rating_histogram (plugin, histogram, 2);
      ss_plugin_set_trigger (plugin, trigger);
      ss_plugin_set_variables (plugin, G_LIST_MODEL (variables));
      g_assert_cmpuint (notified, ==, 9);
    }
  ss_plugin_set_name (plugin, "Other");
  g_assert_cmpuint (notified, ==, 10);
  ss_model_unset (SS_MODEL (plugin), ss_plugin_field_name);
  g_assert_cmpuint (notified, ==, 11);
  ss_model_unset (SS_MODEL (plugin), ss_plugin_field_name);
  ss_plugin_set_name (plugin, NULL);
  g_assert_cmpuint (notified, ==, 11);
  ss_plugin_set_rating_histogram (plugin, histogram, 1);
  g_assert_cmpuint (notified, ==, 12);
}

/* The model keeps the items that a list had. */
static void
test_objects (void)
{
  g_autoptr (SsPlugin) plugin = g_object_new (SS_TYPE_PLUGIN, NULL);
  g_autoptr (GListStore) variables = g_list_store_new (SS_TYPE_PLUGIN_VARIABLE);
  g_autoptr (SsPluginVariable) variable = g_object_new (SS_TYPE_PLUGIN_VARIABLE, "key", "HOURS", NULL);
  g_autoptr (SsPluginVariable) item = NULL;
  guint notified = 0;

  g_list_store_append (variables, variable);
  ss_plugin_set_variables (plugin, G_LIST_MODEL (variables));
  g_list_store_remove_all (variables);
  g_assert_cmpuint (g_list_model_get_n_items (ss_plugin_get_variables (plugin)), ==, 1);
  item = g_list_model_get_item (ss_plugin_get_variables (plugin), 0);
  g_assert_true (item == variable);

  g_signal_connect (plugin, "notify::variables", G_CALLBACK (count_notify_cb), &notified);
  ss_plugin_set_variables (plugin, G_LIST_MODEL (variables));
  g_assert_cmpuint (notified, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (ss_plugin_get_variables (plugin)), ==, 0);
  ss_plugin_set_variables (plugin, ss_plugin_get_variables (plugin));
  g_assert_cmpuint (notified, ==, 1);
}

/* A tree that can be changed is copied, one that can't is shared. */
static void
test_json (void)
{
  g_autoptr (SsInstallation) installation = g_object_new (SS_TYPE_INSTALLATION, NULL);
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) mutable = json_node_init_object (json_node_alloc (), object);
  g_autoptr (JsonNode) immutable = parse ("{\"hours\":24,\"list\":[1,[2]]}");
  JsonArray *list = json_array_new ();
  guint notified = 0;

  json_array_add_int_element (list, 1);
  json_object_set_int_member (object, "hours", 24);
  json_object_set_array_member (object, "list", list);
  ss_installation_set_config_values (installation, mutable);
  json_object_set_int_member (object, "hours", 48);
  json_array_add_int_element (list, 2);

  g_signal_connect (installation, "notify", G_CALLBACK (count_notify_cb), &notified);
  g_assert_true (json_node_is_immutable (ss_installation_get_config_values (installation)));
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (
                                                   ss_installation_get_config_values (installation)),
                                               "hours"),
                   ==, 24);
  ss_installation_set_config_values (installation, immutable);
  g_assert_true (ss_installation_get_config_values (installation) == immutable);
  g_assert_cmpuint (notified, ==, 1);
}

static SsInstallation *
make_installation (void)
{
  g_autoptr (JsonNode) values = parse ("{\"hours\":24}");
  g_autoptr (SsPluginRun) run = g_object_new (SS_TYPE_PLUGIN_RUN, "started-at", NULL, "status", "OK", NULL);
  static const char *const permissions[] = { "calendar.view", NULL };

  return g_object_new (SS_TYPE_INSTALLATION, "id", "i1", "name", "Reminder", "is-active", TRUE,
                       "config-values", values, "added-permissions", permissions, "my-rating",
                       G_GINT64_CONSTANT (4), "last-run", run, NULL);
}

static void
test_merge (void)
{
  g_autoptr (SsInstallation) installation = make_installation ();
  g_autoptr (SsInstallation) newer = make_installation ();
  g_autoptr (GString) names = g_string_new (NULL);
  SsPluginRun *run = ss_installation_get_last_run (installation);

  g_signal_connect (installation, "notify", G_CALLBACK (append_name_cb), names);

  /* The same in other objects is no change. */
  g_assert_false (ss_model_merge (SS_MODEL (installation), SS_MODEL (newer)));
  g_assert_false (ss_model_merge (SS_MODEL (installation), SS_MODEL (installation)));
  g_assert_cmpstr (names->str, ==, "");
  g_assert_true (ss_installation_get_last_run (installation) == run);

  ss_installation_set_name (newer, "Reminders");
  ss_installation_set_slug (newer, "reminders");
  ss_plugin_run_set_status (ss_installation_get_last_run (newer), "FAILED");
  ss_model_unset (SS_MODEL (newer), ss_installation_field_my_rating);
  g_assert_true (ss_model_merge (SS_MODEL (installation), SS_MODEL (newer)));
  assert_names (names->str, "slug name my-rating last-run");
  g_assert_cmpstr (ss_installation_get_name (installation), ==, "Reminders");
  g_assert_false (ss_installation_has_my_rating (installation));
  g_assert_cmpstr (ss_plugin_run_get_status (ss_installation_get_last_run (installation)), ==, "FAILED");
  g_assert_true (ss_installation_get_last_run (installation) != ss_installation_get_last_run (newer));
  g_assert_false (ss_model_merge (SS_MODEL (installation), SS_MODEL (newer)));
}

/* What a list leaves out is kept. */
static void
test_merge_unknown (void)
{
  g_autoptr (SsPlugin) plugin =
      g_object_new (SS_TYPE_PLUGIN, "id", "p1", "name", "A", "code", "return 1", NULL);
  g_autoptr (SsPlugin) newer = g_object_new (SS_TYPE_PLUGIN, "id", "p1", "name", "B", NULL);
  g_autoptr (SsPlugin) empty = g_object_new (SS_TYPE_PLUGIN, NULL);

  g_assert_true (ss_model_merge (SS_MODEL (plugin), SS_MODEL (newer)));
  g_assert_cmpstr (ss_plugin_get_name (plugin), ==, "B");
  g_assert_cmpstr (ss_plugin_get_code (plugin), ==, "return 1");
  g_assert_false (ss_model_merge (SS_MODEL (plugin), SS_MODEL (empty)));
  g_assert_true (ss_model_merge (SS_MODEL (empty), SS_MODEL (plugin)));
  g_assert_cmpstr (ss_plugin_get_code (empty), ==, "return 1");
}

static void
test_merge_objects (void)
{
  g_autoptr (SsPlugin) plugin = g_object_new (SS_TYPE_PLUGIN, NULL);
  g_autoptr (SsPlugin) newer = g_object_new (SS_TYPE_PLUGIN, NULL);
  g_autoptr (GListStore) variables = g_list_store_new (SS_TYPE_PLUGIN_VARIABLE);
  g_autoptr (SsPluginVariable) variable = g_object_new (SS_TYPE_PLUGIN_VARIABLE, "key", "HOURS", NULL);
  g_autoptr (SsPluginVariable) merged = NULL;

  ss_plugin_set_variables (plugin, G_LIST_MODEL (variables));
  g_list_store_append (variables, variable);
  ss_plugin_set_variables (newer, G_LIST_MODEL (variables));
  g_assert_true (ss_model_merge (SS_MODEL (plugin), SS_MODEL (newer)));
  g_assert_false (ss_model_merge (SS_MODEL (plugin), SS_MODEL (newer)));
  merged = g_list_model_get_item (ss_plugin_get_variables (plugin), 0);
  g_assert_true (merged != variable);
  ss_plugin_variable_set_help (variable, "How long before");
  g_assert_true (ss_model_merge (SS_MODEL (plugin), SS_MODEL (newer)));
}

/* In a handler, everything is merged already. */
static void
check_merged_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  g_assert_cmpstr (ss_installation_get_name (SS_INSTALLATION (object)), ==, "B");
  g_assert_cmpstr (ss_installation_get_slug (SS_INSTALLATION (object)), ==, "b");
}

static void
test_merge_at_once (void)
{
  g_autoptr (SsInstallation) installation =
      g_object_new (SS_TYPE_INSTALLATION, "slug", "a", "name", "A", NULL);
  g_autoptr (SsInstallation) newer = g_object_new (SS_TYPE_INSTALLATION, "slug", "b", "name", "B", NULL);

  g_signal_connect (installation, "notify", G_CALLBACK (check_merged_cb), NULL);
  g_assert_true (ss_model_merge (SS_MODEL (installation), SS_MODEL (newer)));
}

static void
test_copy (void)
{
  g_autoptr (SsInstallation) installation = make_installation ();
  g_autoptr (SsInstallation) copy = ss_model_copy (SS_MODEL (installation));
  g_autoptr (SsInstallation) empty = g_object_new (SS_TYPE_INSTALLATION, NULL);
  g_autoptr (SsInstallation) empty_copy = ss_model_copy (SS_MODEL (empty));

  g_assert_true (SS_IS_INSTALLATION (copy));
  g_assert_false (ss_model_merge (SS_MODEL (copy), SS_MODEL (installation)));
  g_assert_true (ss_installation_get_last_run (copy) != ss_installation_get_last_run (installation));
  ss_plugin_run_set_status (ss_installation_get_last_run (copy), "FAILED");
  ss_installation_set_name (copy, "Other");
  g_assert_cmpstr (ss_plugin_run_get_status (ss_installation_get_last_run (installation)), ==, "OK");
  g_assert_cmpstr (ss_installation_get_name (installation), ==, "Reminder");
  g_assert_false (ss_installation_has_id (empty_copy));
}

/* Nothing is kept alive by what let go of it. */
static void
test_leaks (void)
{
  SsPlugin *plugin = g_object_new (SS_TYPE_PLUGIN, NULL);
  SsPlugin *copy;
  SsPluginTrigger *trigger = g_object_new (SS_TYPE_PLUGIN_TRIGGER, NULL);
  SsPluginVariable *variable = g_object_new (SS_TYPE_PLUGIN_VARIABLE, NULL);
  GListStore *variables = g_list_store_new (SS_TYPE_PLUGIN_VARIABLE);
  GListModel *kept;

  ss_plugin_set_trigger (plugin, trigger);
  g_list_store_append (variables, variable);
  ss_plugin_set_variables (plugin, G_LIST_MODEL (variables));
  kept = ss_plugin_get_variables (plugin);
  copy = ss_model_copy (SS_MODEL (plugin));
  g_assert_false (ss_model_merge (SS_MODEL (plugin), SS_MODEL (copy)));

  g_assert_finalize_object (variables);
  g_object_add_weak_pointer (G_OBJECT (trigger), (gpointer *) &trigger);
  g_object_add_weak_pointer (G_OBJECT (variable), (gpointer *) &variable);
  g_object_add_weak_pointer (G_OBJECT (kept), (gpointer *) &kept);
  g_object_unref (trigger);
  g_object_unref (variable);
  g_assert_nonnull (trigger);
  g_assert_nonnull (variable);

  ss_plugin_set_trigger (plugin, NULL);
  g_assert_null (trigger);
  g_assert_finalize_object (plugin);
  g_assert_null (kept);
  g_assert_null (variable);
  g_assert_finalize_object (copy);
}

/* What a programmer gets wrong is said, and does no harm. */
static void
test_programmer_errors (void)
{
  g_autoptr (SsPlugin) plugin = g_object_new (SS_TYPE_PLUGIN, NULL);
  g_autoptr (SsUser) user = g_object_new (SS_TYPE_USER, NULL);

  g_test_expect_message ("ss-model", G_LOG_LEVEL_CRITICAL, "*check_field*");
  g_assert_null (ss_model_get_string (SS_MODEL (plugin), ss_plugin_field_install_count));
  g_test_expect_message ("ss-model", G_LOG_LEVEL_CRITICAL, "*check_field*");
  ss_model_set_integer (SS_MODEL (plugin), ss_plugin_field_name, 1);
  g_test_expect_message ("ss-model", G_LOG_LEVEL_CRITICAL, "*has_field*");
  g_assert_false (ss_model_has (SS_MODEL (plugin), ss_plugin_n_fields));
  g_test_expect_message ("ss-model", G_LOG_LEVEL_CRITICAL, "*G_TYPE_CHECK_INSTANCE_TYPE*");
  ss_plugin_set_trigger (plugin, user);
  g_test_expect_message ("ss-model", G_LOG_LEVEL_CRITICAL, "*G_OBJECT_TYPE*");
  g_assert_false (ss_model_merge (SS_MODEL (plugin), SS_MODEL (user)));
  g_test_assert_expected_messages ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/names", test_names);
  g_test_add_func ("/model/columns", test_columns);
  g_test_add_func ("/model/all-types", test_all_types);
  g_test_add_func ("/model/choices", test_choices);
  g_test_add_func ("/model/absent", test_absent);
  g_test_add_func ("/model/set-and-unset", test_set_and_unset);
  g_test_add_func ("/model/null", test_null);
  g_test_add_func ("/model/set-own", test_set_own);
  g_test_add_func ("/model/properties", test_properties);
  g_test_add_func ("/model/property-times", test_property_times);
  g_test_add_func ("/model/property-json", test_property_json);
  g_test_add_func ("/model/notify", test_notify);
  g_test_add_func ("/model/objects", test_objects);
  g_test_add_func ("/model/json", test_json);
  g_test_add_func ("/model/merge", test_merge);
  g_test_add_func ("/model/merge-unknown", test_merge_unknown);
  g_test_add_func ("/model/merge-objects", test_merge_objects);
  g_test_add_func ("/model/merge-at-once", test_merge_at_once);
  g_test_add_func ("/model/copy", test_copy);
  g_test_add_func ("/model/leaks", test_leaks);
  g_test_add_func ("/model/programmer-errors", test_programmer_errors);
  return g_test_run ();
}
