/* test-event-stream.c: following what changes, through breaks, bad servers and the end
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include <string.h>

#include "client/event-stream.h"
#include "client/workspace.h"
#include "fixture.h"
#include "misbehaving-server.h"

#define EVENT(id, name, data) "id: " id "\nevent: " name "\ndata: " data "\n\n"

typedef struct
{
  Fixture *fixture;
  SsSession *session;
  SsEventStream *stream;
  SoupServerMessage *message; /* (nullable): the connection that is open */
  GPtrArray *resumed;         /* Last-Event-ID of each, "-" for none */
  GString *told;              /* "name id;" */
  SsCatalogStore *catalog;    /* (owned) (nullable) */
  guint n_resets;
  guint n_ended; /* connections */
  guint status;  /* not 200: refused */
} Setting;

static void
finished_cb (SoupServerMessage *message, Setting *setting)
{
  setting->n_ended++;
  if (setting->message == message)
    g_clear_object (&setting->message);
}

static void
events_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  Setting *setting = data;
  const char *last_id = soup_message_headers_get_one (fixture->headers, "Last-Event-ID");
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  g_ptr_array_add (setting->resumed, g_strdup (last_id != NULL ? last_id : "-"));
  if (setting->status != 200)
    {
      reply_json (message, setting->status, "{\"detail\": \"No.\", \"code\": \"x\"}");
      return;
    }
  g_signal_connect (message, "finished", G_CALLBACK (finished_cb), setting);
  soup_server_message_set_status (message, 200, NULL);
  soup_message_headers_set_encoding (headers, SOUP_ENCODING_CHUNKED);
  soup_message_headers_append (headers, "Content-Type", "text/event-stream");
  soup_message_body_set_accumulate (soup_server_message_get_response_body (message), FALSE);
  g_set_object (&setting->message, message);
}

static void
send_text (Setting *setting, const char *text)
{
  soup_message_body_append (soup_server_message_get_response_body (setting->message), SOUP_MEMORY_COPY, text,
                            strlen (text));
  soup_server_message_unpause (setting->message);
}

/* As a platform that stops does. */
static void
end_stream (Setting *setting)
{
  guint n_ended = setting->n_ended;

  soup_message_body_complete (soup_server_message_get_response_body (setting->message));
  soup_server_message_unpause (setting->message);
  wait_until (setting->n_ended > n_ended);
}

/* The server finds out when it writes. */
static void
wait_for_hang_up (Setting *setting)
{
  while (setting->n_ended == 0)
    {
      if (setting->message != NULL)
        send_text (setting, ":\n\n");
      settle ();
    }
}

static void
event_cb (SsEventStream *stream, const char *name, SsModel *model, Setting *setting)
{
  g_string_append_printf (setting->told, "%s %s;", name, ss_model_get_id (model));
}

static void
reset_cb (SsEventStream *stream, Setting *setting)
{
  setting->n_resets++;
}

static void
follow (Setting *setting)
{
  setting->stream = ss_event_stream_new (setting->session);
  g_signal_connect (setting->stream, "event", G_CALLBACK (event_cb), setting);
  g_signal_connect (setting->stream, "reset", G_CALLBACK (reset_cb), setting);
  if (setting->status == 200)
    wait_until (setting->message != NULL);
}

static void
set_up (Setting *setting, gconstpointer data)
{
  setting->fixture = fixture_new ();
  setting->session = fixture_signed_in (setting->fixture);
  setting->resumed = g_ptr_array_new_with_free_func (g_free);
  setting->told = g_string_new (NULL);
  setting->status = 200;
  fixture_on (setting->fixture, "GET /events/", events_cb, setting);
}

static void
tear_down (Setting *setting, gconstpointer data)
{
  if (setting->stream != NULL)
    g_object_run_dispose (G_OBJECT (setting->stream));
  g_clear_object (&setting->stream);
  g_clear_object (&setting->session);
  settle ();
  g_clear_object (&setting->message);
  fixture_free (setting->fixture);
  g_ptr_array_unref (setting->resumed);
  g_string_free (setting->told, TRUE);
}

