/* test-model-body.c: models from the body of a request
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/model-json.h"
#include "model/plugins.h"

static void
count_notify_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  (*(guint *) user_data)++;
}

/* Reads a body into @model, and compares what is wrong with it, as the answer would say it. */
static void
assert_read (gpointer model, SsBodyKind kind, const char *body, const char *expected)
{
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  g_autoptr (JsonNode) node = ss_json_parse (body, -1, NULL);
  g_auto (SsJsonWriter) writer = { 0 };
  g_autofree char *text = NULL;
  gboolean is_good;

  g_test_message ("%s", body);
  g_assert_nonnull (node);
  is_good = ss_model_read_body (model, json_node_get_object (node), kind, errors);
  ss_json_writer_init (&writer);
  ss_field_errors_write (errors, &writer);
  text = ss_json_writer_steal_text (&writer);
  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpint (is_good, ==, ss_field_errors_is_empty (errors));
}

#define NEEDED "\"name\":\"Reminder\",\"summary\":\"Reminds\",\"category\":\"EMAIL\""

static void
test_create (void)
{
  g_autoptr (SsPlugin) plugin = g_object_new (SS_TYPE_PLUGIN, NULL);
  g_autoptr (SsPluginVariable) variable = NULL;

  assert_read (
      plugin, SS_BODY_CREATE,
      "{" NEEDED ",\"id\":\"mine\",\"installCount\":\"x\",\"code\":\"return 1\",\"permissions\":[\"a\"],"
      "\"trigger\":{\"type\":\"MANUAL\",\"cron\":null},\"variables\":[{\"key\":\"K\",\"label\":\"L\","
      "\"type\":\"TEXT\",\"default\":{\"a\":[1]}}]}",
      "{}");
  g_assert_cmpstr (ss_plugin_get_name (plugin), ==, "Reminder");
  g_assert_false (ss_plugin_has_id (plugin));
  g_assert_false (ss_plugin_has_install_count (plugin));
  g_assert_cmpstr (ss_plugin_get_code (plugin), ==, "return 1");
  g_assert_cmpstr (ss_plugin_trigger_get_type_ (ss_plugin_get_trigger (plugin)), ==, "MANUAL");
  variable = g_list_model_get_item (ss_plugin_get_variables (plugin), 0);
  g_assert_cmpstr (ss_plugin_variable_get_key (variable), ==, "K");
  g_assert_true (JSON_NODE_HOLDS_OBJECT (ss_plugin_variable_get_default (variable)));
}

static void
test_required (void)
{
  g_autoptr (SsPlugin) plugin = g_object_new (SS_TYPE_PLUGIN, NULL);

  assert_read (
      plugin, SS_BODY_CREATE, "{\"name\":\"Reminder\",\"variables\":[{\"label\":\"L\"}]}",
      "{\"variables[0].key\":[\"This field is required.\"],\"variables[0].type\":[\"This field is required.\"],"
      "\"summary\":[\"This field is required.\"],\"category\":[\"This field is required.\"]}");
  g_assert_false (ss_plugin_has_variables (plugin));
  assert_read (plugin, SS_BODY_CHANGE, "{}", "{}");
}

