/* access-visit.c: the workspace of a business for the platform's staff, and the way out again
 *
 * As with each change of identity the workspace is dropped whole: nothing of one business is shown in
 * another.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/shell/access-private.h"

static void
visited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SsAccess *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (SsSession) visit = ss_session_visit_finish (SS_SESSION (source), result, &error);

  if (visit == NULL)
    g_task_return_error (task, error);
  else if (self->workspace == NULL || ss_workspace_get_session (self->workspace) != SS_SESSION (source))
    /* Somebody else is shown by now, or nobody. */
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Overtaken");
  else
    {
      ss_access_enter (self, visit);
      g_task_return_boolean (task, TRUE);
    }
}

/**
 * ss_access_visit_async:
 * @self: the access
 * @subdomain: a business
 * @cancellable: (nullable): to give up
 * @callback: called when it is decided
 * @user_data: for @callback
 *
 * Shows a business's pages to whoever of the platform's staff is signed in.
 */
void
ss_access_visit_async (SsAccess *self, const char *subdomain, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  SsSession *session;

  g_return_if_fail (self->workspace != NULL);

  g_task_set_source_tag (task, ss_access_visit_async);
  session = ss_workspace_get_session (self->workspace);
  if (ss_session_get_home (session) != NULL || ss_session_get_real (session) != NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Not outside");
      return;
    }
  ss_session_visit_async (session, subdomain, cancellable, visited_cb, g_steal_pointer (&task));
}

/**
 * ss_access_visit_finish:
 * @self: the access
 * @result: what the callback got
 * @error: an SsClientError
 *
 * Returns: whether the business is shown now
 */
gboolean
ss_access_visit_finish (SsAccess *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
reloaded_cb (GObject *session, GAsyncResult *result, gpointer user_data)
{
  ss_session_reload_finish (SS_SESSION (session), result, NULL);
}

/**
 * ss_access_leave_tenant:
 * @self: the access
 *
 * Shows the platform's own pages again.
 */
void
ss_access_leave_tenant (SsAccess *self)
{
  g_autoptr (SsSession) home = NULL;

  if (!ss_access_get_is_visiting (self))
    return;
  home = g_object_ref (ss_session_get_home (ss_workspace_get_session (self->workspace)));
  ss_access_enter (self, home);
  ss_session_reload_async (home, NULL, reloaded_cb, NULL);
}

/**
 * ss_access_get_is_visiting:
 * @self: the access
 *
 * Returns: whether what is shown is a business that one of the platform's staff has entered
 */
gboolean
ss_access_get_is_visiting (SsAccess *self)
{
  return self->workspace != NULL && ss_session_get_home (ss_workspace_get_session (self->workspace)) != NULL;
}
