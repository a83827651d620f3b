/* listener.c: accepts connections and reads requests within their limits
 *
 * SoupServer speaks HTTP; accepting is done here, since SoupServer stops to accept for good when the process
 * has for a moment no descriptor left, and has neither a bound on connections nor time-outs.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/http/listener.h"

#include <libsoup/soup.h>
#include <string.h>
#include <sys/socket.h>
#include <netinet/in.h>
#include <netinet/tcp.h>

#include "platform/http/connections.h"
#include "platform/http/exchange-private.h"
#include "platform/http/limits.h"
#include "platform/http/listening-socket.h"
#include "platform/http/refusal.h"
#include "platform/http/request-private.h"
#include "platform/http/security-headers.h"

/* At most so many new connections before others have their turn. */
#define ACCEPT_AT_ONCE 32

struct _SsListener
{
  SsPlatform *platform;       /* (unowned) */
  SsTls *tls;                 /* (unowned) (nullable): NULL: clients speak plain HTTP */
  GMainContext *context;      /* (owned) */
  SoupServer *server;         /* (owned) */
  GSocket *socket;            /* (owned) (nullable): while it listens */
  GSource *acceptable;        /* (owned) (nullable) */
  GSocket *keep_alive[2];     /* (owned) (nullable) */
  SsConnections *connections; /* (owned) */
  SsStreams *streams;         /* (owned) */
  SsReplyQueue *replies;      /* (owned) */
  char *address;              /* (owned) (nullable) */
  SsListenerFunc take;
  gpointer user_data;

  GFunc stopped; /* (nullable) */
  gpointer stopped_data;
  GSource *stop_timeout; /* (owned) (nullable) */
};

static SsConnection *
find_connection (SoupServerMessage *message)
{
  return ss_connection_from_address (soup_server_message_get_remote_address (message));
}

/* The rest of the request is not read: libsoup gives the connection away. */
static void
refuse (SsListener *self, SoupServerMessage *message, guint status, const char *code, const char *detail)
{
  SsConnection *connection = find_connection (message);
  g_autoptr (GSocket) socket =
      g_object_ref (ss_guarded_stream_get_socket (ss_connection_get_stream (connection)));
  g_autofree char *request_id = g_strdup (ss_connection_get_request_id (connection));
  GIOStream *stream = soup_server_message_steal_connection (message);

  if (stream != NULL)
    ss_refusal_send (self->context, stream, socket, ss_reply_new_error (status, code, detail), request_id);
}

static void
refuse_body (SsListener *self, SoupServerMessage *message)
{
  refuse (self, message, 413, "payload_too_large", "The body is larger than 1 MiB.");
}

static void
got_chunk_cb (SoupServerMessage *message, GBytes *chunk, gpointer user_data)
{
  SsConnection *connection = find_connection (message);

  ss_connection_progress (connection);
  if (soup_server_message_get_request_body (message)->length > SS_BODY_MAX)
    refuse_body (user_data, message);
}

static gsize
url_length (GUri *uri)
{
  const char *query = g_uri_get_query (uri);

  return strlen (g_uri_get_path (uri)) + (query != NULL ? strlen (query) + 1 : 0);
}

/* The headers are there, the body not yet. */
static void
early_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query,
          gpointer user_data)
{
  SsListener *self = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupEncoding encoding = soup_message_headers_get_encoding (headers);
  goffset length =
      encoding == SOUP_ENCODING_CONTENT_LENGTH ? soup_message_headers_get_content_length (headers) : 0;

  ss_guarded_stream_end_head (ss_connection_get_stream (find_connection (message)));
  if (url_length (soup_server_message_get_uri (message)) > SS_URL_MAX)
    {
      refuse (self, message, 414, "uri_too_long", "The address is longer than 8 KiB.");
      return;
    }
  if (length > SS_BODY_MAX)
    {
      refuse_body (self, message);
      return;
    }
  if (length > 0 || encoding == SOUP_ENCODING_CHUNKED)
    {
      ss_connection_set_state (find_connection (message), SS_CONNECTION_BODY);
      g_signal_connect (message, "got-chunk", G_CALLBACK (got_chunk_cb), self);
    }
}

