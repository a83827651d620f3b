/* test-appointment-store.c: bookings of the weeks that were looked at, and what becomes of changes
 *
 * SPDX-License-Identifier: MIT
 */
#include "client/appointment-store.h"
#include "client/client-error.h"
#include "fixture.h"

#include <string.h>

/* Monday 23 November 2026 */
#define MONDAY (G_GINT64_CONSTANT (1795392000) * G_USEC_PER_SEC)
#define HOUR G_TIME_SPAN_HOUR
#define DAY (24 * HOUR)
#define BOOKING(id, resource, start, status, version)                                                   \
  "{\"id\":\"" id "\",\"resourceId\":" resource                                                         \
  ",\"customerId\":\"c1\",\"customerName\":\"Ann Smith\",\"serviceId\":\"s1\",\"serviceName\":\"Oil\"," \
  "\"startTime\":\"" start "\",\"durationMinutes\":60,\"status\":\"" status                             \
  "\",\"price\":\"80.00\",\"notes\":\"\",\"version\":" version                                          \
  ",\"createdAt\":\"2026-11-01T00:00:00Z\",\"updatedAt\":\"2026-11-01T00:00:00Z\"}"
#define LIST(...) "{\"count\":1,\"next\":null,\"previous\":null,\"results\":[" __VA_ARGS__ "]}"

static const char week_list[] = LIST (BOOKING ("b1", "\"r1\"", "2026-11-23T09:00:00Z", "CONFIRMED", "1"));
static const char waiting_list[] = LIST (BOOKING ("b2", "null", "2026-12-24T09:00:00Z", "PENDING", "1"));

typedef struct
{
  Fixture *fixture;
  SsSession *session;
  SsChangeHistory *history;
  SsAppointmentStore *store;
  const char *weeks;  /* what the list answers */
  const char *answer; /* what a change answers */
  guint status;
  const char *now; /* what the booking itself answers, under `etag` */
  const char *etag;
  guint n_refusals;   /* changes that are bound to another ETag, and refused for it */
  gboolean is_broken; /* a change is made, and the connection ends without an answer */
} Setting;

static void
list_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  Setting *setting = data;

  reply_json (message, 200,
              g_hash_table_lookup (query, "unassigned") != NULL ? waiting_list : setting->weeks);
}

static void
change_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  Setting *setting = data;
  const char *wanted = soup_message_headers_get_one (fixture->headers, "If-Match");

  if (setting->is_broken)
    {
      setting->now = setting->answer;
      g_socket_shutdown (soup_server_message_get_socket (message), TRUE, TRUE, NULL);
      return;
    }
  if (wanted != NULL && g_strcmp0 (wanted, setting->etag) != 0)
    {
      setting->n_refusals++;
      reply_json (message, 412, "{\"detail\":\"Changed.\",\"code\":\"version_mismatch\"}");
      return;
    }
  reply_json (message, setting->status, setting->answer);
  if (setting->etag != NULL)
    soup_message_headers_replace (soup_server_message_get_response_headers (message), "ETag", setting->etag);
}

static void
booking_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  Setting *setting = data;

  reply_json (message, 200, setting->now);
  if (setting->etag != NULL)
    soup_message_headers_replace (soup_server_message_get_response_headers (message), "ETag", setting->etag);
}

