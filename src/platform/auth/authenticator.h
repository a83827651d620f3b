/* authenticator.h: whose token it is
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/request.h"

G_BEGIN_DECLS

gboolean ss_authenticator_is_platform_token (SsRequest *request);
/* Fills in the caller, in the open transaction; NULL where all is well. */
SsReply *ss_authenticator_reply_expired (void);     /* 401 `masquerade_expired` */
void ss_authenticator_foresee (SsRequest *request); /* with what is asked before the check */
SsReply *ss_authenticator_check (SsRequest *request, GError **error);

G_END_DECLS
