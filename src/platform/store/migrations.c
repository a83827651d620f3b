/* migrations.c: the numbered changes that made the tables what they are
 *
 * They are files, `NNNN-name.sql`, compiled into the program. Where one database needs other words,
 * `NNNN-name.sqlite.sql` stands in for it.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/store/migrations.h"

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

static int
compare_migrations (gconstpointer a, gconstpointer b)
{
  const SsMigration *of_a = *(const SsMigration *const *) a, *of_b = *(const SsMigration *const *) b;

  return (of_a->number > of_b->number) - (of_a->number < of_b->number);
}

/* What a file is for: its parts are name, (make,) "sql". */
static gboolean
is_wanted (GStrv files, const char *file, const char *make)
{
  g_auto (GStrv) parts = g_strsplit (file, ".", 3);
  g_autofree char *variant = NULL;

  if (g_strv_length (parts) == 3)
    return g_str_equal (parts[1], make);
  variant = g_strdup_printf ("%s.%s.sql", parts[0], make);
  return !g_strv_contains ((const char *const *) files, variant);
}

/**
 * ss_migrations_load:
 * @kind: "shared" or "tenant"
 * @make: the database, as "sqlite"
 *
 * Returns: (transfer full) (element-type SsMigration): the migrations, by number
 */
GPtrArray *
ss_migrations_load (const char *kind, const char *make)
{
  GResource *resource = ss_migrations_get_resource ();
  GPtrArray *migrations = g_ptr_array_new_with_free_func (migration_free);
  g_autofree char *folder = g_strdup_printf (ROOT "/%s/", kind);
  g_auto (GStrv) files = g_resource_enumerate_children (resource, folder, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  for (guint i = 0; files != NULL && files[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (folder, files[i], NULL);
      g_autoptr (GBytes) bytes = g_resource_lookup_data (resource, path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      SsMigration *migration;

      if (!is_wanted (files, files[i], make))
        continue;
      migration = g_new (SsMigration, 1);
      migration->number = g_ascii_strtoull (files[i], NULL, 10);
      migration->name = g_strndup (files[i], strcspn (files[i], "."));
      migration->sql = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      g_ptr_array_add (migrations, migration);
    }
  g_ptr_array_sort (migrations, compare_migrations);
  return migrations;
}
