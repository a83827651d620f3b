/* etag.h: conditional requests (contract section 1, «conditional»)
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/request.h"

G_BEGIN_DECLS

/* Before a change: NULL where `If-Match` is met or was not sent. */
SsReply *ss_etag_check_match (SsRequest *request, GError **error);
/* After the handler: gives the reply its ETag, and makes it a 304 where the client has it already. */
/* Gives @reply the ETag that @object would have, as which GET answers it. */
void ss_etag_copy (SsReply *reply, SsReply *object);
void ss_etag_finish (SsRequest *request, SsReply *reply);

G_END_DECLS
