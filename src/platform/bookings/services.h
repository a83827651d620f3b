/* services.h: GET, POST, PATCH and DELETE of services
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/request.h"

G_BEGIN_DECLS

SsReply *ss_service_list (SsRequest *request, GError **error);
SsReply *ss_service_read (SsRequest *request, GError **error);
SsReply *ss_service_add (SsRequest *request, GError **error);
SsReply *ss_service_change (SsRequest *request, GError **error);
SsReply *ss_service_delete (SsRequest *request, GError **error);

G_END_DECLS
