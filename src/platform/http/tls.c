/* tls.c: what clients send encrypted, as a plain connection to the listener
 *
 * Each client's bytes are carried between its connection and one end of a pair of sockets; the listener has
 * the other end, with its limits and time-outs, and needs to know nothing of TLS. The work of the ciphers is
 * done beside the listener's, in another thread. Each direction ends by itself, so that a client that is
 * refused while it still sends gets its answer.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/http/tls.h"

#include <glib-unix.h>
#include <sys/socket.h>

#include "platform/http/limits.h"

#define BLOCK 8192

typedef struct _Relay Relay;

/* One way of a connection's two. */
typedef struct
{
  Relay *relay; /* (unowned) */
  GInputStream *from;
  GOutputStream *to;
  GSocket *socket; /* the one that @to ends in */
  char block[BLOCK];
} Way;

struct _Relay
{
  GList link;
  SsTls *table; /* (unowned) */
  GSocket *client;
  GSocket *near;
  GIOStream *secure;
  GIOStream *plain;
  GCancellable *cancellable;
  GSource *readable; /* (owned) (nullable): the client has said something */
  GSource *hung_up;  /* (owned) (nullable): the listener has let go */
  GSource *deadline; /* (owned) (nullable) */
  Way in, out;
  guint n_ways; /* that still go on */
};

struct _SsTls
{
  GMutex lock;
  GTlsCertificate *certificate; /* (owned) */
  GMainContext *context;
  GMainLoop *loop;
  GThread *thread;
  GQueue relays; /* in the thread */
  int n_relays;  /* atomic */
  gboolean is_closing;
};

static void read_next (Way *way);

static void
destroy_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
quit_when_empty (SsTls *self)
{
  if (self->is_closing && self->relays.length == 0)
    g_main_loop_quit (self->loop);
}

static void
relay_free (Relay *self)
{
  SsTls *table = self->table;

  destroy_source (&self->readable);
  destroy_source (&self->hung_up);
  destroy_source (&self->deadline);
  /* Not TLS's own way to close, which may wait for the client: what was to be said has been said. */
  g_socket_close (self->client, NULL);
  g_socket_close (self->near, NULL);
  g_clear_object (&self->secure);
  g_object_unref (self->plain);
  g_object_unref (self->client);
  g_object_unref (self->near);
  g_object_unref (self->cancellable);
  g_queue_unlink (&table->relays, &self->link);
  g_free (self);
  g_atomic_int_add (&table->n_relays, -1);
  quit_when_empty (table);
}

static gboolean
deadline_cb (gpointer user_data)
{
  Relay *self = user_data;

  if (self->readable != NULL)
    relay_free (self);
  else
    g_cancellable_cancel (self->cancellable);
  return G_SOURCE_REMOVE;
}

static void
set_deadline (Relay *self, guint seconds)
{
  destroy_source (&self->deadline);
  self->deadline = g_timeout_source_new_seconds (seconds);
  g_source_set_callback (self->deadline, deadline_cb, self, NULL);
  g_source_attach (self->deadline, self->table->context);
}

static void
end_way (Way *way)
{
  Relay *relay = way->relay;

  g_socket_shutdown (way->socket, FALSE, TRUE, NULL);
  if (--relay->n_ways == 0)
    relay_free (relay);
}

static void
said_goodbye_cb (GObject *stream, GAsyncResult *result, gpointer user_data)
{
  Way *way = user_data;

  g_output_stream_close_finish (G_OUTPUT_STREAM (stream), result, NULL);
  /* A client that still sends has time to read what it was told. */
  set_deadline (way->relay, SS_SECONDS_LINGER);
  end_way (way);
}

static void
written_cb (GObject *stream, GAsyncResult *result, gpointer user_data)
{
  Way *way = user_data;

  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (stream), result, NULL, NULL))
    {
      read_next (way);
      return;
    }
  /* A client that takes nothing has nothing to say either. */
  if (way == &way->relay->out)
    g_cancellable_cancel (way->relay->cancellable);
  end_way (way);
}

static void
read_cb (GObject *stream, GAsyncResult *result, gpointer user_data)
{
  Way *way = user_data;
  Relay *relay = way->relay;
  gssize n_read = g_input_stream_read_finish (G_INPUT_STREAM (stream), result, NULL);

  if (n_read > 0)
    g_output_stream_write_all_async (way->to, way->block, (gsize) n_read, G_PRIORITY_DEFAULT,
                                     relay->cancellable, written_cb, way);
  else if (way == &relay->out && n_read == 0)
    g_output_stream_close_async (way->to, G_PRIORITY_DEFAULT, relay->cancellable, said_goodbye_cb, way);
  else
    end_way (way);
}

static void
read_next (Way *way)
{
  g_input_stream_read_async (way->from, way->block, sizeof way->block, G_PRIORITY_DEFAULT,
                             way->relay->cancellable, read_cb, way);
}

static void
shaken_cb (GObject *connection, GAsyncResult *result, gpointer user_data)
{
  Relay *self = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_tls_connection_handshake_finish (G_TLS_CONNECTION (connection), result, &error))
    {
      g_debug ("no TLS with a client: %s", error->message);
      relay_free (self);
      return;
    }
  self->n_ways = 2;
  read_next (&self->in);
  read_next (&self->out);
}

