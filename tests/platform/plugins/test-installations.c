/* test-installations.c: installing, configuring, updating, rolling back and rating plugins, over HTTP
 *
 * SPDX-License-Identifier: MIT
 */
#include "market.h"

#include <string.h>

#define ACME SS_FIXTURE_ACME
#define BLOOM SS_FIXTURE_BLOOM
#define OWNER SS_ROLE_TENANT_OWNER
#define MANAGER SS_ROLE_TENANT_MANAGER

#define TO \
  "{\"key\":\"to\",\"label\":\"To\",\"type\":\"EMAIL\",\"required\":true,\"default\":null,\"choices\":[],\"help\":\"\"}"
#define HOURS                                                                                                    \
  "{\"key\":\"hours\",\"label\":\"Hours\",\"type\":\"NUMBER\",\"required\":false,\"default\":24,\"choices\":[]," \
  "\"help\":\"\"}"
#define SITE                                                                                                  \
  "{\"key\":\"site\",\"label\":\"Site\",\"type\":\"TEXT\",\"required\":true,\"default\":null,\"choices\":[]," \
  "\"help\":\"\"}"

static SsFixture *fixture;
static guint n_plugins;

/* A plugin that no other test has. (transfer full): its id */
static char *
add_plugin (const char *variables, const char *permissions)
{
  g_autofree char *slug = g_strdup_printf ("plugin-%u", ++n_plugins);
  SsMarketPlugin plugin = {
    .slug = slug, .variables = variables, .permissions = permissions, .installs = 10, .ratings = "[0,0,0,0,2]"
  };

  return ss_market_add (ss_fixture_get_store (fixture), &plugin);
}

static void
release (const char *id, const char *version, const char *variables, const char *permissions)
{
  ss_market_release (ss_fixture_get_store (fixture), id, version, variables, permissions);
}

static SsAnswer *
call (const char *tenant, SsRole role, const char *method, const char *id, const char *rest, const char *body)
{
  return ss_market_call (fixture, tenant, role, method, body, "/plugin-installations/%s/%s", id, rest);
}

static SsAnswer *
read_plugin (const char *tenant, const char *id)
{
  return ss_market_call (fixture, tenant, OWNER, "GET", NULL, "/plugin-templates/%s/", id);
}

static void
test_install (void)
{
  g_autofree char *plugin_id = add_plugin ("[" TO "," HOURS "]", "[\"calendar.view\"]");
  g_autoptr (SsAnswer) answer =
      ss_market_call (fixture, ACME, OWNER, "POST", "{\"configValues\":{\"to\":\"a@b.example\"}}",
                      "/plugin-templates/%s/install/", plugin_id);
  g_autofree char *path = NULL;

  ss_fixture_assert_created (fixture, ACME, SS_ROLE_TENANT_OWNER, answer);
  path = g_strdup_printf ("/plugin-installations/%s/", ss_answer_get_string (answer, "id"));
  g_assert_true (g_str_has_suffix (ss_answer_get_header (answer, "Location"), path));
}

static void
test_installation_object (void)
{
  g_autofree char *plugin_id = add_plugin ("[" TO "," HOURS "]", "[\"calendar.view\"]");
  g_autofree char *id = ss_market_install (fixture, ACME, plugin_id, "{\"to\":\"a@b.example\"}");
  g_autoptr (SsAnswer) answer = call (ACME, OWNER, "GET", id, "", NULL);
  g_autoptr (SsAnswer) plugin = read_plugin (ACME, plugin_id);
  g_autoptr (SsAnswer) elsewhere = read_plugin (BLOOM, plugin_id);
  g_autoptr (SsAnswer) again =
      ss_market_call (fixture, ACME, MANAGER, "POST", "{}", "/plugin-templates/%s/install/", plugin_id);
  JsonObject *person = json_node_get_object (ss_answer_get_member (answer, "installedBy"));

  ss_answer_assert_status (answer, 200);
  ss_market_assert_member (answer, "configValues", "{\"to\":\"a@b.example\",\"hours\":24}");
  ss_market_assert_member (answer, "isActive", "true");
  ss_market_assert_member (answer, "hasUpdate", "false");
  ss_market_assert_member (answer, "addedPermissions", "[]");
  ss_market_assert_member (answer, "installedVersion", "\"1.0.0\"");
  ss_market_assert_member (answer, "latestVersion", "\"1.0.0\"");
  ss_market_assert_member (answer, "myRating", "null");
  ss_market_assert_member (answer, "myReview", "\"\"");
  ss_market_assert_member (answer, "lastRun", "null");
  g_assert_cmpstr (json_object_get_string_member (person, "email"), ==, "owner@acme.example");
  g_assert_cmpstr (json_object_get_string_member (person, "role"), ==, "TENANT_OWNER");
  g_assert_cmpstr (ss_answer_get_string (plugin, "installationId"), ==, id);
  ss_market_assert_member (plugin, "installCount", "11");
  ss_market_assert_member (elsewhere, "installationId", "null");
  ss_market_assert_member (elsewhere, "installCount", "11");
  ss_answer_assert_error (again, 409, "already_installed");
}

