/* people.c: making users, from the command line, the demo and a new tenant alike
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/auth/people.h"
#include "platform/clock.h"

#include <string.h>

#include "domain/validation.h"

#define INSERT(schema)                                                                                    \
  "INSERT INTO " schema "users (id, name, email, role, status, password_hash, is_temporary, created_at) " \
  "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
#define SET_PASSWORD(schema)                                                                         \
  "UPDATE " schema                                                                                   \
  "users SET password_hash = $2, status = CASE status WHEN 'INVITED' THEN 'ACTIVE' ELSE status END " \
  "WHERE email = $1"
#define REVOKE(schema) \
  "DELETE FROM " schema "sessions WHERE user_id IN (SELECT id FROM " schema "users WHERE email = $1)"

static const char *const insert_sql[] = { INSERT (""), INSERT ("shared.") };
static const char *const set_password_sql[] = { SET_PASSWORD (""), SET_PASSWORD ("shared.") };
static const char *const revoke_sql[] = { REVOKE (""), REVOKE ("shared.") };

static guint
place (SsTransaction *transaction)
{
  return ss_transaction_get_schema (transaction) == NULL ? 1 : 0;
}

static gboolean
check_user (SsTransaction *transaction, const SsNewUser *user, const char *email, GError **error)
{
  const char *fault = ss_validate_name (user->name);

  if (fault == NULL)
    fault = ss_validate_email (email);
  if (fault == NULL && ss_role_is_platform (user->role) != (place (transaction) == 1))
    fault = place (transaction) == 1 ? "Users with a tenant role must be assigned to a tenant."
                                     : "Users with a platform role can't be assigned to a tenant.";
  if (fault == NULL)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, fault);
  return FALSE;
}

/**
 * ss_user_create:
 * @transaction: one that may write: into its tenant, or among the platform's staff where it has none
 * @user: who
 * @password_hash: (nullable): a hash made before, for many users at once
 * @error: return location for a #GError
 *
 * Without a password and a hash the user is invited. Hashing takes a tenth of a second: never on the main
 * loop.
 *
 * Returns: (transfer full) (nullable): the user's id; %G_IO_ERROR_INVALID_ARGUMENT with a sentence where
 * name, email or role are wrong, %SS_STORE_ERROR_CONSTRAINT where the email is taken
 */
char *
ss_user_create (SsTransaction *transaction, const SsNewUser *user, const char *password_hash, GError **error)
{
  g_autofree char *id = user->id != NULL ? g_strdup (user->id) : g_uuid_string_random ();
  g_autofree char *email = ss_email_normalize (user->email);
  g_autofree char *hash = g_strdup (password_hash);
  gboolean done;

  if (!check_user (transaction, user, email, error))
    return NULL;
  if (hash == NULL && user->password != NULL)
    {
      hash = ss_password_hash (user->password, error);
      if (hash == NULL)
        return NULL;
    }
  done = ss_transaction_execute (transaction, insert_sql[place (transaction)], NULL, error, "ssssssbt", id,
                                 user->name, email, ss_role_to_string (user->role),
                                 hash != NULL ? "ACTIVE" : "INVITED", hash, user->is_temporary,
                                 ss_clock_get_now ());
  return done ? g_steal_pointer (&id) : NULL;
}

/**
 * ss_user_set_password:
 * @transaction: one that may write: in its tenant, or among the platform's staff where it has none
 * @email: whose
 * @password: the new one
 * @error: return location for a #GError
 *
 * Signs the user out everywhere.
 *
 * Returns: whether it is set; %G_IO_ERROR_NOT_FOUND where there is no such user
 */
gboolean
ss_user_set_password (SsTransaction *transaction, const char *email, const char *password, GError **error)
{
  g_autofree char *hash = ss_password_hash (password, error);
  g_autofree char *key = ss_email_normalize (email);
  gint64 n_changed = 0;

  if (hash == NULL
      || !ss_transaction_execute (transaction, set_password_sql[place (transaction)], &n_changed, error, "ss",
                                  key, hash)
      || !ss_transaction_execute (transaction, revoke_sql[place (transaction)], NULL, error, "s", key))
    return FALSE;
  if (n_changed == 1)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "There is no user %s.", email);
  return FALSE;
}
