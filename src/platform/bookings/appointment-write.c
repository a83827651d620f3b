/* appointment-write.c: the one way in which appointments change
 *
 * A change, its history, what follows for its customer and what others are told are one transaction.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/bookings/appointment-write.h"

#include "domain/validation.h"
#include "platform/bookings/appointment-history.h"
#include "platform/bookings/blocker-times.h"
#include "platform/bookings/booking-alternatives.h"
#include "platform/bookings/booking-conflict.h"
#include "platform/bookings/booking-scope.h"
#include "platform/events/event-record.h"

#define OVERRIDE "overrideReason"

static const char update_totals[] =
    "UPDATE customers SET "
    "total_spend = (SELECT CAST (coalesce (sum (a.price), 0) AS BIGINT) FROM appointments a "
    "WHERE a.customer_id = $1 AND a.deleted_at IS NULL AND a.status = 'COMPLETED'), "
    "last_visit = (SELECT max (a.start_time) FROM appointments a "
    "WHERE a.customer_id = $1 AND a.deleted_at IS NULL AND a.status = 'COMPLETED'), "
    "no_show_count = (SELECT count(*) FROM appointments a "
    "WHERE a.customer_id = $1 AND a.deleted_at IS NULL AND a.status = 'NO_SHOW') WHERE id = $1";

static gboolean
counts (const SsAppointmentRecord *record)
{
  return record != NULL && (record->status == SS_BOOKING_COMPLETED || record->status == SS_BOOKING_NO_SHOW);
}

static gboolean
save_totals_of (SsTransaction *transaction, const char *customer_id, GError **error)
{
  return ss_booking_lock_customer (transaction, customer_id, error)
         && ss_transaction_execute (transaction, update_totals, NULL, error, "s", customer_id);
}

static gboolean
save_totals (SsTransaction *transaction, const SsAppointmentWrite *change, GError **error)
{
  const char *before = change->before != NULL ? change->before->customer_id : NULL;

  if (!counts (change->before) && !counts (change->after))
    return TRUE;
  return save_totals_of (transaction, change->after->customer_id, error)
         && (before == NULL || g_strcmp0 (before, change->after->customer_id) == 0
             || save_totals_of (transaction, before, error));
}

/* Contract section 11: overlap is checked when time, resource, buffers or activity change. */
static gboolean
needs_check (const SsAppointmentRecord *before, const SsAppointmentRecord *after)
{
  if (!ss_appointment_record_is_busy (after))
    return FALSE;
  return before == NULL || !ss_appointment_record_is_busy (before)
         || g_strcmp0 (before->resource_id, after->resource_id) != 0
         || ss_appointment_record_get_busy_from (before) != ss_appointment_record_get_busy_from (after)
         || ss_appointment_record_get_busy_until (before) != ss_appointment_record_get_busy_until (after);
}

/* (transfer full) (nullable): NULL where nothing is in the way, and where @error is set.
 * @is_certain: whether the database has said that something is */
static SsReply *
refuse (SsRequest *request, const SsAppointmentRecord *wanted, gboolean is_certain, GError **error)
{
  g_autofree char *conflicts = NULL;
  g_autofree char *alternatives = NULL;
  guint n_conflicts;

  if (!ss_booking_conflicts_of_appointment (ss_request_get_transaction (request), wanted, &conflicts,
                                            &n_conflicts, error)
      || (n_conflicts == 0 && !is_certain))
    return NULL;
  alternatives = ss_booking_alternatives (request, wanted, error);
  return alternatives != NULL ? ss_booking_conflict_reply (conflicts, alternatives) : NULL;
}

/* Somebody else was faster than our look at what is in the way: what it was is in the tables now. */
static SsReply *
refuse_after_race (SsRequest *request, const SsAppointmentRecord *wanted, GError **error)
{
  return ss_request_begin (request, FALSE, SS_ACCESS_READ, error) ? refuse (request, wanted, TRUE, error)
                                                                  : NULL;
}

/* Who is told though the booking is out of sight now: the person who was its customer. */
static gboolean
find_audience (SsTransaction *transaction, const SsAppointmentWrite *change, char **user_id, GError **error)
{
  const char *customer_id = change->before != NULL ? change->before->customer_id : NULL;
  g_autoptr (SsRows) rows = NULL;
  gboolean found;

  *user_id = NULL;
  if (customer_id == NULL
      || (change->after->deleted_at == SS_TIME_NONE
          && g_strcmp0 (customer_id, change->after->customer_id) == 0))
    return TRUE;
  rows = ss_transaction_query (transaction, "SELECT user_id FROM customers WHERE id = $1", error, "s",
                               customer_id);
  if (!ss_rows_first (rows, &found, error))
    return FALSE;
  if (found)
    *user_id = g_strdup (ss_rows_get_string (rows, 0));
  return TRUE;
}

