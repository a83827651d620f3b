/* appointments.c: making, changing and deleting appointments
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/bookings/appointments.h"

#include "domain/money.h"
#include "model/bookings.h"
#include "model/model-json.h"
#include "platform/bookings/appointment-list.h"
#include "platform/bookings/appointment-history.h"
#include "platform/bookings/appointment-write.h"
#include "platform/bookings/booking-limits.h"
#include "platform/bookings/booking-scope.h"
#include "platform/bookings/catalog.h"

static const char select_service[] =
    "SELECT duration_minutes, buffer_before_minutes, buffer_after_minutes, price, is_active FROM services "
    "WHERE id = $1";

static const char select_resource[] = "SELECT is_active FROM resources WHERE id = $1";
static const char has_customer[] = "SELECT 1 FROM customers WHERE id = $1";

/* Whether the service may be had from the resource: it names it, or none at all. */
static const char gives_service[] =
    "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM service_resources WHERE service_id = $1) "
    "OR EXISTS (SELECT 1 FROM service_resources WHERE service_id = $1 AND resource_id = $2)";

static void
replace (char **text, const char *with)
{
  if (g_strcmp0 (*text, with) == 0)
    return;
  g_free (*text);
  *text = g_strdup (with);
}

static gboolean
check_customer (SsTransaction *transaction, const SsAppointmentRecord *record, SsFieldErrors *errors,
                GError **error)
{
  gboolean exists;

  if (!ss_catalog_exists (transaction, has_customer, record->customer_id, NULL, &exists, error))
    return FALSE;
  if (!exists)
    ss_field_errors_add (errors, "customerId", "There is no such customer.");
  return TRUE;
}

/* Takes the service's buffers and, where they are not given, its duration and price. */
static gboolean
take_service (SsTransaction *transaction, SsAppointment *given, SsAppointmentRecord *record, gboolean is_new,
              SsFieldErrors *errors, GError **error)
{
  g_autoptr (SsRows) rows =
      ss_transaction_query (transaction, select_service, error, "s", record->service_id);
  gboolean found;

  if (!ss_rows_first (rows, &found, error))
    return FALSE;
  if (!found)
    ss_field_errors_add (errors, "serviceId", "There is no such service.");
  else if (!ss_rows_get_boolean (rows, 4))
    ss_field_errors_add (errors, "serviceId", "This service is not offered at present.");
  if (!found)
    return TRUE;
  if (is_new && !ss_appointment_has_duration_minutes (given))
    record->duration_minutes = ss_rows_get_integer (rows, 0);
  if (is_new && !ss_appointment_has_price (given))
    record->price = ss_rows_get_integer (rows, 3);
  record->buffer_before_minutes = ss_rows_get_integer (rows, 1);
  record->buffer_after_minutes = ss_rows_get_integer (rows, 2);
  return TRUE;
}

static gboolean
check_resource (SsTransaction *transaction, const SsAppointmentRecord *record, SsFieldErrors *errors,
                GError **error)
{
  g_autoptr (SsRows) rows = NULL;
  gboolean found, gives;

  rows = ss_transaction_query (transaction, select_resource, error, "s", record->resource_id);
  if (!ss_rows_first (rows, &found, error)
      || !ss_catalog_exists (transaction, gives_service, record->service_id, record->resource_id, &gives,
                             error))
    return FALSE;
  if (!found)
    ss_field_errors_add (errors, "resourceId", "There is no such resource.");
  else if (!ss_rows_get_boolean (rows, 0))
    ss_field_errors_add (errors, "resourceId", "This resource can't be booked at present.");
  else if (!gives)
    ss_field_errors_add (errors, "resourceId", "This resource does not give this service.");
  return TRUE;
}

static void
check_values (const SsAppointmentRecord *record, SsFieldErrors *errors)
{
  ss_catalog_check_range (record->duration_minutes, SS_DURATION_MINUTES_MIN, SS_DURATION_MINUTES_MAX,
                          "durationMinutes", errors);
  if (record->price < 0)
    ss_field_errors_add (errors, "price", "A price can't be less than nothing.");
}

/* What a body said, over what it was. */
static void
take_members (SsAppointmentRecord *record, SsAppointment *given, JsonObject *body)
{
  if (json_object_has_member (body, "resourceId"))
    replace (&record->resource_id, ss_appointment_get_resource_id (given));
  if (json_object_has_member (body, "customerId"))
    replace (&record->customer_id, ss_appointment_get_customer_id (given));
  if (json_object_has_member (body, "serviceId"))
    replace (&record->service_id, ss_appointment_get_service_id (given));
  if (json_object_has_member (body, "startTime"))
    record->start_time = ss_appointment_get_start_time (given);
  if (json_object_has_member (body, "durationMinutes"))
    record->duration_minutes = ss_appointment_get_duration_minutes (given);
  if (json_object_has_member (body, "price"))
    record->price = ss_appointment_get_price (given);
  if (json_object_has_member (body, "notes"))
    replace (&record->notes, ss_appointment_get_notes (given));
}

