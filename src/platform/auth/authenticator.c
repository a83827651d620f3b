/* authenticator.c: whose token it is
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/auth/authenticator.h"

#include <string.h>

#include "platform/auth/masquerade-record.h"
#include "platform/auth/token.h"
#include "platform/auth/user-record.h"
#include "platform/http/request-private.h"

#define SCHEME "Bearer "
/* A token is shorter; more is not even hashed. */
#define TOKEN_MAX 256

/* First what SS_USER_COLUMNS has, so that it can be written as a user; never the password's hash. */
#define FIND(schema)                                                                                \
  "SELECT u.id, u.name, u.email, u.role, u.status, u.is_temporary, u.avatar_url, u.last_login_at, " \
  "u.created_at, u.resource_id, t.expires_at, s.id, s.real_user_id, s.revoked_at FROM " schema      \
  "tokens t JOIN " schema "sessions s ON s.id = t.session_id JOIN " schema                          \
  "users u ON u.id = s.user_id WHERE t.hash = $1 AND t.kind = 'ACCESS'"

enum
{
  COLUMN_EXPIRES_AT = SS_USER_COLUMN_PASSWORD_HASH,
  COLUMN_SESSION_ID,
  COLUMN_REAL_USER_ID,
  COLUMN_REVOKED_AT,
};

static const char *const find_sql[] = { FIND (""), FIND ("shared.") };

/* (nullable): also NULL where the header is of another scheme */
static const char *
get_token (SsRequest *request)
{
  const char *header = soup_message_headers_get_one (request->headers, "Authorization");

  if (header == NULL || g_ascii_strncasecmp (header, SCHEME, strlen (SCHEME)) != 0)
    return NULL;
  return header + strlen (SCHEME);
}

static SsReply *
token_not_valid (void)
{
  return ss_reply_new_error (401, "token_not_valid", "You are not signed in any more.");
}

static void
fill_caller (SsRequest *request, SsRows *rows, gboolean is_staff)
{
  SsCaller *caller = &request->caller;

  caller->session_id = g_strdup (ss_rows_get_string (rows, COLUMN_SESSION_ID));
  caller->user_id = g_strdup (ss_rows_get_string (rows, SS_USER_COLUMN_ID));
  caller->name = g_strdup (ss_rows_get_string (rows, SS_USER_COLUMN_NAME));
  caller->email = g_strdup (ss_rows_get_string (rows, SS_USER_COLUMN_EMAIL));
  caller->is_temporary = ss_rows_get_boolean (rows, SS_USER_COLUMN_IS_TEMPORARY);
  caller->real_user_id = g_strdup (ss_rows_get_string (rows, COLUMN_REAL_USER_ID));
  caller->tenant_id = is_staff ? NULL : g_strdup (request->tenant.id);
}

/* The platform's staff enter a tenant by the header alone (contract section 11). */
static gboolean
belongs_here (SsRequest *request, gboolean is_staff)
{
  if (request->tenant.id == NULL)
    return is_staff;
  return !is_staff || request->tenant_by_header;
}

/* Acting as somebody else ends with either side of it. */
static gboolean
check_masquerade (SsRequest *request, const char *session_id, gboolean *is_over, GError **error)
{
  g_auto (SsMasqueradeRecord) record = { 0 };
  const char *end = NULL;
  gboolean found;

  if (!ss_masquerade_record_find (request->transaction, session_id, &record, &found, error)
      || (found && !ss_masquerade_record_judge (request->transaction, &record, request->now, &end, error)))
    return FALSE;
  *is_over = !found || end != NULL;
  g_free (request->caller.real_email);
  request->caller.real_email = g_steal_pointer (&record.real_email);
  request->caller.real_role = record.real_role;
  request->caller.is_view_only = !record.is_act;
  return !*is_over;
}

/* Whether @token can be anybody's here; then the request has what it is found by. */
static gboolean
hash_token (SsRequest *request, const char *token)
{
  if (strlen (token) > TOKEN_MAX || !belongs_here (request, ss_token_is_staff (token)))
    return FALSE;
  ss_token_hash (token, request->token_hash);
  return TRUE;
}

static gboolean
find_caller (SsRequest *request, const char *token, gboolean *is_over, GError **error)
{
  gboolean is_staff = ss_token_is_staff (token);
  g_autoptr (SsRows) rows = NULL;
  SsRole role;

  if (!hash_token (request, token))
    return FALSE;
  rows = ss_transaction_query (request->transaction, find_sql[is_staff ? 1 : 0], error, "s",
                               request->token_hash);
  if (rows == NULL || !ss_rows_next (rows, error))
    return FALSE;
  ss_caller_clear (&request->caller);
  if (!ss_rows_is_null (rows, COLUMN_REAL_USER_ID)
      && !check_masquerade (request, ss_rows_get_string (rows, COLUMN_SESSION_ID), is_over, error))
    return FALSE;
  if (ss_rows_get_time (rows, COLUMN_EXPIRES_AT) <= request->now || !ss_rows_is_null (rows, COLUMN_REVOKED_AT)
      || strcmp (ss_rows_get_string (rows, SS_USER_COLUMN_STATUS), "ACTIVE") != 0
      || !ss_role_from_string (ss_rows_get_string (rows, SS_USER_COLUMN_ROLE), &role)
      || ss_role_is_platform (role) != is_staff)
    return FALSE;

  fill_caller (request, rows, is_staff);
  request->caller.role = role;
  g_clear_pointer (&request->user, ss_rows_free);
  if (request->route->flags & SS_ROUTE_OWN_USER)
    request->user = g_steal_pointer (&rows);
  return TRUE;
}

/**
 * ss_authenticator_is_platform_token:
 * @request: a request
 *
 * Returns: whether it is to be looked for among the platform's staff
 */
gboolean
ss_authenticator_is_platform_token (SsRequest *request)
{
  const char *token = get_token (request);

  return token != NULL && ss_token_is_staff (token);
}

/**
 * ss_authenticator_reply_expired:
 *
 * Returns: (transfer full): what is said to a token of a masquerade that is over
 */
SsReply *
ss_authenticator_reply_expired (void)
{
  return ss_reply_new_error (401, "masquerade_expired", "Acting as somebody else is over.");
}

/**
 * ss_authenticator_foresee:
 * @request: a request, its transaction open where the token is to be looked for
 *
 * ss_authenticator_check() will be called when something else has been asked.
 */
void
ss_authenticator_foresee (SsRequest *request)
{
  const char *token = get_token (request);

  if (token != NULL && hash_token (request, token))
    ss_transaction_foresee (request->transaction, find_sql[ss_token_is_staff (token) ? 1 : 0], "s",
                            request->token_hash);
}

/**
 * ss_authenticator_check:
 * @request: a request, its transaction open where the token is to be looked for
 * @error: return location for a #GError
 *
 * On routes for anyone a token that is not good is as good as none: signing in goes on with an old one.
 *
 * Returns: (transfer full) (nullable): a 401; %NULL to go on, and where @error is set
 */
SsReply *
ss_authenticator_check (SsRequest *request, GError **error)
{
  const char *token = get_token (request);
  gboolean is_open = (request->route->flags & SS_ROUTE_ANYONE) != 0;
  gboolean is_over = FALSE;
  GError *failure = NULL;

  if (token == NULL)
    return is_open ? NULL : ss_reply_new_error (401, "not_authenticated", "Sign in first.");
  if (find_caller (request, token, &is_over, &failure))
    return NULL;
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  ss_caller_clear (&request->caller);
  if (is_open)
    return NULL;
  return is_over ? ss_authenticator_reply_expired () : token_not_valid ();
}
