/* event-record.c: tells those who look on that something has changed
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/events/event-record.h"
#include "platform/clock.h"

#include "model/json-writer.h"

static const char count_event[] = "UPDATE event_counter SET last_id = last_id + 1 WHERE id = 1";

static const char insert_event[] =
    "INSERT INTO events (id, created_at, name, object_id, data, audience) "
    "SELECT c.last_id, CAST ($1 AS BIGINT), $2, $3, $4, $5 FROM event_counter c WHERE c.id = 1";

static const char find_last[] = "SELECT " SS_EVENT_LAST_ID;
static const char forget_old[] = "DELETE FROM events WHERE created_at < $1";

/**
 * ss_event_get_last_id:
 * @transaction: a tenant's, or one without
 * @id: (out): the number of the last event; 0 without a tenant
 * @error: return location for an #SsStoreError
 *
 * Returns: whether it could be read
 */
gboolean
ss_event_get_last_id (SsTransaction *transaction, gint64 *id, GError **error)
{
  g_autoptr (SsRows) rows = NULL;
  gboolean found;

  *id = 0;
  if (ss_transaction_get_schema (transaction) == NULL)
    return TRUE;
  rows = ss_transaction_query (transaction, find_last, error, "");
  if (!ss_rows_first (rows, &found, error))
    return FALSE;
  if (found)
    *id = ss_rows_get_integer (rows, 0);
  return TRUE;
}

/**
 * ss_event_record:
 * @transaction: the one that makes the change; without a tenant nobody is told
 * @name: one of the contract's event names
 * @object_id: (nullable): what has changed
 * @error: return location for an #SsStoreError
 *
 * The object is told as each reader may GET it.
 *
 * Returns: whether it is written
 */
gboolean
ss_event_record (SsTransaction *transaction, const char *name, const char *object_id, GError **error)
{
  return ss_event_record_with (transaction, name, object_id, NULL, NULL, error);
}

/**
 * ss_event_record_with:
 * @transaction: the one that makes the change; without a tenant nobody is told
 * @name: one of the contract's event names
 * @object_id: (nullable): what has changed
 * @data: (nullable): the object as JSON, told as it is
 * @audience: (nullable): the id of a user who is told in any case
 * @error: return location for an #SsStoreError
 *
 * Returns: whether it is written
 */
gboolean
ss_event_record_with (SsTransaction *transaction, const char *name, const char *object_id, const char *data,
                      const char *audience, GError **error)
{
  gint64 now = ss_clock_get_now ();

  /* The platform itself has no stream. */
  if (ss_transaction_get_schema (transaction) == NULL)
    return TRUE;
  if (!ss_transaction_execute (transaction, count_event, NULL, error, "")
      || !ss_transaction_execute (transaction, insert_event, NULL, error, "issss", now, name, object_id, data,
                                  audience)
      || !ss_transaction_execute (transaction, forget_old, NULL, error, "i", now - SS_EVENT_MICROSECONDS))
    return FALSE;
  ss_transaction_announce (transaction);
  return TRUE;
}

/**
 * ss_event_record_deleted:
 * @transaction: the one that makes the change; without a tenant nobody is told
 * @name: one of the contract's event names, as "blocker.deleted"
 * @object_id: what is gone
 * @error: return location for an #SsStoreError
 *
 * Returns: whether it is written
 */
gboolean
ss_event_record_deleted (SsTransaction *transaction, const char *name, const char *object_id, GError **error)
{
  g_auto (SsJsonWriter) writer = { NULL };

  ss_json_writer_init (&writer);
  ss_json_writer_begin_object (&writer);
  ss_json_writer_name (&writer, "id");
  ss_json_writer_string (&writer, object_id);
  ss_json_writer_end_object (&writer);
  return ss_event_record_with (transaction, name, object_id, writer.text->str, NULL, error);
}
