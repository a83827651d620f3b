/* refresh.c: a refresh token for the next pair, or for the end of its session
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "platform/audit/audit-log.h"
#include "platform/auth/authenticator.h"
#include "platform/auth/masquerade-record.h"
#include "platform/auth/routes.h"
#include "platform/auth/session.h"
#include "platform/auth/sign-in.h"
#include "platform/http/body.h"
#include "platform/platform-private.h"

#define TOKEN_MAX 256

#define FIND(schema)                                                                                                 \
  "SELECT t.used_at, t.expires_at, s.id, s.revoked_at, u.id, u.email, u.status, s.real_user_id, u.role FROM " schema \
  "tokens t JOIN " schema "sessions s ON s.id = t.session_id JOIN " schema                                           \
  "users u ON u.id = s.user_id WHERE t.hash = $1 AND t.kind = 'REFRESH'"
#define USE(schema) "UPDATE " schema "tokens SET used_at = $2 WHERE hash = $1 AND used_at IS NULL"

static const char *const find_sql[] = { FIND (""), FIND ("shared.") };
static const char *const use_sql[] = { USE (""), USE ("shared.") };

typedef struct
{
  char hash[SS_TOKEN_HASH_SIZE];
  gboolean is_staff;
  gboolean is_used;
  gboolean is_good; /* neither expired nor revoked, and its user is active */
  gboolean is_masquerade;
  gboolean is_over; /* as which it is */
  gint64 limit;     /* when its tokens end at the latest */
  char *session_id; /* NULL: there is no such token */
  char *user_id;
  char *email;
  char *role; /* as on the wire */
} Found;

static void
found_clear (Found *found)
{
  g_free (found->session_id);
  g_free (found->user_id);
  g_free (found->email);
  g_free (found->role);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Found, found_clear)

static SsReply *
token_not_valid (void)
{
  return ss_reply_new_error (401, "token_not_valid", "You are not signed in any more.");
}

/* A masquerade's end stays where it is, however often its tokens are renewed. */
static gboolean
read_masquerade (SsRequest *request, Found *found, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  g_auto (SsMasqueradeRecord) record = { 0 };
  const char *end = NULL;
  gboolean is_known;

  if (!ss_masquerade_record_find (transaction, found->session_id, &record, &is_known, error)
      || (is_known
          && !ss_masquerade_record_judge (transaction, &record, ss_request_get_now (request), &end, error)))
    return FALSE;
  found->is_over = !is_known || end != NULL;
  found->limit = record.expires_at;
  return TRUE;
}

