/* appointment-record.c: an appointment as its row has it
 *
 * What follows from other columns (its end, the time it takes with its buffers, whether it takes any) is
 * reckoned here alone; the table's checks hold it to that.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/bookings/appointment-record.h"

#include "domain/validation.h"
#include "model/time.h"

static const char select_appointment[] =
    "SELECT id, resource_id, customer_id, service_id, start_time, duration_minutes, buffer_before_minutes, "
    "buffer_after_minutes, is_overridden, status, price, notes, version, previous_status, cancelled_at, "
    "late_fee, deleted_at, created_at, updated_at FROM appointments WHERE id = $1";

static const char insert_appointment[] =
    "INSERT INTO appointments (id, resource_id, customer_id, service_id, start_time, duration_minutes, end_time, "
    "buffer_before_minutes, buffer_after_minutes, busy_from, busy_until, is_busy, is_overridden, status, price, "
    "notes, search_text, version, previous_status, cancelled_at, late_fee, deleted_at, created_at, updated_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, "
    "$22, $23, $24)";

static const char update_appointment[] =
    "UPDATE appointments SET resource_id = $2, customer_id = $3, service_id = $4, start_time = $5, "
    "duration_minutes = $6, end_time = $7, buffer_before_minutes = $8, buffer_after_minutes = $9, "
    "busy_from = $10, busy_until = $11, is_busy = $12, is_overridden = $13, status = $14, price = $15, "
    "notes = $16, search_text = $17, version = $18, previous_status = $19, cancelled_at = $20, late_fee = $21, "
    "deleted_at = $22, created_at = $23, updated_at = $24 WHERE id = $1";

void
ss_appointment_record_free (SsAppointmentRecord *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->resource_id);
  g_free (self->customer_id);
  g_free (self->service_id);
  g_free (self->notes);
  g_free (self->previous_status);
  g_free (self);
}

SsAppointmentRecord *
ss_appointment_record_copy (const SsAppointmentRecord *self)
{
  SsAppointmentRecord *copy = g_memdup2 (self, sizeof *self);

  copy->id = g_strdup (self->id);
  copy->resource_id = g_strdup (self->resource_id);
  copy->customer_id = g_strdup (self->customer_id);
  copy->service_id = g_strdup (self->service_id);
  copy->notes = g_strdup (self->notes);
  copy->previous_status = g_strdup (self->previous_status);
  return copy;
}

static SsAppointmentRecord *
read_row (SsRows *rows)
{
  SsAppointmentRecord *self = g_new0 (SsAppointmentRecord, 1);
  guint column = 0;

  self->id = g_strdup (ss_rows_get_string (rows, column++));
  self->resource_id = g_strdup (ss_rows_get_string (rows, column++));
  self->customer_id = g_strdup (ss_rows_get_string (rows, column++));
  self->service_id = g_strdup (ss_rows_get_string (rows, column++));
  self->start_time = ss_rows_get_integer (rows, column++);
  self->duration_minutes = ss_rows_get_integer (rows, column++);
  self->buffer_before_minutes = ss_rows_get_integer (rows, column++);
  self->buffer_after_minutes = ss_rows_get_integer (rows, column++);
  self->is_overridden = ss_rows_get_boolean (rows, column++);
  ss_booking_status_from_string (ss_rows_get_string (rows, column++), &self->status);
  self->price = ss_rows_get_integer (rows, column++);
  self->notes = g_strdup (ss_rows_get_string (rows, column++));
  self->version = ss_rows_get_integer (rows, column++);
  self->previous_status = g_strdup (ss_rows_get_string (rows, column++));
  self->cancelled_at = ss_rows_get_time (rows, column++);
  self->late_fee = ss_rows_is_null (rows, column) ? -1 : ss_rows_get_integer (rows, column);
  column++;
  self->deleted_at = ss_rows_get_time (rows, column++);
  self->created_at = ss_rows_get_integer (rows, column++);
  self->updated_at = ss_rows_get_integer (rows, column++);
  return self;
}

/**
 * ss_appointment_record_load:
 * @transaction: a tenant's
 * @id: an appointment
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): it, also where it is deleted; %NULL without an error where there is
 *   none
 */
SsAppointmentRecord *
ss_appointment_record_load (SsTransaction *transaction, const char *id, GError **error)
{
  g_autoptr (SsRows) rows = ss_transaction_query (transaction, select_appointment, error, "s", id);
  gboolean found;

  if (!ss_rows_first (rows, &found, error) || !found)
    return NULL;
  return read_row (rows);
}

/**
 * ss_appointment_record_save:
 * @transaction: a tenant's, that writes
 * @self: what it shall be
 * @is_new: whether there is no row yet
 * @error: return location for an #SsStoreError: %SS_STORE_ERROR_CONSTRAINT where it overlaps
 *
 * Returns: whether it is saved
 */
gboolean
ss_appointment_record_save (SsTransaction *transaction, const SsAppointmentRecord *self, gboolean is_new,
                            GError **error)
{
  g_autofree char *search_text = ss_search_fold (self->notes);

  return ss_transaction_execute (transaction, is_new ? insert_appointment : update_appointment, NULL, error,
                                 "ssssiiiiiiibbsissistttii", self->id, self->resource_id, self->customer_id,
                                 self->service_id, self->start_time, self->duration_minutes,
                                 ss_appointment_record_get_end (self), self->buffer_before_minutes,
                                 self->buffer_after_minutes, ss_appointment_record_get_busy_from (self),
                                 ss_appointment_record_get_busy_until (self),
                                 ss_appointment_record_is_busy (self), self->is_overridden,
                                 ss_booking_status_to_string (self->status), self->price, self->notes,
                                 search_text, self->version, self->previous_status, self->cancelled_at,
                                 self->late_fee >= 0 ? self->late_fee : SS_TIME_NONE, self->deleted_at,
                                 self->created_at, self->updated_at);
}

gint64
ss_appointment_record_get_end (const SsAppointmentRecord *self)
{
  return self->start_time + self->duration_minutes * G_TIME_SPAN_MINUTE;
}

gint64
ss_appointment_record_get_busy_from (const SsAppointmentRecord *self)
{
  return self->start_time - self->buffer_before_minutes * G_TIME_SPAN_MINUTE;
}

gint64
ss_appointment_record_get_busy_until (const SsAppointmentRecord *self)
{
  return ss_appointment_record_get_end (self) + self->buffer_after_minutes * G_TIME_SPAN_MINUTE;
}

gboolean
ss_appointment_record_is_busy (const SsAppointmentRecord *self)
{
  return self->deleted_at == SS_TIME_NONE && ss_booking_is_active (self->status, self->resource_id != NULL);
}
