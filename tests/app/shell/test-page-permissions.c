/* test-page-permissions.c: which pages there are in a business and which on the platform's own host
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/shell/page-table.h"
#include "fixture.h"

#define USER(tenant)                                                                               \
  "{\"id\": \"u1\", \"name\": \"Pia\", \"email\": \"" EMAIL                                        \
  "\", \"role\": \"SUPERUSER\", \"permissions\": ["                                                \
  "\"calendar.view\", \"customers.view\", \"plugins.view\", \"reports.view\", \"users.view\","     \
  " \"grants.view\", \"audit.view\", \"tenants.view\", \"domains.manage\"], \"masquerade\": null," \
  " \"tenant\": " tenant "}"
#define BUSINESS                                                                         \
  "{\"id\": \"t1\", \"name\": \"Acme\", \"subdomain\": \"acme\", \"timeZone\": \"UTC\"," \
  " \"currency\": \"EUR\", \"weekStart\": \"mon\"}"

static void
user_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  reply_json (message, 200, data);
}

/* @shown and @hidden: pages, with blanks between them */
static void
check (const char *user, const char *first, const char *shown, const char *hidden)
{
  Fixture *fixture = fixture_new ();
  g_auto (GStrv) shown_ids = g_strsplit (shown, " ", -1), hidden_ids = g_strsplit (hidden, " ", -1);
  g_auto (GStrv) permissions = NULL;
  SsSession *session;

  fixture_on (fixture, "GET /users/me/", user_cb, (gpointer) user);
  session = fixture_signed_in (fixture);
  permissions = ss_page_table_list_permissions (session);
  for (guint i = 0; shown_ids[i] != NULL; i++)
    g_assert_true (
        ss_page_info_is_allowed (ss_page_table_find (shown_ids[i]), (const char *const *) permissions));
  for (guint i = 0; hidden_ids[i] != NULL; i++)
    g_assert_false (
        ss_page_info_is_allowed (ss_page_table_find (hidden_ids[i]), (const char *const *) permissions));
  g_assert_cmpstr (ss_page_table_get_first ((const char *const *) permissions)->id, ==, first);
  assert_finalized (session);
  fixture_free (fixture);
}

static void
test_in_business (void)
{
  check (USER (BUSINESS), "calendar",
         "calendar customers resources services marketplace my-plugins overview users domains", "tenants");
}

/* Whose calendar would it be? */
static void
test_on_platform (void)
{
  check (USER ("null"), "users", "users roles grants audit tenants domains settings",
         "calendar customers resources services marketplace my-plugins plugin-guide overview");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/page-permissions/in-business", test_in_business);
  g_test_add_func ("/app/page-permissions/on-platform", test_on_platform);
  return g_test_run ();
}
