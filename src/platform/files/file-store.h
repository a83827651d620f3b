/* file-store.h: where uploaded files lie, by what is in them
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gio/gio.h>

#include "platform/files/picture-type.h"

G_BEGIN_DECLS

#define SS_TYPE_FILE_STORE (ss_file_store_get_type ())
G_DECLARE_INTERFACE (SsFileStore, ss_file_store, SS, FILE_STORE, GObject)

/**
 * SsFileStoreInterface:
 * @check: whether files can be kept there, for when the platform begins
 * @write: has @bytes at @name for good when it returns
 * @read: %NULL without an error where there is nothing
 * @remove: also where there is nothing
 *
 * A name is a UUID and a suffix. All of them wait, in any thread; errors are #SsStoreError.
 */
struct _SsFileStoreInterface
{
  GTypeInterface parent;

  gboolean (*check) (SsFileStore *self, GError **error);
  gboolean (*write) (SsFileStore *self, const char *name, const char *content_type, GBytes *bytes,
                     GError **error);
  GBytes *(*read) (SsFileStore *self, const char *name, GError **error);
  gboolean (*remove) (SsFileStore *self, const char *name, GError **error);
};

/* @where: a folder, or "s3://BUCKET/FOLDER?region=…&endpoint=…" */
SsFileStore *ss_file_store_open (const char *where, GError **error);

/* A UUID made of the owner and the bytes: the same picture of the same owner has the same one. */
char *ss_file_id (const char *owner, GBytes *bytes);

/* Durable when it returns. */
gboolean ss_file_store_put (SsFileStore *self, const char *id, const SsPictureType *type, GBytes *bytes,
                            GError **error);
/* NULL with @error unset where there is none. */
GBytes *ss_file_store_get (SsFileStore *self, const char *id, const SsPictureType **type, GError **error);
void ss_file_store_delete (SsFileStore *self, const char *id);

/* In a folder of this machine's. */
#define SS_TYPE_FOLDER_STORE (ss_folder_store_get_type ())
G_DECLARE_FINAL_TYPE (SsFolderStore, ss_folder_store, SS, FOLDER_STORE, GObject)
SsFileStore *ss_folder_store_new (const char *path);

/* In a bucket of Amazon S3, or of whatever speaks like it. */
#define SS_TYPE_S3_STORE (ss_s3_store_get_type ())
G_DECLARE_FINAL_TYPE (SsS3Store, ss_s3_store, SS, S3_STORE, GObject)
SsFileStore *ss_s3_store_new (const char *address, GError **error);

G_END_DECLS
