/* masquerade.c: acting as somebody else: begun, stopped, and whether it would be allowed (contract section 4)
 *
 * Each attempt is written down before it is answered, and nothing is granted that could not be.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "domain/validation.h"
#include "platform/auth/masquerade-audit.h"
#include "platform/auth/masquerade-end.h"
#include "platform/auth/masquerade-log.h"
#include "platform/auth/masquerade-target.h"
#include "platform/auth/routes.h"
#include "platform/auth/session.h"
#include "platform/auth/user-record.h"
#include "platform/http/body.h"
#include "platform/platform-private.h"

#define ID_MAX 256

/* What is asked for. */
typedef struct
{
  const char *user_id;
  const char *reason;
  const char *mode;
} Wish;

static SsReply *
not_written (void)
{
  SsReply *reply = ss_reply_new_error (503, "unavailable",
                                       "This can't be written down at present, so that it is not allowed. "
                                       "Ask who runs the platform to look at its logs.");

  ss_reply_set_header (reply, "Retry-After", "60");
  return reply;
}

static const char *
check_reason (const char *reason)
{
  glong length = g_utf8_strlen (reason, -1);

  return length < SS_REASON_MIN || length > SS_REASON_MAX ? "Give a reason of 10 to 500 characters." : NULL;
}

/* (transfer full) (nullable): a 400. A reason of blanks is none. */
static SsReply *
read_wish (SsRequest *request, Wish *self, char **stripped)
{
  static const SsBodyText texts[] = { { "userId", ID_MAX },
                                      { "reason", 4 * SS_REASON_MAX },
                                      { "mode", 16, .is_optional = TRUE } };
  const char *values[G_N_ELEMENTS (texts)];
  SsReply *reply = ss_body_read_texts (request, texts, G_N_ELEMENTS (texts), values);
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();

  if (reply != NULL)
    return reply;
  *stripped = g_strstrip (g_strdup (values[1]));
  self->user_id = values[0];
  self->reason = *stripped;
  self->mode = values[2] != NULL ? values[2] : "VIEW";
  if (check_reason (self->reason) != NULL)
    ss_field_errors_add (errors, "reason", check_reason (self->reason));
  if (strcmp (self->mode, "VIEW") != 0 && strcmp (self->mode, "ACT") != 0)
    ss_field_errors_add (errors, "mode", "Use VIEW or ACT.");
  return ss_field_errors_is_empty (errors) ? NULL : ss_reply_new_invalid (errors);
}

/* @reply, once the refusal is written down. */
static SsReply *
deny (SsRequest *request, const Wish *wish, const SsMasqueradeTarget *target, const char *rule,
      SsReply *reply, GError **error)
{
  SsPlatform *platform = ss_request_get_context (request);
  const SsCaller *caller = ss_request_get_caller (request);
  const SsMasqueradeEntry entry = {
    .action = "HIJACK_DENIED",
    .hijacker_email = caller->real_user_id != NULL ? caller->real_email : caller->email,
    .hijacked_email = target->email,
    .ip_address = ss_request_get_address (request),
    .session_key = caller->session_id,
    .mode = wish->mode,
    .reason = wish->reason,
    .rule = rule,
  };

  if (!ss_masquerade_audit_denied (request, target, wish->mode, wish->reason, rule, error))
    g_clear_pointer (&reply, ss_reply_free);
  if (reply == NULL || ss_masquerade_log_write (ss_platform_get_masquerade_log (platform), &entry))
    {
      if (reply != NULL)
        ss_reply_set_keeps_changes (reply);
      return reply;
    }
  ss_reply_free (reply);
  return not_written ();
}

static SsReply *
deny_rule (SsRequest *request, const Wish *wish, const SsMasqueradeTarget *target, SsMasqueradeRule rule,
           GError **error)
{
  const char *name = ss_masquerade_rule_to_string (rule);

  return deny (request, wish, target, name,
               ss_reply_new_denied (name, ss_masquerade_rule_get_explanation (rule)), error);
}

static SsReply *
deny_unknown (SsRequest *request, const Wish *wish, const SsMasqueradeTarget *target, GError **error)
{
  gboolean is_staff = ss_request_get_caller (request)->tenant_id == NULL;
  const char *rule = is_staff ? NULL : ss_masquerade_rule_to_string (SS_MASQUERADE_OTHER_TENANT);

  return deny (request, wish, target, rule, ss_reply_new_not_found (), error);
}