/* A restored booking comes back with a higher version than that with which it went. */
static char *
describe_deleted (const SsAppointmentRecord *record)
{
  g_auto (SsJsonWriter) writer = { NULL };

  ss_json_writer_init (&writer);
  ss_json_writer_begin_object (&writer);
  ss_json_writer_name (&writer, "id");
  ss_json_writer_string (&writer, record->id);
  ss_json_writer_name (&writer, "version");
  ss_json_writer_integer (&writer, record->version);
  ss_json_writer_end_object (&writer);
  return ss_json_writer_steal_text (&writer);
}

static gboolean
record_event (SsTransaction *transaction, const SsAppointmentWrite *change, GError **error)
{
  const SsAppointmentRecord *before = change->before, *after = change->after;
  gboolean is_deleted = after->deleted_at != SS_TIME_NONE;
  gboolean is_new = before == NULL || before->deleted_at != SS_TIME_NONE;
  const char *name = is_deleted ? "appointment.deleted"
                     : is_new   ? "appointment.created"
                                : "appointment.updated";
  g_autofree char *data = is_deleted ? describe_deleted (after) : NULL;
  g_autofree char *audience = NULL;

  return find_audience (transaction, change, &audience, error)
         && ss_event_record_with (transaction, name, after->id, data, audience, error);
}

/**
 * ss_override_reason_read:
 * @given: the body of a request
 * @body: (out) (transfer full): the body without `overrideReason`
 * @errors: gets what is wrong with it
 *
 * Returns: (transfer full) (nullable): the reason; %NULL where none is given
 */
char *
ss_override_reason_read (JsonObject *given, JsonObject **body, SsFieldErrors *errors)
{
  char *reason = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  *body = json_object_new ();
  json_object_iter_init_ordered (&iter, given);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      if (!g_str_equal (name, OVERRIDE))
        json_object_set_member (*body, name, json_node_copy (node));
      else if (json_node_get_value_type (node) == G_TYPE_STRING)
        reason = g_strstrip (g_strdup (json_node_get_string (node)));
      else if (!JSON_NODE_HOLDS_NULL (node))
        ss_field_errors_add (errors, OVERRIDE, "Must be text.");
    }
  if (reason != NULL
      && (g_utf8_strlen (reason, -1) < SS_OVERRIDE_REASON_MIN || g_utf8_strlen (reason, -1) > SS_REASON_MAX))
    ss_field_errors_add_printf (errors, OVERRIDE, "Give a reason of %d to %d characters.",
                                SS_OVERRIDE_REASON_MIN, SS_REASON_MAX);
  return reason;
}

/**
 * ss_appointment_write:
 * @request: the request that changes it
 * @change: what changes
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): 409 `booking_conflict` where something is in the way; %NULL where it
 * is written, or with @error set
 */
SsReply *
ss_appointment_write (SsRequest *request, const SsAppointmentWrite *change, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  SsAppointmentRecord *after = change->after;
  gboolean is_new = change->before == NULL;
  GError *local_error = NULL;
  SsReply *refusal;

  after->version = is_new ? 1 : change->before->version + 1;
  after->updated_at = ss_request_get_now (request);
  if (needs_check (change->before, after))
    {
      after->is_overridden = change->override_reason != NULL;
      if (!ss_booking_lock_resource (transaction, after->resource_id, error)
          || !ss_blocker_times_carry_on (transaction, after->resource_id,
                                         ss_appointment_record_get_busy_until (after), error))
        return NULL;
      refusal = after->is_overridden ? NULL : refuse (request, after, FALSE, &local_error);
      if (refusal != NULL || local_error != NULL)
        {
          if (local_error != NULL)
            g_propagate_error (error, local_error);
          return refusal;
        }
    }
  if (!ss_appointment_record_save (transaction, after, is_new, &local_error))
    {
      if (g_error_matches (local_error, SS_STORE_ERROR, SS_STORE_ERROR_CONSTRAINT)
          && ss_appointment_record_is_busy (after))
        {
          g_clear_error (&local_error);
          return refuse_after_race (request, after, error);
        }
      g_propagate_error (error, local_error);
      return NULL;
    }
  if (save_totals (transaction, change, error)
      && ss_appointment_history_add (request, change->action, change->before, after,
                                     change->reason != NULL ? change->reason : change->override_reason,
                                     error))
    record_event (transaction, change, error);
  return NULL;
}
