/* sqlite-migrate.c: brings one SQLite file to the newest migration
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/store/sqlite-migrate.h"

#include "platform/store/sqlite-connection.h"

static const char make_table[] =
    "CREATE TABLE IF NOT EXISTS schema_migrations ("
    " number BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL)";

static gboolean
read_reached (sqlite3 *database, guint *number, GError **error)
{
  sqlite3_stmt *statement = NULL;
  int result = sqlite3_prepare_v2 (database, "SELECT coalesce (max (number), 0) FROM schema_migrations", -1,
                                   &statement, NULL);

  if (result == SQLITE_OK && (result = sqlite3_step (statement)) == SQLITE_ROW)
    *number = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  if (result == SQLITE_ROW)
    return TRUE;
  ss_sqlite_set_error (error, database, result);
  return FALSE;
}

static gboolean
record (sqlite3 *database, const SsMigration *migration, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "INSERT INTO schema_migrations (number, name, applied_at) VALUES (%u, '%s', %" G_GINT64_FORMAT ")",
      migration->number, migration->name, g_get_real_time ());

  return ss_sqlite_run (database, sql, error);
}

/* In one transaction: it is done and recorded, or neither. */
static gboolean
apply (sqlite3 *database, const SsMigration *migration, GError **error)
{
  guint reached = 0;

  if (!ss_sqlite_run (database, "BEGIN IMMEDIATE", error))
    return FALSE;
  /* Another process may have been faster. */
  if (read_reached (database, &reached, error)
      && (reached >= migration->number
          || (ss_sqlite_run (database, migration->sql, error) && record (database, migration, error)))
      && ss_sqlite_run (database, "COMMIT", error))
    return TRUE;

  g_prefix_error (error, "Migration %s: ", migration->name);
  if (!sqlite3_get_autocommit (database))
    ss_sqlite_run (database, "ROLLBACK", NULL);
  return FALSE;
}

/**
 * ss_sqlite_migrate:
 * @database: a file, opened with ss_sqlite_open_file()
 * @migrations: (element-type SsMigration): all there are, by number
 * @schema: (nullable): whose file it is
 * @options: how; in a dry run, the file has been migrated before
 * @error: where a %SS_STORE_ERROR goes
 *
 * Returns: whether the file has them all; those before a failure are kept
 */
gboolean
ss_sqlite_migrate (sqlite3 *database, GPtrArray *migrations, const char *schema,
                   const SsMigrateOptions *options, GError **error)
{
  guint reached = 0;

  if ((!options->is_dry_run && !ss_sqlite_run (database, make_table, error))
      || !read_reached (database, &reached, error))
    return FALSE;
  for (guint i = 0; i < migrations->len; i++)
    {
      const SsMigration *migration = g_ptr_array_index (migrations, i);

      if (migration->number <= reached)
        continue;
      ss_migrate_tell (options, schema, migration->name);
      if (!options->is_dry_run && !apply (database, migration, error))
        return FALSE;
    }
  return TRUE;
}
