/* postgresql-migrate.c: brings a PostgreSQL database's schemas to the newest migration
 *
 * Each migration is one transaction, so that one that is killed leaves it done and recorded, or neither. How
 * far each tenant is stands in its own schema_migrations, and in shared.schema_states, so that who is behind
 * is one question and not one for each of thousands of schemas.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/store/postgresql-migrate.h"

#include <sodium.h>
#include <stdlib.h>

#include "platform/store/postgresql-roles.h"

#define SHARED "shared"
/* "SmSc": a space of our own among the advisory locks of the database. */
#define LOCK_SPACE 0x536d5363

static const char make_migrations[] =
    "CREATE TABLE IF NOT EXISTS schema_migrations ("
    " number BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL);";

static const char make_shared[] =
    "CREATE SCHEMA IF NOT EXISTS shared;"
    "CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA shared;"
    "SET LOCAL search_path = shared;"
    "CREATE TABLE IF NOT EXISTS schema_migrations ("
    " number BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL);"
    "CREATE TABLE IF NOT EXISTS schema_states (schema_name TEXT COLLATE \"C\" NOT NULL PRIMARY KEY,"
    " number BIGINT NOT NULL);"
    "CREATE TABLE IF NOT EXISTS role_prefixes (id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),"
    " prefix TEXT NOT NULL);";

static const char *
get_schema (const char *schema)
{
  return schema != NULL ? schema : SHARED;
}

char *
ss_postgresql_lock (const char *schema)
{
  return g_strdup_printf ("SELECT pg_advisory_xact_lock (%d, %d);", LOCK_SPACE,
                          (int) g_str_hash (get_schema (schema)));
}

/* Ends what has failed, with the failure in @error. */
static gboolean
roll_back (SsPostgresqlConnection *connection)
{
  if (!ss_postgresql_connection_is_lost (connection) && !ss_postgresql_connection_is_idle (connection))
    ss_postgresql_connection_run (connection, "ROLLBACK", NULL);
  return FALSE;
}

/**
 * ss_postgresql_prepare_shared:
 * @connection: a connection
 * @error: where a %SS_STORE_ERROR goes
 *
 * Makes the shared schema, where it is missing, with the tables that only this make of database needs, and
 * its roles.
 *
 * Returns: whether they are there
 */
gboolean
ss_postgresql_prepare_shared (SsPostgresqlConnection *connection, GError **error)
{
  g_autofree char *lock = ss_postgresql_lock (NULL);
  guint32 number = randombytes_random ();
  g_autofree char *sql = g_strdup_printf ("BEGIN; %s %s INSERT INTO role_prefixes (id, prefix)"
                                          " VALUES (1, 'ss%08x') ON CONFLICT DO NOTHING; COMMIT",
                                          lock, make_shared, number);

  return ss_postgresql_connection_run (connection, sql, error) || roll_back (connection);
}

/**
 * ss_postgresql_read_prefix:
 * @connection: a connection
 * @error: where a %SS_STORE_ERROR goes: %SS_STORE_ERROR_UNAVAILABLE where there is no store yet
 *
 * Returns: (transfer full) (nullable): what the names of the store's roles begin with
 */
char *
ss_postgresql_read_prefix (SsPostgresqlConnection *connection, GError **error)
{
  g_autoptr (PGresult) result =
      ss_postgresql_connection_select (connection, "SELECT prefix FROM shared.role_prefixes", error);

  if (result != NULL && PQntuples (result) == 1)
    return g_strdup (PQgetvalue (result, 0, 0));
  if (ss_postgresql_connection_is_lost (connection))
    return NULL;
  g_clear_error (error);
  g_set_error_literal (error, SS_STORE_ERROR, SS_STORE_ERROR_UNAVAILABLE,
                       "There is no store in the database");
  return NULL;
}

/* The number of the last migration, in a transaction that goes on, alone in the schema. */
static gboolean
begin_alone (SsPostgresqlConnection *connection, const char *schema, guint *reached, GError **error)
{
  g_autofree char *lock = ss_postgresql_lock (schema);
  g_autofree char *sql = g_strdup_printf ("BEGIN; %s SET LOCAL search_path = \"%s\", pg_temp; %s"
                                          "SELECT coalesce (max (number), 0) FROM schema_migrations",
                                          lock, get_schema (schema), make_migrations);
  g_autoptr (PGresult) result = ss_postgresql_connection_select (connection, sql, error);

  if (result == NULL)
    return FALSE;
  *reached = atoi (PQgetvalue (result, 0, 0));
  return TRUE;
}

