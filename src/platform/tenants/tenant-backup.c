/* tenant-backup.c: a deleted business, for 30 days
 *
 * The business's own tables stay where they are; that nobody can reach them is a matter of the shared tables
 * alone (migration 0009). So there is no moment at which it is half deleted, and nothing to copy.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/tenants/tenant-backup.h"

#include "platform/audit/audit-log.h"

#define KEPT_MICROSECONDS (30 * G_TIME_SPAN_DAY)

#define TENANT_COLUMNS "id, name, subdomain, schema_name, subscription_tier, status, is_demo, created_at"
#define DOMAIN_COLUMNS                                                                          \
  "id, tenant_id, domain, is_primary, is_custom_domain, route53_zone_id, verification_status, " \
  "verification_message, verified_at, created_at"
#define AUDIT_COLUMNS                                                                                      \
  "position, id, created_at, action, actor_id, actor_email, actor_role, real_actor_id, real_actor_email, " \
  "real_actor_role, target_type, target_id, target_email, target_role, target_name, tenant_id, "           \
  "ip_address, user_agent, session_key, request_id, details, previous_hash, hash, search_text"

/* Each with the tenant's id. The number of those who have a plugin counts businesses that are there. */
static const char *const forget_sql[] = {
  "INSERT INTO shared.tenant_backup_domains (" DOMAIN_COLUMNS ") SELECT " DOMAIN_COLUMNS
  " FROM shared.domains WHERE tenant_id = $1",
  "UPDATE shared.plugins SET install_count = install_count - 1 WHERE id IN "
  "(SELECT plugin_id FROM shared.plugin_installs WHERE tenant_id = $1)",
  "DELETE FROM shared.plugin_installs WHERE tenant_id = $1",
  "DELETE FROM shared.tenants WHERE id = $1",
};

static const char keep_tenant[] =
    "INSERT INTO shared.tenant_backups (" TENANT_COLUMNS ", deleted_at, expires_at) SELECT " TENANT_COLUMNS
    ", $2, $3 FROM shared.tenants WHERE id = $1";

static const char find_last[] =
    "SELECT id, schema_name, name FROM shared.tenant_backups WHERE subdomain = $1 "
    "ORDER BY deleted_at DESC LIMIT 1";
static const char is_taken[] = "SELECT 1 FROM shared.tenants WHERE subdomain = $1";

/* Each with the tenant's id. A domain that somebody else has now stays theirs. */
static const char *const restore_sql[] = {
  "INSERT INTO shared.tenants (" TENANT_COLUMNS ") SELECT " TENANT_COLUMNS
  " FROM shared.tenant_backups WHERE id = $1",
  "INSERT INTO shared.domains (" DOMAIN_COLUMNS ") SELECT " DOMAIN_COLUMNS
  " FROM shared.tenant_backup_domains WHERE tenant_id = $1 AND domain NOT IN "
  "(SELECT domain FROM shared.domains)",
  "INSERT INTO shared.plugin_installs (plugin_id, tenant_id, installed_at) SELECT plugin_id, $1, installed_at "
  "FROM installations WHERE plugin_id IN (SELECT id FROM shared.plugins)",
  "UPDATE shared.plugins SET install_count = install_count + 1 WHERE id IN "
  "(SELECT plugin_id FROM shared.plugin_installs WHERE tenant_id = $1)",
  "DELETE FROM shared.tenant_backups WHERE id = $1",
};

static const char list_expired[] = "SELECT id, schema_name FROM shared.tenant_backups WHERE expires_at <= $1";

/* Each with the tenant's id. */
static const char *const purge_sql[] = {
  "INSERT INTO shared.audit_archive (archive_tenant_id, " AUDIT_COLUMNS ") SELECT $1, " AUDIT_COLUMNS
  " FROM audit_entries",
  "DELETE FROM shared.tenant_backups WHERE id = $1",
};

static gboolean
execute_all (SsTransaction *transaction, const char *const *sql, guint n_statements, const char *tenant_id,
             GError **error)
{
  for (guint i = 0; i < n_statements; i++)
    if (!ss_transaction_execute (transaction, sql[i], NULL, error, "s", tenant_id))
      return FALSE;
  return TRUE;
}

/**
 * ss_tenant_backup_make:
 * @transaction: one that writes to the shared tables
 * @tenant_id: a tenant that is there
 * @now: what time it is
 * @error: return location for an #SsStoreError
 *
 * Returns: whether all that is left of the tenant is its backup
 */
gboolean
ss_tenant_backup_make (SsTransaction *transaction, const char *tenant_id, gint64 now, GError **error)
{
  return ss_transaction_execute (transaction, keep_tenant, NULL, error, "stt", tenant_id, now,
                                 now + KEPT_MICROSECONDS)
         && execute_all (transaction, forget_sql, G_N_ELEMENTS (forget_sql), tenant_id, error);
}

typedef struct
{
  char *id;     /* (owned) */
  char *schema; /* (owned) */
  char *name;   /* (owned) (nullable) */
} Backup;

static void
backup_clear (Backup *self)
{
  g_free (self->id);
  g_free (self->schema);
  g_free (self->name);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Backup, backup_clear)

