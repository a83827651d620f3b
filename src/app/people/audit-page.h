/* audit-page.h: who did what to whom, as it happens
 *
 * Properties: action, actor, target, day (YYYY-MM-DD), search: what is shown; NULL: all. Actions of the group
 * "audit": search, reset, verify, export-csv, export-json, stop-export.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/shell/page.h"

G_BEGIN_DECLS

#define SS_TYPE_AUDIT_PAGE (ss_audit_page_get_type ())
G_DECLARE_FINAL_TYPE (SsAuditPage, ss_audit_page, SS, AUDIT_PAGE, SsPage)

G_END_DECLS
