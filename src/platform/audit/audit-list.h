/* audit-list.h: what is answered about the audit log (contract sections 8 and 11)
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/request.h"

G_BEGIN_DECLS

SsReply *ss_audit_list (SsRequest *request, GError **error);
SsReply *ss_audit_get_verdict (SsRequest *request, GError **error);

G_END_DECLS
