/* plugin-handlers.h: reading one plugin and what is said about it
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/request.h"

G_BEGIN_DECLS

SsReply *ss_plugin_get (SsRequest *request, GError **error);
SsReply *ss_plugin_list_reviews (SsRequest *request, GError **error);
/* The single object, for the answers of those that change it too. */
SsReply *ss_plugin_reply (SsRequest *request, gboolean is_custom, const char *id, guint status,
                          GError **error);

G_END_DECLS
