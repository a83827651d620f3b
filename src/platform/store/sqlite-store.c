/* sqlite-store.c: a store in SQLite: a file for each tenant and one that is shared
 *
 * In the folder: `shared.db`, and `tenants/SCHEMA.db` for each tenant.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/store/sqlite-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "platform/store/sqlite-migrate.h"
#include "platform/store/sqlite-pool.h"
#include "platform/store/sqlite-transaction.h"
#include "platform/store/write-turns.h"

#define IDLE_CONNECTIONS 64
#define SHARED_FILE "shared.db"

struct _SsSqliteStore
{
  SsStore parent_instance;

  char *shared_path;   /* (owned) */
  char *tenants_path;  /* (owned) */
  SsSqlitePool *pool;  /* (owned) */
  SsWriteTurns *turns; /* (owned) */

  GMutex lock;
  GBytes *empty_tenant; /* (owned) (nullable): a tenant's migrated file, made when the first is needed */
  GHashTable *damaged;  /* (owned): schemas whose tables could not be brought up to date */
};

G_DEFINE_FINAL_TYPE (SsSqliteStore, ss_sqlite_store, SS_TYPE_STORE)

static char *
get_tenant_path (SsSqliteStore *self, const char *schema)
{
  g_autofree char *name = g_strconcat (schema, ".db", NULL);

  return g_build_filename (self->tenants_path, name, NULL);
}

static void
remove_database (const char *path)
{
  static const char *const suffixes[] = { "-wal", "-shm", "-journal", "" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *file = g_strconcat (path, suffixes[i], NULL);

      g_unlink (file);
    }
}

static void
set_file_error (GError **error, const char *what)
{
  int problem = errno;

  g_set_error (error, SS_STORE_ERROR,
               problem == ENOSPC || problem == EDQUOT || problem == EFBIG ? SS_STORE_ERROR_FULL
                                                                          : SS_STORE_ERROR_UNAVAILABLE,
               "%s: %s", what, g_strerror (problem));
}

/* Migrating */

