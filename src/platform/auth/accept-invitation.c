/* accept-invitation.c: the first password, for whoever has the token of an invitation
 *
 * SPDX-License-Identifier: MIT
 */
#include "domain/validation.h"
#include "platform/audit/audit-log.h"
#include "platform/auth/password.h"
#include "platform/auth/routes.h"
#include "platform/auth/sign-in.h"
#include "platform/auth/token.h"
#include "platform/events/event-record.h"
#include "platform/http/body.h"
#include "platform/platform-private.h"

#define FIND_INVITED(schema)                                                                           \
  "SELECT id, email, role FROM " schema "users WHERE invitation_hash = $1 AND status = 'INVITED' AND " \
  "invitation_expires_at > $2"
#define ACCEPT(schema)                                                                                    \
  "UPDATE " schema "users SET name = $3, password_hash = $4, status = 'ACTIVE', invitation_hash = NULL, " \
  "invitation_expires_at = NULL WHERE id = $1 AND invitation_hash = $2"

static const char *const find_invited_sql[] = { FIND_INVITED (""), FIND_INVITED ("shared.") };
static const char *const accept_sql[] = { ACCEPT (""), ACCEPT ("shared.") };

/* Whom an invitation is for. */
typedef struct
{
  char hash[SS_TOKEN_HASH_SIZE];
  char *id; /* (nullable): NULL: nobody's */
  char *email;
  char *role; /* as on the wire */
} Invited;

static void
invited_clear (Invited *self)
{
  g_free (self->id);
  g_free (self->email);
  g_free (self->role);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Invited, invited_clear)

static SsReply *
reply_fault (const char *field, const char *sentence)
{
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();

  ss_field_errors_add (errors, field, sentence);
  return ss_reply_new_invalid (errors);
}

static SsReply *
reply_gone (void)
{
  return ss_reply_new_error (401, "token_not_valid",
                             "This invitation was used already, or its time is over.");
}

static gboolean
find_invited (SsRequest *request, gboolean is_staff, Invited *self, GError **error)
{
  g_autoptr (SsRows) rows =
      ss_transaction_query (ss_request_get_transaction (request), find_invited_sql[is_staff ? 1 : 0], error,
                            "st", self->hash, ss_request_get_now (request));
  GError *failure = NULL;

  if (rows == NULL)
    return FALSE;
  if (!ss_rows_next (rows, &failure))
    {
      if (failure != NULL)
        g_propagate_error (error, failure);
      return failure == NULL;
    }
  self->id = g_strdup (ss_rows_get_string (rows, 0));
  self->email = g_strdup (ss_rows_get_string (rows, 1));
  self->role = g_strdup (ss_rows_get_string (rows, 2));
  return TRUE;
}

/* By the one who is let in by it: the inviter stands in USER_INVITED. */
static gboolean
record (SsRequest *request, const Invited *self, GError **error)
{
  const SsAuditPerson actor = { self->id, self->email, self->role };
  const SsAuditSubject target = { "user", self->id, .email = self->email, .role = self->role };

  return ss_event_record (ss_request_get_transaction (request), "user.updated", self->id, error)
         && ss_audit_record_by (request, &actor, "USER_ACTIVATED", &target, NULL, error);
}

static SsReply *
accept (SsRequest *request, gboolean is_staff, const Invited *self, const char *name, const char *password,
        GError **error)
{
  g_autofree char *hash = NULL;
  gint64 n_changed = 0;

  ss_request_release (request);
  hash = ss_password_hash (password, error);
  if (hash == NULL || !ss_request_begin (request, FALSE, SS_ACCESS_WRITE, error)
      || !ss_transaction_execute (ss_request_get_transaction (request), accept_sql[is_staff ? 1 : 0],
                                  &n_changed, error, "ssss", self->id, self->hash, name, hash))
    return NULL;
  if (n_changed == 0)
    return reply_gone ();
  return record (request, self, error) ? ss_sign_in_finish (request, self->id, error) : NULL;
}

/**
 * ss_auth_accept_invitation:
 * @request: `POST /auth/invitation/accept/`
 * @error: return location for a #GError
 *
 * A token that is wrong, used or too old answers the same 401 `token_not_valid`.
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
  g_auto (Invited) invited = { 0 };

  if (reply == NULL)
    reply = ss_sign_in_check_tenant (request);
  if (reply != NULL)
    return reply;
  if (ss_validate_name (values[1]) != NULL)
    return reply_fault ("name", ss_validate_name (values[1]));

  ss_token_hash (values[0], invited.hash);
  if (!find_invited (request, is_staff, &invited, error))
    return NULL;
  if (invited.id == NULL)
    return reply_gone ();
  if (ss_validate_password (values[2], values[1], invited.email) != NULL)
    return reply_fault ("password", ss_validate_password (values[2], values[1], invited.email));
  reply = accept (request, is_staff, &invited, values[1], values[2], error);
  if (reply != NULL && ss_reply_get_status (reply) == 200)
    ss_platform_log_security (request, "USER_ACTIVATED", invited.email, invited.id, NULL);
  return reply;
}
