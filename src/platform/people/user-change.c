/* user-change.c: a change of somebody's account, for one and for many at once
 *
 * What is refused here is refused before anything is written; the last owner and the last superuser are the
 * database's to keep (migrations 0008 and 0005).
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/people/user-change.h"

#include <string.h>

#include "platform/audit/audit-log.h"
#include "platform/auth/session.h"
#include "platform/auth/user-record.h"
#include "platform/events/event-record.h"
#include "platform/people/user-rules.h"
#include "platform/platform-private.h"

#define UPDATE(schema) "UPDATE " schema "users SET name = $2, role = $3, status = $4 WHERE id = $1"

static const char *const update_sql[] = { UPDATE (""), UPDATE ("shared.") };

/* A user before the change, and as it is going to be. */
typedef struct
{
  char *id;
  char *tenant_id; /* (nullable) */
  char *name;
  char *email;
  char *status;
  SsPerson person;
  gboolean has_password;
  const char *new_name;
  const char *new_status;
  SsRole new_role;
} Subject;

static void
subject_clear (Subject *self)
{
  g_free (self->id);
  g_free (self->tenant_id);
  g_free (self->name);
  g_free (self->email);
  g_free (self->status);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Subject, subject_clear)

static gboolean
is_staff_place (SsRequest *request)
{
  return ss_request_get_tenant (request)->id == NULL;
}

static gboolean
read_subject (SsRequest *request, const char *user_id, Subject *self, gboolean *found, GError **error)
{
  const char *tenant_id = ss_request_get_tenant (request)->id;
  GError *failure = NULL;
  g_autoptr (SsRows) rows =
      ss_user_find (ss_request_get_transaction (request), is_staff_place (request), user_id, &failure);

  *found = FALSE;
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (rows == NULL || !ss_user_rules_get_target (rows, tenant_id, &self->person))
    return TRUE;
  self->id = g_strdup (ss_rows_get_string (rows, SS_USER_COLUMN_ID));
  self->tenant_id = g_strdup (tenant_id);
  self->name = g_strdup (ss_rows_get_string (rows, SS_USER_COLUMN_NAME));
  self->email = g_strdup (ss_rows_get_string (rows, SS_USER_COLUMN_EMAIL));
  self->status = g_strdup (ss_rows_get_string (rows, SS_USER_COLUMN_STATUS));
  self->has_password = !ss_rows_is_null (rows, SS_USER_COLUMN_PASSWORD_HASH);
  self->person.id = self->id;
  self->person.tenant_id = self->tenant_id;
  self->new_name = self->name;
  self->new_status = self->status;
  self->new_role = self->person.role;
  *found = TRUE;
  return TRUE;
}

/* Who was deactivated before accepting the invitation is invited again, not active. */
static const char *
decide_status (const Subject *self, gboolean is_active)
{
  if (!is_active)
    return "DEACTIVATED";
  if (strcmp (self->status, "DEACTIVATED") != 0)
    return self->status;
  return self->has_password ? "ACTIVE" : "INVITED";
}

/* (nullable): the code of what refuses */
static const char *
check (SsRequest *request, Subject *self, const SsUserChange *change)
{
  gboolean changes_role = change->sets_role && change->role != self->person.role;
  gboolean is_own;
  const char *rule = NULL;
  SsPerson actor;

  ss_user_rules_get_actor (request, &actor);
  is_own = strcmp (actor.id, self->id) == 0;
  if (change->sets_active && change->is_active && strcmp (self->status, "INVITED") == 0)
    return "invited";
  if (change->name != NULL)
    self->new_name = change->name;
  if (change->sets_active)
    self->new_status = decide_status (self, change->is_active);
  if (changes_role)
    self->new_role = change->role;

  if (changes_role)
    rule = ss_role_check_assignment (&actor, &self->person, change->role);
  else if (strcmp (self->new_status, self->status) != 0
           || (strcmp (self->new_name, self->name) != 0 && !is_own))
    rule = ss_user_rules_check_manage (&actor, &self->person);
  if (rule == NULL && changes_role && !ss_user_rules_fits_level (change->role, self->tenant_id == NULL))
    return "wrong_level";
  return rule;
}