/* Opens a transaction that may write where the token stands, and looks for it. */
static gboolean
find_token (SsRequest *request, const char *token, Found *found, GError **error)
{
  g_autoptr (SsRows) rows = NULL;
  g_autoptr (GError) failure = NULL;

  found->is_staff = ss_token_is_staff (token);
  found->limit = G_MAXINT64;
  ss_token_hash (token, found->hash);
  if (!ss_request_begin (request, found->is_staff, SS_ACCESS_WRITE, error))
    return FALSE;
  if (!found->is_staff && ss_request_get_tenant (request)->id == NULL)
    return TRUE;

  rows = ss_transaction_query (ss_request_get_transaction (request), find_sql[found->is_staff ? 1 : 0], error,
                               "s", found->hash);
  if (rows == NULL)
    return FALSE;
  if (ss_rows_next (rows, &failure))
    {
      found->is_used = !ss_rows_is_null (rows, 0);
      found->is_good = ss_rows_get_time (rows, 1) > ss_request_get_now (request) && ss_rows_is_null (rows, 3)
                       && strcmp (ss_rows_get_string (rows, 6), "ACTIVE") == 0;
      found->session_id = g_strdup (ss_rows_get_string (rows, 2));
      found->user_id = g_strdup (ss_rows_get_string (rows, 4));
      found->email = g_strdup (ss_rows_get_string (rows, 5));
      found->role = g_strdup (ss_rows_get_string (rows, 8));
      found->is_masquerade = !ss_rows_is_null (rows, 7);
    }
  if (failure == NULL)
    return !found->is_masquerade || read_masquerade (request, found, error);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* Somebody has a copy: whoever of the two it is, the session ends for both. */
static SsReply *
punish_reuse (SsRequest *request, const Found *found, GError **error)
{
  GError *failure = NULL;
  gboolean was_good = ss_session_revoke (request, found->is_staff, found->session_id, NULL, &failure);
  SsReply *reply;

  if (was_good && failure == NULL)
    ss_audit_record_by (request, NULL, "TOKEN_REUSED",
                        &(SsAuditSubject){ "user", found->user_id, .email = found->email,
                                           .role = found->role },
                        ss_audit_details ("session", found->session_id, NULL), &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  if (was_good)
    ss_platform_log_security (request, "TOKEN_REUSED", found->email, found->user_id, NULL);
  reply = ss_reply_new_error (401, "token_reused", "You were signed out, since your session was used twice.");
  ss_reply_set_keeps_changes (reply);
  return reply;
}

static SsReply *
rotate (SsRequest *request, const Found *found, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  g_auto (SsJsonWriter) writer = { 0 };
  SsTokenPair tokens;
  gint64 n_used = 0;

  /* The database decides which of two uses at once is the first. */
  if (!ss_transaction_execute (transaction, use_sql[found->is_staff ? 1 : 0], &n_used, error, "st",
                               found->hash, ss_request_get_now (request)))
    return NULL;
  if (n_used == 0)
    return punish_reuse (request, found, error);
  if (!ss_session_issue (request, found->is_staff, found->session_id, found->limit, &tokens, error))
    return NULL;

  ss_json_writer_init (&writer);
  ss_json_writer_begin_object (&writer);
  ss_token_pair_write_members (&tokens, &writer);
  ss_json_writer_end_object (&writer);
  return ss_reply_new_json (200, &writer);
}

/**
 * ss_auth_refresh:
 * @request: `POST /auth/token/refresh/`
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the reply
 */
SsReply *
ss_auth_refresh (SsRequest *request, GError **error)
{
  static const SsBodyText texts[] = { { "refresh", TOKEN_MAX } };
  const char *values[G_N_ELEMENTS (texts)];
  SsReply *reply = ss_body_read_texts (request, texts, G_N_ELEMENTS (texts), values);
  g_auto (Found) found = { 0 };

  if (reply != NULL)
    return reply;
  if (!find_token (request, values[0], &found, error))
    return NULL;
  if (found.session_id == NULL)
    return token_not_valid ();
  if (found.is_over)
    return ss_authenticator_reply_expired ();
  if (found.is_used)
    return punish_reuse (request, &found, error);
  if (!found.is_good)
    return token_not_valid ();
  reply = found.is_staff ? NULL : ss_sign_in_check_tenant (request);
  return reply != NULL ? reply : rotate (request, &found, error);
}

/**
 * ss_auth_sign_out:
 * @request: `POST /auth/logout/`
 * @error: return location for a #GError
 *
 * A token that is not good is as signed out as can be.
 *
 * Returns: (transfer full) (nullable): the reply
 */
SsReply *
ss_auth_sign_out (SsRequest *request, GError **error)
{
  static const SsBodyText texts[] = { { "refresh", TOKEN_MAX } };
  const char *values[G_N_ELEMENTS (texts)];
  SsReply *reply = ss_body_read_texts (request, texts, G_N_ELEMENTS (texts), values);
  g_auto (Found) found = { 0 };
  GError *failure = NULL;

  if (reply != NULL)
    return reply;
  if (!find_token (request, values[0], &found, error))
    return NULL;
  if (found.session_id != NULL
      && ss_session_revoke (request, found.is_staff, found.session_id, NULL, &failure)
      && ss_audit_record_by (request, &(SsAuditPerson){ found.user_id, found.email, found.role }, "LOGOUT",
                             NULL, ss_audit_details ("session", found.session_id, NULL), &failure))
    ss_platform_log_security (request, "LOGOUT", found.email, found.user_id, NULL);
  if (failure == NULL)
    return ss_reply_new (204);
  g_propagate_error (error, failure);
  return NULL;
}
