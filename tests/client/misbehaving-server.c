/* misbehaving-server.c: a fake for the faults that no real server can be made to have
 *
 * It is no platform and speaks no contract: it takes one request a connection from a raw socket and does to
 * the answer what a broken network, a proxy or an attacker would do. Each connection has a thread.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include <string.h>

#include "misbehaving-server.h"

#define EVENT_HEAD "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n"
#define TEN_GB (G_GUINT64_CONSTANT (10) * 1000 * 1000 * 1000)

static guint64 n_written;
static GMutex n_written_mutex;

static gboolean
write_text (GOutputStream *output, const char *text)
{
  return g_output_stream_write_all (output, text, strlen (text), NULL, NULL, NULL);
}

static void
write_endless (MisbehavingServer *self, GOutputStream *output, gboolean in_chunks)
{
  g_autofree char *piece = g_malloc (64 * 1024 + 1);
  guint64 sent = 0;

  memset (piece, ' ', 64 * 1024);
  piece[64 * 1024] = '\0';
  while (sent < TEN_GB && !g_cancellable_is_cancelled (self->ending)
         && (!in_chunks || write_text (output, "10000\r\n")) && write_text (output, piece)
         && (!in_chunks || write_text (output, "\r\n")))
    sent += 64 * 1024;

  g_mutex_lock (&n_written_mutex);
  n_written += sent;
  g_mutex_unlock (&n_written_mutex);
}

/* Until the other side gives up, or the test ends. */
static void
stall (MisbehavingServer *self, GInputStream *input)
{
  char byte;

  while (g_input_stream_read (input, &byte, 1, self->ending, NULL) > 0)
    ;
}

static void
write_redirect (MisbehavingServer *self, GOutputStream *output)
{
  g_autofree char *text =
      g_strdup_printf ("HTTP/1.1 302 Found\r\nLocation: %s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
                       self->fault == FAULT_REDIRECT ? self->target : "/api/v1/users/me/");

  write_text (output, text);
}

static void
misbehave (MisbehavingServer *self, GInputStream *input, GOutputStream *output)
{
  static const char *const texts[] = {
    [FAULT_STALL_IN_BODY] =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"id\": \"half",
    [FAULT_TRUNCATE] =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"id\": \"half",
    [FAULT_GARBAGE] = "\001\002\003 this is no HTTP at all\n\n\377\376",
    [FAULT_NOT_JSON] =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: 9\r\n\r\n{\"id\": {{{",
    [FAULT_HTML] = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\nContent-Length: "
                   "22\r\n\r\n<h1>Hotel network</h1>",
    [FAULT_HTML_500] = "HTTP/1.1 500 Oops\r\nContent-Type: text/html\r\nConnection: close\r\nContent-Length: "
                       "27\r\n\r\n<pre>Traceback: line 1</pre",
    [FAULT_EMPTY_502] = "HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
    [FAULT_ENDLESS] =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 10000000000\r\n\r\n",
    [FAULT_ENDLESS_CHUNKS] =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
    [FAULT_REDIRECT] = NULL,
    [FAULT_EVENT_GARBAGE] = EVENT_HEAD "\r\n\001\002\003\n\n<html>\n\nevent appointment\ndata\n\n\377\376",
    [FAULT_EVENT_ENDLESS] = EVENT_HEAD "\r\ndata:",
    [FAULT_EVENT_CLOSE] = EVENT_HEAD "\r\n",
  };

  if (texts[self->fault] != NULL)
    write_text (output, texts[self->fault]);
  if (self->fault == FAULT_ENDLESS || self->fault == FAULT_ENDLESS_CHUNKS
      || self->fault == FAULT_EVENT_ENDLESS)
    write_endless (self, output, self->fault == FAULT_ENDLESS_CHUNKS);
  if (self->fault == FAULT_STALL || self->fault == FAULT_STALL_IN_BODY)
    stall (self, input);
  if (self->fault == FAULT_REDIRECT || self->fault == FAULT_REDIRECT_LOOP)
    write_redirect (self, output);
}

static gboolean
run_cb (GThreadedSocketService *service, GSocketConnection *connection, GObject *source, gpointer data)
{
  MisbehavingServer *self = data;
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  g_autoptr (GString) head = g_string_new (NULL);
  char byte;

  while (!g_str_has_suffix (head->str, "\r\n\r\n")
         && g_input_stream_read (input, &byte, 1, self->ending, NULL) == 1)
    g_string_append_c (head, byte);

  g_mutex_lock (&self->mutex);
  g_string_append (self->requests, head->str);
  self->n_requests++;
  g_mutex_unlock (&self->mutex);

  misbehave (self, input, g_io_stream_get_output_stream (G_IO_STREAM (connection)));
  return TRUE;
}

MisbehavingServer *
misbehaving_server_new (Fault fault)
{
  MisbehavingServer *self = g_new0 (MisbehavingServer, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;

  self->fault = fault;
  self->ending = g_cancellable_new ();
  self->requests = g_string_new (NULL);
  g_mutex_init (&self->mutex);
  self->service = g_threaded_socket_service_new (8);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), address, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &bound, &error);
  g_assert_no_error (error);
  self->address =
      g_strdup_printf ("http://127.0.0.1:%d", g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
  g_signal_connect (self->service, "run", G_CALLBACK (run_cb), self);
  return self;
}

void
misbehaving_server_free (MisbehavingServer *self)
{
  gpointer watched = self->service;

  g_cancellable_cancel (self->ending);
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  /* Its threads hold it until they are done with `self`. */
  g_object_add_weak_pointer (watched, &watched);
  g_object_unref (self->service);
  while (g_atomic_pointer_get (&watched) != NULL)
    {
      g_main_context_iteration (NULL, FALSE);
      g_thread_yield ();
    }
  g_object_unref (self->ending);
  g_string_free (self->requests, TRUE);
  g_mutex_clear (&self->mutex);
  g_free (self->address);
  g_free (self->target);
  g_free (self);
}

gboolean
misbehaving_server_has_seen (MisbehavingServer *self, const char *text)
{
  g_autofree char *lower = NULL;
  g_autofree char *needle = g_ascii_strdown (text, -1);

  g_mutex_lock (&self->mutex);
  lower = g_ascii_strdown (self->requests->str, -1);
  g_mutex_unlock (&self->mutex);
  return strstr (lower, needle) != NULL;
}

guint64
misbehaving_server_get_n_written (void)
{
  guint64 n;

  g_mutex_lock (&n_written_mutex);
  n = n_written;
  g_mutex_unlock (&n_written_mutex);
  return n;
}