static void
take_status (SsAppointmentRecord *record, SsBookingStatus status, gint64 now)
{
  if (status == record->status)
    return;
  if (status == SS_BOOKING_CANCELLED)
    {
      replace (&record->previous_status, ss_booking_status_to_string (record->status));
      record->cancelled_at = now;
    }
  else
    {
      g_clear_pointer (&record->previous_status, g_free);
      record->cancelled_at = SS_TIME_NONE;
    }
  record->status = status;
}

/* What the other tables say to it; @before: (nullable). Only what changes is asked about: an appointment
 * stays though its resource was deactivated since. */
static gboolean
check_references (SsRequest *request, const SsAppointmentRecord *before, SsAppointmentRecord *record,
                  SsAppointment *given, SsFieldErrors *errors, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  gboolean new_customer = before == NULL || g_strcmp0 (before->customer_id, record->customer_id) != 0;
  gboolean new_service = before == NULL || g_strcmp0 (before->service_id, record->service_id) != 0;
  gboolean new_resource = before == NULL || g_strcmp0 (before->resource_id, record->resource_id) != 0;

  if (new_customer && !check_customer (transaction, record, errors, error))
    return FALSE;
  if (new_service && !take_service (transaction, given, record, before == NULL, errors, error))
    return FALSE;
  if (record->resource_id == NULL || (!new_resource && !new_service))
    return TRUE;
  return check_resource (transaction, record, errors, error);
}

/**
 * read_change:
 * @before: (nullable): NULL: it is new
 * @record: in it what was; out of it what shall be
 * @override_reason: (out) (transfer full) (nullable)
 *
 * Returns: (transfer full) (nullable): a 400 or 403; %NULL to go on, or with @error set
 */
static SsReply *
read_change (SsRequest *request, const SsAppointmentRecord *before, SsAppointmentRecord *record,
             char **override_reason, GError **error)
{
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  g_autoptr (SsAppointment) given = g_object_new (SS_TYPE_APPOINTMENT, NULL);
  g_autoptr (JsonObject) body = NULL;
  SsBookingStatus status = record->status;
  SsReply *refusal = NULL;

  *override_reason = ss_override_reason_read (ss_request_get_body (request), &body, errors);
  ss_model_read_body (SS_MODEL (given), body, before == NULL ? SS_BODY_CREATE : SS_BODY_CHANGE, errors);
  if (!ss_field_errors_is_empty (errors))
    return ss_reply_new_invalid (errors);

  take_members (record, given, body);
  if (!ss_booking_scope_check_edit (request, record->resource_id, &refusal, error) || refusal != NULL)
    return refusal;
  if (!check_references (request, before, record, given, errors, error))
    return NULL;
  if (ss_appointment_has_status (given))
    ss_booking_status_from_string (ss_appointment_get_status (given), &status);
  else if (before == NULL)
    status = record->resource_id != NULL ? SS_BOOKING_CONFIRMED : SS_BOOKING_PENDING;
  take_status (record, status, ss_request_get_now (request));
  if (ss_field_errors_get (errors, "serviceId") == NULL)
    check_values (record, errors);
  if (before == NULL || before->start_time != record->start_time)
    ss_booking_check_start (record->start_time, ss_request_get_now (request), errors);
  return ss_field_errors_is_empty (errors) ? NULL : ss_reply_new_invalid (errors);
}

/* Puts @local_error where it belongs. Returns @reply. */
static SsReply *
pass_on (SsReply *reply, GError *local_error, GError **error)
{
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return reply;
}

/* (transfer full) (nullable): one that is there and that the caller may change. @reply: else 404 or 403 */
static SsAppointmentRecord *
load_editable (SsRequest *request, gboolean is_deleted, SsReply **reply, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  const char *id = ss_request_get_id (request);
  g_autoptr (SsAppointmentRecord) record = NULL;

  *reply = NULL;
  if (!ss_booking_lock_appointment (transaction, id, error))
    return NULL;
  record = ss_appointment_record_load (transaction, id, error);
  if (record == NULL)
    {
      if (error == NULL || *error == NULL)
        *reply = ss_reply_new_not_found ();
      return NULL;
    }
  if (!is_deleted && record->deleted_at != SS_TIME_NONE)
    *reply = ss_reply_new_not_found ();
  else if (ss_booking_scope_check_edit (request, record->resource_id, reply, error) && *reply == NULL)
    return g_steal_pointer (&record);
  return NULL;
}

