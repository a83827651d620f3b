/* blockers.c: what blocks a resource: breaks, holidays, once or by a rule
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/bookings/blockers.h"

#include "domain/recurrence.h"
#include "model/bookings.h"
#include "model/model-json.h"
#include "platform/bookings/appointment-write.h"
#include "platform/bookings/blocker-times.h"
#include "platform/bookings/booking-conflict.h"
#include "platform/bookings/booking-limits.h"
#include "platform/bookings/booking-scope.h"
#include "platform/bookings/catalog.h"
#include "platform/events/event-record.h"
#include "platform/store/row-model.h"

/* A year. */
#define MINUTES_MAX (366 * 24 * 60)

#define COLUMNS "id, resource_id, title, start_time, duration_minutes, recurrence"

static const char select_page[] =
    "SELECT " COLUMNS " FROM blockers ORDER BY start_time, id LIMIT $1 OFFSET $2";
static const char select_blocker[] = "SELECT " COLUMNS " FROM blockers WHERE id = $1";
static const char has_resource[] = "SELECT 1 FROM resources WHERE id = $1";

static const char insert_blocker[] =
    "INSERT INTO blockers (id, resource_id, title, start_time, duration_minutes, recurrence, created_at, "
    "updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $7)";

static const char update_blocker[] =
    "UPDATE blockers SET resource_id = $2, title = $3, start_time = $4, duration_minutes = $5, recurrence = $6, "
    "version = version + 1, updated_at = $7 WHERE id = $1";

/* Nobody's business but those who work here: a customer sees none. */
static gboolean
sees_blockers (SsRequest *request)
{
  return !ss_booking_scope_is_own (request, SS_PERMISSION_CALENDAR_VIEW);
}

/* (transfer full) (nullable): NULL without an error where there is none */
static SsBlocker *
load (SsRequest *request, const char *id, GError **error)
{
  g_autoptr (SsRows) rows =
      ss_transaction_query (ss_request_get_transaction (request), select_blocker, error, "s", id);
  gboolean found;

  if (!ss_rows_first (rows, &found, error) || !found)
    return NULL;
  return ss_rows_read_model (rows, SS_TYPE_BLOCKER, error);
}

static SsReply *
reply_blocker (SsRequest *request, const char *id, guint status, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SsBlocker) blocker = sees_blockers (request) ? load (request, id, &local_error) : NULL;

  if (blocker != NULL)
    return ss_reply_new_model (status, SS_MODEL (blocker));
  if (local_error == NULL)
    return ss_reply_new_not_found ();
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static gboolean
check (SsRequest *request, SsBlocker *blocker, JsonObject *body, SsFieldErrors *errors, GError **error)
{
  const char *title = ss_blocker_get_title (blocker), *rule = ss_blocker_get_recurrence (blocker);
  const char *sentence = rule != NULL ? ss_recurrence_check (rule) : NULL;
  gboolean exists;

  if (sentence != NULL)
    ss_field_errors_add (errors, "recurrence", sentence);
  if (title != NULL && ss_validate_name (title) != NULL)
    ss_field_errors_add (errors, "title", "Give a title.");
  if (ss_blocker_has_duration_minutes (blocker))
    ss_catalog_check_range (ss_blocker_get_duration_minutes (blocker), 1, MINUTES_MAX, "durationMinutes",
                            errors);
  if (json_object_has_member (body, "startTime") && ss_blocker_has_start_time (blocker))
    ss_booking_check_start (ss_blocker_get_start_time (blocker), ss_request_get_now (request), errors);
  if (ss_blocker_get_resource_id (blocker) == NULL)
    return TRUE;
  if (!ss_catalog_exists (ss_request_get_transaction (request), has_resource,
                          ss_blocker_get_resource_id (blocker), NULL, &exists, error))
    return FALSE;
  if (!exists)
    ss_field_errors_add (errors, "resourceId", "There is no such resource.");
  return TRUE;
}

/* 409 with the appointments over which it would lie. @is_certain: the database has said so */
static SsReply *
refuse (SsTransaction *transaction, const SsBlockerSpan *span, GArray *starts, gboolean is_certain,
        GError **error)
{
  g_autofree char *conflicts = NULL;
  guint n_conflicts;

  if (!ss_booking_conflicts_of_blocker (transaction, span->resource_id, starts, span->duration_minutes,
                                        &conflicts, &n_conflicts, error)
      || (n_conflicts == 0 && !is_certain))
    return NULL;
  return ss_booking_conflict_reply (conflicts, NULL);
}

