/* routes.c: what is answered about permissions granted for a while (contract section 7)
 *
 * Whoever gives a grant writes its deadline into the shared tables, too.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/grants/routes.h"

#define VIEW SS_PERMISSION_GRANTS_VIEW
#define MANAGE SS_PERMISSION_GRANTS_MANAGE

static const char *const list_parameters[] = { "status", "grantee_id", "action", NULL };

/* clang-format off */
const SsRoute ss_grant_routes[] = {
  { "GET", "/permission-grants/", VIEW, SS_ROUTE_PLAIN, SS_ACCESS_READ, ss_grant_list, list_parameters },
  { "POST", "/permission-grants/", MANAGE, SS_ROUTE_PLAIN, SS_ACCESS_WRITE_SHARED, ss_grant_create },
  { "POST", "/permission-grants/revoke/", MANAGE, SS_ROUTE_PLAIN, SS_ACCESS_WRITE, ss_grant_revoke_all },
  { "GET", "/permission-grants/{id}/", VIEW, SS_ROUTE_PLAIN, SS_ACCESS_READ, ss_grant_get },
  { "POST", "/permission-grants/{id}/revoke/", MANAGE, SS_ROUTE_PLAIN, SS_ACCESS_WRITE, ss_grant_revoke },
  { NULL },
};
/* clang-format on */
