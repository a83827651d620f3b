/* users-page.h: who signs in to the business, and what each may do
 *
 * Actions, in the group "users": search, reset, set-role, set-active, copy-email.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/shell/page.h"

G_BEGIN_DECLS

#define SS_TYPE_USERS_PAGE (ss_users_page_get_type ())
G_DECLARE_FINAL_TYPE (SsUsersPage, ss_users_page, SS, USERS_PAGE, SsPage)

G_END_DECLS
