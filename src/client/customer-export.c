/* customer-export.c: customers to a file
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/client-error-private.h"
#include "client/customer-transfer.h"

#define PAGE_SIZE 1000

typedef struct
{
  char *query; /* (owned) */
  SsTransferProgress progress;
  gpointer progress_data;
  GFile *file;           /* (owned) */
  GOutputStream *stream; /* (owned) (nullable) */
  GString *text;         /* (owned): what is being written */
  GError *error;         /* (owned) (nullable) */
  guint page;
  guint n_done;
  gboolean is_last;
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

  g_free (export->query);
  g_object_unref (export->file);
  g_clear_object (&export->stream);
  g_string_free (export->text, TRUE);
  g_clear_error (&export->error);
  g_free (export);
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
    g_task_return_int (task, export->n_done);
}

/* Takes @task over. What is closed as cancelled does not replace the file that was there. */
static void
end (GTask *task, GError *error)
{
  Export *export = g_task_get_task_data (task);
  g_autoptr (GCancellable) discard = g_cancellable_new ();

  export->error = error;
  if (error != NULL)
    g_cancellable_cancel (discard);
  g_output_stream_close_async (export->stream, G_PRIORITY_DEFAULT, discard, closed_cb, task);
}

static void fetch_page (GTask *task);

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *export = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error))
    end (g_steal_pointer (&task), error);
  else if (export->is_last)
    end (g_steal_pointer (&task), NULL);
  else
    fetch_page (g_steal_pointer (&task));
}

static void
page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *export = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (SsAnswer) answer = ss_session_call_finish (SS_SESSION (source), result, &error);

  if (answer == NULL || answer->models == NULL)
    {
      end (g_steal_pointer (&task), error != NULL ? error : ss_client_error_new (SS_CLIENT_ERROR_PROTOCOL));
      return;
    }
  for (guint i = 0; i < answer->models->len; i++)
    ss_customer_csv_append (export->text, g_ptr_array_index (answer->models, i));
  export->n_done += answer->models->len;
  export->is_last = answer->next == NULL || answer->models->len == 0;
  if (export->progress != NULL)
    export->progress (export->n_done, (guint) MAX (answer->count, 0), export->progress_data);
  g_output_stream_write_all_async (export->stream, export->text->str, export->text->len, G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (task), written_cb, g_object_ref (task));
}

/* Takes @task over. */
static void
fetch_page (GTask *task)
{
  Export *export = g_task_get_task_data (task);
  g_autofree char *query = g_strdup_printf ("%s%spage=%u&page_size=%d", export->query,
                                            *export->query != '\0' ? "&" : "", ++export->page, PAGE_SIZE);
  const SsCall call = { .method = "GET", .path = "/customers/", .query = query, .type = SS_TYPE_CUSTOMER };

  if (export->page > 1)
    g_string_truncate (export->text, 0);
  ss_session_call_async (g_task_get_source_object (task), &call, g_task_get_cancellable (task), page_cb,
                         task);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *export = g_task_get_task_data (task);
  GError *error = NULL;

  export->stream = G_OUTPUT_STREAM (g_file_replace_finish (G_FILE (source), result, &error));
  if (export->stream == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  /* Spreadsheets take the mark as a sign of UTF-8. */
  g_string_append (export->text, "\xef\xbb\xbf");
  ss_customer_csv_append_heading (export->text);
  fetch_page (g_steal_pointer (&task));
}

/**
 * ss_customer_export_async:
 * @session: whose customers they are
 * @query: what is asked for, encoded: ss_customer_store_get_query()
 * @file: where to; what was there is replaced when all is written
 * @progress: (nullable): told how far it is
 * @progress_data: for @progress
 * @cancellable: (nullable): gives up
 * @callback: called when it is written
 * @user_data: for @callback
 */
void
ss_customer_export_async (SsSession *session, const char *query, GFile *file, SsTransferProgress progress,
                          gpointer progress_data, GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task;
  Export *export;

  g_return_if_fail (SS_IS_SESSION (session));
  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, ss_customer_export_async);
  export = g_new0 (Export, 1);
  export->query = g_strdup (query != NULL ? query : "");
  export->file = g_object_ref (file);
  export->progress = progress;
  export->progress_data = progress_data;
  export->text = g_string_new (NULL);
  g_task_set_task_data (task, export, export_free);
  /* What customers are known by is for the owner's eyes alone. */
  g_file_replace_async (file, NULL, FALSE, G_FILE_CREATE_PRIVATE, G_PRIORITY_DEFAULT, cancellable, opened_cb,
                        task);
}

gint64
ss_customer_export_finish (SsSession *session, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), -1);

  return g_task_propagate_int (G_TASK (result), error);
}
