/* transport.c: one HTTP request and its whole answer, within limits
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include <libsoup/soup.h>

#include "client/client-error-private.h"
#include "client/transport.h"

#define PIECE (64 * 1024)
#define REDIRECTS_MAX 5
#define RETRY_AFTER_MAX (24 * 60 * 60)

struct _SsTransport
{
  GObject parent_instance;

  SoupSession *soup; /* (owned) */
  SsTimeLimits limits;
};

G_DEFINE_FINAL_TYPE (SsTransport, ss_transport, G_TYPE_OBJECT)

/* A request under way: the data of its task. */
typedef struct
{
  char *method;
  char *token;           /* (owned) (nullable) */
  char *tenant;          /* (owned) (nullable) */
  char *accept;          /* (owned) (nullable) */
  GBytes *body;          /* (owned) (nullable) */
  char *content_type;    /* (owned) (nullable) */
  char *if_match;        /* (owned) (nullable) */
  char *if_none_match;   /* (owned) (nullable) */
  char *idempotency_key; /* (owned) (nullable) */
  char *last_event_id;   /* (owned) (nullable) */
  gsize limit;
  gboolean goes_abroad;
  gboolean fresh_connection;
  gboolean is_stream;

  GUri *uri; /* (owned): where it is now */
  guint n_redirects;
  SoupMessage *message; /* (owned) (nullable) */
  GInputStream *stream; /* (owned) (nullable) */
  GByteArray *received; /* (owned) */

  GCancellable *inner; /* (owned): cancelled by the caller's, or by a time limit */
  GCancellable *outer; /* (owned) (nullable) */
  gulong outer_id;
  guint answer_timer;
  guint whole_timer;
  gboolean is_late;
} Exchange;

static void send_message (GTask *task);
static void read_piece (GTask *task);

static void
exchange_free (gpointer data)
{
  Exchange *self = data;

  g_clear_handle_id (&self->answer_timer, g_source_remove);
  g_clear_handle_id (&self->whole_timer, g_source_remove);
  if (self->outer_id != 0)
    g_cancellable_disconnect (self->outer, self->outer_id);
  g_free (self->method);
  g_free (self->token);
  g_free (self->tenant);
  g_free (self->accept);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->content_type);
  g_free (self->if_match);
  g_free (self->if_none_match);
  g_free (self->idempotency_key);
  g_free (self->last_event_id);
  g_clear_pointer (&self->uri, g_uri_unref);
  g_clear_object (&self->message);
  g_clear_object (&self->stream);
  g_byte_array_unref (self->received);
  g_clear_object (&self->inner);
  g_clear_object (&self->outer);
  g_free (self);
}

static gboolean
same_origin (GUri *uri, GUri *other)
{
  return strcmp (g_uri_get_scheme (uri), g_uri_get_scheme (other)) == 0
         && g_ascii_strcasecmp (g_uri_get_host (uri), g_uri_get_host (other)) == 0
         && g_uri_get_port (uri) == g_uri_get_port (other);
}

static gboolean
is_secure (GUri *uri)
{
  return strcmp (g_uri_get_scheme (uri), "https") == 0
         || (strcmp (g_uri_get_scheme (uri), "http") == 0 && ss_host_is_loopback (g_uri_get_host (uri)));
}

static gboolean
late_cb (gpointer user_data)
{
  Exchange *exchange = user_data;

  exchange->is_late = TRUE;
  g_cancellable_cancel (exchange->inner);
  return G_SOURCE_CONTINUE; /* removed with the exchange */
}

static void
outer_cancelled_cb (GCancellable *outer, gpointer inner)
{
  g_cancellable_cancel (inner);
}

static void
restart_answer_timer (GTask *task)
{
  SsTransport *self = g_task_get_source_object (task);
  Exchange *exchange = g_task_get_task_data (task);

  g_clear_handle_id (&exchange->answer_timer, g_source_remove);
  exchange->answer_timer = g_timeout_add (self->limits.answer, late_cb, exchange);
}

