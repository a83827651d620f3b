/* audit-export.c: the audit log into a file, as the platform writes it
 *
 * An export is evidence: the bytes are the platform's, read and written piece by piece, so that a log of any
 * length needs the memory of one piece.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/audit-export.h"

#include <string.h>

#include "client/client-error-private.h"
#include "client/session-private.h"

#define PIECE (64 * 1024)

static const char *const types[] = {
  [SS_AUDIT_CSV] = "text/csv",
  [SS_AUDIT_JSON_LINES] = "application/x-ndjson",
};

typedef struct
{
  SsAuditFormat format;
  char *path;    /* with the query */
  GFile *target; /* (owned) */
  SsAuditProgress progress;
  gpointer progress_data;
  GOutputStream *file; /* (owned) (nullable) */
  SsReply *reply;      /* (owned) (nullable) */
  GBytes *piece;       /* (owned) (nullable): being written */
  gint64 n_lines;
  GError *error; /* (owned) (nullable) */
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

  g_free (export->path);
  g_object_unref (export->target);
  g_clear_object (&export->file);
  g_clear_pointer (&export->reply, ss_reply_free);
  g_clear_pointer (&export->piece, g_bytes_unref);
  g_clear_error (&export->error);
  g_free (export);
}

static gint64
count_entries (Export *export)
{
  /* The first line of a table names its columns. */
  return MAX (export->n_lines - (export->format == SS_AUDIT_CSV ? 1 : 0), 0);
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *export = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!g_output_stream_close_finish (G_OUTPUT_STREAM (source), result, &error) && export->error == NULL)
    export->error = g_steal_pointer (&error);
  if (export->error != NULL)
    g_task_return_error (task, g_steal_pointer (&export->error));
  else
    g_task_return_int (task, (gssize) count_entries (export));
}

/* Takes over @task and @error. What is closed as cancelled does not replace the file that was there. */
static void
end (GTask *task, GError *error)
{
  Export *export = g_task_get_task_data (task);
  g_autoptr (GCancellable) discard = g_cancellable_new ();

  export->error = error;
  if (error != NULL)
    g_cancellable_cancel (discard);
  g_output_stream_close_async (export->file, G_PRIORITY_DEFAULT, discard, closed_cb, task);
}

static void read_piece (GTask *task);

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Export *export = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error))
    {
      end (task, error);
      return;
    }
  if (export->progress != NULL)
    export->progress (count_entries (export), export->progress_data);
  read_piece (task);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Export *export = g_task_get_task_data (task);
  GError *error = NULL;
  GBytes *piece = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  const char *data, *at;
  gsize size;

  g_clear_pointer (&export->piece, g_bytes_unref);
  export->piece = piece;
  if (piece == NULL)
    {
      /* A connection that breaks off has sent no whole log. */
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_clear_error (&error);
          error = ss_client_error_new (SS_CLIENT_ERROR_OFFLINE);
        }
      end (task, error);
      return;
    }
  data = g_bytes_get_data (piece, &size);
  if (size == 0)
    {
      end (task, NULL);
      return;
    }
  /* No value has a line's end of its own: details are JSON, and names have none. */
  for (at = data; (at = memchr (at, '\n', size - (gsize) (at - data))) != NULL; at++)
    export->n_lines++;
  g_output_stream_write_all_async (export->file, data, size, G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (task), written_cb, task);
}

static void
read_piece (GTask *task)
{
  Export *export = g_task_get_task_data (task);

  g_input_stream_read_bytes_async (export->reply->stream, PIECE, G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (task), read_cb, task);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Export *export = g_task_get_task_data (task);
  GError *error = NULL;

  export->file = G_OUTPUT_STREAM (g_file_replace_finish (G_FILE (source), result, &error));
  if (export->file == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  read_piece (task);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Export *export = g_task_get_task_data (task);
  GError *error = NULL;

  export->reply = ss_session_open_finish (SS_SESSION (source), result, &error);
  if (export->reply == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  /* Who did what is for the owner's eyes alone. */
  g_file_replace_async (export->target, NULL, FALSE, G_FILE_CREATE_PRIVATE, G_PRIORITY_DEFAULT,
                        g_task_get_cancellable (task), opened_cb, task);
}

/**
 * ss_audit_export_async:
 * @session: whose log it is
 * @query: what is asked for, encoded: ss_audit_store_get_query()
 * @format: as a table or as lines of JSON
 * @file: where to; what was there is replaced when all is written
 * @progress: (nullable): told how far it is
 * @progress_data: for @progress
 * @cancellable: (nullable): gives up
 * @callback: called when it is written
 * @user_data: for @callback
 *
 * Contract sections 8 and 11: an export is whole, not paged.
 */
void
ss_audit_export_async (SsSession *session, const char *query, SsAuditFormat format, GFile *file,
                       SsAuditProgress progress, gpointer progress_data, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;
  Export *export;

  g_return_if_fail (SS_IS_SESSION (session));
  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, ss_audit_export_async);
  export = g_new0 (Export, 1);
  export->format = format;
  export->path = g_strconcat ("/audit-log/", query != NULL && *query != '\0' ? "?" : "",
                              query != NULL ? query : "", NULL);
  export->target = g_object_ref (file);
  export->progress = progress;
  export->progress_data = progress_data;
  g_task_set_task_data (task, export, export_free);
  ss_session_open_async (session, export->path, types[format], cancellable, answered_cb, task);
}

gint64
ss_audit_export_finish (SsSession *session, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), -1);

  return g_task_propagate_int (G_TASK (result), error);
}
