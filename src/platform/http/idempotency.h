/* idempotency.h: the same POST sent twice is done once (contract section 1, «idempotency»)
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/request.h"

G_BEGIN_DECLS

/* Whether the request has a key that counts. */
gboolean ss_idempotency_applies (SsRequest *request);
/* NULL: the key is now this request's, so go on; else the answer: the first one again, or a refusal. */
SsReply *ss_idempotency_claim (SsRequest *request, GError **error);
/* Writes the answer into the claimed row, in the same transaction. */
gboolean ss_idempotency_keep (SsRequest *request, SsReply *reply, GError **error);

G_END_DECLS
