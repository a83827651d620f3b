/* dispatcher.h: from a request to its reply
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/exchange.h"
#include "platform/platform.h"

G_BEGIN_DECLS

typedef struct _SsDispatcher SsDispatcher;

SsDispatcher *ss_dispatcher_new (SsPlatform *platform);
/* Waits for what the workers have begun. */
void ss_dispatcher_free (SsDispatcher *self);

/* Takes @exchange; it is answered at once or by a worker. */
void ss_dispatcher_take (SsDispatcher *self, SsExchange *exchange);

/* In a worker: whether @request, made anew for somebody who was admitted long ago, would be admitted still.
 * Leaves its transaction open. NULL: it would. */
SsReply *ss_dispatcher_admit (SsDispatcher *self, SsRequest *request, GError **error);

guint ss_dispatcher_get_n_waiting (SsDispatcher *self); /* from any thread */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsDispatcher, ss_dispatcher_free)

G_END_DECLS
