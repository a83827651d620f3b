/* user-invitation.h: what somebody is invited by: an address with a token
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/request.h"

G_BEGIN_DECLS

/* Of a token that was made for it. @subdomain: (nullable): NULL: @request came to where it leads. */
char *ss_user_invitation_url (SsRequest *request, const char *subdomain, const char *token);
/* In a transaction where the user stands. @hash: the token's */
gboolean ss_user_invitation_keep (SsTransaction *transaction, const char *user_id, const char *hash,
                                  gint64 now, GError **error);

G_END_DECLS
