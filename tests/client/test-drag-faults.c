/* test-drag-faults.c: whatever goes wrong while a booking is dragged, the calendar ends as the platform has
 * it
 *
 * A drag is a request that reads the booking, where it was not answered before, and one that changes it;
 * where its answer is lost, a third one reads what became of it. Each of them fails in each way here. The
 * platform is a little one that really moves its booking, so that it can be asked in the end.
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
#define MORNING "2026-11-23T09:00:00Z"
#define EVENING "2026-11-24T17:00:00Z"
#define MOVED (MONDAY + DAY + 17 * HOUR)

/* What of a drag goes wrong; the later ones come only where the one before did. */
typedef enum
{
  AT_NOTHING = 0,
  AT_READING = 1 << 0,
  AT_CHANGE = 1 << 1,
  AT_READING_AGAIN = 1 << 2,
} Moment;

typedef enum
{
  BY_STATUS, /* refused, or failed, with a status and a body */
  BY_CLOSE,  /* the connection ends */
  BY_STALL,  /* nothing comes */
  BY_BYTES,  /* something comes that is no answer */
} Way;

typedef struct
{
  const char *name;
  Way way;
  guint status;
  const char *text; /* a body, or all that comes */
} Fault;

typedef struct
{
  Fixture *fixture;
  SsSession *session;
  SsChangeHistory *history;
  SsAppointmentStore *store;
  GArray *delays; /* (owned) */

  Fault fault;
  Moment moments;   /* when it happens */
  gboolean is_late; /* the change is made before it happens */
  guint n_changes;  /* that were asked for */

  /* The platform's booking. */
  const char *resource_id;
  const char *start;
  guint version;
} Setting;

static const Fault faults[] = {
  { "conflict", BY_STATUS, 409,
    "{\"detail\":\"Taken.\",\"code\":\"booking_conflict\",\"conflicts\":[],\"alternatives\":[]}" },
  { "forbidden", BY_STATUS, 403, "{\"detail\":\"You may not do that.\",\"code\":\"permission_denied\"}" },
  { "invalid", BY_STATUS, 422,
    "{\"detail\":\"It is in the past.\",\"code\":\"validation_error\",\"errors\":{\"startTime\":[\"It is in the "
    "past.\"]}}" },
  { "gone", BY_STATUS, 404, "{\"detail\":\"Not found.\",\"code\":\"not_found\"}" },
  { "failed", BY_STATUS, 500, "<html><body>Traceback (most recent call last)</body></html>" },
  { "away", BY_STATUS, 502, "" },
  { "not-json", BY_STATUS, 200, "{\"id\": " },
  { "close", BY_CLOSE, 0, NULL },
  { "stall", BY_STALL, 0, NULL },
  { "garbage", BY_BYTES, 0, "SSH-2.0-OpenSSH_9.2\r\n" },
  { "truncated", BY_BYTES, 0,
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"id\": \"b1\"" },
};

/* Each of them once, and the whole of what can go wrong in a row. */
static const struct
{
  const char *name;
  Moment moments;
  gboolean is_late;
} cases[] = {
  { "reading", AT_READING, FALSE },
  { "before-change", AT_CHANGE, FALSE },
  { "after-change", AT_CHANGE, TRUE },
  { "before-change-and-reading", AT_CHANGE | AT_READING_AGAIN, FALSE },
  { "after-change-and-reading", AT_CHANGE | AT_READING_AGAIN, TRUE },
};

static char *
write_booking (Setting *setting)
{
  return g_strdup_printf (
      "{\"id\":\"b1\",\"resourceId\":\"%s\",\"customerId\":\"c1\",\"customerName\":\"Ann Smith\",\"serviceId\":"
      "\"s1\",\"serviceName\":\"Oil\",\"startTime\":\"%s\",\"durationMinutes\":60,\"status\":\"CONFIRMED\","
      "\"price\":\"80.00\",\"notes\":\"\",\"version\":%u}",
      setting->resource_id, setting->start, setting->version);
}

/* Takes the connection from the server, which would speak HTTP on it. */
static void
write_bytes (SoupServerMessage *message, const char *text)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

  g_output_stream_write_all (g_io_stream_get_output_stream (stream), text, strlen (text), NULL, NULL, NULL);
  g_io_stream_close (stream, NULL, NULL);
}