/* Foreign errors become ours here, once. @has_head: the platform had begun to answer. */
static GError *
translate_error (const GError *error, gboolean is_late, gboolean has_head)
{
  if (is_late || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return ss_client_error_new (SS_CLIENT_ERROR_TIMED_OUT);
  if (error->domain == SS_CLIENT_ERROR || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (error);
  if (error->domain == G_TLS_ERROR)
    return ss_client_error_new (SS_CLIENT_ERROR_TLS);
  if (error->domain == G_RESOLVER_ERROR)
    return ss_client_error_new (SS_CLIENT_ERROR_OFFLINE);
  if (error->domain == G_IO_ERROR && !has_head && error->code != G_IO_ERROR_INVALID_DATA
      && error->code != G_IO_ERROR_NOT_SUPPORTED)
    return ss_client_error_new (SS_CLIENT_ERROR_OFFLINE);

  return ss_client_error_new (SS_CLIENT_ERROR_PROTOCOL);
}

static void
stop_timers (Exchange *exchange)
{
  g_clear_handle_id (&exchange->answer_timer, g_source_remove);
  g_clear_handle_id (&exchange->whole_timer, g_source_remove);
}

static void
fail (GTask *task, const GError *error, gboolean has_head)
{
  Exchange *exchange = g_task_get_task_data (task);

  stop_timers (exchange);
  g_debug ("%s %s: %s", exchange->method, g_uri_get_path (exchange->uri), error->message);
  g_task_return_error (task, translate_error (error, exchange->is_late, has_head));
}

static void
fail_with (GTask *task, SsClientError code)
{
  g_autoptr (GError) error = ss_client_error_new (code);

  fail (task, error, TRUE);
}

static guint
read_retry_after (SoupMessageHeaders *headers)
{
  const char *text = soup_message_headers_get_one (headers, "Retry-After");
  guint64 seconds;
  g_autoptr (GDateTime) date = NULL;
  gint64 until;

  if (text == NULL)
    return 0;
  if (g_ascii_string_to_unsigned (text, 10, 0, RETRY_AFTER_MAX, &seconds, NULL))
    return (guint) seconds;

  date = soup_date_time_new_from_http_string (text);
  if (date == NULL)
    return 0;
  until = g_date_time_to_unix (date) - g_get_real_time () / G_USEC_PER_SEC;
  return (guint) CLAMP (until, 0, RETRY_AFTER_MAX);
}

static gint64
read_date (SoupMessageHeaders *headers)
{
  const char *text = soup_message_headers_get_one (headers, "Date");
  g_autoptr (GDateTime) date = text != NULL ? soup_date_time_new_from_http_string (text) : NULL;

  return date != NULL ? g_date_time_to_unix (date) * G_TIME_SPAN_SECOND : 0;
}

static SsReply *
make_reply (Exchange *exchange)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (exchange->message);
  SsReply *reply = g_new0 (SsReply, 1);

  reply->status = soup_message_get_status (exchange->message);
  reply->content_type = g_strdup (soup_message_headers_get_content_type (headers, NULL));
  reply->etag = g_strdup (soup_message_headers_get_one (headers, "ETag"));
  reply->last_event_id = g_strdup (soup_message_headers_get_one (headers, "Last-Event-ID"));
  reply->retry_after = read_retry_after (headers);
  reply->date = read_date (headers);
  return reply;
}

static void
succeed (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);
  SsReply *reply = make_reply (exchange);

  stop_timers (exchange);
  reply->body = g_byte_array_free_to_bytes (g_steal_pointer (&exchange->received));
  exchange->received = g_byte_array_new ();
  g_task_return_pointer (task, reply, (GDestroyNotify) ss_reply_free);
}

