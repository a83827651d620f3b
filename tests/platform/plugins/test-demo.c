/* test-demo.c: the demo: that its content is valid, complete, and what it promises
 *
 * SPDX-License-Identifier: MIT
 */
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

#include "database.h"
#include "domain/category.h"
#include "domain/validation.h"
#include "domain/version.h"
#include "platform/demo/demo-content.h"
#include "platform/demo/demo.h"
#include "platform/plugins/configuration.h"
#include "platform/plugins/custom-plugin.h"
#include "platform/plugins/json-text.h"
#include "platform/tenants/settings-hours.h"
#include "platform/tenants/tenant-create.h"

static const char *const members[] = { "name",        "summary", "description", "category",
                                       "permissions", "trigger", "variables",   "code" };

static JsonObject *
load (const char *name)
{
  g_autoptr (GError) error = NULL;
  JsonObject *content = ss_demo_content_load (name, &error);

  g_assert_no_error (error);
  return content;
}

/* Whether @plugin, as @version has it, is what a platform would take. */
static void
assert_valid (JsonObject *plugin, JsonObject *version)
{
  g_autoptr (JsonObject) body = json_object_new ();
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  g_autoptr (SsPluginDraft) draft = NULL;
  g_autoptr (GPtrArray) fields = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      JsonObject *source = json_object_has_member (version, members[i]) ? version : plugin;

      g_assert_true (json_object_has_member (source, members[i]));
      json_object_set_member (body, members[i], json_object_dup_member (source, members[i]));
    }
  json_object_set_member (body, "version", json_object_dup_member (version, "version"));
  draft = ss_plugin_draft_read (body, SS_BODY_CREATE, errors);
  fields = ss_field_errors_get_fields (errors);
  if (fields->len > 0)
    {
      const char *field = g_ptr_array_index (fields, 0);

      g_error ("%s %s: %s: %s", ss_demo_get_string (plugin, "slug"), ss_demo_get_string (version, "version"),
               field, ss_field_errors_get (errors, field));
    }
  g_assert_cmpstr (ss_demo_get_string (version, "notes"), !=, NULL);
}

static void
test_plugins (void)
{
  g_autoptr (JsonObject) content = load ("plugins");
  JsonArray *plugins = ss_demo_get_array (content, "plugins");
  g_autoptr (GHashTable) slugs = g_hash_table_new (g_str_hash, g_str_equal);
  guint by_category[SS_N_CATEGORIES] = { 0 };

  g_assert_cmpuint (json_array_get_length (plugins), >=, 40);
  for (guint i = 0; i < json_array_get_length (plugins); i++)
    {
      JsonObject *plugin = json_array_get_object_element (plugins, i);
      JsonArray *versions = ss_demo_get_array (plugin, "versions");
      SsCategory category;

      g_assert_true (g_hash_table_add (slugs, (gpointer) ss_demo_get_string (plugin, "slug")));
      g_assert_true (ss_category_from_string (ss_demo_get_string (plugin, "category"), &category));
      by_category[category]++;
      g_assert_cmpuint (json_array_get_length (versions), >, 0);
      for (guint v = 0; v < json_array_get_length (versions); v++)
        {
          JsonObject *version = json_array_get_object_element (versions, v);

          assert_valid (plugin, version);
          if (v > 0)
            g_assert_cmpint (ss_version_compare (ss_demo_get_string (json_array_get_object_element (versions,
                                                                                                    v - 1),
                                                                     "version"),
                                                 ss_demo_get_string (version, "version")),
                             >, 0);
        }
    }
  for (guint i = 0; i < SS_N_CATEGORIES; i++)
    g_assert_cmpuint (by_category[i], >, 0);
}

