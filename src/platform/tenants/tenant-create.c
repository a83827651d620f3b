/* tenant-create.c: making a business: its tables, its first domain and its owner
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/tenants/tenant-create.h"

#include "platform/audit/audit-log.h"

static const char insert_tenant[] =
    "INSERT INTO shared.tenants (id, name, subdomain, schema_name, subscription_tier, status, is_demo, created_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

static const char insert_domain[] =
    "INSERT INTO shared.domains (id, tenant_id, domain, is_primary, verification_status, verified_at, created_at) "
    "VALUES ($1, $2, $3, TRUE, 'VERIFIED', $4, $4)";

static gboolean
insert_rows (SsTransaction *transaction, const SsNewTenant *tenant, const char *id, const char *schema,
             GError **error)
{
  g_autofree char *domain_id = g_uuid_string_random ();
  g_autofree char *domain = g_strdup_printf ("%s.%s", tenant->subdomain, tenant->base_domain);
  gint64 now = g_get_real_time ();

  return ss_transaction_execute (transaction, insert_tenant, NULL, error, "ssssssbt", id, tenant->name,
                                 tenant->subdomain, schema,
                                 tenant->subscription_tier != NULL ? tenant->subscription_tier : "FREE",
                                 tenant->status != NULL ? tenant->status : "ACTIVE", tenant->is_demo, now)
         && ss_transaction_execute (transaction, insert_domain, NULL, error, "ssst", domain_id, id, domain,
                                    now);
}

static gboolean
create_owner (SsStore *store, const char *schema, const SsNewUser *owner, const char *owner_hash,
              GError **error)
{
  g_autoptr (SsTransaction) transaction = ss_store_begin (store, schema, SS_ACCESS_WRITE, NULL, error);
  g_autofree char *id = NULL;

  if (transaction == NULL)
    return FALSE;
  id = ss_user_create (transaction, owner, owner_hash, error);
  return id != NULL && ss_transaction_commit (transaction, error);
}

/* By nobody that the platform knows: an operator at the command line, or the demo. */
static gboolean
record_creation (SsTransaction *transaction, const SsNewTenant *tenant, const char *id, GError **error)
{
  g_autoptr (JsonObject) details = ss_audit_details ("subdomain", tenant->subdomain, NULL);
  const SsAuditRecord record = {
    .action = "TENANT_CREATED",
    .target = { "tenant", id, .name = tenant->name },
    .tenant_id = id,
    .details = details,
  };

  return ss_audit_append (transaction, &record, error);
}

/**
 * ss_tenant_create:
 * @store: the store
 * @tenant: what is known of it, valid
 * @owner: (nullable): its first owner
 * @owner_hash: (nullable): the hash of the owner's password, where it was made before
 * @error: where a %SS_STORE_ERROR goes: %SS_STORE_ERROR_CONSTRAINT where the sub-domain is taken
 *
 * All of it comes into being, or nothing: until the shared row is committed nobody can reach the tenant's
 * tables, and when it is not, they are removed again.
 *
 * Returns: (transfer full) (nullable): the tenant's id
 */
char *
ss_tenant_create (SsStore *store, const SsNewTenant *tenant, const SsNewUser *owner, const char *owner_hash,
                  GError **error)
{
  g_autoptr (SsTransaction) transaction = ss_store_begin (store, NULL, SS_ACCESS_WRITE, NULL, error);
  g_autofree char *schema = ss_store_schema_name (tenant->subdomain);
  g_autofree char *id = g_uuid_string_random ();

  if (transaction == NULL || !insert_rows (transaction, tenant, id, schema, error)
      || !record_creation (transaction, tenant, id, error)
      || !ss_store_create_tenant (store, transaction, schema, error)
      || (owner != NULL && !create_owner (store, schema, owner, owner_hash, error))
      || !ss_transaction_commit (transaction, error))
    return NULL;
  return g_steal_pointer (&id);
}
