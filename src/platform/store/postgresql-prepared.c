/* postgresql-prepared.c: which statements one connection's server has prepared, and under what names
 *
 * By schema: what a plain name of a table leads to is part of what was prepared. Where there are too many,
 * those of the schema that was visited longest ago are given up. Of thousands of schemas little is kept for
 * each: a statement's text is kept once.
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
  guint text;   /* which */
  guint number; /* in its name */
} Prepared;

typedef struct
{
  char *name;         /* (owned): the schema's */
  GArray *statements; /* (owned) (element-type Prepared) */
  GList visit;        /* its place among the visits */
} Schema;

struct _SsPostgresqlPrepared
{
  GHashTable *texts;   /* (owned): a statement's key to its number, from 1 on */
  GHashTable *schemas; /* (owned): name to Schema */
  GQueue visits;       /* of Schema, the last first */
  guint n_statements;
  guint n_names; /* given so far */
};

static void
schema_free (gpointer data)
{
  Schema *schema = data;

  g_array_unref (schema->statements);
  g_free (schema->name);
  g_free (schema);
}

SsPostgresqlPrepared *
ss_postgresql_prepared_new (void)
{
  SsPostgresqlPrepared *self = g_new0 (SsPostgresqlPrepared, 1);

  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->schemas = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, schema_free);
  g_queue_init (&self->visits);
  return self;
}

void
ss_postgresql_prepared_free (SsPostgresqlPrepared *self)
{
  g_hash_table_unref (self->texts);
  g_hash_table_unref (self->schemas);
  g_free (self);
}

static void
write_name (guint number, char name[SS_POSTGRESQL_NAME_SIZE])
{
  g_snprintf (name, SS_POSTGRESQL_NAME_SIZE, "s%u", number);
}

static Prepared *
find_in (Schema *schema, guint text)
{
  for (guint i = 0; i < schema->statements->len; i++)
    {
      Prepared *prepared = &g_array_index (schema->statements, Prepared, i);

      if (prepared->text == text)
        return prepared;
    }
  return NULL;
}

gboolean
ss_postgresql_prepared_find (SsPostgresqlPrepared *self, const char *schema, const char *key,
                             char name[SS_POSTGRESQL_NAME_SIZE])
{
  Schema *found = g_hash_table_lookup (self->schemas, schema);
  guint text = found != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->texts, key)) : 0;
  Prepared *prepared = text != 0 ? find_in (found, text) : NULL;

  if (prepared != NULL)
    write_name (prepared->number, name);
  return prepared != NULL;
}

guint
ss_postgresql_prepared_make_name (SsPostgresqlPrepared *self, char name[SS_POSTGRESQL_NAME_SIZE])
{
  write_name (self->n_names, name);
  return self->n_names++;
}

static Schema *
add_schema (SsPostgresqlPrepared *self, const char *name)
{
  Schema *schema = g_new0 (Schema, 1);

  schema->name = g_strdup (name);
  schema->statements = g_array_new (FALSE, FALSE, sizeof (Prepared));
  schema->visit.data = schema;
  g_queue_push_head_link (&self->visits, &schema->visit);
  g_hash_table_insert (self->schemas, schema->name, schema);
  return schema;
}

static guint
number_text (SsPostgresqlPrepared *self, char *key)
{
  guint text = GPOINTER_TO_UINT (g_hash_table_lookup (self->texts, key));

  if (text != 0)
    {
      g_free (key);
      return text;
    }
  text = g_hash_table_size (self->texts) + 1;
  g_hash_table_insert (self->texts, key, GUINT_TO_POINTER (text));
  return text;
}

void
ss_postgresql_prepared_keep (SsPostgresqlPrepared *self, const char *schema, char *key, guint number)
{
  Schema *found = g_hash_table_lookup (self->schemas, schema);
  Prepared prepared = { number_text (self, key), number };

  if (found == NULL)
    found = add_schema (self, schema);
  if (find_in (found, prepared.text) != NULL)
    return;
  g_array_append_val (found->statements, prepared);
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

GStrv
ss_postgresql_prepared_give_up (SsPostgresqlPrepared *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  while (self->n_statements > PREPARED_MAX && self->visits.length > KEPT_SCHEMAS)
    {
      Schema *oldest = g_queue_pop_tail_link (&self->visits)->data;

      for (guint i = 0; i < oldest->statements->len; i++)
        {
          char name[SS_POSTGRESQL_NAME_SIZE];

          write_name (g_array_index (oldest->statements, Prepared, i).number, name);
          g_strv_builder_add (names, name);
        }
      self->n_statements -= oldest->statements->len;
      g_hash_table_remove (self->schemas, oldest->name);
    }
  return g_strv_builder_end (names);
}

void
ss_postgresql_prepared_forget (SsPostgresqlPrepared *self)
{
  g_hash_table_remove_all (self->schemas);
  g_queue_init (&self->visits);
  self->n_statements = 0;
}
