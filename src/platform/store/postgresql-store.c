/* postgresql-store.c: a store in PostgreSQL: a schema for each tenant and one that is shared
 *
 * A transaction acts as the role that may do what it is begun for, on the tenant's schema, and both end with
 * it. Who writes takes turns with those who write to the same schema, whatever their process, as
 * in SQLite: nothing that one has read is changed by another before it has written.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/store/postgresql-store.h"

#include <sodium.h>
#include <string.h>

#include "platform/store/postgresql-listener.h"
#include "platform/store/postgresql-migrate.h"
#include "platform/store/postgresql-pool.h"
#include "platform/store/postgresql-roles.h"
#include "platform/store/postgresql-transaction.h"
#include "platform/store/write-turns.h"

/* As many as may be in use at once, for the most part. */
#define CONNECTIONS (2 * g_get_num_processors () + 12)
#define BEGINNING_SIZE 5

struct _SsPostgresqlStore
{
  SsStore parent_instance;

  char *address;                  /* (owned) */
  char *events_address;           /* (owned): the same, unless there is a PgBouncer */
  char *sender;                   /* (owned): what this process calls itself to the others */
  SsPostgresqlPool *pool;         /* (owned) */
  SsWriteTurns *turns;            /* (owned): those of this process wait here, without a connection */
  SsPostgresqlListener *listener; /* (owned) (nullable) */

  GMutex lock;
  char *prefix;          /* (owned) (nullable): of the roles, once it is known; stays */
  char *tenant_template; /* (owned) (nullable): made when the first tenant is; stays */
  GHashTable *damaged;   /* (owned): schemas that could not be brought up to date */
  GHashTable *roles;     /* (owned): of the schemas that were asked for, their roles */
};

G_DEFINE_FINAL_TYPE (SsPostgresqlStore, ss_postgresql_store, SS_TYPE_STORE)

/* What the roles' names begin with. */
static const char *
get_prefix (SsPostgresqlStore *self, SsPostgresqlConnection *connection, GError **error)
{
  const char *prefix;
  char *read;

  g_mutex_lock (&self->lock);
  prefix = self->prefix;
  g_mutex_unlock (&self->lock);
  if (prefix != NULL)
    return prefix;

  read = ss_postgresql_read_prefix (connection, error);
  if (read == NULL)
    return NULL;
  g_mutex_lock (&self->lock);
  if (self->prefix == NULL)
    self->prefix = g_steal_pointer (&read);
  prefix = self->prefix;
  g_mutex_unlock (&self->lock);
  g_free (read);
  return prefix;
}

/* (transfer full) (nullable): that of @schema, where it was asked for before */
static char *
recall_role (SsPostgresqlStore *self, const char *schema)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return g_strdup (g_hash_table_lookup (self->roles, schema));
}

/* @role: (nullable): NULL: it is to be asked for again */
static void
remember_role (SsPostgresqlStore *self, const char *schema, const char *role)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (role != NULL)
    g_hash_table_insert (self->roles, g_strdup (schema), g_strdup (role));
  else
    g_hash_table_remove (self->roles, schema);
}

/* Migrating */

static GPtrArray *
list_schemas (SsPostgresqlConnection *connection, const char *sql, GError **error)
{
  g_autoptr (PGresult) result = ss_postgresql_connection_select (connection, sql, error);
  GPtrArray *schemas;

  if (result == NULL)
    return NULL;
  schemas = g_ptr_array_new_with_free_func (g_free);
  for (int i = 0; i < PQntuples (result); i++)
    g_ptr_array_add (schemas, g_strdup (PQgetvalue (result, i, 0)));
  return schemas;
}

static void
set_damaged (SsPostgresqlStore *self, const char *schema, gboolean is_damaged)
{
  g_mutex_lock (&self->lock);
  if (is_damaged)
    g_hash_table_add (self->damaged, g_strdup (schema));
  else
    g_hash_table_remove (self->damaged, schema);
  g_mutex_unlock (&self->lock);
}

/* What several threads share that migrate tenants. */
typedef struct
{
  SsPostgresqlStore *store;
  GPtrArray *migrations;
  const SsMigrateOptions *options;
  GMutex lock;
  GString *problems;
} Migrating;

