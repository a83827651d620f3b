/* routes.h: what is answered about signing in
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/route.h"

G_BEGIN_DECLS

/* NULL method at the end. */
extern const SsRoute ss_auth_routes[];

SsReply *ss_auth_sign_in (SsRequest *request, GError **error);
SsReply *ss_auth_accept_invitation (SsRequest *request, GError **error);
SsReply *ss_auth_show_invitation (SsRequest *request, GError **error);
SsReply *ss_auth_refresh (SsRequest *request, GError **error);
SsReply *ss_auth_sign_out (SsRequest *request, GError **error);
SsReply *ss_auth_list_sessions (SsRequest *request, GError **error);
SsReply *ss_auth_end_session (SsRequest *request, GError **error);
SsReply *ss_auth_change_password (SsRequest *request, GError **error);
SsReply *ss_masquerade_start (SsRequest *request, GError **error);
SsReply *ss_masquerade_stop (SsRequest *request, GError **error);
SsReply *ss_masquerade_ask (SsRequest *request, GError **error);
void ss_auth_foresee_current_user (SsRequest *request);
SsReply *ss_auth_get_current_user (SsRequest *request, GError **error);

G_END_DECLS