static gboolean
find_backup (SsStore *store, const char *subdomain, Backup *backup, GError **error)
{
  g_autoptr (SsTransaction) transaction = ss_store_begin (store, NULL, SS_ACCESS_READ, NULL, error);
  g_autoptr (SsRows) rows = NULL;
  gboolean found;

  if (transaction != NULL)
    rows = ss_transaction_query (transaction, find_last, error, "s", subdomain);
  if (!ss_rows_first (rows, &found, error))
    return FALSE;
  if (!found)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "There is no backup of a business %s", subdomain);
      return FALSE;
    }
  backup->id = g_strdup (ss_rows_get_string (rows, 0));
  backup->schema = g_strdup (ss_rows_get_string (rows, 1));
  backup->name = g_strdup (ss_rows_get_string (rows, 2));
  return TRUE;
}

static gboolean
check_free (SsTransaction *transaction, const char *subdomain, GError **error)
{
  g_autoptr (SsRows) rows = ss_transaction_query (transaction, is_taken, error, "s", subdomain);
  gboolean found;

  if (!ss_rows_first (rows, &found, error))
    return FALSE;
  if (found)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, "Another business has the subdomain %s now",
                 subdomain);
  return !found;
}

/**
 * ss_tenant_backup_restore:
 * @store: the store
 * @subdomain: what the tenant had
 * @error: return location for an #SsStoreError; %G_IO_ERROR_NOT_FOUND where there is no backup,
 *   %G_IO_ERROR_EXISTS where another has the sub-domain now
 *
 * By nobody that the platform knows: the contract has no call for it, so that whoever may delete a business
 * by mistake, or with a stolen token, can't also decide which of the deleted ones people get to see. It is
 * for an operator, `smoothschedule-platform tenant restore`.
 *
 * Returns: (transfer full) (nullable): the tenant's id; %NULL with @error set
 */
char *
ss_tenant_backup_restore (SsStore *store, const char *subdomain, GError **error)
{
  g_auto (Backup) backup = { NULL };
  g_autoptr (JsonObject) details = ss_audit_details ("status", "RESTORED", "subdomain", subdomain, NULL);
  SsAuditRecord record = { .action = "TENANT_CHANGED", .details = details };
  g_autoptr (SsTransaction) transaction = NULL;

  if (!find_backup (store, subdomain, &backup, error))
    return NULL;
  transaction = ss_store_begin (store, backup.schema, SS_ACCESS_WRITE_ACROSS, NULL, error);
  record.tenant_id = backup.id;
  record.target = (SsAuditSubject){ "tenant", backup.id, .name = backup.name };
  if (transaction == NULL || !check_free (transaction, subdomain, error)
      || !execute_all (transaction, restore_sql, G_N_ELEMENTS (restore_sql), backup.id, error)
      || !ss_audit_append_to_platform (transaction, &record, error)
      || !ss_transaction_commit (transaction, error))
    return NULL;
  return g_steal_pointer (&backup.id);
}

/* A crash in between leaves tables that no row names: the next start removes them. */
static gboolean
purge (SsStore *store, const Backup *backup, GError **error)
{
  g_autoptr (SsTransaction) transaction =
      ss_store_begin (store, backup->schema, SS_ACCESS_WRITE_ACROSS, NULL, error);

  if (transaction == NULL
      || !execute_all (transaction, purge_sql, G_N_ELEMENTS (purge_sql), backup->id, error)
      || !ss_transaction_commit (transaction, error))
    return FALSE;
  g_clear_pointer (&transaction, ss_transaction_free);
  return ss_store_delete_tenant (store, backup->schema, error);
}

static void
clear_cb (gpointer data)
{
  backup_clear (data);
}

static GArray *
list_backups (SsStore *store, gint64 now, GError **error)
{
  g_autoptr (GArray) backups = g_array_new (FALSE, FALSE, sizeof (Backup));
  g_autoptr (SsTransaction) transaction = ss_store_begin (store, NULL, SS_ACCESS_READ, NULL, error);
  g_autoptr (SsRows) rows = NULL;
  GError *failure = NULL;

  g_array_set_clear_func (backups, clear_cb);
  if (transaction != NULL)
    rows = ss_transaction_query (transaction, list_expired, error, "t", now);
  if (rows == NULL)
    return NULL;
  while (ss_rows_next (rows, &failure))
    {
      Backup backup = { g_strdup (ss_rows_get_string (rows, 0)), g_strdup (ss_rows_get_string (rows, 1)),
                        NULL };

      g_array_append_val (backups, backup);
    }
  if (failure == NULL)
    return g_steal_pointer (&backups);
  g_propagate_error (error, failure);
  return NULL;
}

/**
 * ss_tenant_backup_purge:
 * @store: the store
 * @now: what time it is
 *
 * What can't be removed now is tried again the next time.
 */
void
ss_tenant_backup_purge (SsStore *store, gint64 now)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) backups = list_backups (store, now, &error);

  if (backups == NULL)
    g_warning ("Backups of deleted businesses can't be read: %s", error->message);
  for (guint i = 0; backups != NULL && i < backups->len; i++)
    {
      g_clear_error (&error);
      if (!purge (store, &g_array_index (backups, Backup, i), &error))
        g_warning ("The backup of a deleted business can't be removed: %s", error->message);
    }
}