/* What is said behind a migration, so that it is known to be done. */
static void
append_record (GString *sql, const SsMigration *migration)
{
  g_string_append_printf (sql,
                          "INSERT INTO schema_migrations (number, name, applied_at)"
                          " VALUES (%u, '%s', %" G_GINT64_FORMAT ");",
                          migration->number, migration->name, g_get_real_time ());
}

static void
append_state (GString *sql, const char *schema, guint number)
{
  g_string_append_printf (sql,
                          "INSERT INTO shared.schema_states (schema_name, number) VALUES ('%s', %u)"
                          " ON CONFLICT (schema_name) DO UPDATE SET number = excluded.number;",
                          schema, number);
}

static void
append_rights (GString *sql, const char *prefix, const char *schema)
{
  g_autofree char *grants =
      schema != NULL ? ss_postgresql_roles_grant (prefix, schema) : ss_postgresql_roles_shared (prefix);

  g_string_append_printf (sql, "%s;", grants);
}

/* In one transaction: it is done and recorded, or neither. */
static gboolean
apply (SsPostgresqlConnection *connection, const char *prefix, const char *schema,
       const SsMigration *migration, GError **error)
{
  g_autoptr (GString) sql = g_string_new (migration->sql);
  guint reached = 0;

  append_record (sql, migration);
  append_rights (sql, prefix, schema);
  if (schema != NULL)
    append_state (sql, schema, migration->number);
  /* Another process may have been faster. */
  if (begin_alone (connection, schema, &reached, error)
      && (reached >= migration->number || ss_postgresql_connection_run (connection, sql->str, error))
      && ss_postgresql_connection_run (connection, "COMMIT", error))
    return TRUE;
  g_prefix_error (error, "Migration %s: ", migration->name);
  return roll_back (connection);
}

/* A state that was lost, as when a schema was brought back from a backup. */
static gboolean
finish (SsPostgresqlConnection *connection, const char *schema, guint reached, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  if (schema != NULL)
    append_state (sql, schema, reached);
  g_string_append (sql, "COMMIT");
  return ss_postgresql_connection_run (connection, sql->str, error) || roll_back (connection);
}

static gboolean
tell_lacking (SsPostgresqlConnection *connection, const char *schema, GPtrArray *migrations,
              const SsMigrateOptions *options, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT coalesce (max (number), 0) FROM \"%s\".schema_migrations",
                                          get_schema (schema));
  g_autoptr (PGresult) result = ss_postgresql_connection_select (connection, sql, error);

  for (guint i = 0; result != NULL && i < migrations->len; i++)
    {
      const SsMigration *migration = g_ptr_array_index (migrations, i);

      if (migration->number > (guint) atoi (PQgetvalue (result, 0, 0)))
        ss_migrate_tell (options, schema, migration->name);
    }
  return result != NULL;
}

/**
 * ss_postgresql_migrate:
 * @connection: a connection
 * @prefix: the store's roles'
 * @schema: (nullable): a tenant's; %NULL: the shared one
 * @migrations: (element-type SsMigration): all there are, by number
 * @options: how
 * @error: where a %SS_STORE_ERROR goes
 *
 * Returns: whether the schema has them all; those before a failure are kept
 */
