/* test-installation-store.c: changes that show at once, are confirmed, or are taken back
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/installation-store.h"
#include "fixture.h"

#define INSTALLATION(id, name, active, update)                                                     \
  "{\"id\": \"" id "\", \"pluginId\": \"p-" id "\", \"name\": \"" name "\", \"isActive\": " active \
  ", \"hasUpdate\": " update ", \"configValues\": {\"HOURS\": \"24\", \"FROM\": \"a@b.example\"}," \
  " \"myRating\": 3, \"myReview\": \"Fine\", \"installedVersion\": \"1.0.0\"}"

#define REFUSAL "{\"detail\": \"Not now.\", \"code\": \"permission_denied\", \"rule\": \"plugins.manage\"}"

typedef struct
{
  Fixture *fixture;
  SsSession *session;
  SsPluginStore *plugins;
  SsInstallationStore *store;
  gboolean has_b;         /* the platform has "b" */
  gboolean a_is_inactive; /* and "a" is switched off there */
  gboolean holds_list;
  gboolean holds;
  guint status; /* of changes; 0: they are done */
  const char *answer;
  GPtrArray *pending; /* ids, as ::pending-changed named them */
} Setting;

static void
list_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  Setting *setting = data;
  g_autofree char *json =
      g_strconcat ("{\"count\": 2, \"next\": null, \"results\": [",
                   setting->a_is_inactive ? INSTALLATION ("a", "Alpha", "false", "true")
                                          : INSTALLATION ("a", "Alpha", "true", "true"),
                   setting->has_b ? "," INSTALLATION ("b", "Beta", "false", "false") : "", "]}", NULL);

  if (setting->holds_list)
    fixture_hold (fixture, message);
  reply_json (message, 200, json);
}

static void
plugins_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  reply_json (message, 200,
              "{\"count\": 3, \"next\": null, \"results\": ["
              "{\"id\": \"p-a\", \"installationId\": \"a\", \"installCount\": 10},"
              "{\"id\": \"p-b\", \"installationId\": \"b\", \"installCount\": 20},"
              "{\"id\": \"p-c\", \"installationId\": null, \"installCount\": 30}]}");
}

static void
change_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  Setting *setting = data;

  if (setting->holds)
    fixture_hold (fixture, message);
  if (setting->status != 0)
    reply_json (message, setting->status, REFUSAL);
  else if (setting->answer != NULL)
    reply_json (message, 200, setting->answer);
  else
    soup_server_message_set_status (message, 204, NULL);
}

static void
pending_changed_cb (SsInstallationStore *store, const char *id, Setting *setting)
{
  g_ptr_array_add (setting->pending, g_strdup (id));
}

static void
set_up (Setting *setting, gconstpointer data)
{
  static const char *const changes[] = {
    "PATCH /plugin-installations/a/",         "DELETE /plugin-installations/a/",
    "POST /plugin-installations/a/rollback/", "POST /plugin-installations/a/update-to-latest/",
    "PUT /plugin-installations/a/rating/",    "DELETE /plugin-installations/a/rating/",
    "POST /plugin-templates/p-c/install/",    "PATCH /plugin-installations/b/"
  };

  setting->fixture = fixture_new ();
  setting->session = fixture_signed_in (setting->fixture);
  setting->has_b = TRUE;
  setting->pending = g_ptr_array_new_with_free_func (g_free);
  fixture_on (setting->fixture, "GET /plugin-installations/", list_cb, setting);
  fixture_on (setting->fixture, "GET /plugin-templates/", plugins_cb, setting);
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    fixture_on (setting->fixture, changes[i], change_cb, setting);

  setting->plugins = ss_plugin_store_new (setting->session);
  setting->store = ss_installation_store_new (setting->session, setting->plugins);
  g_signal_connect (setting->store, "pending-changed", G_CALLBACK (pending_changed_cb), setting);
  g_assert_cmpint (ss_installation_store_get_state (setting->store), ==, SS_LOAD_LOADING);
  wait_until (ss_installation_store_get_state (setting->store) == SS_LOAD_READY
              && ss_paged_list_get_state (ss_plugin_store_get_plugins (setting->plugins)) == SS_LOAD_READY);
}

