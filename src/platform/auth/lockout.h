/* lockout.h: how often one may be wrong about a password
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/request.h"

G_BEGIN_DECLS

/* In an open transaction; a 429 where too many failed, NULL to go on. */
SsReply *ss_lockout_check (SsRequest *request, const char *email, GError **error);
/* In a transaction that may write the shared tables. */
gboolean ss_lockout_count (SsRequest *request, const char *email, GError **error);
gboolean ss_lockout_clear (SsRequest *request, const char *email, GError **error);

G_END_DECLS
