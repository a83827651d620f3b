/* fixture.c: a platform in the test's own process, and waiting for answers
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "fixture.h"

#define BASE "/api/v1"

typedef struct
{
  Handler handler;
  gpointer data;
} Route;

void
reply_text (SoupServerMessage *message, guint status, const char *content_type, const char *text)
{
  soup_server_message_set_status (message, status, NULL);
  if (text != NULL)
    soup_server_message_set_response (message, content_type, SOUP_MEMORY_COPY, text, strlen (text));
}

void
reply_json (SoupServerMessage *message, guint status, const char *json)
{
  reply_text (message, status, "application/json", json);
}

static JsonObject *
read_body (SoupServerMessage *message)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  g_autoptr (JsonNode) node = size > 0 ? ss_json_parse (text, (gssize) size, NULL) : NULL;

  return node != NULL ? json_node_dup_object (node) : NULL;
}

static void
reply_tokens (Fixture *self, SoupServerMessage *message)
{
  g_autofree char *json = NULL;

  self->rotation++;
  self->is_stale = FALSE;
  json = g_strdup_printf ("{\"access\": \"access-%u\", \"refresh\": \"refresh-%u\"}", self->rotation,
                          self->rotation);
  reply_json (message, 200, json);
}

static gboolean
handle_auth (Fixture *self, SoupServerMessage *message, const char *path)
{
  g_autoptr (JsonObject) body = read_body (message);
  g_autofree char *refresh = g_strdup_printf ("refresh-%u", self->rotation);

  if (strcmp (path, "/auth/token/") == 0)
    {
      if (self->is_locked)
        {
          soup_message_headers_append (soup_server_message_get_response_headers (message), "Retry-After",
                                       "840");
          reply_json (message, 429, "{\"detail\": \"Slow down.\", \"code\": \"throttled\"}");
        }
      else if (g_strcmp0 (json_object_get_string_member (body, "password"), PASSWORD) == 0
               && g_strcmp0 (json_object_get_string_member (body, "email"), EMAIL) == 0)
        reply_tokens (self, message);
      else
        reply_json (message, 401, "{\"detail\": \"No.\", \"code\": \"authentication_failed\"}");
      return TRUE;
    }
  if (strcmp (path, "/auth/token/refresh/") == 0)
    {
      if (self->holds_renewals)
        fixture_hold (self, message);
      if (g_strcmp0 (json_object_get_string_member (body, "refresh"), refresh) == 0)
        reply_tokens (self, message);
      else
        reply_json (message, 401, "{\"detail\": \"Used twice.\", \"code\": \"token_reused\"}");
      return TRUE;
    }
  if (strcmp (path, "/auth/logout/") == 0)
    {
      if (g_strcmp0 (json_object_get_string_member (body, "refresh"), refresh) == 0)
        self->rotation++;
      soup_server_message_set_status (message, 204, NULL);
      return TRUE;
    }

  return FALSE;
}

static gboolean
is_authorized (Fixture *self, SoupServerMessage *message)
{
  const char *given =
      soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Authorization");
  g_autofree char *wanted = g_strdup_printf ("Bearer access-%u", self->rotation);

  return !self->is_stale && g_strcmp0 (given, wanted) == 0;
}

static void
reply_user (SoupServerMessage *message)
{
  reply_json (message, 200,
              "{\"id\": \"u1\", \"name\": \"Olivia Owner\", \"email\": \"" EMAIL
              "\", \"role\": \"TENANT_OWNER\","
              " \"permissions\": [\"plugins.view\", \"plugins.manage\"], \"masquerade\": null,"
              " \"tenant\": {\"id\": \"t1\", \"name\": \"Acme Auto\", \"subdomain\": \"acme-auto\"}}");
}

static void
handle (SoupServer *server, SoupServerMessage *message, const char *full_path, GHashTable *query,
        gpointer data)
{
  Fixture *self = data;
  const char *path = full_path + strlen (BASE);
  const char *method = soup_server_message_get_method (message);
  const char *query_text = g_uri_get_query (soup_server_message_get_uri (message));
  g_autofree char *request = g_strconcat (method, " ", path, NULL);
  Route *route = g_hash_table_lookup (self->handlers, request);

  g_ptr_array_add (self->seen,
                   query_text != NULL ? g_strconcat (request, "?", query_text, NULL) : g_strdup (request));
  g_clear_pointer (&self->headers, soup_message_headers_unref);
  self->headers = soup_message_headers_ref (soup_server_message_get_request_headers (message));

  if (strcmp (path, "/health/live/") == 0)
    reply_json (message, 200, "{\"status\": \"ok\"}");
  else if (g_str_has_prefix (path, "/auth/") && route == NULL && handle_auth (self, message, path))
    ;
  else if (!is_authorized (self, message))
    reply_json (message, 401, "{\"detail\": \"Expired.\", \"code\": \"token_not_valid\"}");
  else if (route != NULL)
    route->handler (self, message, query, route->data);
  else if (strcmp (path, "/users/me/") == 0)
    reply_user (message);
  else
    reply_json (message, 404, "{\"detail\": \"Not here.\", \"code\": \"not_found\"}");
}

static void
listen (Fixture *self, guint port)
{
  g_autoptr (GError) error = NULL;

  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, BASE, handle, self, NULL);
  soup_server_listen_local (self->server, port, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
}

Fixture *
fixture_new (void)
{
  Fixture *self = g_new0 (Fixture, 1);
  GSList *uris;

  self->handlers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->seen = g_ptr_array_new_with_free_func (g_free);
  self->held = g_ptr_array_new_with_free_func (g_object_unref);
  listen (self, 0);
  uris = soup_server_get_uris (self->server);
  self->address = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return self;
}

void
fixture_free (Fixture *self)
{
  fixture_stop (self);
  settle ();
  g_free (self->address);
  g_hash_table_unref (self->handlers);
  g_ptr_array_unref (self->seen);
  g_ptr_array_unref (self->held);
  g_clear_pointer (&self->headers, soup_message_headers_unref);
  g_free (self);
}

void
fixture_stop (Fixture *self)
{
  if (self->server != NULL)
    soup_server_disconnect (self->server);
  g_clear_object (&self->server);
}

void
fixture_start (Fixture *self)
{
  listen (self, (guint) g_ascii_strtoull (strrchr (self->address, ':') + 1, NULL, 10));
}

void
fixture_on (Fixture *self, const char *request, Handler handler, gconstpointer data)
{
  Route *route = g_new0 (Route, 1);

  route->handler = handler;
  route->data = (gpointer) data;
  g_hash_table_replace (self->handlers, g_strdup (request), route);
}

guint
fixture_count (Fixture *self, const char *prefix)
{
  guint n = 0;

  for (guint i = 0; i < self->seen->len; i++)
    if (g_str_has_prefix (g_ptr_array_index (self->seen, i), prefix))
      n++;
  return n;
}

void
fixture_hold (Fixture *self, SoupServerMessage *message)
{
  soup_server_message_pause (message);
  g_ptr_array_add (self->held, g_object_ref (message));
}

void
fixture_release (Fixture *self)
{
  g_autoptr (GPtrArray) held = g_steal_pointer (&self->held);

  self->held = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < held->len; i++)
    soup_server_message_unpause (g_ptr_array_index (held, i));
}

SsAccount *
fixture_account (Fixture *self, const char *email)
{
  g_autoptr (GError) error = NULL;
  SsAccount *account = ss_account_new (self->address, email, &error);

  g_assert_no_error (error);
  ss_account_set_tenant (account, "acme-auto");
  return account;
}

SsSession *
fixture_session (Fixture *self)
{
  g_autoptr (SsAccount) account = fixture_account (self, EMAIL);

  return ss_session_new (account);
}

SsSession *
fixture_signed_in (Fixture *self)
{
  SsSession *session = fixture_session (self);
  g_autoptr (GError) error = NULL;

  sign_in (session, PASSWORD, FALSE, &error);
  g_assert_no_error (error);
  return session;
}

void
answer_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  g_assert_null (answer->result);
  answer->result = g_object_ref (result);
  answer->n_calls++;
}

void
answer_clear (Answer *self)
{
  g_clear_object (&self->result);
}

GAsyncResult *
answer_wait (Answer *self)
{
  wait_until (self->result != NULL);
  return self->result;
}

void
settle (void)
{
  /* Workers hand their last references over with one more turn. */
  for (guint i = 0; i < 20; i++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_thread_yield ();
    }
}

