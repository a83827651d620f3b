/* test-catalog-store.c: resources and services: their order, and what becomes of changes
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/catalog-store.h"
#include "fixture.h"

#define RESOURCE(id, name, active, position)                                           \
  "{\"id\": \"" id "\", \"name\": \"" name "\", \"type\": \"ROOM\", \"userId\": null," \
  " \"color\": null, \"isActive\": " active ", \"position\": " position ", \"workingHours\": null}"
#define SERVICE(id, name)                                                                        \
  "{\"id\": \"" id "\", \"name\": \"" name "\", \"description\": \"\", \"durationMinutes\": 60," \
  " \"bufferBeforeMinutes\": 0, \"bufferAfterMinutes\": 0, \"price\": \"80.00\","                \
  " \"resourceIds\": [], \"isActive\": true}"
#define LIST(...) "{\"count\": 9, \"next\": null, \"previous\": null, \"results\": [" __VA_ARGS__ "]}"

typedef struct
{
  Fixture *fixture;
  SsSession *session;
  SsCatalogStore *store;
  guint status;
  const char *answer; /* (nullable): the id alone */
  GPtrArray *bodies;  /* "r1 {…}" */
  guint n_changes;
} Setting;

static void
text_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  reply_json (message, 200, data);
}

static void
change_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  Setting *setting = data;
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_auto (GStrv) parts = g_strsplit (g_uri_get_path (soup_server_message_get_uri (message)), "/", -1);
  guint n = g_strv_length (parts);
  g_autofree char *known = g_strdup_printf ("{\"id\": \"%s\"}", parts[n - 2]);

  g_ptr_array_add (setting->bodies, g_strdup_printf ("%s %.*s", parts[n - 2], (int) body->length,
                                                     body->data != NULL ? body->data : ""));
  reply_json (message, setting->status, setting->answer != NULL ? setting->answer : known);
}

static void
changed_cb (Setting *setting)
{
  setting->n_changes++;
}

static void
set_up (Setting *setting, gconstpointer data)
{
  static const char *const changes[] = { "POST /resources/",      "PATCH /resources/r1/",
                                         "PATCH /resources/r2/",  "PATCH /resources/r3/",
                                         "DELETE /resources/r1/", "PATCH /services/s1/",
                                         "DELETE /services/s1/" };

  setting->fixture = fixture_new ();
  setting->session = fixture_signed_in (setting->fixture);
  setting->bodies = g_ptr_array_new_with_free_func (g_free);
  setting->status = 200;
  fixture_on (setting->fixture, "GET /resources/", text_cb,
              LIST (RESOURCE ("r1", "Bay 1", "true", "0") "," RESOURCE ("r2", "Bay 2", "false",
                                                                        "1") "," RESOURCE ("r3", "Bay 3",
                                                                                           "true", "2")));
  fixture_on (setting->fixture, "GET /services/", text_cb,
              LIST (SERVICE ("s2", "Brakes") "," SERVICE ("s1", "Oil")));
  fixture_on (setting->fixture, "GET /blockers/", text_cb, LIST ());
  fixture_on (setting->fixture, "GET /tenant/settings/", text_cb, "{\"name\": \"Acme\"}");
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    fixture_on (setting->fixture, changes[i], change_cb, setting);
  setting->store = ss_catalog_store_new (setting->session);
  g_signal_connect_swapped (setting->store, "changed", G_CALLBACK (changed_cb), setting);
  ss_catalog_store_load (setting->store);
  wait_until (setting->n_changes == 1);
}

static void
tear_down (Setting *setting, gconstpointer data)
{
  assert_finalized (setting->store);
  assert_finalized (setting->session);
  fixture_free (setting->fixture);
  g_ptr_array_unref (setting->bodies);
}

/* (transfer full): "r1 r3" */
static char *
list_ids (GListModel *list)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SsModel) model = g_list_model_get_item (list, i);

      g_string_append_printf (text, i > 0 ? " %s" : "%s", ss_model_get_id (model));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_order (Setting *setting, const char *all, const char *active)
{
  g_autofree char *resources = list_ids (ss_catalog_store_get_all_resources (setting->store));
  g_autofree char *shown = list_ids (ss_catalog_store_get_resources (setting->store));

  g_assert_cmpstr (resources, ==, all);
  g_assert_cmpstr (shown, ==, active);
}

static SsModel *
get (GListModel *list, guint position)
{
  g_autoptr (SsModel) model = g_list_model_get_item (list, position);

  return model;
}

static void
test_load (Setting *setting, gconstpointer data)
{
  SsModel *first = get (ss_catalog_store_get_all_resources (setting->store), 0);
  g_autofree char *services = list_ids (ss_catalog_store_get_services (setting->store));

  assert_order (setting, "r1 r2 r3", "r1 r3");
  g_assert_cmpstr (services, ==, "s2 s1");
  g_assert_null (ss_catalog_store_find_resource (setting->store, "r2"));
  ss_catalog_store_load (setting->store);
  wait_until (setting->n_changes == 2);
  g_assert_true (get (ss_catalog_store_get_all_resources (setting->store), 0) == first);
}

