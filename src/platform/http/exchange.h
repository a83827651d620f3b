/* exchange.h: one request on its way through the platform and back
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/request.h"

G_BEGIN_DECLS

typedef struct _SsExchange SsExchange;

SsRequest *ss_exchange_get_request (SsExchange *self);
/* Since it came, in microseconds. */
gint64 ss_exchange_get_duration (SsExchange *self);
/* From any thread; takes both. */
void ss_exchange_answer (SsExchange *self, SsReply *reply);

G_END_DECLS
