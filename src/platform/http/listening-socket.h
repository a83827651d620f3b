/* listening-socket.h: the socket at which clients call
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* @address: "127.0.0.1:8000", port 0: any free one; "fd:3": a socket that whoever started us has opened */
GSocket *ss_listening_socket_new (const char *address, GError **error);
/* "127.0.0.1:41235" */
char *ss_listening_socket_describe (GSocket *socket, GError **error);

/* Whether nobody but this machine reaches what ss_listening_socket_new() opens at @address. */
gboolean ss_listening_socket_is_loopback (const char *address);

G_END_DECLS