static void
tear_down (Setting *setting, gconstpointer data)
{
  fixture_release (setting->fixture);
  assert_finalized (setting->store);
  assert_finalized (setting->plugins);
  assert_finalized (setting->session);
  fixture_free (setting->fixture);
  g_ptr_array_unref (setting->pending);
}

static SsInstallation *
find (Setting *setting, const char *id)
{
  return ss_installation_store_find (setting->store, id);
}

static SsPlugin *
find_plugin (Setting *setting, const char *id)
{
  return SS_PLUGIN (ss_paged_list_find (ss_plugin_store_get_plugins (setting->plugins), id));
}

static guint
get_n (Setting *setting)
{
  return g_list_model_get_n_items (ss_installation_store_get_installations (setting->store));
}

/* Waits for the end of a change; gives the code of its refusal, -1: it was done. */
static int
finish (Setting *setting, Answer *answer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsInstallation) installation =
      ss_installation_store_change_finish (setting->store, answer_wait (answer), &error);

  answer_clear (answer);
  g_assert_true ((installation == NULL) == (error != NULL));
  if (error != NULL)
    g_assert_true (error->domain == SS_CLIENT_ERROR);
  return error != NULL ? error->code : -1;
}

static void
test_loading (Setting *setting, gconstpointer data)
{
  SsInstallation *alpha = find (setting, "a");

  g_assert_cmpuint (get_n (setting), ==, 2);
  g_assert_cmpuint (ss_installation_store_get_n_updates (setting->store), ==, 1);
  g_assert_true (ss_installation_store_find_plugin (setting->store, "p-a") == alpha);
  g_assert_null (find (setting, "z"));

  setting->has_b = FALSE;
  ss_installation_store_load (setting->store);
  wait_until (get_n (setting) == 1);
  g_assert_true (find (setting, "a") == alpha);
}

static void
test_confirmed (Setting *setting, gconstpointer data)
{
  Answer answer = { NULL, 0 };
  SsInstallation *alpha = find (setting, "a");

  setting->answer = INSTALLATION ("a", "Alpha 2", "false", "true");
  ss_installation_store_set_active_async (setting->store, alpha, FALSE, NULL, answer_cb, &answer);
  g_assert_false (ss_installation_get_is_active (alpha));
  g_assert_true (ss_installation_store_is_pending (setting->store, "a"));
  g_assert_false (ss_installation_store_is_pending (setting->store, "b"));
  g_assert_cmpint (finish (setting, &answer), ==, -1);
  g_assert_false (ss_installation_get_is_active (alpha));
  g_assert_cmpstr (ss_installation_get_name (alpha), ==, "Alpha 2");
  g_assert_false (ss_installation_store_is_pending (setting->store, "a"));
  g_assert_cmpuint (setting->pending->len, ==, 2);
}

static void
test_taken_back (Setting *setting, gconstpointer data)
{
  Answer answer = { NULL, 0 };
  SsInstallation *alpha = find (setting, "a");
  g_autoptr (JsonObject) values = json_object_new ();

  setting->status = 403;
  ss_installation_store_set_active_async (setting->store, alpha, FALSE, NULL, answer_cb, &answer);
  g_assert_false (ss_installation_get_is_active (alpha));
  g_assert_cmpint (finish (setting, &answer), ==, SS_CLIENT_ERROR_DENIED);
  g_assert_true (ss_installation_get_is_active (alpha));

  json_object_set_string_member (values, "HOURS", "48");
  json_object_set_null_member (values, "FROM");
  ss_installation_store_configure_async (setting->store, alpha, values, NULL, answer_cb, &answer);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (
                                                      ss_installation_get_config_values (alpha)),
                                                  "HOURS"),
                   ==, "48");
  g_assert_false (
      json_object_has_member (json_node_get_object (ss_installation_get_config_values (alpha)), "FROM"));
  g_assert_cmpint (finish (setting, &answer), ==, SS_CLIENT_ERROR_DENIED);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (
                                                      ss_installation_get_config_values (alpha)),
                                                  "HOURS"),
                   ==, "24");
  g_assert_true (
      json_object_has_member (json_node_get_object (ss_installation_get_config_values (alpha)), "FROM"));

  ss_installation_store_rate_async (setting->store, alpha, 5, "Great", NULL, answer_cb, &answer);
  g_assert_cmpint (ss_installation_get_my_rating (alpha), ==, 5);
  g_assert_cmpint (finish (setting, &answer), ==, SS_CLIENT_ERROR_DENIED);
  g_assert_cmpint (ss_installation_get_my_rating (alpha), ==, 3);
  g_assert_cmpstr (ss_installation_get_my_review (alpha), ==, "Fine");
}

