/* test-processes.c: two of the platform's processes on one database are one platform
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "database.h"
#include "server.h"

#define WRONG "{\"email\":\"owner@" SERVER_TENANT ".example\",\"password\":\"wrong-wrong-wrong\"}"
#define ATTEMPTS_MAX 20

typedef struct
{
  char *store;
  Server *first, *second;
  char *token;
  SoupSession *session;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->store = ss_test_database_new (NULL);
  server_fill (fixture->store);
  fixture->first = server_start (fixture->store, NULL);
  fixture->second = server_start (fixture->store, NULL);
  fixture->token = server_sign_in (fixture->first, SERVER_TENANT);
  fixture->session = soup_session_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->session);
  server_free (fixture->first);
  server_free (fixture->second);
  ss_test_database_remove (fixture->store);
  g_free (fixture->store);
  g_free (fixture->token);
}

/* A stream of @server's events, past its first comment: what happens from now on is read. */
static GDataInputStream *
open_events (Fixture *fixture, Server *server)
{
  g_autofree char *uri = g_strconcat (server->address, "/api/v1/events/", NULL);
  g_autofree char *authorization = g_strconcat ("Bearer ", fixture->token, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autoptr (GInputStream) body = NULL;
  g_autoptr (GError) error = NULL;
  GDataInputStream *lines;
  g_autofree char *line = NULL;

  soup_message_headers_append (headers, "X-Tenant-Subdomain", SERVER_TENANT);
  soup_message_headers_append (headers, "Authorization", authorization);
  body = soup_session_send (fixture->session, message, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message), ==, 200);
  lines = g_data_input_stream_new (body);
  line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (line, ==, ":");
  return lines;
}

/* The next event's data. */
static char *
read_event (GDataInputStream *lines)
{
  char *line;

  while ((line = g_data_input_stream_read_line (lines, NULL, NULL, NULL)) != NULL)
    {
      if (g_str_has_prefix (line, "data: "))
        return line;
      g_free (line);
    }
  g_assert_not_reached ();
}

static void
rename_tenant (Fixture *fixture, Server *server, const char *name)
{
  g_autofree char *body = g_strdup_printf ("{\"name\":\"%s\"}", name);
  g_auto (Answer) answer = { 0 };

  server_call (server, fixture->session, "PATCH", "/tenant/settings/", SERVER_TENANT, fixture->token, body,
               &answer);
  g_assert_cmpuint (answer.status, ==, 200);
}

static void
assert_told (GDataInputStream *lines, const char *name)
{
  g_autofree char *data = read_event (lines);

  g_test_message ("%s", data);
  g_assert_nonnull (strstr (data, name));
}

/* Both ways, and what a process does itself is told once. */
static void
test_events (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDataInputStream) first = open_events (fixture, fixture->first);
  g_autoptr (GDataInputStream) second = open_events (fixture, fixture->second);

  rename_tenant (fixture, fixture->first, "Ada");
  assert_told (second, "Ada");
  rename_tenant (fixture, fixture->second, "Grace");
  assert_told (second, "Grace");
  assert_told (first, "Ada");
  assert_told (first, "Grace");
}

/* The listeners' connections break: what happened meanwhile is told when they are back. */
static void
test_listeners_cut (Fixture *fixture, gconstpointer data)
{
  static const char cut[] = "SELECT count (pg_terminate_backend (pid)) FROM pg_stat_activity"
                            " WHERE query LIKE 'LISTEN %' AND datname = current_database ()";
  g_autoptr (GDataInputStream) second = open_events (fixture, fixture->second);
  g_autofree char *n_cut = NULL;

  rename_tenant (fixture, fixture->first, "Ada");
  assert_told (second, "Ada");
  n_cut = ss_test_database_ask (fixture->store, cut);
  g_assert_cmpstr (n_cut, ==, "2");
  rename_tenant (fixture, fixture->first, "Grace");
  assert_told (second, "Grace");
}

