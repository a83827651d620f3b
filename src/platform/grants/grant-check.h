/* grant-check.h: what somebody may do by grants (contract section 7)
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/request.h"

G_BEGIN_DECLS

/* How far the caller has @permission by a grant that counts now; NONE where there is none, or it can't be
 * read.
 * @id: (out) (transfer full) (nullable) (optional): the grant's */
SsScope ss_grant_find_scope (SsRequest *request, SsPermission permission, char **id);
/* The same for all permissions at once. */
void ss_grant_foresee_scopes (SsRequest *request);
void ss_grant_find_scopes (SsRequest *request, SsScope scopes[SS_N_PERMISSIONS]);
/* Writes down that the request needed the grant, in its transaction. */
gboolean ss_grant_record_use (SsRequest *request, const char *id, GError **error);

G_END_DECLS
