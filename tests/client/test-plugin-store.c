/* test-plugin-store.c: the marketplace's filters, counts and single plugins
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/plugin-store.h"
#include "fixture.h"

typedef struct
{
  Fixture *fixture;
  SsSession *session;
  SsPluginStore *store;
  guint n_email;
  guint status;
} Setting;

static void
list_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  Setting *setting = data;
  g_autofree char *json = g_strdup_printf (
      "{\"count\": 2, \"next\": null, \"results\": [{\"id\": \"p1\", \"name\": \"Reminders\", \"installCount\": 4},"
      " {\"id\": \"p2\", \"name\": \"Reports\", \"installCount\": 1}],"
      " \"categories\": [{\"category\": \"EMAIL\", \"count\": %u}, {\"category\": \"GALACTIC\", \"count\": 1}, 5]}",
      setting->n_email);

  reply_json (message, 200, json);
}

static void
single_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  Setting *setting = data;

  if (setting->status != 0)
    reply_json (message, setting->status, "{\"code\": [\"Line 3, column 7: unexpected “end”.\"]}");
  else
    reply_json (message, 200, "{\"id\": \"p1\", \"name\": \"Reminders 2\", \"code\": \"return 1\"}");
}

static void
created_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  reply_json (message, 201, "{\"id\": \"mine\", \"name\": \"My own\", \"visibility\": \"PRIVATE\"}");
}

static void
set_up (Setting *setting, gconstpointer data)
{
  setting->fixture = fixture_new ();
  setting->session = fixture_signed_in (setting->fixture);
  setting->n_email = 7;
  fixture_on (setting->fixture, "GET /plugin-templates/", list_cb, setting);
  fixture_on (setting->fixture, "POST /plugin-templates/", created_cb, setting);
  fixture_on (setting->fixture, "GET /plugin-templates/p1/", single_cb, setting);
  fixture_on (setting->fixture, "PATCH /plugin-templates/p1/", single_cb, setting);
  fixture_on (setting->fixture, "DELETE /plugin-templates/p1/", single_cb, setting);
  setting->store = ss_plugin_store_new (setting->session);
  wait_until (ss_paged_list_get_state (ss_plugin_store_get_plugins (setting->store)) == SS_LOAD_READY);
}

static void
tear_down (Setting *setting, gconstpointer data)
{
  assert_finalized (setting->store);
  assert_finalized (setting->session);
  fixture_free (setting->fixture);
}

static SsPlugin *
find (Setting *setting, const char *id)
{
  return SS_PLUGIN (ss_paged_list_find (ss_plugin_store_get_plugins (setting->store), id));
}

static void
test_filter (Setting *setting, gconstpointer data)
{
  static const char *const categories[] = { "EMAIL", "REPORTS", NULL };
  const SsPluginFilter filter = {
    .search = "no show & more",
    .categories = categories,
    .ordering = "-rating",
    .only_verified = TRUE,
    .only_not_installed = TRUE,
  };
  const SsPluginFilter none = { 0 };

  ss_plugin_store_set_filter (setting->store, &filter, FALSE);
  wait_until (
      fixture_count (setting->fixture,
                     "GET /plugin-templates/?search=no%20show%20%26%20more&category=EMAIL&category=REPORTS"
                     "&is_verified=true&installed=false&ordering=-rating&page=1&page_size=")
      == 1);
  ss_plugin_store_set_filter (setting->store, &none, FALSE);
  wait_until (fixture_count (setting->fixture, "GET /plugin-templates/?page=1&") == 2);
}

/* The palette's search leaves the marketplace's own list alone. */
static void
test_search (Setting *setting, gconstpointer data)
{
  const char *first = "GET /plugin-templates/?search=no%20show&page=1&";
  const char *second = "GET /plugin-templates/?search=report&page=1&";
  SsPagedList *shown = ss_plugin_store_get_plugins (setting->store);
  guint n_before = fixture_count (setting->fixture, "GET /plugin-templates/?page=1&");
  g_autoptr (SsPagedList) found = ss_plugin_store_search (setting->store, "no show");

  g_assert_true (found != shown);
  wait_until (ss_paged_list_get_state (found) == SS_LOAD_READY);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (found)), ==, 2);
  g_assert_cmpuint (fixture_count (setting->fixture, first), ==, 1);

  ss_plugin_store_search_on (setting->store, found, "report");
  wait_until (fixture_count (setting->fixture, second) == 1);
  g_assert_cmpuint (fixture_count (setting->fixture, "GET /plugin-templates/?page=1&"), ==, n_before);
}

