/* test-blocker-changes.c: time that is blocked and given back, undone and done again
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/blocker-changes.h"
#include "fixture.h"
#include "model/model-json.h"

#define BLOCKER(id, title)                                                                             \
  "{\"id\": \"" id "\", \"resourceId\": \"r1\", \"title\": \"" title "\", \"startTime\": \"2026-11-25" \
  "T12:00:00Z\", \"durationMinutes\": 60, \"recurrence\": \"FREQ=DAILY\"}"
#define LIST(...) "{\"count\": 9, \"next\": null, \"previous\": null, \"results\": [" __VA_ARGS__ "]}"
#define NOON (G_GINT64_CONSTANT (1795608000) * G_USEC_PER_SEC)

typedef struct
{
  Fixture *fixture;
  SsSession *session;
  SsCatalogStore *store;
  SsChangeHistory *history;
  guint status; /* of the next answers */
  guint n_made;
  guint n_refused_from; /* the number of the first that is not made; 0: all are */
  GPtrArray *asked;     /* "POST {…}" */
  guint n_changes;
} Setting;

static void
text_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  reply_json (message, 200, data);
}

/* What is made is b2, b3, …; what is changed says as much. */
static void
change_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  Setting *setting = data;
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));
  const char *method = soup_server_message_get_method (message);
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  g_autofree char *answer = NULL;

  g_ptr_array_add (setting->asked,
                   g_strdup_printf ("%s %s %.*s", method, parts[g_strv_length (parts) - 2],
                                    (int) body->length, body->data != NULL ? body->data : ""));
  if (setting->status != 200
      || (setting->n_refused_from > 0 && g_str_equal (method, "POST")
          && setting->n_made + 2 > setting->n_refused_from))
    answer = g_strdup ("{\"detail\": \"Bookings lie there.\", \"code\": \"booking_conflict\"}");
  else if (g_str_equal (method, "POST"))
    answer = g_strdup_printf (BLOCKER ("b%u", "Training"), ++setting->n_made + 1);
  else
    answer = g_strdup_printf ("{\"id\": \"%s\"}", parts[g_strv_length (parts) - 2]);
  reply_json (message, strstr (answer, "\"code\"") != NULL ? 409 : 200, answer);
}

static void
changed_cb (Setting *setting)
{
  setting->n_changes++;
}

static void
set_up (Setting *setting, gconstpointer data)
{
  static const char *const changes[] = { "POST /blockers/",      "PATCH /blockers/b1/",
                                         "DELETE /blockers/b1/", "PATCH /blockers/b2/",
                                         "DELETE /blockers/b2/", "DELETE /blockers/b3/",
                                         "DELETE /blockers/b6/" };

  setting->fixture = fixture_new ();
  setting->session = fixture_signed_in (setting->fixture);
  setting->asked = g_ptr_array_new_with_free_func (g_free);
  setting->history = ss_change_history_new ();
  setting->status = 200;
  fixture_on (setting->fixture, "GET /resources/", text_cb, LIST ());
  fixture_on (setting->fixture, "GET /services/", text_cb, LIST ());
  fixture_on (setting->fixture, "GET /blockers/", text_cb, LIST (BLOCKER ("b1", "Lunch")));
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
  g_object_unref (setting->history);
  assert_finalized (setting->store);
  assert_finalized (setting->session);
  fixture_free (setting->fixture);
  g_ptr_array_unref (setting->asked);
}