/* From now on the connection is the caller's, and no limit of time is ours. */
static void
hand_over (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);
  SsReply *reply = make_reply (exchange);

  stop_timers (exchange);
  reply->stream = g_steal_pointer (&exchange->stream);
  reply->connection = g_object_ref (exchange->inner);
  g_task_return_pointer (task, reply, (GDestroyNotify) ss_reply_free);
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_input_stream_close_finish (G_INPUT_STREAM (source), result, NULL);
}

/* What is left unread must not keep the connection busy. */
static void
drop_stream (Exchange *exchange)
{
  if (exchange->stream != NULL)
    g_input_stream_close_async (exchange->stream, G_PRIORITY_DEFAULT, NULL, closed_cb, NULL);
  g_clear_object (&exchange->stream);
}

static gboolean
is_redirect (guint status)
{
  return status == SOUP_STATUS_MOVED_PERMANENTLY || status == SOUP_STATUS_FOUND
         || status == SOUP_STATUS_SEE_OTHER || status == SOUP_STATUS_TEMPORARY_REDIRECT
         || status == SOUP_STATUS_PERMANENT_REDIRECT;
}

/* Where a redirect leads, or NULL where it must not be followed. */
static GUri *
find_target (Exchange *exchange, guint status)
{
  const char *location =
      soup_message_headers_get_one (soup_message_get_response_headers (exchange->message), "Location");
  gboolean keeps_method =
      status == SOUP_STATUS_TEMPORARY_REDIRECT || status == SOUP_STATUS_PERMANENT_REDIRECT;
  g_autoptr (GUri) target = NULL;

  if (location == NULL || exchange->n_redirects >= REDIRECTS_MAX)
    return NULL;
  if (!keeps_method && strcmp (exchange->method, "GET") != 0)
    return NULL;

  target = g_uri_parse_relative (exchange->uri, location, SOUP_HTTP_URI_FLAGS, NULL);
  if (target == NULL || g_uri_get_host (target) == NULL || !is_secure (target))
    return NULL;
  if (strcmp (g_uri_get_scheme (exchange->uri), "https") == 0
      && strcmp (g_uri_get_scheme (target), "https") != 0)
    return NULL;
  if (!same_origin (exchange->uri, target) && !exchange->goes_abroad)
    return NULL;

  return g_steal_pointer (&target);
}

static void
follow (GTask *task, guint status)
{
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GUri) target = find_target (exchange, status);

  drop_stream (exchange);
  if (target == NULL)
    {
      fail_with (task, SS_CLIENT_ERROR_PROTOCOL);
      return;
    }

  if (!same_origin (exchange->uri, target))
    {
      g_clear_pointer (&exchange->token, g_free);
      g_clear_pointer (&exchange->tenant, g_free);
    }
  exchange->n_redirects++;
  g_uri_unref (exchange->uri);
  exchange->uri = g_steal_pointer (&target);
  send_message (g_object_ref (task));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) piece = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  gsize size;

  if (piece == NULL)
    {
      drop_stream (exchange);
      fail (task, error, TRUE);
      return;
    }

  size = g_bytes_get_size (piece);
  if (size == 0)
    {
      drop_stream (exchange);
      succeed (task);
      return;
    }
  if (exchange->received->len + size > exchange->limit)
    {
      /* Closing would read on to the end of the body: the connection goes with the cancellation. */
      g_cancellable_cancel (exchange->inner);
      g_clear_object (&exchange->stream);
      fail_with (task, SS_CLIENT_ERROR_PROTOCOL);
      return;
    }

  g_byte_array_append (exchange->received, g_bytes_get_data (piece, NULL), (guint) size);
  restart_answer_timer (task);
  read_piece (g_steal_pointer (&task));
}

