/* resources.h: GET, POST, PATCH and DELETE of resources
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/request.h"

G_BEGIN_DECLS

SsReply *ss_resource_list (SsRequest *request, GError **error);
SsReply *ss_resource_read (SsRequest *request, GError **error);
SsReply *ss_resource_add (SsRequest *request, GError **error);
SsReply *ss_resource_change (SsRequest *request, GError **error);
SsReply *ss_resource_delete (SsRequest *request, GError **error);

G_END_DECLS