/* Each for itself: what is wrong with one tenant's tables is added to the problems. */
static void
migrate_tenant_cb (gpointer data, gpointer user_data)
{
  const char *schema = data;
  Migrating *migrating = user_data;
  SsPostgresqlStore *self = migrating->store;
  g_autoptr (GError) error = NULL;
  SsPostgresqlConnection *connection = ss_postgresql_pool_take (self->pool, NULL, NULL, &error);
  gboolean is_migrated = connection != NULL
                         && ss_postgresql_migrate (connection, self->prefix, schema, migrating->migrations,
                                                   migrating->options, &error);

  if (connection != NULL)
    ss_postgresql_pool_give_back (self->pool, connection);
  set_damaged (self, schema, !is_migrated);
  if (is_migrated)
    return;
  g_mutex_lock (&migrating->lock);
  g_string_append_printf (migrating->problems, "%s%s: %s", migrating->problems->len > 0 ? "; " : "", schema,
                          error->message);
  g_mutex_unlock (&migrating->lock);
}

static void
migrate_tenants (SsPostgresqlStore *self, GPtrArray *schemas, GPtrArray *migrations,
                 const SsMigrateOptions *options, GString *problems)
{
  Migrating migrating = { .store = self, .migrations = migrations, .options = options, .problems = problems };
  GThreadPool *workers =
      g_thread_pool_new (migrate_tenant_cb, &migrating, (int) MAX (options->n_jobs, 1), FALSE, NULL);

  g_mutex_init (&migrating.lock);
  for (guint i = 0; i < schemas->len; i++)
    g_thread_pool_push (workers, g_ptr_array_index (schemas, i), NULL);
  g_thread_pool_free (workers, FALSE, TRUE);
  g_mutex_clear (&migrating.lock);
}

/* Those behind the last migration, and those whose tables have gone. A deleted business's tables are its
 * backup; a store that is only looked at may be too old to have any. */
static GPtrArray *
list_behind (SsPostgresqlConnection *connection, GPtrArray *migrations, gboolean is_dry_run, GError **error)
{
  const SsMigration *last = g_ptr_array_index (migrations, migrations->len - 1);
  g_autofree char *sql =
      g_strdup_printf ("SELECT t.schema_name FROM (SELECT schema_name FROM shared.tenants%s) t"
                       " LEFT JOIN shared.schema_states s ON s.schema_name = t.schema_name AND s.number >= %u"
                       " LEFT JOIN pg_namespace n ON n.nspname = t.schema_name"
                       " WHERE s.schema_name IS NULL OR n.nspname IS NULL ORDER BY t.schema_name",
                       is_dry_run ? "" : " UNION SELECT schema_name FROM shared.tenant_backups",
                       last->number);

  return list_schemas (connection, sql, error);
}

static gboolean
migrate_shared (SsPostgresqlStore *self, SsPostgresqlConnection *connection, const SsMigrateOptions *options,
                GError **error)
{
  g_autoptr (GPtrArray) migrations = ss_migrations_load ("shared", "postgresql");
  const char *prefix;

  if (!options->is_dry_run && !ss_postgresql_prepare_shared (connection, error))
    return FALSE;
  prefix = get_prefix (self, connection, error);
  return prefix != NULL && ss_postgresql_migrate (connection, prefix, NULL, migrations, options, error);
}

static gboolean
migrate_on (SsPostgresqlStore *self, SsPostgresqlConnection *connection, const SsMigrateOptions *options,
            GError **error)
{
  g_autoptr (GPtrArray) migrations = ss_migrations_load ("tenant", "postgresql");
  g_autoptr (GPtrArray) schemas = NULL;
  g_autoptr (GString) problems = g_string_new (NULL);

  if (!migrate_shared (self, connection, options, error)
      || (!options->is_dry_run && !ss_postgresql_drop_leftovers (connection, error)))
    return FALSE;
  schemas = list_behind (connection, migrations, options->is_dry_run, error);
  if (schemas == NULL)
    return FALSE;
  migrate_tenants (self, schemas, migrations, options, problems);
  if (problems->len == 0)
    return TRUE;
  g_set_error_literal (error, SS_STORE_ERROR, SS_STORE_ERROR_DAMAGED, problems->str);
  return FALSE;
}

