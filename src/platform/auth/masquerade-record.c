/* masquerade-record.c: a masquerade as it stands in the store, and whether it goes on
 *
 * It is judged anew with each request: by the clock, by both people and by both sessions as they are now. So
 * nothing has to reach the tables of another tenant for a masquerade to end there at once.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/auth/masquerade-record.h"

#include <string.h>

#include "domain/masquerade.h"
#include "model/time.h"

/* A clock that is set right goes back by less; one that goes back further can't say when the end is. */
#define CLOCK_TOLERANCE G_TIME_SPAN_MINUTE

static const char find_record[] =
    "SELECT tenant_id, user_id, user_email, real_user_id, real_email, real_role, real_is_staff, real_session_id, "
    "mode, reason, ip_address, started_at, expires_at, ended_at, end_reason FROM shared.masquerades "
    "WHERE session_id = $1";

static const char insert_record[] =
    "INSERT INTO shared.masquerades (session_id, tenant_id, user_id, user_email, real_user_id, real_email, "
    "real_role, real_is_staff, real_session_id, mode, reason, ip_address, started_at, expires_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";

#define SIDES(target, real)                                                                           \
  "SELECT s.revoked_at, u.role, u.status, u.is_temporary, r.role, r.status, r.is_temporary, o.id, "   \
  "o.revoked_at FROM " target "sessions s JOIN " target "users u ON u.id = s.user_id LEFT JOIN " real \
  "users r ON r.id = $2 LEFT JOIN " real "sessions o ON o.id = $3 WHERE s.id = $1"

static const char *const find_sides[] = { SIDES ("", ""), SIDES ("", "shared."),
                                          SIDES ("shared.", "shared.") };

enum
{
  SIDE_REVOKED_AT,
  SIDE_ROLE,
  SIDE_STATUS,
  SIDE_IS_TEMPORARY,
  SIDE_REAL_ROLE,
  SIDE_REAL_STATUS,
  SIDE_REAL_IS_TEMPORARY,
  SIDE_REAL_SESSION,
  SIDE_REAL_REVOKED_AT,
};

/**
 * ss_masquerade_record_clear:
 * @self: a record; once filled, or all zeros
 */
void
ss_masquerade_record_clear (SsMasqueradeRecord *self)
{
  g_clear_pointer (&self->session_id, g_free);
  g_clear_pointer (&self->tenant_id, g_free);
  g_clear_pointer (&self->user_id, g_free);
  g_clear_pointer (&self->user_email, g_free);
  g_clear_pointer (&self->real_user_id, g_free);
  g_clear_pointer (&self->real_email, g_free);
  g_clear_pointer (&self->real_session_id, g_free);
  g_clear_pointer (&self->reason, g_free);
  g_clear_pointer (&self->ip_address, g_free);
  g_clear_pointer (&self->end_reason, g_free);
}

/**
 * ss_masquerade_record_find:
 * @transaction: any
 * @session_id: a session
 * @self: (out): the masquerade, to be cleared
 * @found: (out): whether the session is one
 * @error: return location for an #SsStoreError
 *
 * Returns: whether it could be asked
 */
gboolean
ss_masquerade_record_find (SsTransaction *transaction, const char *session_id, SsMasqueradeRecord *self,
                           gboolean *found, GError **error)
{
  g_autoptr (SsRows) rows = ss_transaction_query (transaction, find_record, error, "s", session_id);

  if (!ss_rows_first (rows, found, error))
    return FALSE;
  if (!*found)
    return TRUE;
  *self = (SsMasqueradeRecord){
    .session_id = g_strdup (session_id),
    .tenant_id = g_strdup (ss_rows_get_string (rows, 0)),
    .user_id = g_strdup (ss_rows_get_string (rows, 1)),
    .user_email = g_strdup (ss_rows_get_string (rows, 2)),
    .real_user_id = g_strdup (ss_rows_get_string (rows, 3)),
    .real_email = g_strdup (ss_rows_get_string (rows, 4)),
    .real_is_staff = ss_rows_get_boolean (rows, 6),
    .real_session_id = g_strdup (ss_rows_get_string (rows, 7)),
    .is_act = strcmp (ss_rows_get_string (rows, 8), "ACT") == 0,
    .reason = g_strdup (ss_rows_get_string (rows, 9)),
    .ip_address = g_strdup (ss_rows_get_string (rows, 10)),
    .started_at = ss_rows_get_time (rows, 11),
    .expires_at = ss_rows_get_time (rows, 12),
    .ended_at = ss_rows_get_time (rows, 13),
    .end_reason = g_strdup (ss_rows_get_string (rows, 14)),
  };
  ss_role_from_string (ss_rows_get_string (rows, 5), &self->real_role);
  return TRUE;
}

