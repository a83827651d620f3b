/* picture.h: pictures that came from elsewhere, decoded on a worker
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @size: the longer side that it is decoded to, in pixels. */
void ss_picture_decode_async (GBytes *bytes, int size, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
GdkTexture *ss_picture_decode_finish (GAsyncResult *result, GError **error);
/* As large as fits into the square, in its middle. */
void ss_picture_snapshot (GdkTexture *picture, GtkSnapshot *snapshot, double x, double y, double size);

G_END_DECLS
