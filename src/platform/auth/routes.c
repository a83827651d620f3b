/* routes.c: what is answered about signing in (contract section 2)
 *
 * Handlers that hash a password, or whose tables depend on a token in the body, are given a transaction for
 * reading and open the one that they need.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/auth/routes.h"

#define OWN SS_ROUTE_NO_PERMISSION
#define OPEN SS_ROUTE_ANYONE

static const char *const check_parameters[] = { "user_id", NULL };

const SsRoute ss_auth_routes[] = {
  { "GET", "/users/me/", 0, OWN | SS_ROUTE_OWN_USER, SS_ACCESS_READ, ss_auth_get_current_user, NULL,
    ss_auth_foresee_current_user },
  { "POST", "/auth/token/", 0, OPEN | SS_ROUTE_SLOW, SS_ACCESS_READ, ss_auth_sign_in, NULL },
  { "POST", "/auth/token/refresh/", 0, OPEN, SS_ACCESS_READ, ss_auth_refresh, NULL },
  { "POST", "/auth/logout/", 0, OPEN, SS_ACCESS_READ, ss_auth_sign_out, NULL },
  { "GET", "/auth/sessions/", 0, OWN, SS_ACCESS_READ, ss_auth_list_sessions, NULL },
  { "DELETE", "/auth/sessions/{id}/", 0, OWN | SS_ROUTE_PERSONAL, SS_ACCESS_READ, ss_auth_end_session, NULL },
  { "POST", "/auth/password/", 0, OWN | SS_ROUTE_PERSONAL | SS_ROUTE_SLOW, SS_ACCESS_READ,
    ss_auth_change_password, NULL },
  { "POST", "/auth/invitation/accept/", 0, OPEN | SS_ROUTE_SLOW, SS_ACCESS_READ, ss_auth_accept_invitation,
    NULL },
  { "GET", "/invitation/", 0, OPEN | SS_ROUTE_SYSTEM, SS_ACCESS_READ, ss_auth_show_invitation, NULL },
  { "POST", "/auth/masquerade/", 0, OWN | SS_ROUTE_MASQUERADE, SS_ACCESS_READ, ss_masquerade_start, NULL },
  { "POST", "/auth/masquerade/stop/", 0, OWN | SS_ROUTE_MASQUERADE, SS_ACCESS_WRITE_SHARED,
    ss_masquerade_stop, NULL },
  { "GET", "/auth/masquerade/check/", 0, OWN, SS_ACCESS_READ, ss_masquerade_ask, check_parameters },
  { NULL },
};
