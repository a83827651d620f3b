/* postgresql-prepared.c: which statements one connection's server has prepared, and under what names
 *
 * By schema: what a plain name of a table leads to is part of what was prepared. Where there are too many,
 * those of the schema that was visited longest ago are given up.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/store/postgresql-prepared.h"

/* Each takes some ten KiB of the server's memory. */
#define PREPARED_MAX 4096
/* That of the present transaction, and what is the same for all. */
#define KEPT_SCHEMAS 2

typedef struct
{
  char *name;             /* (owned): the schema's */
  GHashTable *statements; /* (owned): key to name */
  GList visit;            /* its place among the visits */
} Schema;

struct _SsPostgresqlPrepared
{
  GHashTable *schemas; /* (owned): name to Schema */
  GQueue visits;       /* of Schema, the last first */
  guint n_statements;
  guint n_names; /* given so far */
};

static void
schema_free (gpointer data)
{
  Schema *schema = data;

  g_hash_table_unref (schema->statements);
  g_free (schema->name);
  g_free (schema);
}

SsPostgresqlPrepared *
ss_postgresql_prepared_new (void)
{
  SsPostgresqlPrepared *self = g_new0 (SsPostgresqlPrepared, 1);

  self->schemas = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, schema_free);
  g_queue_init (&self->visits);
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
  Schema *found = g_hash_table_lookup (self->schemas, schema);

  return found != NULL ? g_hash_table_lookup (found->statements, key) : NULL;
}

void
ss_postgresql_prepared_make_name (SsPostgresqlPrepared *self, char name[SS_POSTGRESQL_NAME_SIZE])
{
  g_snprintf (name, SS_POSTGRESQL_NAME_SIZE, "s%u", self->n_names++);
}

static Schema *
add_schema (SsPostgresqlPrepared *self, const char *name)
{
  Schema *schema = g_new0 (Schema, 1);

  schema->name = g_strdup (name);
  schema->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  schema->visit.data = schema;
  g_queue_push_head_link (&self->visits, &schema->visit);
  g_hash_table_insert (self->schemas, schema->name, schema);
  return schema;
}

void
ss_postgresql_prepared_keep (SsPostgresqlPrepared *self, const char *schema, char *key, const char *name)
{
  Schema *found = g_hash_table_lookup (self->schemas, schema);

  if (found == NULL)
    found = add_schema (self, schema);
  if (g_hash_table_contains (found->statements, key))
    {
      g_free (key);
      return;
    }
  g_hash_table_insert (found->statements, key, g_strdup (name));
  self->n_statements++;
}

void
ss_postgresql_prepared_visit (SsPostgresqlPrepared *self, const char *schema)
{
  Schema *found = g_hash_table_lookup (self->schemas, schema);

  if (found == NULL)
    return;
  g_queue_unlink (&self->visits, &found->visit);
  g_queue_push_head_link (&self->visits, &found->visit);
}

GPtrArray *
ss_postgresql_prepared_give_up (SsPostgresqlPrepared *self)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  while (self->n_statements > PREPARED_MAX && self->visits.length > KEPT_SCHEMAS)
    {
      Schema *oldest = g_queue_pop_tail_link (&self->visits)->data;
      GHashTableIter iter;
      gpointer name;

      g_hash_table_iter_init (&iter, oldest->statements);
      while (g_hash_table_iter_next (&iter, NULL, &name))
        g_ptr_array_add (names, g_strdup (name));
      self->n_statements -= g_hash_table_size (oldest->statements);
      g_hash_table_remove (self->schemas, oldest->name);
    }
  return names;
}

void
ss_postgresql_prepared_forget (SsPostgresqlPrepared *self)
{
  g_hash_table_remove_all (self->schemas);
  g_queue_init (&self->visits);
  self->n_statements = 0;
}