/* Takes over @task. */
static void
read_piece (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);

  g_input_stream_read_bytes_async (exchange->stream, PIECE, g_task_get_priority (task), exchange->inner,
                                   read_cb, task);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  goffset length;
  guint status;

  exchange->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (exchange->stream == NULL)
    {
      fail (task, error, FALSE);
      return;
    }

  status = soup_message_get_status (exchange->message);
  if (is_redirect (status))
    {
      follow (task, status);
      return;
    }

  if (exchange->is_stream && status == SOUP_STATUS_OK)
    {
      hand_over (task);
      return;
    }

  length = soup_message_headers_get_content_length (soup_message_get_response_headers (exchange->message));
  if (length > (goffset) exchange->limit)
    {
      g_cancellable_cancel (exchange->inner);
      fail_with (task, SS_CLIENT_ERROR_PROTOCOL);
      return;
    }

  restart_answer_timer (task);
  read_piece (g_steal_pointer (&task));
}

static void
set_header (SoupMessageHeaders *headers, const char *name, const char *value)
{
  if (value != NULL)
    soup_message_headers_replace (headers, name, value);
}

static void
set_headers (Exchange *exchange)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (exchange->message);
  g_autofree char *bearer = exchange->token != NULL ? g_strconcat ("Bearer ", exchange->token, NULL) : NULL;

  set_header (headers, "Accept", exchange->accept);
  set_header (headers, "Authorization", bearer);
  set_header (headers, "X-Tenant-Subdomain", exchange->tenant);
  set_header (headers, "If-Match", exchange->if_match);
  set_header (headers, "If-None-Match", exchange->if_none_match);
  set_header (headers, "Idempotency-Key", exchange->idempotency_key);
  set_header (headers, "Last-Event-ID", exchange->last_event_id);
}

/* Takes over @task. */
static void
send_message (GTask *task)
{
  SsTransport *self = g_task_get_source_object (task);
  Exchange *exchange = g_task_get_task_data (task);
  SoupMessageFlags flags = SOUP_MESSAGE_NO_REDIRECT;

  if (exchange->fresh_connection)
    flags |= SOUP_MESSAGE_NEW_CONNECTION;

  g_set_object (&exchange->message, NULL);
  exchange->message = soup_message_new_from_uri (exchange->method, exchange->uri);
  soup_message_set_flags (exchange->message, flags);
  set_headers (exchange);
  if (exchange->body != NULL)
    soup_message_set_request_body_from_bytes (exchange->message,
                                              exchange->content_type != NULL ? exchange->content_type
                                                                             : "application/json",
                                              exchange->body);

  restart_answer_timer (task);
  soup_session_send_async (self->soup, exchange->message, G_PRIORITY_DEFAULT, exchange->inner, sent_cb, task);
}

static Exchange *
exchange_new (const SsRequest *request, GCancellable *cancellable)
{
  Exchange *exchange = g_new0 (Exchange, 1);

  exchange->method = g_strdup (request->method);
  exchange->token = g_strdup (request->token);
  exchange->tenant = g_strdup (request->tenant);
  exchange->accept = g_strdup (request->accept);
  exchange->body = request->body != NULL ? g_bytes_ref (request->body) : NULL;
  exchange->content_type = g_strdup (request->content_type);
  exchange->if_match = g_strdup (request->if_match);
  exchange->if_none_match = g_strdup (request->if_none_match);
  exchange->idempotency_key = g_strdup (request->idempotency_key);
  exchange->last_event_id = g_strdup (request->last_event_id);
  exchange->limit = request->limit > 0 ? request->limit : SS_BODY_MAX;
  exchange->goes_abroad = request->goes_abroad;
  exchange->fresh_connection = request->fresh_connection;
  exchange->is_stream = request->is_stream;
  exchange->received = g_byte_array_new ();
  exchange->inner = g_cancellable_new ();
  g_set_object (&exchange->outer, cancellable);

  return exchange;
}

static void
ss_transport_dispose (GObject *object)
{
  SsTransport *self = SS_TRANSPORT (object);

  if (self->soup != NULL)
    soup_session_abort (self->soup);
  g_clear_object (&self->soup);

  G_OBJECT_CLASS (ss_transport_parent_class)->dispose (object);
}

static void
ss_transport_class_init (SsTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ss_transport_dispose;
}

