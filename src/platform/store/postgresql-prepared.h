/* postgresql-prepared.h: which statements one connection's server has prepared, and under what names
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SS_POSTGRESQL_NAME_SIZE 16

typedef struct _SsPostgresqlPrepared SsPostgresqlPrepared;

SsPostgresqlPrepared *ss_postgresql_prepared_new (void);
void ss_postgresql_prepared_free (SsPostgresqlPrepared *self);

/* @key: from ss_postgresql_statement_write_key(). (nullable) */
const char *ss_postgresql_prepared_find (SsPostgresqlPrepared *self, const char *schema, const char *key);
/* One that has never been given. */
void ss_postgresql_prepared_make_name (SsPostgresqlPrepared *self, char name[SS_POSTGRESQL_NAME_SIZE]);
/* Takes @key. */
void ss_postgresql_prepared_keep (SsPostgresqlPrepared *self, const char *schema, char *key,
                                  const char *name);
/* Whether so many more may be prepared. */
gboolean ss_postgresql_prepared_has_room (SsPostgresqlPrepared *self, guint count);
void ss_postgresql_prepared_forget (SsPostgresqlPrepared *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsPostgresqlPrepared, ss_postgresql_prepared_free)

G_END_DECLS
