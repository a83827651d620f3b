/* file-store.c: where uploaded files lie, by what is in them
 *
 * A file's name is a UUID and the suffix of its kind; ids of another shape name nothing, so that no path
 * leaves the folder. The names are the same on a disk and in a bucket: files can be carried from one to the
 * other.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/files/file-store.h"

#include <string.h>

G_DEFINE_INTERFACE (SsFileStore, ss_file_store, G_TYPE_OBJECT)

static void
ss_file_store_default_init (SsFileStoreInterface *iface)
{
}

/* (transfer full) (nullable) */
static char *
get_name (const char *id, const SsPictureType *type)
{
  g_autofree char *lower = NULL;

  if (!g_uuid_string_is_valid (id))
    return NULL;
  lower = g_ascii_strdown (id, -1);
  return g_strconcat (lower, type->suffix, NULL);
}

/**
 * ss_file_store_open:
 * @where: a folder's path, or "s3://BUCKET/FOLDER?region=…&endpoint=…"
 * @error: return location for a #GIOError or #SsStoreError
 *
 * Returns: (transfer full) (nullable): what keeps files there; %NULL where it can't
 */
SsFileStore *
ss_file_store_open (const char *where, GError **error)
{
  g_autoptr (SsFileStore) self =
      g_str_has_prefix (where, "s3://") ? ss_s3_store_new (where, error) : ss_folder_store_new (where);

  return self != NULL && SS_FILE_STORE_GET_IFACE (self)->check (self, error) ? g_steal_pointer (&self) : NULL;
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
 * ss_file_store_put:
 * @self: where files lie
 * @id: from ss_file_id()
 * @type: what kind of picture it is
 * @bytes: what is in it
 * @error: return location for an #SsStoreError
 *
 * Returns: whether it is there for good
 */
gboolean
ss_file_store_put (SsFileStore *self, const char *id, const SsPictureType *type, GBytes *bytes,
                   GError **error)
{
  g_autofree char *name = get_name (id, type);

  g_return_val_if_fail (name != NULL, FALSE);

  return SS_FILE_STORE_GET_IFACE (self)->write (self, name, type->content_type, bytes, error);
}

/**
 * ss_file_store_get:
 * @self: where files lie
 * @id: a file's id
 * @type: (out): what kind of picture it is
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): what is in it; %NULL where there is none, or with @error set
 */
GBytes *
ss_file_store_get (SsFileStore *self, const char *id, const SsPictureType **type, GError **error)
{
  for (*type = ss_picture_types; (*type)->content_type != NULL; (*type)++)
    {
      g_autofree char *name = get_name (id, *type);
      g_autoptr (GError) failure = NULL;
      GBytes *bytes = name != NULL ? SS_FILE_STORE_GET_IFACE (self)->read (self, name, &failure) : NULL;

      if (bytes != NULL)
        return bytes;
      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
    }
  return NULL;
}

/**
 * ss_file_store_delete:
 * @self: where files lie
 * @id: a file's id
 *
 * A file that can't be deleted is said in the log: nothing refers to it any more.
 */
void
ss_file_store_delete (SsFileStore *self, const char *id)
{
  for (const SsPictureType *type = ss_picture_types; type->content_type != NULL; type++)
    {
      g_autofree char *name = get_name (id, type);
      g_autoptr (GError) error = NULL;

      if (name != NULL && !SS_FILE_STORE_GET_IFACE (self)->remove (self, name, &error))
        g_warning ("A file that is no longer used stays: %s", error->message);
    }
}