/**
 * ss_appointment_add:
 * @request: `POST /appointments/`
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): 201 with the Appointment, 400, 403, or 409 `booking_conflict`; %NULL
 *   with @error set
 */
SsReply *
ss_appointment_add (SsRequest *request, GError **error)
{
  g_autoptr (SsAppointmentRecord) record = g_new0 (SsAppointmentRecord, 1);
  SsAppointmentWrite change = { .action = "CREATED", .after = record };
  g_autofree char *override_reason = NULL;
  g_autofree char *location = NULL;
  GError *local_error = NULL;
  SsReply *reply;

  record->id = g_uuid_string_random ();
  record->notes = g_strdup ("");
  record->cancelled_at = record->deleted_at = SS_TIME_NONE;
  record->late_fee = -1;
  record->created_at = ss_request_get_now (request);
  reply = read_change (request, NULL, record, &override_reason, &local_error);
  if (reply != NULL || local_error != NULL)
    return pass_on (reply, local_error, error);
  change.override_reason = override_reason;
  reply = ss_appointment_write (request, &change, &local_error);
  if (reply != NULL || local_error != NULL)
    return pass_on (reply, local_error, error);

  reply = ss_appointment_reply (request, record->id, 201, -1, error);
  if (reply == NULL)
    return NULL;
  location = g_strdup_printf ("%s/api/v1/appointments/%s/", ss_request_get_origin (request), record->id);
  ss_reply_set_header (reply, "Location", location);
  return reply;
}

/**
 * ss_appointment_change:
 * @request: `PATCH /appointments/{id}/`
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): the Appointment, 400, 403, 404, or 409 `booking_conflict`; %NULL with
 *   @error set
 */
SsReply *
ss_appointment_change (SsRequest *request, GError **error)
{
  g_autoptr (SsAppointmentRecord) before = NULL;
  g_autoptr (SsAppointmentRecord) after = NULL;
  SsAppointmentWrite change = { .action = "CHANGED" };
  g_autofree char *override_reason = NULL;
  GError *local_error = NULL;
  SsReply *reply;

  before = load_editable (request, FALSE, &reply, &local_error);
  if (before == NULL)
    return pass_on (reply, local_error, error);
  after = ss_appointment_record_copy (before);
  reply = read_change (request, before, after, &override_reason, &local_error);
  if (reply != NULL || local_error != NULL)
    return pass_on (reply, local_error, error);
  if (!ss_appointment_record_equal (before, after))
    {
      change.before = before;
      change.after = after;
      change.override_reason = override_reason;
      reply = ss_appointment_write (request, &change, &local_error);
      if (reply != NULL || local_error != NULL)
        return pass_on (reply, local_error, error);
    }
  return ss_appointment_reply (request, before->id, 200, -1, error);
}

/**
 * ss_appointment_delete:
 * @request: `DELETE /appointments/{id}/`
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): 204, 403 or 404; %NULL with @error set
 */
SsReply *
ss_appointment_delete (SsRequest *request, GError **error)
{
  g_autoptr (SsAppointmentRecord) before = NULL;
  g_autoptr (SsAppointmentRecord) after = NULL;
  SsAppointmentWrite change = { .action = "DELETED" };
  GError *local_error = NULL;
  SsReply *reply;

  before = load_editable (request, FALSE, &reply, &local_error);
  if (before == NULL)
    return pass_on (reply, local_error, error);
  after = ss_appointment_record_copy (before);
  after->deleted_at = ss_request_get_now (request);
  change.before = before;
  change.after = after;
  reply = ss_appointment_write (request, &change, &local_error);
  if (reply != NULL || local_error != NULL)
    return pass_on (reply, local_error, error);
  return ss_reply_new (204);
}

/* The business' policy. */
static gboolean
read_late_fee (SsRequest *request, const SsAppointmentRecord *record, gint64 *fee, GError **error)
{
  g_autoptr (SsRows) rows = ss_transaction_query (
      ss_request_get_transaction (request),
      "SELECT cancellation_window_hours, late_cancellation_fee_percent FROM settings WHERE id = 1", error,
      "");
  gboolean found;

  if (!ss_rows_first (rows, &found, error))
    return FALSE;
  *fee = found ? ss_booking_late_fee (record->price, record->start_time, ss_request_get_now (request),
                                      ss_rows_get_integer (rows, 0), ss_rows_get_integer (rows, 1))
               : 0;
  return TRUE;
}