static gboolean
ss_postgresql_store_migrate (SsStore *store, const SsMigrateOptions *options, GError **error)
{
  SsPostgresqlStore *self = SS_POSTGRESQL_STORE (store);
  SsPostgresqlConnection *connection = ss_postgresql_pool_take (self->pool, NULL, NULL, error);
  gboolean is_migrated;

  if (connection == NULL)
    return FALSE;
  is_migrated = migrate_on (self, connection, options, error);
  ss_postgresql_pool_give_back (self->pool, connection);
  return is_migrated;
}

/* Tenants */

static const char *
get_template (SsPostgresqlStore *self)
{
  const char *tenant_template;

  g_mutex_lock (&self->lock);
  if (self->tenant_template == NULL)
    {
      g_autoptr (GPtrArray) migrations = ss_migrations_load ("tenant", "postgresql");

      self->tenant_template = ss_postgresql_make_template (migrations);
    }
  tenant_template = self->tenant_template;
  g_mutex_unlock (&self->lock);
  return tenant_template;
}

static gboolean
ss_postgresql_store_create_tenant (SsStore *store, SsTransaction *transaction, const char *schema,
                                   GError **error)
{
  SsPostgresqlStore *self = SS_POSTGRESQL_STORE (store);
  SsPostgresqlConnection *connection = ss_postgresql_pool_take (self->pool, schema, NULL, error);
  const char *prefix;
  gboolean is_created;

  if (connection == NULL)
    return FALSE;
  prefix = get_prefix (self, connection, error);
  is_created =
      prefix != NULL && ss_postgresql_create_schema (connection, prefix, schema, get_template (self), error);
  ss_postgresql_pool_give_back (self->pool, connection);
  if (is_created)
    ss_postgresql_transaction_add_created (transaction, schema);
  return is_created;
}

static gboolean
ss_postgresql_store_delete_tenant (SsStore *store, const char *schema, GError **error)
{
  SsPostgresqlStore *self = SS_POSTGRESQL_STORE (store);
  SsPostgresqlConnection *connection = ss_postgresql_pool_take (self->pool, schema, NULL, error);
  gboolean is_deleted;

  if (connection == NULL)
    return FALSE;
  is_deleted = ss_postgresql_drop_schema (connection, schema, error);
  remember_role (self, schema, NULL);
  ss_postgresql_pool_give_back (self->pool, connection);
  return is_deleted;
}

/* Transactions */

static void
undo_cb (SsTransaction *transaction, const char *schema)
{
  g_autoptr (GError) error = NULL;

  if (!ss_postgresql_store_delete_tenant (transaction->store, schema, &error))
    g_warning ("The tables of %s stay until the next start: %s", schema, error->message);
}

static void
end_cb (SsTransaction *transaction, SsPostgresqlConnection *connection)
{
  SsPostgresqlStore *self = SS_POSTGRESQL_STORE (transaction->store);

  /* Another process has removed the tenant. It may be made again. */
  if (transaction->schema != NULL && ss_postgresql_connection_had_no_role (connection))
    remember_role (self, transaction->schema, NULL);
  ss_postgresql_pool_give_back (self->pool, connection);
  ss_write_turns_give_back (self->turns, transaction->schema, transaction->access);
}

static void
add_plain (GPtrArray *statements, const char *sql)
{
  SsPostgresqlStatement statement;

  ss_postgresql_statement_init (&statement, sql, NULL, 0);
  g_ptr_array_add (statements, ss_postgresql_statement_copy (&statement));
}

