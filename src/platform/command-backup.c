/* command-backup.c: `smoothschedule-platform backup`, `restore` and `copy`
 *
 * A backup of all is a folder: a file for each business, named after it, and one for what is shared. No
 * business's name begins with the underscore that the latter has.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/command-backup.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "platform/audit/audit-verify.h"
#include "platform/store/backup.h"
#include "platform/store/restore.h"

#define ENDING ".json.gz"
#define SHARED "_shared"

static int
fail (GError *error)
{
  fprintf (stderr, "smoothschedule-platform: %s\n", error->message);
  return 1;
}

static void
tell (const char *subdomain, const char *what)
{
  printf ("%s\t%s\n", subdomain != NULL ? subdomain : "platform", what);
  fflush (stdout);
}

/* (transfer full) (nullable): all subdomains */
static GStrv
list_businesses (SsStore *store, GError **error)
{
  g_autoptr (SsTransaction) transaction = ss_store_begin (store, NULL, SS_ACCESS_READ, NULL, error);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (SsRows) rows = NULL;
  g_autoptr (GError) problem = NULL;

  if (transaction != NULL)
    rows = ss_transaction_query (transaction, "SELECT subdomain FROM shared.tenants ORDER BY subdomain",
                                 error, "");
  if (rows == NULL)
    return NULL;
  while (ss_rows_next (rows, &problem))
    g_strv_builder_add (names, ss_rows_get_string (rows, 0));
  if (problem == NULL)
    return g_strv_builder_end (names);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/* What came back has to be the chain that was written, link by link. */
static gboolean
check_chain (SsStore *store, const char *subdomain, GError **error)
{
  g_autofree char *schema = subdomain != NULL ? ss_store_find_schema (store, subdomain, error) : NULL;
  g_autoptr (SsTransaction) transaction = NULL;
  g_auto (SsAuditVerdict) verdict = { 0 };
  g_autofree char *sentence = NULL;

  if (subdomain == NULL || schema != NULL)
    transaction = ss_store_begin (store, schema, SS_ACCESS_READ, NULL, error);
  if (transaction == NULL || !ss_audit_verify (transaction, &verdict, error))
    return FALSE;
  sentence = g_strdup_printf ("audit log %s, %" G_GINT64_FORMAT " entries", verdict.is_ok ? "ok" : "broken",
                              verdict.n_entries);
  tell (subdomain, sentence);
  if (!verdict.is_ok)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "The audit log of %s is broken at %s.",
                 subdomain != NULL ? subdomain : "the platform", verdict.first_broken_id);
  return verdict.is_ok;
}

/* Backup */

typedef struct
{
  SsStore *store;
  const char *folder;
} BackupWork;

static gboolean
back_up (const char *subdomain, gpointer user_data, GError **error)
{
  BackupWork *work = user_data;
  g_autofree char *name = g_strconcat (subdomain != NULL ? subdomain : SHARED, ENDING, NULL);
  g_autofree char *path = g_build_filename (work->folder, name, NULL);

  if (!ss_backup_write_file (work->store, subdomain, path, NULL, error))
    return FALSE;
  tell (subdomain, path);
  return TRUE;
}

static gboolean
back_up_all (BackupWork *work, GError **error)
{
  g_auto (GStrv) names = NULL;

  if (g_mkdir_with_parents (work->folder, 0700) != 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "The folder %s can't be made.", work->folder);
      return FALSE;
    }
  names = list_businesses (work->store, error);
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    if (!back_up (names[i], work, error))
      return FALSE;
  return names != NULL && back_up (NULL, work, error);
}

/**
 * ss_command_backup:
 * @store: a store, which may be in use
 * @tenant: (nullable): a business's sub-domain; %NULL: all of them, and what is shared
 * @to: a file, or for all a folder
 *
 * Returns: the exit status
 */
int
ss_command_backup (SsStore *store, const char *tenant, const char *to)
{
  g_autoptr (GError) error = NULL;
  BackupWork work = { store, to };

  if (tenant != NULL ? ss_backup_write_file (store, tenant, to, NULL, &error) : back_up_all (&work, &error))
    return 0;
  return fail (error);
}

/* Restore */

static gboolean
restore_file (SsStore *store, const char *path, gboolean replace, GError **error)
{
  g_autofree char *subdomain = NULL;

  if (!ss_restore_read_file (store, path, replace, &subdomain, NULL, error))
    {
      g_prefix_error (error, "%s: ", path);
      return FALSE;
    }
  return check_chain (store, subdomain, error);
}

/* The businesses first: a store with staff is taken for one that is whole. */
static gboolean
restore_folder (SsStore *store, const char *folder, gboolean replace, GError **error)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, error);
  g_autofree char *shared = g_build_filename (folder, SHARED ENDING, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_suffix (name, ENDING) && !g_str_equal (name, SHARED ENDING)
          && !restore_file (store, path, replace, error))
        return FALSE;
    }
  return directory != NULL && restore_file (store, shared, replace, error);
}

