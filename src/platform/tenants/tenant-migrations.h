/* tenant-migrations.h: whose tables are behind this release's
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/reply.h"
#include "platform/http/request.h"

G_BEGIN_DECLS

SsReply *ss_tenant_list_migrations (SsRequest *request, GError **error);

G_END_DECLS
