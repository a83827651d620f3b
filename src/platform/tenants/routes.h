/* routes.h: what is answered about the business of the request
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/route.h"

G_BEGIN_DECLS

/* NULL method at the end. */
extern const SsRoute ss_tenant_routes[];

G_END_DECLS
