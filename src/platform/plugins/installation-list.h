/* installation-list.h: what a tenant has installed, as the caller sees it
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/request.h"

G_BEGIN_DECLS

SsReply *ss_installation_list (SsRequest *request, GError **error);
SsReply *ss_installation_get (SsRequest *request, GError **error);
/* The Installation, for the answers of those that change it too; 404 where it is gone. */
SsReply *ss_installation_reply (SsRequest *request, const char *id, guint status, GError **error);

G_END_DECLS
