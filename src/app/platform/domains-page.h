/* domains-page.h: the names under which a business is reached
 *
 * Actions, in the group "users": search, reset, set-role, set-active, copy-email.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/shell/page.h"

G_BEGIN_DECLS

#define SS_TYPE_DOMAINS_PAGE (ss_domains_page_get_type ())
G_DECLARE_FINAL_TYPE (SsDomainsPage, ss_domains_page, SS, DOMAINS_PAGE, SsPage)

G_END_DECLS
