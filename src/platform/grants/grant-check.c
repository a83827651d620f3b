/* grant-check.c: what somebody may do by grants (contract section 7)
 *
 * Nothing is kept between two checks: a grant counts from the next one on and is gone at the next one, also
 * in a request that is under way. A clock that goes back gives nobody more time: what was granted later than
 * now does not count until it is later again.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/grants/grant-check.h"

#include <string.h>

#include "domain/grant.h"
#include "platform/audit/audit-log.h"
#include "platform/clock.h"
#include "platform/http/request-private.h"

#define FIND(schema)                                                                         \
  "SELECT scope, id FROM " schema "permission_grants WHERE grantee_id = $1 AND action = $2 " \
  "AND expires_at > $3 AND created_at <= $4 AND revoked_at IS NULL AND ended_at IS NULL ORDER BY expires_at DESC LIMIT 1"

/* All that may count: when, is looked at here, so that it can be asked for ahead. */
#define LIST(schema)                                                                                  \
  "SELECT action, scope, expires_at, created_at FROM " schema "permission_grants WHERE grantee_id = " \
  "(SELECT s.user_id FROM " schema "tokens t JOIN " schema "sessions s ON s.id = t.session_id WHERE " \
  "t.hash = $1) AND revoked_at IS NULL AND ended_at IS NULL ORDER BY expires_at"

static const char *const list_sql[] = { LIST (""), LIST ("shared.") };

static const char *const find_sql[] = { FIND (""), FIND ("shared.") };

static SsScope
read_scope (const char *text)
{
  for (guint i = SS_SCOPE_ALL; i < SS_N_SCOPES; i++)
    if (strcmp (ss_scope_to_string ((SsScope) i), text) == 0)
      return (SsScope) i;
  return SS_SCOPE_NONE;
}

/**
 * ss_grant_find_scope:
 * @request: of somebody who is signed in
 * @permission: a permission
 * @id: (out) (transfer full) (nullable) (optional): the grant's id
 *
 * Grants of a business's people stand in its tables, those of the platform's staff in the shared ones.
 *
 * Returns: how far the caller has it by a grant
 */
SsScope
ss_grant_find_scope (SsRequest *request, SsPermission permission, char **id)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  const SsCaller *caller = ss_request_get_caller (request);
  gboolean is_staff = caller->tenant_id == NULL;
  gint64 now = ss_clock_get_now ();
  g_autoptr (SsRows) rows = NULL;
  g_autoptr (GError) error = NULL;
  gboolean found;

  if (id != NULL)
    *id = NULL;
  if (transaction == NULL || (!is_staff && ss_transaction_get_schema (transaction) == NULL))
    return SS_SCOPE_NONE;
  rows = ss_transaction_query (transaction, find_sql[is_staff ? 1 : 0], &error, "ssii", caller->user_id,
                               ss_permission_to_string (permission), now, now + SS_GRANT_CLOCK_TOLERANCE);
  if (!ss_rows_first (rows, &found, &error))
    {
      g_warning ("Grants can't be read: %s", error->message);
      return SS_SCOPE_NONE;
    }
  if (!found)
    return SS_SCOPE_NONE;
  if (id != NULL)
    *id = g_strdup (ss_rows_get_string (rows, 1));
  return read_scope (ss_rows_get_string (rows, 0));
}

/**
 * ss_grant_foresee_scopes:
 * @request: a request that is likely to come to ss_grant_find_scopes(), in its tenant's transaction
 *
 * Of who asks nothing is known yet, but for the platform's staff, who were looked for before.
 */
void
ss_grant_foresee_scopes (SsRequest *request)
{
  gboolean is_staff = request->caller.user_id != NULL && request->caller.tenant_id == NULL;

  if (*request->token_hash != '\0')
    ss_transaction_foresee (request->transaction, list_sql[is_staff ? 1 : 0], "s", request->token_hash);
}

static gboolean
counts (SsRows *rows, gint64 now)
{
  return ss_rows_get_time (rows, 2) > now && ss_rows_get_time (rows, 3) <= now + SS_GRANT_CLOCK_TOLERANCE;
}

static void
add_scope (SsRows *rows, SsScope scopes[SS_N_PERMISSIONS])
{
  for (guint i = 0; i < SS_N_PERMISSIONS; i++)
    if (strcmp (ss_permission_to_string ((SsPermission) i), ss_rows_get_string (rows, 0)) == 0)
      scopes[i] = read_scope (ss_rows_get_string (rows, 1));
}

/**
 * ss_grant_find_scopes:
 * @request: of somebody who is signed in
 * @scopes: (out): by permission, as ss_grant_find_scope() would find it
 *
 * One question in place of one a permission.
 */
void
ss_grant_find_scopes (SsRequest *request, SsScope scopes[SS_N_PERMISSIONS])
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  const SsCaller *caller = ss_request_get_caller (request);
  gboolean is_staff = caller->tenant_id == NULL;
  g_autoptr (SsRows) rows = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < SS_N_PERMISSIONS; i++)
    scopes[i] = SS_SCOPE_NONE;
  if (transaction == NULL || (!is_staff && ss_transaction_get_schema (transaction) == NULL))
    return;
  rows = ss_transaction_query (transaction, list_sql[is_staff ? 1 : 0], &error, "s", request->token_hash);
  while (rows != NULL && ss_rows_next (rows, &error))
    if (counts (rows, ss_clock_get_now ()))
      add_scope (rows, scopes);
  if (error != NULL)
    g_warning ("Grants can't be read: %s", error->message);
}

/**
 * ss_grant_record_use:
 * @request: a request that needed the grant
 * @id: the grant's id
 * @error: return location for an #SsStoreError
 *
 * Returns: whether it is written
 */
gboolean
ss_grant_record_use (SsRequest *request, const char *id, GError **error)
{
  return ss_audit_record (request, "GRANT_USED", &(SsAuditSubject){ "grant", id }, NULL, error);
}
