/* look.h: what state a booking is shown in
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "domain/booking.h"

G_BEGIN_DECLS

/**
 * SsBookingLook:
 * @SS_LOOK_WAITING: asked for and not confirmed
 * @SS_LOOK_UPCOMING: confirmed and not begun
 * @SS_LOOK_UNDER_WAY: begun
 * @SS_LOOK_OVERDUE: over, but nobody has said how it went
 * @SS_LOOK_COMPLETED: took place
 * @SS_LOOK_CANCELLED: was called off
 * @SS_LOOK_NO_SHOW: the customer did not come
 *
 * The states of product.md: the booking's, and what the clock makes of it.
 */
typedef enum
{
  SS_LOOK_WAITING,
  SS_LOOK_UPCOMING,
  SS_LOOK_UNDER_WAY,
  SS_LOOK_OVERDUE,
  SS_LOOK_COMPLETED,
  SS_LOOK_CANCELLED,
  SS_LOOK_NO_SHOW,
} SsBookingLook;

#define SS_N_LOOKS (SS_LOOK_NO_SHOW + 1)

SsBookingLook ss_booking_look (SsBookingStatus status, gint64 start, gint64 end, gint64 now);

G_END_DECLS
