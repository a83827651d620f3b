/* test-custom-plugins.c: a business's own plugins, over HTTP
 *
 * SPDX-License-Identifier: MIT
 */
#include "market.h"

#include <string.h>

#define ACME SS_FIXTURE_ACME
#define BLOOM SS_FIXTURE_BLOOM
#define OWNER SS_ROLE_TENANT_OWNER
#define MANAGER SS_ROLE_TENANT_MANAGER

#define BASICS "\"name\":\"Night Shift\",\"summary\":\"Late\",\"category\":\"BOOKING\",\"code\":\"return 1\""

static SsFixture *fixture;

static SsAnswer *
create (const char *tenant, const char *body)
{
  return ss_fixture_call_as (fixture, tenant, OWNER, "POST", "/plugin-templates/", body);
}

static SsAnswer *
call (const char *tenant, SsRole role, const char *method, const char *id, const char *body)
{
  return ss_market_call (fixture, tenant, role, method, body, "/plugin-templates/%s/", id);
}

/* (transfer full): the id of a new one */
static char *
make (const char *tenant, const char *name)
{
  g_autofree char *body =
      g_strdup_printf ("{\"name\":\"%s\",\"summary\":\"Ours\",\"category\":\"OTHER\",\"code\":\"return 1\"}",
                       name);
  g_autoptr (SsAnswer) answer = create (tenant, body);

  ss_answer_assert_status (answer, 201);
  return g_strdup (ss_answer_get_string (answer, "id"));
}

static void
test_create (void)
{
  g_autoptr (SsAnswer) answer = create (
      ACME,
      "{" BASICS ",\"description\":\"# Hello\",\"permissions\":[\"calendar.view\",\"calendar.view\"],"
      "\"trigger\":{\"type\":\"SCHEDULE\",\"cron\":\"*/15 8-18 * * 1-5\",\"event\":\"left.out\"},"
      "\"variables\":[{\"key\":\"tone\",\"label\":\"Tone\",\"type\":\"CHOICE\",\"choices\":[\"a\",\"b\"],"
      "\"default\":\"a\"}],\"isVerified\":true,\"author\":\"Somebody Else\",\"visibility\":\"PUBLIC\"}");
  const char *id = ss_answer_get_string (answer, "id");
  g_autofree char *end = g_strdup_printf ("/plugin-templates/%s/", id);

  ss_fixture_assert_created (fixture, ACME, SS_ROLE_TENANT_OWNER, answer);
  g_assert_true (g_str_has_suffix (ss_answer_get_header (answer, "Location"), end));
  ss_market_assert_member (answer, "slug", "\"night-shift\"");
  ss_market_assert_member (answer, "version", "\"1.0.0\"");
  ss_market_assert_member (answer, "visibility", "\"PRIVATE\"");
  ss_market_assert_member (answer, "isVerified", "false");
  ss_market_assert_member (answer, "permissions", "[\"calendar.view\"]");
  ss_market_assert_member (answer, "trigger", "{\"type\":\"SCHEDULE\",\"cron\":\"*/15 8-18 * * 1-5\"}");
  ss_market_assert_member (answer, "variables",
                           "[{\"key\":\"tone\",\"label\":\"Tone\",\"type\":\"CHOICE\",\"required\":false,"
                           "\"default\":\"a\",\"choices\":[\"a\",\"b\"],\"help\":\"\"}]");
  ss_market_assert_member (answer, "code", "\"return 1\"");
  ss_market_assert_member (answer, "rating", "null");
  ss_market_assert_member (answer, "installCount", "0");
  g_assert_cmpstr (ss_answer_get_string (answer, "author"), !=, "Somebody Else");
}