static gboolean
save (SsRequest *request, SsBlocker *blocker, gboolean is_new, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  const char *id = ss_blocker_get_id (blocker);

  return ss_transaction_execute (transaction, is_new ? insert_blocker : update_blocker, NULL, error,
                                 "sssiisi", id, ss_blocker_get_resource_id (blocker),
                                 ss_blocker_get_title (blocker), ss_blocker_get_start_time (blocker),
                                 ss_blocker_get_duration_minutes (blocker),
                                 ss_blocker_get_recurrence (blocker), ss_request_get_now (request))
         && ss_event_record (transaction, is_new ? "blocker.created" : "blocker.updated", id, error);
}

/* Writes the blocker, and where they change, its times. NULL: written, or @error is set */
static SsReply *
write_blocker (SsRequest *request, SsBlocker *blocker, gboolean is_new, gboolean changes_times,
               gboolean is_overridden, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  gint64 now = ss_request_get_now (request);
  const SsBlockerSpan span = { ss_blocker_get_id (blocker), ss_blocker_get_resource_id (blocker),
                               ss_blocker_get_start_time (blocker), ss_blocker_get_duration_minutes (blocker),
                               ss_blocker_get_recurrence (blocker) };
  g_autoptr (GArray) starts = NULL;
  GError *local_error = NULL;
  SsReply *refusal;

  if (!changes_times)
    {
      save (request, blocker, is_new, error);
      return NULL;
    }
  if (!ss_booking_lock_resource (transaction, span.resource_id, error))
    return NULL;
  starts = ss_blocker_times_list (transaction, &span, now, error);
  if (starts == NULL)
    return NULL;
  if (!is_overridden && (refusal = refuse (transaction, &span, starts, FALSE, &local_error)) != NULL)
    return refusal;
  if (local_error == NULL && save (request, blocker, is_new, &local_error)
      && ss_blocker_times_write (transaction, &span, starts, is_overridden, now, &local_error))
    return NULL;
  if (g_error_matches (local_error, SS_STORE_ERROR, SS_STORE_ERROR_CONSTRAINT))
    {
      g_error_free (local_error);
      return ss_request_begin (request, FALSE, SS_ACCESS_READ, error)
                 ? refuse (ss_request_get_transaction (request), &span, starts, TRUE, error)
                 : NULL;
    }
  g_propagate_error (error, local_error);
  return NULL;
}

static gboolean
has_other_times (SsBlocker *before, SsBlocker *after)
{
  return g_strcmp0 (ss_blocker_get_resource_id (before), ss_blocker_get_resource_id (after)) != 0
         || ss_blocker_get_start_time (before) != ss_blocker_get_start_time (after)
         || ss_blocker_get_duration_minutes (before) != ss_blocker_get_duration_minutes (after)
         || g_strcmp0 (ss_blocker_get_recurrence (before), ss_blocker_get_recurrence (after)) != 0;
}

/* Reads the body over @blocker and writes it; @before: (nullable) */
static SsReply *
change (SsRequest *request, SsBlocker *before, SsBlocker *blocker, GError **error)
{
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  g_autoptr (JsonObject) body = NULL;
  g_autofree char *reason = ss_override_reason_read (ss_request_get_body (request), &body, errors);
  SsReply *refusal = NULL;

  ss_model_read_body (SS_MODEL (blocker), body, before == NULL ? SS_BODY_CREATE : SS_BODY_CHANGE, errors);
  if (!check (request, blocker, body, errors, error))
    return NULL;
  if (!ss_field_errors_is_empty (errors))
    return ss_reply_new_invalid (errors);
  if (!ss_booking_scope_check_edit (request, ss_blocker_get_resource_id (blocker), &refusal, error)
      || refusal != NULL)
    return refusal;
  return write_blocker (request, blocker, before == NULL, before == NULL || has_other_times (before, blocker),
                        reason != NULL, error);
}

/* (transfer full) (nullable): one that the caller may change; @reply: else 404 or 403 */
static SsBlocker *
load_editable (SsRequest *request, SsReply **reply, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (SsBlocker) blocker = load (request, ss_request_get_id (request), &local_error);

  *reply = NULL;
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  if (blocker == NULL)
    *reply = ss_reply_new_not_found ();
  else if (ss_booking_scope_check_edit (request, ss_blocker_get_resource_id (blocker), reply, error)
           && *reply == NULL)
    return g_steal_pointer (&blocker);
  return NULL;
}

static gboolean
read_count (SsTransaction *transaction, gint64 *count, GError **error)
{
  g_autoptr (SsRows) rows = ss_transaction_query (transaction, "SELECT count(*) FROM blockers", error, "");
  gboolean found;

  if (!ss_rows_first (rows, &found, error))
    return FALSE;
  *count = found ? ss_rows_get_integer (rows, 0) : 0;
  return TRUE;
}

