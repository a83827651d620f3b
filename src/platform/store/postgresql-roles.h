/* postgresql-roles.h: who may do what in the database: a role for each tenant's schema
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/store/store.h"

G_BEGIN_DECLS

/* A role's name holds no character to escape. All (transfer full). */
char *ss_postgresql_role_name (const char *prefix, const char *schema, SsAccess access);
char *ss_postgresql_roles_shared (const char *prefix);
char *ss_postgresql_roles_create (const char *prefix, const char *schema);
char *ss_postgresql_roles_grant (const char *prefix, const char *schema);
char *ss_postgresql_roles_drop (const char *prefix, const char *schema);

G_END_DECLS
