/* routes.h: what is answered about permissions granted for a while (contract section 7)
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/route.h"

G_BEGIN_DECLS

/* NULL method at the end. */
extern const SsRoute ss_grant_routes[];

SsReply *ss_grant_list (SsRequest *request, GError **error);
SsReply *ss_grant_get (SsRequest *request, GError **error);
SsReply *ss_grant_create (SsRequest *request, GError **error);
SsReply *ss_grant_revoke (SsRequest *request, GError **error);
SsReply *ss_grant_revoke_all (SsRequest *request, GError **error);

G_END_DECLS
