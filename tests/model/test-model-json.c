/* test-model-json.c: models from a platform's JSON, and models to JSON
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/model-json.h"
#include "model/bookings.h"
#include "model/plugins.h"

#include <string.h>

static JsonNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = ss_json_parse (text, -1, &error);

  g_assert_no_error (error);
  return node;
}

static gpointer
read_model (GType type, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = parse (text);
  gpointer model = ss_model_from_json (type, node, &error);

  g_assert_no_error (error);
  g_assert_true (G_TYPE_CHECK_INSTANCE_TYPE (model, type));
  return model;
}

static char *
write_model (gpointer model, SsFieldFlags without)
{
  g_auto (SsJsonWriter) writer = { 0 };

  ss_json_writer_init (&writer);
  ss_model_write (model, &writer, without);
  return ss_json_writer_steal_text (&writer);
}

#define PLUGIN                                                                                               \
  "{\"id\":\"p1\",\"slug\":\"reminder\",\"name\":\"Reminder \\\"24\\\"\",\"summary\":\"Reminds\","           \
  "\"description\":\"# Hi\\n\",\"category\":\"EMAIL\",\"version\":\"1.2.0\",\"author\":\"Smooth\","          \
  "\"logoUrl\":null,\"rating\":4.8,\"ratingCount\":12,\"ratingHistogram\":[0,0,1,1,10],\"installCount\":42," \
  "\"isFeatured\":true,\"isVerified\":false,\"visibility\":\"PUBLIC\",\"permissions\":[\"calendar.view\"],"  \
  "\"trigger\":{\"type\":\"SCHEDULE\",\"cron\":\"0 9 * * *\",\"event\":null},\"variables\":["                \
  "{\"key\":\"HOURS\",\"label\":\"Hours before\",\"type\":\"NUMBER\",\"required\":true,\"default\":24,"      \
  "\"choices\":[],\"help\":\"\"},{\"key\":\"TO\",\"label\":\"To\",\"type\":\"CHOICE\",\"required\":false,"   \
  "\"default\":null,\"choices\":[\"a\",\"b\"],\"help\":\"h\"}],\"createdAt\":\"2026-01-01T00:00:00Z\","      \
  "\"updatedAt\":\"2026-11-23T09:00:00Z\",\"installationId\":null"

#define DETAIL                                                                                            \
  ",\"code\":\"return 1\",\"changelog\":[{\"version\":\"1.2.0\",\"releasedAt\":\"2026-11-23T09:00:00Z\"," \
  "\"notes\":\"New\"}]"

static void
test_plugin (void)
{
  g_autoptr (SsPlugin) plugin = read_model (SS_TYPE_PLUGIN, PLUGIN DETAIL "}");
  g_autoptr (SsPluginVariable) variable = NULL;
  g_autofree char *text = write_model (plugin, SS_FIELD_PLAIN);
  g_autofree char *short_text = write_model (plugin, SS_FIELD_DETAIL);

  g_assert_cmpstr (ss_plugin_get_name (plugin), ==, "Reminder \"24\"");
  g_assert_cmpfloat (ss_plugin_get_rating (plugin), ==, 4.8);
  g_assert_cmpint (ss_plugin_get_install_count (plugin), ==, 42);
  g_assert_true (ss_plugin_get_is_featured (plugin));
  g_assert_cmpint (ss_plugin_get_updated_at (plugin), ==, G_GINT64_CONSTANT (1795424400) * G_USEC_PER_SEC);
  g_assert_cmpstr (ss_plugin_trigger_get_cron (ss_plugin_get_trigger (plugin)), ==, "0 9 * * *");
  g_assert_cmpuint (g_list_model_get_n_items (ss_plugin_get_variables (plugin)), ==, 2);
  variable = g_list_model_get_item (ss_plugin_get_variables (plugin), 0);
  g_assert_cmpstr (ss_plugin_variable_get_type_ (variable), ==, "NUMBER");
  g_assert_cmpint (json_node_get_int (ss_plugin_variable_get_default (variable)), ==, 24);

  g_assert_cmpstr (text, ==, PLUGIN DETAIL "}");
  g_assert_cmpstr (short_text, ==, PLUGIN "}");
}

/* What only the single object has is left out where it never came. */
static void
test_plugin_in_list (void)
{
  g_autoptr (SsPlugin) plugin = read_model (SS_TYPE_PLUGIN, PLUGIN "}");
  g_autofree char *text = write_model (plugin, SS_FIELD_PLAIN);

  g_assert_cmpstr (text, ==, PLUGIN "}");
}

