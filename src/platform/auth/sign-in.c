/* sign-in.c: email and password for a session
 *
 * The password is hashed with no transaction open; what was read before is read again behind the lock.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/auth/sign-in.h"

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

#define TOUCH(schema) "UPDATE " schema "users SET last_login_at = $2 WHERE id = $1"

static const char *const touch_sql[] = { TOUCH (""), TOUCH ("shared.") };

/* What is known of an email before the password is looked at. */
typedef struct
{
  char *user_id;
  char *hash; /* NULL: no password opens it */
  char *role; /* as on the wire */
} Account;

static void
account_clear (Account *account)
{
  g_clear_pointer (&account->user_id, g_free);
  g_clear_pointer (&account->hash, g_free);
  g_clear_pointer (&account->role, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Account, account_clear)

static gboolean
is_staff_request (SsRequest *request)
{
  return ss_request_get_tenant (request)->id == NULL;
}

static gboolean
find_account (SsRequest *request, const char *email, Account *account, GError **error)
{
  GError *failure = NULL;
  g_autoptr (SsRows) rows = ss_user_find_by_email (ss_request_get_transaction (request),
                                                   is_staff_request (request), email, &failure);

  account_clear (account);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (rows == NULL)
    return TRUE;
  account->user_id = g_strdup (ss_rows_get_string (rows, SS_USER_COLUMN_ID));
  account->role = g_strdup (ss_rows_get_string (rows, SS_USER_COLUMN_ROLE));
  if (strcmp (ss_rows_get_string (rows, SS_USER_COLUMN_STATUS), "ACTIVE") == 0)
    account->hash = g_strdup (ss_rows_get_string (rows, SS_USER_COLUMN_PASSWORD_HASH));
  return TRUE;
}

/* With a tenant the failures, which are shared, are written too. */
static gboolean
begin_writing (SsRequest *request, GError **error)
{
  return ss_request_begin (request, FALSE, SS_ACCESS_WRITE_SHARED, error);
}

static SsReply *
check_lockout (SsRequest *request, const char *email, const char *given, GError **error)
{
  SsReply *reply = ss_lockout_check (request, email, error);

  if (reply != NULL)
    ss_platform_log_security (request, "LOGIN_LOCKED", given, NULL, NULL);
  return reply;
}

/* Of nobody: whoever it was, it need not be the account's owner. What is locked is written down once, when it
 * comes to that, and not with each attempt after: nobody who is not signed in may fill the audit log. */
static gboolean
record_failure (SsRequest *request, const char *email, const Account *account, GError **error)
{
  const SsAuditSubject target = { "user", account->user_id, .email = email, .role = account->role };
  const SsAuditSubject *known = account->user_id != NULL ? &target : NULL;
  /* A password typed into the wrong field is no e-mail address. */
  const char *shown = ss_validate_email (email) == NULL ? email : NULL;
  g_autoptr (SsReply) locked = NULL;
  GError *failure = NULL;

  if (!ss_audit_record_by (request, NULL, "LOGIN_FAILED", known, ss_audit_details ("email", shown, NULL),
                           error))
    return FALSE;
  locked = ss_lockout_check (request, email, &failure);
  if (failure == NULL && locked != NULL)
    ss_audit_record_by (request, NULL, "LOGIN_LOCKED", known, ss_audit_details ("email", shown, NULL),
                        &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

static SsReply *
fail (SsRequest *request, const char *email, const char *given, const Account *account, GError **error)
{
  SsReply *reply;

  if (!ss_lockout_count (request, email, error) || !record_failure (request, email, account, error))
    return NULL;
  ss_platform_log_security (request, "LOGIN_FAILED", given, account->user_id, NULL);
  reply = ss_reply_new_error (401, "authentication_failed", "Email or password is not right.");
  ss_reply_set_keeps_changes (reply);
  return reply;
}

/* Behind the lock: others may have failed in the meantime, or the password may have been changed. */
static SsReply *
decide (SsRequest *request, const char *email, const char *given, const Account *checked, gboolean is_right,
        GError **error)
{
  GError *failure = NULL;
  g_auto (Account) now = { 0 };
  SsReply *reply = check_lockout (request, email, given, &failure);

  if (reply != NULL || failure != NULL || !find_account (request, email, &now, &failure))
    {
      if (failure != NULL)
        g_propagate_error (error, failure);
      return reply;
    }
  if (!is_right || g_strcmp0 (now.hash, checked->hash) != 0 || g_strcmp0 (now.user_id, checked->user_id) != 0)
    return fail (request, email, given, &now, error);

  reply = ss_sign_in_check_tenant (request);
  if (reply != NULL)
    return reply;
  if (!ss_lockout_clear (request, email, error)
      || !ss_audit_record_by (request, &(SsAuditPerson){ now.user_id, email, now.role }, "LOGIN_SUCCEEDED",
                              NULL, NULL, error))
    return NULL;
  reply = ss_sign_in_finish (request, now.user_id, error);
  if (reply != NULL)
    ss_platform_log_security (request, "LOGIN_SUCCEEDED", email, now.user_id, NULL);
  return reply;
}

/**
 * ss_sign_in_check_tenant:
 * @request: a request
 *
 * Returns: (transfer full) (nullable): a 403 `tenant_suspended`, else %NULL
 */
SsReply *
ss_sign_in_check_tenant (SsRequest *request)
{
  if (!ss_request_get_tenant (request)->is_suspended)
    return NULL;
  return ss_reply_new_error (403, "tenant_suspended", "This business is suspended. Its owner knows more.");
}

/**
 * ss_sign_in_finish:
 * @request: a request whose sender is who it says
 * @user_id: the user
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): 200 with tokens and user; %NULL with @error set
 */
SsReply *
ss_sign_in_finish (SsRequest *request, const char *user_id, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  const SsRequestTenant *tenant = ss_request_get_tenant (request);
  gboolean is_staff = is_staff_request (request);
  g_auto (SsJsonWriter) writer = { 0 };
  g_autoptr (SsRows) rows = NULL;
  SsTokenPair tokens;

  if (!ss_session_open (request, is_staff, user_id, &tokens, error)
      || !ss_transaction_execute (transaction, touch_sql[is_staff ? 1 : 0], NULL, error, "st", user_id,
                                  ss_request_get_now (request)))
    return NULL;
  rows = ss_user_find (transaction, is_staff, user_id, error);
  if (rows == NULL)
    return NULL;

  ss_json_writer_init (&writer);
  ss_json_writer_begin_object (&writer);
  ss_token_pair_write_members (&tokens, &writer);
  ss_json_writer_name (&writer, "user");
  ss_json_writer_begin_object (&writer);
  ss_user_write_members (rows, is_staff ? NULL : tenant, &writer);
  ss_json_writer_end_object (&writer);
  ss_json_writer_end_object (&writer);
  return ss_reply_new_json (200, &writer);
}

/**
 * ss_auth_sign_in:
 * @request: `POST /auth/token/`
 * @error: return location for a #GError
 *
 * An unknown email answers as a wrong password does, and as slowly.
 *
 * Returns: (transfer full) (nullable): the reply
 */
SsReply *
ss_auth_sign_in (SsRequest *request, GError **error)
{
  static const SsBodyText texts[] = { { "email", SS_EMAIL_MAX }, { "password", SS_PASSWORD_MAX } };
  const char *values[G_N_ELEMENTS (texts)];
  SsReply *reply = ss_body_read_texts (request, texts, G_N_ELEMENTS (texts), values);
  g_autofree char *email = NULL;
  g_auto (Account) account = { 0 };
  GError *failure = NULL;
  gboolean is_right;

  if (reply != NULL)
    return reply;
  email = ss_email_normalize (values[0]);
  reply = check_lockout (request, email, values[0], &failure);
  if (reply != NULL || failure != NULL || !find_account (request, email, &account, &failure))
    {
      if (failure != NULL)
        g_propagate_error (error, failure);
      return reply;
    }

  ss_request_release (request);
  is_right = ss_password_check (values[1], account.hash);
  return begin_writing (request, error) ? decide (request, email, values[0], &account, is_right, error)
                                        : NULL;
}