gboolean
sign_in (SsSession *session, const char *password, gboolean keep, GError **error)
{
  g_auto (Answer) answer = { NULL, 0 };

  ss_session_sign_in_async (session, password, keep, NULL, answer_cb, &answer);
  return ss_session_sign_in_finish (session, answer_wait (&answer), error);
}

SsAnswer *
call (SsSession *session, const char *method, const char *path, GType type, GError **error)
{
  g_auto (Answer) answer = { NULL, 0 };
  const SsCall what = { .method = method, .path = path, .type = type };

  ss_session_call_async (session, &what, NULL, answer_cb, &answer);
  return ss_session_call_finish (session, answer_wait (&answer), error);
}

static void
delay_cb (guint milliseconds, gpointer data)
{
  g_array_append_val ((GArray *) data, milliseconds);
}

GArray *
record_delays (SsSession *session)
{
  GArray *delays = g_array_new (FALSE, FALSE, sizeof (guint));

  ss_session_set_delay (session, delay_cb, delays);
  return delays;
}

/* In whichever thread let it go: a main loop that polls without end has to be told. */
static void
gone_cb (gpointer user_data, GObject *object)
{
  g_atomic_int_set ((int *) user_data, TRUE);
  g_main_context_wakeup (NULL);
}

void
assert_finalized_ (const char *where, gpointer *object)
{
  int is_gone = FALSE;

  g_object_weak_ref (*object, gone_cb, &is_gone);
  g_object_unref (g_steal_pointer (object));
  /* A worker, the keyring or a closing connection may still hold it for a moment: a leak fails by time-out.
   */
  if (!g_atomic_int_get (&is_gone))
    g_test_message ("%s: waits for the last reference", where);
  wait_until (g_atomic_int_get (&is_gone));
}