static void
test_install_faults (void)
{
  static const char *const cases[][2] = {
    { "{}", "configValues.to" },
    { "{\"configValues\":{}}", "configValues.to" },
    { "{\"configValues\":{\"to\":\"nobody\"}}", "configValues.to" },
    { "{\"configValues\":{\"to\":\"a@b.example\",\"hours\":\"many\"}}", "configValues.hours" },
    { "{\"configValues\":{\"to\":\"a@b.example\",\"other\":1}}", "configValues.other" },
    { "{\"configValues\":[]}", "configValues" },
    { "{\"configValues\":null}", "configValues" },
    { "{\"values\":{}}", "values" },
    { "{\"isActive\":1}", "isActive" },
  };
  g_autofree char *plugin_id = add_plugin ("[" TO "," HOURS "]", NULL);
  g_autoptr (SsAnswer) plugin = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SsAnswer) answer = ss_market_call (fixture, ACME, OWNER, "POST", cases[i][0],
                                                    "/plugin-templates/%s/install/", plugin_id);

      ss_market_assert_invalid (answer, cases[i][1]);
    }
  plugin = read_plugin (ACME, plugin_id);
  ss_market_assert_member (plugin, "installationId", "null");
  ss_market_assert_member (plugin, "installCount", "10");
}

static void
test_configure (void)
{
  g_autofree char *plugin_id = add_plugin ("[" TO "," HOURS "]", NULL);
  g_autofree char *id = ss_market_install (fixture, ACME, plugin_id, "{\"to\":\"a@b.example\",\"hours\":3}");
  g_autoptr (SsAnswer) merged =
      call (ACME, OWNER, "PATCH", id, "", "{\"isActive\":false,\"configValues\":{\"to\":\"c@d.example\"}}");
  g_autoptr (SsAnswer) fallback = call (ACME, OWNER, "PATCH", id, "", "{\"configValues\":{\"hours\":null}}");
  g_autoptr (SsAnswer) required = call (ACME, OWNER, "PATCH", id, "", "{\"configValues\":{\"to\":null}}");
  g_autoptr (SsAnswer) unknown = call (ACME, OWNER, "PATCH", id, "", "{\"configValues\":{\"x\":1}}");
  g_autoptr (SsAnswer) ignored = call (ACME, OWNER, "PATCH", id, "", "{\"slug\":\"mine\",\"isActive\":true}");
  g_autoptr (SsAnswer) strange = call (ACME, OWNER, "PATCH", id, "", "{\"colour\":\"red\"}");

  ss_market_assert_member (merged, "configValues", "{\"to\":\"c@d.example\",\"hours\":3}");
  ss_market_assert_member (merged, "isActive", "false");
  ss_market_assert_member (fallback, "configValues", "{\"to\":\"c@d.example\",\"hours\":24}");
  ss_market_assert_invalid (required, "configValues.to");
  ss_market_assert_invalid (unknown, "configValues.x");
  ss_answer_assert_status (ignored, 200);
  ss_market_assert_member (ignored, "isActive", "true");
  ss_market_assert_member (ignored, "configValues", "{\"to\":\"c@d.example\",\"hours\":24}");
  ss_market_assert_invalid (strange, "colour");
}

