/* record-changes.c: changes of one kind of object, shown before the platform has confirmed them
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/record-changes.h"

#include "client/client-error-private.h"

struct _SsRecordChanges
{
  GObject parent_instance;

  SsSession *session; /* (owned) */
  char *path;         /* "/customers/" */
  GType type;
  GHashTable *pending; /* (owned): id to Pending */
};

/* An object of which something waits. */
typedef struct
{
  SsModel *record; /* (owned): what is shown */
  SsModel *base;   /* (owned): what the platform has confirmed */
  GQueue changes;  /* of GTask, whose data is the patch; the first one is under way */
} Pending;

G_DEFINE_FINAL_TYPE (SsRecordChanges, ss_record_changes, G_TYPE_OBJECT)

static void
pending_free (gpointer data)
{
  Pending *pending = data;

  g_queue_clear_full (&pending->changes, g_object_unref);
  g_object_unref (pending->record);
  g_object_unref (pending->base);
  g_free (pending);
}

static char *
make_path (SsRecordChanges *self, const char *id)
{
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);

  return g_strconcat (self->path, escaped, "/", NULL);
}

static void send_first (SsRecordChanges *self, Pending *pending);

/* What is confirmed, and what still waits on top of it. */
static void
show (Pending *pending)
{
  g_object_freeze_notify (G_OBJECT (pending->record));
  ss_model_merge (pending->record, pending->base);
  for (GList *link = pending->changes.head; link != NULL; link = link->next)
    ss_model_merge (pending->record, g_task_get_task_data (link->data));
  g_object_thaw_notify (G_OBJECT (pending->record));
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  SsRecordChanges *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (SsAnswer) answer = ss_session_call_finish (SS_SESSION (source), result, &error);
  const char *id = ss_model_get_id (g_object_get_data (G_OBJECT (task), "record"));
  Pending *pending = g_hash_table_lookup (self->pending, id);

  g_object_unref (g_queue_pop_head (&pending->changes));
  if (answer != NULL && answer->model != NULL)
    {
      ss_model_merge (pending->base, g_task_get_task_data (task));
      ss_model_merge (pending->base, answer->model);
    }
  else if (error == NULL)
    error = ss_client_error_new (SS_CLIENT_ERROR_PROTOCOL);
  show (pending);

  if (g_queue_is_empty (&pending->changes))
    g_hash_table_remove (self->pending, id);
  else
    send_first (self, pending);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
send_first (SsRecordChanges *self, Pending *pending)
{
  GTask *task = g_queue_peek_head (&pending->changes);
  g_autofree char *path = make_path (self, ss_model_get_id (pending->record));
  g_autoptr (GBytes) body = ss_model_write_body (g_task_get_task_data (task), NULL);
  const SsCall call = { .method = "PATCH", .path = path, .body = body, .type = self->type };

  ss_session_call_async (self->session, &call, g_task_get_cancellable (task), changed_cb,
                         g_object_ref (task));
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  GError *error = NULL;
  g_autoptr (SsAnswer) answer = ss_session_call_finish (SS_SESSION (source), result, &error);

  if (answer != NULL && answer->model != NULL)
    g_task_return_pointer (task, g_object_ref (answer->model), g_object_unref);
  else
    g_task_return_error (task, error != NULL ? error : ss_client_error_new (SS_CLIENT_ERROR_PROTOCOL));
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  GError *error = NULL;
  g_autoptr (SsAnswer) answer = ss_session_call_finish (SS_SESSION (source), result, &error);

  if (answer != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
ss_record_changes_finalize (GObject *object)
{
  SsRecordChanges *self = SS_RECORD_CHANGES (object);

  g_hash_table_unref (self->pending);
  g_free (self->path);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ss_record_changes_parent_class)->finalize (object);
}

static void
ss_record_changes_class_init (SsRecordChangesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ss_record_changes_finalize;
}

static void
ss_record_changes_init (SsRecordChanges *self)
{
  self->pending = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, pending_free);
}

/**
 * ss_record_changes_new:
 * @session: whose objects they are
 * @path: of their list: "/customers/"
 * @type: of their models
 *
 * Returns: (transfer full): what changes them
 */
SsRecordChanges *
ss_record_changes_new (SsSession *session, const char *path, GType type)
{
  SsRecordChanges *self = g_object_new (SS_TYPE_RECORD_CHANGES, NULL);

  self->session = g_object_ref (session);
  self->path = g_strdup (path);
  self->type = type;
  return self;
}

void
ss_record_changes_create_async (SsRecordChanges *self, SsModel *model, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;
  g_autoptr (GBytes) body = NULL;
  SsCall call = { .method = "POST" };

  g_return_if_fail (SS_IS_RECORD_CHANGES (self));
  g_return_if_fail (G_TYPE_CHECK_INSTANCE_TYPE (model, self->type));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ss_record_changes_create_async);
  body = ss_model_write_body (model, NULL);
  call.path = self->path;
  call.body = body;
  call.type = self->type;
  ss_session_call_async (self->session, &call, cancellable, created_cb, task);
}

/**
 * ss_record_changes_create_finish:
 * @self: what changes objects
 * @result: what the callback got
 * @error: an SsClientError; %SS_CLIENT_ERROR_INVALID with its fields
 *
 * Returns: (transfer full): the object as the platform has it
 */
SsModel *
ss_record_changes_create_finish (SsRecordChanges *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
ss_record_changes_change_async (SsRecordChanges *self, SsModel *record, SsModel *patch,
                                GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;
  Pending *pending;
  const char *id;

  g_return_if_fail (SS_IS_RECORD_CHANGES (self));
  g_return_if_fail (G_TYPE_CHECK_INSTANCE_TYPE (record, self->type));
  g_return_if_fail (G_TYPE_CHECK_INSTANCE_TYPE (patch, self->type));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ss_record_changes_change_async);
  g_task_set_task_data (task, g_object_ref (patch), g_object_unref);
  g_object_set_data_full (G_OBJECT (task), "record", g_object_ref (record), g_object_unref);

  id = ss_model_get_id (record);
  pending = g_hash_table_lookup (self->pending, id);
  if (pending == NULL)
    {
      pending = g_new0 (Pending, 1);
      pending->record = g_object_ref (record);
      pending->base = ss_model_copy (record);
      g_queue_init (&pending->changes);
      g_hash_table_insert (self->pending, g_strdup (id), pending);
    }
  g_queue_push_tail (&pending->changes, task);
  ss_model_merge (pending->record, patch);
  if (pending->changes.length == 1)
    send_first (self, pending);
}

/**
 * ss_record_changes_change_finish:
 * @self: what changes objects
 * @result: what the callback got
 * @error: an SsClientError
 *
 * Returns: whether it is confirmed; else the object shows again what it was
 */
gboolean
ss_record_changes_change_finish (SsRecordChanges *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
ss_record_changes_delete_async (SsRecordChanges *self, const char *id, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;
  g_autofree char *path = NULL;
  SsCall call = { .method = "DELETE" };

  g_return_if_fail (SS_IS_RECORD_CHANGES (self));
  g_return_if_fail (id != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ss_record_changes_delete_async);
  path = make_path (self, id);
  call.path = path;
  ss_session_call_async (self->session, &call, cancellable, deleted_cb, task);
}

/**
 * ss_record_changes_delete_finish:
 * @self: what changes objects
 * @result: what the callback got
 * @error: an SsClientError; %SS_CLIENT_ERROR_CONFLICT with the code `in_use` where bookings need it
 *
 * Returns: whether it is gone
 */
gboolean
ss_record_changes_delete_finish (SsRecordChanges *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
