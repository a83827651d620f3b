/* connections.c: the clients' connections, how many and how long
 *
 * libsoup has no time-outs for clients and no bound on their number. A connection that has to go is shut
 * down, which libsoup takes for the client's doing. All of it happens in the listener's thread.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/http/connections.h"

#include <sys/resource.h>

#include "platform/http/limits.h"

struct _SsConnection
{
  GList link;
  SsConnections *table;    /* (unowned) */
  SsGuardedStream *stream; /* (owned) */
  SsConnectionState state;
  char request_id[SS_REQUEST_ID_LENGTH + 1];
  gint64 since;    /* when the state began, */
  gint64 progress; /* and when the last byte of a body came, both monotonic */
};

struct _SsConnections
{
  GMainContext *context; /* (owned) */
  GQueue waiting;        /* fresh and idle ones, the longest first */
  GQueue busy;
  guint limit;
  GSource *tick; /* (owned) (nullable): while there is a connection */
  gboolean draining;
  GSource *farewell; /* (owned) (nullable): when those that wait are not waited for any longer */
  GFunc drained;     /* (nullable) */
  gpointer drained_data;
};

static G_DEFINE_QUARK (ss - connection, connection)

    static guint find_limit (void)
{
  struct rlimit descriptors;

  if (getrlimit (RLIMIT_NOFILE, &descriptors) != 0 || descriptors.rlim_cur == RLIM_INFINITY)
    return SS_CONNECTIONS_MAX;
  if (descriptors.rlim_cur <= 2 * SS_DESCRIPTORS_RESERVED)
    return SS_DESCRIPTORS_RESERVED;
  return MIN (SS_CONNECTIONS_MAX, (guint) descriptors.rlim_cur - SS_DESCRIPTORS_RESERVED);
}

static GQueue *
queue_of (SsConnection *self)
{
  return self->state == SS_CONNECTION_FRESH || self->state == SS_CONNECTION_IDLE ? &self->table->waiting
                                                                                 : &self->table->busy;
}

static void
shut_down (SsConnection *self)
{
  if (self->state == SS_CONNECTION_CLOSING)
    return;
  g_socket_shutdown (ss_guarded_stream_get_socket (self->stream), TRUE, TRUE, NULL);
  ss_connection_set_state (self, SS_CONNECTION_CLOSING);
}

static gboolean
is_overdue (SsConnection *self, gint64 now)
{
  gint64 seconds = (now - self->since) / G_USEC_PER_SEC;

  switch (self->state)
    {
    case SS_CONNECTION_FRESH:
    case SS_CONNECTION_HEADERS:
      return seconds >= SS_SECONDS_HEADERS;
    case SS_CONNECTION_IDLE:
      return seconds >= SS_SECONDS_KEEP_ALIVE;
    case SS_CONNECTION_BODY:
      return seconds >= SS_SECONDS_BODY || (now - self->progress) / G_USEC_PER_SEC >= SS_SECONDS_BODY_IDLE;
    case SS_CONNECTION_WRITING:
      return seconds >= SS_SECONDS_WRITING;
    case SS_CONNECTION_WORKING:
    case SS_CONNECTION_STREAMING:
    case SS_CONNECTION_CLOSING:
    default:
      return FALSE;
    }
}

static void
check_queue (GQueue *queue, gint64 now)
{
  GList *next;

  for (GList *link = queue->head; link != NULL; link = next)
    {
      SsConnection *connection = link->data;

      next = link->next;
      if (is_overdue (connection, now))
        shut_down (connection);
    }
}

static gboolean
tick_cb (gpointer user_data)
{
  SsConnections *self = user_data;
  gint64 now = g_get_monotonic_time ();

  check_queue (&self->waiting, now);
  check_queue (&self->busy, now);
  return G_SOURCE_CONTINUE;
}

static void
start_ticking (SsConnections *self)
{
  if (self->tick != NULL)
    return;
  self->tick = g_timeout_source_new_seconds (1);
  g_source_set_callback (self->tick, tick_cb, self, NULL);
  g_source_attach (self->tick, self->context);
}

static void
destroy_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
notice_empty (SsConnections *self)
{
  GFunc drained = self->drained;

  if (ss_connections_get_n (self) > 0)
    return;
  destroy_source (&self->tick);
  destroy_source (&self->farewell);
  self->drained = NULL;
  if (drained != NULL)
    drained (self, self->drained_data);
}

/**
 * ss_connections_new:
 * @context: where the time-outs are looked after
 *
 * Returns: (transfer full): an empty table
 */
SsConnections *
ss_connections_new (GMainContext *context)
{
  SsConnections *self = g_new0 (SsConnections, 1);

  self->context = g_main_context_ref (context);
  self->limit = find_limit ();
  return self;
}

/**
 * ss_connections_free:
 * @self: (nullable): a table, empty by now
 */
void
ss_connections_free (SsConnections *self)
{
  if (self == NULL)
    return;
  destroy_source (&self->tick);
  destroy_source (&self->farewell);
  g_main_context_unref (self->context);
  g_free (self);
}

