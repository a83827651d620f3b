/* picture.c: pictures that came from elsewhere, decoded on a worker
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/widgets/picture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

typedef struct
{
  GBytes *bytes; /* (owned) */
  int size;
} Decoding;

static void
decoding_free (gpointer data)
{
  Decoding *decoding = data;

  g_bytes_unref (decoding->bytes);
  g_free (decoding);
}

static void
decode_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Decoding *decoding = data;
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (decoding->bytes);
  GError *error = NULL;
  g_autoptr (GdkPixbuf) pixbuf =
      gdk_pixbuf_new_from_stream_at_scale (stream, decoding->size, decoding->size, TRUE, cancellable, &error);

  if (pixbuf == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, gdk_texture_new_for_pixbuf (pixbuf), g_object_unref);
}

/**
 * ss_picture_decode_async:
 * @bytes: a PNG or SVG file
 * @size: the longer side that it is decoded to, in pixels
 * @cancellable: (nullable): to give up
 * @callback: called with the picture
 * @user_data: for @callback
 */
void
ss_picture_decode_async (GBytes *bytes, int size, GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Decoding *decoding = g_new0 (Decoding, 1);

  g_task_set_source_tag (task, ss_picture_decode_async);
  decoding->bytes = g_bytes_ref (bytes);
  decoding->size = size;
  g_task_set_task_data (task, decoding, decoding_free);
  g_task_run_in_thread (task, decode_thread);
}

/**
 * ss_picture_decode_finish:
 * @result: what the callback got
 * @error: a #GdkPixbufError, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the picture
 */
GdkTexture *
ss_picture_decode_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ss_picture_snapshot:
 * @picture: a picture
 * @snapshot: where to
 * @x: the left edge of a square
 * @y: its upper edge
 * @size: its width
 *
 * Draws it as large as fits, in the middle.
 */
void
ss_picture_snapshot (GdkTexture *picture, GtkSnapshot *snapshot, double x, double y, double size)
{
  double width = gdk_texture_get_width (picture);
  double height = gdk_texture_get_height (picture);
  double scale = size / MAX (width, height);

  gtk_snapshot_append_texture (snapshot, picture,
                               &GRAPHENE_RECT_INIT ((float) (x + (size - width * scale) / 2),
                                                    (float) (y + (size - height * scale) / 2),
                                                    (float) (width * scale), (float) (height * scale)));
}
