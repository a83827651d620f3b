/* grant-notice.h: tells somebody what he was granted for a while, and that it is over
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "model/people.h"

G_BEGIN_DECLS

/* A sentence. (transfer full) */
char *ss_grant_notice_describe (SsPermissionGrant *grant, gboolean has_ended, GTimeZone *zone);

G_END_DECLS
