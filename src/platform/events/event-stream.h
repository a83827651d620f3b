/* event-stream.h: `GET /events/`
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/request.h"

G_BEGIN_DECLS

SsReply *ss_events_get (SsRequest *request, GError **error);

G_END_DECLS