static void
test_change (Setting *setting, gconstpointer data)
{
  g_auto (Answer) done = { NULL, 0 };
  g_auto (Answer) refused = { NULL, 0 };
  g_autoptr (SsModel) on = g_object_new (SS_TYPE_RESOURCE, "is-active", TRUE, NULL);
  g_autoptr (SsModel) off = g_object_new (SS_TYPE_RESOURCE, "is-active", FALSE, NULL);
  g_autoptr (GError) error = NULL;
  SsModel *second = get (ss_catalog_store_get_all_resources (setting->store), 1);

  ss_catalog_store_change_async (setting->store, second, on, NULL, answer_cb, &done);
  assert_order (setting, "r1 r2 r3", "r1 r2 r3");
  g_assert_true (ss_catalog_store_change_finish (setting->store, answer_wait (&done), &error));
  g_assert_cmpstr (setting->bodies->pdata[0], ==, "r2 {\"isActive\":true}");

  setting->status = 403;
  setting->answer = "{\"detail\": \"No.\", \"code\": \"permission_denied\"}";
  ss_catalog_store_change_async (setting->store, second, off, NULL, answer_cb, &refused);
  assert_order (setting, "r1 r2 r3", "r1 r3");
  g_assert_false (ss_catalog_store_change_finish (setting->store, answer_wait (&refused), &error));
  assert_order (setting, "r1 r2 r3", "r1 r2 r3");
}

static void
test_move (Setting *setting, gconstpointer data)
{
  g_auto (Answer) done = { NULL, 0 };
  g_auto (Answer) nothing = { NULL, 0 };
  g_auto (Answer) refused = { NULL, 0 };
  g_autoptr (GError) error = NULL;
  SsModel *third = get (ss_catalog_store_get_all_resources (setting->store), 2);

  ss_catalog_store_move_async (setting->store, SS_RESOURCE (third), 1, NULL, answer_cb, &done);
  assert_order (setting, "r1 r3 r2", "r1 r3");
  g_assert_true (ss_catalog_store_move_finish (setting->store, answer_wait (&done), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (setting->bodies->len, ==, 2);

  ss_catalog_store_move_async (setting->store, SS_RESOURCE (third), 1, NULL, answer_cb, &nothing);
  g_assert_true (ss_catalog_store_move_finish (setting->store, answer_wait (&nothing), &error));
  g_assert_cmpuint (setting->bodies->len, ==, 2);

  setting->status = 403;
  setting->answer = "{\"detail\": \"No.\", \"code\": \"permission_denied\"}";
  ss_catalog_store_move_async (setting->store, SS_RESOURCE (third), 99, NULL, answer_cb, &refused);
  assert_order (setting, "r1 r2 r3", "r1 r3");
  g_assert_false (ss_catalog_store_move_finish (setting->store, answer_wait (&refused), &error));
  g_assert_error (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_DENIED);
  assert_order (setting, "r1 r3 r2", "r1 r3");
}

static void
test_create (Setting *setting, gconstpointer data)
{
  g_auto (Answer) answer = { NULL, 0 };
  g_autoptr (SsModel) fresh = g_object_new (SS_TYPE_RESOURCE, "name", "Bay 4", "type", "ROOM", NULL);
  g_autoptr (SsModel) created = NULL;

  setting->status = 201;
  setting->answer = RESOURCE ("r4", "Bay 4", "true", "3");
  ss_catalog_store_create_async (setting->store, fresh, NULL, answer_cb, &answer);
  created = ss_catalog_store_create_finish (setting->store, answer_wait (&answer), NULL);
  assert_order (setting, "r1 r2 r3 r4", "r1 r3 r4");
  g_assert_nonnull (strstr (setting->bodies->pdata[0], "\"position\":3"));
}

static void
test_delete (Setting *setting, gconstpointer data)
{
  g_auto (Answer) refused = { NULL, 0 };
  g_auto (Answer) done = { NULL, 0 };
  g_autoptr (GError) error = NULL;
  SsModel *first = get (ss_catalog_store_get_all_resources (setting->store), 0);

  setting->status = 409;
  setting->answer = "{\"detail\": \"It has appointments.\", \"code\": \"in_use\"}";
  ss_catalog_store_delete_async (setting->store, first, NULL, answer_cb, &refused);
  assert_order (setting, "r2 r3", "r3");
  g_assert_false (ss_catalog_store_delete_finish (setting->store, answer_wait (&refused), &error));
  g_assert_cmpstr (ss_client_error_get_code (error), ==, "in_use");
  assert_order (setting, "r1 r2 r3", "r1 r3");

  setting->status = 204;
  setting->answer = "";
  ss_catalog_store_delete_async (setting->store, first, NULL, answer_cb, &done);
  g_assert_true (ss_catalog_store_delete_finish (setting->store, answer_wait (&done), NULL));
  assert_order (setting, "r2 r3", "r3");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/catalog-store/load", Setting, NULL, set_up, test_load, tear_down);
  g_test_add ("/catalog-store/change", Setting, NULL, set_up, test_change, tear_down);
  g_test_add ("/catalog-store/move", Setting, NULL, set_up, test_move, tear_down);
  g_test_add ("/catalog-store/create", Setting, NULL, set_up, test_create, tear_down);
  g_test_add ("/catalog-store/delete", Setting, NULL, set_up, test_delete, tear_down);
  return g_test_run ();
}
