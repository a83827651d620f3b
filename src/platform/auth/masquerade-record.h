/* masquerade-record.h: a masquerade as it stands in the store, and whether it goes on
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "domain/role.h"
#include "platform/store/store.h"

G_BEGIN_DECLS

/**
 * SsMasqueradeRecord:
 * @tenant_id: (nullable): the target's; NULL for the platform's staff
 * @real_is_staff: whether the real user is one of the platform's staff, or of the target's tenant
 * @real_role: the real user's when it began
 * @is_act: whether more than looking is allowed
 * @ended_at: SS_TIME_NONE: nobody has found it to be over
 *
 * All texts are owned.
 */
typedef struct
{
  char *session_id;
  char *tenant_id;
  char *user_id;
  char *user_email;
  char *real_user_id;
  char *real_email;
  char *real_session_id;
  char *reason;
  char *ip_address;
  gboolean real_is_staff;
  SsRole real_role;
  gboolean is_act;
  gint64 started_at;
  gint64 expires_at;
  gint64 ended_at;
  char *end_reason;
} SsMasqueradeRecord;

void ss_masquerade_record_clear (SsMasqueradeRecord *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SsMasqueradeRecord, ss_masquerade_record_clear)

/* In any transaction. */
gboolean ss_masquerade_record_find (SsTransaction *transaction, const char *session_id,
                                    SsMasqueradeRecord *self, gboolean *found, GError **error);
/* In one that may write to the shared tables. */
gboolean ss_masquerade_record_insert (SsTransaction *transaction, const SsMasqueradeRecord *self,
                                      GError **error);
/* In a transaction where the target stands. @end: (out) (nullable): why it is over; NULL: it goes on */
gboolean ss_masquerade_record_judge (SsTransaction *transaction, const SsMasqueradeRecord *self, gint64 now,
                                     const char **end, GError **error);
const char *ss_masquerade_record_get_mode (const SsMasqueradeRecord *self);

G_END_DECLS
