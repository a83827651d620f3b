/* user-places.h: where users stand: in a tenant's tables, or the platform's staff in the shared ones
 *
 * Seen from the platform's own host, people of all tenants are asked for.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/request.h"

G_BEGIN_DECLS

/* (transfer full) (element-type SsRequestTenant): the platform itself first, its id NULL. @transaction
 * reaches the shared tables. */
GPtrArray *ss_user_places_list (SsTransaction *transaction, GError **error);
SsTransaction *ss_user_place_begin (SsStore *store, const SsRequestTenant *place, GError **error);
/* Whether the user of this id is there. Tables that can't be read at present are as if nobody were there. */
gboolean ss_user_place_has (SsStore *store, const SsRequestTenant *place, const char *user_id);
/* (transfer full) (nullable): where the user of this id stands; NULL where nobody has it */
SsRequestTenant *ss_user_places_find (SsStore *store, GPtrArray *places, const char *user_id);
SsRequestTenant *ss_user_place_copy (const SsRequestTenant *place);
/* From now on the request is about this tenant, or the platform itself. */
void ss_user_place_enter (SsRequest *request, const SsRequestTenant *place);
void ss_user_place_free (SsRequestTenant *place);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsRequestTenant, ss_user_place_free)

G_END_DECLS
