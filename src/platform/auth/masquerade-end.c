/* masquerade-end.c: how a masquerade ends, and that it is written down
 *
 * Ending is never refused for want of a log: the end stands in the store, and the line in the log is tried
 * again until it is written.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/auth/masquerade-end.h"

#include "model/json-writer.h"
#include "model/time.h"
#include "platform/auth/masquerade-audit.h"
#include "platform/auth/masquerade-log.h"
#include "platform/clock.h"
#include "platform/events/event-record.h"
#include "platform/platform-private.h"

#define REVOKE(schema) "UPDATE " schema "sessions SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL"

static const char *const revoke_sql[] = { REVOKE (""), REVOKE ("shared.") };

static const char end_record[] =
    "UPDATE shared.masquerades SET ended_at = coalesce (ended_at, $2), end_reason = coalesce (end_reason, $3), "
    "end_logged_at = $4 WHERE session_id = $1";

static const char find_open[] =
    "SELECT m.session_id, t.schema_name, m.tenant_id IS NOT NULL AND t.id IS NULL "
    "FROM shared.masquerades m LEFT JOIN shared.tenants t ON t.id = m.tenant_id "
    "WHERE m.end_logged_at IS NULL ORDER BY m.started_at";

static gboolean
log_end (SsPlatform *platform, const SsMasqueradeRecord *record, const char *reason)
{
  const SsMasqueradeEntry entry = {
    .action = "HIJACK_END",
    .hijacker_email = record->real_email,
    .hijacked_email = record->user_email,
    .ip_address = record->ip_address,
    .session_key = record->session_id,
    .mode = ss_masquerade_record_get_mode (record),
    .reason = reason,
  };

  return ss_masquerade_log_write (ss_platform_get_masquerade_log (platform), &entry);
}

static void
write_person (SsJsonWriter *writer, const char *name, const char *id, const char *email)
{
  ss_json_writer_name (writer, name);
  ss_json_writer_begin_object (writer);
  ss_json_writer_name (writer, "id");
  ss_json_writer_string (writer, id);
  ss_json_writer_name (writer, "email");
  ss_json_writer_string (writer, email);
  ss_json_writer_end_object (writer);
}

/**
 * ss_masquerade_record_event:
 * @transaction: one that may write where the target stands
 * @name: "masquerade.started" or "masquerade.ended"
 * @record: the masquerade
 * @error: return location for an #SsStoreError
 *
 * Told to those who may see the audit log: the tenant's owners among them (contract section 4).
 *
 * Returns: whether it is written
 */
gboolean
ss_masquerade_record_event (SsTransaction *transaction, const char *name, const SsMasqueradeRecord *record,
                            GError **error)
{
  g_auto (SsJsonWriter) writer = { 0 };

  ss_json_writer_init (&writer);
  ss_json_writer_begin_object (&writer);
  ss_json_writer_name (&writer, "id");
  ss_json_writer_string (&writer, record->session_id);
  write_person (&writer, "user", record->user_id, record->user_email);
  write_person (&writer, "realUser", record->real_user_id, record->real_email);
  ss_json_writer_name (&writer, "mode");
  ss_json_writer_string (&writer, ss_masquerade_record_get_mode (record));
  ss_json_writer_name (&writer, "reason");
  ss_json_writer_string (&writer, record->reason);
  ss_json_writer_name (&writer, "startedAt");
  ss_json_writer_time (&writer, record->started_at);
  ss_json_writer_name (&writer, "expiresAt");
  ss_json_writer_time (&writer, record->expires_at);
  ss_json_writer_end_object (&writer);
  return ss_event_record_with (transaction, name, record->session_id, writer.text->str, NULL, error);
}

/**
 * ss_masquerade_end:
 * @platform: the platform
 * @transaction: one that may write where the target stands, and to the shared tables
 * @request: (nullable): what ended it; %NULL: it was found to be over
 * @record: the masquerade
 * @reason: why, as it is written down
 * @now: the time
 * @error: return location for an #SsStoreError
 *
 * Also for one whose end could not be logged before.
 *
 * Returns: whether it is over
 */
