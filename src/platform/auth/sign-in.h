/* sign-in.h: the end of every way of signing in
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/request.h"

G_BEGIN_DECLS

/* In a transaction that may write where the user stands. */
SsReply *ss_sign_in_finish (SsRequest *request, const char *user_id, GError **error);
/* A suspended tenant's own people do not come in; NULL: they do. */
SsReply *ss_sign_in_check_tenant (SsRequest *request);

G_END_DECLS
