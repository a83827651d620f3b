/* settings.h: a business's settings, its public brand and its logo
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/request.h"

G_BEGIN_DECLS

/* What the column settings.logo_url means to whoever made @request. (nullable) in and out */
char *ss_tenant_logo_url (SsRequest *request, const char *stored);

SsReply *ss_settings_get (SsRequest *request, GError **error);
SsReply *ss_settings_change (SsRequest *request, GError **error);
SsReply *ss_settings_get_public (SsRequest *request, GError **error);

G_END_DECLS