/* "b1 Lunch, b2 Training" */
static void
assert_blockers (Setting *setting, const char *expected)
{
  GListModel *blockers = ss_catalog_store_get_blockers (setting->store);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (blockers); i++)
    {
      g_autoptr (SsBlocker) blocker = g_list_model_get_item (blockers, i);

      g_string_append_printf (text, "%s%s %s", i > 0 ? ", " : "", ss_blocker_get_id (blocker),
                              ss_blocker_get_title (blocker));
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
undo (Setting *setting)
{
  g_auto (Answer) answer = { NULL, 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;

  ss_change_history_undo_async (setting->history, NULL, answer_cb, &answer);
  label = ss_change_history_undo_finish (setting->history, answer_wait (&answer), &error);
  g_assert_no_error (error);
  g_assert_nonnull (label);
}

static void
redo (Setting *setting)
{
  g_auto (Answer) answer = { NULL, 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;

  ss_change_history_redo_async (setting->history, NULL, answer_cb, &answer);
  label = ss_change_history_redo_finish (setting->history, answer_wait (&answer), &error);
  g_assert_no_error (error);
  g_assert_nonnull (label);
}

static SsBlocker *
make_draft (void)
{
  SsBlocker *draft = g_object_new (SS_TYPE_BLOCKER, NULL);

  ss_blocker_set_resource_id (draft, "r1");
  ss_blocker_set_title (draft, "Training");
  ss_blocker_set_start_time (draft, NOON);
  ss_blocker_set_duration_minutes (draft, 60);
  ss_blocker_set_recurrence (draft, "FREQ=DAILY");
  return draft;
}

/* (transfer full): one for each */
static GPtrArray *
make_drafts (guint n_drafts)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_drafts; i++)
    g_ptr_array_add (drafts, make_draft ());
  return drafts;
}

static void
test_create (Setting *setting, gconstpointer data)
{
  g_auto (Answer) done = { NULL, 0 };
  g_auto (Answer) refused = { NULL, 0 };
  g_autoptr (GPtrArray) drafts = make_drafts (1);
  g_autoptr (GError) error = NULL;

  ss_blocker_changes_create_async (setting->store, setting->history, drafts, NULL, answer_cb, &done);
  g_assert_true (ss_blocker_changes_finish (setting->store, answer_wait (&done), NULL));
  assert_blockers (setting, "b1 Lunch, b2 Training");
  g_assert_nonnull (strstr (setting->asked->pdata[0], "\"recurrence\":\"FREQ=DAILY\""));
  g_assert_cmpstr (ss_change_history_get_undo_label (setting->history), ==, "Block time: Training");
  undo (setting);
  assert_blockers (setting, "b1 Lunch");
  redo (setting);
  assert_blockers (setting, "b1 Lunch, b3 Training");

  /* What is refused is nowhere, and nothing that could be undone. */
  setting->status = 409;
  ss_change_history_clear (setting->history);
  ss_blocker_changes_create_async (setting->store, setting->history, drafts, NULL, answer_cb, &refused);
  g_assert_false (ss_blocker_changes_finish (setting->store, answer_wait (&refused), &error));
  g_assert_cmpstr (ss_client_error_get_code (error), ==, "booking_conflict");
  assert_blockers (setting, "b1 Lunch, b3 Training");
  g_assert_false (ss_change_history_can_undo (setting->history));
}

/* Several are one step; where one is refused, those before it stay, and can be taken back. */
static void
test_create_several (Setting *setting, gconstpointer data)
{
  g_auto (Answer) done = { NULL, 0 };
  g_auto (Answer) refused = { NULL, 0 };
  g_autoptr (GPtrArray) drafts = make_drafts (2);
  g_autoptr (GError) error = NULL;

  ss_blocker_changes_create_async (setting->store, setting->history, drafts, NULL, answer_cb, &done);
  g_assert_true (ss_blocker_changes_finish (setting->store, answer_wait (&done), NULL));
  assert_blockers (setting, "b1 Lunch, b2 Training, b3 Training");
  undo (setting);
  assert_blockers (setting, "b1 Lunch");
  g_assert_false (ss_change_history_can_undo (setting->history));
  redo (setting);
  assert_blockers (setting, "b1 Lunch, b4 Training, b5 Training");

  setting->n_refused_from = 6;
  ss_blocker_changes_create_async (setting->store, setting->history, drafts, NULL, answer_cb, &refused);
  g_assert_false (ss_blocker_changes_finish (setting->store, answer_wait (&refused), &error));
  g_assert_cmpstr (ss_client_error_get_code (error), ==, "booking_conflict");
  g_assert_cmpuint (ss_blocker_changes_get_n_created (refused.result), ==, 1);
  assert_blockers (setting, "b1 Lunch, b4 Training, b5 Training, b6 Training");
  undo (setting);
  assert_blockers (setting, "b1 Lunch, b4 Training, b5 Training");
}

/* A reason goes with what it is for, and is not taken back. */
static void
test_override (Setting *setting, gconstpointer data)
{
  g_auto (Answer) changed = { NULL, 0 };
  g_autoptr (SsBlocker) patch = g_object_new (SS_TYPE_BLOCKER, "duration-minutes", (gint64) 90,
                                              "override-reason", "The boss says", NULL);

  ss_blocker_changes_change_async (setting->store, setting->history,
                                   ss_catalog_store_find_blocker (setting->store, "b1"), patch, NULL,
                                   answer_cb, &changed);
  g_assert_true (ss_blocker_changes_finish (setting->store, answer_wait (&changed), NULL));
  g_assert_cmpstr (setting->asked->pdata[0], ==,
                   "PATCH b1 {\"durationMinutes\":90,\"overrideReason\":\"The boss says\"}");
  undo (setting);
  g_assert_cmpstr (setting->asked->pdata[1], ==, "PATCH b1 {\"durationMinutes\":60}");
}

/* The same blocker is meant by all steps, though it has come back as another one. */
static void
test_change_and_delete (Setting *setting, gconstpointer data)
{
  g_auto (Answer) changed = { NULL, 0 };
  g_auto (Answer) deleted = { NULL, 0 };
  g_autoptr (SsBlocker) patch = g_object_new (SS_TYPE_BLOCKER, "title", "Long lunch", NULL);
  SsBlocker *blocker = ss_catalog_store_find_blocker (setting->store, "b1");

  ss_blocker_changes_change_async (setting->store, setting->history, blocker, patch, NULL, answer_cb,
                                   &changed);
  assert_blockers (setting, "b1 Long lunch");
  g_assert_true (ss_blocker_changes_finish (setting->store, answer_wait (&changed), NULL));
  g_assert_cmpstr (setting->asked->pdata[0], ==, "PATCH b1 {\"title\":\"Long lunch\"}");

  ss_blocker_changes_delete_async (setting->store, setting->history, blocker, NULL, answer_cb, &deleted);
  assert_blockers (setting, "");
  g_assert_true (ss_blocker_changes_finish (setting->store, answer_wait (&deleted), NULL));
  undo (setting);
  g_assert_nonnull (strstr (setting->asked->pdata[2], "\"title\":\"Long lunch\""));
  undo (setting);
  g_assert_cmpstr (setting->asked->pdata[3], ==, "PATCH b2 {\"title\":\"Lunch\"}");
  assert_blockers (setting, "b2 Lunch");
}

static void
merge (Setting *setting, const char *event, const char *json)
{
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  g_autoptr (SsModel) model = ss_model_from_json (SS_TYPE_BLOCKER, node, NULL);

  g_assert_nonnull (model);
  ss_catalog_store_merge_event (setting->store, event, model);
}

/* The event stream may tell it before the answer does. */
static void
test_told (Setting *setting, gconstpointer data)
{
  g_auto (Answer) done = { NULL, 0 };
  g_auto (Answer) gone = { NULL, 0 };
  g_autoptr (GPtrArray) drafts = make_drafts (1);
  g_autoptr (SsBlocker) held = g_object_ref (ss_catalog_store_find_blocker (setting->store, "b1"));
  g_autoptr (GError) error = NULL;

  ss_blocker_changes_create_async (setting->store, setting->history, drafts, NULL, answer_cb, &done);
  merge (setting, "blocker.created", BLOCKER ("b2", "Training"));
  g_assert_true (ss_blocker_changes_finish (setting->store, answer_wait (&done), NULL));
  assert_blockers (setting, "b1 Lunch, b2 Training");

  merge (setting, "blocker.updated", BLOCKER ("b1", "Rest"));
  g_assert_true (ss_catalog_store_find_blocker (setting->store, "b1") == held);
  assert_blockers (setting, "b1 Rest, b2 Training");

  merge (setting, "blocker.deleted", BLOCKER ("b1", "Rest"));
  ss_blocker_changes_delete_async (setting->store, setting->history, held, NULL, answer_cb, &gone);
  g_assert_false (ss_blocker_changes_finish (setting->store, answer_wait (&gone), &error));
  g_assert_error (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_NOT_FOUND);
}

#define ADD(path, test) g_test_add (path, Setting, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/blocker-changes/create", test_create);
  ADD ("/blocker-changes/create-several", test_create_several);
  ADD ("/blocker-changes/override", test_override);
  ADD ("/blocker-changes/change-and-delete", test_change_and_delete);
  ADD ("/blocker-changes/told", test_told);
  return g_test_run ();
}
