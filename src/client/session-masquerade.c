/* session-masquerade.c: being somebody else for a while (contract section 4)
 *
 * A masquerade is a session of its own, whose tokens are in memory only; the real user's session rests
 * meanwhile and goes on with new tokens when it is over.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "client/boot-clock.h"
#include "client/client-error-private.h"
#include "client/session-private.h"
#include "model/json-writer.h"

/* The countdown says minutes, then seconds. */
#define TICK 1

/* A start under way: the data of its task. */
typedef struct
{
  guint identity;     /* the real user's */
  SsSession *session; /* (owned) (nullable): the masquerade, once there are tokens */
  gint64 began_at;    /* by the boot clock */
  GError *error;      /* (owned) (nullable): why it is taken back */
} Starting;

static void
starting_free (gpointer data)
{
  Starting *self = data;

  g_clear_object (&self->session);
  g_clear_error (&self->error);
  g_free (self);
}

static GBytes *
make_body (const char *user_id, const char *mode, const char *reason)
{
  g_auto (SsJsonWriter) writer = { 0 };
  char *text;

  ss_json_writer_init (&writer);
  ss_json_writer_begin_object (&writer);
  ss_json_writer_name (&writer, "userId");
  ss_json_writer_string (&writer, user_id);
  ss_json_writer_name (&writer, "mode");
  ss_json_writer_string (&writer, mode);
  ss_json_writer_name (&writer, "reason");
  ss_json_writer_string (&writer, reason);
  ss_json_writer_end_object (&writer);
  text = ss_json_writer_steal_text (&writer);
  return g_bytes_new_take (text, strlen (text));
}

static const char *
get_text (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node)
                                                                          : NULL;
}

static JsonObject *
get_object (SsAnswer *answer)
{
  return answer != NULL && answer->json != NULL && JSON_NODE_HOLDS_OBJECT (answer->json)
             ? json_node_get_object (answer->json)
             : NULL;
}

/* (nullable): the address of the target, for what the switcher and the sidebar show */
static const char *
get_email (JsonObject *object)
{
  JsonNode *user = json_object_get_member (object, "user");

  return user != NULL && JSON_NODE_HOLDS_OBJECT (user) ? get_text (json_node_get_object (user), "email")
                                                       : NULL;
}

/* (transfer full) (nullable) */
static SsSession *
make_session (SsSession *real, JsonObject *object)
{
  const char *access = get_text (object, "access");
  const char *refresh = get_text (object, "refresh");
  const char *email = object != NULL ? get_email (object) : NULL;
  g_autoptr (SsAccount) account = NULL;
  SsSession *self;

  if (access == NULL || refresh == NULL || email == NULL)
    return NULL;
  account = ss_account_new_beside (real->account, get_text (object, "tenantSubdomain"), email);
  self = ss_session_new (account);
  self->real = g_object_ref (real);
  self->delay = real->delay;
  self->delay_data = real->delay_data;
  ss_token_keeper_set (self->tokens, access, refresh);
  return self;
}

/* What was asked for as the real user is answered to nobody, and nothing of it is kept. */
static void
rest (SsSession *self)
{
  self->identity++;
  ss_answer_cache_clear (self->cache);
  g_clear_pointer (&self->last_event_id, g_free);
}

/* The time */

/* The platform has ended it by now, and needs not be told. */
static gboolean
tick_cb (gpointer user_data)
{
  SsSession *self = user_data;
  g_autoptr (GError) error = NULL;

  if (ss_session_get_seconds_left (self) > 0)
    {
      g_object_notify (G_OBJECT (self), "seconds-left");
      return G_SOURCE_CONTINUE;
    }
  self->tick = 0;
  error = ss_client_error_new (SS_CLIENT_ERROR_MASQUERADE_OVER);
  ss_session_end (self, error);
  return G_SOURCE_REMOVE;
}

/* By the platform's clock it lasts from the one time to the other; when it began by ours is known, too. */
static void
begin_countdown (SsSession *self, SsMasquerade *masquerade, gint64 began_at)
{
  gint64 length = ss_masquerade_get_expires_at (masquerade) - ss_masquerade_get_started_at (masquerade);

  self->ends_at = began_at + MAX (length, 0);
  self->tick = g_timeout_add_seconds (TICK, tick_cb, self);
}

/* Starting */

static void
taken_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Starting *starting = g_task_get_task_data (task);

  ss_session_stop_masquerade_finish (SS_SESSION (source), result, NULL);
  g_task_return_error (task, g_steal_pointer (&starting->error));
}

/* Takes over @task and @error: nobody would look after the masquerade. */
static void
take_back (GTask *task, GError *error)
{
  Starting *starting = g_task_get_task_data (task);

  starting->error = error;
  ss_session_stop_masquerade_async (starting->session, NULL, taken_back_cb, task);
}