static void
test_update (void)
{
  g_autofree char *plugin_id = add_plugin ("[" HOURS "]", "[\"calendar.view\"]");
  g_autofree char *id = ss_market_install (fixture, ACME, plugin_id, "{\"hours\":5}");
  g_autoptr (SsAnswer) nothing = call (ACME, OWNER, "POST", id, "update-to-latest/", "{}");
  g_autoptr (SsAnswer) nowhere = call (ACME, OWNER, "POST", id, "rollback/", "{}");
  g_autoptr (SsAnswer) waiting = NULL, done = NULL, back = NULL, twice = NULL;

  ss_answer_assert_error (nothing, 409, "up_to_date");
  ss_answer_assert_error (nowhere, 409, "nothing_to_roll_back");

  release (plugin_id, "1.1.0", "[]", "[\"calendar.view\"]");
  waiting = call (ACME, OWNER, "GET", id, "", NULL);
  ss_market_assert_member (waiting, "hasUpdate", "true");
  ss_market_assert_member (waiting, "latestVersion", "\"1.1.0\"");
  done = call (ACME, MANAGER, "POST", id, "update-to-latest/", "");
  ss_answer_assert_status (done, 200);
  ss_market_assert_member (done, "installedVersion", "\"1.1.0\"");
  ss_market_assert_member (done, "hasUpdate", "false");
  ss_market_assert_member (done, "configValues", "{}");

  back = call (ACME, OWNER, "POST", id, "rollback/", "{}");
  ss_market_assert_member (back, "installedVersion", "\"1.0.0\"");
  ss_market_assert_member (back, "configValues", "{\"hours\":5}");
  twice = call (ACME, OWNER, "POST", id, "rollback/", "{}");
  ss_answer_assert_error (twice, 409, "nothing_to_roll_back");
}

/* Permissions come before the configuration; until both are there the old version stays. */
static void
test_update_gains (void)
{
  g_autofree char *plugin_id = add_plugin (NULL, "[\"calendar.view\"]");
  g_autofree char *id = ss_market_install (fixture, ACME, plugin_id, NULL);
  g_autoptr (SsAnswer) seen = NULL, asked = NULL, partly = NULL, unconfigured = NULL, unchanged = NULL,
                       early = NULL, done = NULL, back = NULL, again = NULL;

  release (plugin_id, "2.0.0", "[" SITE "]", "[\"users.view\",\"calendar.view\",\"customers.view\"]");
  seen = call (ACME, OWNER, "GET", id, "", NULL);
  ss_market_assert_member (seen, "addedPermissions", "[\"customers.view\",\"users.view\"]");

  asked = call (ACME, OWNER, "POST", id, "update-to-latest/", "{}");
  ss_answer_assert_error (asked, 409, "permissions_needed");
  ss_market_assert_member (asked, "addedPermissions", "[\"customers.view\",\"users.view\"]");
  partly = call (ACME, OWNER, "POST", id, "update-to-latest/", "{\"acceptPermissions\":[\"users.view\"]}");
  ss_answer_assert_error (partly, 409, "permissions_needed");

#define ACCEPT "{\"acceptPermissions\":[\"users.view\",\"customers.view\"]}"
  unconfigured = call (ACME, OWNER, "POST", id, "update-to-latest/", ACCEPT);
  ss_answer_assert_error (unconfigured, 409, "configuration_needed");
  ss_market_assert_member (unconfigured, "variables", "[" SITE "]");
  unchanged = call (ACME, OWNER, "GET", id, "", NULL);
  ss_market_assert_member (unchanged, "installedVersion", "\"1.0.0\"");
  ss_market_assert_member (unchanged, "addedPermissions", "[\"customers.view\",\"users.view\"]");

  early = call (ACME, OWNER, "PATCH", id, "", "{\"configValues\":{\"site\":\"Main Street\"}}");
  ss_market_assert_member (early, "configValues", "{\"site\":\"Main Street\"}");
  done = call (ACME, OWNER, "POST", id, "update-to-latest/", ACCEPT);
  ss_market_assert_member (done, "installedVersion", "\"2.0.0\"");
  ss_market_assert_member (done, "addedPermissions", "[]");

  back = call (ACME, OWNER, "POST", id, "rollback/", "{}");
  ss_market_assert_member (back, "addedPermissions", "[\"customers.view\",\"users.view\"]");
  again = call (ACME, OWNER, "POST", id, "update-to-latest/", "{}");
  ss_answer_assert_error (again, 409, "permissions_needed");
}

