/* booking-limits.h: how far in time a booking may lie
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "model/field-errors.h"

G_BEGIN_DECLS

void ss_booking_check_start (gint64 start, gint64 now, SsFieldErrors *errors);

G_END_DECLS
