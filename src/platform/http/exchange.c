/* exchange.c: one request on its way through the platform and back
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/http/exchange.h"
#include "platform/http/exchange-private.h"

#include <string.h>

#include "platform/http/reply-private.h"
#include "platform/http/request-private.h"
#include "platform/http/security-headers.h"

struct _SsExchange
{
  SsReplyQueue *replies;      /* (unowned) */
  SoupServerMessage *message; /* (owned) */
  SsRequest *request;         /* (owned) */
  SsReply *reply;             /* (owned) (nullable) */
  gint64 started;
};

struct _SsReplyQueue
{
  GSource source;
  GMutex lock;
  GPtrArray *answered;        /* (owned): of SsExchange */
  SsConnections *connections; /* (unowned) */
  SsStreams *streams;         /* (unowned) */
};

static void
exchange_free (SsExchange *self)
{
  ss_request_free (self->request);
  ss_reply_free (self->reply);
  g_object_unref (self->message);
  g_free (self);
}

static const char *
cache_control (SsReply *reply)
{
  return ss_reply_get_header (reply, "ETag") != NULL ? "private, no-cache" : "no-store";
}

static void
apply_headers (SsExchange *self, SoupMessageHeaders *headers)
{
  SsReply *reply = self->reply;

  ss_security_headers_apply (headers);
  if (ss_request_is_secure (self->request))
    ss_security_headers_apply_transport (headers);
  for (guint i = 0; reply->headers != NULL && i < reply->headers->len; i++)
    {
      const SsReplyHeader *header = &g_array_index (reply->headers, SsReplyHeader, i);

      soup_message_headers_replace (headers, header->name, header->value);
    }
  if (ss_reply_get_header (reply, "Cache-Control") == NULL)
    soup_message_headers_append (headers, "Cache-Control", cache_control (reply));
  if (reply->status == 401)
    soup_message_headers_append (headers, "WWW-Authenticate", "Bearer");
}

static void
apply_reply (SsExchange *self, gboolean is_last)
{
  GBytes *body = ss_reply_get_body (self->reply);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);
  SoupMessageBody *response = soup_server_message_get_response_body (self->message);

  soup_server_message_set_status (self->message, self->reply->status, NULL);
  soup_message_headers_replace (headers, SS_REQUEST_ID_HEADER, self->request->request_id);
  apply_headers (self, headers);
  if (is_last)
    soup_message_headers_replace (headers, "Connection", "close");
  if (self->reply->status == 204 || self->reply->status == 304)
    return;

  /* Not gathered: libsoup would answer parts of it to a Range, which the contract does not know. */
  soup_message_body_set_accumulate (response, FALSE);
  soup_message_headers_set_content_length (headers, body != NULL ? (goffset) g_bytes_get_size (body) : 0);
  if (self->reply->content_type != NULL)
    soup_message_headers_append (headers, "Content-Type", self->reply->content_type);
  if (body != NULL && strcmp (self->request->method, "HEAD") != 0)
    soup_message_body_append_bytes (response, body);
}

static void
append_header_cb (const char *name, const char *value, gpointer user_data)
{
  g_string_append_printf (user_data, "%s: %s\r\n", name, value);
}

static char *
write_stream_head (SsExchange *self, gboolean is_chunked)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);
  GString *text = g_string_new ("HTTP/1.1 200 OK\r\n");
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *date = soup_date_time_to_string (now, SOUP_DATE_HTTP);

  soup_message_headers_replace (headers, "Date", date);
  soup_message_headers_replace (headers, SS_REQUEST_ID_HEADER, self->request->request_id);
  soup_message_headers_replace (headers, "Content-Type", self->reply->content_type);
  soup_message_headers_replace (headers, "Connection", "close");
  if (is_chunked)
    soup_message_headers_replace (headers, "Transfer-Encoding", "chunked");
  apply_headers (self, headers);
  soup_message_headers_foreach (headers, append_header_cb, text);
  g_string_append (text, "\r\n");
  return g_string_free (text, FALSE);
}

/* The connection is libsoup's no longer. */
static void
begin_stream (SsExchange *self, SsConnection *connection)
{
  g_autoptr (GSocketAddress) remote = g_object_ref (soup_server_message_get_remote_address (self->message));
  g_autoptr (GSocket) socket =
      g_object_ref (ss_guarded_stream_get_socket (ss_connection_get_stream (connection)));
  gboolean is_chunked = soup_server_message_get_http_version (self->message) != SOUP_HTTP_1_0;
  GIOStream *taken = soup_server_message_steal_connection (self->message);
  g_autofree char *head = NULL;
  SsStream *stream;

  if (taken == NULL)
    return;
  head = write_stream_head (self, is_chunked);
  ss_connection_set_state (connection, SS_CONNECTION_STREAMING);
  stream = ss_streams_add (self->replies->streams, taken, socket, remote, is_chunked, head);
  if (stream != NULL)
    self->reply->begin (stream, self->reply->begin_data);
}

