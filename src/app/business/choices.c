/* choices.c: the time zones and currencies that there are
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/business/choices.h"

#include "domain/validation.h"

#define ZONE_TABLE "/usr/share/zoneinfo/zone1970.tab"
#define ZONE_COLUMN 2

static int
compare_by_city (gconstpointer a, gconstpointer b)
{
  g_autofree char *left = ss_time_zone_describe (*(char *const *) a);
  g_autofree char *right = ss_time_zone_describe (*(char *const *) b);

  return g_utf8_collate (left, right);
}

static void
load_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) zones = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  /* Without the table the present zone and UTC remain to choose. */
  if (g_file_get_contents (ZONE_TABLE, &text, NULL, NULL))
    lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    {
      g_auto (GStrv) columns = g_strsplit (lines[i], "\t", -1);

      if (*lines[i] != '#' && g_strv_length (columns) > ZONE_COLUMN
          && ss_validate_time_zone (columns[ZONE_COLUMN]) == NULL)
        g_ptr_array_add (zones, g_strdup (columns[ZONE_COLUMN]));
    }
  g_ptr_array_add (zones, g_strdup ("UTC"));
  g_ptr_array_sort (zones, compare_by_city);
  g_ptr_array_add (zones, NULL);
  g_task_return_pointer (task, g_ptr_array_free (g_steal_pointer (&zones), FALSE),
                         (GDestroyNotify) g_strfreev);
}

/**
 * ss_time_zones_load_async:
 * @cancellable: (nullable): to give up
 * @callback: called with the zones
 * @user_data: for @callback
 */
void
ss_time_zones_load_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, ss_time_zones_load_async);
  g_task_run_in_thread (task, load_thread);
}

/**
 * ss_time_zones_load_finish:
 * @result: what the callback got
 * @error: G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): IANA names by city
 */
GStrv
ss_time_zones_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ss_time_zone_describe:
 * @name: an IANA name
 *
 * Returns: (transfer full): for people
 */
char *
ss_time_zone_describe (const char *name)
{
  const char *slash = strrchr (name, '/');
  g_autofree char *city = g_strdelimit (g_strdup (slash != NULL ? slash + 1 : name), "_", ' ');
  g_autofree char *region = slash != NULL ? g_strdelimit (g_strndup (name, slash - name), "_", ' ') : NULL;

  return region != NULL ? g_strdup_printf ("%s (%s)", city, region) : g_steal_pointer (&city);
}

/**
 * ss_currencies_list:
 *
 * Asks the domain about all codes of three letters, so that its table stays the only one.
 *
 * Returns: (transfer full): codes in their order
 */
GStrv
ss_currencies_list (void)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  char code[4] = "";

  for (code[0] = 'A'; code[0] <= 'Z'; code[0]++)
    for (code[1] = 'A'; code[1] <= 'Z'; code[1]++)
      for (code[2] = 'A'; code[2] <= 'Z'; code[2]++)
        if (ss_validate_currency (code) == NULL)
          g_strv_builder_add (builder, code);
  return g_strv_builder_end (builder);
}
