/* users.h: one user, as the one who asks may see it
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/request.h"

G_BEGIN_DECLS

gboolean ss_user_may_see_staff (SsRequest *request);
void ss_user_write (SsRequest *request, SsRows *rows, const SsRequestTenant *place, gint64 n_last,
                    SsJsonWriter *writer);
/* In a transaction where the user stands; 404 where the caller does not see it. */
SsReply *ss_user_reply (SsRequest *request, const char *user_id, guint status, GError **error);
/* 201, with the member `invitationUrl`. */
SsReply *ss_user_reply_invited (SsRequest *request, const char *user_id, const char *url, GError **error);

G_END_DECLS