static void
test_categories (Setting *setting, gconstpointer data)
{
  GListModel *categories = ss_plugin_store_get_categories (setting->store);
  g_autoptr (SsCategoryCount) email = g_list_model_get_item (categories, 0);
  g_autoptr (SsCategoryCount) other = g_list_model_get_item (categories, 1);
  g_autoptr (SsCategoryCount) again = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (categories), ==, 2);
  g_assert_cmpstr (ss_category_count_get_category (email), ==, "EMAIL");
  g_assert_cmpint (ss_category_count_get_count (email), ==, 7);
  g_assert_cmpstr (ss_category_count_get_label (other), ==, "GALACTIC");

  setting->n_email = 8;
  ss_paged_list_reload (ss_plugin_store_get_plugins (setting->store));
  wait_until (ss_category_count_get_count (email) == 8);
  again = g_list_model_get_item (categories, 0);
  g_assert_true (again == email);
}

static SsPlugin *
save (Setting *setting, SsPlugin *plugin, GError **error)
{
  g_auto (Answer) answer = { NULL, 0 };

  ss_plugin_store_save_async (setting->store, plugin, NULL, answer_cb, &answer);
  return ss_plugin_store_save_finish (setting->store, answer_wait (&answer), error);
}

static void
test_single (Setting *setting, gconstpointer data)
{
  g_auto (Answer) answer = { NULL, 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (SsPlugin) plugin = NULL;

  ss_plugin_store_load_async (setting->store, "p1", NULL, answer_cb, &answer);
  plugin = ss_plugin_store_load_finish (setting->store, answer_wait (&answer), &error);
  g_assert_no_error (error);
  g_assert_true (plugin == find (setting, "p1"));
  g_assert_cmpstr (ss_plugin_get_code (plugin), ==, "return 1");
  g_assert_cmpstr (ss_plugin_get_name (plugin), ==, "Reminders 2");
  g_assert_cmpint (ss_plugin_get_install_count (plugin), ==, 4);
}

static void
test_save (Setting *setting, gconstpointer data)
{
  g_autoptr (SsPlugin) fresh = g_object_new (SS_TYPE_PLUGIN, "name", "My own", NULL);
  g_autoptr (SsPlugin) created = NULL;
  g_autoptr (SsPlugin) copy = ss_model_copy (SS_MODEL (find (setting, "p1")));
  g_autoptr (GError) error = NULL;

  created = save (setting, fresh, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ss_plugin_get_id (created), ==, "mine");
  g_assert_true (find (setting, "mine") == created);

  setting->status = 400;
  g_assert_null (save (setting, copy, &error));
  g_assert_error (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_INVALID);
  g_assert_nonnull (strstr (ss_client_error_get_field (error, "code"), "Line 3"));
}

static void
test_delete (Setting *setting, gconstpointer data)
{
  g_auto (Answer) refused = { NULL, 0 };
  g_auto (Answer) done = { NULL, 0 };
  g_autoptr (GError) error = NULL;

  setting->status = 409;
  ss_plugin_store_delete_async (setting->store, "p1", NULL, answer_cb, &refused);
  g_assert_null (find (setting, "p1"));
  g_assert_false (ss_plugin_store_delete_finish (setting->store, answer_wait (&refused), &error));
  g_assert_nonnull (find (setting, "p1"));

  g_clear_error (&error);
  setting->status = 0;
  ss_plugin_store_delete_async (setting->store, "p1", NULL, answer_cb, &done);
  g_assert_true (ss_plugin_store_delete_finish (setting->store, answer_wait (&done), &error));
  g_assert_null (find (setting, "p1"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/plugin-store/filter", Setting, NULL, set_up, test_filter, tear_down);
  g_test_add ("/plugin-store/search", Setting, NULL, set_up, test_search, tear_down);
  g_test_add ("/plugin-store/categories", Setting, NULL, set_up, test_categories, tear_down);
  g_test_add ("/plugin-store/single", Setting, NULL, set_up, test_single, tear_down);
  g_test_add ("/plugin-store/save", Setting, NULL, set_up, test_save, tear_down);
  g_test_add ("/plugin-store/delete", Setting, NULL, set_up, test_delete, tear_down);
  return g_test_run ();
}
