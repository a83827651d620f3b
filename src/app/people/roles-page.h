/* roles-page.h: the roles, what each may, and who may act as whom
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/shell/page.h"

G_BEGIN_DECLS

#define SS_TYPE_ROLES_PAGE (ss_roles_page_get_type ())
G_DECLARE_FINAL_TYPE (SsRolesPage, ss_roles_page, SS, ROLES_PAGE, SsPage)

G_END_DECLS
