/* refusal.h: the last word to a client that is not listened to any longer
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gio/gio.h>

#include "platform/http/reply.h"

G_BEGIN_DECLS

/* Takes @stream and @reply. */
void ss_refusal_send (GMainContext *context, GIOStream *stream, GSocket *socket, SsReply *reply,
                      const char *request_id);

G_END_DECLS
