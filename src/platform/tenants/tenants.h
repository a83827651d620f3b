/* tenants.h: the businesses, for the platform's staff (contract section 9)
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/request.h"

G_BEGIN_DECLS

SsReply *ss_tenant_list (SsRequest *request, GError **error);
SsReply *ss_tenant_get (SsRequest *request, GError **error);
SsReply *ss_tenant_post (SsRequest *request, GError **error);
SsReply *ss_tenant_change (SsRequest *request, GError **error);
SsReply *ss_tenant_remove (SsRequest *request, GError **error);

G_END_DECLS
