/* guarded-stream.c: a client's connection, as libsoup gets to see it
 *
 * It keeps two things from libsoup. The head of a request that is too long ends, for libsoup, where the limit
 * is. And the end of a connection between two requests: libsoup up to 3.2 never frees a connection that ends
 * there. It is given the beginning of a request that it can't read instead, so that it refuses that, to
 * nobody, and closes.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/http/guarded-stream.h"

#include <string.h>

#include "platform/http/limits.h"

#define UNREADABLE "\r\n\r\n"

#define SS_TYPE_GUARDED_INPUT (ss_guarded_input_get_type ())
G_DECLARE_FINAL_TYPE (SsGuardedInput, ss_guarded_input, SS, GUARDED_INPUT, GFilterInputStream)

#define SS_TYPE_GUARDED_OUTPUT (ss_guarded_output_get_type ())
G_DECLARE_FINAL_TYPE (SsGuardedOutput, ss_guarded_output, SS, GUARDED_OUTPUT, GFilterOutputStream)

/* Shared by the two streams and what owns them. */
typedef struct
{
  gboolean is_between; /* two requests: the end may come */
  gboolean is_head;    /* what comes is counted */
  gboolean is_over;    /* nobody reads what is written */
  gsize n_head_bytes;
} Guard;

struct _SsGuardedInput
{
  GFilterInputStream parent_instance;

  Guard *guard; /* (owned): atomic box */
};

struct _SsGuardedOutput
{
  GFilterOutputStream parent_instance;

  Guard *guard; /* (owned): atomic box */
};

struct _SsGuardedStream
{
  GIOStream parent_instance;

  GSocketConnection *connection; /* (owned) */
  GInputStream *input;           /* (owned) */
  GOutputStream *output;         /* (owned) */
  Guard *guard;                  /* (owned): atomic box */
};

static void input_pollable_init (GPollableInputStreamInterface *interface);
static void output_pollable_init (GPollableOutputStreamInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SsGuardedInput, ss_guarded_input, G_TYPE_FILTER_INPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_INPUT_STREAM, input_pollable_init))
G_DEFINE_FINAL_TYPE_WITH_CODE (SsGuardedOutput, ss_guarded_output, G_TYPE_FILTER_OUTPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_OUTPUT_STREAM, output_pollable_init))
G_DEFINE_FINAL_TYPE (SsGuardedStream, ss_guarded_stream, G_TYPE_IO_STREAM)

static GPollableInputStream *
base_of_input (gpointer stream)
{
  return G_POLLABLE_INPUT_STREAM (g_filter_input_stream_get_base_stream (stream));
}

static GPollableOutputStream *
base_of_output (gpointer stream)
{
  return G_POLLABLE_OUTPUT_STREAM (g_filter_output_stream_get_base_stream (stream));
}

/* What libsoup is told of @n_read bytes that came, or of an end or error. */
static gssize
judge (Guard *guard, void *buffer, gsize count, gssize n_read, GError **error)
{
  gboolean is_end =
      n_read == 0 || (n_read < 0 && !g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK));

  if (is_end && guard->is_between && !guard->is_over && count >= strlen (UNREADABLE))
    {
      g_clear_error (error);
      guard->is_over = TRUE;
      memcpy (buffer, UNREADABLE, strlen (UNREADABLE));
      return (gssize) strlen (UNREADABLE);
    }
  if (n_read > 0 && guard->is_head)
    {
      guard->n_head_bytes += (gsize) n_read;
      if (guard->n_head_bytes > SS_HEAD_MAX)
        return 0;
    }
  return n_read;
}

static gssize
input_read_nonblocking (GPollableInputStream *stream, void *buffer, gsize count, GError **error)
{
  Guard *guard = SS_GUARDED_INPUT (stream)->guard;
  g_autoptr (GError) failure = NULL;
  gssize n_read;

  if (guard->is_over)
    return 0;
  n_read = g_pollable_input_stream_read_nonblocking (base_of_input (stream), buffer, count, NULL, &failure);
  n_read = judge (guard, buffer, count, n_read, &failure);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return n_read;
}

static gboolean
input_is_readable (GPollableInputStream *stream)
{
  return SS_GUARDED_INPUT (stream)->guard->is_over
         || g_pollable_input_stream_is_readable (base_of_input (stream));
}

static GSource *
input_create_source (GPollableInputStream *stream, GCancellable *cancellable)
{
  return g_pollable_input_stream_create_source (base_of_input (stream), cancellable);
}

static gssize
output_write_nonblocking (GPollableOutputStream *stream, const void *buffer, gsize count, GError **error)
{
  if (SS_GUARDED_OUTPUT (stream)->guard->is_over)
    return (gssize) count;
  return g_pollable_output_stream_write_nonblocking (base_of_output (stream), buffer, count, NULL, error);
}

static gboolean
output_is_writable (GPollableOutputStream *stream)
{
  return SS_GUARDED_OUTPUT (stream)->guard->is_over
         || g_pollable_output_stream_is_writable (base_of_output (stream));
}

