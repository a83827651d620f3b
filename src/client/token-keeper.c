/* token-keeper.c: the tokens of a session, and their renewal, one at a time
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/client-error-private.h"
#include "client/token-keeper.h"
#include "model/json-reader.h"
#include "model/json-writer.h"

struct _SsTokenKeeper
{
  GObject parent_instance;

  SsTransport *transport; /* (owned) */
  SsAccount *account;     /* (owned) */

  char *access;  /* (owned) (nullable) */
  char *refresh; /* (owned) (nullable) */

  gboolean is_renewing;
  gboolean is_superseded; /* other tokens, or none, came meanwhile */
  GQueue waiting;         /* (element-type GTask): for the renewal under way */
  GTask *revoking;        /* (owned) (nullable): for the same */
};

G_DEFINE_FINAL_TYPE (SsTokenKeeper, ss_token_keeper, G_TYPE_OBJECT)

enum
{
  ROTATED,
  REFUSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void start_revoking (SsTokenKeeper *self, GTask *task);

static void
wipe (char **secret)
{
  if (*secret != NULL)
    explicit_bzero (*secret, strlen (*secret));
  g_clear_pointer (secret, g_free);
}

static void
wipe_text (gpointer text)
{
  char *secret = text;

  wipe (&secret);
}

static gboolean
dup_member (JsonObject *object, const char *name, char **value)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_STRING
      || *json_node_get_string (node) == '\0')
    return FALSE;

  *value = json_node_dup_string (node);
  return TRUE;
}

static void
send (SsTokenKeeper *self, const char *path, GCancellable *cancellable, GAsyncReadyCallback callback,
      gpointer user_data)
{
  const char *const members[] = { "refresh", self->refresh, NULL };
  g_autoptr (GBytes) body = ss_secret_body_new (members);
  g_autofree char *address = g_strconcat (ss_account_get_base_url (self->account), path, NULL);
  SsRequest request = {
    .method = "POST",
    .address = address,
    .tenant = ss_account_get_tenant_header (self->account),
    .accept = "application/json",
    .body = body,
    .fresh_connection = TRUE,
  };

  ss_transport_send_async (self->transport, &request, cancellable, callback, user_data);
}

/* A waiting task whose caller has cancelled was answered by renew_cancelled_cb() and is not in the queue. */
static void
finish_renewal (SsTokenKeeper *self, const GError *error)
{
  GQueue waiting = self->waiting;
  GTask *task;

  g_queue_init (&self->waiting);
  self->is_renewing = FALSE;
  while ((task = g_queue_pop_head (&waiting)) != NULL)
    {
      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_boolean (task, TRUE);
      g_object_unref (task);
    }

  if (self->revoking != NULL)
    start_revoking (self, g_steal_pointer (&self->revoking));
}

static void
replace (SsTokenKeeper *self, const char *access, const char *refresh)
{
  g_autofree char *new_access = g_strdup (access);
  g_autofree char *new_refresh = g_strdup (refresh);

  wipe (&self->access);
  wipe (&self->refresh);
  self->access = g_steal_pointer (&new_access);
  self->refresh = g_steal_pointer (&new_refresh);
}

static GError *
read_renewal (SsTokenKeeper *self, SsReply *reply)
{
  g_autofree char *access = NULL;
  g_autofree char *refresh = NULL;
  g_autoptr (GError) error = NULL;

  if (self->is_superseded)
    return ss_client_error_new (SS_CLIENT_ERROR_SIGNED_OUT);

  if (reply->status == 200 && ss_tokens_parse (reply->body, &access, &refresh))
    {
      replace (self, access, refresh);
      if (self->revoking == NULL)
        g_signal_emit (self, signals[ROTATED], 0, self->refresh);
      return NULL;
    }
  if (reply->status >= 200 && reply->status < 300)
    return ss_client_error_new (SS_CLIENT_ERROR_PROTOCOL);

  error =
      ss_client_error_new_for_status (reply->status, reply->content_type, reply->body, reply->retry_after);
  if (reply->status != 400 && reply->status != 401 && reply->status != 403)
    return g_steal_pointer (&error);

  ss_token_keeper_forget (self);
  if (g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_INVALID))
    {
      g_clear_error (&error);
      error = ss_client_error_new (SS_CLIENT_ERROR_SIGNED_OUT);
    }
  if (self->revoking == NULL)
    g_signal_emit (self, signals[REFUSED], 0, error);
  return g_steal_pointer (&error);
}

static void
renewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsTokenKeeper) self = SS_TOKEN_KEEPER (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (SsReply) reply = ss_transport_send_finish (SS_TRANSPORT (source), result, &error);

  if (reply != NULL)
    error = read_renewal (self, reply);
  finish_renewal (self, error);
}

static gboolean
renew_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  GTask *task = user_data;
  SsTokenKeeper *self = g_task_get_source_object (task);

  if (g_queue_remove (&self->waiting, task))
    {
      g_task_return_error_if_cancelled (task);
      g_object_unref (task);
    }
  return G_SOURCE_REMOVE;
}

static void
clear_source (gpointer data)
{
  GSource *source = data;

  g_source_destroy (source);
  g_source_unref (source);
}