/**
 * ss_masquerade_record_insert:
 * @transaction: one that may write to the shared tables
 * @self: a masquerade that begins
 * @error: return location for an #SsStoreError
 *
 * Returns: whether it stands there
 */
gboolean
ss_masquerade_record_insert (SsTransaction *transaction, const SsMasqueradeRecord *self, GError **error)
{
  return ss_transaction_execute (transaction, insert_record, NULL, error, "sssssssbssssii", self->session_id,
                                 self->tenant_id, self->user_id, self->user_email, self->real_user_id,
                                 self->real_email, ss_role_to_string (self->real_role), self->real_is_staff,
                                 self->real_session_id, ss_masquerade_record_get_mode (self), self->reason,
                                 self->ip_address, self->started_at, self->expires_at);
}

static gboolean
read_side (SsRows *rows, guint first, const char *id, const char *tenant_id, SsPerson *person)
{
  if (ss_rows_is_null (rows, first))
    return FALSE;
  *person = (SsPerson){ .id = id,
                        .tenant_id = tenant_id,
                        .is_active = strcmp (ss_rows_get_string (rows, first + 1), "ACTIVE") == 0,
                        .is_temporary = ss_rows_get_boolean (rows, first + 2) };
  return ss_role_from_string (ss_rows_get_string (rows, first), &person->role);
}

/* (nullable): why it is over */
static const char *
judge_sides (const SsMasqueradeRecord *self, SsRows *rows)
{
  SsPerson target, real;

  if (!read_side (rows, SIDE_ROLE, self->user_id, self->tenant_id, &target)
      || !read_side (rows, SIDE_REAL_ROLE, self->real_user_id, self->real_is_staff ? NULL : self->tenant_id,
                     &real)
      || !target.is_active || !real.is_active)
    return "deactivated";
  if (ss_rows_is_null (rows, SIDE_REAL_SESSION) || !ss_rows_is_null (rows, SIDE_REAL_REVOKED_AT))
    return "signed_out";
  if (!ss_rows_is_null (rows, SIDE_REVOKED_AT))
    return "revoked";
  if (real.role != self->real_role || ss_masquerade_check (&real, &target, FALSE) != SS_MASQUERADE_ALLOWED)
    return "role_changed";
  return NULL;
}

/**
 * ss_masquerade_record_judge:
 * @transaction: one where the target stands
 * @self: a masquerade
 * @now: the time
 * @end: (out) (nullable): why it is over, as it is written down; %NULL where it goes on
 * @error: return location for an #SsStoreError
 *
 * Returns: whether it could be judged
 */
gboolean
ss_masquerade_record_judge (SsTransaction *transaction, const SsMasqueradeRecord *self, gint64 now,
                            const char **end, GError **error)
{
  guint place = self->tenant_id == NULL ? 2 : self->real_is_staff ? 1 : 0;
  g_autoptr (SsRows) rows = NULL;
  gboolean found;

  *end = NULL;
  if (self->ended_at != SS_TIME_NONE)
    *end = self->end_reason;
  else if (now >= self->expires_at || now < self->started_at - CLOCK_TOLERANCE)
    *end = "expired";
  if (*end != NULL)
    return TRUE;

  rows = ss_transaction_query (transaction, find_sides[place], error, "sss", self->session_id,
                               self->real_user_id, self->real_session_id);
  if (!ss_rows_first (rows, &found, error))
    return FALSE;
  *end = found ? judge_sides (self, rows) : "revoked";
  return TRUE;
}

/**
 * ss_masquerade_record_get_mode:
 * @self: a masquerade
 *
 * Returns: "VIEW" or "ACT"
 */
const char *
ss_masquerade_record_get_mode (const SsMasqueradeRecord *self)
{
  return self->is_act ? "ACT" : "VIEW";
}