static void
test_update_faults (void)
{
  static const struct
  {
    const char *action;
    const char *body;
    const char *field;
  } cases[] = {
    { "update-to-latest/", "{\"acceptPermissions\":\"users.view\"}", "acceptPermissions" },
    { "update-to-latest/", "{\"acceptPermissions\":[1]}", "acceptPermissions" },
    { "update-to-latest/", "{\"acceptPermissions\":null}", "acceptPermissions" },
    { "update-to-latest/", "{\"force\":true}", "force" },
    { "rollback/", "{\"version\":\"1.0.0\"}", "version" },
  };
  g_autofree char *plugin_id = add_plugin (NULL, NULL);
  g_autofree char *id = ss_market_install (fixture, ACME, plugin_id, NULL);

  release (plugin_id, "1.1.0", NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SsAnswer) answer = call (ACME, OWNER, "POST", id, cases[i].action, cases[i].body);

      ss_market_assert_invalid (answer, cases[i].field);
    }
}

static void
test_rate (void)
{
  g_autofree char *plugin_id = add_plugin (NULL, NULL);
  g_autofree char *id = ss_market_install (fixture, ACME, plugin_id, NULL);
  g_autofree char *other_id = ss_market_install (fixture, BLOOM, plugin_id, NULL);
  g_autoptr (SsAnswer) first =
      call (ACME, OWNER, "PUT", id, "rating/", "{\"rating\":1,\"review\":\"Not for us.\"}");
  g_autoptr (SsAnswer) manager = call (ACME, MANAGER, "PUT", id, "rating/", "{\"rating\":3}");
  g_autoptr (SsAnswer) other =
      call (BLOOM, OWNER, "PUT", other_id, "rating/", "{\"rating\":2,\"review\":\"Hm.\"}");
  g_autoptr (SsAnswer) plugin = read_plugin (ACME, plugin_id);
  g_autoptr (SsAnswer) reviews = ss_market_call (fixture, ACME, OWNER, "GET", NULL,
                                                 "/plugin-templates/%s/reviews/?page_size=2", plugin_id);
  g_autoptr (SsAnswer) changed = NULL, after = NULL, gone = NULL, twice = NULL, last = NULL;
  JsonObject *newest =
      json_array_get_object_element (json_node_get_array (ss_answer_get_member (reviews, "results")), 0);

  ss_market_assert_member (first, "myRating", "1");
  ss_market_assert_member (first, "myReview", "\"Not for us.\"");
  ss_market_assert_member (manager, "myRating", "3");
  ss_market_assert_member (plugin, "ratingHistogram", "[1,1,1,0,2]");
  ss_market_assert_member (plugin, "ratingCount", "5");
  g_assert_nonnull (strstr (plugin->body, "\"rating\":3.2,"));
  ss_market_assert_member (reviews, "count", "3");
  g_assert_cmpstr (json_object_get_string_member (newest, "review"), ==, "Hm.");
  g_assert_cmpstr (json_object_get_string_member (newest, "version"), ==, "1.0.0");
  g_assert_false (json_object_get_boolean_member (newest, "isMine"));

  changed = call (ACME, OWNER, "PUT", id, "rating/", "{\"rating\":5}");
  after = read_plugin (BLOOM, plugin_id);
  ss_market_assert_member (changed, "myReview", "\"\"");
  ss_market_assert_member (after, "ratingHistogram", "[0,1,1,0,3]");

  gone = call (ACME, OWNER, "DELETE", id, "rating/", NULL);
  twice = call (ACME, OWNER, "DELETE", id, "rating/", NULL);
  last = read_plugin (ACME, plugin_id);
  ss_answer_assert_status (gone, 204);
  ss_answer_assert_error (twice, 404, "not_found");
  ss_market_assert_member (last, "ratingHistogram", "[0,1,1,0,2]");
}

