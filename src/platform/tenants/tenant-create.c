/* tenant-create.c: making a business: its tables, its first domain and its owner
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/tenants/tenant-create.h"

#include "platform/audit/audit-log.h"
#include "platform/clock.h"

static const char insert_tenant[] =
    "INSERT INTO shared.tenants (id, name, subdomain, schema_name, subscription_tier, status, is_demo, created_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

static const char insert_domain[] =
    "INSERT INTO shared.domains (id, tenant_id, domain, is_primary, verification_status, verified_at, created_at) "
    "VALUES ($1, $2, $3, TRUE, 'VERIFIED', $4, $4)";

static const char find_schema[] = "SELECT 1 FROM shared.tenants WHERE schema_name = $1 UNION ALL "
                                  "SELECT 1 FROM shared.tenant_backups WHERE schema_name = $1";

static gboolean
insert_rows (SsTransaction *transaction, const SsNewTenant *tenant, const char *id, const char *schema,
             GError **error)
{
  g_autofree char *domain_id = g_uuid_string_random ();
  g_autofree char *domain = g_strdup_printf ("%s.%s", tenant->subdomain, tenant->base_domain);
  gint64 now = ss_clock_get_now ();

  return ss_transaction_execute (transaction, insert_tenant, NULL, error, "ssssssbt", id, tenant->name,
                                 tenant->subdomain, schema,
                                 tenant->subscription_tier != NULL ? tenant->subscription_tier : "FREE",
                                 tenant->status != NULL ? tenant->status : "ACTIVE", tenant->is_demo, now)
         && ss_transaction_execute (transaction, insert_domain, NULL, error, "ssst", domain_id, id, domain,
                                    now);
}

/* That of the subdomain, unless the backup of a business that had it before has it still. */
static char *
choose_schema (SsTransaction *transaction, const char *subdomain, GError **error)
{
  g_autofree char *schema = ss_store_schema_name (subdomain);

  for (guint i = 2;; i++)
    {
      g_autoptr (SsRows) rows = ss_transaction_query (transaction, find_schema, error, "s", schema);
      g_autofree char *next = NULL;
      gboolean found;

      if (!ss_rows_first (rows, &found, error))
        return NULL;
      if (!found)
        return g_steal_pointer (&schema);
      next = g_strdup_printf ("%s--%u", subdomain, i);
      g_free (schema);
      schema = ss_store_schema_name (next);
    }
}

static gboolean
fill_tables (SsStore *store, const char *schema, const char *id, SsTenantFillFunc fill, gpointer data,
             GError **error)
{
  g_autoptr (SsTransaction) transaction = ss_store_begin (store, schema, SS_ACCESS_WRITE, NULL, error);

  return transaction != NULL && fill (transaction, id, data, error)
         && ss_transaction_commit (transaction, error);
}

typedef struct
{
  const SsNewUser *user;
  const char *hash;
} Owner;

static gboolean
create_owner_cb (SsTransaction *transaction, const char *tenant_id, gpointer data, GError **error)
{
  const Owner *owner = data;
  g_autofree char *id = ss_user_create (transaction, owner->user, owner->hash, error);

  return id != NULL;
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
 * ss_tenant_create_in:
 * @transaction: one that writes to the shared tables
 * @tenant: what is known of it, valid
 * @fill: (nullable): puts what it begins with into its tables, such as an owner
 * @data: for @fill
 * @error: where a %SS_STORE_ERROR goes: %SS_STORE_ERROR_CONSTRAINT where the sub-domain is taken
 *
 * All of it comes into being with the commit of @transaction, or nothing: until then nobody can reach the
 * tenant's tables, whatever is in them, and without it they are removed again, at the latest by the next
 * start after a crash. That is why what @fill writes can be committed by itself, before.
 *
 * Returns: (transfer full) (nullable): the tenant's id
 */
char *
ss_tenant_create_in (SsTransaction *transaction, const SsNewTenant *tenant, SsTenantFillFunc fill,
                     gpointer data, GError **error)
{
  SsStore *store = ss_transaction_get_store (transaction);
  g_autofree char *schema = choose_schema (transaction, tenant->subdomain, error);
  g_autofree char *id = g_uuid_string_random ();

  if (schema == NULL || !insert_rows (transaction, tenant, id, schema, error)
      || !ss_store_create_tenant (store, transaction, schema, error)
      || (fill != NULL && !fill_tables (store, schema, id, fill, data, error)))
    return NULL;
  return g_steal_pointer (&id);
}

/**
 * ss_tenant_create:
 * @store: the store
 * @tenant: what is known of it, valid
 * @owner: (nullable): its first owner
 * @owner_hash: (nullable): the hash of the owner's password, where it was made before
 * @error: where a %SS_STORE_ERROR goes: %SS_STORE_ERROR_CONSTRAINT where the sub-domain is taken
 *
 * As ss_tenant_create_in(), by nobody that the platform knows.
 *
 * Returns: (transfer full) (nullable): the tenant's id
 */
char *
ss_tenant_create (SsStore *store, const SsNewTenant *tenant, const SsNewUser *owner, const char *owner_hash,
                  GError **error)
{
  g_autoptr (SsTransaction) transaction = ss_store_begin (store, NULL, SS_ACCESS_WRITE, NULL, error);
  Owner first = { owner, owner_hash };
  g_autofree char *id = NULL;

  if (transaction != NULL)
    id = ss_tenant_create_in (transaction, tenant, owner != NULL ? create_owner_cb : NULL, &first, error);
  if (id == NULL || !record_creation (transaction, tenant, id, error)
      || !ss_transaction_commit (transaction, error))
    return NULL;
  return g_steal_pointer (&id);
}
