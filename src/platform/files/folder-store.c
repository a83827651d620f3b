/* folder-store.c: uploaded files in a folder of this machine's
 *
 * SPDX-License-Identifier: MIT
 */
#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "platform/files/file-store.h"
#include "platform/store/store.h"

struct _SsFolderStore
{
  GObject parent_instance;

  char *path; /* (owned) */
};

static void ss_folder_store_file_store_init (SsFileStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SsFolderStore, ss_folder_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SS_TYPE_FILE_STORE, ss_folder_store_file_store_init))

static gboolean
make_folder (SsFolderStore *self, GError **error)
{
  int code;

  if (g_mkdir_with_parents (self->path, 0700) == 0)
    return TRUE;
  code = errno;
  g_set_error (error, SS_STORE_ERROR, code == ENOSPC ? SS_STORE_ERROR_FULL : SS_STORE_ERROR_FAILED,
               "The folder %s can't be made: %s", self->path, g_strerror (code));
  return FALSE;
}

static gboolean
folder_check (SsFileStore *store, GError **error)
{
  return make_folder (SS_FOLDER_STORE (store), error);
}

static void
set_error (GError **error, const GError *failure)
{
  g_set_error (error, SS_STORE_ERROR,
               g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_NOSPC) ? SS_STORE_ERROR_FULL
                                                                           : SS_STORE_ERROR_FAILED,
               "An uploaded file: %s", failure->message);
}

static gboolean
folder_write (SsFileStore *store, const char *name, const char *content_type, GBytes *bytes, GError **error)
{
  SsFolderStore *self = SS_FOLDER_STORE (store);
  g_autofree char *path = g_build_filename (self->path, name, NULL);
  g_autoptr (GError) failure = NULL;
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (!make_folder (self, error))
    return FALSE;
  if (g_file_set_contents_full (path, data, (gssize) length,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &failure))
    return TRUE;
  set_error (error, failure);
  return FALSE;
}

static GBytes *
folder_read (SsFileStore *store, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (SS_FOLDER_STORE (store)->path, name, NULL);
  g_autoptr (GError) failure = NULL;
  char *contents;
  gsize length;

  if (g_file_get_contents (path, &contents, &length, &failure))
    return g_bytes_new_take (contents, length);
  if (!g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    set_error (error, failure);
  return NULL;
}

static gboolean
folder_remove (SsFileStore *store, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (SS_FOLDER_STORE (store)->path, name, NULL);
  int code;

  if (g_unlink (path) == 0 || errno == ENOENT)
    return TRUE;
  code = errno;
  g_set_error_literal (error, SS_STORE_ERROR, SS_STORE_ERROR_FAILED, g_strerror (code));
  return FALSE;
}

static void
ss_folder_store_finalize (GObject *object)
{
  g_free (SS_FOLDER_STORE (object)->path);

  G_OBJECT_CLASS (ss_folder_store_parent_class)->finalize (object);
}

static void
ss_folder_store_class_init (SsFolderStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ss_folder_store_finalize;
}

static void
ss_folder_store_init (SsFolderStore *self)
{
}

static void
ss_folder_store_file_store_init (SsFileStoreInterface *iface)
{
  iface->check = folder_check;
  iface->write = folder_write;
  iface->read = folder_read;
  iface->remove = folder_remove;
}

/**
 * ss_folder_store_new:
 * @path: a folder, which is made where it is missing
 *
 * Returns: (transfer full): what keeps files there
 */
SsFileStore *
ss_folder_store_new (const char *path)
{
  SsFolderStore *self = g_object_new (SS_TYPE_FOLDER_STORE, NULL);

  self->path = g_strdup (path);
  return SS_FILE_STORE (self);
}