static void
wait_for_week (Setting *setting)
{
  ss_appointment_store_show (setting->store, MONDAY, MONDAY + 7 * DAY);
  while (!ss_appointment_store_covers (setting->store, MONDAY, MONDAY + 7 * DAY)
         || ss_appointment_store_get_n_unassigned (setting->store) == 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
set_up (Setting *setting, gconstpointer data)
{
  setting->fixture = fixture_new ();
  setting->session = fixture_signed_in (setting->fixture);
  setting->history = ss_change_history_new ();
  setting->store = ss_appointment_store_new (setting->session, setting->history);
  setting->weeks = week_list;
  setting->status = 200;
  setting->now = BOOKING ("b1", "\"r1\"", "2026-11-23T09:00:00Z", "CONFIRMED", "1");
  fixture_on (setting->fixture, "GET /appointments/b1/", booking_cb, setting);
  fixture_on (setting->fixture, "GET /appointments/b2/", booking_cb, setting);
  fixture_on (setting->fixture, "GET /appointments/", list_cb, setting);
  fixture_on (setting->fixture, "PATCH /appointments/b1/", change_cb, setting);
  fixture_on (setting->fixture, "PATCH /appointments/b2/", change_cb, setting);
  fixture_on (setting->fixture, "POST /appointments/b1/cancel/", change_cb, setting);
  fixture_on (setting->fixture, "POST /appointments/b1/restore/", change_cb, setting);
  wait_for_week (setting);
}

static void
tear_down (Setting *setting, gconstpointer data)
{
  ss_change_history_clear (setting->history);
  g_object_run_dispose (G_OBJECT (setting->store));
  g_clear_object (&setting->store);
  g_clear_object (&setting->history);
  g_clear_object (&setting->session);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  fixture_free (setting->fixture);
}

static guint
count (Setting *setting, const char *resource_id, gint64 start, gint64 end)
{
  g_autoptr (GPtrArray) found = ss_appointment_store_query (setting->store, resource_id, start, end);

  return found->len;
}

static void
finished_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* @error: gets why not */
static gboolean
finish (Setting *setting, GAsyncResult **result, GError **error)
{
  g_autoptr (SsAppointment) booking = NULL;

  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  booking = ss_appointment_store_change_finish (setting->store, *result, error);
  g_clear_object (result);
  return booking != NULL;
}

static void
test_weeks (Setting *setting, gconstpointer data)
{
  guint n_asked = fixture_count (setting->fixture, "GET /appointments/");

  g_assert_cmpuint (count (setting, "r1", MONDAY, MONDAY + DAY), ==, 1);
  g_assert_cmpuint (count (setting, "r1", MONDAY + 10 * HOUR, MONDAY + DAY), ==, 0);
  g_assert_cmpuint (count (setting, NULL, MONDAY, MONDAY + DAY), ==, 0);
  g_assert_cmpint (ss_appointment_store_get_state (setting->store), ==, SS_LOAD_READY);
  /* The weeks on both sides came with it. */
  g_assert_true (ss_appointment_store_covers (setting->store, MONDAY - 7 * DAY, MONDAY + 14 * DAY));
  ss_appointment_store_show (setting->store, MONDAY + DAY, MONDAY + 2 * DAY);
  g_assert_cmpuint (fixture_count (setting->fixture, "GET /appointments/"), ==, n_asked);

  /* What does not come again is gone. */
  setting->weeks = "{\"count\":0,\"next\":null,\"previous\":null,\"results\":[]}";
  ss_appointment_store_reload (setting->store);
  while (count (setting, "r1", MONDAY, MONDAY + DAY) > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (ss_appointment_store_find (setting->store, "b1"));
}

static void
test_move (Setting *setting, gconstpointer data)
{
  SsAppointment *booking = ss_appointment_store_find (setting->store, "b1");
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;

  setting->answer = BOOKING ("b1", "\"r2\"", "2026-11-24T09:00:00Z", "CONFIRMED", "2");
  ss_appointment_store_move_async (setting->store, booking, "r2", MONDAY + DAY + 9 * HOUR, 60, NULL, NULL,
                                   finished_cb, &result);
  /* It shows at once. */
  g_assert_cmpuint (count (setting, "r1", MONDAY, MONDAY + DAY), ==, 0);
  g_assert_cmpuint (count (setting, "r2", MONDAY + DAY, MONDAY + 2 * DAY), ==, 1);
  g_assert_true (ss_appointment_store_is_pending (setting->store, booking));
  g_assert_true (finish (setting, &result, &error));
  g_assert_false (ss_appointment_store_is_pending (setting->store, booking));
  g_assert_cmpint (ss_appointment_get_version (booking), ==, 2);
  g_assert_cmpstr (ss_change_history_get_undo_label (setting->history), ==, "Move Ann Smith");

  setting->now = setting->answer;
  setting->answer = BOOKING ("b1", "\"r1\"", "2026-11-23T09:00:00Z", "CONFIRMED", "3");
  ss_change_history_undo_async (setting->history, NULL, finished_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  label = ss_change_history_undo_finish (setting->history, result, &error);
  g_clear_object (&result);
  g_assert_no_error (error);
  g_assert_cmpstr (label, ==, "Move Ann Smith");
  g_assert_cmpuint (count (setting, "r1", MONDAY, MONDAY + DAY), ==, 1);
  g_assert_cmpuint (count (setting, "r2", MONDAY + DAY, MONDAY + 2 * DAY), ==, 0);
  g_assert_true (ss_change_history_can_redo (setting->history));
  g_assert_false (ss_change_history_can_undo (setting->history));
}

static void
test_conflict (Setting *setting, gconstpointer data)
{
  SsAppointment *booking = ss_appointment_store_find (setting->store, "b1");
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) conflicts = NULL;
  g_autoptr (GListModel) alternatives = NULL;

  setting->status = 409;
  setting->answer =
      "{\"detail\":\"Taken.\",\"code\":\"booking_conflict\",\"conflicts\":[{\"type\":\"BLOCKER\",\"id\":"
      "\"x\",\"startTime\":\"2026-11-24T09:00:00Z\",\"durationMinutes\":30,\"title\":\"Tea\"}],"
      "\"alternatives\":[{\"resourceId\":\"r2\",\"startTime\":\"2026-11-24T10:00:00Z\"}]}";
  ss_appointment_store_move_async (setting->store, booking, "r2", MONDAY + DAY + 9 * HOUR, 60, NULL, NULL,
                                   finished_cb, &result);
  g_assert_false (finish (setting, &result, &error));
  conflicts = ss_booking_error_get_conflicts (error);
  alternatives = ss_booking_error_get_alternatives (error);
  g_assert_cmpuint (g_list_model_get_n_items (conflicts), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (alternatives), ==, 1);
  /* It is back where it was. */
  g_assert_cmpuint (count (setting, "r1", MONDAY, MONDAY + DAY), ==, 1);
  g_assert_cmpuint (count (setting, "r2", MONDAY + DAY, MONDAY + 2 * DAY), ==, 0);
  g_assert_cmpint (ss_appointment_get_start_time (booking), ==, MONDAY + 9 * HOUR);
  g_assert_false (ss_change_history_can_undo (setting->history));
}

static void
test_lost (Setting *setting, gconstpointer data)
{
  SsAppointment *booking = ss_appointment_store_find (setting->store, "b1");
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  fixture_stop (setting->fixture);
  ss_appointment_store_move_async (setting->store, booking, NULL, MONDAY + 9 * HOUR, 60, NULL, NULL,
                                   finished_cb, &result);
  g_assert_cmpuint (ss_appointment_store_get_n_unassigned (setting->store), ==, 2);
  g_assert_false (finish (setting, &result, &error));
  g_assert_cmpuint (count (setting, "r1", MONDAY, MONDAY + DAY), ==, 1);
  g_assert_cmpuint (ss_appointment_store_get_n_unassigned (setting->store), ==, 1);
  g_assert_cmpstr (ss_appointment_get_status (booking), ==, "CONFIRMED");
}

static void
list_changed_cb (GListModel *list, guint position, guint n_removed, guint n_added, GString *said)
{
  g_string_append_printf (said, "%u-%u+%u ", position, n_removed, n_added);
}

/* Of those that wait, one that is changed is never away: a list keeps its row, and the row the focus. */
static void
test_waiting_stays (Setting *setting, gconstpointer data)
{
  GListModel *waiting = ss_appointment_store_get_unassigned (setting->store);
  SsAppointment *one = ss_appointment_store_find (setting->store, "b1");
  SsAppointment *other = ss_appointment_store_find (setting->store, "b2");
  g_autoptr (GString) said = g_string_new (NULL);
  g_autoptr (SsAppointment) first = NULL;
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  setting->answer = BOOKING ("b1", "null", "2026-11-23T09:00:00Z", "PENDING", "2");
  ss_appointment_store_move_async (setting->store, one, NULL, MONDAY + 9 * HOUR, 60, NULL, NULL, finished_cb,
                                   &result);
  finish (setting, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (waiting), ==, 2);

  g_signal_connect (waiting, "items-changed", G_CALLBACK (list_changed_cb), said);
  setting->now = BOOKING ("b2", "null", "2026-12-24T09:00:00Z", "PENDING", "1");
  setting->answer = BOOKING ("b2", "null", "2026-11-23T08:00:00Z", "PENDING", "2");
  ss_appointment_store_move_async (setting->store, other, NULL, MONDAY + 8 * HOUR, 60, NULL, NULL,
                                   finished_cb, &result);
  finish (setting, &result, &error);
  g_assert_no_error (error);
  /* Before the other, then as the platform has it. */
  g_assert_true (g_str_has_prefix (said->str, "0-2+2 "));
  g_assert_null (strstr (said->str, "-1+0"));
  first = g_list_model_get_item (waiting, 0);
  g_assert_true (first == other);
  g_signal_handlers_disconnect_by_func (waiting, list_changed_cb, said);
}

static void
move_to_r2 (Setting *setting, GAsyncResult **result)
{
  ss_appointment_store_move_async (setting->store, ss_appointment_store_find (setting->store, "b1"), "r2",
                                   MONDAY + DAY + 9 * HOUR, 60, NULL, NULL, finished_cb, result);
}

/* A change is bound to what was answered last, and to what is read where that is not known or not so now. */
static void
test_bound (Setting *setting, gconstpointer data)
{
  SsAppointment *booking = ss_appointment_store_find (setting->store, "b1");
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  setting->etag = "\"one\"";
  setting->answer = BOOKING ("b1", "\"r2\"", "2026-11-24T09:00:00Z", "CONFIRMED", "2");
  move_to_r2 (setting, &result);
  g_assert_true (finish (setting, &result, &error));
  g_assert_cmpstr (soup_message_headers_get_one (setting->fixture->headers, "If-Match"), ==, "\"one\"");
  g_assert_cmpuint (fixture_count (setting->fixture, "GET /appointments/b1/"), ==, 1);

  ss_appointment_store_set_status_async (setting->store, booking, SS_BOOKING_COMPLETED, NULL, finished_cb,
                                         &result);
  g_assert_true (finish (setting, &result, &error));
  g_assert_cmpuint (fixture_count (setting->fixture, "GET /appointments/b1/"), ==, 1);

  /* Somebody has changed the state meanwhile, which a move does not touch. */
  setting->etag = "\"two\"";
  setting->now = BOOKING ("b1", "\"r2\"", "2026-11-24T09:00:00Z", "NO_SHOW", "3");
  setting->answer = BOOKING ("b1", "\"r1\"", "2026-11-24T09:00:00Z", "NO_SHOW", "4");
  ss_appointment_store_move_async (setting->store, booking, "r1", MONDAY + DAY + 9 * HOUR, 60, NULL, NULL,
                                   finished_cb, &result);
  g_assert_true (finish (setting, &result, &error));
  g_assert_cmpuint (setting->n_refusals, ==, 1);
  g_assert_cmpstr (ss_appointment_get_status (booking), ==, "NO_SHOW");
  g_assert_cmpstr (ss_appointment_get_resource_id (booking), ==, "r1");
}

/* Two move the same booking: the second one is told, and sees where it is. */
static void
test_changed_by_other (Setting *setting, gconstpointer data)
{
  SsAppointment *booking = ss_appointment_store_find (setting->store, "b1");
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  setting->now = BOOKING ("b1", "\"r3\"", "2026-11-23T15:00:00Z", "CONFIRMED", "2");
  move_to_r2 (setting, &result);
  g_assert_false (finish (setting, &result, &error));
  g_assert_error (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_CHANGED);
  g_assert_cmpuint (fixture_count (setting->fixture, "PATCH"), ==, 0);
  g_assert_cmpstr (ss_appointment_get_resource_id (booking), ==, "r3");
  g_assert_cmpuint (count (setting, "r3", MONDAY, MONDAY + DAY), ==, 1);
  g_assert_cmpuint (count (setting, "r2", MONDAY, MONDAY + 7 * DAY), ==, 0);
  g_assert_false (ss_change_history_can_undo (setting->history));
}

/* The platform has moved it, and its answer was lost: it was moved, and can be moved back. */
static void
test_answer_lost (Setting *setting, gconstpointer data)
{
  SsAppointment *booking = ss_appointment_store_find (setting->store, "b1");
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  setting->is_broken = TRUE;
  setting->answer = BOOKING ("b1", "\"r2\"", "2026-11-24T09:00:00Z", "CONFIRMED", "2");
  move_to_r2 (setting, &result);
  g_assert_true (finish (setting, &result, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture_count (setting->fixture, "PATCH"), ==, 1);
  g_assert_cmpint (ss_appointment_get_version (booking), ==, 2);
  g_assert_cmpuint (count (setting, "r2", MONDAY + DAY, MONDAY + 2 * DAY), ==, 1);
  g_assert_true (ss_change_history_can_undo (setting->history));
}

/* The platform failed before it moved it. */
static void
test_answer_lost_undone (Setting *setting, gconstpointer data)
{
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  setting->status = 500;
  setting->answer = "{\"detail\":\"Failed.\",\"code\":\"internal_error\"}";
  move_to_r2 (setting, &result);
  g_assert_false (finish (setting, &result, &error));
  g_assert_error (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_SERVER);
  g_assert_cmpuint (fixture_count (setting->fixture, "PATCH"), ==, 1);
  g_assert_cmpuint (count (setting, "r1", MONDAY, MONDAY + DAY), ==, 1);
  g_assert_cmpuint (count (setting, "r2", MONDAY, MONDAY + 7 * DAY), ==, 0);
}

/* What waits is known before anything of the calendar is shown, and is asked for once. */
static void
test_ask_unassigned (Setting *setting, gconstpointer data)
{
  g_autoptr (SsAppointmentStore) store = ss_appointment_store_new (setting->session, NULL);

  g_assert_cmpuint (ss_appointment_store_get_n_unassigned (store), ==, 0);
  ss_appointment_store_ask_unassigned (store);
  while (ss_appointment_store_get_n_unassigned (store) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (ss_appointment_store_get_n_unassigned (store), ==, 1);
  g_assert_false (ss_appointment_store_covers (store, MONDAY, MONDAY + DAY));
}

static void
test_assign (Setting *setting, gconstpointer data)
{
  SsAppointment *booking = ss_appointment_store_find (setting->store, "b2");
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  setting->now = BOOKING ("b2", "null", "2026-12-24T09:00:00Z", "PENDING", "1");
  setting->answer = BOOKING ("b2", "\"r1\"", "2026-11-25T09:00:00Z", "CONFIRMED", "2");
  ss_appointment_store_move_async (setting->store, booking, "r1", MONDAY + 2 * DAY + 9 * HOUR, 60, NULL, NULL,
                                   finished_cb, &result);
  g_assert_cmpstr (ss_appointment_get_status (booking), ==, "CONFIRMED");
  g_assert_true (finish (setting, &result, &error));
  g_assert_cmpuint (ss_appointment_store_get_n_unassigned (setting->store), ==, 0);
  g_assert_cmpuint (count (setting, "r1", MONDAY + 2 * DAY, MONDAY + 3 * DAY), ==, 1);
  g_assert_cmpstr (ss_change_history_get_undo_label (setting->history), ==, "Assign Ann Smith");
}

static void
test_cancel (Setting *setting, gconstpointer data)
{
  SsAppointment *booking = ss_appointment_store_find (setting->store, "b1");
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  setting->answer =
      "{\"id\":\"b1\",\"resourceId\":\"r1\",\"customerId\":\"c1\",\"serviceId\":\"s1\",\"startTime\":"
      "\"2026-11-23T09:00:00Z\",\"durationMinutes\":60,\"status\":\"CANCELLED\",\"version\":2,"
      "\"lateFee\":\"40.00\"}";
  ss_appointment_store_cancel_async (setting->store, booking, "Ill", NULL, finished_cb, &result);
  g_assert_cmpstr (ss_appointment_get_status (booking), ==, "CANCELLED");
  g_assert_true (finish (setting, &result, &error));
  g_assert_cmpint (ss_appointment_get_late_fee (booking), ==, 400000);
  g_assert_true (ss_change_history_can_undo (setting->history));
}

static SsAppointment *
read_booking (const char *text)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);

  return ss_model_from_json (SS_TYPE_APPOINTMENT, node, NULL);
}

static void
test_events (Setting *setting, gconstpointer data)
{
  g_autoptr (SsAppointment) moved =
      read_booking (BOOKING ("b1", "\"r3\"", "2026-11-23T15:00:00Z", "CONFIRMED", "5"));
  g_autoptr (SsAppointment) stale =
      read_booking (BOOKING ("b1", "\"r4\"", "2026-11-23T15:00:00Z", "CONFIRMED", "4"));
  g_autoptr (SsAppointment) far =
      read_booking (BOOKING ("b9", "\"r1\"", "2029-11-23T15:00:00Z", "CONFIRMED", "1"));

  ss_appointment_store_merge_event (setting->store, "appointment.updated", moved);
  ss_appointment_store_merge_event (setting->store, "appointment.updated", stale);
  g_assert_cmpuint (count (setting, "r3", MONDAY, MONDAY + DAY), ==, 1);
  g_assert_cmpuint (count (setting, "r4", MONDAY, MONDAY + DAY), ==, 0);
  /* Nobody has looked there. */
  ss_appointment_store_merge_event (setting->store, "appointment.created", far);
  g_assert_null (ss_appointment_store_find (setting->store, "b9"));
  ss_appointment_store_merge_event (setting->store, "appointment.deleted", moved);
  g_assert_null (ss_appointment_store_find (setting->store, "b1"));
}

static void
merge (Setting *setting, const char *event, const char *text)
{
  g_autoptr (SsAppointment) booking = read_booking (text);

  ss_appointment_store_merge_event (setting->store, event, booking);
}

/* Somebody else's change comes while ours is under way. */
static void
test_event_while_pending (Setting *setting, gconstpointer data)
{
  SsAppointment *booking = ss_appointment_store_find (setting->store, "b1");
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  /* Theirs was first, and ours is refused: theirs is shown. */
  setting->status = 409;
  setting->answer =
      "{\"detail\":\"Taken.\",\"code\":\"booking_conflict\",\"conflicts\":[],\"alternatives\":[]}";
  ss_appointment_store_move_async (setting->store, booking, "r2", MONDAY + DAY + 9 * HOUR, 60, NULL, NULL,
                                   finished_cb, &result);
  merge (setting, "appointment.updated", BOOKING ("b1", "\"r3\"", "2026-11-23T15:00:00Z", "CONFIRMED", "2"));
  g_assert_cmpstr (ss_appointment_get_resource_id (booking), ==, "r2");
  g_assert_false (finish (setting, &result, &error));
  g_assert_cmpstr (ss_appointment_get_resource_id (booking), ==, "r3");
  g_assert_cmpuint (count (setting, "r3", MONDAY, MONDAY + DAY), ==, 1);
  g_assert_cmpuint (count (setting, "r1", MONDAY, MONDAY + DAY), ==, 0);
  g_clear_error (&error);

  /* Theirs was second, and told before our answer, which is older then. */
  setting->status = 200;
  setting->now = BOOKING ("b1", "\"r3\"", "2026-11-23T15:00:00Z", "CONFIRMED", "2");
  setting->answer = BOOKING ("b1", "\"r2\"", "2026-11-24T09:00:00Z", "CONFIRMED", "3");
  ss_appointment_store_move_async (setting->store, booking, "r2", MONDAY + DAY + 9 * HOUR, 60, NULL, NULL,
                                   finished_cb, &result);
  merge (setting, "appointment.updated", BOOKING ("b1", "\"r4\"", "2026-11-23T16:00:00Z", "CONFIRMED", "4"));
  g_assert_cmpstr (ss_appointment_get_resource_id (booking), ==, "r2");
  g_assert_true (finish (setting, &result, &error));
  g_assert_cmpstr (ss_appointment_get_resource_id (booking), ==, "r4");
  g_assert_cmpint (ss_appointment_get_version (booking), ==, 4);
  g_assert_cmpuint (count (setting, "r2", MONDAY + DAY, MONDAY + 2 * DAY), ==, 0);
}

/* What is made here is told before it is answered: it is there once. */
static void
test_event_before_answer (Setting *setting, gconstpointer data)
{
  g_autoptr (SsAppointment) draft = g_object_new (SS_TYPE_APPOINTMENT, NULL);
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  fixture_on (setting->fixture, "POST /appointments/", change_cb, setting);
  setting->status = 201;
  setting->answer = BOOKING ("b5", "\"r5\"", "2026-11-25T09:00:00Z", "CONFIRMED", "1");
  ss_appointment_set_customer_id (draft, "c1");
  ss_appointment_store_create_async (setting->store, draft, NULL, NULL, finished_cb, &result);
  merge (setting, "appointment.created", setting->answer);
  merge (setting, "appointment.updated", BOOKING ("b5", "\"r5\"", "2026-11-25T09:00:00Z", "COMPLETED", "2"));
  g_assert_true (finish (setting, &result, &error));
  g_assert_cmpuint (count (setting, "r5", MONDAY, MONDAY + 7 * DAY), ==, 1);
  g_assert_true (ss_appointment_store_find (setting->store, "b5") == draft);
  g_assert_cmpstr (ss_appointment_get_status (draft), ==, "COMPLETED");
}

/* A list that was asked for before, and is answered after: what was told since is newer. */
static void
test_event_while_loading (Setting *setting, gconstpointer data)
{
  gint64 before = ss_appointment_store_get_loaded_at (setting->store);

  ss_appointment_store_reload (setting->store);
  merge (setting, "appointment.created", BOOKING ("b6", "\"r6\"", "2026-11-25T09:00:00Z", "CONFIRMED", "1"));
  merge (setting, "appointment.deleted", "{\"id\":\"b1\",\"version\":2}");
  while (ss_appointment_store_get_loaded_at (setting->store) == before)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (count (setting, "r6", MONDAY, MONDAY + 7 * DAY), ==, 1);
  g_assert_null (ss_appointment_store_find (setting->store, "b1"));
  settle ();

  /* The next list knows better. */
  before = ss_appointment_store_get_loaded_at (setting->store);
  ss_appointment_store_reload (setting->store);
  while (ss_appointment_store_get_loaded_at (setting->store) == before)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (ss_appointment_store_find (setting->store, "b6"));
  g_assert_nonnull (ss_appointment_store_find (setting->store, "b1"));

  /* It was restored before its deletion was told. */
  merge (setting, "appointment.updated", BOOKING ("b1", "\"r1\"", "2026-11-23T09:00:00Z", "CONFIRMED", "7"));
  merge (setting, "appointment.deleted", "{\"id\":\"b1\",\"version\":6}");
  g_assert_nonnull (ss_appointment_store_find (setting->store, "b1"));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (Setting *setting, gconstpointer data);
  } tests[] = {
    { "/client/appointment-store/weeks", test_weeks },
    { "/client/appointment-store/move", test_move },
    { "/client/appointment-store/conflict", test_conflict },
    { "/client/appointment-store/lost", test_lost },
    { "/client/appointment-store/waiting-stays", test_waiting_stays },
    { "/client/appointment-store/bound", test_bound },
    { "/client/appointment-store/changed-by-other", test_changed_by_other },
    { "/client/appointment-store/answer-lost", test_answer_lost },
    { "/client/appointment-store/answer-lost-undone", test_answer_lost_undone },
    { "/client/appointment-store/ask-unassigned", test_ask_unassigned },
    { "/client/appointment-store/assign", test_assign },
    { "/client/appointment-store/cancel", test_cancel },
    { "/client/appointment-store/events", test_events },
    { "/client/appointment-store/event-while-pending", test_event_while_pending },
    { "/client/appointment-store/event-before-answer", test_event_before_answer },
    { "/client/appointment-store/event-while-loading", test_event_while_loading },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Setting, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
