/* routes.c: what is answered about the audit log (contract section 8)
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/audit/routes.h"

#include "platform/audit/audit-list.h"

#define VIEW SS_PERMISSION_AUDIT_VIEW

static const char *const list_parameters[] = { "action", "actor",  "target",    "from",
                                               "to",     "search", "tenant_id", NULL };
static const char *const verify_parameters[] = { "tenant_id", NULL };

const SsRoute ss_audit_routes[] = {
  { "GET", "/audit-log/", VIEW, SS_ROUTE_PLAIN, SS_ACCESS_READ, ss_audit_list, list_parameters },
  { "GET", "/audit-log/verify/", VIEW, SS_ROUTE_PLAIN, SS_ACCESS_READ, ss_audit_get_verdict,
    verify_parameters },
  { NULL },
};
