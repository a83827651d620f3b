/* user-record.h: the row of one user, as the contract's User
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/request.h"

G_BEGIN_DECLS

/* Rows of "SELECT " SS_USER_COLUMNS " FROM users". */
#define SS_USER_COLUMNS \
  "id, name, email, role, status, is_temporary, avatar_url, last_login_at, created_at, resource_id, password_hash"

enum
{
  SS_USER_COLUMN_ID,
  SS_USER_COLUMN_NAME,
  SS_USER_COLUMN_EMAIL,
  SS_USER_COLUMN_ROLE,
  SS_USER_COLUMN_STATUS,
  SS_USER_COLUMN_IS_TEMPORARY,
  SS_USER_COLUMN_AVATAR_URL,
  SS_USER_COLUMN_LAST_LOGIN_AT,
  SS_USER_COLUMN_CREATED_AT,
  SS_USER_COLUMN_RESOURCE_ID,
  SS_USER_COLUMN_PASSWORD_HASH,
};

/* One row or none: NULL without an error. */
SsRows *ss_user_find (SsTransaction *transaction, gboolean is_staff, const char *id, GError **error);
SsRows *ss_user_find_by_email (SsTransaction *transaction, gboolean is_staff, const char *email,
                               GError **error);
/* @tenant: (nullable): the user's own */
void ss_user_write_members (SsRows *rows, const SsRequestTenant *tenant, SsJsonWriter *writer);

G_END_DECLS