/* Who tries passwords at both has no more attempts than at one. */
static void
test_lockout (Fixture *fixture, gconstpointer data)
{
  guint n_attempts = 0, n_alone = 0, status = 401;

  while (status == 401 && n_attempts < ATTEMPTS_MAX)
    {
      g_auto (Answer) answer = { 0 };

      server_call (n_attempts % 2 == 0 ? fixture->first : fixture->second, fixture->session, "POST",
                   "/auth/token/", SERVER_TENANT, NULL, WRONG, &answer);
      status = answer.status;
      n_attempts++;
    }
  g_assert_cmpuint (status, ==, 429);
  for (status = 401; status == 401 && n_alone < ATTEMPTS_MAX; n_alone++)
    {
      g_auto (Answer) answer = { 0 };
      static const char body[] =
          "{\"email\":\"owner@" SERVER_OTHER_TENANT ".example\",\"password\":\"wrong-wrong-wrong\"}";

      server_call (fixture->first, fixture->session, "POST", "/auth/token/", SERVER_OTHER_TENANT, NULL, body,
                   &answer);
      status = answer.status;
    }
  g_assert_cmpuint (n_attempts, ==, n_alone);
}

static guint
call (Fixture *fixture, Server *server, const char *method, const char *path)
{
  g_auto (Answer) answer = { 0 };

  server_call (server, fixture->session, method, path, SERVER_TENANT, fixture->token, NULL, &answer);
  return answer.status;
}

/* Signed in at one is signed in at the other, and signed out at one is at both. */
static void
test_sessions (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id =
      ss_test_database_ask (fixture->store,
                            "SELECT id FROM tenant_acme_auto.sessions WHERE revoked_at IS NULL");
  g_autofree char *path = g_strdup_printf ("/auth/sessions/%s/", id);

  g_assert_cmpuint (call (fixture, fixture->first, "GET", "/customers/"), ==, 200);
  g_assert_cmpuint (call (fixture, fixture->second, "GET", "/customers/"), ==, 200);
  g_assert_cmpuint (call (fixture, fixture->second, "DELETE", path), ==, 204);
  g_assert_cmpuint (call (fixture, fixture->first, "GET", "/customers/"), ==, 401);
  g_assert_cmpuint (call (fixture, fixture->second, "GET", "/customers/"), ==, 401);
}

/* (transfer full): what @server answers to a customer made under @key */
static char *
make_once (Fixture *fixture, Server *server, const char *key, guint *status)
{
  static const char body[] = "{\"name\":\"Made once\"}";
  g_autofree char *uri = g_strconcat (server->address, "/api/v1/customers/", NULL);
  g_autofree char *authorization = g_strconcat ("Bearer ", fixture->token, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("POST", uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autoptr (GBytes) bytes = g_bytes_new_static (body, strlen (body));
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GError) error = NULL;

  soup_message_headers_append (headers, "X-Tenant-Subdomain", SERVER_TENANT);
  soup_message_headers_append (headers, "Authorization", authorization);
  soup_message_headers_append (headers, "Idempotency-Key", key);
  soup_message_set_request_body_from_bytes (message, "application/json", bytes);
  answer = soup_session_send_and_read (fixture->session, message, NULL, &error);
  g_assert_no_error (error);
  *status = soup_message_get_status (message);
  return g_strndup (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer));
}

/* What was sent to one, and again to the other, was done once, and both say the same. */
static void
test_idempotency (Fixture *fixture, gconstpointer data)
{
  guint first_status, second_status;
  g_autofree char *first = make_once (fixture, fixture->first, "a-key-of-the-test", &first_status);
  g_autofree char *second = make_once (fixture, fixture->second, "a-key-of-the-test", &second_status);
  g_autofree char *count =
      ss_test_database_ask (fixture->store,
                            "SELECT count (*) FROM tenant_acme_auto.customers WHERE name = 'Made once'");

  g_assert_cmpuint (first_status, ==, 201);
  g_assert_cmpuint (second_status, ==, 201);
  g_assert_cmpstr (first, ==, second);
  g_assert_cmpstr (count, ==, "1");
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/processes/events", test_events);
  ADD ("/processes/listeners-cut", test_listeners_cut);
  ADD ("/processes/lockout", test_lockout);
  ADD ("/processes/sessions", test_sessions);
  ADD ("/processes/idempotency", test_idempotency);
  return g_test_run ();
}
