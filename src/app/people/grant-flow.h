/* grant-flow.h: taking back what was granted, from the question to what came of it
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/shell/page.h"

G_BEGIN_DECLS

/* Why the user may not give or take back permissions; NULL where he may. */
const char *ss_grant_get_obstacle (SsWorkspace *workspace);
/* Asks first: it can't be undone. @ids: NULL-terminated. */
void ss_grant_flow_revoke (SsPage *page, const char *const *ids);

G_END_DECLS