static void
test_rating_removed (Setting *setting, gconstpointer data)
{
  Answer answer = { NULL, 0 };
  SsInstallation *alpha = find (setting, "a");

  ss_installation_store_rate_async (setting->store, alpha, 0, NULL, NULL, answer_cb, &answer);
  g_assert_false (ss_installation_has_my_rating (alpha));
  g_assert_cmpint (finish (setting, &answer), ==, -1);
  g_assert_false (ss_installation_has_my_rating (alpha));
  g_assert_cmpuint (fixture_count (setting->fixture, "DELETE /plugin-installations/a/rating/"), ==, 1);
}

/* Two changes to one installation never race; one that is refused doesn't take the other with it. */
static void
test_one_after_the_other (Setting *setting, gconstpointer data)
{
  Answer first = { NULL, 0 }, second = { NULL, 0 }, other = { NULL, 0 };
  SsInstallation *alpha = find (setting, "a");

  setting->holds = TRUE;
  setting->status = 403;
  ss_installation_store_set_active_async (setting->store, alpha, FALSE, NULL, answer_cb, &first);
  ss_installation_store_rate_async (setting->store, alpha, 5, "Great", NULL, answer_cb, &second);
  ss_installation_store_set_active_async (setting->store, find (setting, "b"), TRUE, NULL, answer_cb, &other);
  wait_until (setting->fixture->held->len == 2);
  settle ();
  g_assert_cmpuint (fixture_count (setting->fixture, "PATCH /plugin-installations/"), ==, 2);
  g_assert_cmpuint (fixture_count (setting->fixture, "PUT "), ==, 0);

  setting->holds = FALSE;
  setting->status = 0;
  setting->answer = "{\"id\": \"a\", \"isActive\": true, \"myRating\": 5, \"myReview\": \"Great\"}";
  fixture_release (setting->fixture);
  g_assert_cmpint (finish (setting, &first), ==, SS_CLIENT_ERROR_DENIED);
  g_assert_true (ss_installation_get_is_active (alpha));
  g_assert_cmpint (ss_installation_get_my_rating (alpha), ==, 5);
  g_assert_true (ss_installation_store_is_pending (setting->store, "a"));
  g_assert_cmpint (finish (setting, &second), ==, -1);
  g_assert_cmpint (ss_installation_get_my_rating (alpha), ==, 5);
  g_assert_false (ss_installation_store_is_pending (setting->store, "a"));
  g_assert_cmpint (finish (setting, &other), ==, SS_CLIENT_ERROR_DENIED);
}

static void
test_install (Setting *setting, gconstpointer data)
{
  Answer answer = { NULL, 0 };
  SsPlugin *gamma = find_plugin (setting, "p-c");

  setting->status = 409;
  ss_installation_store_install_async (setting->store, gamma, NULL, NULL, answer_cb, &answer);
  g_assert_cmpuint (get_n (setting), ==, 2);
  g_assert_cmpint (finish (setting, &answer), ==, SS_CLIENT_ERROR_CONFLICT);
  g_assert_null (ss_plugin_get_installation_id (gamma));

  setting->status = 0;
  setting->answer = INSTALLATION ("c", "Gamma", "true", "false");
  ss_installation_store_install_async (setting->store, gamma, NULL, NULL, answer_cb, &answer);
  g_assert_cmpint (finish (setting, &answer), ==, -1);
  g_assert_nonnull (find (setting, "c"));
  g_assert_cmpstr (ss_plugin_get_installation_id (gamma), ==, "c");
  g_assert_cmpint (ss_plugin_get_install_count (gamma), ==, 31);
}

