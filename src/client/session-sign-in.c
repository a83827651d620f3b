/* session-sign-in.c: how a session begins, goes on from the keyring, and ends
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/client-error-private.h"
#include "client/session-private.h"

/* A sign-in under way: the data of its task. */
typedef struct
{
  gboolean keep;
  gboolean is_restoring;
  guint identity;
} Beginning;

/* Takes over @task, which may be cancelled. */
static void
load_user (SsSession *self, GTask *task, GAsyncReadyCallback callback)
{
  const SsCall call = { .method = "GET", .path = "/users/me/", .type = SS_TYPE_CURRENT_USER };

  ss_session_call_async (self, &call, g_task_get_cancellable (task), callback, task);
}

static void
dropped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ss_token_keeper_revoke_finish (SS_TOKEN_KEEPER (source), result, NULL);
}

/* A sign-in that got no further than the tokens leaves nothing behind. A restored one keeps its token for
 * when the platform is there again (a renewal may be under way); where it was refused, the session has been
 * ended already. */
static void
undo (SsSession *self, Beginning *beginning)
{
  if (beginning->identity != self->identity || beginning->is_restoring)
    return;

  self->identity++;
  ss_token_keeper_revoke_async (self->tokens, NULL, dropped_cb, NULL);
}

static void
user_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  SsSession *self = SS_SESSION (source);
  Beginning *beginning = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (SsAnswer) answer = ss_session_call_finish (self, result, &error);

  if (answer == NULL || !SS_IS_CURRENT_USER (answer->model))
    {
      if (error == NULL)
        error = ss_client_error_new (SS_CLIENT_ERROR_PROTOCOL);
      undo (self, beginning);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  ss_vault_set_keeps (self->vault, beginning->keep);
  if (beginning->keep && !beginning->is_restoring)
    ss_vault_put (self->vault, ss_token_keeper_get_refresh (self->tokens));
  else if (!beginning->keep)
    ss_vault_put (self->vault, NULL);
  ss_session_set_user (self, SS_CURRENT_USER (g_steal_pointer (&answer->model)));
  g_task_return_boolean (task, TRUE);
}

static void
tokens_came_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  SsSession *self = g_task_get_source_object (task);
  Beginning *beginning = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (SsReply) reply = ss_transport_send_finish (SS_TRANSPORT (source), result, &error);
  g_autofree char *access = NULL;
  g_autofree char *refresh = NULL;

  ss_reachability_report (self->reachability, error);
  if (reply != NULL && reply->status != 200)
    error =
        ss_client_error_new_for_status (reply->status, reply->content_type, reply->body, reply->retry_after);
  else if (reply != NULL && !ss_tokens_parse (reply->body, &access, &refresh))
    error = ss_client_error_new (SS_CLIENT_ERROR_PROTOCOL);
  else if (beginning->identity != self->identity)
    error = ss_client_error_new (SS_CLIENT_ERROR_SIGNED_OUT);

  if (g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_SIGNED_OUT) && reply != NULL
      && reply->status == 401)
    {
      g_clear_error (&error);
      error = ss_client_error_new (SS_CLIENT_ERROR_CREDENTIALS);
    }
  if (error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  ss_token_keeper_set (self->tokens, access, refresh);
  load_user (self, g_steal_pointer (&task), user_loaded_cb);
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  SsSession *self = g_task_get_source_object (task);
  Beginning *beginning = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autofree char *token = ss_vault_look_up_finish (SS_VAULT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (token == NULL || beginning->identity != self->identity)
    g_task_return_error (task, ss_client_error_new (SS_CLIENT_ERROR_SIGNED_OUT));
  else
    {
      /* From here on every rotation goes into the keyring, the first one included. */
      ss_vault_set_keeps (self->vault, TRUE);
      ss_token_keeper_set (self->tokens, NULL, token);
      load_user (self, g_steal_pointer (&task), user_loaded_cb);
    }
}

static GTask *
begin (SsSession *self, gboolean keep, gboolean is_restoring, GCancellable *cancellable,
       GAsyncReadyCallback callback, gpointer user_data, gpointer tag)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Beginning *beginning = g_new0 (Beginning, 1);

  beginning->keep = keep;
  beginning->is_restoring = is_restoring;
  beginning->identity = self->identity;
  g_task_set_task_data (task, beginning, g_free);
  g_task_set_source_tag (task, tag);

  return task;
}

static void
settled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);

  ss_vault_settle_finish (SS_VAULT (source), result, NULL);
  g_task_return_boolean (task, TRUE);
}

static void
revoked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  SsSession *self = g_task_get_source_object (task);

  ss_token_keeper_revoke_finish (SS_TOKEN_KEEPER (source), result, NULL);
  ss_vault_settle_async (self->vault, g_task_get_cancellable (task), settled_cb, task);
}

