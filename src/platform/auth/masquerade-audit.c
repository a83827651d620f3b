/* masquerade-audit.c: who acted as whom, or tried to, in the audit log
 *
 * What the platform's staff do stands in the target's chain and in the platform's (contract section 11).
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/auth/masquerade-audit.h"

#include "platform/http/request-private.h"

static const char *const find_role_sql[] = { "SELECT role FROM users WHERE id = $1",
                                             "SELECT role FROM shared.users WHERE id = $1" };

static gboolean
append (SsTransaction *transaction, const SsAuditRecord *entry, gboolean is_staff, GError **error)
{
  return ss_audit_append (transaction, entry, error)
         && (!is_staff || ss_transaction_get_schema (transaction) == NULL
             || ss_audit_append_to_platform (transaction, entry, error));
}

static void
fill_request (SsRequest *request, SsAuditRecord *entry)
{
  entry->ip_address = ss_request_get_address (request);
  entry->user_agent = ss_request_get_header (request, "User-Agent");
  entry->request_id = ss_request_get_request_id (request);
}

/* (transfer full) (nullable): the role that the target has now */
static char *
find_role (SsTransaction *transaction, const SsMasqueradeRecord *record)
{
  g_autoptr (SsRows) rows =
      ss_transaction_query (transaction, find_role_sql[record->tenant_id == NULL ? 1 : 0], NULL, "s",
                            record->user_id);
  gboolean found;

  return ss_rows_first (rows, &found, NULL) && found ? g_strdup (ss_rows_get_string (rows, 0)) : NULL;
}

/**
 * ss_masquerade_audit:
 * @transaction: one that may write where the target stands, and to the shared tables
 * @request: (nullable): in which it happened; %NULL: it was found out
 * @record: the masquerade
 * @action: "HIJACK_START" or "HIJACK_END"
 * @reason: as given, or why it is over
 * @error: return location for an #SsStoreError
 *
 * Returns: whether it is written
 */
gboolean
ss_masquerade_audit (SsTransaction *transaction, SsRequest *request, const SsMasqueradeRecord *record,
                     const char *action, const char *reason, GError **error)
{
  g_autoptr (JsonObject) details =
      ss_audit_details ("mode", ss_masquerade_record_get_mode (record), "reason", reason, NULL);
  /* Of a tenant that is gone the platform's tables are all that is left. */
  gboolean is_gone = record->tenant_id != NULL && ss_transaction_get_schema (transaction) == NULL;
  g_autofree char *role = is_gone ? NULL : find_role (transaction, record);
  SsAuditRecord entry = {
    .action = action,
    .actor = { record->real_user_id, record->real_email, ss_role_to_string (record->real_role) },
    .target = { .type = "user", .id = record->user_id, .email = record->user_email, .role = role },
    .tenant_id = record->tenant_id,
    .ip_address = record->ip_address,
    .session_key = record->session_id,
    .details = details,
  };

  if (request != NULL)
    fill_request (request, &entry);
  return append (transaction, &entry, record->real_is_staff, error);
}

static gboolean
begin (SsRequest *request, gboolean is_staff, GError **error)
{
  return ss_request_begin (request, FALSE, is_staff ? SS_ACCESS_WRITE_SHARED : SS_ACCESS_WRITE, error);
}

/**
 * ss_masquerade_audit_denied:
 * @request: the attempt
 * @target: as whom; without a place: for the caller there is no such user
 * @mode: as asked for
 * @reason: as given
 * @rule: (nullable): what refused
 * @error: return location for an #SsStoreError
 *
 * In the chain of the tenant that the request is about, which is the target's where there is one.
 *
 * Returns: whether it is written, and stays if the request's transaction is committed
 */
gboolean
ss_masquerade_audit_denied (SsRequest *request, const SsMasqueradeTarget *target, const char *mode,
                            const char *reason, const char *rule, GError **error)
{
  const SsCaller *caller = ss_request_get_caller (request);
  g_autoptr (JsonObject) details = ss_audit_details ("mode", mode, "reason", reason, "rule", rule, NULL);
  gboolean is_staff =
      caller->real_user_id != NULL ? ss_role_is_platform (caller->real_role) : caller->tenant_id == NULL;
  SsAuditRecord entry = {
    .action = "HIJACK_DENIED",
    .actor = ss_audit_person_of_caller (caller),
    .tenant_id = ss_request_get_tenant (request)->id,
    .session_key = caller->session_id,
    .details = details,
  };

  if (target->id != NULL)
    entry.target =
        (SsAuditSubject){ .type = "user",
                          .id = target->id,
                          .email = target->email,
                          .role = target->email != NULL ? ss_role_to_string (target->role) : NULL };
  if (caller->real_user_id != NULL)
    entry.real_actor =
        (SsAuditPerson){ caller->real_user_id, caller->real_email, ss_role_to_string (caller->real_role) };
  fill_request (request, &entry);
  return begin (request, is_staff, error)
         && append (ss_request_get_transaction (request), &entry, is_staff, error);
}
