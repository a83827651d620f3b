/* appointment-history.c: who changed what of an appointment
 *
 * People stand in it as of that day. Who acts in another's name is in it beside that other.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/bookings/appointment-history.h"

#include <string.h>

#include "model/bookings.h"
#include "platform/bookings/booking-scope.h"
#include "platform/store/row-model.h"

static const char insert_entry[] =
    "INSERT INTO appointment_history (appointment_id, version, at, actor, real_actor, action, changes, reason) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

static const char select_entries[] =
    "SELECT at, actor, real_actor, action, changes, reason FROM appointment_history WHERE appointment_id = $1 "
    "ORDER BY version DESC LIMIT $2 OFFSET $3";

static const char count_entries[] = "SELECT count(*) FROM appointment_history WHERE appointment_id = $1";

static const char find_person[] = "SELECT name, email, role FROM users WHERE id = $1 "
                                  "UNION ALL SELECT name, email, role FROM shared.users WHERE id = $1";

/* A member of the contract's, as both records have it. */
typedef struct
{
  const char *name;
  void (*write) (const SsAppointmentRecord *record, SsJsonWriter *writer);
} Member;

static void
write_resource (const SsAppointmentRecord *record, SsJsonWriter *writer)
{
  ss_json_writer_string (writer, record->resource_id);
}

static void
write_customer (const SsAppointmentRecord *record, SsJsonWriter *writer)
{
  ss_json_writer_string (writer, record->customer_id);
}

static void
write_service (const SsAppointmentRecord *record, SsJsonWriter *writer)
{
  ss_json_writer_string (writer, record->service_id);
}

static void
write_start (const SsAppointmentRecord *record, SsJsonWriter *writer)
{
  ss_json_writer_time (writer, record->start_time);
}

static void
write_duration (const SsAppointmentRecord *record, SsJsonWriter *writer)
{
  ss_json_writer_integer (writer, record->duration_minutes);
}

static void
write_status (const SsAppointmentRecord *record, SsJsonWriter *writer)
{
  ss_json_writer_string (writer, ss_booking_status_to_string (record->status));
}

static void
write_price (const SsAppointmentRecord *record, SsJsonWriter *writer)
{
  ss_json_writer_money (writer, record->price);
}

static void
write_notes (const SsAppointmentRecord *record, SsJsonWriter *writer)
{
  ss_json_writer_string (writer, record->notes);
}

static const Member members[] = {
  { "resourceId", write_resource },
  { "customerId", write_customer },
  { "serviceId", write_service },
  { "startTime", write_start },
  { "durationMinutes", write_duration },
  { "status", write_status },
  { "price", write_price },
  { "notes", write_notes },
};

static char *
write_text (const Member *member, const SsAppointmentRecord *record)
{
  g_auto (SsJsonWriter) writer = { NULL };

  ss_json_writer_init (&writer);
  if (record != NULL)
    member->write (record, &writer);
  else
    ss_json_writer_null (&writer);
  return ss_json_writer_steal_text (&writer);
}

/* {"field": [old, new]} of what differs */
static char *
write_changes (const SsAppointmentRecord *before, const SsAppointmentRecord *after)
{
  g_auto (SsJsonWriter) writer = { NULL };

  ss_json_writer_init (&writer);
  ss_json_writer_begin_object (&writer);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *old = write_text (&members[i], before);
      g_autofree char *new = write_text (&members[i], after);

      if (g_str_equal (old, new))
        continue;
      ss_json_writer_name (&writer, members[i].name);
      ss_json_writer_begin_array (&writer);
      ss_json_writer_raw (&writer, old, -1);
      ss_json_writer_raw (&writer, new, -1);
      ss_json_writer_end_array (&writer);
    }
  ss_json_writer_end_object (&writer);
  return ss_json_writer_steal_text (&writer);
}

static char *
write_person (const char *id, const char *name, const char *email, const char *role)
{
  const char *const pairs[] = { "id", id, "name", name, "email", email, "role", role };
  g_auto (SsJsonWriter) writer = { NULL };

  ss_json_writer_init (&writer);
  ss_json_writer_begin_object (&writer);
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i += 2)
    {
      ss_json_writer_name (&writer, pairs[i]);
      ss_json_writer_string (&writer, pairs[i + 1]);
    }
  ss_json_writer_end_object (&writer);
  return ss_json_writer_steal_text (&writer);
}