static gboolean
migrate_file (const char *path, int flags, GPtrArray *migrations, const char *schema,
              const SsMigrateOptions *options, GError **error)
{
  sqlite3 *database = ss_sqlite_open_file (path, flags, error);
  gboolean migrated;

  if (database == NULL)
    return FALSE;
  migrated = ss_sqlite_migrate (database, migrations, schema, options, error);
  /* A start must not wait for the disk at each of many tenants whose tables are new enough already. */
  if (sqlite3_total_changes64 (database) == 0)
    sqlite3_db_config (database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  sqlite3_close_v2 (database);
  return migrated;
}

/* A deleted business's tables are its backup. A store that is only looked at may be too old to have any. */
static GPtrArray *
list_schemas (SsTransaction *transaction, gboolean is_dry_run, GError **error)
{
  static const char list_tenants[] = "SELECT schema_name FROM shared.tenants ORDER BY schema_name";
  static const char list_all[] = "SELECT schema_name FROM shared.tenants UNION "
                                 "SELECT schema_name FROM shared.tenant_backups ORDER BY schema_name";
  g_autoptr (GPtrArray) schemas = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) problem = NULL;
  g_autoptr (SsRows) rows = NULL;

  rows = ss_transaction_query (transaction, is_dry_run ? list_tenants : list_all, error, "");
  if (rows == NULL)
    return NULL;
  while (ss_rows_next (rows, &problem))
    g_ptr_array_add (schemas, g_strdup (ss_rows_get_string (rows, 0)));
  if (problem == NULL)
    return g_steal_pointer (&schemas);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/* A crash in the middle of making a tenant leaves a file that no row names. */
static void
remove_leftovers (SsSqliteStore *self, GPtrArray *schemas)
{
  g_autoptr (GDir) directory = g_dir_open (self->tenants_path, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *schema = g_strndup (name, strcspn (name, "."));
      g_autofree char *path = NULL;

      if (g_ptr_array_find_with_equal_func (schemas, schema, g_str_equal, NULL))
        continue;
      path = g_build_filename (self->tenants_path, name, NULL);
      g_unlink (path);
    }
}

/* The schemas there are. With the shared file's lock, so that a tenant that another process is making now is
 * not taken for a leftover. */
static GPtrArray *
tidy_up (SsSqliteStore *self, gboolean is_dry_run, GError **error)
{
  g_autoptr (SsTransaction) transaction =
      ss_store_begin (SS_STORE (self), NULL, is_dry_run ? SS_ACCESS_READ : SS_ACCESS_WRITE, NULL, error);
  GPtrArray *schemas = transaction != NULL ? list_schemas (transaction, is_dry_run, error) : NULL;

  if (schemas != NULL && !is_dry_run)
    remove_leftovers (self, schemas);
  return schemas;
}

/* Nobody else on the machine may read it; SQLite gives the files beside it the same mode. */
static gboolean
make_private (const char *path, GError **error)
{
  int file = open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

  if (file < 0)
    {
      set_file_error (error, "The store's file can't be made");
      return FALSE;
    }
  close (file);
  return TRUE;
}

static void
set_damaged (SsSqliteStore *self, const char *schema, gboolean is_damaged)
{
  g_mutex_lock (&self->lock);
  if (is_damaged)
    g_hash_table_add (self->damaged, g_strdup (schema));
  else
    g_hash_table_remove (self->damaged, schema);
  g_mutex_unlock (&self->lock);
}

/* Each for itself: what is wrong with one tenant's file is added to @problems. */
static void
migrate_tenants (SsSqliteStore *self, GPtrArray *schemas, const SsMigrateOptions *options, GString *problems)
{
  g_autoptr (GPtrArray) migrations = ss_migrations_load ("tenant", "sqlite");

  for (guint i = 0; i < schemas->len; i++)
    {
      const char *schema = g_ptr_array_index (schemas, i);
      g_autofree char *path = get_tenant_path (self, schema);
      g_autoptr (GError) error = NULL;
      gboolean is_migrated = migrate_file (path, SQLITE_OPEN_READWRITE, migrations, schema, options, &error);

      set_damaged (self, schema, !is_migrated);
      if (!is_migrated)
        g_string_append_printf (problems, "%s%s: %s", problems->len > 0 ? "; " : "", schema, error->message);
    }
}

static gboolean
ss_sqlite_store_migrate (SsStore *store, const SsMigrateOptions *options, GError **error)
{
  SsSqliteStore *self = SS_SQLITE_STORE (store);
  g_autoptr (GPtrArray) shared = ss_migrations_load ("shared", "sqlite");
  g_autoptr (GPtrArray) schemas = NULL;
  g_autoptr (GString) problems = g_string_new (NULL);

  if ((!options->is_dry_run && !make_private (self->shared_path, error))
      || !migrate_file (self->shared_path, SQLITE_OPEN_READWRITE, shared, NULL, options, error))
    return FALSE;
  schemas = tidy_up (self, options->is_dry_run, error);
  if (schemas == NULL)
    return FALSE;
  migrate_tenants (self, schemas, options, problems);
  if (problems->len == 0)
    return TRUE;
  g_set_error_literal (error, SS_STORE_ERROR, SS_STORE_ERROR_DAMAGED, problems->str);
  return FALSE;
}

/* Tenants */

static GBytes *
make_empty_tenant (SsSqliteStore *self, GError **error)
{
  const SsMigrateOptions quietly = { 0 };
  g_autoptr (GPtrArray) migrations = ss_migrations_load ("tenant", "sqlite");
  g_autofree char *path = g_build_filename (self->tenants_path, "empty.new", NULL);
  char *contents = NULL;
  gsize length = 0;

  remove_database (path);
  if (migrate_file (path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, migrations, NULL, &quietly, error))
    {
      g_autoptr (GError) problem = NULL;

      /* Closing the last connection has brought the log into the file. */
      if (!g_file_get_contents (path, &contents, &length, &problem))
        g_set_error_literal (error, SS_STORE_ERROR, SS_STORE_ERROR_UNAVAILABLE, problem->message);
    }
  remove_database (path);
  return contents != NULL ? g_bytes_new_take (contents, length) : NULL;
}

/* Running all migrations for each new tenant would take a hundred times as long as copying what they make. */
static GBytes *
get_empty_tenant (SsSqliteStore *self, GError **error)
{
  GBytes *empty;

  g_mutex_lock (&self->lock);
  if (self->empty_tenant == NULL)
    self->empty_tenant = make_empty_tenant (self, error);
  empty = self->empty_tenant != NULL ? g_bytes_ref (self->empty_tenant) : NULL;
  g_mutex_unlock (&self->lock);
  return empty;
}

static gboolean
write_whole (int file, GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  while (length > 0)
    {
      gssize written = write (file, data, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        return FALSE;
      data += written;
      length -= written;
    }
  return fsync (file) == 0;
}

static gboolean
sync_directory (const char *path)
{
  int directory = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean synced = directory >= 0 && fsync (directory) == 0;

  if (directory >= 0)
    close (directory);
  return synced;
}

/* Whole and on the disk under its name, or not there. The shared file's lock keeps others from that name. */
static gboolean
write_new_file (SsSqliteStore *self, const char *path, GBytes *bytes, GError **error)
{
  g_autofree char *temporary = g_strconcat (path, ".new", NULL);
  int file = open (temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  gboolean written = file >= 0 && write_whole (file, bytes);

  if (written)
    written = g_rename (temporary, path) == 0 && sync_directory (self->tenants_path);
  if (!written)
    {
      set_file_error (error, "The business's file can't be written");
      g_unlink (temporary);
      g_unlink (path);
    }
  if (file >= 0)
    close (file);
  return written;
}

static gboolean
ss_sqlite_store_create_tenant (SsStore *store, SsTransaction *transaction, const char *schema, GError **error)
{
  SsSqliteStore *self = SS_SQLITE_STORE (store);
  g_autoptr (GBytes) empty = get_empty_tenant (self, error);
  g_autofree char *path = get_tenant_path (self, schema);

  if (empty == NULL)
    return FALSE;
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, SS_STORE_ERROR, SS_STORE_ERROR_CONSTRAINT, "There is a business %s already",
                   schema);
      return FALSE;
    }
  if (!write_new_file (self, path, empty, error))
    return FALSE;
  ss_sqlite_transaction_add_created (transaction, schema);
  return TRUE;
}

static gboolean
ss_sqlite_store_delete_tenant (SsStore *store, const char *schema, GError **error)
{
  SsSqliteStore *self = SS_SQLITE_STORE (store);
  g_autofree char *path = get_tenant_path (self, schema);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error_literal (error, SS_STORE_ERROR, SS_STORE_ERROR_NO_TENANT, "There is no such business");
      return FALSE;
    }
  ss_sqlite_pool_drop (self->pool, schema);
  remove_database (path);
  return TRUE;
}