/* Readers see the database as of one moment. The turn comes before the role, which may not be there. */
static GPtrArray *
list_beginning (const char *role, const char *schema, SsAccess access)
{
  GPtrArray *statements =
      g_ptr_array_new_full (BEGINNING_SIZE, (GDestroyNotify) ss_postgresql_statement_free);

  if (access == SS_ACCESS_READ)
    add_plain (statements, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  else
    {
      add_plain (statements, "BEGIN ISOLATION LEVEL READ COMMITTED");
      add_plain (statements, "SET LOCAL lock_timeout = '10s'");
    }
  if (ss_write_turns_need_tenant (schema, access))
    g_ptr_array_add (statements, ss_postgresql_lock (schema));
  if (ss_write_turns_need_shared (schema, access))
    g_ptr_array_add (statements, ss_postgresql_lock (NULL));
  g_ptr_array_add (statements, ss_postgresql_roles_act (role, schema));
  return statements;
}

/* Whether there is such a tenant is found out here, but only once. */
static char *
find_tenant_role (SsPostgresqlStore *self, SsPostgresqlConnection *connection, const char *schema,
                  GError **error)
{
  char *role = recall_role (self, schema);

  if (role != NULL)
    return role;
  role = ss_postgresql_roles_find (connection, schema, error);
  if (role != NULL)
    remember_role (self, schema, role);
  return role;
}

/* (transfer full) (nullable): as whom that is done */
static char *
find_role (SsPostgresqlStore *self, SsPostgresqlConnection *connection, const char *schema, SsAccess access,
           GError **error)
{
  const char *prefix = get_prefix (self, connection, error);
  char *role;

  if (prefix == NULL)
    return NULL;
  if (schema == NULL)
    return ss_postgresql_roles_shared_name (prefix, access);
  role = find_tenant_role (self, connection, schema, error);
  if (role == NULL || access != SS_ACCESS_WRITE_ACROSS)
    return role;
  g_free (role);
  return g_strdup (SS_POSTGRESQL_OWNER);
}

/* A connection on which the transaction will begin with its first statement. One that lay idle may be lost,
 * as when the database was restarted: nothing has happened on it yet, so a new one serves as well. */
static SsPostgresqlConnection *
connect_and_begin (SsPostgresqlStore *self, const char *schema, SsAccess access, char **role, GError **error)
{
  gboolean is_new = FALSE;

  while (TRUE)
    {
      g_autoptr (GError) problem = NULL;
      SsPostgresqlConnection *connection = ss_postgresql_pool_take (self->pool, schema, &is_new, error);
      gboolean is_lost;

      if (connection == NULL)
        return NULL;
      *role = find_role (self, connection, schema, access, &problem);
      if (*role != NULL)
        {
          ss_postgresql_connection_begin (connection, schema, list_beginning (*role, schema, access));
          return connection;
        }
      is_lost = ss_postgresql_connection_is_lost (connection);
      ss_postgresql_pool_give_back (self->pool, connection);
      if (is_new || !is_lost)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return NULL;
        }
      ss_postgresql_pool_drop_idle (self->pool);
    }
}

static gboolean
is_damaged (SsPostgresqlStore *self, const char *schema)
{
  gboolean is_damaged;

  g_mutex_lock (&self->lock);
  is_damaged = g_hash_table_contains (self->damaged, schema);
  g_mutex_unlock (&self->lock);
  return is_damaged;
}

static SsTransaction *
ss_postgresql_store_begin (SsStore *store, const char *schema, SsAccess access, GCancellable *cancellable,
                           GError **error)
{
  SsPostgresqlStore *self = SS_POSTGRESQL_STORE (store);
  SsPostgresqlConnection *connection;
  g_autofree char *role = NULL;

  if (schema != NULL && is_damaged (self, schema))
    {
      g_set_error_literal (error, SS_STORE_ERROR, SS_STORE_ERROR_UNAVAILABLE,
                           "The data of this business can't be used at present");
      return NULL;
    }
  if (!ss_write_turns_take (self->turns, schema, access, cancellable, error))
    return NULL;
  connection = connect_and_begin (self, schema, access, &role, error);
  if (connection != NULL)
    return ss_postgresql_transaction_new (store, schema, access, connection, role, self->prefix, self->sender,
                                          undo_cb, end_cb);
  ss_write_turns_give_back (self->turns, schema, access);
  return NULL;
}

/* Others' changes */

/* Whether libpq understands it, and it tells no secret to who lists the machine's processes. */
static gboolean
check_address (const char *address, GError **error)
{
  PQconninfoOption *parts = PQconninfoParse (address, NULL);
  const char *problem =
      parts == NULL ? "This is no address of a database, as postgresql://host/database is one" : NULL;

  for (PQconninfoOption *part = parts; part != NULL && part->keyword != NULL; part++)
    if (g_str_equal (part->keyword, "password") && part->val != NULL)
      problem =
          "Everybody on this machine could read a password in the address: put it into the file ~/.pgpass, "
          "or where PGPASSFILE says";
  PQconninfoFree (parts);
  if (problem != NULL)
    g_set_error_literal (error, SS_STORE_ERROR, SS_STORE_ERROR_FAILED, problem);
  return problem == NULL;
}

