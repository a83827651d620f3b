/* audit.c: the record of who did what to whom
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/audit.h"

SS_DEFINE_MODEL (SsAuditActor, ss_audit_actor, SS_AUDIT_ACTOR_FIELDS)
SS_DEFINE_MODEL (SsAuditTarget, ss_audit_target, SS_AUDIT_TARGET_FIELDS)
SS_DEFINE_MODEL (SsAuditEntry, ss_audit_entry, SS_AUDIT_ENTRY_FIELDS)
