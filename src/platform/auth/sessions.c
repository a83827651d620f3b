/* sessions.c: where the caller is signed in
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "platform/audit/audit-log.h"
#include "platform/auth/routes.h"
#include "platform/auth/session.h"
#include "platform/platform-private.h"

#define COUNT(schema)            \
  "SELECT COUNT(*) FROM " schema \
  "sessions WHERE user_id = $1 AND real_user_id IS NULL AND revoked_at IS NULL AND last_used_at > $2"
#define LIST(schema)                                                                                   \
  "SELECT id, created_at, last_used_at, ip_address, user_agent FROM " schema                           \
  "sessions WHERE user_id = $1 AND real_user_id IS NULL AND revoked_at IS NULL AND last_used_at > $2 " \
  "ORDER BY last_used_at DESC, id LIMIT $3 OFFSET $4"

static const char *const count_sql[] = { COUNT (""), COUNT ("shared.") };
static const char *const list_sql[] = { LIST (""), LIST ("shared.") };

static void
write_session (SsRows *rows, const char *current_id, SsJsonWriter *writer)
{
  const char *id = ss_rows_get_string (rows, 0);

  ss_json_writer_begin_object (writer);
  ss_json_writer_name (writer, "id");
  ss_json_writer_string (writer, id);
  ss_json_writer_name (writer, "createdAt");
  ss_json_writer_time (writer, ss_rows_get_time (rows, 1));
  ss_json_writer_name (writer, "lastUsedAt");
  ss_json_writer_time (writer, ss_rows_get_time (rows, 2));
  ss_json_writer_name (writer, "ipAddress");
  ss_json_writer_string (writer, ss_rows_get_string (rows, 3));
  ss_json_writer_name (writer, "userAgent");
  ss_json_writer_string (writer, ss_rows_get_string (rows, 4));
  ss_json_writer_name (writer, "current");
  ss_json_writer_boolean (writer, strcmp (id, current_id) == 0);
  ss_json_writer_end_object (writer);
}

static gboolean
count_sessions (SsRequest *request, gint64 since, gint64 *count, GError **error)
{
  const SsCaller *caller = ss_request_get_caller (request);
  g_autoptr (SsRows) rows = ss_transaction_query (ss_request_get_transaction (request),
                                                  count_sql[caller->tenant_id == NULL ? 1 : 0], error, "st",
                                                  caller->user_id, since);

  if (rows == NULL || !ss_rows_next (rows, error))
    return FALSE;
  *count = ss_rows_get_integer (rows, 0);
  return TRUE;
}

/* The tables of the staff's sessions are the shared ones, also while they are in a tenant. */
static gboolean
begin_own (SsRequest *request, SsAccess access, GError **error)
{
  return ss_request_begin (request, ss_request_get_caller (request)->tenant_id == NULL, access, error);
}

/**
 * ss_auth_list_sessions:
 * @request: `GET /auth/sessions/`
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the reply
 */
SsReply *
ss_auth_list_sessions (SsRequest *request, GError **error)
{
  const SsCaller *caller = ss_request_get_caller (request);
  gint64 since = ss_request_get_now (request) - SS_TOKEN_REFRESH_MICROSECONDS;
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  g_auto (SsJsonWriter) writer = { 0 };
  g_autoptr (SsRows) rows = NULL;
  GError *failure = NULL;
  SsPageRequest page;
  gint64 count;

  if (!ss_request_get_page (request, &page, errors))
    return ss_reply_new_invalid (errors);
  if (!begin_own (request, SS_ACCESS_READ, error) || !count_sessions (request, since, &count, error))
    return NULL;
  rows = ss_transaction_query (ss_request_get_transaction (request),
                               list_sql[caller->tenant_id == NULL ? 1 : 0], error, "stii", caller->user_id,
                               since, (gint64) page.page_size, (gint64) (page.page - 1) * page.page_size);
  if (rows == NULL)
    return NULL;

  ss_json_writer_init (&writer);
  ss_json_writer_begin_array (&writer);
  while (ss_rows_next (rows, &failure))
    write_session (rows, caller->session_id, &writer);
  ss_json_writer_end_array (&writer);
  if (failure == NULL)
    return ss_request_reply_page (request, &page, count, writer.text->str, NULL);
  g_propagate_error (error, failure);
  return NULL;
}

/**
 * ss_auth_end_session:
 * @request: `DELETE /auth/sessions/{id}/`
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the reply; 404 where it is not the caller's
 */
SsReply *
ss_auth_end_session (SsRequest *request, GError **error)
{
  const SsCaller *caller = ss_request_get_caller (request);
  GError *failure = NULL;

  if (!begin_own (request, SS_ACCESS_WRITE, error))
    return NULL;
  if (ss_session_revoke (request, caller->tenant_id == NULL, ss_request_get_id (request), caller->user_id,
                         &failure)
      && ss_audit_record (request, "SESSION_REVOKED",
                          &(SsAuditSubject){ "session", ss_request_get_id (request) }, NULL, &failure))
    {
      ss_platform_log_security (request, "SESSION_REVOKED", caller->email, caller->user_id, NULL);
      return ss_reply_new (204);
    }
  if (failure == NULL)
    return ss_reply_new_not_found ();
  g_propagate_error (error, failure);
  return NULL;
}