static void
test_create_faults (void)
{
  static const char *const cases[][2] = {
    { "{}", "name" },
    { "{\"name\":\"A\",\"category\":\"OTHER\",\"code\":\"return 1\"}", "summary" },
    { "{\"name\":\"A\",\"summary\":\"B\",\"category\":\"OTHER\"}", "code" },
    { "{\"name\":\"A\",\"summary\":\"B\",\"category\":\"OTHER\",\"code\":\" \\n\"}", "code" },
    { "{" BASICS ",\"category\":\"FUN\"}", "category" },
    { "{" BASICS ",\"name\":\"  \"}", "name" },
    { "{" BASICS ",\"version\":\"1.0\"}", "version" },
    { "{" BASICS ",\"price\":5}", "price" },
    { "{" BASICS ",\"permissions\":[\"plugins.fly\"]}", "permissions" },
    { "{" BASICS ",\"permissions\":[\"tenants.manage\"]}", "permissions" },
    { "{" BASICS ",\"trigger\":{\"type\":\"MOON\"}}", "trigger.type" },
    { "{" BASICS ",\"trigger\":{\"type\":\"SCHEDULE\"}}", "trigger" },
    { "{" BASICS ",\"trigger\":{\"type\":\"SCHEDULE\",\"cron\":\"61 * * * *\"}}", "trigger" },
    { "{" BASICS ",\"trigger\":{\"type\":\"SCHEDULE\",\"cron\":\"* * * *\"}}", "trigger" },
    { "{" BASICS ",\"trigger\":{\"type\":\"SCHEDULE\",\"cron\":\"5-1 * * * *\"}}", "trigger" },
    { "{" BASICS ",\"trigger\":{\"type\":\"SCHEDULE\",\"cron\":\"* * * * ,\"}}", "trigger" },
    { "{" BASICS ",\"trigger\":{\"type\":\"EVENT\",\"event\":\"created\"}}", "trigger" },
    { "{" BASICS ",\"trigger\":null}", "trigger" },
    { "{" BASICS ",\"variables\":{}}", "variables" },
    { "{" BASICS ",\"variables\":[{\"key\":\"a\"}]}", "variables[0].label" },
    { "{" BASICS ",\"variables\":[{\"key\":\"1a\",\"label\":\"A\",\"type\":\"TEXT\"}]}", "variables[0].key" },
    { "{" BASICS ",\"variables\":[{\"key\":\"a\",\"label\":\"A\",\"type\":\"TEXT\"},"
      "{\"key\":\"a\",\"label\":\"B\",\"type\":\"TEXT\"}]}",
      "variables[1].key" },
    { "{" BASICS ",\"variables\":[{\"key\":\"a\",\"label\":\"A\",\"type\":\"CHOICE\"}]}",
      "variables[0].choices" },
    { "{" BASICS
      ",\"variables\":[{\"key\":\"a\",\"label\":\"A\",\"type\":\"CHOICE\",\"choices\":[\"x\",\"x\"]}]}",
      "variables[0].choices" },
    { "{" BASICS ",\"variables\":[{\"key\":\"a\",\"label\":\"A\",\"type\":\"NUMBER\",\"default\":\"x\"}]}",
      "variables[0].default" },
    { "{" BASICS ",\"variables\":[{\"key\":\"a\",\"label\":\"A\",\"type\":\"TEXT\",\"default\":[1]}]}",
      "variables[0].default" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SsAnswer) answer = create (ACME, cases[i][0]);

      ss_market_assert_invalid (answer, cases[i][1]);
    }
}

static void
test_code (void)
{
  g_autoptr (SsAnswer) answer = create (ACME, "{" BASICS ",\"code\":\"local a = 1\\nlocal b = = 2\\n\"}");
  g_autoptr (SsAnswer) binary = create (ACME, "{" BASICS ",\"code\":\"\\u001bLua\"}");
  JsonArray *sentences;

  ss_market_assert_invalid (answer, "code");
  sentences = json_object_get_array_member (ss_answer_get_object (answer), "code");
  g_assert_true (g_str_has_prefix (json_array_get_string_element (sentences, 0), "Line 2, column 11: "));
  ss_market_assert_invalid (binary, "code");
}

static void
test_slug (void)
{
  g_autofree char *public_id =
      ss_market_add (ss_fixture_get_store (fixture), &(SsMarketPlugin){ .slug = "taken" });
  g_autofree char *first_id = make (ACME, "Taken");
  g_autofree char *second_id = make (ACME, "Taken!");
  g_autoptr (SsAnswer) first = call (ACME, OWNER, "GET", first_id, NULL);
  g_autoptr (SsAnswer) second = call (ACME, OWNER, "GET", second_id, NULL);

  ss_market_assert_member (first, "slug", "\"taken-2\"");
  ss_market_assert_member (second, "slug", "\"taken-3\"");
}

