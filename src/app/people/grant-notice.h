/* grant-notice.h: tells somebody what he was granted for a while, that it ends soon, and that it is over
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/own-grants.h"

G_BEGIN_DECLS

/* A sentence. (transfer full) */
char *ss_grant_notice_describe (SsPermissionGrant *grant, SsOwnGrantMoment moment, GTimeZone *zone);
/* Tells the desktop that it ends soon, and takes that back when it has ended. */
void ss_grant_notice_send (SsPermissionGrant *grant, SsOwnGrantMoment moment, GTimeZone *zone,
                           GApplication *application);

G_END_DECLS
