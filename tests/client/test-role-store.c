/* test-role-store.c: the rules are read once, and stay when the platform can't be reached
 *
 * SPDX-License-Identifier: MIT
 */
#include "client/role-store.h"
#include "fixture.h"

static const char table[] =
    "{\"roles\":[{\"role\":\"TENANT_OWNER\",\"level\":\"tenant\",\"scope\":\"own tenant\",\"rank\":4,\"permissions\":[],"
    "\"mayMasqueradeAs\":[\"TENANT_STAFF\"],\"mayAssign\":[]}],\"permissions\":[],\"masqueradeRules\":[],\"more\":1}";

static void
answer (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  const char *text = data;

  reply_json (message, text != NULL ? 200 : 500,
              text != NULL ? text : "{\"detail\":\"Broken.\",\"code\":\"server_error\"}");
}

static SsLoadState
wait_for_state (SsRoleStore *store, SsLoadState not_this)
{
  SsLoadState state;

  do
    {
      g_main_context_iteration (NULL, TRUE);
      g_object_get (store, "state", &state, NULL);
    }
  while (state == not_this);
  return state;
}

static void
test_load (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) session = fixture_signed_in (fixture);
  g_autoptr (SsRoleStore) store = ss_role_store_new (session);

  fixture_on (fixture, "GET /roles/", answer, table);
  g_assert_null (ss_role_store_get_table (store));
  ss_role_store_load (store);
  g_assert_cmpint (wait_for_state (store, SS_LOAD_LOADING), ==, SS_LOAD_READY);
  g_assert_nonnull (ss_role_table_find (ss_role_store_get_table (store), "TENANT_OWNER"));
}

static void
test_failures (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) session = fixture_signed_in (fixture);
  g_autoptr (SsRoleStore) store = ss_role_store_new (session);
  g_autoptr (GError) error = NULL;

  fixture_on (fixture, "GET /roles/", answer, NULL);
  ss_role_store_load (store);
  g_assert_cmpint (wait_for_state (store, SS_LOAD_LOADING), ==, SS_LOAD_FAILED);
  g_object_get (store, "error", &error, NULL);
  g_assert_nonnull (error);

  fixture_on (fixture, "GET /roles/", answer, table);
  ss_role_store_load (store);
  wait_for_state (store, SS_LOAD_FAILED);
  g_assert_cmpint (wait_for_state (store, SS_LOAD_LOADING), ==, SS_LOAD_READY);

  /* What is there is still true enough to be shown. */
  fixture_on (fixture, "GET /roles/", answer, NULL);
  ss_role_store_load (store);
  g_assert_cmpint (wait_for_state (store, SS_LOAD_READY), ==, SS_LOAD_OFFLINE);
  g_assert_nonnull (ss_role_store_get_table (store));
}

static void
test_gone (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) session = fixture_signed_in (fixture);
  SsRoleStore *store = ss_role_store_new (session);

  fixture_on (fixture, "GET /roles/", answer, table);
  ss_role_store_load (store);
  g_object_run_dispose (G_OBJECT (store));
  g_object_unref (store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/role-store/load", test_load);
  g_test_add_func ("/client/role-store/failures", test_failures);
  g_test_add_func ("/client/role-store/gone", test_gone);

  return g_test_run ();
}