/* Between the public ones in lists, with counts and orders as if they were one table. */
static void
test_list (void)
{
  SsStore *store = ss_fixture_get_store (fixture);
  g_autofree char *public_id =
      ss_market_add (store, &(SsMarketPlugin){
                                .slug = "middle-ground", .name = "Middle Ground", .category = "EMAIL" });
  g_autofree char *low_id = make (SS_FIXTURE_DEMO, "Middle Aaa");
  g_autofree char *high_id = make (SS_FIXTURE_DEMO, "Middle Zzz");
  g_autoptr (SsAnswer) both = ss_market_call (fixture, SS_FIXTURE_DEMO, OWNER, "GET", NULL,
                                              "/plugin-templates/?search=middle&ordering=name");
  g_autoptr (SsAnswer) second =
      ss_market_call (fixture, SS_FIXTURE_DEMO, OWNER, "GET", NULL,
                      "/plugin-templates/?search=middle&ordering=-name&page_size=1&page=2");
  g_autoptr (SsAnswer) other =
      ss_market_call (fixture, BLOOM, OWNER, "GET", NULL, "/plugin-templates/?search=middle");
  g_autoptr (SsAnswer) all = ss_market_call (fixture, SS_FIXTURE_DEMO, OWNER, "GET", NULL,
                                             "/plugin-templates/?category=OTHER&page_size=1");
  g_autoptr (SsAnswer) all_other =
      ss_market_call (fixture, BLOOM, OWNER, "GET", NULL, "/plugin-templates/?category=OTHER&page_size=1");
  g_autofree char *both_slugs = ss_market_results (both, "slug");
  g_autofree char *second_slugs = ss_market_results (second, "slug");
  g_autofree char *other_slugs = ss_market_results (other, "slug");

  g_assert_cmpstr (both_slugs, ==, "middle-aaa middle-ground middle-zzz");
  ss_market_assert_member (both, "count", "3");
  g_assert_cmpstr (second_slugs, ==, "middle-ground");
  g_assert_cmpstr (other_slugs, ==, "middle-ground");
  g_assert_cmpint (json_node_get_int (ss_answer_get_member (all, "count")), ==,
                   json_node_get_int (ss_answer_get_member (all_other, "count")) + 2);
}

/* Another business's plugin does not exist, whatever is tried with it. */
static void
test_isolation (void)
{
  g_autofree char *id = make (ACME, "Secret Recipe");
  g_autofree char *install = g_strdup_printf ("/plugin-templates/%s/install/", id);
  g_autofree char *reviews = g_strdup_printf ("/plugin-templates/%s/reviews/", id);
  g_autoptr (SsAnswer) read = call (BLOOM, OWNER, "GET", id, NULL);
  g_autoptr (SsAnswer) change = call (BLOOM, OWNER, "PATCH", id, "{\"name\":\"Mine\"}");
  g_autoptr (SsAnswer) remove = call (BLOOM, OWNER, "DELETE", id, NULL);
  g_autoptr (SsAnswer) installed = ss_fixture_call_as (fixture, BLOOM, OWNER, "POST", install, "{}");
  g_autoptr (SsAnswer) reviewed = ss_fixture_call_as (fixture, BLOOM, OWNER, "GET", reviews, NULL);
  g_autoptr (SsAnswer) staff = call (NULL, SS_ROLE_SUPERUSER, "GET", id, NULL);
  g_autoptr (SsAnswer) inside = call (ACME, SS_ROLE_SUPERUSER, "GET", id, NULL);
  g_autoptr (SsAnswer) list =
      ss_market_call (fixture, BLOOM, OWNER, "GET", NULL, "/plugin-templates/?search=secret");

  ss_answer_assert_error (read, 404, "not_found");
  ss_answer_assert_error (change, 404, "not_found");
  ss_answer_assert_error (remove, 404, "not_found");
  ss_answer_assert_error (installed, 404, "not_found");
  ss_answer_assert_error (reviewed, 404, "not_found");
  ss_answer_assert_error (staff, 404, "not_found");
  ss_answer_assert_status (inside, 200);
  ss_market_assert_member (list, "count", "0");
}

static void
test_change (void)
{
  g_autofree char *id = make (ACME, "Changing");
  g_autoptr (SsAnswer) words = call (ACME, MANAGER, "PATCH", id, "{\"name\":\"Größer\",\"summary\":\"S\"}");
  g_autoptr (SsAnswer) code = call (ACME, OWNER, "PATCH", id, "{\"code\":\"return 2\"}");
  g_autoptr (SsAnswer) same =
      call (ACME, OWNER, "PATCH", id, "{\"code\":\"return 2\",\"version\":\"1.0.1\"}");
  g_autoptr (SsAnswer) echoed =
      call (ACME, OWNER, "PATCH", id, "{\"code\":\"return 3\",\"version\":\"1.0.1\"}");
  g_autoptr (SsAnswer) named =
      call (ACME, OWNER, "PATCH", id, "{\"permissions\":[\"users.view\"],\"version\":\"2.0.0\"}");
  g_autoptr (SsAnswer) lower =
      call (ACME, OWNER, "PATCH", id, "{\"code\":\"return 4\",\"version\":\"1.9.0\"}");
  g_autoptr (SsAnswer) broken = call (ACME, OWNER, "PATCH", id, "{\"code\":\"return return\"}");
  g_autoptr (SsAnswer) last = call (ACME, OWNER, "GET", id, NULL);
  g_autoptr (SsAnswer) found =
      ss_market_call (fixture, ACME, OWNER, "GET", NULL, "/plugin-templates/?search=grosser");
  JsonArray *changelog = json_node_get_array (ss_answer_get_member (last, "changelog"));

  ss_market_assert_member (words, "version", "\"1.0.0\"");
  ss_market_assert_member (words, "slug", "\"changing\"");
  ss_market_assert_member (code, "version", "\"1.0.1\"");
  ss_market_assert_member (same, "version", "\"1.0.1\"");
  ss_market_assert_member (echoed, "version", "\"1.0.2\"");
  ss_market_assert_member (named, "version", "\"2.0.0\"");
  ss_market_assert_invalid (lower, "version");
  ss_market_assert_invalid (broken, "code");
  ss_market_assert_member (last, "code", "\"return 3\"");
  ss_market_assert_member (found, "count", "1");
  g_assert_cmpuint (json_array_get_length (changelog), ==, 4);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (changelog, 0), "version"),
                   ==, "2.0.0");
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (changelog, 0), "notes"), ==,
                   "Changed: permissions.");
}

