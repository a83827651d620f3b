/* sqlite-pool.h: idle connections, by tenant
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/store/sqlite-connection.h"

G_BEGIN_DECLS

typedef struct _SsSqlitePool SsSqlitePool;

SsSqlitePool *ss_sqlite_pool_new (guint limit);
void ss_sqlite_pool_free (SsSqlitePool *self);
SsSqliteConnection *ss_sqlite_pool_take (SsSqlitePool *self, const char *schema);
guint ss_sqlite_pool_count_idle (SsSqlitePool *self);
void ss_sqlite_pool_give_back (SsSqlitePool *self, const char *schema, SsSqliteConnection *connection);
/* Read before a connection is opened, to be its mark. */
guint64 ss_sqlite_pool_get_generation (SsSqlitePool *self);
void ss_sqlite_pool_drop (SsSqlitePool *self, const char *schema);

G_END_DECLS
