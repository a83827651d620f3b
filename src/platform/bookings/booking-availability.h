/* booking-availability.h: the free times of a day
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/request.h"

G_BEGIN_DECLS

SsReply *ss_booking_availability (SsRequest *request, GError **error);

G_END_DECLS