/* An installation runs what it runs until it is updated. */
static void
test_installed (void)
{
  g_autofree char *id = make (ACME, "In Use");
  g_autofree char *installation_id = ss_market_install (fixture, ACME, id, NULL);
  g_autoptr (SsAnswer) changed = call (ACME, OWNER, "PATCH", id, "{\"permissions\":[\"users.view\"]}");
  g_autoptr (SsAnswer) waiting =
      ss_market_call (fixture, ACME, OWNER, "GET", NULL, "/plugin-installations/%s/", installation_id);
  g_autoptr (SsAnswer) refused =
      ss_market_call (fixture, ACME, OWNER, "POST", "{}", "/plugin-installations/%s/update-to-latest/",
                      installation_id);
  g_autoptr (SsAnswer) rated = ss_market_call (fixture, ACME, OWNER, "PUT", "{\"rating\":5}",
                                               "/plugin-installations/%s/rating/", installation_id);
  g_autoptr (SsAnswer) plugin = call (ACME, OWNER, "GET", id, NULL);
  g_autoptr (SsAnswer) in_use = call (ACME, OWNER, "DELETE", id, NULL);
  g_autoptr (SsAnswer) uninstalled =
      ss_market_call (fixture, ACME, OWNER, "DELETE", NULL, "/plugin-installations/%s/", installation_id);
  g_autoptr (SsAnswer) deleted = call (ACME, OWNER, "DELETE", id, NULL);
  g_autoptr (SsAnswer) gone = call (ACME, OWNER, "GET", id, NULL);

  ss_answer_assert_status (changed, 200);
  ss_market_assert_member (waiting, "installedVersion", "\"1.0.0\"");
  ss_market_assert_member (waiting, "latestVersion", "\"1.0.1\"");
  ss_market_assert_member (waiting, "addedPermissions", "[\"users.view\"]");
  ss_answer_assert_error (refused, 409, "permissions_needed");
  ss_market_assert_member (rated, "myRating", "5");
  ss_market_assert_member (plugin, "ratingHistogram", "[0,0,0,0,1]");
  ss_market_assert_member (plugin, "installCount", "1");
  ss_answer_assert_error (in_use, 409, "in_use");
  ss_answer_assert_status (uninstalled, 204);
  ss_answer_assert_status (deleted, 204);
  ss_answer_assert_error (gone, 404, "not_found");
}

/* The marketplace's are not changed by a business, nor deleted. */
static void
test_public (void)
{
  g_autofree char *id =
      ss_market_add (ss_fixture_get_store (fixture), &(SsMarketPlugin){ .slug = "public-one" });
  g_autoptr (SsAnswer) changed = call (ACME, OWNER, "PATCH", id, "{\"name\":\"Mine\"}");
  g_autoptr (SsAnswer) deleted = call (ACME, OWNER, "DELETE", id, NULL);

  ss_answer_assert_error (changed, 403, "permission_denied");
  g_assert_cmpstr (ss_answer_get_string (changed, "rule"), ==, "plugins.publish");
  ss_answer_assert_error (deleted, 403, "permission_denied");
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  fixture = ss_fixture_new ();
  g_test_add_func ("/platform/custom-plugins/create", test_create);
  g_test_add_func ("/platform/custom-plugins/create-faults", test_create_faults);
  g_test_add_func ("/platform/custom-plugins/code", test_code);
  g_test_add_func ("/platform/custom-plugins/slug", test_slug);
  g_test_add_func ("/platform/custom-plugins/list", test_list);
  g_test_add_func ("/platform/custom-plugins/isolation", test_isolation);
  g_test_add_func ("/platform/custom-plugins/change", test_change);
  g_test_add_func ("/platform/custom-plugins/installed", test_installed);
  g_test_add_func ("/platform/custom-plugins/public", test_public);
  status = g_test_run ();
  ss_fixture_free (fixture);
  return status;
}