/* (transfer full) (nullable): the array of results */
static char *
read_results (SsTransaction *transaction, const SsPageRequest *page, GError **error)
{
  g_autoptr (SsRows) rows =
      ss_transaction_query (transaction, select_page, error, "ii", (gint64) page->page_size,
                            (gint64) (page->page - 1) * page->page_size);
  g_autoptr (SsRowWriter) row_writer = NULL;
  g_autoptr (GError) local_error = NULL;
  g_auto (SsJsonWriter) writer = { NULL };

  ss_json_writer_init (&writer);
  if (rows == NULL)
    return NULL;
  row_writer = ss_row_writer_new (rows, SS_TYPE_BLOCKER);
  ss_json_writer_begin_array (&writer);
  while (ss_rows_next (rows, &local_error))
    {
      ss_json_writer_begin_object (&writer);
      ss_row_writer_write_members (row_writer, &writer);
      ss_json_writer_end_object (&writer);
    }
  ss_json_writer_end_array (&writer);
  if (local_error == NULL)
    return ss_json_writer_steal_text (&writer);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

/**
 * ss_blocker_list:
 * @request: `GET /blockers/`
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): a page, by start; %NULL with @error set
 */
SsReply *
ss_blocker_list (SsRequest *request, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  g_autofree char *results = NULL;
  SsPageRequest page;
  gint64 count;

  if (!ss_request_get_page (request, &page, errors))
    return ss_reply_new_invalid (errors);
  if (!sees_blockers (request))
    return ss_request_reply_page (request, &page, 0, "[]", NULL);
  if (!read_count (transaction, &count, error))
    return NULL;
  results = read_results (transaction, &page, error);
  return results != NULL ? ss_request_reply_page (request, &page, count, results, NULL) : NULL;
}

/**
 * ss_blocker_read:
 * @request: `GET /blockers/{id}/`
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): the Blocker or 404; %NULL with @error set
 */
SsReply *
ss_blocker_read (SsRequest *request, GError **error)
{
  return reply_blocker (request, ss_request_get_id (request), 200, error);
}

/**
 * ss_blocker_add:
 * @request: `POST /blockers/`
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): 201 with the Blocker, 400, 403, or 409 `booking_conflict` where it
 * lies over bookings; %NULL with @error set
 */
SsReply *
ss_blocker_add (SsRequest *request, GError **error)
{
  g_autoptr (SsBlocker) blocker = g_object_new (SS_TYPE_BLOCKER, NULL);
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *location = NULL;
  GError *local_error = NULL;
  SsReply *reply;

  ss_blocker_set_id (blocker, id);
  reply = change (request, NULL, blocker, &local_error);
  if (reply == NULL && local_error == NULL)
    {
      reply = reply_blocker (request, id, 201, &local_error);
      location = g_strdup_printf ("%s/api/v1/blockers/%s/", ss_request_get_origin (request), id);
      if (reply != NULL)
        ss_reply_set_header (reply, "Location", location);
    }
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return reply;
}

/**
 * ss_blocker_change:
 * @request: `PATCH /blockers/{id}/`
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): the Blocker, 400, 403, 404, or 409 `booking_conflict`; %NULL with
 * @error set
 */
SsReply *
ss_blocker_change (SsRequest *request, GError **error)
{
  g_autoptr (SsBlocker) before = NULL;
  g_autoptr (SsBlocker) after = NULL;
  GError *local_error = NULL;
  SsReply *reply;

  before = load_editable (request, &reply, error);
  if (before == NULL)
    return reply;
  after = ss_model_copy (SS_MODEL (before));
  reply = change (request, before, after, &local_error);
  if (reply == NULL && local_error == NULL)
    return reply_blocker (request, ss_blocker_get_id (before), 200, error);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return reply;
}

/**
 * ss_blocker_delete:
 * @request: `DELETE /blockers/{id}/`
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): 204, 403 or 404; %NULL with @error set
 */
SsReply *
ss_blocker_delete (SsRequest *request, GError **error)
{
  SsReply *reply;
  g_autoptr (SsBlocker) blocker = load_editable (request, &reply, error);

  if (blocker == NULL)
    return reply;
  if (!ss_transaction_execute (ss_request_get_transaction (request), "DELETE FROM blockers WHERE id = $1",
                               NULL, error, "s", ss_blocker_get_id (blocker))
      || !ss_event_record_deleted (ss_request_get_transaction (request), "blocker.deleted",
                                   ss_blocker_get_id (blocker), error))
    return NULL;
  return ss_reply_new (204);
}
