/* bookings.c: the booking day: resources, services, customers, appointments, blockers
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/bookings.h"

SS_DEFINE_MODEL (SsResource, ss_resource, SS_RESOURCE_FIELDS)
SS_DEFINE_MODEL (SsService, ss_service, SS_SERVICE_FIELDS)
SS_DEFINE_MODEL (SsCustomer, ss_customer, SS_CUSTOMER_FIELDS)
SS_DEFINE_MODEL (SsAppointment, ss_appointment, SS_APPOINTMENT_FIELDS)
SS_DEFINE_MODEL (SsBlocker, ss_blocker, SS_BLOCKER_FIELDS)
SS_DEFINE_MODEL (SsBookingConflict, ss_booking_conflict, SS_BOOKING_CONFLICT_FIELDS)
SS_DEFINE_MODEL (SsBookingAlternative, ss_booking_alternative, SS_BOOKING_ALTERNATIVE_FIELDS)
SS_DEFINE_MODEL (SsHistoryEntry, ss_history_entry, SS_HISTORY_ENTRY_FIELDS)
SS_DEFINE_MODEL (SsCalendarFeed, ss_calendar_feed, SS_CALENDAR_FEED_FIELDS)

/**
 * ss_model_resource_type_choice:
 * @number: from 0
 *
 * Returns: (nullable): the wire name of a kind of resource; %NULL past the end
 */
const char *
ss_model_resource_type_choice (guint number)
{
  static const char *const names[] = { "STAFF", "ROOM", "EQUIPMENT" };

  return number < G_N_ELEMENTS (names) ? names[number] : NULL;
}

/**
 * ss_model_customer_status_choice:
 * @number: from 0
 *
 * Returns: (nullable): the wire name of a customer's status; %NULL past the end
 */
const char *
ss_model_customer_status_choice (guint number)
{
  static const char *const names[] = { "ACTIVE", "INACTIVE", "BLOCKED" };

  return number < G_N_ELEMENTS (names) ? names[number] : NULL;
}

/**
 * ss_model_booking_status_choice:
 * @number: from 0
 *
 * Returns: (nullable): the wire name of an appointment's status; %NULL past the end
 */
const char *
ss_model_booking_status_choice (guint number)
{
  return number < SS_N_BOOKING_STATUSES ? ss_booking_status_to_string ((SsBookingStatus) number) : NULL;
}

/**
 * ss_model_conflict_type_choice:
 * @number: from 0
 *
 * Returns: (nullable): the wire name of what stands in the way of a booking; %NULL past the end
 */
const char *
ss_model_conflict_type_choice (guint number)
{
  static const char *const names[] = { "APPOINTMENT", "BLOCKER" };

  return number < G_N_ELEMENTS (names) ? names[number] : NULL;
}