static void
fail (Setting *setting, SoupServerMessage *message)
{
  switch (setting->fault.way)
    {
    case BY_STATUS:
      reply_text (message, setting->fault.status, "application/json", setting->fault.text);
      break;
    case BY_CLOSE:
      g_socket_shutdown (soup_server_message_get_socket (message), TRUE, TRUE, NULL);
      break;
    case BY_STALL:
      fixture_hold (setting->fixture, message);
      break;
    case BY_BYTES:
      write_bytes (message, setting->fault.text);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
reply_booking (Setting *setting, SoupServerMessage *message)
{
  g_autofree char *booking = write_booking (setting);
  g_autofree char *etag = g_strdup_printf ("\"%u\"", setting->version);

  reply_json (message, 200, booking);
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "ETag", etag);
}

static void
list_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  Setting *setting = data;
  g_autofree char *booking = write_booking (setting);
  gboolean is_tray = g_hash_table_lookup (query, "unassigned") != NULL;
  g_autofree char *list = g_strdup_printf ("{\"count\":%d,\"next\":null,\"previous\":null,\"results\":[%s]}",
                                           is_tray ? 0 : 1, is_tray ? "" : booking);

  reply_json (message, 200, list);
}

static void
read_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  Setting *setting = data;

  if ((setting->moments & (setting->n_changes == 0 ? AT_READING : AT_READING_AGAIN)) != 0)
    fail (setting, message);
  else
    reply_booking (setting, message);
}

/* Moved there, or back. */
static void
change_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  Setting *setting = data;
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  gboolean is_faulty = (setting->moments & AT_CHANGE) != 0;
  gboolean goes = g_strstr_len (body->data, body->length, EVENING) != NULL;

  setting->n_changes++;
  if (!is_faulty || setting->is_late)
    {
      setting->resource_id = goes ? "r2" : "r1";
      setting->start = goes ? EVENING : MORNING;
      setting->version++;
    }
  if (is_faulty)
    fail (setting, message);
  else
    reply_booking (setting, message);
}

static void
set_up (Setting *setting)
{
  const SsTimeLimits limits = { .answer = 150, .whole = 20000 };

  setting->fixture = fixture_new ();
  setting->session = fixture_signed_in (setting->fixture);
  setting->delays = record_delays (setting->session);
  ss_reachability_set_pause (setting->session->reachability, 1);
  setting->history = ss_change_history_new ();
  setting->store = ss_appointment_store_new (setting->session, setting->history);
  setting->resource_id = "r1";
  setting->start = MORNING;
  setting->version = 1;
  fixture_on (setting->fixture, "GET /appointments/", list_cb, setting);
  fixture_on (setting->fixture, "GET /appointments/b1/", read_cb, setting);
  fixture_on (setting->fixture, "PATCH /appointments/b1/", change_cb, setting);
  ss_appointment_store_show (setting->store, MONDAY, MONDAY + 7 * DAY);
  wait_until (ss_appointment_store_find (setting->store, "b1") != NULL);
  if (setting->fault.way == BY_STALL)
    ss_session_set_time_limits (setting->session, &limits);
}

static void
tear_down (Setting *setting)
{
  fixture_release (setting->fixture);
  ss_change_history_clear (setting->history);
  g_object_run_dispose (G_OBJECT (setting->store));
  g_clear_object (&setting->store);
  g_clear_object (&setting->history);
  g_clear_object (&setting->session);
  g_clear_pointer (&setting->delays, g_array_unref);
  settle ();
  fixture_free (setting->fixture);
}

static gboolean
drag (Setting *setting, GError **error)
{
  g_auto (Answer) answer = { NULL, 0 };
  g_autoptr (SsAppointment) moved = NULL;

  ss_appointment_store_move_async (setting->store, ss_appointment_store_find (setting->store, "b1"), "r2",
                                   MOVED, 60, NULL, NULL, answer_cb, &answer);
  moved = ss_appointment_store_change_finish (setting->store, answer_wait (&answer), error);
  return moved != NULL;
}

static gboolean
is_shown_at (Setting *setting, const char *resource_id, gint64 start)
{
  g_autoptr (GPtrArray) found = ss_appointment_store_query (setting->store, resource_id, start, start + HOUR);
  g_autoptr (GPtrArray) all =
      ss_appointment_store_query_all (setting->store, MONDAY - 7 * DAY, MONDAY + 14 * DAY);

  return found->len == 1 && all->len == 1;
}

static gboolean
is_as_platform (Setting *setting)
{
  return is_shown_at (setting, setting->resource_id,
                      g_str_equal (setting->start, EVENING) ? MOVED : MONDAY + 9 * HOUR);
}

