/* installation-version.h: to the latest version, and back to the one before
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/request.h"

G_BEGIN_DECLS

SsReply *ss_installation_update (SsRequest *request, GError **error);
SsReply *ss_installation_roll_back (SsRequest *request, GError **error);

G_END_DECLS