static GSource *
output_create_source (GPollableOutputStream *stream, GCancellable *cancellable)
{
  return g_pollable_output_stream_create_source (base_of_output (stream), cancellable);
}

static void
input_pollable_init (GPollableInputStreamInterface *interface)
{
  interface->read_nonblocking = input_read_nonblocking;
  interface->is_readable = input_is_readable;
  interface->create_source = input_create_source;
}

static void
output_pollable_init (GPollableOutputStreamInterface *interface)
{
  interface->write_nonblocking = output_write_nonblocking;
  interface->is_writable = output_is_writable;
  interface->create_source = output_create_source;
}

static void
ss_guarded_input_finalize (GObject *object)
{
  g_atomic_rc_box_release (SS_GUARDED_INPUT (object)->guard);

  G_OBJECT_CLASS (ss_guarded_input_parent_class)->finalize (object);
}

static void
ss_guarded_output_finalize (GObject *object)
{
  g_atomic_rc_box_release (SS_GUARDED_OUTPUT (object)->guard);

  G_OBJECT_CLASS (ss_guarded_output_parent_class)->finalize (object);
}

static GInputStream *
ss_guarded_stream_get_input (GIOStream *stream)
{
  return SS_GUARDED_STREAM (stream)->input;
}

static GOutputStream *
ss_guarded_stream_get_output (GIOStream *stream)
{
  return SS_GUARDED_STREAM (stream)->output;
}

static gboolean
ss_guarded_stream_close (GIOStream *stream, GCancellable *cancellable, GError **error)
{
  return g_io_stream_close (G_IO_STREAM (SS_GUARDED_STREAM (stream)->connection), cancellable, error);
}

static void
ss_guarded_stream_finalize (GObject *object)
{
  SsGuardedStream *self = SS_GUARDED_STREAM (object);

  g_object_unref (self->input);
  g_object_unref (self->output);
  g_object_unref (self->connection);
  g_atomic_rc_box_release (self->guard);

  G_OBJECT_CLASS (ss_guarded_stream_parent_class)->finalize (object);
}

static void
ss_guarded_input_class_init (SsGuardedInputClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ss_guarded_input_finalize;
}

static void
ss_guarded_output_class_init (SsGuardedOutputClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ss_guarded_output_finalize;
}

static void
ss_guarded_stream_class_init (SsGuardedStreamClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ss_guarded_stream_finalize;
  G_IO_STREAM_CLASS (klass)->get_input_stream = ss_guarded_stream_get_input;
  G_IO_STREAM_CLASS (klass)->get_output_stream = ss_guarded_stream_get_output;
  G_IO_STREAM_CLASS (klass)->close_fn = ss_guarded_stream_close;
}

static void
ss_guarded_input_init (SsGuardedInput *self)
{
}

static void
ss_guarded_output_init (SsGuardedOutput *self)
{
}

static void
ss_guarded_stream_init (SsGuardedStream *self)
{
  self->guard = g_atomic_rc_box_new0 (Guard);
  self->guard->is_head = TRUE;
}

/**
 * ss_guarded_stream_new:
 * @connection: a client's
 *
 * Returns: (transfer full): what libsoup is given in its place
 */
GIOStream *
ss_guarded_stream_new (GSocketConnection *connection)
{
  SsGuardedStream *self = g_object_new (SS_TYPE_GUARDED_STREAM, NULL);
  GIOStream *base = G_IO_STREAM (connection);

  self->connection = g_object_ref (connection);
  self->input = g_object_new (SS_TYPE_GUARDED_INPUT, "base-stream", g_io_stream_get_input_stream (base),
                              "close-base-stream", FALSE, NULL);
  self->output = g_object_new (SS_TYPE_GUARDED_OUTPUT, "base-stream", g_io_stream_get_output_stream (base),
                               "close-base-stream", FALSE, NULL);
  SS_GUARDED_INPUT (self->input)->guard = g_atomic_rc_box_acquire (self->guard);
  SS_GUARDED_OUTPUT (self->output)->guard = g_atomic_rc_box_acquire (self->guard);
  return G_IO_STREAM (self);
}

/**
 * ss_guarded_stream_expect_request:
 * @self: a stream whose request has been answered
 */
void
ss_guarded_stream_expect_request (SsGuardedStream *self)
{
  self->guard->is_between = TRUE;
  self->guard->is_head = TRUE;
  self->guard->n_head_bytes = 0;
}

/**
 * ss_guarded_stream_begin_request:
 * @self: a stream on which a request has begun
 */
void
ss_guarded_stream_begin_request (SsGuardedStream *self)
{
  self->guard->is_between = FALSE;
}

/**
 * ss_guarded_stream_end_head:
 * @self: a stream whose request's head is known
 */
void
ss_guarded_stream_end_head (SsGuardedStream *self)
{
  self->guard->is_head = FALSE;
}

/**
 * ss_guarded_stream_get_socket:
 * @self: a stream
 *
 * Returns: (transfer none): its socket
 */
GSocket *
ss_guarded_stream_get_socket (SsGuardedStream *self)
{
  return g_socket_connection_get_socket (self->connection);
}