static void
test_reviews (void)
{
  g_autoptr (JsonObject) content = load ("plugins");
  g_autoptr (JsonObject) opinions = load ("reviews");
  JsonArray *plugins = ss_demo_get_array (content, "plugins");
  JsonObject *by_slug = ss_demo_get_object (opinions, "reviews");
  g_autoptr (GList) slugs = json_object_get_members (by_slug);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < json_array_get_length (plugins); i++)
    g_hash_table_add (known,
                      (gpointer) ss_demo_get_string (json_array_get_object_element (plugins, i), "slug"));
  for (GList *slug = slugs; slug != NULL; slug = slug->next)
    {
      JsonArray *reviews = ss_demo_get_array (by_slug, slug->data);

      g_assert_true (g_hash_table_contains (known, slug->data));
      for (guint i = 0; i < json_array_get_length (reviews); i++)
        {
          JsonObject *review = json_array_get_object_element (reviews, i);
          const char *text = ss_demo_get_string (review, "review");

          g_assert_cmpint (ss_demo_get_integer (review, "rating"), >=, 1);
          g_assert_cmpint (ss_demo_get_integer (review, "rating"), <=, 5);
          g_assert_cmpint (g_utf8_strlen (text, -1), <=, SS_REVIEW_MAX);
          g_assert_null (ss_validate_name (ss_demo_get_string (review, "authorName")));
          g_assert_null (ss_validate_name (ss_demo_get_string (review, "tenantName")));
        }
    }
}

/* The settings are what a person could have typed. */
static void
test_settings (void)
{
  static const struct
  {
    const char *member;
    const char *(*check) (const char *text);
  } checks[] = {
    { "name", ss_validate_name },
    { "subdomain", ss_validate_subdomain },
    { "timeZone", ss_validate_time_zone },
    { "currency", ss_validate_currency },
    { "locale", ss_validate_locale },
    { "primaryColor", ss_validate_color },
    { "secondaryColor", ss_validate_color },
  };
  g_autoptr (JsonObject) content = load ("tenants");
  JsonArray *tenants = ss_demo_get_array (content, "tenants");

  for (guint i = 0; i < json_array_get_length (tenants); i++)
    {
      JsonObject *tenant = json_array_get_object_element (tenants, i);
      g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
      g_autoptr (JsonNode) hours =
          ss_settings_hours_read (json_object_get_member (tenant, "workingHours"), errors);

      g_assert_nonnull (hours);
      for (guint c = 0; c < G_N_ELEMENTS (checks); c++)
        g_assert_cmpstr (checks[c].check (ss_demo_get_string (tenant, checks[c].member)), ==, NULL);
    }
}

/* A store in a directory of its own, filled. */
typedef struct
{
  char *directory;
  char *address;
  SsStore *store;
} Filled;

static void
set_up (Filled *filled, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (sodium_init (), >=, 0);
  filled->directory = g_dir_make_tmp ("ss-demo-XXXXXX", &error);
  g_assert_no_error (error);
  filled->address = ss_test_database_new (filled->directory);
  filled->store = ss_store_open (filled->address, &error);
  g_assert_no_error (error);
  ss_store_migrate (filled->store, &error);
  g_assert_no_error (error);
  ss_demo_fill (filled->store, &error);
  g_assert_no_error (error);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      if (g_file_test (inner, G_FILE_TEST_IS_DIR))
        remove_tree (inner);
      else
        g_assert_cmpint (g_unlink (inner), ==, 0);
    }
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

static void
tear_down (Filled *filled, gconstpointer user_data)
{
  g_object_unref (filled->store);
  ss_test_database_remove (filled->address);
  g_free (filled->address);
  remove_tree (filled->directory);
  g_free (filled->directory);
}

/* The first column of the rows, with spaces between. (transfer full) */
static char *
query (SsStore *store, const char *schema, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsTransaction) transaction = ss_store_begin (store, schema, SS_ACCESS_READ, NULL, &error);
  g_autoptr (SsRows) rows = NULL;
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  rows = ss_transaction_query (transaction, sql, &error, "");
  g_assert_no_error (error);
  while (ss_rows_next (rows, &error))
    {
      const char *value = ss_rows_get_string (rows, 0);

      /* A truth, as PostgreSQL has it. */
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", g_str_equal (value, "t") ? "1" : value);
    }
  g_assert_no_error (error);
  return g_string_free (text, FALSE);
}

static void
assert_query (SsStore *store, const char *schema, const char *sql, const char *result)
{
  g_autofree char *found = query (store, schema, sql);

  g_assert_cmpstr (found, ==, result);
}

