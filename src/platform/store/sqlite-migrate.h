/* sqlite-migrate.h: brings one SQLite file to the newest migration
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <sqlite3.h>

#include "platform/store/migrations.h"
#include "platform/store/store-private.h"

G_BEGIN_DECLS

/* @schema: (nullable): what is told; NULL: the shared one */
gboolean ss_sqlite_migrate (sqlite3 *database, GPtrArray *migrations, const char *schema,
                            const SsMigrateOptions *options, GError **error);

G_END_DECLS