static gboolean
audit_change (SsRequest *request, const Subject *self, GError **error)
{
  const char *role = ss_role_to_string (self->new_role);
  const SsAuditSubject subject = { .type = "user", .id = self->id, .email = self->email, .role = role };
  gboolean is_closed = strcmp (self->new_status, "DEACTIVATED") == 0;

  if (strcmp (self->new_status, self->status) != 0
      && !ss_audit_record (request, is_closed ? "USER_DEACTIVATED" : "USER_ACTIVATED", &subject, NULL, error))
    return FALSE;
  return self->new_role == self->person.role
         || ss_audit_record (request, "ROLE_CHANGED", &subject,
                             ss_audit_details ("from", ss_role_to_string (self->person.role), "to", role,
                                               NULL),
                             error);
}

static gboolean
write_change (SsRequest *request, const Subject *self, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  gboolean is_staff = is_staff_place (request);

  if (!ss_transaction_execute (transaction, update_sql[is_staff ? 1 : 0], NULL, error, "ssss", self->id,
                               self->new_name, ss_role_to_string (self->new_role), self->new_status))
    return FALSE;
  if (strcmp (self->new_status, "DEACTIVATED") == 0
      && !ss_session_revoke_all (request, is_staff, self->id, error))
    return FALSE;
  return ss_event_record (transaction, "user.updated", self->id, error)
         && audit_change (request, self, error);
}

static void
log_change (SsRequest *request, const Subject *self)
{
  if (strcmp (self->new_status, self->status) != 0)
    ss_platform_log_security (request,
                              strcmp (self->new_status, "DEACTIVATED") == 0 ? "USER_DEACTIVATED"
                                                                            : "USER_ACTIVATED",
                              self->email, self->id, NULL);
  if (self->new_role != self->person.role)
    ss_platform_log_security (request, "ROLE_CHANGED", self->email, self->id, NULL);
}

/**
 * ss_user_change_apply:
 * @request: who asks, in a transaction that may write where the user stands
 * @user_id: whose account
 * @change: what is to be
 * @refusal: (out) (nullable): the code of what refuses: "not_found", a rule of section 11, "last_owner",
 *   "last_superuser", "invited" or "wrong_level"; nothing is changed then
 * @error: return location for an #SsStoreError
 *
 * Deactivating ends the user's sessions and tokens.
 *
 * Returns: whether it was decided
 */
gboolean
ss_user_change_apply (SsRequest *request, const char *user_id, const SsUserChange *change,
                      const char **refusal, GError **error)
{
  g_auto (Subject) self = { 0 };
  GError *failure = NULL;
  gboolean found;

  if (!read_subject (request, user_id, &self, &found, error))
    return FALSE;
  *refusal = found ? check (request, &self, change) : "not_found";
  if (*refusal != NULL
      || (self.new_role == self.person.role && strcmp (self.new_name, self.name) == 0
          && strcmp (self.new_status, self.status) == 0))
    return TRUE;
  if (write_change (request, &self, &failure))
    {
      log_change (request, &self);
      return TRUE;
    }
  *refusal = ss_user_rules_last_code (failure);
  if (*refusal == NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  g_error_free (failure);
  return TRUE;
}

static SsReply *
reply_invited (void)
{
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();

  ss_field_errors_add (errors, "isActive", "This person has not accepted the invitation yet.");
  return ss_reply_new_invalid (errors);
}

/**
 * ss_user_reply_wrong_level:
 * @role: a role that can't be had there
 *
 * Returns: (transfer full): the 400 of contract section 3
 */
SsReply *
ss_user_reply_wrong_level (SsRole role)
{
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();

  if (ss_role_is_platform (role))
    ss_field_errors_add_printf (errors, "tenant", "Users with role %s can't be assigned to a tenant",
                                ss_role_to_string (role));
  else
    ss_field_errors_add_printf (errors, "tenant", "Users with role %s must be assigned to a tenant",
                                ss_role_to_string (role));
  return ss_reply_new_invalid (errors);
}

/**
 * ss_user_change_reply_refused:
 * @change: what was asked for
 * @refusal: what refused it
 *
 * Returns: (transfer full): 400, 403, 404 or 409
 */
SsReply *
ss_user_change_reply_refused (const SsUserChange *change, const char *refusal)
{
  SsReply *reply = ss_user_rules_reply_last (refusal);

  if (reply != NULL)
    return reply;
  if (strcmp (refusal, "not_found") == 0)
    return ss_reply_new_not_found ();
  if (strcmp (refusal, "invited") == 0)
    return reply_invited ();
  if (strcmp (refusal, "wrong_level") == 0)
    return ss_user_reply_wrong_level (change->role);
  return ss_user_rules_reply_denied (refusal);
}
