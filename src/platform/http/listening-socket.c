/* listening-socket.c: the socket at which clients call
 *
 * It may outlive the process that accepts at it: systemd, or the platform's own supervisor, opens it and
 * hands it down. Whoever calls while one process gives way to the next waits in its queue and notices
 * nothing. (Of several sockets with SO_REUSEPORT each has a queue of its own, and closing one refuses all who
 * wait in it, unless the kernel is told to move them: net.ipv4.tcp_migrate_req, which is off by default.)
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/http/listening-socket.h"

#include <string.h>
#include <sys/socket.h>

#define BACKLOG 1024
#define DEFAULT_PORT 8000
#define INHERITED "fd:"

/* "127.0.0.1:8000", "[::1]:8000", "localhost:0" */
static GSocketAddress *
parse_address (const char *text, GError **error)
{
  g_autoptr (GSocketConnectable) connectable = g_network_address_parse (text, DEFAULT_PORT, error);
  g_autoptr (GSocketAddressEnumerator) enumerator = NULL;

  if (connectable == NULL)
    return NULL;
  enumerator = g_socket_connectable_enumerate (connectable);
  return g_socket_address_enumerator_next (enumerator, NULL, error);
}

static GSocket *
open_socket (const char *address, GError **error)
{
  g_autoptr (GSocketAddress) where = parse_address (address, error);
  g_autoptr (GSocket) socket = NULL;

  if (where == NULL)
    return NULL;
  socket =
      g_socket_new (g_socket_address_get_family (where), G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, error);
  if (socket == NULL)
    return NULL;
  g_socket_set_listen_backlog (socket, BACKLOG);
  if (!g_socket_bind (socket, where, TRUE, error) || !g_socket_listen (socket, error))
    return NULL;
  return g_steal_pointer (&socket);
}

/* "fd:3" */
static gboolean
read_descriptor (const char *address, int *descriptor, GError **error)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (address + strlen (INHERITED), 10, 3, G_MAXINT, &number, error))
    return FALSE;
  *descriptor = (int) number;
  return TRUE;
}

static GSocket *
take_socket (const char *address, GError **error)
{
  g_autoptr (GSocket) socket = NULL;
  int descriptor;

  if (!read_descriptor (address, &descriptor, error))
    return NULL;
  socket = g_socket_new_from_fd (descriptor, error);
  if (socket == NULL)
    return NULL;
  if (g_socket_get_socket_type (socket) == G_SOCKET_TYPE_STREAM
      && (g_socket_get_family (socket) == G_SOCKET_FAMILY_IPV4
          || g_socket_get_family (socket) == G_SOCKET_FAMILY_IPV6))
    return g_steal_pointer (&socket);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                       "The socket that was handed over is not a TCP socket.");
  return NULL;
}

/**
 * ss_listening_socket_new:
 * @address: an address and a port, or "fd:" and the number of a descriptor
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): a socket that listens and never waits; #GIOError else
 */
GSocket *
ss_listening_socket_new (const char *address, GError **error)
{
  GSocket *socket =
      g_str_has_prefix (address, INHERITED) ? take_socket (address, error) : open_socket (address, error);

  if (socket != NULL)
    g_socket_set_blocking (socket, FALSE);
  return socket;
}

/**
 * ss_listening_socket_describe:
 * @socket: a socket
 * @error: return location for a #GIOError
 *
 * Returns: (transfer full) (nullable): where it listens, as "127.0.0.1:41235" or "[::1]:41235"
 */
char *
ss_listening_socket_describe (GSocket *socket, GError **error)
{
  g_autoptr (GSocketAddress) address = g_socket_get_local_address (socket, error);

  return address != NULL ? g_socket_connectable_to_string (G_SOCKET_CONNECTABLE (address)) : NULL;
}

/* (transfer full) (nullable): where a socket that was handed over listens */
static GSocketAddress *
find_inherited_address (const char *address)
{
  struct sockaddr_storage native;
  socklen_t length = sizeof native;
  int descriptor;

  if (!read_descriptor (address, &descriptor, NULL)
      || getsockname (descriptor, (struct sockaddr *) &native, &length) != 0)
    return NULL;
  return g_socket_address_new_from_native (&native, length);
}

/**
 * ss_listening_socket_is_loopback:
 * @address: as for ss_listening_socket_new()
 *
 * A name is none, whatever it stands for at present.
 *
 * Returns: whether this machine alone reaches it
 */
gboolean
ss_listening_socket_is_loopback (const char *address)
{
  g_autoptr (GSocketAddress) inherited = NULL;
  g_autoptr (GSocketConnectable) connectable = NULL;
  g_autoptr (GInetAddress) inet = NULL;

  if (g_str_has_prefix (address, INHERITED))
    {
      inherited = find_inherited_address (address);
      return G_IS_INET_SOCKET_ADDRESS (inherited)
             && g_inet_address_get_is_loopback (
                 g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (inherited)));
    }
  connectable = g_network_address_parse (address, 0, NULL);
  if (connectable != NULL)
    inet = g_inet_address_new_from_string (g_network_address_get_hostname (G_NETWORK_ADDRESS (connectable)));
  return inet != NULL && g_inet_address_get_is_loopback (inet);
}
