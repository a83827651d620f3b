/* streams.c: connections whose answer has no end
 *
 * They are taken from libsoup, which would wake up, and write in three steps, for each of thousands; and one
 * epoll stands for all of them in the main loop, which would look at each in every turn.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/http/streams.h"

#include <errno.h>
#include <glib-unix.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include "platform/http/limits.h"

#define EVENTS_AT_ONCE 64
#define PIECES_AT_ONCE 16
#define LAST_CHUNK "0\r\n\r\n"

struct _SsStream
{
  GList link;
  SsStreams *table;       /* (unowned) */
  GIOStream *connection;  /* (owned) (nullable): NULL when it is over, as the next two */
  GSocket *socket;        /* (owned) (nullable) */
  GSocketAddress *remote; /* (owned) (nullable) */
  gboolean is_chunked;

  GQueue pieces;        /* (element-type GBytes): not yet taken */
  gsize n_sent;         /* of the first of them */
  gsize n_unsent;       /* of all */
  gint64 blocked_since; /* 0: it is not */
  gboolean is_over;

  SsStreamFunc drained; /* (nullable) */
  SsStreamFunc ended;   /* (nullable) */
  gpointer user_data;
};

struct _SsStreams
{
  int epoll;
  GSource *source; /* (owned) */
  GQueue streams;
  GPtrArray *over; /* (owned) (element-type SsStream): to be freed when nobody names them any more */
  gboolean is_closing;
};

static void
stream_free (gpointer data)
{
  SsStream *self = data;

  g_queue_clear_full (&self->pieces, (GDestroyNotify) g_bytes_unref);
  g_free (self);
}

/* Its memory stays until the events that were fetched with it are seen to. */
static void
close_stream (SsStream *self)
{
  SsStreamFunc ended = self->ended;

  if (self->is_over)
    return;
  self->is_over = TRUE;
  self->ended = NULL;
  self->drained = NULL;
  epoll_ctl (self->table->epoll, EPOLL_CTL_DEL, g_socket_get_fd (self->socket), NULL);
  g_io_stream_close (self->connection, NULL, NULL);
  g_socket_close (self->socket, NULL);
  g_clear_object (&self->connection);
  g_clear_object (&self->socket);
  g_clear_object (&self->remote);
  g_queue_unlink (&self->table->streams, &self->link);
  g_ptr_array_add (self->table->over, self);
  if (ended != NULL)
    ended (self, self->user_data);
}

static void
watch (SsStream *self, int operation, gboolean for_room)
{
  struct epoll_event event = { .events = EPOLLIN | EPOLLRDHUP | (for_room ? EPOLLOUT : 0) };

  event.data.ptr = self;
  epoll_ctl (self->table->epoll, operation, g_socket_get_fd (self->socket), &event);
}

/* Takes @n_sent bytes off the pieces. */
static void
take_off (SsStream *self, gsize n_sent)
{
  self->n_unsent -= n_sent;
  n_sent += self->n_sent;
  while (n_sent > 0)
    {
      GBytes *first = g_queue_peek_head (&self->pieces);

      if (n_sent < g_bytes_get_size (first))
        break;
      n_sent -= g_bytes_get_size (first);
      g_bytes_unref (g_queue_pop_head (&self->pieces));
    }
  self->n_sent = n_sent;
}

static gssize
send_pieces (SsStream *self)
{
  struct iovec vectors[PIECES_AT_ONCE];
  struct msghdr message = { .msg_iov = vectors };
  gssize n_sent;

  for (GList *link = self->pieces.head; link != NULL && message.msg_iovlen < PIECES_AT_ONCE;
       link = link->next)
    {
      struct iovec *vector = &vectors[message.msg_iovlen];
      gsize size, skipped = message.msg_iovlen == 0 ? self->n_sent : 0;
      const char *data = g_bytes_get_data (link->data, &size);

      vector->iov_base = (char *) data + skipped;
      vector->iov_len = size - skipped;
      message.msg_iovlen++;
    }
  do
    n_sent = sendmsg (g_socket_get_fd (self->socket), &message, MSG_NOSIGNAL | MSG_DONTWAIT);
  while (n_sent < 0 && errno == EINTR);
  return n_sent;
}

