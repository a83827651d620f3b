/* postgresql-statement.h: one statement and its parameters, as libpq takes them
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <libpq-fe.h>

#include "platform/store/store-private.h"

G_BEGIN_DECLS

#define SS_POSTGRESQL_PARAMETERS_MAX 64

typedef struct
{
  const char *sql;
  guint n_parameters;
  Oid types[SS_POSTGRESQL_PARAMETERS_MAX];
  const char *values[SS_POSTGRESQL_PARAMETERS_MAX];
  int lengths[SS_POSTGRESQL_PARAMETERS_MAX];
  int formats[SS_POSTGRESQL_PARAMETERS_MAX];
  char numbers[SS_POSTGRESQL_PARAMETERS_MAX][G_ASCII_DTOSTR_BUF_SIZE];
} SsPostgresqlStatement;

/* Points at @sql and at what @parameters point at. */
void ss_postgresql_statement_init (SsPostgresqlStatement *self, const char *sql,
                                   const SsParameter *parameters, guint n_parameters);
/* Has texts and bytes of its own. (transfer full) */
SsPostgresqlStatement *ss_postgresql_statement_copy (const SsPostgresqlStatement *self);
void ss_postgresql_statement_free (SsPostgresqlStatement *self); /* a copy */
gboolean ss_postgresql_statement_equal (const SsPostgresqlStatement *self,
                                        const SsPostgresqlStatement *other);
/* What it is prepared under: statements that differ in values alone have the same. (transfer full) */
char *ss_postgresql_statement_write_key (const SsPostgresqlStatement *self);

/* Whether @result, which may be NULL, is what was hoped for. */
gboolean ss_postgresql_result_is_done (const PGresult *result);

G_END_DECLS
