/* routes.h: what is answered about plugins and installations
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/route.h"

G_BEGIN_DECLS

/* NULL method at the end. */
extern const SsRoute ss_plugin_routes[];

G_END_DECLS
