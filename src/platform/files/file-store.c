/* file-store.c: pictures on disk, by what is in them
 *
 * A file's name is a UUID and the suffix of its kind; ids of another shape name nothing, so that no path
 * leaves the directory.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/files/file-store.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

static char *
get_path (const char *directory, const char *id, const SsPictureType *type)
{
  g_autofree char *lower = NULL;
  g_autofree char *name = NULL;

  if (!g_uuid_string_is_valid (id))
    return NULL;
  lower = g_ascii_strdown (id, -1);
  name = g_strconcat (lower, type->suffix, NULL);
  return g_build_filename (directory, name, NULL);
}

/**
 * ss_file_id:
 * @owner: whose file it is: a tenant's id
 * @bytes: what is in it
 *
 * Two owners never share a file, so that one that deletes its own takes none from the other.
 *
 * Returns: (transfer full): a UUID of version 8 (RFC 9562): 122 bits of a SHA-256
 */
char *
ss_file_id (const char *owner, GBytes *bytes)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  const char *hex;

  g_checksum_update (checksum, (const guchar *) owner, (gssize) strlen (owner) + 1);
  g_checksum_update (checksum, data, (gssize) length);
  hex = g_checksum_get_string (checksum);
  return g_strdup_printf ("%.8s-%.4s-8%.3s-a%.3s-%.12s", hex, hex + 8, hex + 12, hex + 15, hex + 18);
}

/**
 * ss_file_store:
 * @directory: of the platform's files
 * @id: from ss_file_id()
 * @type: what kind of picture it is
 * @bytes: what is in it
 * @error: return location for a #GFileError
 *
 * Returns: whether it is on the disk
 */
gboolean
ss_file_store (const char *directory, const char *id, const SsPictureType *type, GBytes *bytes,
               GError **error)
{
  g_autofree char *path = get_path (directory, id, type);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  g_return_val_if_fail (path != NULL, FALSE);

  if (g_mkdir_with_parents (directory, 0700) != 0)
    {
      int code = errno;

      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "The directory for files: %s",
                   g_strerror (code));
      return FALSE;
    }
  return g_file_set_contents_full (path, data, (gssize) length,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}

/**
 * ss_file_load:
 * @directory: of the platform's files
 * @id: a file's id
 * @type: (out): what kind of picture it is
 * @error: return location for a #GFileError
 *
 * Returns: (transfer full) (nullable): what is in it; %NULL where there is none, or with @error set
 */
GBytes *
ss_file_load (const char *directory, const char *id, const SsPictureType **type, GError **error)
{
  for (*type = ss_picture_types; (*type)->content_type != NULL; (*type)++)
    {
      g_autofree char *path = get_path (directory, id, *type);
      g_autoptr (GError) local_error = NULL;
      char *contents;
      gsize length;

      if (path == NULL)
        return NULL;
      if (g_file_get_contents (path, &contents, &length, &local_error))
        return g_bytes_new_take (contents, length);
      if (!g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
    }
  return NULL;
}

/**
 * ss_file_delete:
 * @directory: of the platform's files
 * @id: a file's id
 *
 * A file that can't be deleted is said in the log: nothing refers to it any more.
 */
void
ss_file_delete (const char *directory, const char *id)
{
  for (const SsPictureType *type = ss_picture_types; type->content_type != NULL; type++)
    {
      g_autofree char *path = get_path (directory, id, type);

      if (path != NULL && g_unlink (path) != 0 && errno != ENOENT)
        g_warning ("A file that is no longer used stays: %s", g_strerror (errno));
    }
}
