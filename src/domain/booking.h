/* booking.h: the states of an appointment and what follows from them
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SsBookingStatus:
 * @SS_BOOKING_PENDING: asked for; without a resource it waits to be assigned
 * @SS_BOOKING_CONFIRMED: will take place
 * @SS_BOOKING_COMPLETED: took place
 * @SS_BOOKING_CANCELLED: was called off
 * @SS_BOOKING_NO_SHOW: the customer did not come
 *
 * The states of an appointment (contract section 6).
 */
typedef enum
{
  SS_BOOKING_PENDING,
  SS_BOOKING_CONFIRMED,
  SS_BOOKING_COMPLETED,
  SS_BOOKING_CANCELLED,
  SS_BOOKING_NO_SHOW,
} SsBookingStatus;

#define SS_N_BOOKING_STATUSES (SS_BOOKING_NO_SHOW + 1)

/* Contract section 6: what a service may last. */
#define SS_DURATION_MINUTES_MIN 5
#define SS_DURATION_MINUTES_MAX 1440
#define SS_BUFFER_MINUTES_MAX 1440

const char *ss_booking_status_to_string (SsBookingStatus status); /* "NO_SHOW" */
gboolean ss_booking_status_from_string (const char *text, SsBookingStatus *status);
const char *ss_booking_status_get_label (SsBookingStatus status); /* "No-show", N_() */

gboolean ss_booking_is_active (SsBookingStatus status, gboolean has_resource);
gint64 ss_booking_late_fee (gint64 price, gint64 start, gint64 now, gint64 window_hours, gint64 fee_percent);

G_END_DECLS
