/* routes.c: what is answered about people and roles (contract section 7)
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/people/routes.h"

#define VIEW SS_PERMISSION_USERS_VIEW
#define MANAGE SS_PERMISSION_USERS_MANAGE

static const char *const list_parameters[] = { "search", "role", "status", "tenant_id", "ordering", NULL };

const SsRoute ss_people_routes[] = {
  { "GET", "/roles/", 0, SS_ROUTE_NO_PERMISSION, SS_ACCESS_READ, ss_roles_get, NULL },
  { "GET", "/users/", VIEW, SS_ROUTE_PLAIN, SS_ACCESS_READ, ss_user_list, list_parameters },
  { "POST", "/users/", MANAGE, SS_ROUTE_PLAIN, SS_ACCESS_WRITE, ss_user_invite, NULL },
  { "POST", "/users/bulk/", MANAGE, SS_ROUTE_PLAIN, SS_ACCESS_WRITE, ss_user_change_many, NULL },
  { "GET", "/users/{id}/", VIEW, SS_ROUTE_USER, SS_ACCESS_READ, ss_user_get, NULL },
  { "PATCH", "/users/{id}/", MANAGE, SS_ROUTE_USER, SS_ACCESS_WRITE, ss_user_change, NULL },
  { "POST", "/users/{id}/transfer-ownership/", MANAGE, SS_ROUTE_USER | SS_ROUTE_SLOW, SS_ACCESS_WRITE,
    ss_user_transfer_ownership, NULL },
  { NULL },
};
