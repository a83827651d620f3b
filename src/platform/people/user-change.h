/* user-change.h: a change of somebody's account, for one and for many at once
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "domain/role.h"
#include "platform/http/request.h"

G_BEGIN_DECLS

/**
 * SsUserChange:
 * @name: (nullable): the new name
 * @sets_role: whether @role counts
 * @role: the new role
 * @sets_active: whether @is_active counts
 * @is_active: FALSE deactivates, TRUE activates
 */
typedef struct
{
  const char *name;
  gboolean sets_role;
  SsRole role;
  gboolean sets_active;
  gboolean is_active;
} SsUserChange;

/* In a transaction that may write where the user stands. @refusal: (out) (nullable): a code, as "not_below";
 * nothing was changed then. FALSE: @error is set. */
gboolean ss_user_change_apply (SsRequest *request, const char *user_id, const SsUserChange *change,
                               const char **refusal, GError **error);
SsReply *ss_user_change_reply_refused (const SsUserChange *change, const char *refusal);
SsReply *ss_user_reply_wrong_level (SsRole role);

G_END_DECLS
