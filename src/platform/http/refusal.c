/* refusal.c: the last word to a client that is not listened to any longer
 *
 * libsoup answers a request when its body has been read to the end, which for some bodies never comes. Here
 * the answer is written straight to the socket, and what still arrives is thrown away for a moment: closing a
 * socket with unread bytes resets it, and the client would never see the answer.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/http/refusal.h"

#include <string.h>

#include "platform/http/limits.h"
#include "platform/http/reply-private.h"
#include "platform/http/security-headers.h"

#define BLOCK 65536

typedef struct
{
  GIOStream *stream;
  GSocket *socket;
  GSource *readable;
  GSource *timeout;
} Refusal;

static void
refusal_end (Refusal *self)
{
  g_source_destroy (self->readable);
  g_source_unref (self->readable);
  g_source_destroy (self->timeout);
  g_source_unref (self->timeout);
  g_io_stream_close (self->stream, NULL, NULL);
  g_object_unref (self->stream);
  g_socket_close (self->socket, NULL);
  g_object_unref (self->socket);
  g_free (self);
}

static gboolean
readable_cb (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  Refusal *self = user_data;
  char block[BLOCK];
  g_autoptr (GError) error = NULL;
  gssize n_read = g_socket_receive_with_blocking (socket, block, sizeof block, FALSE, NULL, &error);

  if (n_read > 0 || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    return G_SOURCE_CONTINUE;
  refusal_end (self);
  return G_SOURCE_REMOVE;
}

static gboolean
timeout_cb (gpointer user_data)
{
  refusal_end (user_data);
  return G_SOURCE_REMOVE;
}

static char *
write_head (SsReply *reply, const char *request_id)
{
  GBytes *body = ss_reply_get_body (reply);
  GString *text = g_string_new (NULL);

  g_string_append_printf (
      text,
      "HTTP/1.1 %u Refused\r\nContent-Type: application/json\r\nContent-Length: %" G_GSIZE_FORMAT
      "\r\nCache-Control: no-store\r\nConnection: close\r\nX-Request-Id: %s\r\n",
      reply->status, g_bytes_get_size (body), request_id);
  ss_security_headers_append (text);
  g_string_append (text, "\r\n");
  g_string_append_len (text, g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body));
  return g_string_free (text, FALSE);
}

/**
 * ss_refusal_send:
 * @context: where it goes on
 * @stream: (transfer full): the connection, taken from libsoup
 * @socket: its socket
 * @reply: (transfer full): an error
 * @request_id: its X-Request-Id
 */
void
ss_refusal_send (GMainContext *context, GIOStream *stream, GSocket *socket, SsReply *reply,
                 const char *request_id)
{
  Refusal *self = g_new0 (Refusal, 1);
  g_autofree char *text = write_head (reply, request_id);

  self->stream = stream;
  self->socket = g_object_ref (socket);
  g_socket_send_with_blocking (socket, text, strlen (text), FALSE, NULL, NULL);
  g_socket_shutdown (socket, FALSE, TRUE, NULL);
  ss_reply_free (reply);

  self->readable = g_socket_create_source (socket, G_IO_IN | G_IO_HUP | G_IO_ERR, NULL);
  g_source_set_callback (self->readable, G_SOURCE_FUNC (readable_cb), self, NULL);
  g_source_attach (self->readable, context);
  self->timeout = g_timeout_source_new_seconds (SS_SECONDS_LINGER);
  g_source_set_callback (self->timeout, timeout_cb, self, NULL);
  g_source_attach (self->timeout, context);
}
