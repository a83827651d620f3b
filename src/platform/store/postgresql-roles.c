/* postgresql-roles.c: who may do what in the database: a role for each tenant's schema
 *
 *   PREFIX_reader         reads the shared tables
 *   PREFIX_shared         changes them
 *   PREFIX_SCHEMA         changes the tenant's tables, and is a reader
 *   PREFIX_SCHEMA_both    changes the tenant's tables and the shared ones
 *
 * Roles are the server's, not the database's: the prefix keeps two stores on one server apart. The tables
 * belong to whom the platform signs in as, who is a member of all of them and acts as one of them in each
 * transaction.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/store/postgresql-roles.h"

#include <string.h>

#define NAME_MAX_LENGTH 63
#define SUFFIX_BOTH "_both"
#define ROWS "SELECT, INSERT, UPDATE, DELETE"

/* A longer name would be cut off by PostgreSQL. */
static char *
make_name (const char *prefix, const char *schema, const char *suffix)
{
  g_autofree char *name = g_strconcat (prefix, "_", schema, suffix, NULL);
  g_autofree char *hash = NULL;

  if (strlen (name) <= NAME_MAX_LENGTH)
    return g_steal_pointer (&name);
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, schema, -1);
  return g_strdup_printf ("%s_%.40s%s", prefix, hash, suffix);
}

/**
 * ss_postgresql_role_name:
 * @prefix: the store's
 * @schema: (nullable): a tenant's; %NULL for the shared tables alone
 * @access: what is to be done
 *
 * Returns: (transfer full): the role that may do that and no more
 */
char *
ss_postgresql_role_name (const char *prefix, const char *schema, SsAccess access)
{
  if (schema == NULL)
    return g_strconcat (prefix, access == SS_ACCESS_READ ? "_reader" : "_shared", NULL);
  return make_name (prefix, schema, access == SS_ACCESS_WRITE_SHARED ? SUFFIX_BOTH : "");
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
  static const char sql[] = "DO $$ BEGIN"
                            " IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '@_reader') THEN"
                            "  CREATE ROLE \"@_reader\" NOLOGIN ROLE CURRENT_USER;"
                            "  CREATE ROLE \"@_shared\" NOLOGIN ROLE CURRENT_USER;"
                            " END IF;"
                            "END $$;"
                            "GRANT USAGE ON SCHEMA shared TO \"@_reader\", \"@_shared\";"
                            "GRANT SELECT ON ALL TABLES IN SCHEMA shared TO \"@_reader\";"
                            "GRANT " ROWS " ON ALL TABLES IN SCHEMA shared TO \"@_shared\"";
  g_auto (GStrv) parts = g_strsplit (sql, "@", -1);

  return g_strjoinv (prefix, parts);
}

/**
 * ss_postgresql_roles_create:
 * @prefix: the store's
 * @schema: a tenant's
 *
 * Returns: (transfer full): what makes its roles
 */
char *
ss_postgresql_roles_create (const char *prefix, const char *schema)
{
  g_autofree char *tenant = ss_postgresql_role_name (prefix, schema, SS_ACCESS_WRITE);
  g_autofree char *both = ss_postgresql_role_name (prefix, schema, SS_ACCESS_WRITE_SHARED);

  return g_strdup_printf ("CREATE ROLE \"%s\" NOLOGIN IN ROLE \"%s_reader\" ROLE CURRENT_USER;"
                          "CREATE ROLE \"%s\" NOLOGIN IN ROLE \"%s\", \"%s_shared\" ROLE CURRENT_USER;",
                          tenant, prefix, both, tenant, prefix);
}

/**
 * ss_postgresql_roles_grant:
 * @prefix: the store's
 * @schema: a tenant's
 *
 * Returns: (transfer full): what gives its role rights to all its tables; after each migration
 */
char *
ss_postgresql_roles_grant (const char *prefix, const char *schema)
{
  g_autofree char *tenant = ss_postgresql_role_name (prefix, schema, SS_ACCESS_WRITE);

  return g_strdup_printf ("GRANT USAGE ON SCHEMA \"%s\" TO \"%s\";"
                          "GRANT " ROWS " ON ALL TABLES IN SCHEMA \"%s\" TO \"%s\";",
                          schema, tenant, schema, tenant);
}

/**
 * ss_postgresql_roles_drop:
 * @prefix: the store's
 * @schema: a tenant's, whose tables are gone
 *
 * Returns: (transfer full): what removes its roles
 */
char *
ss_postgresql_roles_drop (const char *prefix, const char *schema)
{
  g_autofree char *tenant = ss_postgresql_role_name (prefix, schema, SS_ACCESS_WRITE);
  g_autofree char *both = ss_postgresql_role_name (prefix, schema, SS_ACCESS_WRITE_SHARED);

  return g_strdup_printf ("DROP ROLE IF EXISTS \"%s\"; DROP ROLE IF EXISTS \"%s\";", both, tenant);
}