/**
 * ss_command_restore:
 * @store: a store
 * @from: a file or a folder that ss_command_backup() made
 * @replace: whether what is there gives way
 *
 * Returns: the exit status
 */
int
ss_command_restore (SsStore *store, const char *from, gboolean replace)
{
  g_autoptr (GError) error = NULL;
  gboolean is_folder = g_file_test (from, G_FILE_TEST_IS_DIR);

  if (is_folder ? restore_folder (store, from, replace, &error) : restore_file (store, from, replace, &error))
    return 0;
  return fail (error);
}

/* Copy */

/* A file without a name: nobody else can open it, and it is gone when this ends. (transfer full) (nullable)
 */
static GFileIOStream *
open_passage (GError **error)
{
  GFileIOStream *stream = NULL;
  g_autoptr (GFile) file = g_file_new_tmp ("smoothschedule-XXXXXX", &stream, error);

  if (file != NULL && g_file_delete (file, NULL, error))
    return stream;
  g_clear_object (&stream);
  return NULL;
}

/* One that an earlier copy brought over and that is as it was is not brought again. */
static gboolean
copy_one (SsStore *from, SsStore *to, const char *subdomain, gboolean is_there, GError **error)
{
  g_autofree char *wanted = ss_backup_sum_up (from, subdomain, NULL, error);
  g_autofree char *found = NULL;
  g_autoptr (GFileIOStream) passage = NULL;

  if (wanted == NULL)
    return FALSE;
  found = is_there ? ss_backup_sum_up (to, subdomain, NULL, error) : NULL;
  if (is_there && found == NULL)
    return FALSE;
  if (g_strcmp0 (found, wanted) == 0)
    {
      tell (subdomain, "was there");
      return TRUE;
    }
  passage = open_passage (error);
  if (passage == NULL
      || !ss_backup_write (from, subdomain, g_io_stream_get_output_stream (G_IO_STREAM (passage)), NULL,
                           error)
      || !g_seekable_seek (G_SEEKABLE (passage), 0, G_SEEK_SET, NULL, error)
      || !ss_restore_read (to, g_io_stream_get_input_stream (G_IO_STREAM (passage)), is_there, NULL, NULL,
                           error))
    return FALSE;
  g_free (found);
  found = ss_backup_sum_up (to, subdomain, NULL, error);
  if (found != NULL && !g_str_equal (found, wanted))
    g_set_error (error, SS_RESTORE_ERROR, SS_RESTORE_ERROR_DIFFERENT,
                 "%s was changed while it was copied: stop the platform, and copy once more.",
                 subdomain != NULL ? subdomain : "What is shared");
  return g_strcmp0 (found, wanted) == 0 && check_chain (to, subdomain, error);
}

/* What is shared is copied last: where it is there, everything is. */
static gboolean
check_target (SsStore *to, GStrv wanted, GStrv there, GError **error)
{
  g_autoptr (SsTransaction) transaction = ss_store_begin (to, NULL, SS_ACCESS_READ, NULL, error);
  g_autoptr (SsRows) rows = NULL;
  gboolean found = FALSE;

  if (transaction != NULL)
    rows = ss_transaction_query (transaction, "SELECT 1 FROM shared.users LIMIT 1", error, "");
  if (transaction == NULL || !ss_rows_first (rows, &found, error))
    return FALSE;
  for (guint i = 0; !found && there[i] != NULL; i++)
    found = !g_strv_contains ((const char *const *) wanted, there[i]);
  if (found)
    g_set_error_literal (
        error, SS_RESTORE_ERROR, SS_RESTORE_ERROR_EXISTS,
        "The store that is to be copied to has other businesses, or staff: copy to a new one.");
  return !found;
}

static gboolean
copy_all (SsStore *from, SsStore *to, GError **error)
{
  g_auto (GStrv) names = list_businesses (from, error);
  g_auto (GStrv) there = names != NULL ? list_businesses (to, error) : NULL;

  if (there == NULL || !check_target (to, names, there, error))
    return FALSE;
  for (guint i = 0; names[i] != NULL; i++)
    if (!copy_one (from, to, names[i], g_strv_contains ((const char *const *) there, names[i]), error))
      return FALSE;
  return copy_one (from, to, NULL, FALSE, error);
}

/**
 * ss_command_copy:
 * @from: a store that nobody changes
 * @to: a new one, or one that an interrupted copy has left
 *
 * Business by business, each whole or not at all; one that is interrupted is carried on by the next.
 *
 * Returns: the exit status
 */
int
ss_command_copy (SsStore *from, SsStore *to)
{
  g_autoptr (GError) error = NULL;

  return copy_all (from, to, &error) ? 0 : fail (error);
}
