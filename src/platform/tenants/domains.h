/* domains.h: the names under which a business is reached (contract section 9)
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/request.h"

G_BEGIN_DECLS

SsReply *ss_domain_list (SsRequest *request, GError **error);
SsReply *ss_domain_get (SsRequest *request, GError **error);
SsReply *ss_domain_add (SsRequest *request, GError **error);
SsReply *ss_domain_change (SsRequest *request, GError **error);
SsReply *ss_domain_remove (SsRequest *request, GError **error);
SsReply *ss_domain_verify (SsRequest *request, GError **error);

G_END_DECLS
