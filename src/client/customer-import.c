/* customer-import.c: customers from a file
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/client-error-private.h"
#include "client/customer-transfer.h"

#include <glib/gi18n-lib.h>

#define SIZE_MAX_ (16 * 1024 * 1024)
/* As many requests at a time: the platform answers each by itself. */
#define N_PARALLEL 4

typedef struct
{
  GPtrArray *lines; /* (owned) */
  SsTransferProgress progress;
  gpointer progress_data;
  GCancellable *stop; /* (owned): of what is under way, when one has failed for all */
  guint next;
  guint n_done;
  guint n_total;
  guint n_waiting;
  GError *error; /* (owned) (nullable): the first one that is not a line's own */
} Sending;

/* One line on its way. */
typedef struct
{
  GTask *task; /* (owned) */
  SsCustomerLine *line;
} Step;

static void
sending_free (gpointer data)
{
  Sending *sending = data;

  g_ptr_array_unref (sending->lines);
  g_object_unref (sending->stop);
  g_clear_error (&sending->error);
  g_free (sending);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (source, cancellable, &error);
  g_autoptr (GBytes) bytes = NULL;
  GPtrArray *lines;

  if (stream != NULL)
    bytes = g_input_stream_read_bytes (G_INPUT_STREAM (stream), SIZE_MAX_ + 1, cancellable, &error);
  while (bytes != NULL && g_bytes_get_size (bytes) <= SIZE_MAX_)
    {
      g_autoptr (GBytes) more =
          g_input_stream_read_bytes (G_INPUT_STREAM (stream), SIZE_MAX_ + 1 - g_bytes_get_size (bytes),
                                     cancellable, &error);
      g_autoptr (GByteArray) all = NULL;

      if (more == NULL)
        g_clear_pointer (&bytes, g_bytes_unref);
      if (more == NULL || g_bytes_get_size (more) == 0)
        break;
      all = g_bytes_unref_to_array (g_steal_pointer (&bytes));
      g_byte_array_append (all, g_bytes_get_data (more, NULL), (guint) g_bytes_get_size (more));
      bytes = g_byte_array_free_to_bytes (g_steal_pointer (&all));
    }
  if (bytes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (g_bytes_get_size (bytes) > SIZE_MAX_)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE,
                               _ ("It is larger than %d MiB."), SIZE_MAX_ / 1024 / 1024);
      return;
    }
  lines = ss_customer_csv_read (bytes, &error);
  if (lines != NULL)
    g_task_return_pointer (task, lines, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * ss_customer_import_read_async:
 * @file: what was chosen
 * @cancellable: (nullable): gives up
 * @callback: called with its lines
 * @user_data: for @callback
 */
void
ss_customer_import_read_async (GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);

  g_task_set_source_tag (task, ss_customer_import_read_async);
  g_task_run_in_thread (task, read_thread);
}

GPtrArray *
ss_customer_import_read_finish (GFile *file, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
is_to_send (SsCustomerLine *line)
{
  return line->fault == NULL && ss_customer_get_id (line->customer) == NULL;
}

/* (transfer full) (nullable): the sentence about a line alone; %NULL where the next would fail as well */
static char *
describe_fault (const GError *error)
{
  JsonObject *body = ss_client_error_get_body (error);
  g_autoptr (GList) members = NULL;

  if (g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_CONFLICT))
    return g_strdup (error->message);
  if (!g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_INVALID))
    return NULL;
  members = body != NULL ? json_object_get_members (body) : NULL;
  for (GList *link = members; link != NULL; link = link->next)
    if (ss_client_error_get_field (error, link->data) != NULL)
      return g_strdup_printf (_ ("%s: %s"), ss_customer_field_get_label (link->data),
                              ss_client_error_get_field (error, link->data));
  return g_strdup (error->message);
}

static void send_more (GTask *task);

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Step *step = user_data;
  g_autoptr (GTask) task = step->task;
  SsCustomerLine *line = step->line;
  Sending *sending = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (SsAnswer) answer = ss_session_call_finish (SS_SESSION (source), result, &error);

  g_free (step);
  sending->n_waiting--;
  if (answer != NULL && answer->model != NULL)
    ss_model_merge (SS_MODEL (line->customer), answer->model);
  else if (error != NULL)
    line->fault = describe_fault (error);
  if (error != NULL && line->fault == NULL && sending->error == NULL)
    {
      sending->error = g_steal_pointer (&error);
      g_cancellable_cancel (sending->stop);
    }
  if (answer != NULL || line->fault != NULL)
    sending->n_done++;
  if (sending->progress != NULL && sending->error == NULL)
    sending->progress (sending->n_done, sending->n_total, sending->progress_data);
  send_more (task);
}

static void
send_line (GTask *task, SsCustomerLine *line)
{
  Sending *sending = g_task_get_task_data (task);
  g_autoptr (GBytes) body = ss_model_write_body (SS_MODEL (line->customer), NULL);
  const SsCall call = { .method = "POST", .path = "/customers/", .body = body, .type = SS_TYPE_CUSTOMER };
  Step *step = g_new0 (Step, 1);

  step->task = g_object_ref (task);
  step->line = line;
  sending->n_waiting++;
  ss_session_call_async (g_task_get_source_object (task), &call, sending->stop, sent_cb, step);
}

static void
send_more (GTask *task)
{
  Sending *sending = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (cancellable != NULL && g_cancellable_is_cancelled (cancellable) && sending->error == NULL)
    sending->error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("It was stopped."));
  while (sending->error == NULL && sending->n_waiting < N_PARALLEL && sending->next < sending->lines->len)
    {
      SsCustomerLine *line = sending->lines->pdata[sending->next++];

      if (is_to_send (line))
        send_line (task, line);
    }
  if (sending->n_waiting > 0 || g_task_get_completed (task))
    return;
  if (sending->error != NULL)
    g_task_return_error (task, g_steal_pointer (&sending->error));
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * ss_customer_import_send_async:
 * @session: whose customers they become
 * @lines: (element-type SsCustomerLine): from ss_customer_import_read_finish()
 * @progress: (nullable): told how far it is
 * @progress_data: for @progress
 * @cancellable: (nullable): stops after those that are under way
 * @callback: called when there is nothing more to send
 * @user_data: for @callback
 */
void
ss_customer_import_send_async (SsSession *session, GPtrArray *lines, SsTransferProgress progress,
                               gpointer progress_data, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Sending *sending;

  g_return_if_fail (SS_IS_SESSION (session));

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, ss_customer_import_send_async);
  /* What has been sent is kept, also when the rest is stopped. */
  g_task_set_check_cancellable (task, FALSE);
  sending = g_new0 (Sending, 1);
  sending->lines = g_ptr_array_ref (lines);
  sending->progress = progress;
  sending->progress_data = progress_data;
  sending->stop = g_cancellable_new ();
  for (guint i = 0; i < lines->len; i++)
    sending->n_total += is_to_send (lines->pdata[i]) ? 1 : 0;
  g_task_set_task_data (task, sending, sending_free);
  send_more (task);
}

gboolean
ss_customer_import_send_finish (SsSession *session, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
