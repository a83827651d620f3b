/* domain-store.h: the names under which a business is reached
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/paged-list.h"
#include "model/tenants.h"

G_BEGIN_DECLS

#define SS_TYPE_DOMAIN_STORE (ss_domain_store_get_type ())
G_DECLARE_FINAL_TYPE (SsDomainStore, ss_domain_store, SS, DOMAIN_STORE, GObject)

SsDomainStore *ss_domain_store_new (SsSession *session);

/* An SsPagedList of SsDomain: a business's, or on the platform's own host all. */
SsPagedList *ss_domain_store_get_domains (SsDomainStore *self);

/**
 * SsDomainDeed:
 * @SS_DOMAIN_ADD: the draft's domain, and its zone
 * @SS_DOMAIN_VERIFY: has the DNS asked
 * @SS_DOMAIN_MAKE_PRIMARY: it takes the place of the one before
 * @SS_DOMAIN_REMOVE: it leads nowhere from then on
 */
typedef enum
{
  SS_DOMAIN_ADD,
  SS_DOMAIN_VERIFY,
  SS_DOMAIN_MAKE_PRIMARY,
  SS_DOMAIN_REMOVE,
} SsDomainDeed;

/* The list is read again before it is done. */
void ss_domain_store_do_async (SsDomainStore *self, SsDomainDeed deed, SsDomain *domain,
                               GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* (nullable): what the platform has of it now; NULL where it is removed, and with @error set */
SsDomain *ss_domain_store_do_finish (SsDomainStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
