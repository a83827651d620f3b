/* user-invite.c: somebody new, who is to accept
 *
 * The token stands in the invitation's address alone; the store has its hash. An address is taken as long as
 * the invitation can be accepted; who let it lapse, or was deactivated before, is invited again under the
 * same id.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "domain/validation.h"
#include "model/model-json.h"
#include "model/people.h"
#include "platform/audit/audit-log.h"
#include "platform/auth/people.h"
#include "platform/auth/token.h"
#include "platform/auth/user-record.h"
#include "platform/events/event-record.h"
#include "platform/http/request-private.h"
#include "platform/people/routes.h"
#include "platform/people/user-change.h"
#include "platform/people/user-invitation.h"
#include "platform/people/user-rules.h"
#include "platform/people/users.h"
#include "platform/platform-private.h"

/* Nobody can accept it: it is too old, or the account was closed before. */
#define FIND_LAPSED(schema)                                                                                \
  "SELECT id FROM " schema "users WHERE email = $1 AND password_hash IS NULL AND (status = 'DEACTIVATED' " \
  "OR invitation_hash IS NULL OR invitation_expires_at <= $2)"
#define FIND_OPEN(schema)                                                       \
  "SELECT id FROM " schema "users WHERE email = $1 AND status = 'INVITED' AND " \
  "invitation_hash IS NOT NULL AND invitation_expires_at > $2"
#define RENEW(schema) "UPDATE " schema "users SET name = $2, role = $3, status = 'INVITED' WHERE id = $1"

static const char *const find_lapsed_sql[] = { FIND_LAPSED (""), FIND_LAPSED ("shared.") };
static const char *const find_open_sql[] = { FIND_OPEN (""), FIND_OPEN ("shared.") };
static const char *const renew_sql[] = { RENEW (""), RENEW ("shared.") };

static SsReply *
reply_taken (const char *sentence)
{
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();

  ss_field_errors_add (errors, "email", sentence);
  return ss_reply_new_invalid (errors);
}

/* (nullable): NULL: it may be given */
static SsReply *
check_role (SsRequest *request, SsRole role)
{
  gboolean is_staff = ss_request_get_tenant (request)->id == NULL;

  if (!ss_role_may_assign (ss_request_get_caller (request)->role, role))
    return ss_user_rules_reply_denied ("role_not_below");
  return ss_user_rules_fits_level (role, is_staff) ? NULL : ss_user_reply_wrong_level (role);
}

/* (transfer full) (nullable): 400 where an invitation for this address waits to be accepted; NULL with @error
 * set, or where none does */
static SsReply *
check_open (SsRequest *request, SsUser *model, GError **error)
{
  guint place = ss_request_get_tenant (request)->id == NULL ? 1 : 0;
  g_autofree char *email = ss_email_normalize (ss_user_get_email (model));
  g_autoptr (SsRows) rows = ss_transaction_query (ss_request_get_transaction (request), find_open_sql[place],
                                                  error, "st", email, ss_request_get_now (request));

  if (rows == NULL || !ss_rows_next (rows, error))
    return NULL;
  return reply_taken (
      "This address is invited already. For a new invitation, deactivate that account first.");
}

/* (transfer full) (nullable): whose invitation for this address nobody can accept any more; NULL with @error
 * set, or where there is none, or it is not the caller's to renew */
static char *
find_lapsed (SsRequest *request, const char *email, SsRole role, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  const char *tenant_id = ss_request_get_tenant (request)->id;
  guint place = tenant_id == NULL ? 1 : 0;
  g_autoptr (SsRows) lapsed = ss_transaction_query (transaction, find_lapsed_sql[place], error, "st", email,
                                                    ss_request_get_now (request));
  g_autoptr (SsRows) rows = NULL;
  SsPerson actor, target;
  const char *rule;

  if (lapsed == NULL || !ss_rows_next (lapsed, error))
    return NULL;
  rows = ss_user_find (transaction, place == 1, ss_rows_get_string (lapsed, 0), error);
  if (rows == NULL || !ss_user_rules_get_target (rows, tenant_id, &target))
    return NULL;
  ss_user_rules_get_actor (request, &actor);
  rule = role != target.role ? ss_role_check_assignment (&actor, &target, role)
                             : ss_user_rules_check_manage (&actor, &target);
  return rule == NULL ? g_strdup (target.id) : NULL;
}

