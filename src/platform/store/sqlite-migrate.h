/* sqlite-migrate.h: brings one SQLite file to the newest migration
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <sqlite3.h>

#include "platform/store/migrations.h"

G_BEGIN_DECLS

gboolean ss_sqlite_migrate (sqlite3 *database, GPtrArray *migrations, GError **error);

G_END_DECLS
