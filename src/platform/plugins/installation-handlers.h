/* installation-handlers.h: installing, configuring and uninstalling
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/request.h"

G_BEGIN_DECLS

SsReply *ss_installation_create (SsRequest *request, GError **error);
SsReply *ss_installation_change (SsRequest *request, GError **error);
SsReply *ss_installation_delete (SsRequest *request, GError **error);

G_END_DECLS
