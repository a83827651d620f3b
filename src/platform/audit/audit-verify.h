/* audit-verify.h: whether the audit log is as it was written (contract section 8)
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/store/store.h"

G_BEGIN_DECLS

/**
 * SsAuditVerdict:
 * @is_ok: nothing was changed, removed, added or moved
 * @n_entries: how many entries there are
 * @first_broken_id: (nullable): the first entry that does not follow from the one before it, or the last one
 *   that was written, where that is gone; %NULL where all is well
 */
typedef struct
{
  gboolean is_ok;
  gint64 n_entries;
  char *first_broken_id;
} SsAuditVerdict;

void ss_audit_verdict_clear (SsAuditVerdict *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SsAuditVerdict, ss_audit_verdict_clear)

/* The chain of the transaction's tenant, or the platform's. */
gboolean ss_audit_verify (SsTransaction *transaction, SsAuditVerdict *verdict, GError **error);

G_END_DECLS
