/* user-flow.h: changing what a user may do, from the question to the toast
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/shell/page.h"

G_BEGIN_DECLS

void ss_user_flow_set_role (SsPage *page, SsUser *user, const char *role);
/* Asks before somebody is shut out. */
void ss_user_flow_set_active (SsPage *page, SsUser *user, gboolean is_active);

G_END_DECLS