static void
test_tolerated (void)
{
  g_autoptr (SsPlugin) plugin =
      read_model (SS_TYPE_PLUGIN, "{\"id\":17,\"unknown\":[1],\"category\":\"WEATHER\",\"rating\":4,"
                                  "\"installCount\":3.0,\"createdAt\":\"2026-11-23T10:30:00.5+01:30\","
                                  "\"name\":null,\"permissions\":null,\"variables\":null,\"isFeatured\":null,"
                                  "\"installationId\":-5,\"trigger\":{\"type\":\"MOON\",\"phase\":1}}");

  g_assert_cmpstr (ss_plugin_get_id (plugin), ==, "17");
  g_assert_cmpstr (ss_plugin_get_installation_id (plugin), ==, "-5");
  g_assert_cmpstr (ss_plugin_get_category (plugin), ==, "WEATHER");
  g_assert_cmpfloat (ss_plugin_get_rating (plugin), ==, 4);
  g_assert_cmpint (ss_plugin_get_install_count (plugin), ==, 3);
  g_assert_cmpint (ss_plugin_get_created_at (plugin), ==,
                   G_GINT64_CONSTANT (1795424400) * G_USEC_PER_SEC + 500000);
  g_assert_false (ss_plugin_has_name (plugin));
  g_assert_false (ss_plugin_get_is_featured (plugin));
  g_assert_null (ss_plugin_get_permissions (plugin)[0]);
  g_assert_cmpstr (ss_plugin_trigger_get_type_ (ss_plugin_get_trigger (plugin)), ==, "MOON");
}

/* A decimal on the wire, and the number that another platform may send. */
static void
test_money (void)
{
  static const struct
  {
    const char *json;
    const char *written;
  } table[] = {
    { "\"89.99\"", "\"89.99\"" }, { "89.99", "\"89.99\"" }, { "0.1", "\"0.10\"" },
    { "12", "\"12.00\"" },        { "-0.5", "\"-0.50\"" },
  };
  static const char *const bad[] = { "\"89,99\"", "\"\"", "true", "1e300", "[]", "\"1e2\"" };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"id\":1,\"price\":%s}", table[i].json);
      g_autofree char *expected = g_strdup_printf ("\"price\":%s", table[i].written);
      g_autoptr (SsService) service = read_model (SS_TYPE_SERVICE, json);
      g_autofree char *text = write_model (service, SS_FIELD_PLAIN);

      g_assert_nonnull (strstr (text, expected));
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"id\":1,\"price\":%s}", bad[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = ss_json_parse (json, -1, NULL);

      g_assert_null (ss_model_from_json (SS_TYPE_SERVICE, node, &error));
      g_assert_error (error, SS_MODEL_ERROR, SS_MODEL_ERROR_FIELD);
      g_assert_nonnull (strstr (error->message, "price"));
    }
}