gboolean
ss_postgresql_migrate (SsPostgresqlConnection *connection, const char *prefix, const char *schema,
                       GPtrArray *migrations, const SsMigrateOptions *options, GError **error)
{
  guint reached = 0;

  if (options->is_dry_run)
    return tell_lacking (connection, schema, migrations, options, error);
  if (!begin_alone (connection, schema, &reached, error))
    return roll_back (connection);
  if (!finish (connection, schema, reached, error))
    return FALSE;
  for (guint i = 0; i < migrations->len; i++)
    {
      const SsMigration *migration = g_ptr_array_index (migrations, i);

      if (migration->number <= reached)
        continue;
      ss_migrate_tell (options, schema, migration->name);
      if (!apply (connection, prefix, schema, migration, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * ss_postgresql_make_template:
 * @migrations: (element-type SsMigration): a tenant's
 *
 * Returns: (transfer full): what makes an empty tenant's tables, in one batch
 */
char *
ss_postgresql_make_template (GPtrArray *migrations)
{
  GString *sql = g_string_new (make_migrations);

  for (guint i = 0; i < migrations->len; i++)
    {
      const SsMigration *migration = g_ptr_array_index (migrations, i);

      g_string_append (sql, migration->sql);
      append_record (sql, migration);
    }
  return g_string_free (sql, FALSE);
}

/**
 * ss_postgresql_create_schema:
 * @connection: a connection
 * @prefix: the store's roles'
 * @schema: a tenant's, which is not there yet
 * @tenant_template: what ss_postgresql_make_template() gave
 * @error: where a %SS_STORE_ERROR goes: %SS_STORE_ERROR_CONSTRAINT where it is there
 *
 * Returns: whether its tables and roles are there, committed
 */
gboolean
ss_postgresql_create_schema (SsPostgresqlConnection *connection, const char *prefix, const char *schema,
                             const char *tenant_template, GError **error)
{
  g_autofree char *roles = ss_postgresql_roles_create (prefix, schema);
  g_autoptr (GString) sql = g_string_new (NULL);

  g_string_append_printf (sql, "BEGIN; CREATE SCHEMA \"%s\"; %s SET LOCAL search_path = \"%s\", pg_temp; %s",
                          schema, roles, schema, tenant_template);
  append_rights (sql, prefix, schema);
  g_string_append_printf (sql,
                          "INSERT INTO shared.schema_states (schema_name, number)"
                          " SELECT '%s', max (number) FROM schema_migrations; COMMIT",
                          schema);
  if (ss_postgresql_connection_run (connection, sql->str, error))
    return TRUE;
  if (ss_postgresql_connection_failed_with (connection, "42P06"))
    {
      g_clear_error (error);
      g_set_error (error, SS_STORE_ERROR, SS_STORE_ERROR_CONSTRAINT, "There is a business %s already",
                   schema);
    }
  return roll_back (connection);
}

/* What removes a tenant's tables and roles. */
static char *
write_drop (const char *prefix, const char *schema)
{
  g_autofree char *roles = ss_postgresql_roles_drop (prefix, schema);
  g_autofree char *lock = ss_postgresql_lock (schema);

  return g_strdup_printf ("%s DROP SCHEMA \"%s\" CASCADE; %s"
                          "DELETE FROM shared.schema_states WHERE schema_name = '%s';",
                          lock, schema, roles, schema);
}

/**
 * ss_postgresql_drop_schema:
 * @connection: a connection
 * @prefix: the store's roles'
 * @schema: a tenant's
 * @error: where a %SS_STORE_ERROR goes: %SS_STORE_ERROR_NO_TENANT where it is not there
 *
 * Returns: whether its tables and roles are gone
 */
gboolean
ss_postgresql_drop_schema (SsPostgresqlConnection *connection, const char *prefix, const char *schema,
                           GError **error)
{
  g_autofree char *drop = write_drop (prefix, schema);
  g_autofree char *sql = g_strconcat ("BEGIN; SET LOCAL lock_timeout = '10s'; ", drop, " COMMIT", NULL);

  if (ss_postgresql_connection_run (connection, sql, error))
    return TRUE;
  if (ss_postgresql_connection_failed_with (connection, "3F000"))
    {
      g_clear_error (error);
      g_set_error_literal (error, SS_STORE_ERROR, SS_STORE_ERROR_NO_TENANT, "There is no such business");
    }
  return roll_back (connection);
}

/**
 * ss_postgresql_drop_leftovers:
 * @connection: a connection
 * @prefix: the store's roles'
 * @error: where a %SS_STORE_ERROR goes
 *
 * Removes the schemas that neither a tenant's row nor a backup's names: such as a crash leaves. It has the
 * shared lock meanwhile, so that one that another process is making now is not taken for a leftover.
 *
 * Returns: whether there are none any more
 */
gboolean
ss_postgresql_drop_leftovers (SsPostgresqlConnection *connection, const char *prefix, GError **error)
{
  g_autofree char *lock = ss_postgresql_lock (NULL);
  g_autofree char *list = g_strconcat ("BEGIN; ", lock,
                                       "SELECT schema_name FROM shared.schema_states s WHERE NOT EXISTS"
                                       " (SELECT FROM shared.tenants t WHERE t.schema_name = s.schema_name)"
                                       " AND NOT EXISTS (SELECT FROM shared.tenant_backups b"
                                       " WHERE b.schema_name = s.schema_name)",
                                       NULL);
  g_autoptr (PGresult) schemas = ss_postgresql_connection_select (connection, list, error);

  for (int i = 0; schemas != NULL && i < PQntuples (schemas); i++)
    {
      g_autofree char *drop = write_drop (prefix, PQgetvalue (schemas, i, 0));

      if (!ss_postgresql_connection_run (connection, drop, error))
        return roll_back (connection);
    }
  return (schemas != NULL && ss_postgresql_connection_run (connection, "COMMIT", error))
         || roll_back (connection);
}