static void
send_reply (SsExchange *self)
{
  SsConnection *connection =
      ss_connection_from_address (soup_server_message_get_remote_address (self->message));
  gboolean is_stream = self->reply->begin != NULL && strcmp (self->request->method, "HEAD") != 0;

  if (is_stream && ss_streams_is_full (self->replies->streams))
    {
      ss_reply_free (self->reply);
      self->reply = ss_reply_new_error (503, "unavailable", "Too many look on. Try again in a moment.");
      ss_reply_set_header (self->reply, "Retry-After", "5");
    }
  else if (is_stream && connection != NULL)
    {
      begin_stream (self, connection);
      return;
    }
  if (connection != NULL)
    ss_connection_set_state (connection, SS_CONNECTION_WRITING);
  apply_reply (self, ss_connections_is_draining (self->replies->connections));
  soup_server_message_unpause (self->message);
}

static gboolean
queue_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  SsReplyQueue *self = (SsReplyQueue *) source;
  g_autoptr (GPtrArray) answered = NULL;

  g_source_set_ready_time (source, -1);
  g_mutex_lock (&self->lock);
  answered = g_steal_pointer (&self->answered);
  self->answered = g_ptr_array_new ();
  g_mutex_unlock (&self->lock);

  for (guint i = 0; i < answered->len; i++)
    {
      SsExchange *exchange = g_ptr_array_index (answered, i);

      send_reply (exchange);
      exchange_free (exchange);
    }
  return G_SOURCE_CONTINUE;
}

static void
queue_finalize (GSource *source)
{
  SsReplyQueue *self = (SsReplyQueue *) source;

  g_ptr_array_set_free_func (self->answered, (GDestroyNotify) exchange_free);
  g_ptr_array_unref (self->answered);
  g_mutex_clear (&self->lock);
}

static GSourceFuncs queue_functions = { NULL, NULL, queue_dispatch, queue_finalize, NULL, NULL };

SsReplyQueue *
ss_reply_queue_new (GMainContext *context, SsConnections *connections, SsStreams *streams)
{
  SsReplyQueue *self = (SsReplyQueue *) g_source_new (&queue_functions, sizeof (SsReplyQueue));

  g_mutex_init (&self->lock);
  self->answered = g_ptr_array_new ();
  self->connections = connections;
  self->streams = streams;
  g_source_set_name (&self->source, "replies");
  g_source_attach (&self->source, context);
  return self;
}

void
ss_reply_queue_free (SsReplyQueue *self)
{
  if (self == NULL)
    return;
  g_source_destroy (&self->source);
  g_source_unref (&self->source);
}

SsExchange *
ss_exchange_new (SsReplyQueue *replies, SoupServerMessage *message, SsConnection *connection,
                 SsRequest *request)
{
  SsExchange *self = g_new0 (SsExchange, 1);

  self->replies = replies;
  self->message = g_object_ref (message);
  self->request = request;
  self->started = g_get_monotonic_time ();
  ss_connection_set_state (connection, SS_CONNECTION_WORKING);
  soup_server_message_pause (message);
  return self;
}

/**
 * ss_exchange_get_request:
 * @self: an exchange
 *
 * Returns: (transfer none): what was asked
 */
SsRequest *
ss_exchange_get_request (SsExchange *self)
{
  return self->request;
}

/**
 * ss_exchange_get_duration:
 * @self: an exchange
 *
 * Returns: the microseconds since the request was read
 */
gint64
ss_exchange_get_duration (SsExchange *self)
{
  return g_get_monotonic_time () - self->started;
}

/**
 * ss_exchange_answer:
 * @self: (transfer full): an exchange
 * @reply: (transfer full): its reply
 *
 * From any thread.
 */
void
ss_exchange_answer (SsExchange *self, SsReply *reply)
{
  SsReplyQueue *replies = self->replies;
  gboolean is_first;

  self->reply = reply;
  g_mutex_lock (&replies->lock);
  is_first = replies->answered->len == 0;
  g_ptr_array_add (replies->answered, self);
  if (is_first)
    g_source_set_ready_time (&replies->source, 0);
  g_mutex_unlock (&replies->lock);
}