#define assert_told(setting, expected)                      \
  G_STMT_START                                              \
  {                                                         \
    wait_until ((setting)->told->len >= strlen (expected)); \
    g_assert_cmpstr ((setting)->told->str, ==, expected);   \
  }                                                         \
  G_STMT_END

static const char *
last_resumed (Setting *setting)
{
  return g_ptr_array_index (setting->resumed, setting->resumed->len - 1);
}

/* In order, what is large too; what is nobody's, or can't be read, is passed over. */
static void
test_told (Setting *setting, gconstpointer data)
{
  g_autofree char *notes = g_strnfill (200 * 1024, 'n');
  g_autofree char *large =
      g_strdup_printf (EVENT ("4", "appointment.updated", "{\"id\":\"b2\",\"notes\":\"%s\"}"), notes);

  follow (setting);
  g_assert_false (ss_event_stream_get_is_live (setting->stream));
  send_text (setting, ":\nid: 1\n\n");
  wait_until (ss_event_stream_get_is_live (setting->stream));
  g_assert_cmpuint (setting->n_resets, ==, 1);
  g_assert_cmpstr (last_resumed (setting), ==, "-");
  g_assert_nonnull (soup_message_headers_get_one (setting->fixture->headers, "Authorization"));

  send_text (setting, EVENT ("2", "appointment.created", "{\"id\":\"b1\"}"));
  send_text (setting, EVENT ("3", "weather.changed", "{\"id\":\"w\"}"));
  send_text (setting, large);
  send_text (setting, EVENT ("5", "appointment.deleted", "{\"id\":\"b1\"}"));
  send_text (setting, EVENT ("6", "appointment.updated", "{{{"));
  send_text (setting, EVENT ("7", "blocker.created", "{\"id\":\"k1\"}"));
  assert_told (setting,
               "appointment.created b1;appointment.updated b2;appointment.deleted b1;blocker.created k1;");
  g_assert_cmpuint (setting->n_resets, ==, 1);
}

static void
test_resume (Setting *setting, gconstpointer data)
{
  follow (setting);
  send_text (setting, EVENT ("2", "appointment.created", "{\"id\":\"b1\"}"));
  assert_told (setting, "appointment.created b1;");
  end_stream (setting);
  wait_until (setting->message != NULL);
  g_assert_cmpstr (last_resumed (setting), ==, "2");
  send_text (setting, EVENT ("3", "appointment.updated", "{\"id\":\"b1\"}"));
  assert_told (setting, "appointment.created b1;appointment.updated b1;");
  g_assert_cmpuint (setting->n_resets, ==, 1);

  /* What is cut off in the middle of an event is asked for again. */
  send_text (setting, "id: 4\nevent: appointment.updated\ndata: {\"id\"");
  end_stream (setting);
  wait_until (setting->message != NULL);
  g_assert_cmpstr (last_resumed (setting), ==, "3");
  send_text (setting, "id: 9\nevent: reset\ndata: {}\n\n");
  wait_until (setting->n_resets == 2);
  end_stream (setting);
  wait_until (setting->message != NULL);
  g_assert_cmpstr (last_resumed (setting), ==, "9");
}

/* The platform ends the stream with its token; a new one goes on. */
static void
test_renewed (Setting *setting, gconstpointer data)
{
  follow (setting);
  send_text (setting, EVENT ("2", "appointment.created", "{\"id\":\"b1\"}"));
  assert_told (setting, "appointment.created b1;");
  setting->fixture->is_stale = TRUE;
  end_stream (setting);
  wait_until (setting->message != NULL);
  g_assert_cmpuint (fixture_count (setting->fixture, "POST /auth/token/refresh/"), ==, 1);
  g_assert_cmpstr (last_resumed (setting), ==, "2");
}

