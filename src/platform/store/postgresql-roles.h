/* postgresql-roles.h: who may do what in the database: a role for each tenant's schema
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/store/postgresql-connection.h"

G_BEGIN_DECLS

#define SS_POSTGRESQL_OWNER "none"

/* A role's name holds no character to escape. All (transfer full). */
char *ss_postgresql_roles_shared (const char *prefix);
char *ss_postgresql_roles_take (SsPostgresqlConnection *connection, const char *prefix, GError **error);
char *ss_postgresql_roles_grant (const char *role, const char *schema);
char *ss_postgresql_roles_grant_again (const char *role, const char *schema);
char *ss_postgresql_roles_shared_name (const char *prefix, SsAccess access);
char *ss_postgresql_roles_find (SsPostgresqlConnection *connection, const char *schema, GError **error);
SsPostgresqlStatement *ss_postgresql_roles_act (const char *role, const char *schema);

G_END_DECLS