/* The request is there as a whole. */
static void
request_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query,
            gpointer user_data)
{
  SsListener *self = user_data;
  SsConnection *connection = find_connection (message);
  GUri *uri = soup_server_message_get_uri (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) bytes = body->length > 0 ? soup_message_body_flatten (body) : NULL;
  SsRequest *request =
      ss_request_new (self->platform, soup_server_message_get_method (message), g_uri_get_path (uri),
                      g_uri_get_query (uri), soup_server_message_get_request_headers (message), bytes,
                      soup_server_message_get_remote_host (message));

  g_strlcpy (request->request_id, ss_connection_get_request_id (connection), sizeof request->request_id);
  self->take (ss_exchange_new (self->replies, message, connection, request), self->user_data);
}

/* For the first request of a connection when it is accepted, for others with their first byte. */
static void
request_started_cb (SoupServer *server, SoupServerMessage *message, gpointer user_data)
{
  SsConnection *connection = find_connection (message);
  char *request_id = ss_connection_get_request_id (connection);

  /* Also where libsoup itself refuses a request that it can't read. */
  ss_request_id_make (request_id);
  soup_message_headers_replace (soup_server_message_get_response_headers (message), SS_REQUEST_ID_HEADER,
                                request_id);
  ss_security_headers_apply (soup_server_message_get_response_headers (message));
  ss_guarded_stream_begin_request (ss_connection_get_stream (connection));
  if (ss_connection_get_state (connection) == SS_CONNECTION_IDLE)
    ss_connection_set_state (connection, SS_CONNECTION_HEADERS);
}

static void
request_finished_cb (SoupServer *server, SoupServerMessage *message, gpointer user_data)
{
  SsConnection *connection = find_connection (message);

  if (connection == NULL)
    return;
  ss_guarded_stream_expect_request (ss_connection_get_stream (connection));
  ss_connection_set_state (connection, SS_CONNECTION_IDLE);
}

/* An object of the listener's own: its end is the connection's (ss_connection_attach()), and @socket, which
 * keeps the one that it gives, may end in another thread. */
static GSocketAddress *
copy_remote_address (GSocket *socket)
{
  g_autoptr (GSocketAddress) address = g_socket_get_remote_address (socket, NULL);
  GInetSocketAddress *remote = (GInetSocketAddress *) address;

  return address != NULL ? g_inet_socket_address_new (g_inet_socket_address_get_address (remote),
                                                      g_inet_socket_address_get_port (remote))
                         : NULL;
}

static void
take_connection (SsListener *self, GSocket *socket)
{
  g_autoptr (GSocket) end = NULL;
  g_autoptr (GSocketConnection) plain = NULL;
  g_autoptr (GIOStream) stream = NULL;
  g_autoptr (GSocketAddress) local = NULL;
  g_autoptr (GSocketAddress) remote = NULL;
  SsConnection *connection;

  if (!ss_connections_make_room (self->connections))
    return;
  local = g_socket_get_local_address (socket, NULL);
  remote = copy_remote_address (socket);
  if (local == NULL || remote == NULL)
    return;

  g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, TRUE, NULL);
  end = self->tls != NULL ? ss_tls_relay (self->tls, socket) : g_object_ref (socket);
  if (end == NULL)
    return;
  plain = g_socket_connection_factory_create_connection (end);
  stream = ss_guarded_stream_new (plain);
  connection = ss_connections_add (self->connections, SS_GUARDED_STREAM (stream));
  ss_connection_attach (connection, remote);
  soup_server_accept_iostream (self->server, stream, local, remote, NULL);
}

static gboolean
acceptable_cb (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  for (guint i = 0; i < ACCEPT_AT_ONCE; i++)
    {
      g_autoptr (GSocket) client = g_socket_accept (socket, NULL, NULL);

      if (client == NULL)
        break;
      take_connection (user_data, client);
    }
  return G_SOURCE_CONTINUE;
}

/* SoupServer keeps a connection for a next request only while it listens itself. It is given one end of a
 * pair of sockets, where nobody ever calls. */
static gboolean
allow_keep_alive (SsListener *self, GError **error)
{
  int ends[2];

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "No pair of sockets can be made.");
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      self->keep_alive[i] = g_socket_new_from_fd (ends[i], error);
      if (self->keep_alive[i] == NULL)
        return FALSE;
    }
  return soup_server_listen_socket (self->server, self->keep_alive[0], 0, error);
}

static void
close_socket (SsListener *self)
{
  if (self->acceptable != NULL)
    {
      g_source_destroy (self->acceptable);
      g_clear_pointer (&self->acceptable, g_source_unref);
    }
  if (self->socket != NULL)
    g_socket_close (self->socket, NULL);
  g_clear_object (&self->socket);
}

