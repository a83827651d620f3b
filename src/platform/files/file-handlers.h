/* file-handlers.h: a business's logo, in and out
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/request.h"

G_BEGIN_DECLS

SsReply *ss_logo_put (SsRequest *request, GError **error);
SsReply *ss_logo_delete (SsRequest *request, GError **error);
SsReply *ss_file_get (SsRequest *request, GError **error);

G_END_DECLS
