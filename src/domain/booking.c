/* booking.c: the states of an appointment and what follows from them
 *
 * SPDX-License-Identifier: MIT
 */
#include "domain/booking.h"

#include <glib/gi18n.h>

#include "domain/money.h"

static const struct
{
  const char *name;
  const char *label;
} statuses[SS_N_BOOKING_STATUSES] = {
  [SS_BOOKING_PENDING] = { "PENDING", N_ ("Pending") },
  [SS_BOOKING_CONFIRMED] = { "CONFIRMED", N_ ("Confirmed") },
  [SS_BOOKING_COMPLETED] = { "COMPLETED", N_ ("Completed") },
  [SS_BOOKING_CANCELLED] = { "CANCELLED", N_ ("Cancelled") },
  [SS_BOOKING_NO_SHOW] = { "NO_SHOW", N_ ("No-show") },
};

/**
 * ss_booking_status_to_string:
 * @status: a state
 *
 * Returns: the wire name, as "NO_SHOW" (contract section 6)
 */
const char *
ss_booking_status_to_string (SsBookingStatus status)
{
  g_return_val_if_fail ((guint) status < SS_N_BOOKING_STATUSES, NULL);

  return statuses[status].name;
}

/**
 * ss_booking_status_from_string:
 * @text: (nullable): a wire name
 * @status: (out) (optional): the state, left as it is where there is none of that name
 *
 * Returns: whether @text names a state
 */
gboolean
ss_booking_status_from_string (const char *text, SsBookingStatus *status)
{
  for (guint i = 0; i < SS_N_BOOKING_STATUSES; i++)
    {
      if (g_strcmp0 (text, statuses[i].name) != 0)
        continue;
      if (status != NULL)
        *status = (SsBookingStatus) i;
      return TRUE;
    }
  return FALSE;
}

/**
 * ss_booking_status_get_label:
 * @status: a state
 *
 * Returns: what people call it, to be translated
 */
const char *
ss_booking_status_get_label (SsBookingStatus status)
{
  g_return_val_if_fail ((guint) status < SS_N_BOOKING_STATUSES, NULL);

  return statuses[status].label;
}

/**
 * ss_booking_is_active:
 * @status: an appointment's state
 * @has_resource: whether it is assigned
 *
 * Returns: whether it takes its resource's time: PENDING with a resource, or CONFIRMED (contract section 6)
 */
gboolean
ss_booking_is_active (SsBookingStatus status, gboolean has_resource)
{
  return has_resource && (status == SS_BOOKING_PENDING || status == SS_BOOKING_CONFIRMED);
}

/**
 * ss_booking_late_fee:
 * @price: the appointment's, in ten-thousandths
 * @start: when it starts, in microseconds
 * @now: when it is cancelled
 * @window_hours: the tenant's `cancellationWindowHours`
 * @fee_percent: the tenant's `lateCancellationFeePercent`
 *
 * Returns: what a cancellation costs: that part of the price when less than the window is left, else nothing
 */
gint64
ss_booking_late_fee (gint64 price, gint64 start, gint64 now, gint64 window_hours, gint64 fee_percent)
{
  if (start - now >= window_hours * G_TIME_SPAN_HOUR)
    return 0;
  return ss_money_percent (price, CLAMP (fee_percent, 0, 100));
}