static void
reloaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  SsSession *self = SS_SESSION (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (SsAnswer) answer = ss_session_call_finish (self, result, &error);

  if (answer != NULL && SS_IS_CURRENT_USER (answer->model))
    {
      ss_session_set_user (self, SS_CURRENT_USER (g_steal_pointer (&answer->model)));
      g_task_return_boolean (task, TRUE);
    }
  else if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_error (task, ss_client_error_new (SS_CLIENT_ERROR_PROTOCOL));
}

/**
 * ss_session_sign_in_async:
 * @self: a session
 * @password: it is not kept
 * @keep: put the refresh token into the keyring
 * @cancellable: (nullable): ends it with %G_IO_ERROR_CANCELLED; nobody is signed in then
 * @callback: called when the current user is known
 * @user_data: for @callback
 *
 * Contract section 2, `POST /auth/token/`. Whoever was signed in here before is not any more.
 */
void
ss_session_sign_in_async (SsSession *self, const char *password, gboolean keep, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autofree char *address = NULL;
  SsRequest request = { .method = "POST", .accept = "application/json" };

  g_return_if_fail (SS_IS_SESSION (self));
  g_return_if_fail (password != NULL);

  ss_session_forget (self, FALSE);
  task = begin (self, keep, FALSE, cancellable, callback, user_data, ss_session_sign_in_async);
  body = ss_secret_body_new (
      (const char *const[]){ "email", ss_account_get_email (self->account), "password", password, NULL });
  address = g_strconcat (ss_account_get_base_url (self->account), "/auth/token/", NULL);
  request.address = address;
  request.tenant = ss_account_get_tenant_header (self->account);
  request.body = body;
  ss_transport_send_async (self->transport, &request, cancellable, tokens_came_cb, g_steal_pointer (&task));
}

/**
 * ss_session_sign_in_finish:
 * @self: a session
 * @result: what the callback got
 * @error: %SS_CLIENT_ERROR_CREDENTIALS, _THROTTLED, _TENANT_NOT_FOUND, _DENIED, _TLS, _OFFLINE …
 *
 * Returns: whether somebody is signed in
 */
gboolean
ss_session_sign_in_finish (SsSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ss_session_begin_async:
 * @self: a session in which nobody has been yet
 * @access: an access token
 * @refresh: a refresh token
 * @keep: put it into the keyring
 * @cancellable: (nullable): ends it with %G_IO_ERROR_CANCELLED; nobody is signed in then
 * @callback: called when the current user is known
 * @user_data: for @callback
 */
void
ss_session_begin_async (SsSession *self, const char *access, const char *refresh, gboolean keep,
                        GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (SS_IS_SESSION (self));
  g_return_if_fail (access != NULL && refresh != NULL);

  ss_token_keeper_set (self->tokens, access, refresh);
  load_user (self, begin (self, keep, FALSE, cancellable, callback, user_data, ss_session_begin_async),
             user_loaded_cb);
}

gboolean
ss_session_begin_finish (SsSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ss_session_restore_async:
 * @self: a session
 * @cancellable: (nullable): ends it with %G_IO_ERROR_CANCELLED
 * @callback: called when the current user is known
 * @user_data: for @callback
 */
void
ss_session_restore_async (SsSession *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task;

  g_return_if_fail (SS_IS_SESSION (self));

  task = begin (self, TRUE, TRUE, cancellable, callback, user_data, ss_session_restore_async);
  /* An attempt that could not reach the platform has left its token, newer perhaps than the keyring's. */
  if (ss_vault_get_keeps (self->vault) && ss_token_keeper_get_refresh (self->tokens) != NULL)
    load_user (self, task, user_loaded_cb);
  else
    ss_vault_look_up_async (self->vault, cancellable, looked_up_cb, task);
}

/**
 * ss_session_restore_finish:
 * @self: a session
 * @result: what the callback got
 * @error: %SS_CLIENT_ERROR_SIGNED_OUT where nothing is kept or the platform does not take it; others where it
 * can't be asked: then what is kept is still kept
 *
 * Returns: whether somebody is signed in
 */
gboolean
ss_session_restore_finish (SsSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ss_session_sign_out_async:
 * @self: a session
 * @cancellable: (nullable): gives up waiting; everything is forgotten all the same
 * @callback: called when the platform knows, or can't be told, and the keyring's item is gone
 * @user_data: for @callback
 */
void
ss_session_sign_out_async (SsSession *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task;

  g_return_if_fail (SS_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ss_session_sign_out_async);

  /* The keyring first: should the program be stopped now, nobody is signed in at the next start. */
  ss_vault_put (self->vault, NULL);
  ss_vault_set_keeps (self->vault, FALSE);
  self->identity++;
  ss_answer_cache_clear (self->cache);
  ss_token_keeper_revoke_async (self->tokens, cancellable, revoked_cb, task);
  ss_session_set_user (self, NULL);
}

gboolean
ss_session_sign_out_finish (SsSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
ss_session_reload_async (SsSession *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task;

  g_return_if_fail (SS_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ss_session_reload_async);
  load_user (self, task, reloaded_cb);
}

gboolean
ss_session_reload_finish (SsSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