/* One that waits may give up; the renewal itself goes on for the others, and for the token it would lose. */
static void
watch_cancellable (GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  GSource *source;

  if (cancellable == NULL)
    return;

  source = g_cancellable_source_new (cancellable);
  g_source_set_callback (source, G_SOURCE_FUNC (renew_cancelled_cb), task, NULL);
  g_source_attach (source, g_task_get_context (task));
  g_task_set_task_data (task, source, clear_source);
}

static void
revoked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (SsReply) reply = ss_transport_send_finish (SS_TRANSPORT (source), result, &error);

  if (reply == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

/* Takes over @task. */
static void
start_revoking (SsTokenKeeper *self, GTask *task)
{
  if (self->refresh == NULL)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }

  send (self, "/auth/logout/", g_task_get_cancellable (task), revoked_cb, task);
  ss_token_keeper_forget (self);
}

static void
ss_token_keeper_finalize (GObject *object)
{
  SsTokenKeeper *self = SS_TOKEN_KEEPER (object);

  ss_token_keeper_forget (self);
  g_clear_object (&self->transport);
  g_clear_object (&self->account);

  G_OBJECT_CLASS (ss_token_keeper_parent_class)->finalize (object);
}

static void
ss_token_keeper_class_init (SsTokenKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ss_token_keeper_finalize;

  signals[ROTATED] = g_signal_new ("rotated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[REFUSED] = g_signal_new ("refused", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
ss_token_keeper_init (SsTokenKeeper *self)
{
  g_queue_init (&self->waiting);
}

SsTokenKeeper *
ss_token_keeper_new (SsTransport *transport, SsAccount *account)
{
  SsTokenKeeper *self = g_object_new (SS_TYPE_TOKEN_KEEPER, NULL);

  self->transport = g_object_ref (transport);
  self->account = g_object_ref (account);
  return self;
}

void
ss_token_keeper_set (SsTokenKeeper *self, const char *access, const char *refresh)
{
  self->is_superseded = TRUE;
  replace (self, access, refresh);
}

void
ss_token_keeper_forget (SsTokenKeeper *self)
{
  ss_token_keeper_set (self, NULL, NULL);
}

const char *
ss_token_keeper_get_access (SsTokenKeeper *self)
{
  return self->access;
}

const char *
ss_token_keeper_get_refresh (SsTokenKeeper *self)
{
  return self->refresh;
}

/**
 * ss_token_keeper_renew_async:
 * @self: a token keeper
 * @stale: (nullable): the access token that the platform did not take
 * @cancellable: (nullable): for this caller alone
 * @callback: called when there is another access token, or none is to be had
 * @user_data: for @callback
 */
void
ss_token_keeper_renew_async (SsTokenKeeper *self, const char *stale, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, ss_token_keeper_renew_async);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (self->refresh == NULL || self->revoking != NULL)
    {
      g_task_return_error (task, ss_client_error_new (SS_CLIENT_ERROR_SIGNED_OUT));
      return;
    }
  if (!self->is_renewing && self->access != NULL && g_strcmp0 (self->access, stale) != 0)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  watch_cancellable (task);
  g_queue_push_tail (&self->waiting, g_steal_pointer (&task));
  if (!self->is_renewing)
    {
      self->is_renewing = TRUE;
      self->is_superseded = FALSE;
      send (self, "/auth/token/refresh/", NULL, renewed_cb, g_object_ref (self));
    }
}

gboolean
ss_token_keeper_renew_finish (SsTokenKeeper *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ss_token_keeper_revoke_async:
 * @self: a token keeper
 * @cancellable: (nullable): gives up telling the platform
 * @callback: called when the platform was told, or can't be
 * @user_data: for @callback
 *
 * A renewal that is under way is waited for: it makes another token, which would else live on.
 */
void
ss_token_keeper_revoke_async (SsTokenKeeper *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, ss_token_keeper_revoke_async);
  if (self->is_renewing && self->revoking == NULL)
    self->revoking = g_steal_pointer (&task);
  else
    start_revoking (self, g_steal_pointer (&task));
}

gboolean
ss_token_keeper_revoke_finish (SsTokenKeeper *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ss_tokens_parse:
 * @body: an answer of a few hundred bytes: not worth a worker
 * @access: (out): the access token
 * @refresh: (out): the refresh token
 *
 * Returns: whether both were there
 */
gboolean
ss_tokens_parse (GBytes *body, char **access, char **refresh)
{
  gsize size;
  const char *text = g_bytes_get_data (body, &size);
  g_autoptr (JsonNode) node = size > 0 ? ss_json_parse (text, (gssize) size, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node)
         && dup_member (json_node_get_object (node), "access", access)
         && dup_member (json_node_get_object (node), "refresh", refresh);
}

/**
 * ss_secret_body_new:
 * @names_and_values: (array zero-terminated=1): in turn
 *
 * Returns: (transfer full): a JSON object as bytes that are wiped when they are freed
 */
GBytes *
ss_secret_body_new (const char *const *names_and_values)
{
  g_auto (SsJsonWriter) writer;
  char *text;

  ss_json_writer_init (&writer);
  ss_json_writer_begin_object (&writer);
  for (gsize i = 0; names_and_values[i] != NULL; i += 2)
    {
      ss_json_writer_name (&writer, names_and_values[i]);
      ss_json_writer_string (&writer, names_and_values[i + 1]);
    }
  ss_json_writer_end_object (&writer);

  text = ss_json_writer_steal_text (&writer);
  return g_bytes_new_with_free_func (text, strlen (text), wipe_text, text);
}
