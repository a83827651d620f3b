/* custom-plugin-handlers.h: making, changing and deleting a tenant's own plugins
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/request.h"

G_BEGIN_DECLS

SsReply *ss_custom_plugin_create (SsRequest *request, GError **error);
SsReply *ss_custom_plugin_change (SsRequest *request, GError **error);
SsReply *ss_custom_plugin_delete (SsRequest *request, GError **error);

G_END_DECLS
