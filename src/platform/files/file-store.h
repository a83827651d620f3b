/* file-store.h: pictures on disk, by what is in them
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/files/picture-type.h"

G_BEGIN_DECLS

/* A UUID made of the owner and the bytes: the same picture of the same owner has the same one. */
char *ss_file_id (const char *owner, GBytes *bytes);

/* Durable when it returns. */
gboolean ss_file_store (const char *directory, const char *id, const SsPictureType *type, GBytes *bytes,
                        GError **error);
/* NULL with @error unset where there is none. */
GBytes *ss_file_load (const char *directory, const char *id, const SsPictureType **type, GError **error);
void ss_file_delete (const char *directory, const char *id);

G_END_DECLS
