/* bookings.h: the booking day: resources, services, customers, appointments, blockers (contract section 6)
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "domain/booking.h"
#include "domain/validation.h"
#include "model/model.h"
#include "model/people.h"

G_BEGIN_DECLS

const char *ss_model_resource_type_choice (guint number);
const char *ss_model_customer_status_choice (guint number);
const char *ss_model_booking_status_choice (guint number);
const char *ss_model_conflict_type_choice (guint number);

#define SS_RESOURCE_FIELDS(FIELD, ...)                                                                  \
  FIELD (__VA_ARGS__, id, ID, SS_FIELD_READ_ONLY)                                                       \
  FIELD (__VA_ARGS__, name, STRING, SS_FIELD_REQUIRED, .limit = SS_NAME_MAX, .check = ss_validate_name) \
  FIELD (__VA_ARGS__, type_, ENUM, SS_FIELD_REQUIRED, .choice = ss_model_resource_type_choice)          \
  FIELD (__VA_ARGS__, user_id, ID, SS_FIELD_NULLABLE)                                                   \
  FIELD (__VA_ARGS__, color, STRING, SS_FIELD_NULLABLE, .check = ss_validate_color)                     \
  FIELD (__VA_ARGS__, is_active, BOOLEAN, SS_FIELD_PLAIN)                                               \
  FIELD (__VA_ARGS__, position, INTEGER, SS_FIELD_PLAIN)                                                \
  FIELD (__VA_ARGS__, working_hours, JSON, SS_FIELD_NULLABLE)

#define SS_TYPE_RESOURCE (ss_resource_get_type ())
SS_DECLARE_MODEL (SsResource, ss_resource, RESOURCE, SS_RESOURCE_FIELDS)

#define SS_SERVICE_FIELDS(FIELD, ...)                                                                   \
  FIELD (__VA_ARGS__, id, ID, SS_FIELD_READ_ONLY)                                                       \
  FIELD (__VA_ARGS__, name, STRING, SS_FIELD_REQUIRED, .limit = SS_NAME_MAX, .check = ss_validate_name) \
  FIELD (__VA_ARGS__, description, STRING, SS_FIELD_PLAIN, .limit = SS_NOTES_MAX)                       \
  FIELD (__VA_ARGS__, duration_minutes, INTEGER, SS_FIELD_REQUIRED)                                     \
  FIELD (__VA_ARGS__, buffer_before_minutes, INTEGER, SS_FIELD_PLAIN)                                   \
  FIELD (__VA_ARGS__, buffer_after_minutes, INTEGER, SS_FIELD_PLAIN)                                    \
  FIELD (__VA_ARGS__, price, MONEY, SS_FIELD_PLAIN)                                                     \
  FIELD (__VA_ARGS__, resource_ids, STRINGS, SS_FIELD_PLAIN, .limit = 1000)                             \
  FIELD (__VA_ARGS__, is_active, BOOLEAN, SS_FIELD_PLAIN)

#define SS_TYPE_SERVICE (ss_service_get_type ())
SS_DECLARE_MODEL (SsService, ss_service, SERVICE, SS_SERVICE_FIELDS)

#define SS_CUSTOMER_FIELDS(FIELD, ...)                                                                  \
  FIELD (__VA_ARGS__, id, ID, SS_FIELD_READ_ONLY)                                                       \
  FIELD (__VA_ARGS__, user_id, ID, SS_FIELD_NULLABLE)                                                   \
  FIELD (__VA_ARGS__, name, STRING, SS_FIELD_REQUIRED, .limit = SS_NAME_MAX, .check = ss_validate_name) \
  FIELD (__VA_ARGS__, email, STRING, SS_FIELD_PLAIN, .limit = SS_EMAIL_MAX)                             \
  FIELD (__VA_ARGS__, phone, STRING, SS_FIELD_PLAIN, .limit = SS_PHONE_MAX)                             \
  FIELD (__VA_ARGS__, city, STRING, SS_FIELD_PLAIN, .limit = SS_NAME_MAX)                               \
  FIELD (__VA_ARGS__, state, STRING, SS_FIELD_PLAIN, .limit = SS_NAME_MAX)                              \
  FIELD (__VA_ARGS__, zip, STRING, SS_FIELD_PLAIN, .limit = 20)                                         \
  FIELD (__VA_ARGS__, tags, STRINGS, SS_FIELD_PLAIN, .limit = 50)                                       \
  FIELD (__VA_ARGS__, status, ENUM, SS_FIELD_PLAIN, .choice = ss_model_customer_status_choice)          \
  FIELD (__VA_ARGS__, total_spend, MONEY, SS_FIELD_READ_ONLY)                                           \
  FIELD (__VA_ARGS__, last_visit, TIME, SS_FIELD_READ_ONLY | SS_FIELD_NULLABLE)                         \
  FIELD (__VA_ARGS__, no_show_count, INTEGER, SS_FIELD_READ_ONLY)                                       \
  FIELD (__VA_ARGS__, notes, STRING, SS_FIELD_PLAIN, .limit = SS_NOTES_MAX)

#define SS_TYPE_CUSTOMER (ss_customer_get_type ())
SS_DECLARE_MODEL (SsCustomer, ss_customer, CUSTOMER, SS_CUSTOMER_FIELDS)

/* late_fee is there in the answer to a cancellation alone. */
#define SS_APPOINTMENT_FIELDS(FIELD, ...)                                                     \
  FIELD (__VA_ARGS__, id, ID, SS_FIELD_READ_ONLY)                                             \
  FIELD (__VA_ARGS__, resource_id, ID, SS_FIELD_NULLABLE)                                     \
  FIELD (__VA_ARGS__, customer_id, ID, SS_FIELD_REQUIRED)                                     \
  FIELD (__VA_ARGS__, customer_name, STRING, SS_FIELD_READ_ONLY)                              \
  FIELD (__VA_ARGS__, service_id, ID, SS_FIELD_REQUIRED)                                      \
  FIELD (__VA_ARGS__, service_name, STRING, SS_FIELD_READ_ONLY)                               \
  FIELD (__VA_ARGS__, start_time, TIME, SS_FIELD_REQUIRED)                                    \
  FIELD (__VA_ARGS__, duration_minutes, INTEGER, SS_FIELD_PLAIN)                              \
  FIELD (__VA_ARGS__, status, ENUM, SS_FIELD_PLAIN, .choice = ss_model_booking_status_choice) \
  FIELD (__VA_ARGS__, price, MONEY, SS_FIELD_PLAIN)                                           \
  FIELD (__VA_ARGS__, notes, STRING, SS_FIELD_PLAIN, .limit = SS_NOTES_MAX)                   \
  FIELD (__VA_ARGS__, version, INTEGER, SS_FIELD_READ_ONLY)                                   \
  FIELD (__VA_ARGS__, created_at, TIME, SS_FIELD_READ_ONLY)                                   \
  FIELD (__VA_ARGS__, updated_at, TIME, SS_FIELD_READ_ONLY)                                   \
  FIELD (__VA_ARGS__, late_fee, MONEY, SS_FIELD_READ_ONLY | SS_FIELD_OPTIONAL)