static void
test_signed_out (Setting *setting, gconstpointer data)
{
  g_auto (Answer) answer = { NULL, 0 };
  g_autoptr (GError) error = NULL;

  follow (setting);
  send_text (setting, EVENT ("2", "appointment.created", "{\"id\":\"b1\"}"));
  assert_told (setting, "appointment.created b1;");
  ss_session_sign_out_async (setting->session, NULL, answer_cb, &answer);
  ss_session_sign_out_finish (setting->session, answer_wait (&answer), &error);
  g_assert_no_error (error);
  g_assert_false (ss_event_stream_get_is_live (setting->stream));
  wait_for_hang_up (setting);
  settle ();
  g_assert_cmpuint (setting->resumed->len, ==, 1);

  /* Another time, another stream. */
  g_assert_true (sign_in (setting->session, PASSWORD, FALSE, &error));
  wait_until (setting->message != NULL);
  g_assert_cmpstr (last_resumed (setting), ==, "-");
}

static void
test_platform_is_gone (Setting *setting, gconstpointer data)
{
  g_autoptr (GArray) delays = record_delays (setting->session);

  follow (setting);
  send_text (setting, EVENT ("2", "appointment.created", "{\"id\":\"b1\"}"));
  assert_told (setting, "appointment.created b1;");
  g_clear_object (&setting->message);
  fixture_stop (setting->fixture);
  wait_until (!ss_session_get_is_online (setting->session));
  fixture_start (setting->fixture);
  wait_until (setting->message != NULL);
  g_assert_cmpstr (last_resumed (setting), ==, "2");
  g_assert_cmpuint (delays->len, >, 0);
}

/* A platform that knows of no stream is not asked for ever. */
static void
test_none (Setting *setting, gconstpointer data)
{
  g_autoptr (GArray) delays = record_delays (setting->session);

  setting->status = 404;
  follow (setting);
  wait_until (setting->resumed->len == 1);
  settle ();
  g_assert_cmpuint (setting->resumed->len, ==, 1);
  g_assert_cmpuint (delays->len, ==, 0);
}

static void
test_refused (Setting *setting, gconstpointer data)
{
  g_autoptr (GArray) delays = record_delays (setting->session);

  setting->status = 503;
  follow (setting);
  wait_until (setting->resumed->len == 8);
  for (guint i = 0; i < delays->len; i++)
    {
      guint longest = MIN (1000u << i, 60000u);

      g_assert_cmpuint (g_array_index (delays, guint, i), >=, longest / 2);
      g_assert_cmpuint (g_array_index (delays, guint, i), <=, longest);
    }
  g_assert_cmpuint (setting->n_resets, ==, 0);
}

/* What somebody may do is read again when it has changed, and after each break: the platform ends the stream
 * of somebody whose role is another. */
static void
test_self (Setting *setting, gconstpointer data)
{
  g_autoptr (SsWorkspace) workspace = ss_workspace_new (setting->session);
  guint before = fixture_count (setting->fixture, "GET /users/me/");

  setting->catalog = g_object_ref (ss_workspace_get_catalog (workspace));
  wait_until (setting->message != NULL);
  send_text (setting, EVENT ("2", "user.updated", "{\"id\":\"u2\"}"));
  send_text (setting, EVENT ("3", "user.updated", "{\"id\":\"u1\"}"));
  wait_until (fixture_count (setting->fixture, "GET /users/me/") == before + 1);
  end_stream (setting);
  wait_until (setting->message != NULL);
  send_text (setting, ":\nid: 4\n\n");
  wait_until (fixture_count (setting->fixture, "GET /users/me/") == before + 2);
  g_clear_object (&setting->catalog);
  settle ();
  assert_finalized (workspace);
}

static void
me_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  soup_message_headers_append (soup_server_message_get_response_headers (message), "Last-Event-ID", "41");
  reply_json (message, 200, "{\"id\": \"u1\", \"name\": \"Olivia Owner\", \"permissions\": []}");
}

