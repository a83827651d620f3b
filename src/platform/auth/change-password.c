/* change-password.c: a new password for an old one, and the first one for an invitation
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
#include "platform/auth/sign-in.h"
#include "platform/auth/user-record.h"
#include "platform/http/body.h"
#include "platform/platform-private.h"

#define SET(schema) "UPDATE " schema "users SET password_hash = $3 WHERE id = $1 AND password_hash = $2"
#define FIND_INVITED(schema)                                                                     \
  "SELECT id, email FROM " schema "users WHERE invitation_hash = $1 AND status = 'INVITED' AND " \
  "invitation_expires_at > $2"
#define ACCEPT(schema)                                                                                    \
  "UPDATE " schema "users SET name = $3, password_hash = $4, status = 'ACTIVE', invitation_hash = NULL, " \
  "invitation_expires_at = NULL WHERE id = $1 AND invitation_hash = $2"

static const char *const set_sql[] = { SET (""), SET ("shared.") };
static const char *const find_invited_sql[] = { FIND_INVITED (""), FIND_INVITED ("shared.") };
static const char *const accept_sql[] = { ACCEPT (""), ACCEPT ("shared.") };

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

static SsReply *
invitation_gone (void)
{
  return ss_reply_new_error (401, "token_not_valid",
                             "This invitation was used already, or its time is over.");
}

/* The invited user's id and email; NULL where there is none. */
static char *
find_invited (SsRequest *request, gboolean is_staff, const char *hash, char **email, GError **error)
{
  g_autoptr (SsRows) rows =
      ss_transaction_query (ss_request_get_transaction (request), find_invited_sql[is_staff ? 1 : 0], error,
                            "st", hash, ss_request_get_now (request));

  if (rows == NULL || !ss_rows_next (rows, error))
    return NULL;
  *email = g_strdup (ss_rows_get_string (rows, 1));
  return g_strdup (ss_rows_get_string (rows, 0));
}

static SsReply *
accept (SsRequest *request, gboolean is_staff, const char *user_id, const char *invitation_hash,
        const char *name, const char *password, GError **error)
{
  g_autofree char *hash = NULL;
  gint64 n_changed = 0;

  ss_request_release (request);
  hash = ss_password_hash (password, error);
  if (hash == NULL || !ss_request_begin (request, FALSE, SS_ACCESS_WRITE, error)
      || !ss_transaction_execute (ss_request_get_transaction (request), accept_sql[is_staff ? 1 : 0],
                                  &n_changed, error, "ssss", user_id, invitation_hash, name, hash))
    return NULL;
  if (n_changed == 0)
    return invitation_gone ();
  return ss_sign_in_finish (request, user_id, error);
}

/**
 * ss_auth_accept_invitation:
 * @request: `POST /auth/invitation/accept/`
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the reply
 */
SsReply *
ss_auth_accept_invitation (SsRequest *request, GError **error)
{
  static const SsBodyText texts[] = { { "token", 256 },
                                      { "name", 4 * SS_NAME_MAX },
                                      { "password", SS_PASSWORD_MAX } };
  const char *values[G_N_ELEMENTS (texts)];
  SsReply *reply = ss_body_read_texts (request, texts, G_N_ELEMENTS (texts), values);
  gboolean is_staff = ss_request_get_tenant (request)->id == NULL;
  char hash[SS_TOKEN_HASH_SIZE];
  g_autofree char *email = NULL;
  g_autofree char *user_id = NULL;
  GError *failure = NULL;

  if (reply == NULL)
    reply = ss_sign_in_check_tenant (request);
  if (reply != NULL)
    return reply;
  if (ss_validate_name (values[1]) != NULL)
    return reply_fault ("name", ss_validate_name (values[1]));

  ss_token_hash (values[0], hash);
  user_id = find_invited (request, is_staff, hash, &email, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  if (user_id == NULL)
    return invitation_gone ();
  if (ss_validate_password (values[2], values[1], email) != NULL)
    return reply_fault ("password", ss_validate_password (values[2], values[1], email));
  reply = accept (request, is_staff, user_id, hash, values[1], values[2], error);
  if (reply != NULL && ss_reply_get_status (reply) == 200)
    ss_platform_log_security (request, "USER_ACTIVATED", email, user_id, NULL);
  return reply;
}
