/* audit-chain.h: which chain a request is about (contract section 11)
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/request.h"

G_BEGIN_DECLS

/* In a business its own. On the platform's host the platform's; `tenant_id` picks a business's, whose tables
 * become those of the request's transaction. @reply: (out) (nullable): a 404 where there is none such */
gboolean ss_audit_chain_open (SsRequest *request, SsReply **reply, GError **error);
/* "" or "shared.", for the chain's tables. */
const char *ss_audit_chain_prefix (SsRequest *request);

G_END_DECLS
