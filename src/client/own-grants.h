/* own-grants.h: the permissions that the current user was granted for a while
 *
 * From what the event stream tells, and by the platform's clock. Signals: ::began and ::ended
 * (SsPermissionGrant), each once for a grant.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/session.h"

G_BEGIN_DECLS

#define SS_TYPE_OWN_GRANTS (ss_own_grants_get_type ())
G_DECLARE_FINAL_TYPE (SsOwnGrants, ss_own_grants, SS, OWN_GRANTS, GObject)

SsOwnGrants *ss_own_grants_new (SsSession *session);
/* An event tells of a grant, whoever has it. */
void ss_own_grants_note (SsOwnGrants *self, SsPermissionGrant *grant);

G_END_DECLS
