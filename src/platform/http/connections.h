/* connections.h: the clients' connections, how many and how long
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/guarded-stream.h"

G_BEGIN_DECLS

/**
 * SsConnectionState:
 * @SS_CONNECTION_FRESH: accepted, nothing has come yet
 * @SS_CONNECTION_IDLE: between two requests
 * @SS_CONNECTION_HEADERS: a request has begun
 * @SS_CONNECTION_BODY: its body is being read
 * @SS_CONNECTION_WORKING: it is with the workers
 * @SS_CONNECTION_WRITING: the answer is being sent
 * @SS_CONNECTION_STREAMING: its answer has no end
 * @SS_CONNECTION_CLOSING: shut down; libsoup will drop it
 */
typedef enum
{
  SS_CONNECTION_FRESH,
  SS_CONNECTION_IDLE,
  SS_CONNECTION_HEADERS,
  SS_CONNECTION_BODY,
  SS_CONNECTION_WORKING,
  SS_CONNECTION_WRITING,
  SS_CONNECTION_STREAMING,
  SS_CONNECTION_CLOSING,
} SsConnectionState;

#define SS_REQUEST_ID_LENGTH 16

typedef struct _SsConnections SsConnections;
typedef struct _SsConnection SsConnection;

SsConnections *ss_connections_new (GMainContext *context);
void ss_connections_free (SsConnections *self);

/* Makes room first; FALSE: there is none. */
gboolean ss_connections_make_room (SsConnections *self);
SsConnection *ss_connections_add (SsConnections *self, SsGuardedStream *stream);
void ss_connections_remove (SsConnection *connection);
guint ss_connections_get_n (SsConnections *self);
/* From now on a connection ends with its next answer, or soon if it asks nothing. @drained is called when the
 * last has gone. */
void ss_connections_drain (SsConnections *self, GFunc drained, gpointer user_data);
gboolean ss_connections_is_draining (SsConnections *self);

void ss_connection_set_state (SsConnection *self, SsConnectionState state);
SsConnectionState ss_connection_get_state (SsConnection *self);
void ss_connection_progress (SsConnection *self);

/* libsoup names a connection only by the address that it was accepted with. */
void ss_connection_attach (SsConnection *self, GSocketAddress *address);
SsConnection *ss_connection_from_address (GSocketAddress *address);
SsGuardedStream *ss_connection_get_stream (SsConnection *self);
/* Of the request that is under way; libsoup forgets headers when it answers Expect: 100-continue. */
char *ss_connection_get_request_id (SsConnection *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsConnections, ss_connections_free)

G_END_DECLS