#define SS_TYPE_APPOINTMENT (ss_appointment_get_type ())
SS_DECLARE_MODEL (SsAppointment, ss_appointment, APPOINTMENT, SS_APPOINTMENT_FIELDS)

/* recurrence is an RFC 5545 RRULE, without the "RRULE:"; override_reason is written, never read. */
#define SS_BLOCKER_FIELDS(FIELD, ...)                                         \
  FIELD (__VA_ARGS__, id, ID, SS_FIELD_READ_ONLY)                             \
  FIELD (__VA_ARGS__, resource_id, ID, SS_FIELD_REQUIRED)                     \
  FIELD (__VA_ARGS__, title, STRING, SS_FIELD_REQUIRED, .limit = SS_NAME_MAX) \
  FIELD (__VA_ARGS__, start_time, TIME, SS_FIELD_REQUIRED)                    \
  FIELD (__VA_ARGS__, duration_minutes, INTEGER, SS_FIELD_REQUIRED)           \
  FIELD (__VA_ARGS__, recurrence, STRING, SS_FIELD_NULLABLE, .limit = 500)    \
  FIELD (__VA_ARGS__, override_reason, STRING, SS_FIELD_OPTIONAL)

#define SS_TYPE_BLOCKER (ss_blocker_get_type ())
SS_DECLARE_MODEL (SsBlocker, ss_blocker, BLOCKER, SS_BLOCKER_FIELDS)