static void
test_faults (void)
{
  static const struct
  {
    const char *members;
    const char *errors;
  } cases[] = {
    { "\"nam\":1", "\"nam\":[\"This field is not known.\"]" },
    { "\"install_count\":1", "\"install_count\":[\"This field is not known.\"]" },
    { "\"description\":null", "\"description\":[\"May not be null.\"]" },
    { "\"description\":1", "\"description\":[\"Must be text.\"]" },
    { "\"permissions\":\"a\"", "\"permissions\":[\"Must be a list of texts.\"]" },
    { "\"permissions\":[1]", "\"permissions\":[\"Must be a list of texts.\"]" },
    { "\"trigger\":\"MANUAL\"", "\"trigger\":[\"Must be an object.\"]" },
    { "\"trigger\":{\"type\":\"MOON\"}", "\"trigger.type\":[\"Must be one of SCHEDULE, EVENT, MANUAL.\"]" },
    { "\"trigger\":{\"type\":\"EVENT\",\"x\":1}", "\"trigger.x\":[\"This field is not known.\"]" },
    { "\"variables\":{}", "\"variables\":[\"Must be a list of objects.\"]" },
    { "\"variables\":[1]", "\"variables[0]\":[\"Must be an object.\"]" },
    { "\"variables\":[{\"key\":\"K\",\"label\":\"L\",\"type\":\"TEXT\"},{\"key\":\"K\",\"label\":\"L\",\"type\":\"TEXT\","
      "\"required\":1,\"choices\":[null]}]",
      "\"variables[1].required\":[\"Must be true or false.\"],\"variables[1].choices\":[\"Must be a list of texts.\"]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SsPlugin) plugin = g_object_new (SS_TYPE_PLUGIN, NULL);
      g_autofree char *body = g_strdup_printf ("{" NEEDED ",%s}", cases[i].members);
      g_autofree char *errors = g_strdup_printf ("{%s}", cases[i].errors);

      assert_read (plugin, SS_BODY_CREATE, body, errors);
      g_assert_cmpstr (ss_plugin_get_name (plugin), ==, "Reminder");
      g_assert_false (ss_plugin_has_variables (plugin));
      g_assert_false (ss_plugin_has_trigger (plugin));
    }
}

static void
test_plain_types (void)
{
  g_autoptr (SsTenantSettings) settings = g_object_new (SS_TYPE_TENANT_SETTINGS, NULL);

  assert_read (
      settings, SS_BODY_CHANGE,
      "{\"cancellationWindowHours\":24.0,\"lateCancellationFeePercent\":-1,\"resourcesCanReschedule\":true,"
      "\"workingHours\":{\"mon\":[]},\"weekStart\":\"sun\",\"logoUrl\":1}",
      "{}");
  g_assert_cmpint (ss_tenant_settings_get_cancellation_window_hours (settings), ==, 24);
  assert_read (
      settings, SS_BODY_CHANGE,
      "{\"cancellationWindowHours\":24.5,\"lateCancellationFeePercent\":\"1\",\"resourcesCanReschedule\":0,"
      "\"workingHours\":null,\"weekStart\":\"Sunday\"}",
      "{\"cancellationWindowHours\":[\"Must be a whole number.\"],\"lateCancellationFeePercent\":"
      "[\"Must be a whole number.\"],\"resourcesCanReschedule\":[\"Must be true or false.\"],\"workingHours\":"
      "[\"May not be null.\"],\"weekStart\":[\"Must be one of mon, tue, wed, thu, fri, sat, sun.\"]}");
  /* What was wrong changed nothing. */
  g_assert_cmpint (ss_tenant_settings_get_cancellation_window_hours (settings), ==, 24);
  g_assert_true (ss_tenant_settings_has_working_hours (settings));
  g_assert_cmpstr (ss_tenant_settings_get_week_start (settings), ==, "sun");
}

static void
test_checks (void)
{
  g_autoptr (SsUser) user = g_object_new (SS_TYPE_USER, "name", "Alex", NULL);
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  g_autoptr (JsonNode) node = ss_json_parse ("{\"email\":\"nowhere\",\"name\":\" \"}", -1, NULL);

  g_assert_false (ss_model_read_body (SS_MODEL (user), json_node_get_object (node), SS_BODY_CHANGE, errors));
  g_assert_cmpstr (ss_field_errors_get (errors, "email"), ==, ss_validate_email ("nowhere"));
  g_assert_cmpstr (ss_field_errors_get (errors, "name"), ==, ss_validate_name (" "));
  g_assert_cmpstr (ss_user_get_name (user), ==, "Alex");
  g_assert_false (ss_user_has_email (user));
}

/* Limits are in characters and elements. */
static void
test_limits (void)
{
  g_autoptr (SsPlugin) plugin = g_object_new (SS_TYPE_PLUGIN, NULL);
  g_autoptr (GString) version = g_string_new (NULL);
  g_autoptr (GString) permissions = g_string_new ("\"a\"");
  g_autofree char *good = NULL;
  g_autofree char *bad = NULL;

  for (guint i = 0; i < 64; i++)
    g_string_append (version, "\303\251");
  for (guint i = 0; i < 63; i++)
    g_string_append (permissions, ",\"a\"");
  good = g_strdup_printf ("{\"version\":\"%s\",\"permissions\":[%s]}", version->str, permissions->str);
  bad = g_strdup_printf ("{\"version\":\"%sx\",\"permissions\":[%s,\"a\"]}", version->str, permissions->str);

  assert_read (plugin, SS_BODY_CHANGE, good, "{}");
  assert_read (
      plugin, SS_BODY_CHANGE, bad,
      "{\"version\":[\"May have at most 64 characters.\"],\"permissions\":[\"May have at most 64 elements.\"]}");
  g_assert_cmpstr (ss_plugin_get_version (plugin), ==, version->str);
}

static void
test_objects_limit (void)
{
  g_autoptr (SsPlugin) plugin = g_object_new (SS_TYPE_PLUGIN, NULL);
  g_autoptr (GString) body = g_string_new ("{\"variables\":[0");

  for (guint i = 0; i < SS_VARIABLES_MAX; i++)
    g_string_append (body, ",0");
  g_string_append (body, "]}");
  assert_read (plugin, SS_BODY_CHANGE, body->str, "{\"variables\":[\"May have at most 50 elements.\"]}");
}

static void
test_change (void)
{
  g_autoptr (SsDomain) domain =
      g_object_new (SS_TYPE_DOMAIN, "id", "d1", "domain", "a.example.com", "route53-zone-id", "Z1", NULL);
  guint notified = 0;

  g_signal_connect (domain, "notify", G_CALLBACK (count_notify_cb), &notified);
  assert_read (domain, SS_BODY_CHANGE, "{\"route53ZoneId\":null,\"domain\":\"a.example.com\",\"id\":\"d2\"}",
               "{}");
  g_assert_false (ss_domain_has_route53_zone_id (domain));
  g_assert_cmpstr (ss_domain_get_id (domain), ==, "d1");
  g_assert_cmpuint (notified, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model-body/create", test_create);
  g_test_add_func ("/model-body/required", test_required);
  g_test_add_func ("/model-body/faults", test_faults);
  g_test_add_func ("/model-body/plain-types", test_plain_types);
  g_test_add_func ("/model-body/checks", test_checks);
  g_test_add_func ("/model-body/limits", test_limits);
  g_test_add_func ("/model-body/objects-limit", test_objects_limit);
  g_test_add_func ("/model-body/change", test_change);
  return g_test_run ();
}