static gboolean
ss_postgresql_store_set_events_address (SsStore *store, const char *address, GError **error)
{
  SsPostgresqlStore *self = SS_POSTGRESQL_STORE (store);

  if (!check_address (address, error))
    return FALSE;
  g_free (self->events_address);
  self->events_address = g_strdup (address);
  return TRUE;
}

static void
ss_postgresql_store_listen (SsStore *store, gboolean is_wanted)
{
  SsPostgresqlStore *self = SS_POSTGRESQL_STORE (store);

  g_clear_pointer (&self->listener, ss_postgresql_listener_free);
  if (is_wanted)
    self->listener = ss_postgresql_listener_new (store, self->events_address, self->sender);
}

/* The object */

static void
ss_postgresql_store_finalize (GObject *object)
{
  SsPostgresqlStore *self = SS_POSTGRESQL_STORE (object);

  g_clear_pointer (&self->listener, ss_postgresql_listener_free);
  g_clear_pointer (&self->pool, ss_postgresql_pool_free);
  g_clear_pointer (&self->turns, ss_write_turns_free);
  g_clear_pointer (&self->damaged, g_hash_table_unref);
  g_clear_pointer (&self->roles, g_hash_table_unref);
  g_free (self->address);
  g_free (self->events_address);
  g_free (self->sender);
  g_free (self->prefix);
  g_free (self->tenant_template);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (ss_postgresql_store_parent_class)->finalize (object);
}

static guint
ss_postgresql_store_count_idle (SsStore *store)
{
  return ss_postgresql_pool_count_idle (((SsPostgresqlStore *) store)->pool);
}

static void
ss_postgresql_store_class_init (SsPostgresqlStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  SsStoreClass *store_class = SS_STORE_CLASS (klass);

  object_class->finalize = ss_postgresql_store_finalize;
  store_class->migrate = ss_postgresql_store_migrate;
  store_class->create_tenant = ss_postgresql_store_create_tenant;
  store_class->delete_tenant = ss_postgresql_store_delete_tenant;
  store_class->begin = ss_postgresql_store_begin;
  store_class->count_idle = ss_postgresql_store_count_idle;
  store_class->set_events_address = ss_postgresql_store_set_events_address;
  store_class->listen = ss_postgresql_store_listen;
}

static void
ss_postgresql_store_init (SsPostgresqlStore *self)
{
  g_mutex_init (&self->lock);
  self->turns = ss_write_turns_new ();
  self->damaged = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->roles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * ss_postgresql_store_new:
 * @address: as "postgresql://host/database", without a password
 * @error: where a %SS_STORE_ERROR goes
 *
 * Returns: (transfer full) (nullable): the store, which has not connected yet
 */
SsStore *
ss_postgresql_store_new (const char *address, GError **error)
{
  g_autoptr (SsPostgresqlStore) self = NULL;

  if (!check_address (address, error))
    return NULL;
  if (sodium_init () < 0)
    g_error ("The system has no source of random numbers");
  self = g_object_new (SS_TYPE_POSTGRESQL_STORE, NULL);
  self->address = g_strdup (address);
  self->events_address = g_strdup (address);
  self->sender = g_uuid_string_random ();
  self->pool = ss_postgresql_pool_new (address, CONNECTIONS);
  return SS_STORE (g_steal_pointer (&self));
}

/**
 * ss_postgresql_store_check_exists:
 * @address: as "postgresql://host/database"
 * @error: where a %SS_STORE_ERROR goes
 *
 * Returns: whether a store is in it
 */
gboolean
ss_postgresql_store_check_exists (const char *address, GError **error)
{
  g_autoptr (SsPostgresqlConnection) connection = NULL;
  g_autofree char *prefix = NULL;

  if (!check_address (address, error))
    return FALSE;
  connection = ss_postgresql_connection_open (address, error);
  prefix = connection != NULL ? ss_postgresql_read_prefix (connection, error) : NULL;
  return prefix != NULL;
}