/* There is something to undo exactly where the user was told that it was done, and undoing undoes it. */
static void
assert_undo (Setting *setting, gboolean is_done)
{
  g_auto (Answer) answer = { NULL, 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;

  g_assert_cmpint (ss_change_history_can_undo (setting->history), ==, is_done);
  g_assert_false (ss_change_history_can_redo (setting->history));
  if (!is_done)
    return;
  ss_change_history_undo_async (setting->history, NULL, answer_cb, &answer);
  label = ss_change_history_undo_finish (setting->history, answer_wait (&answer), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (label, ==, "Move Ann Smith");
  g_assert_cmpstr (setting->start, ==, MORNING);
  g_assert_true (is_as_platform (setting));
  g_assert_true (ss_change_history_can_redo (setting->history));
}

static void
assert_sentence (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_cmpstr (error->message, !=, "");
  g_assert_null (strstr (error->message, "Traceback"));
  g_assert_null (strstr (error->message, "html"));
}

/* What is refused is not done: there is no such answer after the change. */
static gboolean
can_be (const Fault *fault, gboolean is_late)
{
  return !is_late || fault->way != BY_STATUS || fault->status < 400 || fault->status >= 500;
}

static void
test_fault (gconstpointer data)
{
  guint number = GPOINTER_TO_UINT (data);
  guint i = number / G_N_ELEMENTS (cases), j = number % G_N_ELEMENTS (cases);
  Setting setting = { .fault = faults[i], .moments = cases[j].moments, .is_late = cases[j].is_late };
  g_autoptr (GError) error = NULL;
  gboolean is_done;

  set_up (&setting);
  is_done = drag (&setting, &error);
  /* It is sent once, whatever happens. */
  g_assert_cmpuint (setting.n_changes, <=, 1);
  g_assert_false (
      ss_appointment_store_is_pending (setting.store, ss_appointment_store_find (setting.store, "b1")));
  if (is_done)
    g_assert_cmpstr (setting.start, ==, EVENING);
  else
    assert_sentence (error);

  setting.moments = AT_NOTHING;
  wait_until (ss_session_get_is_online (setting.session) && is_as_platform (&setting));
  settle ();
  g_assert_true (is_as_platform (&setting));
  assert_undo (&setting, is_done);
  tear_down (&setting);
}

/* What could not be undone for want of a connection can be undone when there is one. */
static void
test_undo_later (void)
{
  Setting setting = { .fault = faults[0] };
  g_auto (Answer) answer = { NULL, 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;

  set_up (&setting);
  g_assert_true (drag (&setting, &error));
  fixture_stop (setting.fixture);
  ss_change_history_undo_async (setting.history, NULL, answer_cb, &answer);
  label = ss_change_history_undo_finish (setting.history, answer_wait (&answer), &error);
  g_assert_null (label);
  assert_sentence (error);
  g_assert_true (is_as_platform (&setting));
  fixture_start (setting.fixture);
  wait_until (ss_session_get_is_online (setting.session));
  assert_undo (&setting, TRUE);
  tear_down (&setting);
}

/* What was refused would be refused again. */
static void
test_undo_refused (void)
{
  Setting setting = { .fault = faults[0] };
  g_auto (Answer) answer = { NULL, 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;

  set_up (&setting);
  g_assert_true (drag (&setting, &error));
  setting.moments = AT_CHANGE;
  ss_change_history_undo_async (setting.history, NULL, answer_cb, &answer);
  label = ss_change_history_undo_finish (setting.history, answer_wait (&answer), &error);
  g_assert_null (label);
  assert_sentence (error);
  g_assert_true (is_as_platform (&setting));
  g_assert_false (ss_change_history_can_undo (setting.history));
  g_assert_false (ss_change_history_can_redo (setting.history));
  tear_down (&setting);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    for (guint j = 0; j < G_N_ELEMENTS (cases); j++)
      {
        g_autofree char *path = g_strdup_printf ("/client/drag-faults/%s/%s", faults[i].name, cases[j].name);

        if (can_be (&faults[i], cases[j].is_late))
          g_test_add_data_func (path, GUINT_TO_POINTER (i * G_N_ELEMENTS (cases) + j), test_fault);
      }
  g_test_add_func ("/client/drag-faults/undo-later", test_undo_later);
  g_test_add_func ("/client/drag-faults/undo-refused", test_undo_refused);
  return g_test_run ();
}
