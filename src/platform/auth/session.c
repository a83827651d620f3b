/* session.c: a place where somebody is signed in, and its tokens
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/auth/session.h"

#include <sodium.h>
#include <string.h>

/* What a browser or client says of itself, in characters; and how many places one may be signed in at. */
#define USER_AGENT_MAX 300
#define SESSIONS_MAX_SQL "50"

#define OPEN(schema)                                                                                \
  "INSERT INTO " schema "sessions (id, user_id, ip_address, user_agent, created_at, last_used_at) " \
  "VALUES ($1, $2, $3, $4, $5, $5)"
/* Of those that can't be refreshed any more, and beyond the limit. */
#define PRUNE(schema)                                                                                                       \
  "DELETE FROM " schema                                                                                                     \
  "sessions WHERE user_id = $1 AND (last_used_at < $2 OR id IN (SELECT id FROM " schema                                     \
  "sessions WHERE user_id = $1 AND real_user_id IS NULL ORDER BY last_used_at DESC, id LIMIT 1000 OFFSET " SESSIONS_MAX_SQL \
  "))"
#define OPEN_MASQUERADE(schema)                                                             \
  "INSERT INTO " schema                                                                     \
  "sessions (id, user_id, real_user_id, ip_address, user_agent, created_at, last_used_at) " \
  "VALUES ($1, $2, $3, $4, $5, $6, $6)"
#define RETIRE(schema)                                                                               \
  "UPDATE " schema "tokens SET used_at = $2 WHERE session_id = $1 AND kind = 'REFRESH' AND used_at " \
  "IS NULL"
#define TOUCH(schema) "UPDATE " schema "sessions SET last_used_at = $2, ip_address = $3 WHERE id = $1"
#define EXPIRE(schema) "DELETE FROM " schema "tokens WHERE session_id = $1 AND expires_at <= $2"
#define ISSUE(schema)                                                                                 \
  "INSERT INTO " schema "tokens (hash, session_id, kind, expires_at) VALUES ($1, $3, 'ACCESS', $4), " \
  "($2, $3, 'REFRESH', $5)"
#define REVOKE(schema)                                                                      \
  "UPDATE " schema "sessions SET revoked_at = $3 WHERE id = $1 AND revoked_at IS NULL AND " \
  "(user_id = $2 OR $2 IS NULL)"
#define REVOKE_OTHERS(schema) \
  "UPDATE " schema "sessions SET revoked_at = $3 WHERE user_id = $1 AND id <> $2 AND revoked_at IS NULL"
#define REVOKE_ALL(schema) \
  "UPDATE " schema "sessions SET revoked_at = $2 WHERE user_id = $1 AND revoked_at IS NULL"

#define BOTH(statement)                   \
  {                                       \
    statement (""), statement ("shared.") \
  }

static const char *const open_sql[] = BOTH (OPEN);
static const char *const open_masquerade_sql[] = BOTH (OPEN_MASQUERADE);
static const char *const retire_sql[] = BOTH (RETIRE);
static const char *const prune_sql[] = BOTH (PRUNE);
static const char *const touch_sql[] = BOTH (TOUCH);
static const char *const expire_sql[] = BOTH (EXPIRE);
static const char *const issue_sql[] = BOTH (ISSUE);
static const char *const revoke_sql[] = BOTH (REVOKE);
static const char *const revoke_others_sql[] = BOTH (REVOKE_OTHERS);
static const char *const revoke_all_sql[] = BOTH (REVOKE_ALL);

static char *
describe_agent (SsRequest *request)
{
  const char *agent = ss_request_get_header (request, "User-Agent");
  g_autofree char *valid = g_utf8_make_valid (agent != NULL ? agent : "", -1);

  return g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), USER_AGENT_MAX));
}

/**
 * ss_session_open:
 * @request: the request that signs in
 * @is_staff: whether the user is one of the platform's staff
 * @user_id: the user
 * @tokens: (out): the new session's tokens
 * @error: return location for a #GError
 *
 * Returns: whether the session is open
 */
gboolean
ss_session_open (SsRequest *request, gboolean is_staff, const char *user_id, SsTokenPair *tokens,
                 GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  gint64 now = ss_request_get_now (request);
  guint place = is_staff ? 1 : 0;
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *agent = describe_agent (request);

  return ss_transaction_execute (transaction, open_sql[place], NULL, error, "sssst", id, user_id,
                                 ss_request_get_address (request), agent, now)
         && ss_transaction_execute (transaction, prune_sql[place], NULL, error, "st", user_id,
                                    now - SS_TOKEN_REFRESH_MICROSECONDS)
         && ss_session_issue (request, is_staff, id, G_MAXINT64, tokens, error);
}

/**
 * ss_session_open_masquerade:
 * @request: the request that begins it
 * @is_staff: whether the target is one of the platform's staff
 * @session_id: the new session's id
 * @user_id: the target
 * @real_user_id: who acts
 * @limit: when it ends
 * @tokens: (out): the new session's tokens
 * @error: return location for a #GError
 *
 * The target's own sign-ins are left alone.
 *
 * Returns: whether the session is open
 */
