/* test-marketplace.c: the list of plugins, one plugin, and what is said about it, over HTTP
 *
 * SPDX-License-Identifier: MIT
 */
#include "market.h"

#include "many-plugins.h"

#include <string.h>

#define ACME SS_FIXTURE_ACME
#define BLOOM SS_FIXTURE_BLOOM
#define OWNER SS_ROLE_TENANT_OWNER

static SsFixture *fixture;
static char *reminders;

/* "slug slug …" of a list */
static char *
list (const char *tenant, const char *query)
{
  g_autoptr (SsAnswer) answer =
      ss_market_call (fixture, tenant, OWNER, "GET", NULL, "/plugin-templates/?%s", query);

  return ss_market_results (answer, "slug");
}

static void
test_order (void)
{
  static const char *const cases[][2] = {
    { "", "backups cafe-report no-shows reminders zapier" },
    { "ordering=name", "backups cafe-report no-shows reminders zapier" },
    { "ordering=-name", "zapier reminders no-shows cafe-report backups" },
    { "ordering=-install_count", "reminders no-shows zapier cafe-report backups" },
    { "ordering=install_count", "backups cafe-report zapier no-shows reminders" },
    /* One vote of five stars is worth less than hundreds of 4.8; none is worth nothing. */
    { "ordering=-rating", "no-shows reminders zapier cafe-report backups" },
    { "ordering=-created_at", "zapier reminders no-shows cafe-report backups" },
    { "ordering=created_at", "backups cafe-report no-shows reminders zapier" },
    { "ordering=-updated_at&page_size=2", "zapier reminders" },
    { "ordering=-updated_at&page_size=2&page=3", "backups" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *slugs = list (ACME, cases[i][0]);

      g_assert_cmpstr (slugs, ==, cases[i][1]);
    }
}

static void
test_search (void)
{
  static const char *const cases[][2] = {
    { "search=cafe", "cafe-report" },
    { "search=CAF%C3%89", "cafe-report" },
    { "search=caf%C3%A9%20weekly", "cafe-report" },
    { "search=weekly%20reminders", "" },
    { "search=kobayashi", "no-shows" },
    { "search=zapier", "zapier" },
    { "search=%25", "" },
    { "search=_", "" },
    { "search=%27%20OR%201=1--", "" },
    { "search=", "backups cafe-report no-shows reminders zapier" },
    { "category=REPORTS", "cafe-report" },
    { "category=REPORTS&category=EMAIL", "cafe-report reminders" },
    { "category=REPORTS,EMAIL", "cafe-report reminders" },
    { "is_featured=true", "no-shows reminders" },
    { "is_featured=false", "backups cafe-report zapier" },
    { "is_verified=true&is_featured=true", "reminders" },
    { "is_verified=true&category=REPORTS", "" },
    { "installed=true", "" },
    { "installed=false&search=re", "cafe-report reminders" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *slugs = list (ACME, cases[i][0]);

      if (g_strcmp0 (slugs, cases[i][1]) != 0)
        g_error ("%s: “%s” in place of “%s”", cases[i][0], slugs, cases[i][1]);
    }
}

static void
test_faults (void)
{
  static const char *const cases[][2] = {
    { "ordering=price", "ordering" },
    { "ordering=--name", "ordering" },
    { "ordering=", "ordering" },
    { "category=FUN", "category" },
    { "is_featured=maybe", "is_featured" },
    { "installed=2", "installed" },
    { "page=x", "page" },
    { "search=a+b+c+d+e+f+g+h+i+j+k+l+m+n+o+p+q", "search" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SsAnswer) answer =
          ss_market_call (fixture, ACME, OWNER, "GET", NULL, "/plugin-templates/?%s", cases[i][0]);

      ss_market_assert_invalid (answer, cases[i][1]);
    }
}

static void
assert_count (const char *query, gint64 count, const char *category, gint64 in_category)
{
  g_autoptr (SsAnswer) answer =
      ss_market_call (fixture, ACME, OWNER, "GET", NULL, "/plugin-templates/?%s", query);
  JsonArray *categories;

  ss_answer_assert_status (answer, 200);
  g_assert_cmpint (json_node_get_int (ss_answer_get_member (answer, "count")), ==, count);
  categories = json_node_get_array (ss_answer_get_member (answer, "categories"));
  g_assert_cmpuint (json_array_get_length (categories), ==, 7);
  for (guint i = 0; i < 7; i++)
    {
      JsonObject *object = json_array_get_object_element (categories, i);

      if (g_str_equal (json_object_get_string_member (object, "category"), category))
        g_assert_cmpint (json_object_get_int_member (object, "count"), ==, in_category);
    }
}

static void
test_counts (void)
{
  assert_count ("", 5, "EMAIL", 1);
  assert_count ("page_size=1", 5, "OTHER", 1);
  assert_count ("category=EMAIL", 1, "REPORTS", 1); /* over the other filters */
  assert_count ("category=EMAIL&is_featured=true", 1, "REPORTS", 0);
  assert_count ("search=re", 2, "EMAIL", 1);
  assert_count ("search=weekly&category=EMAIL", 0, "REPORTS", 1);
  assert_count ("installed=false", 5, "EMAIL", 1);
}

static void
test_past_the_end (void)
{
  g_autoptr (SsAnswer) answer =
      ss_market_call (fixture, ACME, OWNER, "GET", NULL, "/plugin-templates/?page=2");

  ss_answer_assert_error (answer, 404, "not_found");
}

static void
test_single (void)
{
  g_autoptr (SsAnswer) answer =
      ss_market_call (fixture, ACME, OWNER, "GET", NULL, "/plugin-templates/%s/", reminders);
  g_autoptr (SsAnswer) in_list =
      ss_market_call (fixture, ACME, OWNER, "GET", NULL, "/plugin-templates/?search=reminders");
  JsonObject *listed =
      json_array_get_object_element (json_node_get_array (ss_answer_get_member (in_list, "results")), 0);

  ss_answer_assert_status (answer, 200);
  ss_market_assert_member (answer, "code", "\"return 1\"");
  ss_market_assert_member (answer, "changelog",
                           "[{\"version\":\"1.0.0\",\"releasedAt\":\"2026-01-02T00:00:00Z\","
                           "\"notes\":\"Notes of 1.0.0.\"}]");
  g_assert_nonnull (strstr (answer->body, "\"rating\":4.8,"));
  ss_market_assert_member (answer, "ratingCount", "300");
  ss_market_assert_member (answer, "ratingHistogram", "[0,0,10,40,250]");
  ss_market_assert_member (answer, "installCount", "900");
  ss_market_assert_member (answer, "visibility", "\"PUBLIC\"");
  ss_market_assert_member (answer, "logoUrl", "null");
  ss_market_assert_member (answer, "installationId", "null");
  ss_market_assert_member (answer, "trigger", "{\"type\":\"MANUAL\"}");
  g_assert_false (json_object_has_member (listed, "code"));
  g_assert_false (json_object_has_member (listed, "changelog"));
  g_assert_true (json_object_has_member (listed, "description"));
}

static void
test_unrated (void)
{
  g_autoptr (SsAnswer) answer =
      ss_market_call (fixture, ACME, OWNER, "GET", NULL, "/plugin-templates/?search=backups");
  JsonObject *plugin =
      json_array_get_object_element (json_node_get_array (ss_answer_get_member (answer, "results")), 0);

  g_assert_true (json_object_get_null_member (plugin, "rating"));
  g_assert_cmpint (json_object_get_int_member (plugin, "ratingCount"), ==, 0);
}

static void
test_unknown (void)
{
  static const char id[] = "00000000-0000-4000-8000-000000000000";
  g_autoptr (SsAnswer) plugin =
      ss_market_call (fixture, ACME, OWNER, "GET", NULL, "/plugin-templates/%s/", id);
  g_autoptr (SsAnswer) reviews =
      ss_market_call (fixture, ACME, OWNER, "GET", NULL, "/plugin-templates/%s/reviews/", id);
  g_autoptr (SsAnswer) install =
      ss_market_call (fixture, ACME, OWNER, "POST", "{}", "/plugin-templates/%s/install/", id);

  ss_answer_assert_error (plugin, 404, "not_found");
  ss_answer_assert_error (reviews, 404, "not_found");
  ss_answer_assert_error (install, 404, "not_found");
}

/* Staff of the platform see the marketplace without a tenant, and install nothing there. */
static void
test_without_tenant (void)
{
  g_autoptr (SsAnswer) all = ss_market_call (fixture, NULL, SS_ROLE_PLATFORM_SUPPORT, "GET", NULL,
                                             "/plugin-templates/?ordering=name");
  g_autoptr (SsAnswer) one =
      ss_market_call (fixture, NULL, SS_ROLE_SUPERUSER, "GET", NULL, "/plugin-templates/%s/", reminders);
  g_autoptr (SsAnswer) installed =
      ss_market_call (fixture, NULL, SS_ROLE_SUPERUSER, "GET", NULL, "/plugin-templates/?installed=true");
  g_autoptr (SsAnswer) install = ss_market_call (fixture, NULL, SS_ROLE_SUPERUSER, "POST", "{}",
                                                 "/plugin-templates/%s/install/", reminders);
  g_autofree char *slugs = ss_market_results (all, "slug");

  g_assert_cmpstr (slugs, ==, "backups cafe-report no-shows reminders zapier");
  ss_answer_assert_status (one, 200);
  ss_market_assert_member (one, "installationId", "null");
  ss_market_assert_member (installed, "count", "0");
  ss_answer_assert_error (install, 404, "tenant_not_found");
}

static void
test_roles (void)
{
  static const struct
  {
    SsRole role;
    guint status;
  } cases[] = {
    { SS_ROLE_TENANT_OWNER, 200 },
    { SS_ROLE_TENANT_MANAGER, 200 },
    { SS_ROLE_TENANT_STAFF, 403 },
    { SS_ROLE_CUSTOMER, 403 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SsAnswer) answer =
          ss_market_call (fixture, ACME, cases[i].role, "GET", NULL, "/plugin-templates/");

      g_assert_cmpuint (answer->status, ==, cases[i].status);
    }
}

/* The last page of many is right too, and no plugin is on two of them. */
static void
test_many (void)
{
  g_autoptr (SsFixture) large = ss_fixture_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  ss_add_many_plugins (ss_fixture_get_store (large), 2500);
  for (guint page = 1; page <= 3; page++)
    {
      g_autoptr (SsAnswer) answer =
          ss_market_call (large, ACME, OWNER, "GET", NULL,
                          "/plugin-templates/?ordering=-rating&page_size=1000&page=%u", page);
      JsonArray *results;

      ss_answer_assert_status (answer, 200);
      ss_market_assert_member (answer, "count", "2500");
      results = json_node_get_array (ss_answer_get_member (answer, "results"));
      g_assert_cmpuint (json_array_get_length (results), ==, page < 3 ? 1000 : 500);
      for (guint i = 0; i < json_array_get_length (results); i++)
        g_assert_true (g_hash_table_add (seen, g_strdup (json_object_get_string_member (
                                                   json_array_get_object_element (results, i), "id"))));
    }
}

static void
fill (SsStore *store)
{
  static const SsMarketPlugin plugins[] = {
    { .slug = "backups", .name = "Backups", .day = 1 },
    { .slug = "cafe-report",
      .name = "Café Report",
      .summary = "A weekly look",
      .category = "REPORTS",
      .installs = 3,
      .ratings = "[9,1,0,0,1]",
      .day = 2 },
    { .slug = "no-shows",
      .name = "No-Shows",
      .author = "Kobayashi & Söhne",
      .category = "BOOKING",
      .installs = 50,
      .ratings = "[0,0,0,0,900]",
      .is_featured = TRUE,
      .day = 3 },
    { .slug = "zapier",
      .name = "zapier bridge",
      .category = "INTEGRATION",
      .installs = 4,
      .ratings = "[0,0,0,0,1]",
      .is_verified = TRUE,
      .day = 5 },
  };
  static const SsMarketPlugin last = {
    .slug = "reminders",
    .name = "Reminders",
    .category = "EMAIL",
    .installs = 900,
    .ratings = "[0,0,10,40,250]",
    .is_featured = TRUE,
    .is_verified = TRUE,
    .day = 4,
  };

  for (guint i = 0; i < G_N_ELEMENTS (plugins); i++)
    {
      g_autofree char *id = ss_market_add (store, &plugins[i]);
    }
  reminders = ss_market_add (store, &last);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  fixture = ss_fixture_new ();
  fill (ss_fixture_get_store (fixture));
  g_test_add_func ("/platform/marketplace/order", test_order);
  g_test_add_func ("/platform/marketplace/search", test_search);
  g_test_add_func ("/platform/marketplace/faults", test_faults);
  g_test_add_func ("/platform/marketplace/counts", test_counts);
  g_test_add_func ("/platform/marketplace/past-the-end", test_past_the_end);
  g_test_add_func ("/platform/marketplace/single", test_single);
  g_test_add_func ("/platform/marketplace/unrated", test_unrated);
  g_test_add_func ("/platform/marketplace/unknown", test_unknown);
  g_test_add_func ("/platform/marketplace/without-tenant", test_without_tenant);
  g_test_add_func ("/platform/marketplace/roles", test_roles);
  g_test_add_func ("/platform/marketplace/many", test_many);
  status = g_test_run ();
  ss_fixture_free (fixture);
  g_free (reminders);
  return status;
}
