/* postgresql-roles.c: who may do what in the database: a role for each tenant's schema
 *
 *   PREFIX_reader     reads the shared tables
 *   PREFIX_shared     changes them
 *   PREFIX_NUMBER     changes one tenant's tables, and is a reader; shared.schema_states says whose
 *
 * Roles are the server's, not the database's: the prefix keeps two stores on one server apart. The tables
 * belong to whom the platform signs in as, who is a member of all of them and acts as one of them in each
 * transaction.
 *
 * PostgreSQL works out anew of what roles somebody is a member whenever any membership has changed, once in
 * each connection, and with thousands of them that takes as long as a business's tables take to make. So
 * roles are made ahead, many at once. One that is dropped never comes back: who remembers it for a schema
 * that was removed meanwhile is told that it is gone.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/store/postgresql-roles.h"

#define ROWS "SELECT, INSERT, UPDATE, DELETE"
#define SPARE "100"

/* Says @sql of the roles of @prefix, which stands where "@" does. */
static char *
write_for (const char *prefix, const char *sql)
{
  g_auto (GStrv) parts = g_strsplit (sql, "@", -1);

  return g_strjoinv (prefix, parts);
}

/**
 * ss_postgresql_roles_shared:
 * @prefix: the store's
 *
 * Returns: (transfer full): what makes the roles for the shared tables, where they are missing, and gives
 * them their rights; after each migration of these
 */
char *
ss_postgresql_roles_shared (const char *prefix)
{
  return write_for (prefix, "DO $$ BEGIN"
                            " IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '@_reader') THEN"
                            "  CREATE ROLE \"@_reader\" NOLOGIN ROLE CURRENT_USER;"
                            "  CREATE ROLE \"@_shared\" NOLOGIN ROLE CURRENT_USER;"
                            " END IF;"
                            "END $$;"
                            "GRANT USAGE ON SCHEMA shared TO \"@_reader\", \"@_shared\";"
                            "GRANT SELECT ON ALL TABLES IN SCHEMA shared TO \"@_reader\";"
                            "GRANT " ROWS " ON ALL TABLES IN SCHEMA shared TO \"@_shared\"");
}

static gboolean
make_spare (SsPostgresqlConnection *connection, const char *prefix, GError **error)
{
  g_autofree char *sql =
      write_for (prefix,
                 "DO $$ DECLARE name TEXT; BEGIN"
                 " FOR i IN 1 .. " SPARE " LOOP"
                 "  name := '@_' || nextval ('shared.role_numbers');"
                 "  EXECUTE format ('CREATE ROLE %I NOLOGIN IN ROLE \"@_reader\" ROLE CURRENT_USER', name);"
                 "  INSERT INTO shared.spare_roles (role) VALUES (name);"
                 " END LOOP;"
                 "END $$");

  return ss_postgresql_connection_run (connection, sql, error);
}

/**
 * ss_postgresql_roles_take:
 * @connection: a connection in a transaction, as whom the platform signs in as
 * @prefix: the store's
 * @error: where a %SS_STORE_ERROR goes
 *
 * Returns: (transfer full) (nullable): a role that is no tenant's yet; nobody else's either, once this is
 * committed
 */
char *
ss_postgresql_roles_take (SsPostgresqlConnection *connection, const char *prefix, GError **error)
{
  static const char take[] =
      "DELETE FROM shared.spare_roles WHERE role = (SELECT role FROM shared.spare_roles"
      " ORDER BY length (role), role LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING role";

  for (;;)
    {
      g_autoptr (PGresult) result = ss_postgresql_connection_select (connection, take, error);

      if (result == NULL)
        return NULL;
      if (PQntuples (result) > 0)
        return g_strdup (PQgetvalue (result, 0, 0));
      if (!make_spare (connection, prefix, error))
        return NULL;
    }
}

/**
 * ss_postgresql_roles_grant:
 * @role: a tenant's
 * @schema: the tenant's, without a table yet
 *
 * By default, so that each table has the rights from its beginning: PostgreSQL would look through all tables
 * of all tenants for those that are in one schema.
 *
 * Returns: (transfer full): what gives the role rights to all tables that will ever be in it
 */
char *
ss_postgresql_roles_grant (const char *role, const char *schema)
{
  return g_strdup_printf ("GRANT USAGE ON SCHEMA \"%s\" TO \"%s\";"
                          "ALTER DEFAULT PRIVILEGES IN SCHEMA \"%s\" GRANT " ROWS " ON TABLES TO \"%s\";",
                          schema, role, schema, role);
}

/**
 * ss_postgresql_roles_grant_again:
 * @role: a tenant's
 * @schema: the tenant's, with tables that were made without it
 *
 * Returns: (transfer full): what gives the role rights to all its tables, also those to come
 */
char *
ss_postgresql_roles_grant_again (const char *role, const char *schema)
{
  g_autofree char *grant = ss_postgresql_roles_grant (role, schema);

  return g_strdup_printf ("%sGRANT " ROWS " ON ALL TABLES IN SCHEMA \"%s\" TO \"%s\";", grant, schema, role);
}

/**
 * ss_postgresql_roles_shared_name:
 * @prefix: the store's
 * @access: what is to be done
 *
 * Returns: (transfer full): the role that may do that to the shared tables and no more
 */
char *
ss_postgresql_roles_shared_name (const char *prefix, SsAccess access)
{
  return g_strconcat (prefix, access == SS_ACCESS_READ ? "_reader" : "_shared", NULL);
}

/**
 * ss_postgresql_roles_find:
 * @connection: a connection without a transaction
 * @schema: a tenant's
 * @error: where a %SS_STORE_ERROR goes: %SS_STORE_ERROR_NO_TENANT where it is not there
 *
 * Returns: (transfer full) (nullable): its role
 */
char *
ss_postgresql_roles_find (SsPostgresqlConnection *connection, const char *schema, GError **error)
{
  static const char find[] = "SELECT role FROM shared.schema_states WHERE schema_name = $1";
  SsParameter parameter = { .type = 's', .string = schema };
  g_autoptr (PGresult) result = NULL;

  ss_postgresql_connection_begin (connection, NULL, g_ptr_array_new ());
  result = ss_postgresql_connection_execute (connection, find, &parameter, 1, FALSE, error);
  if (result == NULL)
    return NULL;
  if (PQntuples (result) > 0)
    return g_strdup (PQgetvalue (result, 0, 0));
  g_set_error_literal (error, SS_STORE_ERROR, SS_STORE_ERROR_NO_TENANT, "There is no such business");
  return NULL;
}

/**
 * ss_postgresql_roles_act:
 * @role: a role; %SS_POSTGRESQL_OWNER: whom the tables belong to
 * @schema: (nullable): where plain names of tables lead: a tenant's, which is there
 *
 * Both last as long as the transaction.
 *
 * Returns: (transfer full): what makes a transaction act as that role, on that schema
 */
SsPostgresqlStatement *
ss_postgresql_roles_act (const char *role, const char *schema)
{
  g_autofree char *path = schema != NULL ? g_strdup_printf ("\"%s\", pg_temp", schema) : g_strdup ("pg_temp");
  SsParameter parameters[] = { { .type = 's', .string = role }, { .type = 's', .string = path } };
  SsPostgresqlStatement statement;

  ss_postgresql_statement_init (&statement,
                                "SELECT set_config ('role', $1, TRUE), set_config ('search_path', $2, TRUE)",
                                parameters, G_N_ELEMENTS (parameters));
  return ss_postgresql_statement_copy (&statement);
}
