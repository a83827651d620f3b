/* audit-verify.c: whether the audit log is as it was written (contract section 8)
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/audit/audit-verify.h"

#include <string.h>

#include "platform/audit/audit-entry.h"

#define LIST(schema) "SELECT " SS_AUDIT_COLUMNS ", position FROM " schema "audit_entries ORDER BY position"
#define READ_HEAD(schema) "SELECT n_entries, last_hash, last_id FROM " schema "audit_heads WHERE id = 1"

static const char *const list_sql[] = { LIST (""), LIST ("shared.") };
static const char *const read_head_sql[] = { READ_HEAD (""), READ_HEAD ("shared.") };

static const char first_hash[] = "0000000000000000000000000000000000000000000000000000000000000000";

/**
 * ss_audit_verdict_clear:
 * @self: a verdict
 */
void
ss_audit_verdict_clear (SsAuditVerdict *self)
{
  g_clear_pointer (&self->first_broken_id, g_free);
}

static void
break_at (SsAuditVerdict *verdict, const char *id)
{
  if (!verdict->is_ok)
    return;
  verdict->is_ok = FALSE;
  verdict->first_broken_id = g_strdup (id);
}

/* @hash: of the entry before; then of this one. */
static void
check_entry (SsRows *rows, SsAuditVerdict *verdict, char hash[SS_AUDIT_HASH_SIZE], GString *scratch)
{
  SsAuditEntryValues values;
  const char *previous, *claimed;

  ss_audit_entry_read (rows, &values);
  previous = values.texts[SS_AUDIT_COLUMN_PREVIOUS_HASH];
  claimed = values.texts[SS_AUDIT_COLUMN_HASH];
  verdict->n_entries++;
  if (strcmp (previous, hash) != 0 || ss_rows_get_integer (rows, SS_N_AUDIT_COLUMNS) != verdict->n_entries)
    break_at (verdict, values.texts[SS_AUDIT_COLUMN_ID]);
  ss_audit_entry_write_canonical (&values, scratch);
  ss_audit_entry_hash (previous, scratch, hash);
  if (strcmp (claimed, hash) != 0)
    break_at (verdict, values.texts[SS_AUDIT_COLUMN_ID]);
}

/* What was cut off at the end leaves a chain without a flaw: the head knows better. */
static gboolean
check_head (SsTransaction *transaction, SsAuditVerdict *verdict, const char *hash, GError **error)
{
  guint place = ss_transaction_get_schema (transaction) == NULL ? 1 : 0;
  g_autoptr (SsRows) rows = ss_transaction_query (transaction, read_head_sql[place], error, "");

  if (rows == NULL || !ss_rows_next (rows, error))
    return FALSE;
  if (ss_rows_get_integer (rows, 0) != verdict->n_entries || strcmp (ss_rows_get_string (rows, 1), hash) != 0)
    break_at (verdict, ss_rows_get_string (rows, 2));
  return TRUE;
}

/**
 * ss_audit_verify:
 * @transaction: one that reads
 * @verdict: (out): to be cleared with ss_audit_verdict_clear()
 * @error: return location for an #SsStoreError
 *
 * Returns: whether it could be found out
 */
gboolean
ss_audit_verify (SsTransaction *transaction, SsAuditVerdict *verdict, GError **error)
{
  guint place = ss_transaction_get_schema (transaction) == NULL ? 1 : 0;
  g_autoptr (SsRows) rows = ss_transaction_query_large (transaction, list_sql[place], NULL, error);
  g_autoptr (GString) scratch = g_string_new (NULL);
  char hash[SS_AUDIT_HASH_SIZE];
  GError *failure = NULL;

  *verdict = (SsAuditVerdict){ .is_ok = TRUE };
  if (rows == NULL)
    return FALSE;
  memcpy (hash, first_hash, sizeof first_hash);
  while (ss_rows_next (rows, &failure))
    check_entry (rows, verdict, hash, scratch);
  if (failure == NULL)
    return check_head (transaction, verdict, hash, error);
  g_propagate_error (error, failure);
  return FALSE;
}
