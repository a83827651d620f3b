/* grant-create.c: giving somebody a permission for a while (contract section 7)
 *
 * A grant is the business's, not its grantor's: it stays when the grantor leaves or is given another role,
 * until its end, which is near, or until somebody who may revokes it (section 7 asks for the right when it is
 * given). Who is deactivated is signed out, so that a grant of theirs has nothing to open; to somebody who
 * can't sign in none is given.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "domain/grant.h"
#include "domain/validation.h"
#include "platform/audit/audit-log.h"
#include "platform/auth/user-record.h"
#include "platform/grants/grant-record.h"
#include "platform/grants/routes.h"

#define INSERT(schema)                                                                       \
  "INSERT INTO " schema                                                                      \
  "permission_grants (id, grantor, grantee, grantee_id, action, scope, reason, created_at, " \
  "expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"

static const char *const insert_sql[] = { INSERT (""), INSERT ("shared.") };

static const char insert_deadline[] =
    "INSERT INTO shared.grant_deadlines (grant_id, schema_name, expires_at) VALUES ($1, $2, $3)";

/* What is asked for. */
typedef struct
{
  const char *grantee_id;
  SsPermission permission;
  SsScope scope;
  const char *reason;
  gint64 minutes;
} Wish;

static const char *
read_text (JsonObject *body, const char *name, SsFieldErrors *errors)
{
  JsonNode *node = json_object_get_member (body, name);

  if (node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
      && *json_node_get_string (node) != '\0')
    return json_node_get_string (node);
  ss_field_errors_add (errors, name, node == NULL ? "Is missing." : "Send a text that is not empty.");
  return NULL;
}

static void
check_members (JsonObject *body, SsFieldErrors *errors)
{
  /* Those at the end exist, but may not be written. */
  static const char *const known[] = { "granteeId", "action",  "reason",    "durationMinutes", "id",
                                       "grantor",   "grantee", "createdAt", "expiresAt",       "revokedAt",
                                       "revokedBy", "status",  NULL };
  g_autoptr (GList) names = json_object_get_members (body);

  for (GList *name = names; name != NULL; name = name->next)
    if (!g_strv_contains (known, name->data))
      ss_field_errors_add (errors, name->data, "There is no such member.");
}

/* To people of a business only what its owner may have is given: the rest is the platform's. */
static SsScope
limit_scope (SsRequest *request, SsPermission permission)
{
  SsRole role = ss_request_get_caller (request)->role;

  if (ss_request_get_tenant (request)->id != NULL && ss_role_is_platform (role))
    role = SS_ROLE_TENANT_OWNER;
  return ss_permission_get_scope (permission, role);
}

static void
read_wish (SsRequest *request, Wish *wish, SsFieldErrors *errors)
{
  JsonObject *body = ss_request_get_body (request);
  JsonNode *minutes = json_object_get_member (body, "durationMinutes");
  const char *action = read_text (body, "action", errors);

  check_members (body, errors);
  wish->grantee_id = read_text (body, "granteeId", errors);
  wish->reason = read_text (body, "reason", errors);
  if (wish->reason != NULL && g_utf8_strlen (wish->reason, -1) > SS_REASON_MAX)
    ss_field_errors_add_printf (errors, "reason", "Use at most %d characters.", SS_REASON_MAX);
  if (action != NULL && !ss_permission_from_string (action, &wish->permission))
    ss_field_errors_add_printf (errors, "action", "There is no permission “%s”.", action);
  else if (action != NULL)
    wish->scope = limit_scope (request, wish->permission);
  wish->minutes = SS_GRANT_MINUTES_DEFAULT;
  if (minutes != NULL)
    wish->minutes = json_node_get_value_type (minutes) == G_TYPE_INT64 ? json_node_get_int (minutes) : 0;
  if (wish->minutes < SS_GRANT_MINUTES_MIN || wish->minutes > SS_GRANT_MINUTES_MAX)
    ss_field_errors_add_printf (errors, "durationMinutes", "Use a whole number from %d to %d.",
                                SS_GRANT_MINUTES_MIN, SS_GRANT_MINUTES_MAX);
}

