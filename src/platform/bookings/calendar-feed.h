/* calendar-feed.h: a calendar for other programs (RFC 5545), behind a secret address
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/request.h"

G_BEGIN_DECLS

SsReply *ss_calendar_feed_make (SsRequest *request, GError **error);
SsReply *ss_calendar_feed_get (SsRequest *request, GError **error);

G_END_DECLS