static void
test_uninstall (Setting *setting, gconstpointer data)
{
  g_auto (Answer) refused = { NULL, 0 };
  g_auto (Answer) done = { NULL, 0 };
  g_autoptr (SsInstallation) alpha = g_object_ref (find (setting, "a"));
  g_autoptr (SsInstallation) first = NULL;
  g_autoptr (GError) error = NULL;
  SsPlugin *plugin = find_plugin (setting, "p-a");

  setting->status = 403;
  ss_installation_store_uninstall_async (setting->store, alpha, NULL, answer_cb, &refused);
  g_assert_cmpuint (get_n (setting), ==, 1);
  g_assert_null (ss_plugin_get_installation_id (plugin));
  g_assert_cmpint (ss_plugin_get_install_count (plugin), ==, 9);
  g_assert_cmpuint (ss_installation_store_get_n_updates (setting->store), ==, 0);
  g_assert_false (ss_installation_store_uninstall_finish (setting->store, answer_wait (&refused), &error));
  g_assert_error (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_DENIED);
  g_assert_cmpstr (ss_client_error_get_rule (error), ==, "plugins.manage");
  first = g_list_model_get_item (ss_installation_store_get_installations (setting->store), 0);
  g_assert_true (first == alpha);
  g_assert_cmpstr (ss_plugin_get_installation_id (plugin), ==, "a");
  g_assert_cmpint (ss_plugin_get_install_count (plugin), ==, 10);
  g_assert_cmpuint (ss_installation_store_get_n_updates (setting->store), ==, 1);

  /* Not there any more is what was wanted. */
  g_clear_error (&error);
  setting->status = 404;
  ss_installation_store_uninstall_async (setting->store, alpha, NULL, answer_cb, &done);
  g_assert_true (ss_installation_store_uninstall_finish (setting->store, answer_wait (&done), &error));
  g_assert_null (find (setting, "a"));
}

static void
switched_on_cb (SsInstallation *installation, GParamSpec *pspec, guint *n_times)
{
  *n_times += ss_installation_get_is_active (installation) ? 1 : 0;
}

/* A list that comes from before a change that was confirmed meanwhile takes nothing back. */
static void
test_list_from_before (Setting *setting, gconstpointer data)
{
  Answer answer = { NULL, 0 };
  SsInstallation *alpha = find (setting, "a");
  guint before = fixture_count (setting->fixture, "GET /plugin-installations/");
  guint n_times = 0;

  setting->holds_list = TRUE;
  ss_installation_store_load (setting->store);
  wait_until (setting->fixture->held->len == 1);
  setting->holds_list = FALSE;
  setting->a_is_inactive = TRUE;
  setting->answer = INSTALLATION ("a", "Alpha", "false", "true");
  ss_installation_store_set_active_async (setting->store, alpha, FALSE, NULL, answer_cb, &answer);
  g_signal_connect (alpha, "notify::is-active", G_CALLBACK (switched_on_cb), &n_times);
  g_assert_cmpint (finish (setting, &answer), ==, -1);

  fixture_release (setting->fixture);
  wait_until (fixture_count (setting->fixture, "GET /plugin-installations/") == before + 2);
  settle ();
  g_assert_cmpuint (n_times, ==, 0);
  g_assert_false (ss_installation_get_is_active (alpha));
  g_signal_handlers_disconnect_by_func (alpha, switched_on_cb, &n_times);
}

static void
test_update (Setting *setting, gconstpointer data)
{
  static const char *const accepted[] = { "calendar.view", NULL };
  Answer answer = { NULL, 0 };
  SsInstallation *alpha = find (setting, "a");

  setting->status = 409;
  ss_installation_store_update_async (setting->store, alpha, NULL, NULL, answer_cb, &answer);
  g_assert_true (ss_installation_get_has_update (alpha));
  g_assert_cmpint (finish (setting, &answer), ==, SS_CLIENT_ERROR_CONFLICT);
  setting->status = 0;
  setting->answer = INSTALLATION ("a", "Alpha", "true", "false");
  ss_installation_store_update_async (setting->store, alpha, accepted, NULL, answer_cb, &answer);
  g_assert_cmpint (finish (setting, &answer), ==, -1);
  g_assert_cmpuint (ss_installation_store_get_n_updates (setting->store), ==, 0);
}