static void
user_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  SsSession *self = SS_SESSION (source);
  SsSession *real = g_task_get_source_object (task);
  Starting *starting = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (SsAnswer) answer = ss_session_call_finish (self, result, &error);
  SsCurrentUser *user =
      answer != NULL && SS_IS_CURRENT_USER (answer->model) ? SS_CURRENT_USER (answer->model) : NULL;

  if (error == NULL && (user == NULL || ss_current_user_get_masquerade (user) == NULL))
    error = ss_client_error_new (SS_CLIENT_ERROR_PROTOCOL);
  if (error == NULL)
    g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error);
  if (error == NULL && starting->identity != real->identity)
    error = ss_client_error_new (SS_CLIENT_ERROR_SIGNED_OUT);
  if (error != NULL)
    {
      take_back (g_steal_pointer (&task), g_steal_pointer (&error));
      return;
    }

  rest (real);
  begin_countdown (self, ss_current_user_get_masquerade (user), starting->began_at);
  ss_session_set_user (self, g_object_ref (user));
  g_task_return_pointer (task, g_object_ref (self), g_object_unref);
}

static void
started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  SsSession *real = SS_SESSION (source);
  Starting *starting = g_task_get_task_data (task);
  const SsCall call = { .method = "GET", .path = "/users/me/", .type = SS_TYPE_CURRENT_USER };
  g_autoptr (GError) error = NULL;
  g_autoptr (SsAnswer) answer = ss_session_call_finish (real, result, &error);

  starting->began_at = ss_boot_clock_get ();
  if (error == NULL)
    starting->session = make_session (real, get_object (answer));
  if (error == NULL && starting->session == NULL)
    error = ss_client_error_new (SS_CLIENT_ERROR_PROTOCOL);
  if (error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  ss_session_call_async (starting->session, &call, g_task_get_cancellable (task), user_loaded_cb,
                         g_object_ref (task));
}

/**
 * ss_session_masquerade_async:
 * @self: a signed-in session, not itself a masquerade
 * @user_id: as whom
 * @mode: "VIEW" or "ACT"
 * @reason: 10 to 500 characters, which the audit log keeps
 * @cancellable: (nullable): gives up; what has been begun by then is stopped again
 * @callback: called when the masquerade has begun, or is refused
 * @user_data: for @callback
 *
 * Contract section 4, `POST /auth/masquerade/`. From its success to its end @self rests: what was asked for
 * before is answered to nobody.
 */
void
ss_session_masquerade_async (SsSession *self, const char *user_id, const char *mode, const char *reason,
                             GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GBytes) body = NULL;
  Starting *starting;
  SsCall call = { .method = "POST", .path = "/auth/masquerade/" };

  g_return_if_fail (SS_IS_SESSION (self));
  g_return_if_fail (user_id != NULL && mode != NULL && reason != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ss_session_masquerade_async);
  if (g_task_return_error_if_cancelled (task))
    return;
  /* Not even who gives up at the last moment loses sight of what has begun. */
  g_task_set_check_cancellable (task, FALSE);
  starting = g_new0 (Starting, 1);
  starting->identity = self->identity;
  g_task_set_task_data (task, starting, starting_free);
  body = make_body (user_id, mode, reason);
  call.body = body;
  /* The answer is waited for in any case: it has the only tokens that can stop what it began. */
  ss_session_call_async (self, &call, NULL, started_cb, g_steal_pointer (&task));
}

/**
 * ss_session_masquerade_finish:
 * @self: the real user's session
 * @result: what the callback got
 * @error: %SS_CLIENT_ERROR_DENIED with its rule, %SS_CLIENT_ERROR_INVALID with the field `reason` …
 *
 * Returns: (transfer full) (nullable): the session of the masquerade, with its user known
 */
SsSession *
ss_session_masquerade_finish (SsSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Stopping */

/* The real user's tokens were replaced with the stop. */
static void
give_back (SsSession *self, JsonObject *object)
{
  const char *access = get_text (object, "access");
  const char *refresh = get_text (object, "refresh");

  if (access == NULL || refresh == NULL || self->real->user == NULL)
    return;
  ss_token_keeper_set (self->real->tokens, access, refresh);
  ss_vault_rotate (self->real->vault, refresh);
}

static void
settled_cb (GObject *vault, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  ss_vault_settle_finish (SS_VAULT (vault), result, NULL);
  g_task_return_boolean (task, TRUE);
}

static void
stopped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  SsSession *self = SS_SESSION (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (SsAnswer) answer = ss_session_call_finish (self, result, &error);

  self->is_stopping = FALSE;
  if (answer != NULL)
    give_back (self, get_object (answer));
  ss_session_forget (self, FALSE);
  /* That it is over already is what was wanted. */
  if (error != NULL && !g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_MASQUERADE_OVER))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    /* The program may end with this: the token in the keyring is good no more. */
    ss_vault_settle_async (self->real->vault, NULL, settled_cb, g_steal_pointer (&task));
}