static void
ss_transport_init (SsTransport *self)
{
  self->limits.answer = 20 * 1000;
  self->limits.whole = 60 * 1000;
  self->soup =
      soup_session_new_with_options ("user-agent", "SmoothScheduleAdmin/" PACKAGE_VERSION,
                                     "max-conns-per-host", 6, "idle-timeout", 60, "timeout", 0, NULL);
  /* Passwords go in bodies only: nothing may answer a challenge behind the session's back. */
  soup_session_remove_feature_by_type (self->soup, SOUP_TYPE_AUTH_MANAGER);
}

SsTransport *
ss_transport_new (void)
{
  return g_object_new (SS_TYPE_TRANSPORT, NULL);
}

void
ss_transport_set_time_limits (SsTransport *self, const SsTimeLimits *limits)
{
  g_return_if_fail (SS_IS_TRANSPORT (self));

  self->limits = *limits;
}

/**
 * ss_transport_send_async:
 * @self: a transport
 * @request: what to send; it is copied
 * @cancellable: (nullable): ends it with %G_IO_ERROR_CANCELLED
 * @callback: called when all of the answer is there, whatever its status
 * @user_data: for @callback
 */
void
ss_transport_send_async (SsTransport *self, const SsRequest *request, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Exchange *exchange;

  g_return_if_fail (SS_IS_TRANSPORT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ss_transport_send_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  exchange = exchange_new (request, cancellable);
  g_task_set_task_data (task, exchange, exchange_free);

  exchange->uri = g_uri_parse (request->address, SOUP_HTTP_URI_FLAGS, NULL);
  if (exchange->uri == NULL || g_uri_get_host (exchange->uri) == NULL)
    {
      g_task_return_error (task, ss_client_error_new (SS_CLIENT_ERROR_PROTOCOL));
      return;
    }
  if (!is_secure (exchange->uri))
    {
      g_task_return_error (task, ss_client_error_new (SS_CLIENT_ERROR_INSECURE));
      return;
    }

  if (cancellable != NULL)
    exchange->outer_id = g_cancellable_connect (cancellable, G_CALLBACK (outer_cancelled_cb),
                                                g_object_ref (exchange->inner), g_object_unref);
  exchange->whole_timer = g_timeout_add (self->limits.whole, late_cb, exchange);
  send_message (g_steal_pointer (&task));
}

/**
 * ss_transport_send_finish:
 * @self: a transport
 * @result: what the callback got
 * @error: %SS_CLIENT_ERROR_OFFLINE, _TIMED_OUT, _TLS, _INSECURE or _PROTOCOL
 *
 * Returns: (transfer full): the answer, or %NULL and @error
 */
SsReply *
ss_transport_send_finish (SsTransport *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
ss_reply_free (SsReply *self)
{
  /* Closing the stream would read on to its end, which never comes. */
  if (self->connection != NULL)
    g_cancellable_cancel (self->connection);
  g_clear_object (&self->connection);
  g_clear_object (&self->stream);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->content_type);
  g_free (self->etag);
  g_free (self->last_event_id);
  g_free (self);
}

gboolean
ss_same_origin (const char *address, const char *other)
{
  g_autoptr (GUri) uri = g_uri_parse (address, SOUP_HTTP_URI_FLAGS, NULL);
  g_autoptr (GUri) other_uri = g_uri_parse (other, SOUP_HTTP_URI_FLAGS, NULL);

  return uri != NULL && other_uri != NULL && g_uri_get_host (uri) != NULL
         && g_uri_get_host (other_uri) != NULL && same_origin (uri, other_uri);
}

gboolean
ss_host_is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = NULL;

  if (host == NULL)
    return FALSE;
  if (g_ascii_strcasecmp (host, "localhost") == 0 || g_str_has_suffix (host, ".localhost"))
    return TRUE;

  address = g_inet_address_new_from_string (host);
  return address != NULL && g_inet_address_get_is_loopback (address);
}