static void
test_faults (void)
{
  static const struct
  {
    const char *text;
    const char *message;
  } cases[] = {
    { "[]", "an object is expected" },
    { "null", "an object is expected" },
    { "{}", "id: is missing" },
    { "{\"id\":null}", "id: is missing" },
    { "{\"id\":\"\"}", "id: is missing" },
    { "{\"id\":1.5}", "id: must be text" },
    { "{\"id\":true}", "id: must be text" },
    { "{\"id\":\"p\",\"name\":5}", "name: must be text" },
    { "{\"id\":\"p\",\"category\":[]}", "category: must be text" },
    { "{\"id\":\"p\",\"rating\":\"4.5\"}", "rating: must be a number" },
    { "{\"id\":\"p\",\"installCount\":1.5}", "installCount: must be a whole number" },
    { "{\"id\":\"p\",\"installCount\":1e300}", "installCount: must be a whole number" },
    { "{\"id\":\"p\",\"installCount\":true}", "installCount: must be a whole number" },
    { "{\"id\":\"p\",\"isFeatured\":1}", "isFeatured: must be true or false" },
    { "{\"id\":\"p\",\"createdAt\":\"yesterday\"}",
      "createdAt: must be a date and time such as 2026-11-23T09:00:00Z" },
    { "{\"id\":\"p\",\"createdAt\":0}", "createdAt: must be a date and time such as 2026-11-23T09:00:00Z" },
    { "{\"id\":\"p\",\"permissions\":\"a\"}", "permissions: must be a list of texts" },
    { "{\"id\":\"p\",\"permissions\":[\"a\",null]}", "permissions: must be a list of texts" },
    { "{\"id\":\"p\",\"ratingHistogram\":[1,\"2\"]}", "ratingHistogram: must be a list of whole numbers" },
    { "{\"id\":\"p\",\"ratingHistogram\":{}}", "ratingHistogram: must be a list of whole numbers" },
    { "{\"id\":\"p\",\"trigger\":\"MANUAL\"}", "trigger: must be an object" },
    { "{\"id\":\"p\",\"trigger\":{\"cron\":5}}", "trigger.cron: must be text" },
    { "{\"id\":\"p\",\"variables\":{}}", "variables: must be a list of objects" },
    { "{\"id\":\"p\",\"variables\":[{},{},null]}", "variables[2]: must be an object" },
    { "{\"id\":\"p\",\"variables\":[{},{},{\"key\":7}]}", "variables[2].key: must be text" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = parse (cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_null (ss_model_from_json (SS_TYPE_PLUGIN, node, &error));
      g_assert_error (error, SS_MODEL_ERROR, SS_MODEL_ERROR_FIELD);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

static void
test_too_long (void)
{
  g_autofree char *name = g_strnfill (1024 * 1024, 'x');
  g_autofree char *good_text = g_strdup_printf ("{\"id\":\"p\",\"name\":\"%s\"}", name);
  g_autofree char *bad_text = g_strdup_printf ("{\"id\":\"p\",\"name\":\"%sx\"}", name);
  g_autoptr (SsPlugin) plugin = read_model (SS_TYPE_PLUGIN, good_text);
  g_autoptr (JsonNode) bad = parse (bad_text);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (strlen (ss_plugin_get_name (plugin)), ==, 1024 * 1024);
  g_assert_null (ss_model_from_json (SS_TYPE_PLUGIN, bad, &error));
  g_assert_cmpstr (error->message, ==, "name: is too long");
}

static void
test_array (void)
{
  g_autoptr (JsonNode) good = parse ("[{\"id\":\"a\"},{\"id\":2}]");
  g_autoptr (JsonNode) bad = parse ("[{\"id\":\"a\"},{\"id\":\"b\",\"rating\":\"x\"}]");
  g_autoptr (JsonNode) null_element = parse ("[null]");
  g_autoptr (JsonNode) empty = parse ("[]");
  g_autoptr (JsonNode) object = parse ("{}");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) models = ss_models_from_json (SS_TYPE_PLUGIN, good, &error);
  g_autoptr (GPtrArray) no_models = ss_models_from_json (SS_TYPE_PLUGIN, empty, NULL);

  g_assert_no_error (error);
  g_assert_cmpuint (models->len, ==, 2);
  g_assert_cmpstr (ss_model_get_id (g_ptr_array_index (models, 1)), ==, "2");
  g_assert_cmpuint (no_models->len, ==, 0);

  g_assert_null (ss_models_from_json (SS_TYPE_PLUGIN, bad, &error));
  g_assert_error (error, SS_MODEL_ERROR, SS_MODEL_ERROR_FIELD);
  g_assert_cmpstr (error->message, ==, "[1].rating: must be a number");
  g_clear_error (&error);
  g_assert_null (ss_models_from_json (SS_TYPE_PLUGIN, null_element, &error));
  g_assert_cmpstr (error->message, ==, "[0]: must be an object");
  g_clear_error (&error);
  g_assert_null (ss_models_from_json (SS_TYPE_PLUGIN, object, &error));
  g_assert_error (error, SS_MODEL_ERROR, SS_MODEL_ERROR_FIELD);
  g_clear_error (&error);
  g_assert_null (ss_models_from_json (SS_TYPE_PLUGIN, NULL, &error));
  g_assert_error (error, SS_MODEL_ERROR, SS_MODEL_ERROR_FIELD);
}

/* All members are there, whether they have values or not. */
static void
test_write_empty (void)
{
  g_autoptr (SsPlugin) plugin = g_object_new (SS_TYPE_PLUGIN, NULL);
  g_autoptr (SsInstallation) installation = g_object_new (SS_TYPE_INSTALLATION, NULL);
  g_autofree char *plugin_text = write_model (plugin, SS_FIELD_PLAIN);
  g_autofree char *installation_text = write_model (installation, SS_FIELD_PLAIN);

  g_assert_cmpstr (
      plugin_text, ==,
      "{\"id\":\"\",\"slug\":\"\",\"name\":\"\",\"summary\":\"\",\"description\":\"\",\"category\":\"\","
      "\"version\":\"\",\"author\":\"\",\"logoUrl\":null,\"rating\":null,\"ratingCount\":0,"
      "\"ratingHistogram\":[],\"installCount\":0,\"isFeatured\":false,\"isVerified\":false,"
      "\"visibility\":\"\",\"permissions\":[],\"trigger\":null,\"variables\":[],\"createdAt\":null,"
      "\"updatedAt\":null,\"installationId\":null}");
  g_assert_cmpstr (
      installation_text, ==,
      "{\"id\":\"\",\"pluginId\":\"\",\"slug\":\"\",\"name\":\"\",\"summary\":\"\",\"category\":\"\","
      "\"author\":\"\",\"logoUrl\":null,\"installedVersion\":\"\",\"latestVersion\":\"\","
      "\"hasUpdate\":false,\"isActive\":false,\"configValues\":{},\"addedPermissions\":[],"
      "\"installedAt\":null,\"installedBy\":null,\"updatedAt\":null,\"myRating\":null,"
      "\"myReview\":null,\"lastRun\":null}");
}

/* What may be left out is, until it was set, be it to null. */
static void
test_write_optional (void)
{
  g_autoptr (SsUser) user = g_object_new (SS_TYPE_USER, "id", "u1", NULL);
  g_autoptr (SsUserCan) can = g_object_new (SS_TYPE_USER_CAN, NULL);
  g_autofree char *without = write_model (user, SS_FIELD_PLAIN);
  g_autofree char *with = NULL;
  g_autofree char *with_null = NULL;

  g_assert_true (g_str_has_suffix (without, ",\"resourceId\":null}"));
  ss_user_set_can (user, can);
  with = write_model (user, SS_FIELD_PLAIN);
  g_assert_true (g_str_has_suffix (
      with, ",\"resourceId\":null,\"can\":{\"masquerade\":null,\"changeRole\":[],\"deactivate\":false}}"));
  ss_user_set_can (user, NULL);
  with_null = write_model (user, SS_FIELD_PLAIN);
  g_assert_true (g_str_has_suffix (with_null, ",\"can\":null}"));
}

static void
test_write_members (void)
{
  g_autoptr (SsDnsRecord) record = g_object_new (SS_TYPE_DNS_RECORD, "type", "CNAME", NULL);
  g_auto (SsJsonWriter) writer = { 0 };
  g_autofree char *text = NULL;

  ss_json_writer_init (&writer);
  ss_json_writer_begin_object (&writer);
  ss_model_write_members (SS_MODEL (record), &writer, SS_FIELD_PLAIN);
  ss_json_writer_name (&writer, "extra");
  ss_json_writer_boolean (&writer, TRUE);
  ss_json_writer_end_object (&writer);
  text = ss_json_writer_steal_text (&writer);
  g_assert_cmpstr (text, ==, "{\"type\":\"CNAME\",\"name\":\"\",\"value\":\"\",\"extra\":true}");
}

static void
assert_body (gpointer model, const char *const *names, const char *expected)
{
  g_autoptr (GBytes) bytes = ss_model_write_body (model, names);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  g_assert_cmpmem (data, size, expected, strlen (expected));
}

static void
test_write_body (void)
{
  static const char *const names[] = { "configValues", "isActive", "myRating", NULL };
  static const char *const wrong[] = { "configValue", NULL };
  g_autoptr (SsInstallation) installation =
      read_model (SS_TYPE_INSTALLATION, "{\"id\":\"i1\",\"name\":\"x\",\"isActive\":true,\"myRating\":3}");
  g_autoptr (SsDomain) domain =
      g_object_new (SS_TYPE_DOMAIN, "domain", "book.example.com", "route53-zone-id", NULL, NULL);

  assert_body (installation, NULL, "{\"isActive\":true}");
  assert_body (installation, names, "{\"configValues\":{},\"isActive\":true}");
  assert_body (installation, names + 3, "{}");

  ss_model_unset (SS_MODEL (domain), ss_domain_field_route53_zone_id);
  assert_body (domain, NULL, "{\"domain\":\"book.example.com\",\"route53ZoneId\":null}");

  g_test_expect_message ("ss-model", G_LOG_LEVEL_CRITICAL, "*configValue*");
  assert_body (installation, wrong, "{}");
  g_test_assert_expected_messages ();
}

#define ME                                                                                                         \
  "{\"id\":\"u1\",\"name\":\"Alex\",\"email\":\"alex@example.com\",\"role\":\"TENANT_STAFF\",\"tenantId\":\"t1\"," \
  "\"tenantName\":\"Bella\",\"isActive\":true,\"isTemporary\":false,\"avatarUrl\":null,\"status\":\"ACTIVE\","     \
  "\"lastLoginAt\":null,\"createdAt\":\"2026-01-01T00:00:00Z\",\"resourceId\":null,"                               \
  "\"permissions\":[\"calendar.view\"],\"permissionScopes\":{\"calendar.view\":\"ALL\"},\"masquerade\":"           \
  "{\"realUser\":{\"id\":\"u0\",\"name\":\"Sam\",\"email\":\"sam@example.com\",\"role\":\"SUPERUSER\","            \
  "\"tenantId\":null,\"tenantName\":null,\"isActive\":true,\"isTemporary\":false,\"avatarUrl\":null,"              \
  "\"status\":\"ACTIVE\",\"lastLoginAt\":null,\"createdAt\":null,\"resourceId\":null},\"mode\":\"VIEW\","          \
  "\"reason\":\"Ticket 4711\",\"startedAt\":\"2026-11-23T09:00:00Z\",\"expiresAt\":\"2026-11-23T09:30:00Z\"},"     \
  "\"tenant\":{\"id\":\"t1\",\"name\":\"Bella\",\"subdomain\":\"bella\",\"status\":\"ACTIVE\",\"isDemo\":true,"    \
  "\"primaryColor\":\"#112233\",\"secondaryColor\":\"#445566\",\"logoUrl\":null,\"timeZone\":\"Europe/Vienna\","   \
  "\"currency\":\"EUR\",\"locale\":\"de-AT\",\"weekStart\":\"mon\"}}"

static void
test_current_user (void)
{
  g_autoptr (SsCurrentUser) user = read_model (SS_TYPE_CURRENT_USER, ME);
  g_autofree char *text = write_model (user, SS_FIELD_PLAIN);
  g_autoptr (SsCurrentUser) copy = ss_model_copy (SS_MODEL (user));
  SsMasquerade *masquerade = ss_current_user_get_masquerade (copy);

  g_assert_cmpstr (text, ==, ME);
  g_assert_cmpstr (ss_user_get_name (ss_masquerade_get_real_user (masquerade)), ==, "Sam");
  g_assert_cmpstr (ss_tenant_brand_get_week_start (ss_current_user_get_tenant (copy)), ==, "mon");
}

/* A null that was read clears what a merge finds; what was not read stays. */
static void
test_merge (void)
{
  g_autoptr (SsInstallation) installation =
      read_model (SS_TYPE_INSTALLATION,
                  "{\"id\":\"i1\",\"myRating\":3,\"myReview\":\"Good\",\"lastRun\":{\"status\":\"OK\"}}");
  g_autoptr (SsInstallation) newer =
      read_model (SS_TYPE_INSTALLATION, "{\"id\":\"i1\",\"myRating\":null,\"lastRun\":{\"status\":\"OK\"}}");

  g_assert_true (ss_model_merge (SS_MODEL (installation), SS_MODEL (newer)));
  g_assert_false (ss_installation_has_my_rating (installation));
  g_assert_cmpstr (ss_installation_get_my_review (installation), ==, "Good");
  g_assert_false (ss_model_merge (SS_MODEL (installation), SS_MODEL (newer)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model-json/plugin", test_plugin);
  g_test_add_func ("/model-json/plugin-in-list", test_plugin_in_list);
  g_test_add_func ("/model-json/tolerated", test_tolerated);
  g_test_add_func ("/model-json/money", test_money);
  g_test_add_func ("/model-json/faults", test_faults);
  g_test_add_func ("/model-json/too-long", test_too_long);
  g_test_add_func ("/model-json/array", test_array);
  g_test_add_func ("/model-json/write-empty", test_write_empty);
  g_test_add_func ("/model-json/write-optional", test_write_optional);
  g_test_add_func ("/model-json/write-members", test_write_members);
  g_test_add_func ("/model-json/write-body", test_write_body);
  g_test_add_func ("/model-json/current-user", test_current_user);
  g_test_add_func ("/model-json/merge", test_merge);
  return g_test_run ();
}