/* FALSE: it is over. */
static gboolean
flush (SsStream *self)
{
  gboolean was_blocked = self->blocked_since != 0;

  while (self->pieces.head != NULL)
    {
      gssize n_sent = send_pieces (self);

      if (n_sent < 0 && errno == EAGAIN)
        {
          if (!was_blocked)
            {
              watch (self, EPOLL_CTL_MOD, TRUE);
              self->blocked_since = g_get_monotonic_time ();
            }
          return TRUE;
        }
      if (n_sent < 0)
        {
          close_stream (self);
          return FALSE;
        }
      take_off (self, (gsize) n_sent);
    }
  self->blocked_since = 0;
  if (was_blocked)
    watch (self, EPOLL_CTL_MOD, FALSE);
  return TRUE;
}

/* Nothing that comes is of interest, but for the end. */
static gboolean
read_away (SsStream *self)
{
  char buffer[1024];
  gssize n_read = recv (g_socket_get_fd (self->socket), buffer, sizeof buffer, MSG_DONTWAIT);

  if (n_read > 0 || (n_read < 0 && (errno == EAGAIN || errno == EINTR)))
    return TRUE;
  close_stream (self);
  return FALSE;
}

static void
handle_event (SsStream *self, guint32 events)
{
  if (self->is_over)
    return;
  if (events & (EPOLLERR | EPOLLHUP | EPOLLRDHUP))
    {
      close_stream (self);
      return;
    }
  if ((events & EPOLLIN) && !read_away (self))
    return;
  if ((events & EPOLLOUT) && flush (self) && self->pieces.head == NULL && self->drained != NULL)
    self->drained (self, self->user_data);
}

static gboolean
epoll_cb (int descriptor, GIOCondition condition, gpointer user_data)
{
  SsStreams *self = user_data;
  struct epoll_event events[EVENTS_AT_ONCE];
  int n_events = epoll_wait (self->epoll, events, EVENTS_AT_ONCE, 0);

  for (int i = 0; i < n_events; i++)
    handle_event (events[i].data.ptr, events[i].events);
  g_ptr_array_set_size (self->over, 0);
  return G_SOURCE_CONTINUE;
}

static GBytes *
without_frame (GBytes *piece)
{
  gsize size;
  const char *data = g_bytes_get_data (piece, &size);
  gsize start = (gsize) ((const char *) memchr (data, '\n', size) + 1 - data);

  return g_bytes_new_from_bytes (piece, start, size - start - strlen ("\r\n"));
}

static void
push (SsStream *self, GBytes *piece)
{
  self->n_unsent += g_bytes_get_size (piece);
  g_queue_push_tail (&self->pieces, piece);
}

/**
 * ss_streams_new:
 * @context: where they are looked after
 *
 * Returns: (transfer full): an empty table
 */
SsStreams *
ss_streams_new (GMainContext *context)
{
  SsStreams *self = g_new0 (SsStreams, 1);

  self->epoll = epoll_create1 (EPOLL_CLOEXEC);
  self->over = g_ptr_array_new_with_free_func (stream_free);
  self->source = g_unix_fd_source_new (self->epoll, G_IO_IN);
  g_source_set_callback (self->source, G_SOURCE_FUNC (epoll_cb), self, NULL);
  g_source_attach (self->source, context);
  return self;
}

/**
 * ss_streams_free:
 * @self: (nullable): a table; what is left in it ends
 */
void
ss_streams_free (SsStreams *self)
{
  if (self == NULL)
    return;
  ss_streams_end_all (self);
  g_source_destroy (self->source);
  g_source_unref (self->source);
  g_ptr_array_unref (self->over);
  close (self->epoll);
  g_free (self);
}

/**
 * ss_streams_end_all:
 * @self: a table
 *
 * Each gets its end, as far as it takes it; those that are added later end at once.
 */
void
ss_streams_end_all (SsStreams *self)
{
  self->is_closing = TRUE;
  while (self->streams.head != NULL)
    ss_stream_end (self->streams.head->data);
}

/**
 * ss_streams_is_full:
 * @self: a table
 *
 * Returns: whether others need the connections that are left
 */
