/* grant-record.h: the row of one grant, and the contract's Grant
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/request.h"

G_BEGIN_DECLS

#define SS_GRANT_COLUMNS \
  "id, grantor, grantee, action, reason, created_at, expires_at, revoked_at, revoked_by, grantee_id, ended_at"

/* @rows with SS_GRANT_COLUMNS. */
void ss_grant_write (SsRows *rows, gint64 now, SsJsonWriter *writer);
/* (transfer full): a person inside another object */
char *ss_grant_describe_person (const char *id, const char *name, const char *email, const char *role);
char *ss_grant_describe_caller (SsRequest *request);
/* Where the request's grants stand: 1 in the shared tables, 0 in the tenant's. */
guint ss_grant_place (SsTransaction *transaction);
/* (transfer full) (nullable): the Grant as JSON; NULL without an error: there is none.
 * @grantee_id: (out) (transfer full) (optional) */
char *ss_grant_read (SsTransaction *transaction, const char *id, gint64 now, char **grantee_id,
                     GError **error);
/* Tells those who may see grants, and the one who has it. */
gboolean ss_grant_announce (SsTransaction *transaction, const char *event, const char *id, gint64 now,
                            GError **error);

G_END_DECLS