/* (transfer full) (nullable): the id of who is invited, for the first time or again; NULL with @error set */
static char *
write_user (SsRequest *request, SsUser *model, SsRole role, const char *email, gboolean *is_new,
            GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  gboolean is_staff = ss_request_get_tenant (request)->id == NULL;
  const SsNewUser user = { .name = ss_user_get_name (model), .email = email, .role = role };
  GError *failure = NULL;
  g_autofree char *id = find_lapsed (request, email, role, &failure);

  *is_new = id == NULL;
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  if (id == NULL)
    return ss_user_create (transaction, &user, NULL, error);
  return ss_transaction_execute (transaction, renew_sql[is_staff ? 1 : 0], NULL, error, "sss", id, user.name,
                                 ss_role_to_string (role))
             ? g_steal_pointer (&id)
             : NULL;
}

/* (transfer full) (nullable): the user's id; NULL with @error set */
static char *
create (SsRequest *request, SsUser *model, SsRole role, const char *hash, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  g_autofree char *email = ss_email_normalize (ss_user_get_email (model));
  gboolean is_new;
  g_autofree char *id = write_user (request, model, role, email, &is_new, error);

  if (id == NULL || !ss_user_invitation_keep (transaction, id, hash, ss_request_get_now (request), error)
      || !ss_event_record (transaction, is_new ? "user.created" : "user.updated", id, error)
      || !ss_audit_record (request, "USER_INVITED",
                           &(SsAuditSubject){
                               .type = "user", .id = id, .email = email, .role = ss_role_to_string (role) },
                           NULL, error))
    return NULL;
  ss_platform_log_security (request, "USER_INVITED", email, id, NULL);
  return g_steal_pointer (&id);
}

static SsReply *
invite (SsRequest *request, SsUser *model, SsRole role, GError **error)
{
  gboolean is_staff = ss_request_get_tenant (request)->id == NULL;
  char token[SS_TOKEN_SIZE], hash[SS_TOKEN_HASH_SIZE];
  g_autofree char *id = NULL;
  g_autofree char *url = NULL;
  g_autofree char *location = NULL;
  GError *failure = NULL;
  SsReply *reply;

  ss_token_make (is_staff, token);
  ss_token_hash (token, hash);
  id = create (request, model, role, hash, &failure);
  if (id == NULL && g_error_matches (failure, SS_STORE_ERROR, SS_STORE_ERROR_CONSTRAINT)
      && strstr (failure->message, "email") != NULL)
    {
      g_error_free (failure);
      return reply_taken ("Somebody here has this address already.");
    }
  if (id == NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  url = ss_user_invitation_url (request,
                                request->tenant_by_header ? ss_request_get_tenant (request)->subdomain : NULL,
                                token);
  reply = ss_user_reply_invited (request, id, url, error);
  if (reply == NULL)
    return NULL;
  location = g_strdup_printf ("%s/api/v1/users/%s/", ss_request_get_origin (request), id);
  ss_reply_set_header (reply, "Location", location);
  return reply;
}

/**
 * ss_user_invite:
 * @request: `POST /users/`
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): 201 with the User and its invitation's address, 400 or 403
 */
SsReply *
ss_user_invite (SsRequest *request, GError **error)
{
  g_autoptr (SsUser) model = g_object_new (SS_TYPE_USER, NULL);
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  GError *failure = NULL;
  SsReply *refusal;
  SsRole role;

  ss_model_read_body (SS_MODEL (model), ss_request_get_body (request), SS_BODY_CREATE, errors);
  if (!ss_field_errors_is_empty (errors) || !ss_role_from_string (ss_user_get_role (model), &role))
    return ss_reply_new_invalid (errors);
  refusal = check_role (request, role);
  if (refusal == NULL)
    refusal = check_open (request, model, &failure);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return refusal != NULL || failure != NULL ? refusal : invite (request, model, role, error);
}
