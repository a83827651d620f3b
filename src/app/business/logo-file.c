/* logo-file.c: a picture that may become a logo
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/business/logo-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PNG_START "\x89PNG\r\n\x1a\n"

/* By what is in it, as the platform decides, not by its name. */
static const char *
find_content_type (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (size >= strlen (PNG_START) && memcmp (data, PNG_START, strlen (PNG_START)) == 0)
    return "image/png";
  if (g_utf8_validate (data, size, NULL) && g_strstr_len (data, size, "<svg") != NULL)
    return "image/svg+xml";
  return NULL;
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  gsize limit = GPOINTER_TO_SIZE (g_task_get_task_data (task));
  GError *error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (source, cancellable, &error);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GBytes) file = NULL;
  gsize length = 0;

  g_byte_array_set_size (bytes, limit + 1);
  if (stream == NULL
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), bytes->data, limit + 1, &length, cancellable,
                                   &error))
    {
      g_task_return_error (task, error);
      return;
    }

  g_byte_array_set_size (bytes, MIN (length, limit + 1));
  file = g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  if (length > limit)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE,
                             _ ("It is larger than %" G_GSIZE_FORMAT " KiB."), limit / 1024);
  else if (find_content_type (file) == NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                             _ ("It is neither a PNG nor an SVG picture."));
  else
    g_task_return_pointer (task, g_steal_pointer (&file), (GDestroyNotify) g_bytes_unref);
}

/**
 * ss_logo_file_read_async:
 * @file: what was chosen
 * @limit: how many bytes it may have
 * @cancellable: (nullable): to give up
 * @callback: called when it is read
 * @user_data: for @callback
 */
void
ss_logo_file_read_async (GFile *file, gsize limit, GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);

  g_task_set_source_tag (task, ss_logo_file_read_async);
  g_task_set_task_data (task, GSIZE_TO_POINTER (limit), NULL);
  g_task_run_in_thread (task, read_thread);
}

/**
 * ss_logo_file_read_finish:
 * @result: what the callback got
 * @content_type: (out) (transfer none): what it is
 * @error: a GIOErrorEnum with a sentence
 *
 * Returns: (transfer full): the file
 */
GBytes *
ss_logo_file_read_finish (GAsyncResult *result, const char **content_type, GError **error)
{
  GBytes *bytes = g_task_propagate_pointer (G_TASK (result), error);

  *content_type = bytes != NULL ? find_content_type (bytes) : NULL;
  return bytes;
}
