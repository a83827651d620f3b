/* service-manager.c: what systemd, or whatever has started the program, is told and has told it
 *
 * Both are interfaces that systemd promises to keep, and describes so that programs speak them without its
 * library: sd_listen_fds(3) and sd_notify(3), «Notes».
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/service-manager.h"

#include <gio/gunixsocketaddress.h>
#include <string.h>
#include <unistd.h>

#define FIRST_DESCRIPTOR 3

/**
 * ss_service_manager_find_socket:
 * @error: return location for a #GIOError
 *
 * Returns: (transfer full) (nullable): where to listen, as ss_listening_socket_new() takes it; %NULL where
 *   none was handed over, or with @error set where there is more than one
 */
char *
ss_service_manager_find_socket (GError **error)
{
  const char *process = g_getenv ("LISTEN_PID");
  const char *count = g_getenv ("LISTEN_FDS");

  /* A parent's, which it forgot to clear, are not ours. */
  if (process == NULL || count == NULL
      || g_ascii_strtoull (process, NULL, 10) != (guint64) getpid ()) /* NOLINT: it may be anything */
    return NULL;
  if (strcmp (count, "1") == 0)
    return g_strdup_printf ("fd:%d", FIRST_DESCRIPTOR);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               "%s sockets were handed over: the socket unit may have one ListenStream= only.", count);
  return NULL;
}

/**
 * ss_service_manager_notify:
 * @state: what has come to be
 */
void
ss_service_manager_notify (const char *state)
{
  const char *path = g_getenv ("NOTIFY_SOCKET");
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GSocket) socket = NULL;
  g_autoptr (GError) error = NULL;

  if (path == NULL || path[0] == '\0')
    return;
  address = path[0] == '@'
                ? g_unix_socket_address_new_with_type (path + 1, -1, G_UNIX_SOCKET_ADDRESS_ABSTRACT)
                : g_unix_socket_address_new (path);
  socket = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_DEFAULT, &error);
  if (socket == NULL || g_socket_send_to (socket, address, state, strlen (state), NULL, &error) < 0)
    g_warning ("The service manager can't be told “%s”: %s", state, error->message);
}