/* The platform says from where to follow before anything else is read: nothing has to be read twice. */
static void
test_place (Setting *setting, gconstpointer data)
{
  fixture_on (setting->fixture, "GET /users/me/", me_cb, setting);
  g_clear_object (&setting->session);
  setting->session = fixture_signed_in (setting->fixture);
  follow (setting);
  g_assert_cmpstr (last_resumed (setting), ==, "41");
  send_text (setting, EVENT ("42", "appointment.created", "{\"id\":\"b1\"}"));
  assert_told (setting, "appointment.created b1;");
  g_assert_cmpuint (setting->n_resets, ==, 0);

  /* Another workspace of the same session goes on where this one was. */
  g_object_run_dispose (G_OBJECT (setting->stream));
  g_clear_object (&setting->stream);
  wait_for_hang_up (setting);
  follow (setting);
  g_assert_cmpstr (last_resumed (setting), ==, "42");
}

/* Who lets it go ends the connection. */
static void
test_dropped (Setting *setting, gconstpointer data)
{
  follow (setting);
  send_text (setting, EVENT ("2", "appointment.created", "{\"id\":\"b1\"}"));
  assert_told (setting, "appointment.created b1;");
  g_object_run_dispose (G_OBJECT (setting->stream));
  assert_finalized (setting->stream);
  wait_for_hang_up (setting);
  settle ();
  g_assert_cmpuint (setting->resumed->len, ==, 1);
}

/* Nothing is told, the memory is bounded, and it is asked ever more seldom. */
static void
test_misbehaving (gconstpointer data)
{
  g_autoptr (MisbehavingServer) server = misbehaving_server_new (GPOINTER_TO_INT (data));
  g_autoptr (GError) error = NULL;
  g_autoptr (SsAccount) account = ss_account_new (server->address, EMAIL, &error);
  g_autoptr (SsSession) session = ss_session_new (account);
  g_autoptr (GArray) delays = record_delays (session);
  g_autoptr (SsEventStream) stream = NULL;
  Setting setting = { .told = g_string_new (NULL) };

  ss_token_keeper_set (session->tokens, "access", "refresh");
  ss_session_set_user (session, g_object_new (SS_TYPE_CURRENT_USER, NULL));
  stream = ss_event_stream_new (session);
  g_signal_connect (stream, "event", G_CALLBACK (event_cb), &setting);
  g_signal_connect (stream, "reset", G_CALLBACK (reset_cb), &setting);
  wait_until (delays->len >= 2 || !ss_session_get_is_online (session));
  if (delays->len >= 2)
    g_assert_cmpuint (g_array_index (delays, guint, 1), >=, 1000);
  g_assert_cmpuint (setting.told->len + setting.n_resets, ==, 0);
  g_assert_false (ss_event_stream_get_is_live (stream));
  g_object_run_dispose (G_OBJECT (stream));
  g_string_free (setting.told, TRUE);
}

#define ADD(path, test) g_test_add (path, Setting, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *name;
    Fault fault;
  } faults[] = {
    { "close", FAULT_CLOSE },
    { "garbage", FAULT_GARBAGE },
    { "not-json", FAULT_NOT_JSON },
    { "html", FAULT_HTML },
    { "html-500", FAULT_HTML_500 },
    { "empty-502", FAULT_EMPTY_502 },
    { "redirect-loop", FAULT_REDIRECT_LOOP },
    { "truncate", FAULT_TRUNCATE },
    { "event-garbage", FAULT_EVENT_GARBAGE },
    { "event-endless-line", FAULT_EVENT_ENDLESS },
    { "event-close", FAULT_EVENT_CLOSE },
  };

  g_test_init (&argc, &argv, NULL);
  ADD ("/event-stream/told", test_told);
  ADD ("/event-stream/resume", test_resume);
  ADD ("/event-stream/renewed", test_renewed);
  ADD ("/event-stream/signed-out", test_signed_out);
  ADD ("/event-stream/platform-is-gone", test_platform_is_gone);
  ADD ("/event-stream/none", test_none);
  ADD ("/event-stream/refused", test_refused);
  ADD ("/event-stream/dropped", test_dropped);
  ADD ("/event-stream/self", test_self);
  ADD ("/event-stream/place", test_place);
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strconcat ("/event-stream/misbehaving/", faults[i].name, NULL);

      g_test_add_data_func (path, GINT_TO_POINTER (faults[i].fault), test_misbehaving);
    }
  return g_test_run ();
}
