/* postgresql-foresight.h: what a transaction is going to ask, and the answers that are there already
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/store/postgresql-statement.h"

G_BEGIN_DECLS

/* At once: more are asked when it is their turn. */
#define SS_POSTGRESQL_FORESIGHT_MAX 8

/**
 * SsPostgresqlForeseen:
 * @statement: (owned): a SELECT
 * @answer: (owned) (nullable): once it has been sent with something else
 */
typedef struct
{
  SsPostgresqlStatement *statement;
  PGresult *answer;
} SsPostgresqlForeseen;

typedef struct _SsPostgresqlForesight SsPostgresqlForesight;

SsPostgresqlForesight *ss_postgresql_foresight_new (void);
void ss_postgresql_foresight_free (SsPostgresqlForesight *self);
/* For another transaction. */
void ss_postgresql_foresight_clear (SsPostgresqlForesight *self);

void ss_postgresql_foresight_add (SsPostgresqlForesight *self, const SsPostgresqlStatement *statement);
guint ss_postgresql_foresight_get_n (SsPostgresqlForesight *self);
SsPostgresqlForeseen *ss_postgresql_foresight_get (SsPostgresqlForesight *self, guint i);
/* Something is about to be changed. */
void ss_postgresql_foresight_forget (SsPostgresqlForesight *self);
/* The answer to @statement. (transfer full) (nullable): NULL: it is to be asked */
PGresult *ss_postgresql_foresight_take (SsPostgresqlForesight *self, const SsPostgresqlStatement *statement);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsPostgresqlForesight, ss_postgresql_foresight_free)

G_END_DECLS
