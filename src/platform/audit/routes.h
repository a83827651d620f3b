/* routes.h: what is answered about the audit log
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/route.h"

G_BEGIN_DECLS

extern const SsRoute ss_audit_routes[];

G_END_DECLS
