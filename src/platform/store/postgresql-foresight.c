/* postgresql-foresight.c: what a transaction is going to ask, and the answers that are there already
 *
 * A failure among the answers is one that the transaction did not survive: it is kept until it is told, by
 * whatever is asked next.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/store/postgresql-foresight.h"

struct _SsPostgresqlForesight
{
  GPtrArray *foreseen; /* (owned) (element-type SsPostgresqlForeseen) */
};

static void
foreseen_free (gpointer data)
{
  SsPostgresqlForeseen *self = data;

  ss_postgresql_statement_free (self->statement);
  PQclear (self->answer);
  g_free (self);
}

SsPostgresqlForesight *
ss_postgresql_foresight_new (void)
{
  SsPostgresqlForesight *self = g_new (SsPostgresqlForesight, 1);

  self->foreseen = g_ptr_array_new_with_free_func (foreseen_free);
  return self;
}

void
ss_postgresql_foresight_free (SsPostgresqlForesight *self)
{
  g_ptr_array_unref (self->foreseen);
  g_free (self);
}

void
ss_postgresql_foresight_clear (SsPostgresqlForesight *self)
{
  g_ptr_array_set_size (self->foreseen, 0);
}

void
ss_postgresql_foresight_add (SsPostgresqlForesight *self, const SsPostgresqlStatement *statement)
{
  SsPostgresqlForeseen *foreseen;

  if (self->foreseen->len == SS_POSTGRESQL_FORESIGHT_MAX)
    return;
  foreseen = g_new0 (SsPostgresqlForeseen, 1);
  foreseen->statement = ss_postgresql_statement_copy (statement);
  g_ptr_array_add (self->foreseen, foreseen);
}

guint
ss_postgresql_foresight_get_n (SsPostgresqlForesight *self)
{
  return self->foreseen->len;
}

SsPostgresqlForeseen *
ss_postgresql_foresight_get (SsPostgresqlForesight *self, guint i)
{
  return g_ptr_array_index (self->foreseen, i);
}

static gboolean
has_failed (const SsPostgresqlForeseen *foreseen)
{
  return foreseen->answer != NULL && !ss_postgresql_result_is_done (foreseen->answer);
}

void
ss_postgresql_foresight_forget (SsPostgresqlForesight *self)
{
  for (guint i = self->foreseen->len; i > 0; i--)
    if (!has_failed (g_ptr_array_index (self->foreseen, i - 1)))
      g_ptr_array_remove_index (self->foreseen, i - 1);
}

PGresult *
ss_postgresql_foresight_take (SsPostgresqlForesight *self, const SsPostgresqlStatement *statement)
{
  for (guint i = 0; i < self->foreseen->len; i++)
    {
      SsPostgresqlForeseen *foreseen = g_ptr_array_index (self->foreseen, i);

      if (has_failed (foreseen) || ss_postgresql_statement_equal (foreseen->statement, statement))
        {
          PGresult *answer = g_steal_pointer (&foreseen->answer);

          g_ptr_array_remove_index (self->foreseen, i);
          return answer;
        }
    }
  return NULL;
}