/* {"reason": text or null}. @reason: (out) (transfer full) (nullable) */
static SsReply *
read_reason (SsRequest *request, char **reason)
{
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  *reason = NULL;
  json_object_iter_init_ordered (&iter, ss_request_get_body (request));
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      if (!g_str_equal (name, "reason"))
        ss_field_errors_add (errors, name, "This field is not known.");
      else if (json_node_get_value_type (node) == G_TYPE_STRING && *reason == NULL)
        *reason = g_strstrip (g_strdup (json_node_get_string (node)));
      else if (!JSON_NODE_HOLDS_NULL (node))
        ss_field_errors_add (errors, name, "Must be text.");
    }
  if (*reason != NULL && g_utf8_strlen (*reason, -1) > SS_REASON_MAX)
    ss_field_errors_add_printf (errors, "reason", "May have at most %d characters.", SS_REASON_MAX);
  return ss_field_errors_is_empty (errors) ? NULL : ss_reply_new_invalid (errors);
}

/**
 * ss_appointment_cancel:
 * @request: `POST /appointments/{id}/cancel/`
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): the Appointment with `lateFee`, 400, 403, 404, or 409
 * `not_cancellable` where it is over or will not take place anyway; %NULL with @error set
 */
SsReply *
ss_appointment_cancel (SsRequest *request, GError **error)
{
  g_autoptr (SsAppointmentRecord) before = NULL;
  g_autoptr (SsAppointmentRecord) after = NULL;
  SsAppointmentWrite change = { .action = "CANCELLED" };
  g_autofree char *reason = NULL;
  gint64 now = ss_request_get_now (request);
  GError *local_error = NULL;
  SsReply *reply;

  before = load_editable (request, FALSE, &reply, &local_error);
  if (before == NULL)
    return pass_on (reply, local_error, error);
  reply = read_reason (request, &reason);
  if (reply != NULL)
    return reply;
  if ((before->status != SS_BOOKING_PENDING && before->status != SS_BOOKING_CONFIRMED)
      || ss_appointment_record_get_end (before) <= now)
    return ss_reply_new_error (409, "not_cancellable", "This appointment is over and can't be cancelled.");
  after = ss_appointment_record_copy (before);
  if (!read_late_fee (request, before, &after->late_fee, error))
    return NULL;
  take_status (after, SS_BOOKING_CANCELLED, now);
  change.before = before;
  change.after = after;
  change.reason = reason != NULL && *reason != '\0' ? reason : NULL;
  reply = ss_appointment_write (request, &change, &local_error);
  if (reply != NULL || local_error != NULL)
    return pass_on (reply, local_error, error);
  return ss_appointment_reply (request, before->id, 200, after->late_fee, error);
}

/* One step back. FALSE: there is none, or it is too long ago. */
static gboolean
take_back (SsAppointmentRecord *record, gint64 now)
{
  gint64 limit = now - SS_RESTORE_DAYS * G_TIME_SPAN_DAY;

  if (record->deleted_at != SS_TIME_NONE)
    {
      if (record->deleted_at < limit)
        return FALSE;
      record->deleted_at = SS_TIME_NONE;
      return TRUE;
    }
  if (record->status != SS_BOOKING_CANCELLED || record->previous_status == NULL
      || record->cancelled_at < limit)
    return FALSE;
  ss_booking_status_from_string (record->previous_status, &record->status);
  g_clear_pointer (&record->previous_status, g_free);
  record->cancelled_at = SS_TIME_NONE;
  record->late_fee = -1;
  return TRUE;
}

/**
 * ss_appointment_restore:
 * @request: `POST /appointments/{id}/restore/`
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): the Appointment, 403, 404, 409 `nothing_to_restore` or
 *   `booking_conflict`; %NULL with @error set
 */
SsReply *
ss_appointment_restore (SsRequest *request, GError **error)
{
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  g_autoptr (SsAppointmentRecord) before = NULL;
  g_autoptr (SsAppointmentRecord) after = NULL;
  g_autoptr (GList) members = json_object_get_members (ss_request_get_body (request));
  SsAppointmentWrite change = { .action = "RESTORED" };
  GError *local_error = NULL;
  SsReply *reply;

  for (GList *member = members; member != NULL; member = member->next)
    ss_field_errors_add (errors, member->data, "This field is not known.");
  if (!ss_field_errors_is_empty (errors))
    return ss_reply_new_invalid (errors);
  before = load_editable (request, TRUE, &reply, &local_error);
  if (before == NULL)
    return pass_on (reply, local_error, error);
  after = ss_appointment_record_copy (before);
  if (!take_back (after, ss_request_get_now (request)))
    return ss_reply_new_error (409, "nothing_to_restore",
                               "Only what was cancelled or deleted in the last 30 days can be restored.");
  change.before = before;
  change.after = after;
  reply = ss_appointment_write (request, &change, &local_error);
  if (reply != NULL || local_error != NULL)
    return pass_on (reply, local_error, error);
  return ss_appointment_reply (request, before->id, 200, -1, error);
}