/* @person: who masquerades as the caller; NULL where nobody does */
static gboolean
write_real_person (SsRequest *request, char **person, GError **error)
{
  const char *id = ss_request_get_caller (request)->real_user_id;
  g_autoptr (SsRows) rows = NULL;
  gboolean found;

  *person = NULL;
  if (id == NULL)
    return TRUE;
  rows = ss_transaction_query (ss_request_get_transaction (request), find_person, error, "s", id);
  if (!ss_rows_first (rows, &found, error))
    return FALSE;
  if (found)
    *person = write_person (id, ss_rows_get_string (rows, 0), ss_rows_get_string (rows, 1),
                            ss_rows_get_string (rows, 2));
  return TRUE;
}

/**
 * ss_appointment_record_equal:
 * @self: an appointment
 * @other: what it shall become
 *
 * Returns: whether nothing of it that people see differs
 */
gboolean
ss_appointment_record_equal (const SsAppointmentRecord *self, const SsAppointmentRecord *other)
{
  g_autofree char *changes = write_changes (self, other);

  return strcmp (changes, "{}") == 0;
}

/**
 * ss_appointment_history_add:
 * @request: the request that changes it
 * @action: what was done: CREATED, CHANGED, CANCELLED, DELETED or RESTORED
 * @before: (nullable): how it was
 * @after: how it is, with its new version
 * @reason: (nullable): why, where somebody said so
 * @error: return location for an #SsStoreError
 *
 * Returns: whether it is written, in the change's own transaction
 */
gboolean
ss_appointment_history_add (SsRequest *request, const char *action, const SsAppointmentRecord *before,
                            const SsAppointmentRecord *after, const char *reason, GError **error)
{
  const SsCaller *caller = ss_request_get_caller (request);
  g_autofree char *actor =
      write_person (caller->user_id, caller->name, caller->email, ss_role_to_string (caller->role));
  g_autofree char *changes = write_changes (before, after);
  g_autofree char *real_actor = NULL;

  return write_real_person (request, &real_actor, error)
         && ss_transaction_execute (ss_request_get_transaction (request), insert_entry, NULL, error,
                                    "siisssss", after->id, after->version, ss_request_get_now (request),
                                    actor, real_actor, action, changes, reason);
}

/* Whether the caller may see it: a customer its own, the others each, also where it is deleted. */
static gboolean
is_visible (SsRequest *request, gboolean *visible, GError **error)
{
  g_auto (SsConditions) conditions = { 0 };
  g_autofree char *sql = NULL;
  g_autoptr (SsRows) rows = NULL;

  ss_conditions_init (&conditions);
  ss_booking_scope_restrict (request, SS_PERMISSION_CALENDAR_VIEW, "a.customer_id", &conditions);
  sql = g_strdup_printf ("SELECT 1 FROM appointments a WHERE a.id = $%u%s",
                         ss_parameters_add_string (conditions.parameters, ss_request_get_id (request)),
                         conditions.where->str);
  rows = ss_transaction_query_with (ss_request_get_transaction (request), sql, conditions.parameters, error);
  return ss_rows_first (rows, visible, error);
}

static gboolean
read_count (SsRequest *request, gint64 *count, GError **error)
{
  g_autoptr (SsRows) rows = ss_transaction_query (ss_request_get_transaction (request), count_entries, error,
                                                  "s", ss_request_get_id (request));
  gboolean found;

  if (!ss_rows_first (rows, &found, error))
    return FALSE;
  *count = found ? ss_rows_get_integer (rows, 0) : 0;
  return TRUE;
}

/* (transfer full) (nullable): the entries of @page */
static char *
read_entries (SsRequest *request, const SsPageRequest *page, GError **error)
{
  g_autoptr (SsRows) rows =
      ss_transaction_query (ss_request_get_transaction (request), select_entries, error, "sii",
                            ss_request_get_id (request), (gint64) page->page_size,
                            (gint64) (page->page - 1) * page->page_size);
  g_autoptr (SsRowWriter) row_writer = NULL;
  g_autoptr (GError) local_error = NULL;
  g_auto (SsJsonWriter) writer = { NULL };

  ss_json_writer_init (&writer);
  if (rows == NULL)
    return NULL;
  row_writer = ss_row_writer_new (rows, SS_TYPE_HISTORY_ENTRY);
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
 * ss_appointment_history_list:
 * @request: `GET /appointments/{id}/history/`
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): a page, newest first, or 404; %NULL with @error set
 */
SsReply *
ss_appointment_history_list (SsRequest *request, GError **error)
{
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  g_autofree char *entries = NULL;
  SsPageRequest page;
  gboolean visible;
  gint64 count;

  if (!ss_request_get_page (request, &page, errors))
    return ss_reply_new_invalid (errors);
  if (!is_visible (request, &visible, error))
    return NULL;
  if (!visible)
    return ss_reply_new_not_found ();
  if (!read_count (request, &count, error) || (entries = read_entries (request, &page, error)) == NULL)
    return NULL;
  return ss_request_reply_page (request, &page, count, entries, NULL);
}