static gboolean
write_user (SsRequest *request, const char *name, gboolean is_staff, const char *user_id,
            SsJsonWriter *writer, GError **error)
{
  g_autoptr (SsRows) rows = ss_user_find (ss_request_get_transaction (request), is_staff, user_id, error);

  if (rows == NULL)
    return FALSE;
  ss_json_writer_name (writer, name);
  ss_json_writer_begin_object (writer);
  ss_user_write_members (rows, is_staff ? NULL : ss_request_get_tenant (request), writer);
  ss_json_writer_end_object (writer);
  return TRUE;
}

static SsReply *
reply_started (SsRequest *request, const SsMasqueradeRecord *record, const SsTokenPair *tokens,
               GError **error)
{
  g_auto (SsJsonWriter) writer = { 0 };

  ss_json_writer_init (&writer);
  ss_json_writer_begin_object (&writer);
  ss_token_pair_write_members (tokens, &writer);
  if (!write_user (request, "user", record->tenant_id == NULL, record->user_id, &writer, error)
      || !write_user (request, "realUser", record->real_is_staff, record->real_user_id, &writer, error))
    return NULL;
  ss_json_writer_name (&writer, "mode");
  ss_json_writer_string (&writer, ss_masquerade_record_get_mode (record));
  ss_json_writer_name (&writer, "expiresAt");
  ss_json_writer_time (&writer, record->expires_at);
  ss_json_writer_name (&writer, "tenantSubdomain");
  ss_json_writer_string (&writer, ss_request_get_tenant (request)->subdomain);
  ss_json_writer_end_object (&writer);
  return ss_reply_new_json (200, &writer);
}

static void
fill_record (SsRequest *request, const Wish *wish, const SsMasqueradeTarget *target,
             SsMasqueradeRecord *record)
{
  const SsCaller *caller = ss_request_get_caller (request);

  *record = (SsMasqueradeRecord){
    .session_id = g_uuid_string_random (),
    .tenant_id = g_strdup (target->place->id),
    .user_id = g_strdup (target->id),
    .user_email = g_strdup (target->email),
    .real_user_id = g_strdup (caller->user_id),
    .real_email = g_strdup (caller->email),
    .real_session_id = g_strdup (caller->session_id),
    .reason = g_strdup (wish->reason),
    .ip_address = g_strdup (ss_request_get_address (request)),
    .real_is_staff = caller->tenant_id == NULL,
    .real_role = caller->role,
    .is_act = strcmp (wish->mode, "ACT") == 0,
    .started_at = ss_request_get_now (request),
    .expires_at = ss_request_get_now (request) + SS_MASQUERADE_SECONDS * G_TIME_SPAN_SECOND,
  };
}

/* In a transaction that may write where the target stands, and to the shared tables. */
static SsReply *
start (SsRequest *request, const Wish *wish, const SsMasqueradeTarget *target, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  SsPlatform *platform = ss_request_get_context (request);
  g_auto (SsMasqueradeRecord) record = { 0 };
  g_autoptr (SsReply) reply = NULL;
  SsMasqueradeEntry entry;
  SsTokenPair tokens;

  fill_record (request, wish, target, &record);
  if (!ss_session_open_masquerade (request, target->place->id == NULL, record.session_id, record.user_id,
                                   record.real_user_id, record.expires_at, &tokens, error)
      || !ss_masquerade_record_insert (transaction, &record, error)
      || !ss_masquerade_record_event (transaction, "masquerade.started", &record, error)
      || !ss_masquerade_audit (transaction, request, &record, "HIJACK_START", wish->reason, error))
    return NULL;
  reply = reply_started (request, &record, &tokens, error);
  if (reply == NULL)
    return NULL;
  entry = (SsMasqueradeEntry){
    .action = "HIJACK_START",
    .hijacker_email = record.real_email,
    .hijacked_email = record.user_email,
    .ip_address = record.ip_address,
    .session_key = record.session_id,
    .mode = wish->mode,
    .reason = wish->reason,
  };
  return ss_masquerade_log_write (ss_platform_get_masquerade_log (platform), &entry)
             ? g_steal_pointer (&reply)
             : not_written ();
}

/**
 * ss_masquerade_start:
 * @request: `POST /auth/masquerade/`
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the reply
 */