/* What was granted to oneself is not passed on: only the role counts (contract section 7). */
static SsReply *
check_rules (SsRequest *request, const Wish *wish)
{
  const SsCaller *caller = ss_request_get_caller (request);

  if (g_strcmp0 (wish->grantee_id, caller->user_id) == 0
      || g_strcmp0 (wish->grantee_id, caller->real_user_id) == 0)
    return ss_reply_new_denied ("self", "Somebody else has to grant you this.");
  if (ss_permission_get_scope (wish->permission, caller->role) == SS_SCOPE_NONE)
    return ss_reply_new_denied ("not_by_right", "You can only grant what your own role allows.");
  return NULL;
}

static gboolean
insert (SsRequest *request, const Wish *wish, SsRows *grantee, const char *id, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  gint64 now = ss_request_get_now (request);
  gint64 end = now + wish->minutes * G_TIME_SPAN_MINUTE;
  const char *email = ss_rows_get_string (grantee, SS_USER_COLUMN_EMAIL);
  const char *role = ss_rows_get_string (grantee, SS_USER_COLUMN_ROLE);
  const char *action = ss_permission_to_string (wish->permission);
  g_autofree char *grantor = ss_grant_describe_caller (request);
  g_autofree char *person =
      ss_grant_describe_person (wish->grantee_id, ss_rows_get_string (grantee, SS_USER_COLUMN_NAME), email,
                                role);
  g_autofree char *minutes = g_strdup_printf ("%" G_GINT64_FORMAT, wish->minutes);

  return ss_transaction_execute (transaction, insert_sql[ss_grant_place (transaction)], NULL, error,
                                 "sssssssii", id, grantor, person, wish->grantee_id, action,
                                 ss_scope_to_string (wish->scope), wish->reason, now, end)
         && ss_transaction_execute (transaction, insert_deadline, NULL, error, "ssi", id,
                                    ss_transaction_get_schema (transaction), end)
         && ss_audit_record (request, "GRANT_CREATED",
                             &(SsAuditSubject){ "user", wish->grantee_id, .email = email, .role = role },
                             ss_audit_details ("grant", id, "permission", action, "reason", wish->reason,
                                               "minutes", minutes, NULL),
                             error)
         && ss_grant_announce (transaction, "grant.created", id, now, error);
}

static SsReply *
reply_created (SsRequest *request, const char *id, GError **error)
{
  g_autofree char *json =
      ss_grant_read (ss_request_get_transaction (request), id, ss_request_get_now (request), NULL, error);
  g_autofree char *location =
      g_strdup_printf ("%s/api/v1/permission-grants/%s/", ss_request_get_origin (request), id);
  g_auto (SsJsonWriter) writer = { NULL };
  SsReply *reply;

  if (json == NULL)
    return NULL;
  ss_json_writer_init (&writer);
  ss_json_writer_raw (&writer, json, -1);
  reply = ss_reply_new_json (201, &writer);
  ss_reply_set_header (reply, "Location", location);
  return reply;
}

/**
 * ss_grant_create:
 * @request: `POST /permission-grants/`
 * @error: return location for an #SsStoreError
 *
 * In a business to its people; on the platform's own host to the platform's staff.
 *
 * Returns: (transfer full) (nullable): 201 with the Grant, 400, 403 with `self` or `not_by_right`, or 404;
 * %NULL with @error set
 */
SsReply *
ss_grant_create (SsRequest *request, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (SsRows) grantee = NULL;
  GError *failure = NULL;
  Wish wish = { NULL };
  SsReply *reply;

  read_wish (request, &wish, errors);
  if (!ss_field_errors_is_empty (errors))
    return ss_reply_new_invalid (errors);
  reply = check_rules (request, &wish);
  if (reply != NULL)
    return reply;
  if (wish.scope == SS_SCOPE_NONE)
    {
      ss_field_errors_add (errors, "action", "This is the platform's, and not granted in a business.");
      return ss_reply_new_invalid (errors);
    }
  grantee = ss_user_find (transaction, ss_grant_place (transaction) == 1, wish.grantee_id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  if (grantee == NULL)
    return ss_reply_new_not_found ();
  if (strcmp (ss_rows_get_string (grantee, SS_USER_COLUMN_STATUS), "ACTIVE") != 0)
    {
      ss_field_errors_add (errors, "granteeId", "This person can't sign in at present.");
      return ss_reply_new_invalid (errors);
    }
  if (!insert (request, &wish, grantee, id, error))
    return NULL;
  return reply_created (request, id, error);
}