gboolean
ss_session_open_masquerade (SsRequest *request, gboolean is_staff, const char *session_id,
                            const char *user_id, const char *real_user_id, gint64 limit, SsTokenPair *tokens,
                            GError **error)
{
  g_autofree char *agent = describe_agent (request);

  return ss_transaction_execute (ss_request_get_transaction (request), open_masquerade_sql[is_staff ? 1 : 0],
                                 NULL, error, "ssssst", session_id, user_id, real_user_id,
                                 ss_request_get_address (request), agent, ss_request_get_now (request))
         && ss_session_issue (request, is_staff, session_id, limit, tokens, error);
}

/**
 * ss_session_retire_refresh:
 * @request: the request
 * @is_staff: whether the session is one of the platform's staff's
 * @session_id: the session
 * @error: return location for a #GError
 *
 * As if its refresh token had been used: a new pair is to follow.
 *
 * Returns: whether it is done
 */
gboolean
ss_session_retire_refresh (SsRequest *request, gboolean is_staff, const char *session_id, GError **error)
{
  return ss_transaction_execute (ss_request_get_transaction (request), retire_sql[is_staff ? 1 : 0], NULL,
                                 error, "st", session_id, ss_request_get_now (request));
}

/**
 * ss_session_issue:
 * @request: the request
 * @is_staff: whether the session is one of the platform's staff's
 * @session_id: the session
 * @limit: when the tokens end at the latest; %G_MAXINT64 for when tokens do
 * @tokens: (out): a new pair
 * @error: return location for a #GError
 *
 * Returns: whether the tokens are good
 */
gboolean
ss_session_issue (SsRequest *request, gboolean is_staff, const char *session_id, gint64 limit,
                  SsTokenPair *tokens, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  gint64 now = ss_request_get_now (request);
  guint place = is_staff ? 1 : 0;
  char access_hash[SS_TOKEN_HASH_SIZE], refresh_hash[SS_TOKEN_HASH_SIZE];

  ss_token_make (is_staff, tokens->access);
  ss_token_make (is_staff, tokens->refresh);
  ss_token_hash (tokens->access, access_hash);
  ss_token_hash (tokens->refresh, refresh_hash);
  return ss_transaction_execute (transaction, expire_sql[place], NULL, error, "st", session_id, now)
         && ss_transaction_execute (transaction, issue_sql[place], NULL, error, "ssstt", access_hash,
                                    refresh_hash, session_id, MIN (now + SS_TOKEN_ACCESS_MICROSECONDS, limit),
                                    MIN (now + SS_TOKEN_REFRESH_MICROSECONDS, limit))
         && ss_transaction_execute (transaction, touch_sql[place], NULL, error, "sts", session_id, now,
                                    ss_request_get_address (request));
}

/**
 * ss_session_revoke:
 * @request: the request
 * @is_staff: whether the session is one of the platform's staff's
 * @session_id: the session
 * @user_id: (nullable): whose it has to be
 * @error: return location for a #GError
 *
 * None of its tokens is good from now on.
 *
 * Returns: whether it was good until now; %FALSE without an error where there is none such
 */
gboolean
ss_session_revoke (SsRequest *request, gboolean is_staff, const char *session_id, const char *user_id,
                   GError **error)
{
  gint64 n_revoked = 0;

  return ss_transaction_execute (ss_request_get_transaction (request), revoke_sql[is_staff ? 1 : 0],
                                 &n_revoked, error, "sst", session_id, user_id, ss_request_get_now (request))
         && n_revoked == 1;
}

/**
 * ss_session_revoke_others:
 * @request: the request
 * @is_staff: whether the user is one of the platform's staff
 * @user_id: whose sessions
 * @session_id: the one that stays
 * @error: return location for a #GError
 *
 * Returns: whether it is done
 */
gboolean
ss_session_revoke_others (SsRequest *request, gboolean is_staff, const char *user_id, const char *session_id,
                          GError **error)
{
  return ss_transaction_execute (ss_request_get_transaction (request), revoke_others_sql[is_staff ? 1 : 0],
                                 NULL, error, "sst", user_id, session_id, ss_request_get_now (request));
}

/**
 * ss_session_revoke_all:
 * @request: the request
 * @is_staff: whether the user is one of the platform's staff
 * @user_id: whose sessions
 * @error: return location for a #GError
 *
 * Also those of others who act as this user.
 *
 * Returns: whether it is done
 */
gboolean
ss_session_revoke_all (SsRequest *request, gboolean is_staff, const char *user_id, GError **error)
{
  return ss_transaction_execute (ss_request_get_transaction (request), revoke_all_sql[is_staff ? 1 : 0], NULL,
                                 error, "st", user_id, ss_request_get_now (request));
}

/**
 * ss_token_pair_write_members:
 * @tokens: a pair
 * @writer: an object
 */
void
ss_token_pair_write_members (const SsTokenPair *tokens, SsJsonWriter *writer)
{
  ss_json_writer_name (writer, "access");
  ss_json_writer_string (writer, tokens->access);
  ss_json_writer_name (writer, "refresh");
  ss_json_writer_string (writer, tokens->refresh);
}