SsReply *
ss_masquerade_start (SsRequest *request, GError **error)
{
  g_auto (SsMasqueradeTarget) target = { 0 };
  g_autofree char *stripped = NULL;
  Wish wish;
  SsReply *reply = read_wish (request, &wish, &stripped);

  if (reply != NULL)
    return reply;
  /* Before the other is even looked up (contract section 11). */
  if (ss_request_get_caller (request)->real_user_id != NULL)
    return deny_rule (request, &wish, &target, SS_MASQUERADE_DEPTH, error);
  if (!ss_masquerade_target_find (request, wish.user_id, SS_ACCESS_WRITE_SHARED, &target, error))
    return NULL;
  if (target.place == NULL)
    return deny_unknown (request, &wish, &target, error);
  if (target.rule != SS_MASQUERADE_ALLOWED)
    return deny_rule (request, &wish, &target, target.rule, error);
  return start (request, &wish, &target, error);
}

static SsReply *
reply_stopped (SsRequest *request, const SsMasqueradeRecord *record, GError **error)
{
  g_auto (SsJsonWriter) writer = { 0 };
  SsTokenPair tokens;

  if (!ss_session_retire_refresh (request, record->real_is_staff, record->real_session_id, error)
      || !ss_session_issue (request, record->real_is_staff, record->real_session_id, G_MAXINT64, &tokens,
                            error))
    return NULL;
  ss_json_writer_init (&writer);
  ss_json_writer_begin_object (&writer);
  ss_token_pair_write_members (&tokens, &writer);
  if (!write_user (request, "user", record->real_is_staff, record->real_user_id, &writer, error))
    return NULL;
  ss_json_writer_end_object (&writer);
  return ss_reply_new_json (200, &writer);
}

/**
 * ss_masquerade_stop:
 * @request: `POST /auth/masquerade/stop/`
 * @error: return location for a #GError
 *
 * The real user's session goes on with new tokens.
 *
 * Returns: (transfer full) (nullable): the reply
 */
SsReply *
ss_masquerade_stop (SsRequest *request, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  const SsCaller *caller = ss_request_get_caller (request);
  g_auto (SsMasqueradeRecord) record = { 0 };
  SsReply *reply = ss_body_read_texts (request, NULL, 0, NULL);
  gboolean found;

  if (reply != NULL)
    return reply;
  if (caller->real_user_id == NULL)
    return ss_reply_new_error (409, "not_masquerading", "You are not acting as somebody else.");
  if (!ss_masquerade_record_find (transaction, caller->session_id, &record, &found, error))
    return NULL;
  reply = reply_stopped (request, &record, error);
  if (reply != NULL
      && ss_masquerade_end (ss_request_get_context (request), transaction, request, &record, "stopped",
                            ss_request_get_now (request), error))
    return reply;
  ss_reply_free (reply);
  return NULL;
}

/**
 * ss_masquerade_ask:
 * @request: `GET /auth/masquerade/check/`
 * @error: return location for a #GError
 *
 * Nothing is written down.
 *
 * Returns: (transfer full) (nullable): the reply
 */
SsReply *
ss_masquerade_ask (SsRequest *request, GError **error)
{
  const char *user_id = ss_request_get_parameter (request, "user_id");
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  g_auto (SsMasqueradeTarget) target = { 0 };
  g_auto (SsJsonWriter) writer = { 0 };

  if (user_id == NULL || *user_id == '\0')
    {
      ss_field_errors_add (errors, "user_id", "This is needed.");
      return ss_reply_new_invalid (errors);
    }
  target.rule = SS_MASQUERADE_DEPTH;
  if (ss_request_get_caller (request)->real_user_id == NULL)
    {
      if (!ss_masquerade_target_find (request, user_id, SS_ACCESS_READ, &target, error))
        return NULL;
      if (target.place == NULL)
        return ss_reply_new_not_found ();
    }
  ss_json_writer_init (&writer);
  ss_json_writer_begin_object (&writer);
  ss_json_writer_name (&writer, "allowed");
  ss_json_writer_boolean (&writer, target.rule == SS_MASQUERADE_ALLOWED);
  ss_json_writer_name (&writer, "rule");
  ss_json_writer_string (&writer, ss_masquerade_rule_to_string (target.rule));
  ss_json_writer_name (&writer, "explanation");
  ss_json_writer_string (&writer, ss_masquerade_rule_get_explanation (target.rule));
  ss_json_writer_end_object (&writer);
  return ss_reply_new_json (200, &writer);
}
