/* test-grant-store.c: what is granted, by the platform's clock
 *
 * SPDX-License-Identifier: MIT
 */
#include "client/grant-store.h"
#include "client/platform-clock.h"
#include "fixture.h"
#include "model/time.h"

#define PERSON(id, name)                                          \
  "{\"id\": \"" id "\", \"name\": \"" name "\", \"email\": \"" id \
  "@acme.example\", \"role\": \"TENANT_STAFF\"}"
#define GRANT(id, status, end)                                                                                       \
  "{\"id\": \"" id "\", \"grantor\": " PERSON ("u1", "Olga") ", \"grantee\": " PERSON (                              \
      "u2",                                                                                                          \
      "Sam") ", \"action\": \"reports.view\", \"reason\": \"Month's end\", \"createdAt\": \"2026-11-24T09:00:00Z\"," \
             " \"expiresAt\": \"" end "\", \"revokedAt\": null, \"revokedBy\": null, \"status\": \"" status          \
             "\"}"
#define END "2026-11-24T09:30:00Z"
#define LIST(count, ...) "{\"count\": " count ", \"next\": null, \"results\": [" __VA_ARGS__ "]}"

static void
grants_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  const char *status = g_hash_table_lookup (query, "status");

  reply_json (message, 200,
              g_strcmp0 (status, "ACTIVE") == 0 ? LIST ("1", GRANT ("g1", "ACTIVE", END))
                                                : LIST ("1", GRANT ("g0", "EXPIRED", END)));
}

static void
text_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  reply_json (message, 200, data);
}

static void
refuse_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  reply_json (message, 403, data);
}

static SsLoadState
get_state (SsGrantStore *store)
{
  SsLoadState state;

  g_object_get (store, "state", &state, NULL);
  return state;
}

static SsGrantStore *
open_store (Fixture *fixture, SsSession *session)
{
  SsGrantStore *store = ss_grant_store_new (session);

  fixture_on (fixture, "GET /permission-grants/", grants_cb, NULL);
  wait_until (get_state (store) == SS_LOAD_READY);
  return store;
}

static void
test_clock (void)
{
  SsPlatformClock clock = { 0 };
  const gint64 second = G_TIME_SPAN_SECOND;

  /* Nothing is known but the time here. */
  g_assert_cmpint (ABS (ss_platform_clock_get (&clock, 0) - g_get_real_time ()), <, 60 * second);
  ss_platform_clock_note (&clock, 1000 * second, 10 * second, 11 * second);
  g_assert_cmpint (ss_platform_clock_get (&clock, 11 * second), >=, 1000 * second);
  g_assert_cmpint (ss_platform_clock_get (&clock, 11 * second), <=, 1002 * second);
  /* Two answers on both sides of a full second leave nothing open. */
  ss_platform_clock_note (&clock, 1004 * second, 15 * second - 1, 15 * second - 1);
  ss_platform_clock_note (&clock, 1005 * second, 15 * second, 15 * second);
  g_assert_cmpint (ABS (ss_platform_clock_get (&clock, 15 * second) - 1005 * second), <=, 1);
  /* However long the computer has slept. */
  g_assert_cmpint (ABS (ss_platform_clock_get (&clock, 4015 * second) - 5005 * second), <=, 1);
  /* The platform's own clock was set. */
  ss_platform_clock_note (&clock, 500 * second, 20 * second, 20 * second);
  g_assert_cmpint (ss_platform_clock_get (&clock, 20 * second), <=, 501 * second);
}

/* Those that are active stand in front. */
static void
test_lists (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) session = fixture_signed_in (fixture);
  g_autoptr (SsGrantStore) store = open_store (fixture, session);
  g_autoptr (GListModel) first = g_list_model_get_item (ss_grant_store_get_lists (store), 0);
  g_autoptr (SsListItem) item = g_list_model_get_item (first, 0);

  g_assert_cmpuint (ss_grant_store_count (store), ==, 2);
  g_assert_cmpstr (ss_model_get_id (ss_list_item_get_model (item)), ==, "g1");
  g_assert_nonnull (ss_grant_store_find (store, "g0"));
  g_assert_cmpuint (fixture_count (fixture, "GET /permission-grants/?status=EXPIRED&status=REVOKED&page=1"),
                    ==, 1);
  ss_grant_store_set_filter (store, NULL, "REVOKED", "reports.view", FALSE);
  g_assert_cmpuint (g_list_model_get_n_items (ss_grant_store_get_lists (store)), ==, 1);
  wait_until (fixture_count (fixture, "GET /permission-grants/?status=REVOKED&action=reports.view&page=1")
              == 1);
  wait_until (get_state (store) == SS_LOAD_READY);
}

