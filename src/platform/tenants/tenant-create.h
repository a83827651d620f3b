/* tenant-create.h: making a business: its tables, its first domain and its owner
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/auth/people.h"
#include "platform/store/store.h"

G_BEGIN_DECLS

/**
 * SsNewTenant:
 * @base_domain: under which its first domain is made: "smoothschedule.com"
 * @subscription_tier: (nullable): %NULL: "FREE"
 * @status: (nullable): %NULL: "ACTIVE"
 */
typedef struct
{
  const char *name;
  const char *subdomain;
  const char *base_domain;
  const char *subscription_tier;
  const char *status;
  gboolean is_demo;
} SsNewTenant;

/* What else a new tenant is to have. In a transaction of its own tables. */
typedef gboolean (*SsTenantFillFunc) (SsTransaction *transaction, const char *tenant_id, gpointer data,
                                      GError **error);

/* Gives the tenant's id. @owner: (nullable): NULL: none yet. @owner_hash: (nullable): the owner's password,
 * hashed. */
char *ss_tenant_create (SsStore *store, const SsNewTenant *tenant, const SsNewUser *owner,
                        const char *owner_hash, GError **error);
/* The same as part of @transaction, which writes to the shared tables; it is for the caller to write it down
 * in the audit log. @fill: (nullable) */
char *ss_tenant_create_in (SsTransaction *transaction, const SsNewTenant *tenant, SsTenantFillFunc fill,
                           gpointer data, GError **error);

G_END_DECLS
