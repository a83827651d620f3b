/* blockers.h: GET, POST, PATCH and DELETE of what blocks a resource
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/request.h"

G_BEGIN_DECLS

SsReply *ss_blocker_list (SsRequest *request, GError **error);
SsReply *ss_blocker_read (SsRequest *request, GError **error);
SsReply *ss_blocker_add (SsRequest *request, GError **error);
SsReply *ss_blocker_change (SsRequest *request, GError **error);
SsReply *ss_blocker_delete (SsRequest *request, GError **error);

G_END_DECLS
