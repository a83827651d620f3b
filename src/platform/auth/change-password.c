/* change-password.c: a new password for an old one
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "domain/validation.h"
#include "platform/audit/audit-log.h"
#include "platform/auth/lockout.h"
#include "platform/auth/password.h"
#include "platform/auth/routes.h"
#include "platform/auth/session.h"
#include "platform/auth/user-record.h"
#include "platform/http/body.h"
#include "platform/platform-private.h"

#define SET(schema) "UPDATE " schema "users SET password_hash = $3 WHERE id = $1 AND password_hash = $2"

static const char *const set_sql[] = { SET (""), SET ("shared.") };

static SsReply *
reply_fault (const char *field, const char *sentence)
{
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();

  ss_field_errors_add (errors, field, sentence);
  return ss_reply_new_invalid (errors);
}

static char *
read_hash (SsRequest *request, gboolean is_staff, GError **error)
{
  g_autoptr (SsRows) rows = NULL;

  if (!ss_request_begin (request, is_staff, SS_ACCESS_READ, error))
    return NULL;
  rows = ss_user_find (ss_request_get_transaction (request), is_staff,
                       ss_request_get_caller (request)->user_id, error);
  return rows != NULL ? g_strdup (ss_rows_get_string (rows, SS_USER_COLUMN_PASSWORD_HASH)) : NULL;
}

/* Staff in a tenant is counted by the tenant, as everybody there. */
static SsReply *
refuse_current (SsRequest *request, GError **error)
{
  const SsCaller *caller = ss_request_get_caller (request);
  SsReply *reply;

  if (!ss_request_begin (request, FALSE, SS_ACCESS_WRITE_SHARED, error)
      || !ss_lockout_count (request, caller->email, error)
      || !ss_audit_record (request, "LOGIN_FAILED", NULL,
                           ss_audit_details ("for", "POST /auth/password/", NULL), error))
    return NULL;
  ss_platform_log_security (request, "LOGIN_FAILED", caller->email, caller->user_id, NULL);
  reply = reply_fault ("currentPassword", "This is not your present password.");
  ss_reply_set_keeps_changes (reply);
  return reply;
}

static SsReply *
store_password (SsRequest *request, gboolean is_staff, const char *old_hash, const char *password,
                GError **error)
{
  const SsCaller *caller = ss_request_get_caller (request);
  g_autofree char *hash = ss_password_hash (password, error);
  gint64 n_changed = 0;

  if (hash == NULL || !ss_request_begin (request, is_staff, SS_ACCESS_WRITE, error)
      || !ss_transaction_execute (ss_request_get_transaction (request), set_sql[is_staff ? 1 : 0], &n_changed,
                                  error, "sss", caller->user_id, old_hash, hash)
      || !ss_session_revoke_others (request, is_staff, caller->user_id, caller->session_id, error))
    return NULL;
  if (n_changed == 0)
    return reply_fault ("currentPassword", "Your password was changed at the same moment.");
  if (!ss_audit_record (request, "PASSWORD_CHANGED", NULL, NULL, error))
    return NULL;
  ss_platform_log_security (request, "PASSWORD_CHANGED", caller->email, caller->user_id, NULL);
  return ss_reply_new (204);
}

/**
 * ss_auth_change_password:
 * @request: `POST /auth/password/`
 * @error: return location for a #GError
 *
 * All other sessions of the caller end. A wrong present password counts as a failure to sign in.
 *
 * Returns: (transfer full) (nullable): the reply
 */
SsReply *
ss_auth_change_password (SsRequest *request, GError **error)
{
  static const SsBodyText texts[] = { { "currentPassword", SS_PASSWORD_MAX },
                                      { "newPassword", SS_PASSWORD_MAX } };
  const SsCaller *caller = ss_request_get_caller (request);
  gboolean is_staff = caller->tenant_id == NULL;
  const char *values[G_N_ELEMENTS (texts)];
  SsReply *reply = ss_body_read_texts (request, texts, G_N_ELEMENTS (texts), values);
  g_autofree char *old_hash = NULL;
  GError *failure = NULL;
  const char *fault;

  if (reply != NULL)
    return reply;
  fault = ss_validate_password (values[1], caller->name, caller->email);
  if (fault != NULL)
    return reply_fault ("newPassword", fault);
  reply = ss_lockout_check (request, caller->email, &failure);
  if (reply == NULL && failure == NULL)
    old_hash = read_hash (request, is_staff, &failure);
  ss_request_release (request);
  if (failure != NULL)
    g_propagate_error (error, failure);
  if (reply != NULL || failure != NULL)
    return reply;

  if (!ss_password_check (values[0], old_hash))
    return refuse_current (request, error);
  return store_password (request, is_staff, old_hash, values[1], error);
}
