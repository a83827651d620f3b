/* own-grants.h: the permissions that the current user was granted for a while
 *
 * From what the event stream tells, and by the platform's clock. Signals: ::began, ::ending (in a few
 * minutes) and
 * ::ended (SsPermissionGrant), each once for a grant.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/session.h"

G_BEGIN_DECLS

typedef enum
{
  SS_OWN_GRANT_BEGAN,
  SS_OWN_GRANT_ENDING,
  SS_OWN_GRANT_ENDED,
} SsOwnGrantMoment;

#define SS_TYPE_OWN_GRANTS (ss_own_grants_get_type ())
G_DECLARE_FINAL_TYPE (SsOwnGrants, ss_own_grants, SS, OWN_GRANTS, GObject)

SsOwnGrants *ss_own_grants_new (SsSession *session);
/* An event tells of a grant, whoever has it. */
void ss_own_grants_note (SsOwnGrants *self, SsPermissionGrant *grant);

G_END_DECLS
