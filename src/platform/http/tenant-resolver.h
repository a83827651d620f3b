/* tenant-resolver.h: whose request it is (contract section 1, «tenant», and section 11)
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/request.h"

G_BEGIN_DECLS

typedef struct _SsTenantResolver SsTenantResolver;

SsTenantResolver *ss_tenant_resolver_new (const char *base_domain);
void ss_tenant_resolver_free (SsTenantResolver *self);

/* Fills in the request's tenant; NULL where all is well. */
SsReply *ss_tenant_resolver_find (SsTenantResolver *self, SsRequest *request, GError **error);
/* Reads what may have changed since, in the request's transaction. */
SsReply *ss_tenant_resolver_refresh (SsTenantResolver *self, SsRequest *request, GError **error);
void ss_tenant_resolver_forget (SsTenantResolver *self, SsRequest *request);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsTenantResolver, ss_tenant_resolver_free)

G_END_DECLS