/* The answer may still be on its way, but for a client that takes none there is an end. */
static gboolean
hung_up_cb (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  Relay *self = user_data;

  if (self->readable != NULL)
    relay_free (self);
  else
    set_deadline (self, SS_SECONDS_STOPPING);
  return G_SOURCE_REMOVE;
}

static void
set_way (Relay *self, Way *way, GIOStream *from, GIOStream *to, GSocket *socket)
{
  way->relay = self;
  way->from = g_io_stream_get_input_stream (from);
  way->to = g_io_stream_get_output_stream (to);
  way->socket = socket;
}

/* GIO shakes hands in one of few threads, which a client that says nothing must not hold. */
static gboolean
readable_cb (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  static const char *const protocols[] = { "http/1.1", NULL };
  Relay *self = user_data;
  g_autoptr (GSocketConnection) base = g_socket_connection_factory_create_connection (self->client);
  g_autoptr (GTlsCertificate) certificate = NULL;

  g_clear_pointer (&self->readable, g_source_unref);
  g_mutex_lock (&self->table->lock);
  certificate = g_object_ref (self->table->certificate);
  g_mutex_unlock (&self->table->lock);
  self->secure = g_tls_server_connection_new (G_IO_STREAM (base), certificate, NULL);
  if (self->secure == NULL)
    {
      relay_free (self);
      return G_SOURCE_REMOVE;
    }
  /* HTTP says itself where its messages end. */
  g_tls_connection_set_require_close_notify (G_TLS_CONNECTION (self->secure), FALSE);
  g_tls_connection_set_advertised_protocols (G_TLS_CONNECTION (self->secure), protocols);
  set_way (self, &self->in, self->secure, self->plain, self->near);
  set_way (self, &self->out, self->plain, self->secure, self->client);
  g_tls_connection_handshake_async (G_TLS_CONNECTION (self->secure), G_PRIORITY_DEFAULT, self->cancellable,
                                    shaken_cb, self);
  return G_SOURCE_REMOVE;
}

static GSource *
watch (SsTls *self, GSocket *socket, GIOCondition condition, GSocketSourceFunc callback, Relay *relay)
{
  GSource *source = g_socket_create_source (socket, condition, NULL);

  g_source_set_callback (source, G_SOURCE_FUNC (callback), relay, NULL);
  g_source_attach (source, self->context);
  return source;
}

static gboolean
begin_cb (gpointer user_data)
{
  Relay *self = user_data;

  g_queue_push_tail_link (&self->table->relays, &self->link);
  self->readable = watch (self->table, self->client, G_IO_IN, readable_cb, self);
  self->hung_up = watch (self->table, self->near, G_IO_HUP, hung_up_cb, self);
  return G_SOURCE_REMOVE;
}

static void
invoke (SsTls *self, GSourceFunc function, gpointer user_data)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, function, user_data, NULL);
  g_source_attach (source, self->context);
}

static gpointer
run_cb (gpointer data)
{
  SsTls *self = data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

static gboolean
close_cb (gpointer user_data)
{
  SsTls *self = user_data;

  self->is_closing = TRUE;
  for (GList *link = self->relays.head; link != NULL; link = link->next)
    set_deadline (link->data, SS_SECONDS_LINGER);
  quit_when_empty (self);
  return G_SOURCE_REMOVE;
}

/**
 * ss_tls_new:
 * @certificate: with its key
 *
 * Returns: (transfer full): what speaks TLS with clients
 */
SsTls *
ss_tls_new (GTlsCertificate *certificate)
{
  SsTls *self = g_new0 (SsTls, 1);

  g_mutex_init (&self->lock);
  self->certificate = g_object_ref (certificate);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("tls", run_cb, self);
  return self;
}

/**
 * ss_tls_free:
 * @self: (nullable): whose plain ends have all been let go
 *
 * Waits until what is under way has been carried, two seconds at most.
 */
void
ss_tls_free (SsTls *self)
{
  if (self == NULL)
    return;
  invoke (self, close_cb, self);
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_object_unref (self->certificate);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/**
 * ss_tls_set_certificate:
 * @self: what speaks TLS
 * @certificate: with its key
 *
 * Connections that are there already stay as they are.
 */
void
ss_tls_set_certificate (SsTls *self, GTlsCertificate *certificate)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_set_object (&self->certificate, certificate);
}

/**
 * ss_tls_relay:
 * @self: what speaks TLS
 * @client: a client's connection
 *
 * Returns: (transfer full) (nullable): the plain end; it hangs up when the client does, or speaks no TLS
 */
GSocket *
ss_tls_relay (SsTls *self, GSocket *client)
{
  g_autoptr (GSocketConnection) connection = NULL;
  GSocket *far;
  Relay *relay;
  int ends[2];

  if (g_atomic_int_get (&self->n_relays) >= SS_CONNECTIONS_MAX
      || socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    return NULL;
  far = g_socket_new_from_fd (ends[0], NULL);
  relay = g_new0 (Relay, 1);
  relay->link.data = relay;
  relay->table = self;
  relay->client = g_object_ref (client);
  relay->near = g_socket_new_from_fd (ends[1], NULL);
  relay->plain = G_IO_STREAM (g_socket_connection_factory_create_connection (relay->near));
  relay->cancellable = g_cancellable_new ();
  g_atomic_int_inc (&self->n_relays);
  invoke (self, begin_cb, relay);
  return far;
}
