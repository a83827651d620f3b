/* system.h: what is answered about the platform itself
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/route.h"

G_BEGIN_DECLS

/* NULL method at the end. */
extern const SsRoute ss_system_routes[];

G_END_DECLS
