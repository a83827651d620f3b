/* audit-words.h: what the entries of the audit log are called
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "model/audit.h"

G_BEGIN_DECLS

/* The actions of contract section 8, in its order; NULL past the last. */
const char *ss_audit_action_get (guint number);
/* One for people; what this program does not know is shown as it is written. */
const char *ss_audit_action_describe (const char *action);
const char *ss_audit_action_get_icon_name (const char *action);

/* "support@… as owner@… → staff@…" (transfer full) */
char *ss_audit_entry_describe (SsAuditEntry *entry);
/* Who really did it, and as whom; "Nobody signed in". (transfer full) */
char *ss_audit_entry_describe_actor (SsAuditEntry *entry);
/* To whom or what; NULL: to nothing. (transfer full) (nullable) */
char *ss_audit_entry_describe_target (SsAuditEntry *entry);
/* When, to the second, in @zone. (transfer full) */
char *ss_audit_entry_describe_time (SsAuditEntry *entry, GTimeZone *zone);
/* The whole entry as the platform wrote it, with indents. (transfer full) */
char *ss_audit_entry_to_text (SsAuditEntry *entry);

G_END_DECLS
