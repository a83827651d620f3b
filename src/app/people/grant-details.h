/* grant-details.h: all that is known of one permission granted for a while
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/shell/page.h"

G_BEGIN_DECLS

/* The button revokes it with the page's action. */
void ss_grant_details_present (SsPage *page, SsPermissionGrant *grant);

G_END_DECLS
