/* exchange-private.h: what the listener and its reply queue know of an exchange
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <libsoup/soup.h>

#include "platform/http/connections.h"
#include "platform/http/exchange.h"
#include "platform/http/streams.h"

G_BEGIN_DECLS

#define SS_REQUEST_ID_HEADER "X-Request-Id"

/* Brings replies from the workers to the listener's thread, which is woken once for many. */
typedef struct _SsReplyQueue SsReplyQueue;

SsReplyQueue *ss_reply_queue_new (GMainContext *context, SsConnections *connections, SsStreams *streams);
void ss_reply_queue_free (SsReplyQueue *self);

/* Pauses @message until its answer. */
SsExchange *ss_exchange_new (SsReplyQueue *replies, SoupServerMessage *message, SsConnection *connection,
                             SsRequest *request);

G_END_DECLS
