/* postgresql-pool.h: connections to one PostgreSQL database, for whoever needs one next
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/store/postgresql-connection.h"

G_BEGIN_DECLS

typedef struct _SsPostgresqlPool SsPostgresqlPool;

SsPostgresqlPool *ss_postgresql_pool_new (const char *address, guint n_slots);
void ss_postgresql_pool_free (SsPostgresqlPool *self);
SsPostgresqlConnection *ss_postgresql_pool_take (SsPostgresqlPool *self, const char *schema, gboolean *is_new,
                                                 GError **error);
guint ss_postgresql_pool_count_idle (SsPostgresqlPool *self);
void ss_postgresql_pool_give_back (SsPostgresqlPool *self, SsPostgresqlConnection *connection);
void ss_postgresql_pool_drop_idle (SsPostgresqlPool *self);

G_END_DECLS
