/* test-event-streams.c: streams that go on, are taken up again, and end (contract section 10)
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>
#include <sys/socket.h>

#include "book.h"
#include "event-reader.h"
#include "platform/events/event-record.h"

static SsFixture *fixture;

static SsEventReader *
look_on (const char *last_id)
{
  return ss_event_reader_open (fixture, ACME, ss_fixture_token (fixture, ACME, OWNER), last_id);
}

static void
run_sql (const char *schema, const char *sql, const char *first, const char *second)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsTransaction) transaction =
      ss_store_begin (ss_fixture_get_store (fixture), schema, SS_ACCESS_WRITE, NULL, &error);

  g_assert_no_error (error);
  ss_transaction_execute (transaction, sql, NULL, &error, second != NULL ? "ss" : "s", first, second);
  g_assert_no_error (error);
  ss_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

/* Says that something with the number @number happened. */
static void
happen (int number, const char *padding)
{
  g_autofree char *data = g_strdup_printf ("{\"id\":\"%d\",\"padding\":\"%s\"}", number, padding);
  g_autoptr (GError) error = NULL;
  g_autoptr (SsTransaction) transaction =
      ss_store_begin (ss_fixture_get_store (fixture), "tenant_acme", SS_ACCESS_WRITE, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (ss_event_record_with (transaction, "masquerade.started", NULL, data, NULL, &error));
  ss_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

static void
assert_happened (SsEventReader *reader, int number)
{
  g_autofree char *id = g_strdup_printf ("%d", number);

  ss_event_reader_assert_next (reader, "masquerade.started", id);
}

/* What was missed, all of it and once, and what follows. */
static void
test_resume (void)
{
  g_autoptr (SsEventReader) reader = look_on (NULL);
  g_autoptr (SsEventReader) again = NULL;
  g_autoptr (SsEventReader) beside = look_on (NULL);
  g_autofree char *place = NULL;

  happen (1, "");
  happen (2, "");
  assert_happened (reader, 1);
  place = g_strdup (reader->id);
  g_clear_pointer (&reader, ss_event_reader_free);
  for (int i = 3; i < 350; i++)
    happen (i, "");
  again = look_on (place);
  for (int i = 2; i < 350; i++)
    assert_happened (again, i);
  happen (350, "");
  assert_happened (again, 350);
  for (int i = 1; i <= 350; i++)
    assert_happened (beside, i);
}

/* One that has heard of nothing yet knows where to go on, too. */
static void
test_resume_from_comment (void)
{
  g_autoptr (SsEventReader) reader = look_on (NULL);
  g_autoptr (SsEventReader) again = NULL;

  happen (1, "");
  again = look_on (reader->id);
  assert_happened (again, 1);
}

static void
assert_reset (const char *last_id)
{
  g_autoptr (SsEventReader) reader = look_on (last_id);

  ss_event_reader_assert_next (reader, "reset", NULL);
  happen (7, "");
  assert_happened (reader, 7);
}

static void
test_reset (void)
{
  g_autoptr (SsEventReader) reader = look_on (NULL);
  g_autoptr (SsEventReader) late = NULL;
  g_autofree char *place = g_strdup (reader->id);

  happen (1, "");
  assert_reset ("999999999");
  assert_reset ("18446744073709551616");
  assert_reset ("-1");
  assert_reset ("; DROP TABLE events");
  /* Of yesterday, whether it is still there or not. */
  run_sql ("tenant_acme", "UPDATE events SET created_at = created_at - 86400000000 WHERE name <> $1", "",
           NULL);
  assert_reset (place);
  happen (2, "");
  assert_reset (place);
}

static SsAnswer *
sign_in (SsRole role)
{
  g_autofree char *email = ss_fixture_email (ACME, role);
  g_autofree char *body =
      g_strdup_printf ("{\"email\":\"%s\",\"password\":\"%s\"}", email, SS_FIXTURE_PASSWORD);

  return ss_fixture_call (fixture,
                          &(SsCall){
                              .method = "POST", .path = "/auth/token/", .tenant = ACME, .body = body });
}

static void
assert_ends (SsEventReader *reader)
{
  g_assert_false (ss_event_reader_next (reader));
  g_assert_true (reader->is_ended);
}

/* Who is signed out learns of nothing more, not even of the next event. */
static void
test_signed_out (void)
{
  g_autoptr (SsAnswer) session = sign_in (OWNER);
  g_autoptr (SsEventReader) reader =
      ss_event_reader_open (fixture, ACME, ss_answer_get_string (session, "access"), NULL);
  g_autoptr (SsEventReader) other = look_on (NULL);
  g_autofree char *body = g_strdup_printf ("{\"refresh\":\"%s\"}", ss_answer_get_string (session, "refresh"));
  g_autoptr (SsAnswer) out = NULL;

  happen (1, "");
  assert_happened (reader, 1);
  out =
      ss_fixture_call (fixture,
                       &(SsCall){ .method = "POST", .path = "/auth/logout/", .tenant = ACME, .body = body });
  ss_answer_assert_status (out, 204);
  happen (2, "");
  assert_ends (reader);
  assert_happened (other, 1);
  assert_happened (other, 2);
}

static void
test_changed_person (void)
{
  g_autoptr (SsEventReader) other = look_on (NULL);
  static const char *const changes[][2] = {
    { "UPDATE users SET status = $2 WHERE email = $1", "DEACTIVATED" },
    { "UPDATE users SET role = $2 WHERE email = $1", "TENANT_STAFF" },
  };
  static const char *const before[] = { "ACTIVE", "TENANT_MANAGER" };
  g_autofree char *email = ss_fixture_email (ACME, SS_ROLE_TENANT_MANAGER);

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (SsAnswer) session = sign_in (SS_ROLE_TENANT_MANAGER);
      g_autoptr (SsEventReader) reader =
          ss_event_reader_open (fixture, ACME, ss_answer_get_string (session, "access"), NULL);

      run_sql ("tenant_acme", changes[i][0], email, changes[i][1]);
      happen ((int) i, "");
      assert_ends (reader);
      assert_happened (other, (int) i);
      run_sql ("tenant_acme", changes[i][0], email, before[i]);
    }
}

static void
set_tenant_status (const char *status)
{
  g_autofree char *path = g_strdup_printf ("/platform/tenants/%s/", ss_fixture_tenant_id (fixture, ACME));
  g_autofree char *body = g_strdup_printf ("{\"status\":\"%s\"}", status);
  g_autoptr (SsAnswer) answer = ss_fixture_call_as (fixture, NULL, SS_ROLE_SUPERUSER, "PATCH", path, body);

  ss_answer_assert_status (answer, 200);
}

/* At once, with no event: the keep-alive would be late. */
static void
test_suspended_tenant (void)
{
  g_autoptr (SsEventReader) reader = look_on (NULL);
  g_autoptr (SsEventReader) support =
      ss_event_reader_open (fixture, ACME, ss_fixture_token (fixture, ACME, SS_ROLE_PLATFORM_SUPPORT), NULL);

  set_tenant_status ("SUSPENDED");
  assert_ends (reader);
  happen (1, "");
  assert_happened (support, 1);
  set_tenant_status ("ACTIVE");
}

/* Without any event: the comment comes, and with it the end for who may not look on any more. */
static void
test_keep_alive (void)
{
  g_autoptr (SsAnswer) session = sign_in (OWNER);
  g_autoptr (SsEventReader) reader = look_on (NULL);
  g_autoptr (SsEventReader) late =
      ss_event_reader_open (fixture, ACME, ss_answer_get_string (session, "access"), NULL);

  run_sql ("tenant_acme",
           "UPDATE tokens SET expires_at = 1 WHERE session_id IN (SELECT s.id FROM sessions s "
           "JOIN users u ON u.id = s.user_id WHERE u.email = $1 ORDER BY s.created_at DESC, "
           "s.id LIMIT 1)",
           "owner@acme.example", NULL);
  g_assert_true (ss_event_reader_next_comment (reader));
  assert_ends (late);
}

/* Who does not read is dropped, and nobody waits for it. */
static void
test_slow (void)
{
  g_autoptr (SsEventReader) slow = look_on (NULL);
  g_autoptr (SsEventReader) reader = look_on (NULL);
  g_autofree char *padding = g_strnfill (60000, 'x');
  int n_happened = 60, n_read = 0;

  g_socket_set_option (g_socket_connection_get_socket (slow->connection), SOL_SOCKET, SO_RCVBUF, 4096, NULL);
  for (int i = 0; i < n_happened; i++)
    {
      happen (i, padding);
      assert_happened (reader, i);
    }
  while (ss_event_reader_next (slow))
    n_read++;
  g_assert_cmpint (n_read, <, n_happened);
  g_assert_false (slow->is_ended);
}

/* It comes back later, and catches up at its own pace: more than is ever kept for one. */
static void
test_catch_up (void)
{
  g_autoptr (SsEventReader) reader = look_on (NULL);
  g_autoptr (SsEventReader) again = NULL;
  g_autofree char *padding = g_strnfill (60000, 'x');
  int n_happened = 250;

  for (int i = 0; i < n_happened; i++)
    happen (i, i % 10 == 0 ? padding : "");
  again = look_on (reader->id);
  for (int i = 0; i < n_happened; i++)
    assert_happened (again, i);
}

static void
test_other_answers (void)
{
  const char *token = ss_fixture_token (fixture, ACME, OWNER);
  g_autoptr (SsAnswer) refused =
      ss_fixture_call (fixture, &(SsCall){ .path = "/events/",
                                           .tenant = ACME,
                                           .token = token,
                                           .headers = "Accept: application/json\r\n" });
  g_autoptr (SsAnswer) head =
      ss_fixture_call (fixture,
                       &(SsCall){ .method = "HEAD", .path = "/events/", .tenant = ACME, .token = token });
  g_autoptr (SsAnswer) nowhere =
      ss_fixture_call_as (fixture, NULL, SS_ROLE_SUPERUSER, "GET", "/events/", NULL);

  ss_answer_assert_error (refused, 406, "not_acceptable");
  ss_answer_assert_status (head, 200);
  g_assert_cmpstr (ss_answer_get_header (head, "Content-Type"), ==, "text/event-stream");
  ss_answer_assert_error (nowhere, 404, "tenant_not_found");
}

/* Who knows no chunks gets none. */
static void
test_old_client (void)
{
  g_autoptr (GSocketConnection) connection = ss_fixture_connect (fixture);
  g_autofree char *request = g_strdup_printf (
      "GET /api/v1/events/ HTTP/1.0\r\nX-Tenant-Subdomain: acme\r\nAuthorization: Bearer %s\r\n\r\n",
      ss_fixture_token (fixture, ACME, OWNER));
  g_autoptr (GString) text = g_string_new (NULL);
  char byte;

  ss_raw_write (connection, request);
  while (
      !g_str_has_suffix (text->str, "\r\n\r\n:\nid: ")
      && g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), &byte, 1, NULL, NULL)
             == 1)
    g_string_append_c (text, byte);
  g_assert_nonnull (strstr (text->str, "Content-Type: text/event-stream\r\n"));
  g_assert_null (strstr (text->str, "chunked"));
  g_assert_true (g_str_has_suffix (text->str, "\r\n\r\n:\nid: "));
}