gboolean
ss_masquerade_end (SsPlatform *platform, SsTransaction *transaction, SsRequest *request,
                   const SsMasqueradeRecord *record, const char *reason, gint64 now, GError **error)
{
  gboolean is_news = record->ended_at == SS_TIME_NONE;
  gboolean is_staff = ss_transaction_get_schema (transaction) == NULL;
  gboolean is_logged;

  if (is_news
      && (!ss_transaction_execute (transaction, revoke_sql[is_staff ? 1 : 0], NULL, error, "st",
                                   record->session_id, now)
          || !ss_masquerade_record_event (transaction, "masquerade.ended", record, error)
          || !ss_masquerade_audit (transaction, request, record, "HIJACK_END", reason, error)))
    return FALSE;
  is_logged = log_end (platform, record, reason);
  return ss_transaction_execute (transaction, end_record, NULL, error, "stst", record->session_id, now,
                                 reason, is_logged ? now : SS_TIME_NONE);
}

/* Most go on: those are only read. */
static gboolean
needs_end (SsStore *store, const char *schema, const char *session_id, GError **error)
{
  g_autoptr (SsTransaction) transaction = ss_store_begin (store, schema, SS_ACCESS_READ, NULL, error);
  g_auto (SsMasqueradeRecord) record = { 0 };
  const char *end = NULL;
  gboolean found;

  return transaction != NULL && ss_masquerade_record_find (transaction, session_id, &record, &found, error)
         && found && ss_masquerade_record_judge (transaction, &record, ss_clock_get_now (), &end, error)
         && end != NULL;
}

static gboolean
end_one (SsPlatform *platform, const char *schema, const char *session_id, GError **error)
{
  gint64 now = ss_clock_get_now ();
  g_autoptr (SsTransaction) transaction =
      ss_store_begin (ss_platform_get_store (platform), schema, SS_ACCESS_WRITE_SHARED, NULL, error);
  g_auto (SsMasqueradeRecord) record = { 0 };
  const char *end;
  gboolean found;

  if (transaction == NULL || !ss_masquerade_record_find (transaction, session_id, &record, &found, error))
    return FALSE;
  if (!found || !ss_masquerade_record_judge (transaction, &record, now, &end, error) || end == NULL)
    return TRUE;
  return ss_masquerade_end (platform, transaction, NULL, &record, end, now, error)
         && ss_transaction_commit (transaction, error);
}

/* Where the tenant is gone there is nobody left to be. */
static gboolean
end_gone (SsPlatform *platform, const char *session_id, GError **error)
{
  gint64 now = ss_clock_get_now ();
  g_autoptr (SsTransaction) transaction =
      ss_store_begin (ss_platform_get_store (platform), NULL, SS_ACCESS_WRITE, NULL, error);
  g_auto (SsMasqueradeRecord) record = { 0 };
  gboolean found;

  if (transaction == NULL || !ss_masquerade_record_find (transaction, session_id, &record, &found, error))
    return FALSE;
  return !found
         || (ss_masquerade_end (platform, transaction, NULL, &record, "tenant_deleted", now, error)
             && ss_transaction_commit (transaction, error));
}

/* {session id, schema or NULL, "gone" or NULL}, three by three */
static GPtrArray *
list_open (SsStore *store, GError **error)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (SsTransaction) transaction = ss_store_begin (store, NULL, SS_ACCESS_READ, NULL, error);
  g_autoptr (SsRows) rows = NULL;
  GError *failure = NULL;

  if (transaction == NULL)
    return NULL;
  rows = ss_transaction_query (transaction, find_open, error, "");
  while (rows != NULL && ss_rows_next (rows, &failure))
    {
      g_ptr_array_add (open, g_strdup (ss_rows_get_string (rows, 0)));
      g_ptr_array_add (open, g_strdup (ss_rows_get_string (rows, 1)));
      g_ptr_array_add (open, ss_rows_get_boolean (rows, 2) ? g_strdup ("gone") : NULL);
    }
  if (rows != NULL && failure == NULL)
    return g_steal_pointer (&open);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return NULL;
}

/**
 * ss_masquerade_sweep:
 * @platform: the platform
 *
 * What fails is tried again the next time.
 */
void
ss_masquerade_sweep (SsPlatform *platform)
{
  SsStore *store = ss_platform_get_store (platform);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) open = list_open (store, &error);

  for (guint i = 0; open != NULL && i < open->len; i += 3)
    {
      const char *session_id = g_ptr_array_index (open, i);
      const char *schema = g_ptr_array_index (open, i + 1);

      g_clear_error (&error);
      if (g_ptr_array_index (open, i + 2) != NULL)
        end_gone (platform, session_id, &error);
      else if (needs_end (store, schema, session_id, &error))
        end_one (platform, schema, session_id, &error);
      if (error != NULL)
        g_warning ("The end of a masquerade can't be written down: %s", error->message);
    }
  if (open == NULL)
    g_warning ("Masquerades can't be read: %s", error->message);
}
