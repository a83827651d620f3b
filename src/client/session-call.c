/* session-call.c: the requests of a session
 *
 * A call sends its request, waits and sends it again where that may help, renews the access token where it
 * was stale, and has the answer parsed on a worker.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include <string.h>

#include "client/answer-private.h"
#include "client/boot-clock.h"
#include "client/client-error-private.h"
#include "client/session-private.h"

#define ATTEMPTS_MAX 3
#define BACK_OFF 400
#define RETRY_AFTER_MAX 10

/* A call under way: the data of its task. */
typedef struct
{
  SsCall *call;          /* (owned) */
  char *address;         /* absolute */
  char *idempotency_key; /* (owned) (nullable) */
  guint identity;
  guint n_attempts;
  gint64 sent_at; /* by the boot clock */
  gboolean was_renewed;
  gboolean is_download;
  gboolean is_foreign; /* of another origin: the token stays here */
  gsize limit;

  char *token;    /* (owned) (nullable): with which it was last sent */
  GBytes *cached; /* (owned) (nullable): what a 304 stands for */
  GSource *wait;  /* (owned) (nullable) */
} Calling;

static void send_call (GTask *task);

static void
calling_free (gpointer data)
{
  Calling *self = data;

  if (self->wait != NULL)
    g_source_destroy (self->wait);
  g_clear_pointer (&self->wait, g_source_unref);
  ss_call_free (self->call);
  g_free (self->address);
  g_free (self->idempotency_key);
  g_free (self->token);
  g_clear_pointer (&self->cached, g_bytes_unref);
  g_free (self);
}

static gboolean
is_get (Calling *calling)
{
  return strcmp (calling->call->method, "GET") == 0;
}

/* What may be sent twice: what changes nothing, what says the whole new state, what carries its own key. */
static gboolean
is_repeatable (Calling *calling)
{
  return is_get (calling) || strcmp (calling->call->method, "PUT") == 0 || calling->idempotency_key != NULL;
}

static gboolean
is_passing_status (guint status)
{
  return status == 429 || (status >= 502 && status <= 504);
}

static gboolean
may_try_again (SsSession *self, Calling *calling, const GError *error, guint status)
{
  if (!is_repeatable (calling) || calling->n_attempts >= ATTEMPTS_MAX)
    return FALSE;
  if (ss_client_error_get_retry_after (error) > RETRY_AFTER_MAX)
    return FALSE;
  if (status != 0)
    return is_passing_status (status);

  return g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_OFFLINE) && ss_session_get_is_online (self);
}

static gboolean
waited_cb (gpointer user_data)
{
  GTask *task = user_data;
  Calling *calling = g_task_get_task_data (task);

  g_clear_pointer (&calling->wait, g_source_unref);
  if (g_task_return_error_if_cancelled (task))
    g_object_unref (task);
  else
    send_call (task);
  return G_SOURCE_REMOVE;
}

/* Takes over @task. A cancellation ends the wait. */
static void
try_again_later (GTask *task, guint retry_after)
{
  SsSession *self = g_task_get_source_object (task);
  Calling *calling = g_task_get_task_data (task);
  guint back_off = BACK_OFF << (calling->n_attempts - 1);
  guint milliseconds =
      MAX (back_off / 2 + (guint) g_random_int_range (0, (gint32) back_off), retry_after * 1000);

  if (self->delay != NULL)
    {
      self->delay (milliseconds, self->delay_data);
      milliseconds = 0;
    }

  calling->wait = g_timeout_source_new (milliseconds);
  if (g_task_get_cancellable (task) != NULL)
    {
      g_autoptr (GSource) cancelled = g_cancellable_source_new (g_task_get_cancellable (task));

      g_source_set_dummy_callback (cancelled);
      g_source_add_child_source (calling->wait, cancelled);
    }
  g_source_set_callback (calling->wait, waited_cb, task, NULL);
  g_source_attach (calling->wait, g_task_get_context (task));
}

/* An answer to somebody who is not signed in any more is for nobody. */
static gboolean
is_overtaken (GTask *task)
{
  SsSession *self = g_task_get_source_object (task);
  Calling *calling = g_task_get_task_data (task);

  if (calling->identity == self->identity)
    return FALSE;

  g_task_return_error (task, ss_client_error_new (SS_CLIENT_ERROR_SIGNED_OUT));
  return TRUE;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (SsAnswer) answer = ss_answer_read_finish (result, &error);

  if (is_overtaken (task))
    return;
  if (answer == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, g_steal_pointer (&answer), (GDestroyNotify) ss_answer_free);
}

