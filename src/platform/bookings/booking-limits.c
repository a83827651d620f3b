/* booking-limits.c: how far in time a booking may lie
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/bookings/booking-limits.h"

/* 2000-01-01: further back, nobody keeps a calendar; a rule would only be longer. */
#define EARLIEST (G_GINT64_CONSTANT (946684800) * G_USEC_PER_SEC)
#define YEARS_AHEAD 10

/**
 * ss_booking_check_start:
 * @start: when it starts
 * @now: the request's time
 * @errors: gets a sentence where that is out of sight
 */
void
ss_booking_check_start (gint64 start, gint64 now, SsFieldErrors *errors)
{
  if (start < EARLIEST || start > now + YEARS_AHEAD * 366 * G_TIME_SPAN_DAY)
    ss_field_errors_add_printf (errors, "startTime", "Use a time from the year 2000 to %d years from now.",
                                YEARS_AHEAD);
}