/* Transactions */

static void
undo_cb (SsTransaction *transaction, const char *schema)
{
  ss_sqlite_store_delete_tenant (transaction->store, schema, NULL);
}

static void
end_cb (SsTransaction *transaction, SsSqliteConnection *connection)
{
  SsSqliteStore *self = SS_SQLITE_STORE (transaction->store);

  /* One that can't even roll back is of no more use. */
  if (sqlite3_get_autocommit (ss_sqlite_connection_get_database (connection)))
    ss_sqlite_pool_give_back (self->pool, transaction->schema, connection);
  else
    ss_sqlite_connection_free (connection);
  ss_write_turns_give_back (self->turns, transaction->schema, transaction->access);
}

static SsSqliteConnection *
get_connection (SsSqliteStore *self, const char *schema, GError **error)
{
  g_autofree char *path = schema != NULL ? get_tenant_path (self, schema) : NULL;
  SsSqliteConnection *connection = ss_sqlite_pool_take (self->pool, schema);
  guint64 generation = ss_sqlite_pool_get_generation (self->pool);

  if (connection != NULL)
    return connection;
  if (path != NULL && !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error_literal (error, SS_STORE_ERROR, SS_STORE_ERROR_NO_TENANT, "There is no such business");
      return NULL;
    }
  connection = ss_sqlite_connection_open (path, self->shared_path, error);
  if (connection != NULL)
    ss_sqlite_connection_set_generation (connection, generation);
  return connection;
}