static void
test_people (Filled *filled, gconstpointer user_data)
{
  static const char *const tenants[] = { "acme-auto", "bloom-salon", "demo-studio", "techsolutions" };

  assert_query (filled->store, NULL, "SELECT subdomain FROM shared.tenants ORDER BY 1",
                "acme-auto bloom-salon demo-studio techsolutions");
  assert_query (filled->store, NULL, "SELECT subdomain FROM shared.tenants WHERE is_demo", "demo-studio");
  assert_query (filled->store, NULL, "SELECT email FROM shared.users ORDER BY 1",
                "pmanager@platform.example sales@platform.example superuser@platform.example "
                "support@platform.example");
  for (guint i = 0; i < G_N_ELEMENTS (tenants); i++)
    {
      g_autofree char *schema = ss_store_schema_name (tenants[i]);
      g_autofree char *expected =
          g_strdup_printf ("customer@%1$s.example manager@%1$s.example owner@%1$s.example staff@%1$s.example",
                           tenants[i]);

      assert_query (filled->store, schema,
                    "SELECT email FROM users WHERE email LIKE 'owner@%' OR email LIKE 'manager@%' OR "
                    "email LIKE 'staff@%' OR email LIKE 'customer@%' ORDER BY 1",
                    expected);
      assert_query (filled->store, schema, "SELECT count(*) FROM users WHERE password_hash IS NULL", "0");
      if (strcmp (tenants[i], "demo-studio") == 0)
        assert_query (filled->store, schema, "SELECT count(*) FROM users WHERE NOT is_temporary", "0");
    }
  assert_query (filled->store, "tenant_acme_auto", "SELECT time_zone FROM settings", "America/New_York");
}

static void
test_password (Filled *filled, gconstpointer user_data)
{
  g_autofree char *hash =
      query (filled->store, "tenant_acme_auto", "SELECT password_hash FROM users LIMIT 1");

  g_assert_cmpint (crypto_pwhash_str_verify (hash, SS_DEMO_PASSWORD, strlen (SS_DEMO_PASSWORD)), ==, 0);
}

/* What is installed is as a person would have left it: valid, and some of it with an update that needs
 * something. */
static void
test_installations (Filled *filled, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsTransaction) transaction =
      ss_store_begin (filled->store, "tenant_acme_auto", SS_ACCESS_READ, NULL, &error);
  g_autoptr (SsRows) rows = NULL;
  guint updates = 0, gaining = 0, unconfigured = 0;

  g_assert_no_error (error);
  rows = ss_transaction_query (
      transaction,
      "SELECT i.config_values, v.variables, i.granted_permissions, p.permissions, p.variables, "
      "i.installed_version <> p.version FROM installations i "
      "JOIN shared.plugins p ON p.id = i.plugin_id JOIN shared.plugin_versions v "
      "ON v.plugin_id = p.id AND v.version = i.installed_version",
      &error, "");
  g_assert_no_error (error);
  while (ss_rows_next (rows, &error))
    {
      g_autoptr (JsonObject) values = ss_json_text_object (ss_rows_get_string (rows, 0));
      g_autoptr (JsonArray) variables = ss_json_text_array (ss_rows_get_string (rows, 1));
      g_autoptr (JsonArray) newer = ss_json_text_array (ss_rows_get_string (rows, 4));
      g_auto (GStrv) granted = ss_json_text_strings (ss_rows_get_string (rows, 2));
      g_auto (GStrv) wanted = ss_json_text_strings (ss_rows_get_string (rows, 3));
      g_auto (GStrv) added = ss_strings_missing ((const char *const *) wanted, (const char *const *) granted);
      g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
      g_autoptr (JsonArray) missing = json_array_new ();
      g_autoptr (JsonObject) merged = ss_configuration_merge (variables, NULL, NULL, values, errors);
      g_autoptr (JsonObject) carried = ss_configuration_carry_over (newer, values, missing);

      g_assert_true (ss_field_errors_is_empty (errors));
      updates += ss_rows_get_boolean (rows, 5);
      gaining += *added != NULL;
      unconfigured += json_array_get_length (missing) > 0;
    }
  g_assert_no_error (error);
  g_assert_cmpuint (updates, >=, 3);
  g_assert_cmpuint (gaining, >=, 1);
  g_assert_cmpuint (unconfigured, >=, 1);
}

/* Counts are the sum of what is there, and nothing in the demo lies in the future. */
static void
test_sums (Filled *filled, gconstpointer user_data)
{
  g_autofree char *now =
      g_strdup_printf ("SELECT count(*) FROM shared.plugin_versions WHERE released_at > %" G_GINT64_FORMAT,
                       g_get_real_time ());

  assert_query (filled->store, NULL, now, "0");
  assert_query (filled->store, NULL, "SELECT count(*) FROM shared.plugins WHERE updated_at < created_at",
                "0");
  assert_query (filled->store, NULL,
                "SELECT count(*) FROM shared.plugins p WHERE install_count <> base_installs + "
                "(SELECT count(*) FROM shared.plugin_installs n WHERE n.plugin_id = p.id)",
                "0");
  assert_query (
      filled->store, NULL,
      "SELECT (SELECT count(*) FROM shared.plugins) - (SELECT sum(n_plugins) FROM shared.plugin_counts)",
      "0");
}

