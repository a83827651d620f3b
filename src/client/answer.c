/* answer.c: calls, and answers made of bytes on a worker
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/answer-private.h"
#include "client/client-error-private.h"

typedef struct
{
  GBytes *body; /* (owned) (nullable) */
  GType type;
  char *etag; /* (owned) (nullable) */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->etag);
  g_free (self);
}

static gboolean
read_models (SsAnswer *answer, GType type, JsonNode *array, GError **error)
{
  answer->models = ss_models_from_json (type, array, error);
  return answer->models != NULL;
}

static gboolean
read_list (SsAnswer *answer, GType type, JsonObject *object, GError **error)
{
  JsonNode *count = json_object_get_member (object, "count");
  JsonNode *next = json_object_get_member (object, "next");

  if (!read_models (answer, type, json_object_get_member (object, "results"), error))
    return FALSE;

  answer->count = answer->models->len;
  if (count != NULL && JSON_NODE_HOLDS_VALUE (count))
    answer->count = MAX (json_node_get_int (count), 0);
  if (next != NULL && json_node_get_value_type (next) == G_TYPE_STRING)
    answer->next = json_node_dup_string (next);

  /* The models hold what was in them; the rest is small. */
  json_object_remove_member (object, "results");
  return TRUE;
}

static gboolean
read_root (SsAnswer *answer, GType type, JsonNode *root, GError **error)
{
  JsonObject *object;

  if (type == G_TYPE_NONE)
    return TRUE;
  if (JSON_NODE_HOLDS_ARRAY (root))
    {
      if (!read_models (answer, type, root, error))
        return FALSE;
      answer->count = answer->models->len;
      return TRUE;
    }
  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, SS_MODEL_ERROR, SS_MODEL_ERROR_SYNTAX, "neither an object nor an array");
      return FALSE;
    }

  object = json_node_get_object (root);
  if (json_object_has_member (object, "results"))
    return read_list (answer, type, object, error);

  answer->model = ss_model_from_json (type, root, error);
  return answer->model != NULL;
}

static SsAnswer *
read_answer (Reading *reading, GError **error)
{
  g_autoptr (SsAnswer) answer = g_new0 (SsAnswer, 1);
  gsize size = 0;
  const char *text = reading->body != NULL ? g_bytes_get_data (reading->body, &size) : NULL;

  answer->etag = g_strdup (reading->etag);
  if (size == 0 && reading->type == G_TYPE_NONE)
    return g_steal_pointer (&answer);

  answer->json = ss_json_parse (text != NULL ? text : "", (gssize) size, error);
  if (answer->json == NULL || !read_root (answer, reading->type, answer->json, error))
    return NULL;

  return g_steal_pointer (&answer);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  SsAnswer *answer;

  if (g_task_return_error_if_cancelled (task))
    return;

  answer = read_answer (data, &error);
  if (answer != NULL)
    {
      g_task_return_pointer (task, answer, (GDestroyNotify) ss_answer_free);
      return;
    }

  g_debug ("An answer can't be read: %s", error->message);
  g_task_return_error (task, ss_client_error_new (SS_CLIENT_ERROR_PROTOCOL));
}

void
ss_answer_read_async (GBytes *body, GType type, const char *etag, GCancellable *cancellable,
                      GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Reading *reading = g_new0 (Reading, 1);

  g_task_set_source_tag (task, ss_answer_read_async);
  reading->body = body != NULL ? g_bytes_ref (body) : NULL;
  reading->type = type;
  reading->etag = g_strdup (etag);
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_in_thread);
}

SsAnswer *
ss_answer_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ss_answer_free:
 * @self: (transfer full): an answer
 */
void
ss_answer_free (SsAnswer *self)
{
  g_clear_object (&self->model);
  g_clear_pointer (&self->models, g_ptr_array_unref);
  g_free (self->next);
  g_clear_pointer (&self->json, json_node_unref);
  g_free (self->etag);
  g_free (self);
}

SsCall *
ss_call_copy (const SsCall *call)
{
  SsCall *copy = g_new0 (SsCall, 1);

  copy->method = g_strdup (call->method != NULL ? call->method : "GET");
  copy->path = g_strdup (call->path);
  copy->query = g_strdup (call->query);
  copy->body = call->body != NULL ? g_bytes_ref (call->body) : NULL;
  copy->content_type = g_strdup (call->content_type);
  copy->etag = g_strdup (call->etag);
  copy->type = call->type == G_TYPE_INVALID ? G_TYPE_NONE : call->type;

  return copy;
}

void
ss_call_free (SsCall *self)
{
  g_free ((char *) self->method);
  g_free ((char *) self->path);
  g_free ((char *) self->query);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free ((char *) self->content_type);
  g_free ((char *) self->etag);
  g_free (self);
}
