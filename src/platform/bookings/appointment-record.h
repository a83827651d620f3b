/* appointment-record.h: an appointment as its row has it
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "domain/booking.h"
#include "platform/store/store.h"

G_BEGIN_DECLS

typedef struct
{
  char *id;
  char *resource_id; /* (nullable) */
  char *customer_id; /* (nullable): only where it is deleted, and they are too */
  char *service_id;  /* (nullable): likewise */
  gint64 start_time;
  gint64 duration_minutes;
  gint64 buffer_before_minutes;
  gint64 buffer_after_minutes;
  gboolean is_overridden;
  SsBookingStatus status;
  gint64 price;
  char *notes;
  gint64 version;
  char *previous_status; /* (nullable): what it was before it was cancelled */
  gint64 cancelled_at;
  gint64 late_fee; /* -1: none was reckoned */
  gint64 deleted_at;
  gint64 created_at;
  gint64 updated_at;
} SsAppointmentRecord;

void ss_appointment_record_free (SsAppointmentRecord *self);
SsAppointmentRecord *ss_appointment_record_copy (const SsAppointmentRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsAppointmentRecord, ss_appointment_record_free)

/* Also a deleted one; NULL without an error where there is none. */
SsAppointmentRecord *ss_appointment_record_load (SsTransaction *transaction, const char *id, GError **error);
gboolean ss_appointment_record_save (SsTransaction *transaction, const SsAppointmentRecord *self,
                                     gboolean is_new, GError **error);

gint64 ss_appointment_record_get_end (const SsAppointmentRecord *self);
gint64 ss_appointment_record_get_busy_from (const SsAppointmentRecord *self);
gint64 ss_appointment_record_get_busy_until (const SsAppointmentRecord *self);
gboolean ss_appointment_record_is_busy (const SsAppointmentRecord *self);

G_END_DECLS