static void
test_rate_faults (void)
{
  static const char *const cases[][2] = {
    { "{}", "rating" },
    { "{\"rating\":0}", "rating" },
    { "{\"rating\":6}", "rating" },
    { "{\"rating\":\"5\"}", "rating" },
    { "{\"rating\":4.5}", "rating" },
    { "{\"rating\":null}", "rating" },
    { "{\"rating\":5,\"review\":5}", "review" },
    { "{\"rating\":5,\"stars\":5}", "stars" },
  };
  g_autofree char *plugin_id = add_plugin (NULL, NULL);
  g_autofree char *id = ss_market_install (fixture, ACME, plugin_id, NULL);
  g_autofree char *long_text = g_strnfill (2001, 'a');
  g_autofree char *long_body = g_strdup_printf ("{\"rating\":5,\"review\":\"%s\"}", long_text);
  g_autoptr (SsAnswer) long_answer = call (ACME, OWNER, "PUT", id, "rating/", long_body);

  ss_market_assert_invalid (long_answer, "review");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SsAnswer) answer = call (ACME, OWNER, "PUT", id, "rating/", cases[i][0]);

      ss_market_assert_invalid (answer, cases[i][1]);
    }
}

/* A rating outlives the installation, and is there again with the next one. */
static void
test_uninstall (void)
{
  g_autofree char *plugin_id = add_plugin (NULL, NULL);
  g_autofree char *id = ss_market_install (fixture, ACME, plugin_id, NULL);
  g_autofree char *again_id = NULL;
  g_autoptr (SsAnswer) rated = call (ACME, OWNER, "PUT", id, "rating/", "{\"rating\":4}");
  g_autoptr (SsAnswer) gone = call (ACME, OWNER, "DELETE", id, "", NULL);
  g_autoptr (SsAnswer) missing = call (ACME, OWNER, "GET", id, "", NULL);
  g_autoptr (SsAnswer) twice = call (ACME, OWNER, "DELETE", id, "", NULL);
  g_autoptr (SsAnswer) plugin = read_plugin (ACME, plugin_id);
  g_autoptr (SsAnswer) again = NULL;

  ss_answer_assert_status (rated, 200);
  ss_answer_assert_status (gone, 204);
  ss_answer_assert_error (missing, 404, "not_found");
  ss_answer_assert_error (twice, 404, "not_found");
  ss_market_assert_member (plugin, "installCount", "10");
  ss_market_assert_member (plugin, "installationId", "null");
  ss_market_assert_member (plugin, "ratingCount", "3");
  again_id = ss_market_install (fixture, ACME, plugin_id, NULL);
  again = call (ACME, OWNER, "GET", again_id, "", NULL);
  ss_market_assert_member (again, "myRating", "4");
}

/* What one tenant has installed does not exist for another. */
static void
test_isolation (void)
{
  static const struct
  {
    const char *method;
    const char *rest;
    const char *body;
  } cases[] = {
    { "GET", "", NULL },
    { "PATCH", "", "{\"isActive\":false}" },
    { "POST", "update-to-latest/", "{}" },
    { "POST", "rollback/", "{}" },
    { "PUT", "rating/", "{\"rating\":1}" },
    { "DELETE", "rating/", NULL },
    { "DELETE", "", NULL },
  };
  g_autofree char *plugin_id = add_plugin (NULL, NULL);
  g_autofree char *id = ss_market_install (fixture, ACME, plugin_id, NULL);
  g_autoptr (SsAnswer) still = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SsAnswer) answer = call (BLOOM, OWNER, cases[i].method, id, cases[i].rest, cases[i].body);

      ss_answer_assert_error (answer, 404, "not_found");
    }
  still = call (ACME, OWNER, "GET", id, "", NULL);
  ss_market_assert_member (still, "isActive", "true");
}

static void
assert_list (const char *query, const char *slugs)
{
  g_autoptr (SsAnswer) answer =
      ss_market_call (fixture, SS_FIXTURE_DEMO, OWNER, "GET", NULL, "/plugin-installations/?%s", query);
  g_autofree char *found = ss_market_results (answer, "slug");

  if (g_strcmp0 (found, slugs) != 0)
    g_error ("%s: “%s” in place of “%s”", query, found, slugs);
}

