/* routes.h: what is answered about bookings
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/route.h"

G_BEGIN_DECLS

extern const SsRoute ss_booking_routes[];

G_END_DECLS
