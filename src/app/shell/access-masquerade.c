/* access-masquerade.c: the workspace of somebody else, and the way back to one's own
 *
 * With each change of identity the workspace is dropped whole, and with it every store, request, step of
 * undo and the stream of events.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/shell/access-private.h"

/* Seconds: who stops is not kept waiting for a platform that does not answer. */
#define STOP_MAX 10
/* Seconds: at the program's end. */
#define LEAVE_MAX 3

/* A stop under way. */
typedef struct
{
  SsAccess *access;      /* (owned) */
  GCancellable *attempt; /* (owned) */
  guint patience;        /* source id */
} Stopping;

static void
stopping_free (Stopping *self)
{
  g_clear_handle_id (&self->patience, g_source_remove);
  g_object_unref (self->access);
  g_object_unref (self->attempt);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Stopping, stopping_free)

static void
started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SsAccess *self = g_task_get_source_object (task);
  SsSession *real = SS_SESSION (source);
  GError *error = NULL;
  g_autoptr (SsSession) session = ss_session_masquerade_finish (real, result, &error);

  if (session == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  /* Somebody else is shown by now, or nobody: the masquerade is for none of them. */
  if (self->workspace == NULL || ss_workspace_get_session (self->workspace) != real)
    {
      ss_session_stop_masquerade_async (session, NULL, NULL, NULL);
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Overtaken");
      return;
    }

  ss_access_enter (self, session);
  g_task_return_boolean (task, TRUE);
}

/**
 * ss_access_masquerade_async:
 * @self: the access
 * @user_id: as whom
 * @mode: "VIEW" or "ACT"
 * @reason: what the audit log is told
 * @cancellable: (nullable): to give up
 * @callback: called when it is decided
 * @user_data: for @callback
 *
 * Shows the platform to whoever is signed in as somebody else would see it.
 */
void
ss_access_masquerade_async (SsAccess *self, const char *user_id, const char *mode, const char *reason,
                            GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (self->workspace != NULL);

  g_task_set_source_tag (task, ss_access_masquerade_async);
  g_task_set_check_cancellable (task, FALSE);
  ss_session_masquerade_async (ss_workspace_get_session (self->workspace), user_id, mode, reason, cancellable,
                               started_cb, g_steal_pointer (&task));
}

/**
 * ss_access_masquerade_finish:
 * @self: the access
 * @result: what the callback got
 * @error: an SsClientError
 *
 * Returns: whether somebody else is shown now
 */
gboolean
ss_access_masquerade_finish (SsAccess *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
reloaded_cb (GObject *session, GAsyncResult *result, gpointer user_data)
{
  ss_session_reload_finish (SS_SESSION (session), result, NULL);
}

/**
 * ss_access_come_back:
 * @self: the access, whose workspace is a masquerade's or was
 * @real: whose masquerade it was
 * @error: (nullable): what ended it, %NULL where the person did
 */
void
ss_access_come_back (SsAccess *self, SsSession *real, const GError *error)
{
  g_autoptr (SsSession) session = g_object_ref (real);

  ss_access_drop_workspace (self);
  /* The real user's own session may have ended meanwhile. */
  if (ss_session_get_current_user (session) == NULL)
    {
      ss_access_end (self, session, error);
      return;
    }
  ss_access_enter (self, session);
  ss_session_reload_async (session, NULL, reloaded_cb, NULL);
  ss_access_emit_came_back (self, error);
}

static gboolean
patience_cb (gpointer user_data)
{
  Stopping *stopping = user_data;

  stopping->patience = 0;
  g_cancellable_cancel (stopping->attempt);
  return G_SOURCE_REMOVE;
}

static void
stopped_cb (GObject *session, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Stopping) stopping = user_data;

  ss_session_stop_masquerade_finish (SS_SESSION (session), result, NULL);
  if (stopping->access->attempt == stopping->attempt)
    ss_access_come_back (stopping->access, ss_session_get_real (SS_SESSION (session)), NULL);
}

/**
 * ss_access_stop_masquerade:
 * @self: the access
 *
 * What was shown is gone at once. The real user comes back when the platform knows, for his tokens come from
 * there, or when it can't be told: then it ends the masquerade by itself.
 */
void
ss_access_stop_masquerade (SsAccess *self)
{
  g_autoptr (SsSession) session = NULL;
  Stopping *stopping;

  if (!ss_access_get_is_masquerading (self))
    return;

  session = g_object_ref (ss_workspace_get_session (self->workspace));
  stopping = g_new0 (Stopping, 1);
  stopping->access = g_object_ref (self);
  stopping->attempt = g_object_ref (ss_access_begin (self));
  stopping->patience = g_timeout_add_seconds (STOP_MAX, patience_cb, stopping);
  ss_session_stop_masquerade_async (session, stopping->attempt, stopped_cb, stopping);
  ss_access_drop_workspace (self);
  ss_access_set_account (self, ss_session_get_account (ss_session_get_real (session)));
  ss_access_set_state (self, SS_ACCESS_RESTORING, NULL);
}

static void
left_cb (GObject *session, GAsyncResult *result, gpointer user_data)
{
  ss_session_stop_masquerade_finish (SS_SESSION (session), result, NULL);
  *(gboolean *) user_data = TRUE;
}

static gboolean
cancel_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE;
}

/* Nobody is left behind in a masquerade: the platform is told before the program ends. */
void
ss_access_end_masquerade (SsAccess *self)
{
  g_autoptr (GCancellable) cancellable = NULL;
  gboolean has_ended = FALSE;
  guint patience;

  if (!ss_access_get_is_masquerading (self))
    return;

  cancellable = g_cancellable_new ();
  patience = g_timeout_add_seconds (LEAVE_MAX, cancel_cb, cancellable);
  ss_session_stop_masquerade_async (ss_workspace_get_session (self->workspace), cancellable, left_cb,
                                    &has_ended);
  while (!has_ended)
    g_main_context_iteration (NULL, TRUE);
  if (!g_cancellable_is_cancelled (cancellable))
    g_source_remove (patience);
}

/**
 * ss_access_get_is_masquerading:
 * @self: the access
 *
 * Returns: whether what is shown is somebody else's
 */
gboolean
ss_access_get_is_masquerading (SsAccess *self)
{
  return self->workspace != NULL && ss_session_get_real (ss_workspace_get_session (self->workspace)) != NULL;
}