/* Takes over @task. */
static void
accept (GTask *task, SsReply *reply)
{
  SsSession *self = g_task_get_source_object (task);
  Calling *calling = g_task_get_task_data (task);
  GBytes *body = reply->body;

  if (calling->is_download)
    {
      g_task_return_pointer (task, g_bytes_ref (body), (GDestroyNotify) g_bytes_unref);
      g_object_unref (task);
      return;
    }

  if (reply->status == 304)
    body = calling->cached;
  else if (is_get (calling) && reply->etag != NULL)
    ss_answer_cache_put (self->cache, calling->address, reply->etag, body);

  ss_answer_read_async (body, reply->status == 204 ? G_TYPE_NONE : calling->call->type, reply->etag,
                        g_task_get_cancellable (task), read_cb, task);
}

static void
renewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  SsSession *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  if (!ss_token_keeper_renew_finish (SS_TOKEN_KEEPER (source), result, &error))
    {
      ss_reachability_report (self->reachability, error);
      g_task_return_error (task, g_steal_pointer (&error));
    }
  else if (!is_overtaken (task))
    send_call (g_steal_pointer (&task));
}

/* Takes over @task. */
static void
renew (GTask *task)
{
  SsSession *self = g_task_get_source_object (task);
  Calling *calling = g_task_get_task_data (task);

  calling->was_renewed = TRUE;
  ss_token_keeper_renew_async (self->tokens, calling->token, g_task_get_cancellable (task), renewed_cb, task);
}

/* Takes over @task and @error. */
static void
refuse (GTask *task, GError *error, guint status)
{
  SsSession *self = g_task_get_source_object (task);
  Calling *calling = g_task_get_task_data (task);

  gboolean is_stale = status == 401 && calling->token != NULL
                      && g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_SIGNED_OUT);

  if (is_stale && !calling->was_renewed)
    {
      g_error_free (error);
      renew (task);
      return;
    }
  if (may_try_again (self, calling, error, status))
    {
      try_again_later (task, ss_client_error_get_retry_after (error));
      g_error_free (error);
      return;
    }

  /* Not even a new token is taken, or it was a masquerade's. */
  if (is_stale
      || (!self->is_stopping && g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_MASQUERADE_OVER)))
    ss_session_end (self, error);
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  SsSession *self = g_task_get_source_object (task);
  Calling *calling = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (SsReply) reply = ss_transport_send_finish (SS_TRANSPORT (source), result, &error);
  gboolean may_wait = may_try_again (self, calling, error, reply != NULL ? reply->status : 0);

  /* One lost connection that is tried again is not yet "offline". */
  if (!calling->is_foreign && (reply != NULL || !may_wait))
    ss_reachability_report (self->reachability, error);
  if (is_overtaken (task))
    return;

  if (reply != NULL && reply->date > 0 && !calling->is_foreign)
    ss_platform_clock_note (&self->clock, reply->date, calling->sent_at, ss_boot_clock_get ());
  if (reply != NULL && self->last_event_id == NULL && !calling->is_foreign)
    self->last_event_id = g_steal_pointer (&reply->last_event_id);
  if (reply == NULL)
    refuse (g_steal_pointer (&task), g_steal_pointer (&error), 0);
  else if ((reply->status >= 200 && reply->status < 300) || (reply->status == 304 && calling->cached != NULL))
    accept (g_steal_pointer (&task), reply);
  else
    refuse (g_steal_pointer (&task),
            ss_client_error_new_for_status (reply->status, reply->content_type, reply->body,
                                            reply->retry_after),
            reply->status);
}

