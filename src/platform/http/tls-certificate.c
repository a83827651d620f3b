/* tls-certificate.c: the certificate by which clients know the platform
 *
 * A certificate and a key that do not belong together are found when the first client calls, and from then on
 * nobody gets through. So one client calls here, before they count.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/http/tls-certificate.h"

#include <sys/socket.h>

static GSocketConnection *
wrap_end (int descriptor)
{
  g_autoptr (GSocket) socket = g_socket_new_from_fd (descriptor, NULL);

  return socket != NULL ? g_socket_connection_factory_create_connection (socket) : NULL;
}

static gpointer
answer_cb (gpointer connection)
{
  /* What goes wrong here the other end hears of. */
  g_tls_connection_handshake (connection, NULL, NULL);
  g_io_stream_close (connection, NULL, NULL);
  return NULL;
}

/* Any certificate will do: whether others trust it is theirs to say. */
static gboolean
accept_cb (GTlsConnection *connection, GTlsCertificate *certificate, GTlsCertificateFlags faults,
           gpointer user_data)
{
  return TRUE;
}

static gboolean
call_once (GTlsCertificate *certificate, GError **error)
{
  g_autoptr (GSocketConnection) near = NULL;
  g_autoptr (GSocketConnection) far = NULL;
  g_autoptr (GIOStream) client = NULL;
  g_autoptr (GIOStream) server = NULL;
  gboolean is_answered = FALSE;
  int ends[2];

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "No pair of sockets can be made.");
      return FALSE;
    }
  near = wrap_end (ends[0]);
  far = wrap_end (ends[1]);
  client = g_tls_client_connection_new (G_IO_STREAM (near), NULL, error);
  server = client != NULL ? g_tls_server_connection_new (G_IO_STREAM (far), certificate, error) : NULL;
  if (server != NULL)
    {
      GThread *thread = g_thread_new ("certificate", answer_cb, server);

      g_signal_connect (client, "accept-certificate", G_CALLBACK (accept_cb), NULL);
      is_answered = g_tls_connection_handshake (G_TLS_CONNECTION (client), NULL, error);
      g_io_stream_close (G_IO_STREAM (near), NULL, NULL);
      g_thread_join (thread);
    }
  return is_answered;
}

static void
warn_of_end (GTlsCertificate *certificate, const char *path)
{
  g_autoptr (GDateTime) end = g_tls_certificate_get_not_valid_after (certificate);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *day = end != NULL ? g_date_time_format (end, "%-d %B %Y") : NULL;

  if (end != NULL && g_date_time_compare (end, now) < 0)
    g_warning ("The certificate in %s ended on %s: clients will refuse it.", path, day);
}

/**
 * ss_tls_certificate_load:
 * @certificate_path: a PEM file: the certificate, then those that lead to its authority
 * @key_path: a PEM file with its private key
 * @error: return location for a #GError
 *
 * What the files hold is never part of an error.
 *
 * Returns: (transfer full) (nullable): a certificate with which a client has got through
 */
GTlsCertificate *
ss_tls_certificate_load (const char *certificate_path, const char *key_path, GError **error)
{
  g_autoptr (GTlsCertificate) certificate = NULL;

  if (!g_tls_backend_supports_tls (g_tls_backend_get_default ()))
    {
      g_set_error_literal (error, G_TLS_ERROR, G_TLS_ERROR_UNAVAILABLE,
                           "This system has no TLS for GLib programs: install glib-networking.");
      return NULL;
    }
  certificate = g_tls_certificate_new_from_files (certificate_path, key_path, error);
  if (certificate == NULL)
    {
      g_prefix_error (error, "The certificate %s and the key %s can't be read: ", certificate_path, key_path);
      return NULL;
    }
  if (!call_once (certificate, error))
    {
      g_prefix_error (error, "The certificate %s does not work with the key %s: ", certificate_path,
                      key_path);
      return NULL;
    }
  warn_of_end (certificate, certificate_path);
  return g_steal_pointer (&certificate);
}
