/* audit-export.h: the audit log as a whole, for other programs
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/audit/audit-entry.h"
#include "platform/http/reply.h"

G_BEGIN_DECLS

/* One of the kinds of file that there are. */
typedef struct _SsAuditFormat SsAuditFormat;

/* (nullable): NULL: the pages of JSON that are answered to everybody else. @accept: (nullable) */
const SsAuditFormat *ss_audit_format_negotiate (const char *accept);
/* All that @rows has, in memory that does not grow with it. */
SsReply *ss_audit_export (SsRows *rows, const SsAuditFormat *format, GError **error);

G_END_DECLS
