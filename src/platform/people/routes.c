/* routes.c: what is answered about people and roles (contract section 7)
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/people/routes.h"

const SsRoute ss_people_routes[] = {
  { "GET", "/roles/", 0, SS_ROUTE_NO_PERMISSION, SS_ACCESS_READ, ss_roles_get, NULL },
  { NULL },
};
