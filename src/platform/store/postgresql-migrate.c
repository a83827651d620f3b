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
#define LOCK_SPACE "1399673699"

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
    " number BIGINT NOT NULL, role TEXT NOT NULL UNIQUE);"
    "CREATE TABLE IF NOT EXISTS role_prefixes (id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),"
    " prefix TEXT NOT NULL);"
    "CREATE TABLE IF NOT EXISTS spare_roles (role TEXT NOT NULL PRIMARY KEY);"
    "CREATE SEQUENCE IF NOT EXISTS role_numbers;";

static const char *
get_schema (const char *schema)
{
  return schema != NULL ? schema : SHARED;
}

static gint32
get_lock_key (const char *schema)
{
  return (gint32) g_str_hash (get_schema (schema));
}

static char *
write_lock (const char *schema)
{
  return g_strdup_printf ("SELECT pg_advisory_xact_lock (" LOCK_SPACE ", %d);", get_lock_key (schema));
}

SsPostgresqlStatement *
ss_postgresql_lock (const char *schema)
{
  SsParameter key = { .type = 'i', .integer = get_lock_key (schema) };
  SsPostgresqlStatement statement;

  ss_postgresql_statement_init (&statement, "SELECT pg_advisory_xact_lock (" LOCK_SPACE ", $1::INTEGER)",
                                &key, 1);
  return ss_postgresql_statement_copy (&statement);
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
  g_autofree char *lock = write_lock (NULL);
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

/* How far a schema is. */
typedef struct
{
  guint reached; /* the number of its last migration */
  char *role;    /* (owned) (nullable): the tenant's */
} State;

static void
state_clear (State *state)
{
  g_free (state->role);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (State, state_clear)

static void
append_state (GString *sql, const char *schema, guint number, const char *role)
{
  g_string_append_printf (
      sql,
      "INSERT INTO shared.schema_states (schema_name, number, role) VALUES ('%s', %u, '%s')"
      " ON CONFLICT (schema_name) DO UPDATE SET number = excluded.number;",
      schema, number, role);
}

/* To the shared tables, which are few. */
static void
append_rights (GString *sql, const char *prefix)
{
  g_autofree char *grants = ss_postgresql_roles_shared (prefix);

  g_string_append_printf (sql, "%s;", grants);
}

/* Begins a transaction that goes on, alone in the schema. */
static gboolean
begin_alone (SsPostgresqlConnection *connection, const char *schema, State *state, GError **error)
{
  g_autofree char *lock = write_lock (schema);
  g_autofree char *sql = g_strdup_printf (
      "BEGIN; %s SET LOCAL search_path = \"%s\", pg_temp; %s"
      "SELECT coalesce (max (number), 0), (SELECT role FROM shared.schema_states WHERE schema_name = '%s')"
      " FROM schema_migrations",
      lock, get_schema (schema), make_migrations, get_schema (schema));
  g_autoptr (PGresult) result = ss_postgresql_connection_select (connection, sql, error);

  if (result == NULL)
    return FALSE;
  state->reached = atoi (PQgetvalue (result, 0, 0));
  state->role = PQgetisnull (result, 0, 1) ? NULL : g_strdup (PQgetvalue (result, 0, 1));
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

/* In one transaction: it is done and recorded, or neither. */
static gboolean
apply (SsPostgresqlConnection *connection, const char *prefix, const char *schema,
       const SsMigration *migration, GError **error)
{
  g_autoptr (GString) sql = g_string_new (migration->sql);
  g_auto (State) state = { 0 };

  if (begin_alone (connection, schema, &state, error))
    {
      append_record (sql, migration);
      if (schema == NULL)
        append_rights (sql, prefix);
      else
        append_state (sql, schema, migration->number, state.role);
      /* Another process may have been faster. */
      if ((state.reached >= migration->number || ss_postgresql_connection_run (connection, sql->str, error))
          && ss_postgresql_connection_run (connection, "COMMIT", error))
        return TRUE;
    }
  g_prefix_error (error, "Migration %s: ", migration->name);
  return roll_back (connection);
}

/* What was lost, as when a schema was brought back from a dump: a role for it, and how far it is. */
static gboolean
append_lost (GString *sql, SsPostgresqlConnection *connection, const char *prefix, const char *schema,
             const State *state, GError **error)
{
  g_autofree char *role = ss_postgresql_roles_take (connection, prefix, error);
  g_autofree char *grants = NULL;

  if (role == NULL)
    return FALSE;
  grants = ss_postgresql_roles_grant_again (role, schema);
  append_state (sql, schema, state->reached, role);
  g_string_append (sql, grants);
  return TRUE;
}

/* Ends what begin_alone() has begun. */
static gboolean
finish (SsPostgresqlConnection *connection, const char *prefix, const char *schema, const State *state,
        GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  if (schema != NULL && state->role != NULL)
    append_state (sql, schema, state->reached, state->role);
  else if (schema != NULL && !append_lost (sql, connection, prefix, schema, state, error))
    return roll_back (connection);
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
  g_auto (State) state = { 0 };

  if (options->is_dry_run)
    return tell_lacking (connection, schema, migrations, options, error);
  if (!begin_alone (connection, schema, &state, error))
    return roll_back (connection);
  if (!finish (connection, prefix, schema, &state, error))
    return FALSE;
  for (guint i = 0; i < migrations->len; i++)
    {
      const SsMigration *migration = g_ptr_array_index (migrations, i);

      if (migration->number <= state.reached)
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
 * Returns: whether its tables are there, and a role may change them, committed
 */
gboolean
ss_postgresql_create_schema (SsPostgresqlConnection *connection, const char *prefix, const char *schema,
                             const char *tenant_template, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autofree char *role = NULL, *grants = NULL;

  if (ss_postgresql_connection_run (connection, "BEGIN", error))
    role = ss_postgresql_roles_take (connection, prefix, error);
  if (role == NULL)
    return roll_back (connection);
  grants = ss_postgresql_roles_grant (role, schema);
  g_string_append_printf (sql,
                          "CREATE SCHEMA \"%s\"; %s SET LOCAL search_path = \"%s\", pg_temp; %s"
                          "INSERT INTO shared.schema_states (schema_name, number, role)"
                          " SELECT '%s', max (number), '%s' FROM schema_migrations; COMMIT",
                          schema, grants, schema, tenant_template, schema, role);
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

/* What removes a tenant's tables, and its role, which has no rights without them. */
static char *
write_drop (const char *schema)
{
  g_autofree char *lock = write_lock (schema);

  return g_strdup_printf (
      "%s DROP SCHEMA \"%s\" CASCADE;"
      "DO $$ DECLARE name TEXT; BEGIN"
      " DELETE FROM shared.schema_states WHERE schema_name = '%s' RETURNING role INTO name;"
      " IF FOUND THEN EXECUTE format ('DROP ROLE %%I', name); END IF;"
      "END $$;",
      lock, schema, schema);
}

/**
 * ss_postgresql_drop_schema:
 * @connection: a connection
 * @schema: a tenant's
 * @error: where a %SS_STORE_ERROR goes: %SS_STORE_ERROR_NO_TENANT where it is not there
 *
 * Returns: whether its tables and its role are gone
 */
gboolean
ss_postgresql_drop_schema (SsPostgresqlConnection *connection, const char *schema, GError **error)
{
  g_autofree char *drop = write_drop (schema);
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
 * @error: where a %SS_STORE_ERROR goes
 *
 * Removes the schemas that neither a tenant's row nor a backup's names: such as a crash leaves. It has the
 * shared lock meanwhile, so that one that another process is making now is not taken for a leftover.
 *
 * Returns: whether there are none any more
 */
gboolean
ss_postgresql_drop_leftovers (SsPostgresqlConnection *connection, GError **error)
{
  g_autofree char *lock = write_lock (NULL);
  g_autofree char *list = g_strconcat ("BEGIN; ", lock,
                                       "SELECT schema_name FROM shared.schema_states s WHERE NOT EXISTS"
                                       " (SELECT FROM shared.tenants t WHERE t.schema_name = s.schema_name)"
                                       " AND NOT EXISTS (SELECT FROM shared.tenant_backups b"
                                       " WHERE b.schema_name = s.schema_name)",
                                       NULL);
  g_autoptr (PGresult) schemas = ss_postgresql_connection_select (connection, list, error);

  for (int i = 0; schemas != NULL && i < PQntuples (schemas); i++)
    {
      g_autofree char *drop = write_drop (PQgetvalue (schemas, i, 0));

      if (!ss_postgresql_connection_run (connection, drop, error))
        return roll_back (connection);
    }
  return (schemas != NULL && ss_postgresql_connection_run (connection, "COMMIT", error))
         || roll_back (connection);
}