gboolean
ss_streams_is_full (SsStreams *self)
{
  return self->streams.length >= SS_STREAMS_MAX;
}

/**
 * ss_streams_add:
 * @self: a table
 * @connection: (transfer full): a client's, taken from libsoup
 * @socket: its socket
 * @remote: the address by which it is counted
 * @is_chunked: whether the pieces are sent as chunks
 * @head: status line and headers
 *
 * Returns: (transfer none) (nullable): the stream, until it ends; %NULL where all end
 */
SsStream *
ss_streams_add (SsStreams *self, GIOStream *connection, GSocket *socket, GSocketAddress *remote,
                gboolean is_chunked, const char *head)
{
  SsStream *stream = g_new0 (SsStream, 1);

  g_ptr_array_set_size (self->over, 0);
  stream->link.data = stream;
  stream->table = self;
  stream->connection = connection;
  stream->socket = g_object_ref (socket);
  stream->remote = g_object_ref (remote);
  stream->is_chunked = is_chunked;
  /* What lies in the system is as lost to others as what lies here. */
  g_socket_set_option (socket, SOL_SOCKET, SO_SNDBUF, SS_STREAM_BUFFER, NULL);
  g_queue_push_tail_link (&self->streams, &stream->link);
  watch (stream, EPOLL_CTL_ADD, FALSE);
  push (stream, g_bytes_new (head, strlen (head)));
  if (!self->is_closing)
    return stream;
  ss_stream_end (stream);
  return NULL;
}

/**
 * ss_stream_set_callbacks:
 * @self: a stream
 * @drained: (nullable): called when all that waited has been taken
 * @ended: (nullable): called once, when it is over
 * @user_data: for both
 */
void
ss_stream_set_callbacks (SsStream *self, SsStreamFunc drained, SsStreamFunc ended, gpointer user_data)
{
  self->drained = drained;
  self->ended = ended;
  self->user_data = user_data;
}

/**
 * ss_stream_piece_new:
 * @text: what to send
 * @length: its bytes, at least one
 *
 * Returns: (transfer full): it as a chunk (RFC 9112 section 7.1), for any number of streams
 */
GBytes *
ss_stream_piece_new (const char *text, gsize length)
{
  GString *piece = g_string_sized_new (length + 16);

  g_string_append_printf (piece, "%" G_GSIZE_MODIFIER "x\r\n", length);
  g_string_append_len (piece, text, (gssize) length);
  g_string_append (piece, "\r\n");
  return g_string_free_to_bytes (piece);
}

/**
 * ss_stream_send:
 * @self: a stream
 * @piece: from ss_stream_piece_new()
 *
 * Returns: %FALSE where the client is gone, or too slow, so that the stream has ended
 */
gboolean
ss_stream_send (SsStream *self, GBytes *piece)
{
  gint64 now = g_get_monotonic_time ();
  gboolean is_stuck =
      self->blocked_since != 0 && now - self->blocked_since > SS_SECONDS_WRITING * G_USEC_PER_SEC;

  if (is_stuck || self->n_unsent + g_bytes_get_size (piece) > SS_STREAM_UNSENT_MAX)
    {
      g_info ("A reader of a stream was too slow");
      close_stream (self);
      return FALSE;
    }
  push (self, self->is_chunked ? g_bytes_ref (piece) : without_frame (piece));
  return self->blocked_since != 0 || flush (self);
}

/**
 * ss_stream_get_n_unsent:
 * @self: a stream
 *
 * Returns: how many bytes wait for the client to take them
 */
gsize
ss_stream_get_n_unsent (SsStream *self)
{
  return self->n_unsent;
}

/**
 * ss_stream_end:
 * @self: a stream
 *
 * Sends its last chunk, as far as the client takes it, and closes it.
 */
void
ss_stream_end (SsStream *self)
{
  if (self->is_over)
    return;
  if (self->is_chunked)
    push (self, g_bytes_new_static (LAST_CHUNK, strlen (LAST_CHUNK)));
  if (!flush (self))
    return;
  g_socket_shutdown (self->socket, FALSE, TRUE, NULL);
  close_stream (self);
}