static gboolean
is_damaged (SsSqliteStore *self, const char *schema)
{
  gboolean is_damaged;

  g_mutex_lock (&self->lock);
  is_damaged = g_hash_table_contains (self->damaged, schema);
  g_mutex_unlock (&self->lock);
  return is_damaged;
}

static SsTransaction *
ss_sqlite_store_begin (SsStore *store, const char *schema, SsAccess access, GCancellable *cancellable,
                       GError **error)
{
  SsSqliteStore *self = SS_SQLITE_STORE (store);
  g_autoptr (SsTransaction) transaction = NULL;
  SsSqliteConnection *connection;

  if (schema != NULL && is_damaged (self, schema))
    {
      g_set_error_literal (error, SS_STORE_ERROR, SS_STORE_ERROR_UNAVAILABLE,
                           "The data of this business can't be used at present");
      return NULL;
    }
  if (!ss_write_turns_take (self->turns, schema, access, cancellable, error))
    return NULL;
  connection = get_connection (self, schema, error);
  if (connection == NULL)
    {
      ss_write_turns_give_back (self->turns, schema, access);
      return NULL;
    }
  /* From here on the transaction gives back what was taken. */
  transaction = ss_sqlite_transaction_new (store, schema, access, connection, undo_cb, end_cb);
  return ss_sqlite_transaction_begin (transaction, error) ? g_steal_pointer (&transaction) : NULL;
}

/* The object */

static void
ss_sqlite_store_finalize (GObject *object)
{
  SsSqliteStore *self = SS_SQLITE_STORE (object);

  g_clear_pointer (&self->pool, ss_sqlite_pool_free);
  g_clear_pointer (&self->turns, ss_write_turns_free);
  g_clear_pointer (&self->empty_tenant, g_bytes_unref);
  g_clear_pointer (&self->damaged, g_hash_table_unref);
  g_free (self->shared_path);
  g_free (self->tenants_path);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (ss_sqlite_store_parent_class)->finalize (object);
}

static guint
ss_sqlite_store_count_idle (SsStore *store)
{
  return ss_sqlite_pool_count_idle (((SsSqliteStore *) store)->pool);
}

static void
ss_sqlite_store_class_init (SsSqliteStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  SsStoreClass *store_class = SS_STORE_CLASS (klass);

  object_class->finalize = ss_sqlite_store_finalize;
  store_class->migrate = ss_sqlite_store_migrate;
  store_class->create_tenant = ss_sqlite_store_create_tenant;
  store_class->delete_tenant = ss_sqlite_store_delete_tenant;
  store_class->begin = ss_sqlite_store_begin;
  store_class->count_idle = ss_sqlite_store_count_idle;
}

static void
ss_sqlite_store_init (SsSqliteStore *self)
{
  g_mutex_init (&self->lock);
  self->pool = ss_sqlite_pool_new (IDLE_CONNECTIONS);
  self->turns = ss_write_turns_new ();
  self->damaged = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * ss_sqlite_store_new:
 * @directory: the folder, made where it is missing
 * @error: where a %SS_STORE_ERROR goes
 *
 * Returns: (transfer full) (nullable): the store
 */
SsStore *
ss_sqlite_store_new (const char *directory, GError **error)
{
  g_autoptr (SsSqliteStore) self = g_object_new (SS_TYPE_SQLITE_STORE, NULL);

  self->shared_path = g_build_filename (directory, SHARED_FILE, NULL);
  self->tenants_path = g_build_filename (directory, "tenants", NULL);
  if (g_mkdir_with_parents (self->tenants_path, 0700) == 0)
    return SS_STORE (g_steal_pointer (&self));
  set_file_error (error, "The store's folder can't be made");
  return NULL;
}

/**
 * ss_sqlite_store_check_exists:
 * @directory: a folder
 * @error: where a %SS_STORE_ERROR goes
 *
 * Returns: whether a store is in it
 */
gboolean
ss_sqlite_store_check_exists (const char *directory, GError **error)
{
  g_autofree char *path = g_build_filename (directory, SHARED_FILE, NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error (error, SS_STORE_ERROR, SS_STORE_ERROR_UNAVAILABLE, "There is no store in the folder %s",
               directory);
  return FALSE;
}