/* A business is looked at in the middle of its year, and what is derived is what its bookings say. */
static void
test_bookings (Filled *filled, gconstpointer user_data)
{
  static const char *const tenants[] = { "acme-auto", "bloom-salon", "demo-studio", "techsolutions" };
  static const struct
  {
    const char *sql;
    const char *result;
  } table[] = {
    /* Nobody is booked twice at a time, but where somebody said so. */
    { "SELECT count(*) FROM appointments a JOIN appointments b ON a.resource_id = b.resource_id AND a.id < b.id AND "
      "a.is_busy AND b.is_busy AND a.busy_from < b.busy_until AND b.busy_from < a.busy_until "
      "WHERE NOT a.is_overridden AND NOT b.is_overridden",
      "0" },
    { "SELECT count(*) > 0 FROM appointments WHERE is_overridden", "1" },
    { "SELECT count(DISTINCT status) FROM appointments", "5" },
    { "SELECT count(*) FROM appointments WHERE resource_id IS NULL AND status = 'PENDING'", "9" },
    { "SELECT count(*) FROM customers c WHERE total_spend <> (SELECT coalesce (sum(price), 0) FROM appointments a "
      "WHERE a.customer_id = c.id AND a.status = 'COMPLETED') OR no_show_count <> (SELECT count(*) FROM appointments "
      "a WHERE a.customer_id = c.id AND a.status = 'NO_SHOW') OR last_visit IS DISTINCT FROM (SELECT max(start_time) FROM "
      "appointments a WHERE a.customer_id = c.id AND a.status = 'COMPLETED')",
      "0" },
    { "SELECT count(*) FROM appointments a WHERE version <> (SELECT count(*) FROM appointment_history h WHERE "
      "h.appointment_id = a.id)",
      "0" },
    { "SELECT count(*) > 0 FROM blockers WHERE recurrence IS NOT NULL", "1" },
    /* Who signs in as staff or as a customer finds something. */
    { "SELECT count(*) FROM users u JOIN resources r ON r.id = u.resource_id AND r.user_id = u.id WHERE u.role = "
      "'TENANT_STAFF'",
      "1" },
    { "SELECT count(*) > 0 FROM appointments a JOIN customers c ON c.id = a.customer_id WHERE c.user_id IS NOT NULL",
      "1" },
    { "SELECT count(DISTINCT type) FROM resources", "3" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tenants); i++)
    {
      g_autofree char *schema = ss_store_schema_name (tenants[i]);
      g_autofree char *now =
          g_strdup_printf ("SELECT count(*) > 0 FROM appointments WHERE status = 'CONFIRMED' AND "
                           "start_time <= %1$" G_GINT64_FORMAT " AND end_time > %1$" G_GINT64_FORMAT,
                           g_get_real_time ());

      g_test_message ("%s", tenants[i]);
      for (guint j = 0; j < G_N_ELEMENTS (table); j++)
        assert_query (filled->store, schema, table[j].sql, table[j].result);
      assert_query (filled->store, schema, now, "1");
    }
  assert_query (filled->store, "tenant_acme_auto", "SELECT count(*) >= 20000 FROM appointments", "1");
}

/* A second start leaves the demo as people have made it. */
static void
test_again (Filled *filled, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = query (filled->store, NULL, "SELECT id FROM shared.plugins ORDER BY 1");

  g_assert_true (ss_demo_fill (filled->store, &error));
  g_assert_no_error (error);
  assert_query (filled->store, NULL, "SELECT id FROM shared.plugins ORDER BY 1", before);
}

/* Where the tables of a business of the demo are to be, something stands in the way, or no longer does. */
static void
set_obstacle (const char *address, const char *directory, gboolean is_there)
{
  static const char put[] = "ALTER TABLE shared.schema_states ADD CONSTRAINT obstacle"
                            " CHECK (schema_name <> 'tenant_techsolutions')";
  static const char take_away[] = "ALTER TABLE shared.schema_states DROP CONSTRAINT obstacle";
  g_autofree char *path = g_build_filename (directory, "tenants", "tenant_techsolutions.db", NULL);

  if (ss_test_is_postgresql ())
    g_free (ss_test_database_ask (address, is_there ? put : take_away));
  else
    g_assert_cmpint (is_there ? g_mkdir (path, 0700) : g_rmdir (path), ==, 0);
}

