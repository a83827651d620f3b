/* session-events.c: answers that are read as they come: what changes at the platform, and what is long
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/client-error-private.h"
#include "client/session-private.h"

/* The head of the stream under way: the data of its task. */
typedef struct
{
  char *address;      /* (owned) */
  const char *accept; /* the only type that is taken */
  char *last_id;      /* (owned) (nullable) */
  char *token;        /* (owned) (nullable) */
  guint identity;
  gboolean was_renewed;
} Following;

static void follow (GTask *task);

static void
following_free (gpointer data)
{
  Following *self = data;

  g_free (self->address);
  g_free (self->last_id);
  g_free (self->token);
  g_free (self);
}

static gboolean
is_overtaken (GTask *task)
{
  SsSession *self = g_task_get_source_object (task);
  Following *following = g_task_get_task_data (task);

  if (following->identity == self->identity)
    return FALSE;
  g_task_return_error (task, ss_client_error_new (SS_CLIENT_ERROR_SIGNED_OUT));
  return TRUE;
}

static void
renewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!ss_token_keeper_renew_finish (SS_TOKEN_KEEPER (source), result, &error))
    g_task_return_error (task, error);
  else if (!is_overtaken (task))
    follow (g_steal_pointer (&task));
}

/* Takes over @task. */
static void
renew (GTask *task)
{
  SsSession *self = g_task_get_source_object (task);
  Following *following = g_task_get_task_data (task);

  following->was_renewed = TRUE;
  ss_token_keeper_renew_async (self->tokens, following->token, g_task_get_cancellable (task), renewed_cb,
                               task);
}

/* Takes over @task. */
static void
refuse (GTask *task, SsReply *reply)
{
  SsSession *self = g_task_get_source_object (task);
  Following *following = g_task_get_task_data (task);
  GError *error =
      ss_client_error_new_for_status (reply->status, reply->content_type, reply->body, reply->retry_after);
  gboolean is_stale =
      reply->status == 401 && g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_SIGNED_OUT);

  if (is_stale && !following->was_renewed)
    {
      g_error_free (error);
      renew (task);
      return;
    }
  /* Not even a new token is taken, or it was a masquerade's. */
  if (is_stale || g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_MASQUERADE_OVER))
    ss_session_end (self, error);
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (SsReply) reply = ss_transport_send_finish (SS_TRANSPORT (source), result, &error);
  SsSession *self = g_task_get_source_object (task);
  Following *following = g_task_get_task_data (task);

  ss_reachability_report (self->reachability, error);
  if (reply == NULL)
    g_task_return_error (task, error);
  else if (is_overtaken (task))
    return;
  else if (reply->stream != NULL && g_strcmp0 (reply->content_type, following->accept) == 0)
    g_task_return_pointer (task, g_steal_pointer (&reply), (GDestroyNotify) ss_reply_free);
  else if (reply->status < 300)
    /* A page of a hotel's network is no stream. */
    g_task_return_error (task, ss_client_error_new (SS_CLIENT_ERROR_PROTOCOL));
  else
    refuse (g_steal_pointer (&task), reply);
}

/* Takes over @task. */
static void
follow (GTask *task)
{
  SsSession *self = g_task_get_source_object (task);
  Following *following = g_task_get_task_data (task);
  SsRequest request = { .method = "GET",
                        .address = following->address,
                        .accept = following->accept,
                        .tenant = ss_account_get_tenant_header (self->account),
                        .last_event_id = following->last_id,
                        .fresh_connection = TRUE,
                        .is_stream = TRUE,
                        .limit = 64 * 1024 };

  g_free (following->token);
  following->token = g_strdup (ss_token_keeper_get_access (self->tokens));
  request.token = following->token;
  ss_transport_send_async (self->transport, &request, g_task_get_cancellable (task), sent_cb, task);
}

/* (transfer full) */
static GTask *
begin (SsSession *self, const char *path, const char *accept, GCancellable *cancellable,
       GAsyncReadyCallback callback, gpointer user_data, gpointer tag)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Following *following = g_new0 (Following, 1);

  g_task_set_source_tag (task, tag);
  following->address = g_strconcat (ss_account_get_base_url (self->account), path, NULL);
  following->accept = accept;
  following->identity = self->identity;
  g_task_set_task_data (task, following, following_free);
  return task;
}

/* Takes over @task. */
static void
start (SsSession *self, GTask *task)
{
  if (ss_token_keeper_get_access (self->tokens) != NULL)
    follow (task);
  else
    renew (task);
}

/**
 * ss_session_follow_async:
 * @self: a session
 * @last_id: (nullable): behind which event to go on
 * @cancellable: (nullable): gives up
 * @callback: called when the stream has begun
 * @user_data: for @callback
 *
 * One attempt: when to try again is the caller's.
 */
void
ss_session_follow_async (SsSession *self, const char *last_id, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = begin (self, "/events/", "text/event-stream", cancellable, callback, user_data,
                       ss_session_follow_async);
  Following *following = g_task_get_task_data (task);

  following->last_id = g_strdup (last_id);
  start (self, task);
}

/**
 * ss_session_follow_finish:
 * @self: a session
 * @result: what the callback got
 * @error: return location for an #SsClientError
 *
 * Returns: (transfer full) (nullable): the answer; its stream is read as it comes, and its connection ends
 *   with ss_reply_free()
 */
SsReply *
ss_session_follow_finish (SsSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ss_session_open_async:
 * @self: a session
 * @path: relative to the account's base, with its query
 * @accept: (not nullable) (transfer none): a type, a literal; an answer of another is refused
 * @cancellable: (nullable): gives up
 * @callback: called when the answer has begun
 * @user_data: for @callback
 *
 * For what is too long to be held: it is read as it comes, until the connection's end.
 */
void
ss_session_open_async (SsSession *self, const char *path, const char *accept, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer user_data)
{
  start (self, begin (self, path, accept, cancellable, callback, user_data, ss_session_open_async));
}

SsReply *
ss_session_open_finish (SsSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
