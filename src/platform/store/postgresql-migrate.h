/* postgresql-migrate.h: brings a PostgreSQL database's schemas to the newest migration
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/store/migrations.h"
#include "platform/store/postgresql-connection.h"

G_BEGIN_DECLS

/* Waits, in a transaction, until nobody else writes to the schema; NULL: to the shared one. (transfer full)
 */
SsPostgresqlStatement *ss_postgresql_lock (const char *schema);

gboolean ss_postgresql_prepare_shared (SsPostgresqlConnection *connection, GError **error);
char *ss_postgresql_read_prefix (SsPostgresqlConnection *connection, GError **error);
/* @schema: (nullable): a tenant's; NULL: the shared one */
gboolean ss_postgresql_migrate (SsPostgresqlConnection *connection, const char *prefix, const char *schema,
                                GPtrArray *migrations, const SsMigrateOptions *options, GError **error);

char *ss_postgresql_make_template (GPtrArray *migrations);
gboolean ss_postgresql_create_schema (SsPostgresqlConnection *connection, const char *prefix,
                                      const char *schema, const char *tenant_template, GError **error);
gboolean ss_postgresql_drop_schema (SsPostgresqlConnection *connection, const char *schema, GError **error);

/* Removes what a crash in the middle of making a tenant has left. */
gboolean ss_postgresql_drop_leftovers (SsPostgresqlConnection *connection, GError **error);

G_END_DECLS