static void
test_list (void)
{
  SsStore *store = ss_fixture_get_store (fixture);
  static const SsMarketPlugin plugins[] = {
    { .slug = "list-c", .name = "Étoile", .category = "EMAIL" },
    { .slug = "list-b", .name = "bravo", .category = "REPORTS" },
    { .slug = "list-a", .name = "Alpha", .category = "REPORTS" },
  };
  g_autofree char *ids[3] = { NULL };

  for (guint i = 0; i < 3; i++)
    {
      ids[i] = ss_market_add (store, &plugins[i]);
      g_free (ss_market_install (fixture, SS_FIXTURE_DEMO, ids[i], NULL));
    }
  release (ids[1], "1.5.0", NULL, NULL);

  assert_list ("", "list-a list-b list-c");
  assert_list ("page_size=1&page=2", "list-b");
  assert_list ("search=etoile", "list-c");
  assert_list ("search=alpha%20somebody", "list-a");
  assert_list ("category=REPORTS", "list-a list-b");
  assert_list ("category=REPORTS,EMAIL&has_update=false", "list-a list-c");
  assert_list ("has_update=true", "list-b");
  assert_list ("is_active=true", "list-a list-b list-c");
  assert_list ("is_active=false", "");
  for (guint i = 0; i < 3; i++)
    g_clear_pointer (&ids[i], g_free);
}

static void
test_list_faults (void)
{
  static const char *const cases[][2] = {
    { "is_active=x", "is_active" },
    { "has_update=maybe", "has_update" },
    { "category=NONE", "category" },
    { "page_size=0", "page_size" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SsAnswer) answer =
          ss_market_call (fixture, ACME, OWNER, "GET", NULL, "/plugin-installations/?%s", cases[i][0]);

      ss_market_assert_invalid (answer, cases[i][1]);
    }
}

/* Support looks, sales works in demonstrations only. */
static void
test_staff (void)
{
  g_autofree char *plugin_id = add_plugin (NULL, NULL);
  g_autoptr (SsAnswer) look =
      ss_market_call (fixture, ACME, SS_ROLE_PLATFORM_SUPPORT, "GET", NULL, "/plugin-installations/");
  g_autoptr (SsAnswer) touch = ss_market_call (fixture, ACME, SS_ROLE_PLATFORM_SUPPORT, "POST", "{}",
                                               "/plugin-templates/%s/install/", plugin_id);
  g_autoptr (SsAnswer) sales =
      ss_market_call (fixture, ACME, SS_ROLE_PLATFORM_SALES, "GET", NULL, "/plugin-installations/");
  g_autoptr (SsAnswer) demo = ss_market_call (fixture, SS_FIXTURE_DEMO, SS_ROLE_PLATFORM_SALES, "POST", "{}",
                                              "/plugin-templates/%s/install/", plugin_id);

  ss_answer_assert_status (look, 200);
  ss_answer_assert_error (touch, 403, "permission_denied");
  ss_answer_assert_error (sales, 403, "permission_denied");
  ss_answer_assert_status (demo, 201);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  fixture = ss_fixture_new ();
  g_test_add_func ("/platform/installations/install", test_install);
  g_test_add_func ("/platform/installations/object", test_installation_object);
  g_test_add_func ("/platform/installations/install-faults", test_install_faults);
  g_test_add_func ("/platform/installations/configure", test_configure);
  g_test_add_func ("/platform/installations/update", test_update);
  g_test_add_func ("/platform/installations/update-gains", test_update_gains);
  g_test_add_func ("/platform/installations/update-faults", test_update_faults);
  g_test_add_func ("/platform/installations/rate", test_rate);
  g_test_add_func ("/platform/installations/rate-faults", test_rate_faults);
  g_test_add_func ("/platform/installations/uninstall", test_uninstall);
  g_test_add_func ("/platform/installations/isolation", test_isolation);
  g_test_add_func ("/platform/installations/list", test_list);
  g_test_add_func ("/platform/installations/list-faults", test_list_faults);
  g_test_add_func ("/platform/installations/staff", test_staff);
  status = g_test_run ();
  ss_fixture_free (fixture);
  return status;
}
