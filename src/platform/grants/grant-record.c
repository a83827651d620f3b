/* grant-record.c: the row of one grant, and the contract's Grant
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/grants/grant-record.h"

#include "domain/grant.h"
#include "model/time.h"
#include "platform/events/event-record.h"

#define FIND(schema) "SELECT " SS_GRANT_COLUMNS " FROM " schema "permission_grants WHERE id = $1"

static const char *const find_sql[] = { FIND (""), FIND ("shared.") };

enum
{
  COLUMN_ID,
  COLUMN_GRANTOR,
  COLUMN_GRANTEE,
  COLUMN_ACTION,
  COLUMN_REASON,
  COLUMN_CREATED_AT,
  COLUMN_EXPIRES_AT,
  COLUMN_REVOKED_AT,
  COLUMN_REVOKED_BY,
  COLUMN_GRANTEE_ID,
  COLUMN_ENDED_AT,
};

static void
write_json (SsJsonWriter *writer, const char *name, const char *json)
{
  ss_json_writer_name (writer, name);
  ss_json_writer_raw (writer, json != NULL ? json : "null", -1);
}

static void
write_time (SsJsonWriter *writer, const char *name, gint64 time)
{
  ss_json_writer_name (writer, name);
  ss_json_writer_time (writer, time);
}

/**
 * ss_grant_write:
 * @rows: at a grant, with %SS_GRANT_COLUMNS
 * @now: the time of the question
 * @writer: where an object goes
 */
void
ss_grant_write (SsRows *rows, gint64 now, SsJsonWriter *writer)
{
  const SsGrantTimes times = {
    .created_at = ss_rows_get_integer (rows, COLUMN_CREATED_AT),
    .expires_at = ss_rows_get_integer (rows, COLUMN_EXPIRES_AT),
    .ended_at = ss_rows_get_integer (rows, COLUMN_ENDED_AT),
    .revoked_at = ss_rows_get_integer (rows, COLUMN_REVOKED_AT),
  };

  ss_json_writer_begin_object (writer);
  ss_json_writer_name (writer, "id");
  ss_json_writer_string (writer, ss_rows_get_string (rows, COLUMN_ID));
  write_json (writer, "grantor", ss_rows_get_string (rows, COLUMN_GRANTOR));
  write_json (writer, "grantee", ss_rows_get_string (rows, COLUMN_GRANTEE));
  ss_json_writer_name (writer, "action");
  ss_json_writer_string (writer, ss_rows_get_string (rows, COLUMN_ACTION));
  ss_json_writer_name (writer, "reason");
  ss_json_writer_string (writer, ss_rows_get_string (rows, COLUMN_REASON));
  write_time (writer, "createdAt", times.created_at);
  write_time (writer, "expiresAt", times.expires_at);
  write_time (writer, "revokedAt", ss_rows_get_time (rows, COLUMN_REVOKED_AT));
  write_json (writer, "revokedBy", ss_rows_get_string (rows, COLUMN_REVOKED_BY));
  ss_json_writer_name (writer, "status");
  ss_json_writer_string (writer, ss_grant_status_to_string (ss_grant_get_status (&times, now)));
  ss_json_writer_end_object (writer);
}

/**
 * ss_grant_describe_person:
 * @id: a user's id
 * @name: the name
 * @email: the e-mail address
 * @role: the role, as on the wire
 *
 * Returns: (transfer full): JSON (contract section 11, «People inside other objects»)
 */
char *
ss_grant_describe_person (const char *id, const char *name, const char *email, const char *role)
{
  const char *const members[] = { "id", id, "name", name, "email", email, "role", role };
  g_auto (SsJsonWriter) writer = { NULL };

  ss_json_writer_init (&writer);
  ss_json_writer_begin_object (&writer);
  for (guint i = 0; i < G_N_ELEMENTS (members); i += 2)
    {
      ss_json_writer_name (&writer, members[i]);
      ss_json_writer_string (&writer, members[i + 1]);
    }
  ss_json_writer_end_object (&writer);
  return ss_json_writer_steal_text (&writer);
}

/**
 * ss_grant_describe_caller:
 * @request: a request
 *
 * Returns: (transfer full): the caller as JSON
 */
char *
ss_grant_describe_caller (SsRequest *request)
{
  const SsCaller *caller = ss_request_get_caller (request);

  return ss_grant_describe_person (caller->user_id, caller->name, caller->email,
                                   ss_role_to_string (caller->role));
}

/**
 * ss_grant_place:
 * @transaction: a request's
 *
 * Returns: 1 where grants stand in the shared tables, 0 in the tenant's
 */
guint
ss_grant_place (SsTransaction *transaction)
{
  return ss_transaction_get_schema (transaction) == NULL ? 1 : 0;
}

/**
 * ss_grant_read:
 * @transaction: where it stands
 * @id: the grant's id
 * @now: the time of the question
 * @grantee_id: (out) (transfer full) (optional): who has it
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): the Grant; %NULL where there is none, and with @error set
 */
char *
ss_grant_read (SsTransaction *transaction, const char *id, gint64 now, char **grantee_id, GError **error)
{
  g_autoptr (SsRows) rows =
      ss_transaction_query (transaction, find_sql[ss_grant_place (transaction)], error, "s", id);
  g_auto (SsJsonWriter) writer = { NULL };
  gboolean found;

  if (!ss_rows_first (rows, &found, error) || !found)
    return NULL;
  ss_json_writer_init (&writer);
  ss_grant_write (rows, now, &writer);
  if (grantee_id != NULL)
    *grantee_id = g_strdup (ss_rows_get_string (rows, COLUMN_GRANTEE_ID));
  return ss_json_writer_steal_text (&writer);
}

/**
 * ss_grant_announce:
 * @transaction: that of the change
 * @event: "grant.created" or "grant.updated"
 * @id: the grant's id
 * @now: the time of the change
 * @error: return location for an #SsStoreError
 *
 * Returns: whether it will be told
 */
gboolean
ss_grant_announce (SsTransaction *transaction, const char *event, const char *id, gint64 now, GError **error)
{
  g_autofree char *grantee_id = NULL;
  g_autofree char *json = ss_grant_read (transaction, id, now, &grantee_id, error);

  return json != NULL && ss_event_record_with (transaction, event, id, json, grantee_id, error);
}