static void
end_stop (SsListener *self)
{
  GFunc stopped = self->stopped;

  if (self->stop_timeout != NULL)
    {
      g_source_destroy (self->stop_timeout);
      g_clear_pointer (&self->stop_timeout, g_source_unref);
    }
  self->stopped = NULL;
  if (stopped != NULL)
    stopped (self, self->stopped_data);
}

static void
drained_cb (gpointer connections, gpointer user_data)
{
  end_stop (user_data);
}

static gboolean
stop_timeout_cb (gpointer user_data)
{
  g_message ("some clients did not read their answers in time");
  end_stop (user_data);
  return G_SOURCE_REMOVE;
}

/**
 * ss_listener_new:
 * @platform: what requests are about
 * @tls: (nullable): who decrypts what clients send; outlives it
 * @take: called for each request
 * @user_data: for @take
 *
 * Returns: (transfer full): a listener, not yet listening
 */
SsListener *
ss_listener_new (SsPlatform *platform, SsTls *tls, SsListenerFunc take, gpointer user_data)
{
  SsListener *self = g_new0 (SsListener, 1);

  self->platform = platform;
  self->tls = tls;
  self->context = g_main_context_ref_thread_default ();
  self->server = soup_server_new ("raw-paths", TRUE, NULL);
  self->connections = ss_connections_new (self->context);
  self->streams = ss_streams_new (self->context);
  self->replies = ss_reply_queue_new (self->context, self->connections, self->streams);
  self->take = take;
  self->user_data = user_data;

  soup_server_add_early_handler (self->server, NULL, early_cb, self, NULL);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  g_signal_connect (self->server, "request-started", G_CALLBACK (request_started_cb), self);
  g_signal_connect (self->server, "request-finished", G_CALLBACK (request_finished_cb), self);
  return self;
}

/**
 * ss_listener_free:
 * @self: (nullable): a listener whose requests are all answered
 */
void
ss_listener_free (SsListener *self)
{
  if (self == NULL)
    return;
  close_socket (self);
  self->stopped = NULL;
  end_stop (self);
  ss_reply_queue_free (self->replies);
  ss_streams_free (self->streams);
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_clear_object (&self->keep_alive[0]);
  g_clear_object (&self->keep_alive[1]);
  ss_connections_free (self->connections);
  g_main_context_unref (self->context);
  g_free (self->address);
  g_free (self);
}

/**
 * ss_listener_listen:
 * @self: a listener
 * @address: where, as ss_listening_socket_new() takes it
 * @error: return location for a #GError
 *
 * Returns: whether it listens; #GIOError else
 */
gboolean
ss_listener_listen (SsListener *self, const char *address, GError **error)
{
  g_autofree char *where = NULL;

  if (!allow_keep_alive (self, error))
    return FALSE;
  self->socket = ss_listening_socket_new (address, error);
  where = self->socket != NULL ? ss_listening_socket_describe (self->socket, error) : NULL;
  if (where == NULL)
    return FALSE;
  self->address = g_strconcat (self->tls != NULL ? "https://" : "http://", where, NULL);

  self->acceptable = g_socket_create_source (self->socket, G_IO_IN, NULL);
  g_source_set_callback (self->acceptable, G_SOURCE_FUNC (acceptable_cb), self, NULL);
  g_source_attach (self->acceptable, self->context);
  return TRUE;
}

/**
 * ss_listener_get_address:
 * @self: a listener
 *
 * Returns: (nullable): where it listens
 */
const char *
ss_listener_get_address (SsListener *self)
{
  return self->address;
}

/**
 * ss_listener_stop:
 * @self: a listener
 * @stopped: called once
 * @user_data: for @stopped
 */
void
ss_listener_stop (SsListener *self, GFunc stopped, gpointer user_data)
{
  close_socket (self);
  self->stopped = stopped;
  self->stopped_data = user_data;
  self->stop_timeout = g_timeout_source_new_seconds (SS_SECONDS_STOPPING);
  g_source_set_callback (self->stop_timeout, stop_timeout_cb, self, NULL);
  g_source_attach (self->stop_timeout, self->context);
  ss_streams_end_all (self->streams);
  ss_connections_drain (self->connections, drained_cb, self);
}