static void
leave_tables (const char *address, const char *directory)
{
  g_autofree char *path = g_build_filename (directory, "tenants", "tenant_techsolutions.db", NULL);

  if (ss_test_is_postgresql ())
    g_free (ss_test_database_ask (address, "CREATE SCHEMA tenant_techsolutions"));
  else
    g_assert_true (g_file_set_contents (path, "", 0, NULL));
}

/* A first start that is interrupted is carried on by the next one, and nobody's own business is touched. */
static void
test_interrupted (void)
{
  const SsNewTenant own = { .name = "Corner", .subdomain = "corner", .base_domain = "smoothschedule.com" };
  g_autoptr (GError) error = NULL;
  g_autoptr (SsStore) store = NULL;
  g_autofree char *directory = g_dir_make_tmp ("ss-demo-XXXXXX", &error);
  g_autofree char *address = ss_test_database_new (directory);
  g_autofree char *own_id = NULL, *filled = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (sodium_init (), >=, 0);
  store = ss_store_open (address, &error);
  g_assert_no_error (error);
  ss_store_migrate (store, &error);
  g_assert_no_error (error);

  /* The tables of one can't be made: those before it are filled, it and those behind it are not. */
  set_obstacle (address, directory, TRUE);
  g_assert_false (ss_demo_fill (store, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  set_obstacle (address, directory, FALSE);
  filled = query (store, NULL, "SELECT id FROM shared.tenants ORDER BY subdomain");
  g_assert_cmpstr (filled, !=, "");
  assert_query (store, NULL, "SELECT count(*) > 0 FROM shared.demo_fillings", "1");
  own_id = ss_tenant_create (store, &own, NULL, NULL, &error);
  g_assert_no_error (error);

  /* Nor are tables without a business in the way, which a start that was killed leaves. */
  leave_tables (address, directory);
  g_assert_true (ss_demo_fill (store, &error));
  g_assert_no_error (error);
  assert_query (store, NULL, "SELECT subdomain FROM shared.tenants ORDER BY 1",
                "acme-auto bloom-salon corner demo-studio techsolutions");
  assert_query (store, "tenant_techsolutions", "SELECT count(*) > 3000 FROM appointments", "1");
  assert_query (store, "tenant_demo_studio", "SELECT count(*) > 0 FROM appointments", "1");
  assert_query (store, NULL, "SELECT count(*) FROM shared.demo_fillings", "0");
  {
    g_autofree char *kept = g_strdup_printf ("SELECT count(*) FROM shared.tenants WHERE id = '%s'", own_id);

    assert_query (store, NULL, kept, "1");
  }
  for (char **ids = g_strsplit (filled, " ", -1), **id = ids;; id++)
    {
      g_autofree char *kept = g_strdup_printf ("SELECT count(*) FROM shared.tenants WHERE id = '%s'", *id);

      if (*id == NULL)
        {
          g_strfreev (ids);
          break;
        }
      assert_query (store, NULL, kept, "1");
    }

  g_clear_object (&store);
  ss_test_database_remove (address);
  remove_tree (directory);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/platform/demo/plugins", test_plugins);
  g_test_add_func ("/platform/demo/reviews", test_reviews);
  g_test_add_func ("/platform/demo/settings", test_settings);
  /* What is only said once of all databases. */
  if (!ss_test_is_postgresql ())
    {
      g_test_add ("/platform/demo/people", Filled, NULL, set_up, test_people, tear_down);
      g_test_add ("/platform/demo/password", Filled, NULL, set_up, test_password, tear_down);
      g_test_add ("/platform/demo/again", Filled, NULL, set_up, test_again, tear_down);
    }
  g_test_add ("/platform/demo/installations", Filled, NULL, set_up, test_installations, tear_down);
  g_test_add ("/platform/demo/sums", Filled, NULL, set_up, test_sums, tear_down);
  g_test_add ("/platform/demo/bookings", Filled, NULL, set_up, test_bookings, tear_down);
  g_test_add_func ("/platform/demo/interrupted", test_interrupted);
  return g_test_run ();
}
