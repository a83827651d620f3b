/* logo-file.h: a picture that may become a logo
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void ss_logo_file_read_async (GFile *file, gsize limit, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
/* @content_type: "image/png" or "image/svg+xml". */
GBytes *ss_logo_file_read_finish (GAsyncResult *result, const char **content_type, GError **error);

G_END_DECLS