/**
 * ss_session_stop_masquerade_async:
 * @self: a masquerade's session
 * @cancellable: (nullable): gives up telling the platform
 * @callback: called when the platform knows, or can't be told
 * @user_data: for @callback
 *
 * Contract section 4, `POST /auth/masquerade/stop/`. Whatever comes of it, nobody is masquerading here
 * afterwards, and the real user's session goes on; what the platform could not be told ends there by itself.
 */
void
ss_session_stop_masquerade_async (SsSession *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);
  const SsCall call = { .method = "POST", .path = "/auth/masquerade/stop/", .body = body };
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SS_IS_SESSION (self) && self->real != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ss_session_stop_masquerade_async);
  g_clear_handle_id (&self->tick, g_source_remove);
  if (self->is_stopping || ss_token_keeper_get_access (self->tokens) == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  /* What is still under way is answered to nobody; the stop itself belongs to what is left. */
  self->identity++;
  self->is_stopping = TRUE;
  ss_session_call_async (self, &call, cancellable, stopped_cb, g_steal_pointer (&task));
}

/**
 * ss_session_stop_masquerade_finish:
 * @self: a masquerade's session
 * @result: what the callback got
 * @error: why the platform could not be told
 *
 * Returns: whether the platform knows
 */
gboolean
ss_session_stop_masquerade_finish (SsSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* The platform's own sentence would not be in the user's language, and does not know how long was left. */
GError *
ss_session_explain_end (SsSession *self, const GError *error)
{
  if (!g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_MASQUERADE_OVER)
      || ss_session_get_seconds_left (self) == 0)
    return g_error_copy (error);
  return ss_client_error_new_message (
      SS_CLIENT_ERROR_MASQUERADE_OVER,
      _ ("The platform ended this before its time: one of the two accounts was deactivated or its role "
         "changed, or your session was ended."));
}

/* Nothing is changed while only looking; people and grants are closed to every masquerade. */
gboolean
ss_session_is_closed (SsSession *self, const char *permission)
{
  if (self->real == NULL)
    return FALSE;
  return g_str_equal (permission, "users.manage") || g_str_equal (permission, "grants.manage")
         || (ss_session_get_is_view_only (self) && !g_str_has_suffix (permission, ".view"));
}

/**
 * ss_session_get_obstacle:
 * @self: a session
 * @permission: a permission's code
 *
 * Returns: (nullable): a sentence that says how the masquerade keeps the current user from what he has the
 * permission to do; %NULL: it does not
 */
const char *
ss_session_get_obstacle (SsSession *self, const char *permission)
{
  g_return_val_if_fail (SS_IS_SESSION (self), NULL);

  if (!ss_session_is_closed (self, permission))
    return NULL;
  if (ss_session_get_is_view_only (self))
    return _ (
        "You are only viewing as somebody else, so nothing can be changed. Stop viewing to make changes "
        "of your own.");
  return _ ("People and what they may do can’t be changed while you are acting as somebody else.");
}

/**
 * ss_session_get_real:
 * @self: a session
 *
 * Returns: (nullable) (transfer none): of a masquerade: the session of whoever is really there
 */
SsSession *
ss_session_get_real (SsSession *self)
{
  g_return_val_if_fail (SS_IS_SESSION (self), NULL);

  return self->real;
}

/**
 * ss_session_get_is_view_only:
 * @self: a session
 *
 * Returns: whether this is a masquerade in which nothing can be changed
 */
gboolean
ss_session_get_is_view_only (SsSession *self)
{
  SsMasquerade *masquerade;

  g_return_val_if_fail (SS_IS_SESSION (self), FALSE);

  masquerade = self->real != NULL && self->user != NULL ? ss_current_user_get_masquerade (self->user) : NULL;
  return masquerade != NULL && g_strcmp0 (ss_masquerade_get_mode (masquerade), "ACT") != 0;
}

/**
 * ss_session_get_seconds_left:
 * @self: a session
 *
 * Also right after the computer has slept or its clock was set.
 *
 * Returns: of a masquerade: how long it still lasts; 0: it is over, or this is none
 */
guint
ss_session_get_seconds_left (SsSession *self)
{
  gint64 left;

  g_return_val_if_fail (SS_IS_SESSION (self), 0);

  left = self->real != NULL ? self->ends_at - ss_boot_clock_get () : 0;
  return left > 0 ? (guint) ((left + G_TIME_SPAN_SECOND - 1) / G_TIME_SPAN_SECOND) : 0;
}