/* Takes over @task. */
static void
send_call (GTask *task)
{
  SsSession *self = g_task_get_source_object (task);
  Calling *calling = g_task_get_task_data (task);
  SsRequest request = {
    .method = calling->call->method,
    .address = calling->address,
    .body = calling->call->body,
    .content_type = calling->call->content_type,
    .if_match = calling->call->etag,
    .idempotency_key = calling->idempotency_key,
    .limit = calling->limit,
    .goes_abroad = calling->is_download,
  };

  g_free (calling->token);
  calling->token = calling->is_foreign ? NULL : g_strdup (ss_token_keeper_get_access (self->tokens));
  request.token = calling->token;
  request.tenant = calling->is_foreign ? NULL : ss_account_get_tenant_header (self->account);
  if (!calling->is_download)
    request.accept = "application/json";
  if (is_get (calling) && !calling->is_download)
    {
      g_clear_pointer (&calling->cached, g_bytes_unref);
      request.if_none_match = ss_answer_cache_get (self->cache, calling->address, &calling->cached);
    }

  calling->n_attempts++;
  calling->sent_at = ss_boot_clock_get ();
  ss_transport_send_async (self->transport, &request, g_task_get_cancellable (task), sent_cb, task);
}

/* Takes over @task: a restored session has no access token yet. */
static void
start (GTask *task)
{
  SsSession *self = g_task_get_source_object (task);
  Calling *calling = g_task_get_task_data (task);

  if (calling->is_foreign || ss_token_keeper_get_access (self->tokens) != NULL)
    {
      send_call (task);
      return;
    }
  if (ss_token_keeper_get_refresh (self->tokens) != NULL)
    {
      renew (task);
      return;
    }

  g_task_return_error (task, ss_client_error_new (SS_CLIENT_ERROR_SIGNED_OUT));
  g_object_unref (task);
}

/**
 * ss_session_call_async:
 * @self: a session
 * @call: what to ask; it is copied
 * @cancellable: (nullable): ends it with %G_IO_ERROR_CANCELLED, wherever it is
 * @callback: called with the answer
 * @user_data: for @callback
 */
void
ss_session_call_async (SsSession *self, const SsCall *call, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Calling *calling;

  g_return_if_fail (SS_IS_SESSION (self));
  g_return_if_fail (call != NULL && call->path != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ss_session_call_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  calling = g_new0 (Calling, 1);
  calling->call = ss_call_copy (call);
  calling->identity = self->identity;
  calling->address = g_strconcat (ss_account_get_base_url (self->account), call->path,
                                  call->query != NULL && *call->query != '\0' ? "?" : "",
                                  call->query != NULL ? call->query : "", NULL);
  if (strcmp (calling->call->method, "POST") == 0 && !g_str_has_prefix (call->path, "/auth/"))
    calling->idempotency_key = g_uuid_string_random ();
  g_task_set_task_data (task, calling, calling_free);
  start (g_steal_pointer (&task));
}

/**
 * ss_session_call_finish:
 * @self: a session
 * @result: what the callback got
 * @error: an SsClientError, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the answer, or %NULL and @error
 */
SsAnswer *
ss_session_call_finish (SsSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ss_session_download_async:
 * @self: a session
 * @address: as the platform gave it: absolute, or from its root
 * @limit: the most bytes
 * @cancellable: (nullable): ends it with %G_IO_ERROR_CANCELLED
 * @callback: called with the bytes
 * @user_data: for @callback
 *
 * The token goes to the platform's own origin only.
 */
void
ss_session_download_async (SsSession *self, const char *address, gsize limit, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  const char *base;
  SsCall call = { .method = "GET", .path = "" };
  Calling *calling;

  g_return_if_fail (SS_IS_SESSION (self));
  g_return_if_fail (address != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ss_session_download_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  base = ss_account_get_base_url (self->account);
  calling = g_new0 (Calling, 1);
  calling->call = ss_call_copy (&call);
  calling->identity = self->identity;
  calling->address = g_uri_resolve_relative (base, address, G_URI_FLAGS_ENCODED, NULL);
  calling->is_download = TRUE;
  calling->limit = limit;
  g_task_set_task_data (task, calling, calling_free);
  if (calling->address == NULL)
    {
      g_task_return_error (task, ss_client_error_new (SS_CLIENT_ERROR_PROTOCOL));
      return;
    }

  calling->is_foreign = !ss_same_origin (calling->address, base);
  start (g_steal_pointer (&task));
}

/**
 * ss_session_download_finish:
 * @self: a session
 * @result: what the callback got
 * @error: an SsClientError, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the bytes, or %NULL and @error
 */
GBytes *
ss_session_download_finish (SsSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