/* Who reads on from what /users/me/ says misses nothing of what is read after it. */
static void
test_place (void)
{
  g_autoptr (SsAnswer) me = ss_fixture_call_as (fixture, ACME, OWNER, "GET", "/users/me/", NULL);
  g_autoptr (SsAnswer) staff =
      ss_fixture_call_as (fixture, NULL, SS_ROLE_SUPERUSER, "GET", "/users/me/", NULL);
  g_autoptr (SsEventReader) reader = NULL;

  happen (1, "");
  reader = look_on (ss_answer_get_header (me, "Last-Event-ID"));
  assert_happened (reader, 1);
  g_assert_null (ss_answer_get_header (staff, "Last-Event-ID"));
}

/* A platform that stops says good-bye. */
static void
test_stop (void)
{
  g_autoptr (SsFixture) other = ss_fixture_new ();
  g_autoptr (SsEventReader) reader =
      ss_event_reader_open (other, ACME, ss_fixture_token (other, ACME, OWNER), NULL);

  g_clear_pointer (&other, ss_fixture_free);
  assert_ends (reader);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  fixture = ss_fixture_new ();
  g_test_add_func ("/platform/event-streams/resume", test_resume);
  g_test_add_func ("/platform/event-streams/resume-from-comment", test_resume_from_comment);
  g_test_add_func ("/platform/event-streams/reset", test_reset);
  g_test_add_func ("/platform/event-streams/signed-out", test_signed_out);
  g_test_add_func ("/platform/event-streams/changed-person", test_changed_person);
  g_test_add_func ("/platform/event-streams/suspended-tenant", test_suspended_tenant);
  g_test_add_func ("/platform/event-streams/keep-alive", test_keep_alive);
  g_test_add_func ("/platform/event-streams/slow", test_slow);
  g_test_add_func ("/platform/event-streams/catch-up", test_catch_up);
  g_test_add_func ("/platform/event-streams/other-answers", test_other_answers);
  g_test_add_func ("/platform/event-streams/place", test_place);
  g_test_add_func ("/platform/event-streams/old-client", test_old_client);
  g_test_add_func ("/platform/event-streams/stop", test_stop);
  result = g_test_run ();
  ss_fixture_free (fixture);
  return result;
}
