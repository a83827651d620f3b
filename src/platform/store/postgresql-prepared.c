/* postgresql-prepared.c: which statements one connection's server has prepared, and under what names
 *
 * By schema: what a plain name of a table leads to is part of what was prepared.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/store/postgresql-prepared.h"

/* Each takes some ten KiB of the server's memory. */
#define PREPARED_MAX 256

struct _SsPostgresqlPrepared
{
  GHashTable *schemas; /* (owned): schema to (key to name) */
  guint n_statements;
  guint n_names; /* given so far */
};

SsPostgresqlPrepared *
ss_postgresql_prepared_new (void)
{
  SsPostgresqlPrepared *self = g_new0 (SsPostgresqlPrepared, 1);

  self->schemas =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  return self;
}

void
ss_postgresql_prepared_free (SsPostgresqlPrepared *self)
{
  g_hash_table_unref (self->schemas);
  g_free (self);
}

const char *
ss_postgresql_prepared_find (SsPostgresqlPrepared *self, const char *schema, const char *key)
{
  GHashTable *statements = g_hash_table_lookup (self->schemas, schema);

  return statements != NULL ? g_hash_table_lookup (statements, key) : NULL;
}

void
ss_postgresql_prepared_make_name (SsPostgresqlPrepared *self, char name[SS_POSTGRESQL_NAME_SIZE])
{
  g_snprintf (name, SS_POSTGRESQL_NAME_SIZE, "s%u", self->n_names++);
}

void
ss_postgresql_prepared_keep (SsPostgresqlPrepared *self, const char *schema, char *key, const char *name)
{
  GHashTable *statements = g_hash_table_lookup (self->schemas, schema);

  if (statements == NULL)
    {
      statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      g_hash_table_insert (self->schemas, g_strdup (schema), statements);
    }
  if (g_hash_table_contains (statements, key))
    {
      g_free (key);
      return;
    }
  g_hash_table_insert (statements, key, g_strdup (name));
  self->n_statements++;
}

gboolean
ss_postgresql_prepared_has_room (SsPostgresqlPrepared *self, guint count)
{
  return self->n_statements + count <= PREPARED_MAX;
}

void
ss_postgresql_prepared_forget (SsPostgresqlPrepared *self)
{
  g_hash_table_remove_all (self->schemas);
  self->n_statements = 0;
}
