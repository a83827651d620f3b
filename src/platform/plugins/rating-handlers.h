/* rating-handlers.h: what somebody thinks of an installed plugin
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/request.h"

G_BEGIN_DECLS

SsReply *ss_rating_put (SsRequest *request, GError **error);
SsReply *ss_rating_delete (SsRequest *request, GError **error);

G_END_DECLS
