/* test-user-store.c: many users changed at once, and a business handed over
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/user-store.h"
#include "fixture.h"

/* Each who is asked about gets the same answer. */
static void
answer_many_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GString) text = g_string_new ("{\"results\": [");
  JsonArray *ids;

  g_assert_true (json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL),
                                             (gssize) g_bytes_get_size (bytes), NULL));
  ids = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), "ids");
  for (guint i = 0; i < json_array_get_length (ids); i++)
    g_string_append_printf (text, "%s{\"id\": \"%s\", \"ok\": true, \"code\": null}", i > 0 ? ", " : "",
                            json_array_get_string_element (ids, i));
  g_string_append (text, "]}");
  reply_json (message, 200, text->str);
}

static GPtrArray *
deactivate (SsUserStore *store, guint n, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;
  g_auto (Answer) answer = { NULL, 0 };

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("u%u", i);

      g_strv_builder_add (builder, id);
    }
  ids = g_strv_builder_end (builder);
  ss_user_store_change_many_async (store, (const char *const *) ids, SS_USER_BULK_DEACTIVATE, NULL, NULL,
                                   answer_cb, &answer);
  return ss_user_store_change_many_finish (store, answer_wait (&answer), error);
}

/* However many there are, each has a result; no request asks for more than the contract lets it. */
static void
test_many (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) session = fixture_signed_in (fixture);
  g_autoptr (SsUserStore) store = ss_user_store_new (session);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results = NULL;

  fixture_on (fixture, "POST /users/bulk/", answer_many_cb, NULL);
  results = deactivate (store, 450, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (results->len, ==, 450);
  g_assert_cmpstr (ss_bulk_result_get_id (g_ptr_array_index (results, 0)), ==, "u0");
  g_assert_cmpstr (ss_bulk_result_get_id (g_ptr_array_index (results, 449)), ==, "u449");
  g_assert_cmpuint (fixture_count (fixture, "POST /users/bulk/"), ==, 3);
}

static void
refuse_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  reply_json (message, 403,
              "{\"detail\": \"No.\", \"code\": \"permission_denied\", \"rule\": \"users.manage\"}");
}

static void
test_many_refused (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) session = fixture_signed_in (fixture);
  g_autoptr (SsUserStore) store = ss_user_store_new (session);
  g_autoptr (GError) error = NULL;

  fixture_on (fixture, "POST /users/bulk/", refuse_cb, NULL);
  g_assert_null (deactivate (store, 450, &error));
  g_assert_error (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_DENIED);
  g_assert_cmpuint (fixture_count (fixture, "POST /users/bulk/"), ==, 1);
}

static void
hand_over_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  reply_json (message, 200, "{\"id\": \"u2\", \"name\": \"Sam\", \"role\": \"TENANT_OWNER\"}");
}

/* What the one who was the owner may do is read again. */
static void
test_transfer (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) session = fixture_signed_in (fixture);
  g_autoptr (SsUserStore) store = ss_user_store_new (session);
  g_autoptr (GError) error = NULL;
  g_auto (Answer) answer = { NULL, 0 };

  fixture_on (fixture, "POST /users/u2/transfer-ownership/", hand_over_cb, NULL);
  g_assert_cmpuint (fixture_count (fixture, "GET /users/me/"), ==, 1);
  ss_user_store_transfer_async (store, "u2", PASSWORD, NULL, answer_cb, &answer);
  g_assert_true (ss_user_store_transfer_finish (store, answer_wait (&answer), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture_count (fixture, "GET /users/me/"), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/user-store/many", test_many);
  g_test_add_func ("/user-store/many-refused", test_many_refused);
  g_test_add_func ("/user-store/transfer", test_transfer);
  return g_test_run ();
}