/* What stands in the way of a booking: in `conflicts` of a 409 `booking_conflict`. */
#define SS_BOOKING_CONFLICT_FIELDS(FIELD, ...)                                                  \
  FIELD (__VA_ARGS__, type_, ENUM, SS_FIELD_READ_ONLY, .choice = ss_model_conflict_type_choice) \
  FIELD (__VA_ARGS__, id, ID, SS_FIELD_READ_ONLY)                                               \
  FIELD (__VA_ARGS__, start_time, TIME, SS_FIELD_READ_ONLY)                                     \
  FIELD (__VA_ARGS__, duration_minutes, INTEGER, SS_FIELD_READ_ONLY)                            \
  FIELD (__VA_ARGS__, title, STRING, SS_FIELD_READ_ONLY)

#define SS_TYPE_BOOKING_CONFLICT (ss_booking_conflict_get_type ())
SS_DECLARE_MODEL (SsBookingConflict, ss_booking_conflict, BOOKING_CONFLICT, SS_BOOKING_CONFLICT_FIELDS)

/* A free time near it: in `alternatives`. */
#define SS_BOOKING_ALTERNATIVE_FIELDS(FIELD, ...)          \
  FIELD (__VA_ARGS__, resource_id, ID, SS_FIELD_READ_ONLY) \
  FIELD (__VA_ARGS__, start_time, TIME, SS_FIELD_READ_ONLY)

#define SS_TYPE_BOOKING_ALTERNATIVE (ss_booking_alternative_get_type ())
SS_DECLARE_MODEL (SsBookingAlternative, ss_booking_alternative, BOOKING_ALTERNATIVE,
                  SS_BOOKING_ALTERNATIVE_FIELDS)

/* A change of an appointment. changes is {field: [old, new]}. */
#define SS_HISTORY_ENTRY_FIELDS(FIELD, ...)                                       \
  FIELD (__VA_ARGS__, at, TIME, SS_FIELD_READ_ONLY)                               \
  FIELD (__VA_ARGS__, actor, OBJECT, SS_FIELD_READ_ONLY | SS_FIELD_NULLABLE,      \
         .get_type = ss_person_reference_get_type)                                \
  FIELD (__VA_ARGS__, real_actor, OBJECT, SS_FIELD_READ_ONLY | SS_FIELD_NULLABLE, \
         .get_type = ss_person_reference_get_type)                                \
  FIELD (__VA_ARGS__, action, STRING, SS_FIELD_READ_ONLY)                         \
  FIELD (__VA_ARGS__, changes, JSON, SS_FIELD_READ_ONLY)                          \
  FIELD (__VA_ARGS__, reason, STRING, SS_FIELD_READ_ONLY | SS_FIELD_NULLABLE)

#define SS_TYPE_HISTORY_ENTRY (ss_history_entry_get_type ())
SS_DECLARE_MODEL (SsHistoryEntry, ss_history_entry, HISTORY_ENTRY, SS_HISTORY_ENTRY_FIELDS)

/* The secret address of a calendar: answered once, when it is made. */
#define SS_CALENDAR_FEED_FIELDS(FIELD, ...) FIELD (__VA_ARGS__, url, STRING, SS_FIELD_READ_ONLY)

#define SS_TYPE_CALENDAR_FEED (ss_calendar_feed_get_type ())
SS_DECLARE_MODEL (SsCalendarFeed, ss_calendar_feed, CALENDAR_FEED, SS_CALENDAR_FEED_FIELDS)

G_END_DECLS