/* Whether a cancelled change was done or not, only the platform knows: it is asked. */
static void
test_cancelled (Setting *setting, gconstpointer data)
{
  g_auto (Answer) answer = { NULL, 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  SsInstallation *alpha = find (setting, "a");
  guint before = fixture_count (setting->fixture, "GET /plugin-installations/");

  setting->holds = TRUE;
  ss_installation_store_set_active_async (setting->store, alpha, FALSE, cancellable, answer_cb, &answer);
  wait_until (setting->fixture->held->len == 1);
  g_cancellable_cancel (cancellable);
  g_assert_null (ss_installation_store_change_finish (setting->store, answer_wait (&answer), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (ss_installation_get_is_active (alpha));
  g_assert_false (ss_installation_store_is_pending (setting->store, "a"));
  wait_until (fixture_count (setting->fixture, "GET /plugin-installations/") > before);
}

#define TOLD(id, name, active, at)                                                                       \
  "{\"id\": \"" id "\", \"pluginId\": \"p-" id "\", \"name\": \"" name "\", \"isActive\": " active       \
  ", \"hasUpdate\": true, \"configValues\": {\"HOURS\": \"24\"}, \"updatedAt\": \"2026-11-23T09:00:0" at \
  "Z\"}"

static void
merge (Setting *setting, const char *event, const char *text)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  g_autoptr (SsInstallation) installation = ss_model_from_json (SS_TYPE_INSTALLATION, node, NULL);

  ss_installation_store_merge_event (setting->store, event, installation);
}

static void
test_events (Setting *setting, gconstpointer data)
{
  SsInstallation *alpha = find (setting, "a");
  SsPlugin *plugin = find_plugin (setting, "p-b");

  merge (setting, "installation.updated", TOLD ("a", "Alpha 5", "false", "5"));
  g_assert_cmpstr (ss_installation_get_name (alpha), ==, "Alpha 5");
  merge (setting, "installation.updated", TOLD ("a", "Alpha 4", "true", "4"));
  g_assert_cmpstr (ss_installation_get_name (alpha), ==, "Alpha 5");
  merge (setting, "installation.updated", TOLD ("b", "Beta", "true", "5"));
  g_assert_cmpuint (ss_installation_store_get_n_updates (setting->store), ==, 2);

  merge (setting, "installation.deleted", "{\"id\": \"b\"}");
  g_assert_cmpuint (get_n (setting), ==, 1);
  g_assert_null (ss_plugin_get_installation_id (plugin));
  g_assert_cmpint (ss_plugin_get_install_count (plugin), ==, 19);
  merge (setting, "installation.deleted", "{\"id\": \"b\"}");
  merge (setting, "installation.created", TOLD ("b", "Beta", "true", "6"));
  g_assert_cmpuint (get_n (setting), ==, 2);
  g_assert_cmpstr (ss_plugin_get_installation_id (plugin), ==, "b");
}

/* Somebody else's change comes while ours is under way: ours stays on top, and theirs is not lost. */
static void
test_event_while_pending (Setting *setting, gconstpointer data)
{
  Answer answer = { NULL, 0 };
  SsInstallation *alpha = find (setting, "a");

  setting->status = 403;
  ss_installation_store_set_active_async (setting->store, alpha, FALSE, NULL, answer_cb, &answer);
  merge (setting, "installation.updated", TOLD ("a", "Renamed", "true", "5"));
  g_assert_false (ss_installation_get_is_active (alpha));
  g_assert_cmpstr (ss_installation_get_name (alpha), ==, "Renamed");
  finish (setting, &answer);
  g_assert_true (ss_installation_get_is_active (alpha));
  g_assert_cmpstr (ss_installation_get_name (alpha), ==, "Renamed");

  setting->status = 0;
  setting->answer = TOLD ("a", "Ours", "false", "6");
  ss_installation_store_set_active_async (setting->store, alpha, FALSE, NULL, answer_cb, &answer);
  merge (setting, "installation.updated", TOLD ("a", "Theirs, later", "false", "7"));
  g_assert_cmpint (finish (setting, &answer), ==, -1);
  g_assert_cmpstr (ss_installation_get_name (alpha), ==, "Theirs, later");
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Setting *setting, gconstpointer data);
  } tests[] = {
    { "/installation-store/loading", test_loading },
    { "/installation-store/confirmed", test_confirmed },
    { "/installation-store/taken-back", test_taken_back },
    { "/installation-store/rating-removed", test_rating_removed },
    { "/installation-store/one-after-the-other", test_one_after_the_other },
    { "/installation-store/install", test_install },
    { "/installation-store/uninstall", test_uninstall },
    { "/installation-store/list-from-before", test_list_from_before },
    { "/installation-store/update", test_update },
    { "/installation-store/cancelled", test_cancelled },
    { "/installation-store/events", test_events },
    { "/installation-store/event-while-pending", test_event_while_pending },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Setting, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
