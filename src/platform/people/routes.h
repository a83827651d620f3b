/* routes.h: what is answered about people and roles
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/route.h"

G_BEGIN_DECLS

/* NULL method at the end. */
extern const SsRoute ss_people_routes[];

SsReply *ss_roles_get (SsRequest *request, GError **error);
SsReply *ss_user_list (SsRequest *request, GError **error);
SsReply *ss_user_get (SsRequest *request, GError **error);
SsReply *ss_user_change (SsRequest *request, GError **error);
SsReply *ss_user_invite (SsRequest *request, GError **error);
SsReply *ss_user_change_many (SsRequest *request, GError **error);
SsReply *ss_user_transfer_ownership (SsRequest *request, GError **error);

G_END_DECLS
