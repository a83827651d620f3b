/* migrations.c: the numbered changes that made the tables what they are
 *
 * They are files, `NNNN-name.sql`, compiled into the program. What one database says in its own words stands
 * beside it in `NNNN-name.sqlite.sql` or `NNNN-name.postgresql.sql` and is part of the same change, after
 * what is common.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/store/migrations.h"

#include <stdlib.h>
#include <string.h>

#include "platform/store/migrations-resource.h"

#define ROOT "/org/smoothschedule/platform/migrations"

static void
migration_free (gpointer data)
{
  SsMigration *self = data;

  g_free (self->name);
  g_free (self->sql);
  g_free (self);
}

/* By number; what is common before what is one database's. */
static int
compare_files (gconstpointer a, gconstpointer b)
{
  const char *of_a = *(const char *const *) a, *of_b = *(const char *const *) b;
  guint64 number_a = g_ascii_strtoull (of_a, NULL, 10), number_b = g_ascii_strtoull (of_b, NULL, 10);

  if (number_a != number_b)
    return number_a < number_b ? -1 : 1;
  return (int) strlen (of_a) - (int) strlen (of_b);
}

/* What a file is for: its parts are name, (make,) "sql". */
static gboolean
is_wanted (const char *file, const char *make)
{
  g_auto (GStrv) parts = g_strsplit (file, ".", 3);

  return g_strv_length (parts) != 3 || g_str_equal (parts[1], make);
}

/* PostgreSQL would sort texts by the language that the database was made for; lists are read on from where
 * they were left by the order of bytes, as in SQLite. */
static char *
collate_texts (const char *sql)
{
  g_autoptr (GRegex) texts = g_regex_new ("\\bTEXT\\b", 0, 0, NULL);

  return g_regex_replace_literal (texts, sql, -1, 0, "TEXT COLLATE \"C\"", 0, NULL);
}

static char *
read_file (const char *path, const char *make)
{
  g_autoptr (GBytes) bytes =
      g_resource_lookup_data (ss_migrations_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *sql = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  return g_str_equal (make, "postgresql") ? collate_texts (sql) : g_steal_pointer (&sql);
}

static void
add_file (GPtrArray *migrations, const char *path, const char *file, const char *make)
{
  g_autofree char *sql = read_file (path, make);
  g_autofree char *name = g_strndup (file, strcspn (file, "."));
  SsMigration *migration = migrations->len > 0 ? g_ptr_array_index (migrations, migrations->len - 1) : NULL;

  if (migration != NULL && g_str_equal (migration->name, name))
    {
      g_autofree char *common = migration->sql;

      migration->sql = g_strconcat (common, "\n", sql, NULL);
      return;
    }
  /* The second of two with one number would be taken for done. */
  if (migration != NULL && migration->number == g_ascii_strtoull (file, NULL, 10))
    g_error ("Migrations %s and %s have the same number", migration->name, name);
  migration = g_new (SsMigration, 1);
  migration->number = g_ascii_strtoull (file, NULL, 10);
  migration->name = g_steal_pointer (&name);
  migration->sql = g_steal_pointer (&sql);
  g_ptr_array_add (migrations, migration);
}

/**
 * ss_migrations_load:
 * @kind: "shared" or "tenant"
 * @make: the database: "sqlite" or "postgresql"
 *
 * Returns: (transfer full) (element-type SsMigration): the migrations, by number
 */
GPtrArray *
ss_migrations_load (const char *kind, const char *make)
{
  GPtrArray *migrations = g_ptr_array_new_with_free_func (migration_free);
  g_autofree char *folder = g_strdup_printf (ROOT "/%s/", kind);
  g_auto (GStrv) files = g_resource_enumerate_children (ss_migrations_get_resource (), folder,
                                                        G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  guint n_files = files != NULL ? g_strv_length (files) : 0;

  if (n_files > 0)
    qsort (files, n_files, sizeof *files, compare_files);
  for (guint i = 0; i < n_files; i++)
    {
      g_autofree char *path = g_strconcat (folder, files[i], NULL);

      if (is_wanted (files[i], make))
        add_file (migrations, path, files[i], make);
    }
  return migrations;
}
