/* service-manager.h: what systemd, or whatever has started the program, is told and has told it
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* (nullable): "fd:3" where a socket to listen at was handed over; NULL with @error unset where none was */
char *ss_service_manager_find_socket (GError **error);
/* @state: "READY=1", "STOPPING=1" … (sd_notify(3)). Where nobody listens, nothing is said. */
void ss_service_manager_notify (const char *state);

G_END_DECLS
