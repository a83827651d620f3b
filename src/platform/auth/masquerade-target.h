/* masquerade-target.h: as whom somebody wants to act, and what refuses it
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "domain/masquerade.h"
#include "platform/http/request.h"

G_BEGIN_DECLS

/**
 * SsMasqueradeTarget:
 * @place: (owned) (nullable): where the user stands; NULL: for the caller there is no such user
 * @id: (owned): the user
 * @email: (owned) (nullable): its address
 * @role: its role, where the address is known
 * @rule: what refuses
 */
typedef struct
{
  SsRequestTenant *place;
  char *id;
  char *email;
  SsRole role;
  SsMasqueradeRule rule;
} SsMasqueradeTarget;

void ss_masquerade_target_clear (SsMasqueradeTarget *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SsMasqueradeTarget, ss_masquerade_target_clear)

/* Puts a transaction of @access, where the target stands, in the place of the request's: from then on the
 * request is about the target's tenant. Where there is no such user, no transaction is open. */
gboolean ss_masquerade_target_find (SsRequest *request, const char *user_id, SsAccess access,
                                    SsMasqueradeTarget *self, GError **error);

G_END_DECLS
