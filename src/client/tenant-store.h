/* tenant-store.h: the businesses, for the platform's staff
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/paged-list.h"
#include "model/tenants.h"

G_BEGIN_DECLS

#define SS_TYPE_TENANT_STORE (ss_tenant_store_get_type ())
G_DECLARE_FINAL_TYPE (SsTenantStore, ss_tenant_store, SS, TENANT_STORE, GObject)

SsTenantStore *ss_tenant_store_new (SsSession *session);

/* What the page of tenants shows; an SsPagedList of SsTenant. */
SsPagedList *ss_tenant_store_get_tenants (SsTenantStore *self);
/* Each (nullable): all. @typing: wait a little for more. */
void ss_tenant_store_set_filter (SsTenantStore *self, const char *search, const char *tier,
                                 const char *status, gboolean typing);
/* @patch: of which only that is set which changes: name, subscription-tier or status. */
void ss_tenant_store_change_async (SsTenantStore *self, SsTenant *tenant, SsTenant *patch,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean ss_tenant_store_change_finish (SsTenantStore *self, GAsyncResult *result, GError **error);

/* What comes back has the address to pass on to the owner, which is told only now. */
void ss_tenant_store_create_async (SsTenantStore *self, SsCreatedTenant *draft, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
SsCreatedTenant *ss_tenant_store_create_finish (SsTenantStore *self, GAsyncResult *result, GError **error);

void ss_tenant_store_delete_async (SsTenantStore *self, SsTenant *tenant, const char *confirmation,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean ss_tenant_store_delete_finish (SsTenantStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
