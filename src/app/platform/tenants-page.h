/* tenants-page.h: the businesses on the platform, and what is done with each
 *
 * Actions, in the group "users": search, reset, set-role, set-active, copy-email.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/shell/page.h"

G_BEGIN_DECLS

#define SS_TYPE_TENANTS_PAGE (ss_tenants_page_get_type ())
G_DECLARE_FINAL_TYPE (SsTenantsPage, ss_tenants_page, SS, TENANTS_PAGE, SsPage)

G_END_DECLS