/* A person is looked for by name, and the platform is asked by id. */
static void
test_search (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) session = fixture_signed_in (fixture);
  g_autoptr (SsGrantStore) store = open_store (fixture, session);

  fixture_on (fixture, "GET /users/", text_cb, LIST ("2", "{\"id\": \"u2\"}, {\"id\": \"u7\"}"));
  ss_grant_store_set_filter (store, "sam", NULL, NULL, TRUE);
  wait_until (fixture_count (fixture, "GET /permission-grants/?status=ACTIVE&grantee_id=u2&grantee_id=u7")
              == 1);
  g_assert_cmpuint (fixture_count (fixture, "GET /users/?search=sam&page_size=40"), ==, 1);
  /* Who is nobody has nothing. */
  fixture_on (fixture, "GET /users/", text_cb, LIST ("0", ""));
  ss_grant_store_set_filter (store, "zoe", NULL, NULL, FALSE);
  wait_until (fixture_count (fixture, "GET /permission-grants/?status=ACTIVE&grantee_id=none") == 1);
  settle ();
}

static void
test_create (void)
{
  static const char refusal[] =
      "{\"detail\": \"You can only grant what your own role allows.\", \"code\": \"permission_denied\","
      " \"rule\": \"not_by_right\"}";
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) session = fixture_signed_in (fixture);
  g_autoptr (SsGrantStore) store = open_store (fixture, session);
  g_autoptr (SsPermissionGrant) grant = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (Answer) answer = { 0 };
  g_auto (Answer) second = { 0 };

  fixture_on (fixture, "POST /permission-grants/", text_cb, GRANT ("g2", "ACTIVE", END));
  ss_grant_store_create_async (store, "u2", "reports.view", "Month's end", 30, NULL, answer_cb, &answer);
  grant = ss_grant_store_create_finish (store, answer_wait (&answer), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ss_permission_grant_get_id (grant), ==, "g2");
  wait_until (fixture_count (fixture, "GET /permission-grants/?status=ACTIVE&page=1") == 2);

  fixture_on (fixture, "POST /permission-grants/", refuse_cb, (gpointer) refusal);
  ss_grant_store_create_async (store, "u2", "tenants.view", "No", 30, NULL, answer_cb, &second);
  g_assert_null (ss_grant_store_create_finish (store, answer_wait (&second), &error));
  g_assert_cmpstr (ss_client_error_get_rule (error), ==, "not_by_right");
  settle ();
}

static void
test_revoke (void)
{
  static const char *const ids[] = { "g1", "g9", NULL };
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) session = fixture_signed_in (fixture);
  g_autoptr (SsGrantStore) store = open_store (fixture, session);
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (Answer) answer = { 0 };

  fixture_on (fixture, "POST /permission-grants/revoke/", text_cb,
              "{\"results\": [{\"id\": \"g1\", \"ok\": true, \"code\": null},"
              " {\"id\": \"g9\", \"ok\": false, \"code\": \"not_active\"}]}");
  ss_grant_store_revoke_async (store, ids, NULL, answer_cb, &answer);
  results = ss_grant_store_revoke_finish (store, answer_wait (&answer), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (results->len, ==, 2);
  g_assert_true (ss_bulk_result_get_ok (g_ptr_array_index (results, 0)));
  g_assert_cmpstr (ss_bulk_result_get_code (g_ptr_array_index (results, 1)), ==, "not_active");
  wait_until (fixture_count (fixture, "GET /permission-grants/?status=ACTIVE&page=1") == 2);
  settle ();
}

static void
test_uses (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) session = fixture_signed_in (fixture);
  g_autoptr (SsGrantStore) store = open_store (fixture, session);
  g_autoptr (GError) error = NULL;
  g_auto (Answer) answer = { 0 };

  fixture_on (fixture, "GET /audit-log/", text_cb,
              "{\"count\": 3, \"next\": \"http://127.0.0.1/2\", \"results\": []}");
  ss_grant_store_count_uses_async (store, "g1", NULL, answer_cb, &answer);
  g_assert_cmpint (ss_grant_store_count_uses_finish (store, answer_wait (&answer), &error), ==, 3);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture_count (fixture, "GET /audit-log/?action=GRANT_USED&target=g1&page_size=1"), ==,
                    1);
}

static void
date_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  reply_json (message, 200, LIST ("0", ""));
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Date",
                                "Tue, 24 Nov 2026 09:10:00 GMT");
}

/* What time it is here does not matter. */
static void
test_seconds_left (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) session = fixture_signed_in (fixture);
  g_autoptr (SsGrantStore) store = open_store (fixture, session);
  SsPermissionGrant *grant = ss_grant_store_find (store, "g1");
  g_autoptr (GError) error = NULL;
  g_autoptr (SsAnswer) answer = NULL;

  fixture_on (fixture, "GET /services/", date_cb, NULL);
  answer = call (session, "GET", "/services/", SS_TYPE_PERMISSION_GRANT, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ss_grant_store_get_seconds_left (store, grant), >, 19 * 60);
  g_assert_cmpuint (ss_grant_store_get_seconds_left (store, grant), <=, 20 * 60 + 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/platform-clock", test_clock);
  g_test_add_func ("/client/grant-store/lists", test_lists);
  g_test_add_func ("/client/grant-store/search", test_search);
  g_test_add_func ("/client/grant-store/create", test_create);
  g_test_add_func ("/client/grant-store/revoke", test_revoke);
  g_test_add_func ("/client/grant-store/uses", test_uses);
  g_test_add_func ("/client/grant-store/seconds-left", test_seconds_left);

  return g_test_run ();
}
