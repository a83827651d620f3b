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

/* @key: from ss_postgresql_statement_write_key(). Whether it was prepared; then under @name. */
gboolean ss_postgresql_prepared_find (SsPostgresqlPrepared *self, const char *schema, const char *key,
                                      char name[SS_POSTGRESQL_NAME_SIZE]);
/* One that has never been given; its number. */
guint ss_postgresql_prepared_make_name (SsPostgresqlPrepared *self, char name[SS_POSTGRESQL_NAME_SIZE]);
/* That it was prepared under the name with this number. Takes @key. */
void ss_postgresql_prepared_keep (SsPostgresqlPrepared *self, const char *schema, char *key, guint number);
/* Those of the last schemas visited stay longest. */
void ss_postgresql_prepared_visit (SsPostgresqlPrepared *self, const char *schema);
/* The names of what is to be forgotten, since there are too many. (transfer full) */
GStrv ss_postgresql_prepared_give_up (SsPostgresqlPrepared *self);
/* All, where the server has forgotten them. */
void ss_postgresql_prepared_forget (SsPostgresqlPrepared *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsPostgresqlPrepared, ss_postgresql_prepared_free)

G_END_DECLS
