/* user-transfer.c: an owner hands the business over (contract section 3)
 *
 * The owner's password is asked for again, and hashed with no transaction open.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "domain/validation.h"
#include "platform/audit/audit-log.h"
#include "platform/auth/lockout.h"
#include "platform/auth/password.h"
#include "platform/auth/user-record.h"
#include "platform/events/event-record.h"
#include "platform/http/body.h"
#include "platform/http/idempotency.h"
#include "platform/http/request-private.h"
#include "platform/people/routes.h"
#include "platform/people/user-rules.h"
#include "platform/people/users.h"
#include "platform/platform-private.h"

static const char promote[] =
    "UPDATE users SET role = 'TENANT_OWNER' WHERE id = $1 AND role = $2 AND status = 'ACTIVE'";
static const char demote[] =
    "UPDATE users SET role = $2 WHERE id = $1 AND role = 'TENANT_OWNER' AND status = 'ACTIVE'";

/* Who takes over. */
typedef struct
{
  char *id;
  char *email;
  SsRole role;
  gboolean is_active;
} Heir;

static void
heir_clear (Heir *self)
{
  g_free (self->id);
  g_free (self->email);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Heir, heir_clear)

static SsReply *
reply_field (const char *field, const char *sentence)
{
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();

  ss_field_errors_add (errors, field, sentence);
  return ss_reply_new_invalid (errors);
}

static gboolean
read_heir (SsRequest *request, Heir *self, gboolean *found, GError **error)
{
  const SsRequestTenant *tenant = ss_request_get_tenant (request);
  GError *failure = NULL;
  g_autoptr (SsRows) rows = ss_user_find (ss_request_get_transaction (request), tenant->id == NULL,
                                          ss_request_get_id (request), &failure);
  SsPerson person;

  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  *found = rows != NULL && ss_user_rules_get_target (rows, tenant->id, &person);
  if (!*found)
    return TRUE;
  self->id = g_strdup (person.id);
  self->email = g_strdup (ss_rows_get_string (rows, SS_USER_COLUMN_EMAIL));
  self->role = person.role;
  self->is_active = person.is_active;
  return TRUE;
}

/* (nullable): NULL: nothing refuses, before the password is looked at */
static SsReply *
check (SsRequest *request, const Heir *heir)
{
  const SsCaller *caller = ss_request_get_caller (request);

  if (caller->role != SS_ROLE_TENANT_OWNER)
    return ss_reply_new_denied ("not_by_right", "Only an owner can hand a business over.");
  if (strcmp (caller->user_id, heir->id) == 0)
    return ss_reply_new_denied ("self", "You own this business already.");
  if (!heir->is_active || heir->role == SS_ROLE_TENANT_OWNER)
    return reply_field (SS_NON_FIELD_ERRORS,
                        "A business is handed over to somebody active who does not own it.");
  return NULL;
}

/* The password counts as one given to sign in does. (nullable): NULL with no error: it is right */
static SsReply *
check_password (SsRequest *request, const char *password, GError **error)
{
  const SsCaller *caller = ss_request_get_caller (request);
  g_autofree char *hash = NULL;
  GError *failure = NULL;
  SsReply *reply = ss_lockout_check (request, caller->email, &failure);

  if (reply == NULL && failure == NULL)
    {
      g_autoptr (SsRows) rows =
          ss_user_find (ss_request_get_transaction (request), FALSE, caller->user_id, &failure);

      hash = rows != NULL ? g_strdup (ss_rows_get_string (rows, SS_USER_COLUMN_PASSWORD_HASH)) : NULL;
    }
  ss_request_release (request);
  if (failure != NULL)
    g_propagate_error (error, failure);
  if (reply != NULL || failure != NULL || ss_password_check (password, hash))
    return reply;

  if (!ss_request_begin (request, FALSE, SS_ACCESS_WRITE_SHARED, error)
      || !ss_lockout_count (request, caller->email, error))
    return NULL;
  ss_platform_log_security (request, "LOGIN_FAILED", caller->email, caller->user_id, NULL);
  reply = reply_field ("password", "This is not your password.");
  ss_reply_set_keeps_changes (reply);
  return reply;
}

/* The new owner first: a business is never without one. */
static SsReply *
swap (SsRequest *request, const Heir *heir, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  const SsCaller *caller = ss_request_get_caller (request);
  const char *role = ss_role_to_string (heir->role);
  const SsAuditSubject subject = {
    .type = "user", .id = heir->id, .email = heir->email, .role = "TENANT_OWNER"
  };
  gint64 n_promoted = 0, n_demoted = 0;

  if (!ss_transaction_execute (transaction, promote, &n_promoted, error, "ss", heir->id, role)
      || !ss_transaction_execute (transaction, demote, &n_demoted, error, "ss", caller->user_id, role))
    return NULL;
  if (n_promoted == 0 || n_demoted == 0)
    return ss_reply_new_error (409, "conflict",
                               "One of you was changed at the same moment. Look again first.");
  if (!ss_event_record (transaction, "user.updated", heir->id, error)
      || !ss_event_record (transaction, "user.updated", caller->user_id, error)
      || !ss_audit_record (request, "OWNERSHIP_TRANSFERRED", &subject,
                           ss_audit_details ("previousOwner", caller->email, "previousRole", role, NULL),
                           error))
    return NULL;
  ss_platform_log_security (request, "OWNERSHIP_TRANSFERRED", heir->email, heir->id, NULL);
  /* What the caller may do with the new owner from now on. */
  request->caller.role = heir->role;
  return ss_user_reply (request, heir->id, 200, error);
}

/**
 * ss_user_transfer_ownership:
 * @request: `POST /users/{id}/transfer-ownership/`
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): the new owner, 400, 403, 404, 409 or 429
 */
SsReply *
ss_user_transfer_ownership (SsRequest *request, GError **error)
{
  static const SsBodyText texts[] = { { "password", SS_PASSWORD_MAX } };
  const char *values[G_N_ELEMENTS (texts)];
  g_auto (Heir) heir = { 0 };
  GError *failure = NULL;
  SsReply *reply;
  gboolean found;

  if (!read_heir (request, &heir, &found, error))
    return NULL;
  reply = found ? check (request, &heir) : ss_reply_new_not_found ();
  if (reply == NULL)
    reply = ss_body_read_texts (request, texts, G_N_ELEMENTS (texts), values);
  if (reply != NULL)
    return reply;
  reply = check_password (request, values[0], &failure);
  /* The claim of before went with its transaction. */
  if (reply == NULL && failure == NULL && ss_request_begin (request, FALSE, SS_ACCESS_WRITE, &failure)
      && ss_idempotency_applies (request))
    reply = ss_idempotency_claim (request, &failure);
  if (reply == NULL && failure == NULL)
    return swap (request, &heir, error);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return reply;
}
