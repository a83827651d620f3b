/* user-record.c: the row of one user, as the contract's User
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/auth/user-record.h"

#include <string.h>

#define FIND(schema) "SELECT " SS_USER_COLUMNS " FROM " schema "users WHERE id = $1"
#define FIND_BY_EMAIL(schema) "SELECT " SS_USER_COLUMNS " FROM " schema "users WHERE email = $1"

static const char *const find_sql[] = { FIND (""), FIND ("shared.") };
static const char *const find_by_email_sql[] = { FIND_BY_EMAIL (""), FIND_BY_EMAIL ("shared.") };

static SsRows *
find_one (SsTransaction *transaction, const char *sql, const char *value, GError **error)
{
  g_autoptr (SsRows) rows = ss_transaction_query (transaction, sql, error, "s", value);

  if (rows == NULL || !ss_rows_next (rows, error))
    return NULL;
  return g_steal_pointer (&rows);
}

static void
write_text (SsRows *rows, guint column, const char *name, SsJsonWriter *writer)
{
  ss_json_writer_name (writer, name);
  ss_json_writer_string (writer, ss_rows_get_string (rows, column));
}

static void
write_time (SsRows *rows, guint column, const char *name, SsJsonWriter *writer)
{
  ss_json_writer_name (writer, name);
  ss_json_writer_time (writer, ss_rows_get_time (rows, column));
}

/**
 * ss_user_find:
 * @transaction: where the user stands
 * @is_staff: whether among the platform's staff
 * @id: a user's id
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): rows that are at the user's; %NULL where there is none, and where
 * @error is set
 */
SsRows *
ss_user_find (SsTransaction *transaction, gboolean is_staff, const char *id, GError **error)
{
  return find_one (transaction, find_sql[is_staff ? 1 : 0], id, error);
}

/**
 * ss_user_find_by_email:
 * @transaction: where the user stands
 * @is_staff: whether among the platform's staff
 * @email: an address as it is compared
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): as ss_user_find()
 */
SsRows *
ss_user_find_by_email (SsTransaction *transaction, gboolean is_staff, const char *email, GError **error)
{
  return find_one (transaction, find_by_email_sql[is_staff ? 1 : 0], email, error);
}

/**
 * ss_user_write_members:
 * @rows: at a user
 * @tenant: (nullable): the user's own
 * @writer: an object
 *
 * The members of the contract's User (section 7).
 */
void
ss_user_write_members (SsRows *rows, const SsRequestTenant *tenant, SsJsonWriter *writer)
{
  const char *status = ss_rows_get_string (rows, SS_USER_COLUMN_STATUS);

  write_text (rows, SS_USER_COLUMN_ID, "id", writer);
  write_text (rows, SS_USER_COLUMN_NAME, "name", writer);
  write_text (rows, SS_USER_COLUMN_EMAIL, "email", writer);
  write_text (rows, SS_USER_COLUMN_ROLE, "role", writer);
  ss_json_writer_name (writer, "tenantId");
  ss_json_writer_string (writer, tenant != NULL ? tenant->id : NULL);
  ss_json_writer_name (writer, "tenantName");
  ss_json_writer_string (writer, tenant != NULL ? tenant->name : NULL);
  ss_json_writer_name (writer, "isActive");
  ss_json_writer_boolean (writer, strcmp (status, "ACTIVE") == 0);
  ss_json_writer_name (writer, "isTemporary");
  ss_json_writer_boolean (writer, ss_rows_get_boolean (rows, SS_USER_COLUMN_IS_TEMPORARY));
  write_text (rows, SS_USER_COLUMN_AVATAR_URL, "avatarUrl", writer);
  ss_json_writer_name (writer, "status");
  ss_json_writer_string (writer, status);
  write_time (rows, SS_USER_COLUMN_LAST_LOGIN_AT, "lastLoginAt", writer);
  write_time (rows, SS_USER_COLUMN_CREATED_AT, "createdAt", writer);
  write_text (rows, SS_USER_COLUMN_RESOURCE_ID, "resourceId", writer);
}
