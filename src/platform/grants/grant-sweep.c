/* grant-sweep.c: writes down which grants have expired, within a minute
 *
 * A grant that is over gives nothing, whether it is written down or not: this is for the audit log and for
 * those who look on.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/grants/grant-sweep.h"

#include "platform/audit/audit-log.h"
#include "platform/clock.h"
#include "platform/grants/grant-record.h"

/* At once; what is left waits for the next time. */
#define BATCH_MAX 500

/* One that was revoked has had its entry. */
#define END(schema) \
  "UPDATE " schema "permission_grants SET ended_at = $2 WHERE id = $1 AND revoked_at IS NULL"

static const char list_due[] =
    "SELECT grant_id, schema_name FROM shared.grant_deadlines WHERE expires_at <= $1 "
    "ORDER BY expires_at LIMIT $2";
static const char delete_deadline[] = "DELETE FROM shared.grant_deadlines WHERE grant_id = $1";
static const char find_tenant[] = "SELECT id FROM shared.tenants WHERE schema_name = $1";
static const char *const end_sql[] = { END (""), END ("shared.") };

/* Ids and schemas by turns; a schema may be NULL. */
static GPtrArray *
list_grants (SsStore *store, gint64 now, GError **error)
{
  g_autoptr (GPtrArray) due = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (SsTransaction) transaction = ss_store_begin (store, NULL, SS_ACCESS_READ, NULL, error);
  g_autoptr (SsRows) rows = NULL;
  GError *failure = NULL;

  if (transaction != NULL)
    rows = ss_transaction_query (transaction, list_due, error, "ii", now, (gint64) BATCH_MAX);
  if (rows == NULL)
    return NULL;
  while (ss_rows_next (rows, &failure))
    {
      g_ptr_array_add (due, g_strdup (ss_rows_get_string (rows, 0)));
      g_ptr_array_add (due, g_strdup (ss_rows_get_string (rows, 1)));
    }
  if (failure == NULL)
    return g_steal_pointer (&due);
  g_propagate_error (error, failure);
  return NULL;
}

static gboolean
record (SsTransaction *transaction, const char *id, gint64 now, GError **error)
{
  const char *schema = ss_transaction_get_schema (transaction);
  g_autofree char *tenant_id = NULL;
  SsAuditRecord entry = { .action = "GRANT_EXPIRED", .target = { "grant", id } };

  if (schema != NULL)
    {
      g_autoptr (SsRows) rows = ss_transaction_query (transaction, find_tenant, error, "s", schema);
      gboolean found;

      if (!ss_rows_first (rows, &found, error))
        return FALSE;
      tenant_id = found ? g_strdup (ss_rows_get_string (rows, 0)) : NULL;
    }
  entry.tenant_id = tenant_id;
  return ss_audit_append (transaction, &entry, error)
         && ss_grant_announce (transaction, "grant.updated", id, now, error);
}

/* Of two processes at once one finds the row still there. */
static gboolean
expire (SsStore *store, const char *schema, const char *id, gint64 now, GError **error)
{
  g_autoptr (SsTransaction) transaction = ss_store_begin (store, schema, SS_ACCESS_WRITE_SHARED, NULL, error);
  gint64 n_deleted = 0, n_ended = 0;

  if (transaction == NULL
      || !ss_transaction_execute (transaction, delete_deadline, &n_deleted, error, "s", id))
    return FALSE;
  if (n_deleted == 0)
    return TRUE;
  return ss_transaction_execute (transaction, end_sql[ss_grant_place (transaction)], &n_ended, error, "si",
                                 id, now)
         && (n_ended == 0 || record (transaction, id, now, error))
         && ss_transaction_commit (transaction, error);
}

/* The tenant was deleted in the meantime, and its grants with it. */
static void
forget (SsStore *store, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsTransaction) transaction = ss_store_begin (store, NULL, SS_ACCESS_WRITE, NULL, &error);

  if (transaction == NULL || !ss_transaction_execute (transaction, delete_deadline, NULL, &error, "s", id)
      || !ss_transaction_commit (transaction, &error))
    g_warning ("The deadline of a grant can't be forgotten: %s", error->message);
}

/**
 * ss_grant_sweep:
 * @store: the store
 * @now: what time it is
 */
void
ss_grant_sweep (SsStore *store, gint64 now)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) due = list_grants (store, now, &error);

  if (due == NULL)
    g_warning ("Grants that have expired can't be read: %s", error->message);
  for (guint i = 0; due != NULL && i < due->len; i += 2)
    {
      const char *id = g_ptr_array_index (due, i);

      g_clear_error (&error);
      if (expire (store, g_ptr_array_index (due, i + 1), id, now, &error))
        continue;
      if (g_error_matches (error, SS_STORE_ERROR, SS_STORE_ERROR_NO_TENANT))
        forget (store, id);
      else
        g_warning ("The end of a grant can't be written down: %s", error->message);
    }
}
