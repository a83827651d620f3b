/* masquerade-audit.h: who acted as whom, or tried to, in the audit log
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/audit/audit-log.h"
#include "platform/auth/masquerade-record.h"
#include "platform/auth/masquerade-target.h"

G_BEGIN_DECLS

/* In a transaction that may write where the target stands, and to the shared tables. @request: (nullable) */
gboolean ss_masquerade_audit (SsTransaction *transaction, SsRequest *request,
                              const SsMasqueradeRecord *record, const char *action, const char *reason,
                              GError **error);
/* Of a refusal: in a transaction that it opens, for the reply to keep. */
gboolean ss_masquerade_audit_denied (SsRequest *request, const SsMasqueradeTarget *target, const char *mode,
                                     const char *reason, const char *rule, GError **error);

G_END_DECLS