/**
 * ss_connections_make_room:
 * @self: a table
 *
 * Returns: whether one more may be added; the one that has waited longest may have gone for it
 */
gboolean
ss_connections_make_room (SsConnections *self)
{
  if (self->draining)
    return FALSE;
  if (ss_connections_get_n (self) < self->limit)
    return TRUE;
  if (self->waiting.head == NULL)
    return FALSE;
  shut_down (self->waiting.head->data);
  return TRUE;
}

/**
 * ss_connections_add:
 * @self: a table
 * @stream: a client's
 *
 * Returns: (transfer none): its entry, until ss_connections_remove()
 */
SsConnection *
ss_connections_add (SsConnections *self, SsGuardedStream *stream)
{
  SsConnection *connection = g_new0 (SsConnection, 1);

  connection->link.data = connection;
  connection->table = self;
  connection->stream = g_object_ref (stream);
  connection->since = g_get_monotonic_time ();
  g_queue_push_tail_link (&self->waiting, &connection->link);
  start_ticking (self);
  return connection;
}

/**
 * ss_connections_remove:
 * @connection: (transfer full): an entry
 */
void
ss_connections_remove (SsConnection *connection)
{
  SsConnections *self = connection->table;

  g_queue_unlink (queue_of (connection), &connection->link);
  g_object_unref (connection->stream);
  g_free (connection);
  notice_empty (self);
}

/**
 * ss_connections_get_n:
 * @self: a table
 *
 * Returns: how many there are
 */
guint
ss_connections_get_n (SsConnections *self)
{
  return self->waiting.length + self->busy.length;
}

static gboolean
farewell_cb (gpointer user_data)
{
  SsConnections *self = user_data;

  g_clear_pointer (&self->farewell, g_source_unref);
  while (self->waiting.head != NULL)
    shut_down (self->waiting.head->data);
  return G_SOURCE_REMOVE;
}

/**
 * ss_connections_drain:
 * @self: a table
 * @drained: called once when it is empty, perhaps at once
 * @user_data: for @drained
 */
void
ss_connections_drain (SsConnections *self, GFunc drained, gpointer user_data)
{
  self->draining = TRUE;
  self->drained = drained;
  self->drained_data = user_data;
  self->farewell = g_timeout_source_new (SS_MILLISECONDS_FAREWELL);
  g_source_set_callback (self->farewell, farewell_cb, self, NULL);
  g_source_attach (self->farewell, self->context);
  notice_empty (self);
}

/**
 * ss_connections_is_draining:
 * @self: a table
 *
 * Returns: whether each answer is its connection's last
 */
gboolean
ss_connections_is_draining (SsConnections *self)
{
  return self->draining;
}

/**
 * ss_connection_set_state:
 * @self: an entry
 * @state: what begins now
 */
void
ss_connection_set_state (SsConnection *self, SsConnectionState state)
{
  if (self->state == SS_CONNECTION_CLOSING)
    return;
  g_queue_unlink (queue_of (self), &self->link);
  self->state = state;
  self->since = g_get_monotonic_time ();
  self->progress = self->since;
  g_queue_push_tail_link (queue_of (self), &self->link);
  /* Its answer may have gone out before it could say that it was the last. */
  if (state == SS_CONNECTION_IDLE && self->table->draining && self->table->farewell == NULL)
    shut_down (self);
}

/**
 * ss_connection_get_state:
 * @self: an entry
 *
 * Returns: what it is doing
 */
SsConnectionState
ss_connection_get_state (SsConnection *self)
{
  return self->state;
}

/**
 * ss_connection_progress:
 * @self: an entry
 *
 * More of the body has come.
 */
void
ss_connection_progress (SsConnection *self)
{
  self->progress = g_get_monotonic_time ();
}

/**
 * ss_connection_get_stream:
 * @self: an entry
 *
 * Returns: (transfer none): its stream
 */
SsGuardedStream *
ss_connection_get_stream (SsConnection *self)
{
  return self->stream;
}

/**
 * ss_connection_get_request_id:
 * @self: an entry
 *
 * Returns: (transfer none): room for the id of its request
 */
char *
ss_connection_get_request_id (SsConnection *self)
{
  return self->request_id;
}

/**
 * ss_connection_attach:
 * @self: (transfer full): an entry
 * @address: the object that libsoup is given as the connection's remote address
 *
 * The entry goes when the address does, that is, when libsoup has dropped the connection.
 */
void
ss_connection_attach (SsConnection *self, GSocketAddress *address)
{
  g_object_set_qdata_full (G_OBJECT (address), connection_quark (), self,
                           (GDestroyNotify) ss_connections_remove);
}

/**
 * ss_connection_from_address:
 * @address: (nullable): what soup_server_message_get_remote_address() gave
 *
 * Returns: (transfer none) (nullable): the entry
 */
SsConnection *
ss_connection_from_address (GSocketAddress *address)
{
  return address != NULL ? g_object_get_qdata (G_OBJECT (address), connection_quark ()) : NULL;
}
