/* look.c: what state a booking is shown in
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/calendar/layout/look.h"

/**
 * ss_booking_look:
 * @status: the booking's
 * @start: its beginning
 * @end: its end
 * @now: the time
 *
 * Returns: the state that it is shown in
 */
SsBookingLook
ss_booking_look (SsBookingStatus status, gint64 start, gint64 end, gint64 now)
{
  switch (status)
    {
    case SS_BOOKING_COMPLETED:
      return SS_LOOK_COMPLETED;
    case SS_BOOKING_CANCELLED:
      return SS_LOOK_CANCELLED;
    case SS_BOOKING_NO_SHOW:
      return SS_LOOK_NO_SHOW;
    case SS_BOOKING_PENDING:
    case SS_BOOKING_CONFIRMED:
    default:
      break;
    }
  if (now >= end)
    return SS_LOOK_OVERDUE;
  if (status == SS_BOOKING_PENDING)
    return SS_LOOK_WAITING;
  return now >= start ? SS_LOOK_UNDER_WAY : SS_LOOK_UPCOMING;
}
