/* session-visit.c: the platform's staff in a business for a while (contract section 9)
 *
 * A visit is a session beside the one outside: of the same person, with the same tokens, but all that is
 * asked is asked of the business. Its permissions are those that the platform tells of there.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/client-error-private.h"
#include "client/session-private.h"

static void
user_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SsSession *self = SS_SESSION (source);
  GError *error = NULL;
  g_autoptr (SsAnswer) answer = ss_session_call_finish (self, result, &error);

  if (error == NULL && (!SS_IS_CURRENT_USER (answer->model) || self->home->user == NULL))
    error = ss_client_error_new (SS_CLIENT_ERROR_PROTOCOL);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  ss_session_set_user (self, SS_CURRENT_USER (g_steal_pointer (&answer->model)));
  g_task_return_pointer (task, g_object_ref (self), g_object_unref);
}

/**
 * ss_session_visit_async:
 * @self: the session of one of the platform's staff, outside of any business
 * @subdomain: a business
 * @cancellable: (nullable): to give up
 * @callback: called when it is decided
 * @user_data: for @callback
 *
 * Contract section 9: «Platform staff reach a tenant's data with `X-Tenant-Subdomain` on the platform's own
 * host».
 */
void
ss_session_visit_async (SsSession *self, const char *subdomain, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  const SsCall call = { .method = "GET", .path = "/users/me/", .type = SS_TYPE_CURRENT_USER };
  g_autoptr (GTask) task = NULL;
  g_autoptr (SsAccount) account = NULL;
  g_autoptr (SsSession) visit = NULL;

  g_return_if_fail (SS_IS_SESSION (self) && self->home == NULL && self->real == NULL);
  g_return_if_fail (subdomain != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ss_session_visit_async);
  account = ss_account_new_beside (self->account, subdomain, ss_account_get_email (self->account));
  visit = ss_session_new (account);
  visit->home = g_object_ref (self);
  visit->delay = self->delay;
  visit->delay_data = self->delay_data;
  ss_session_share_tokens (visit, self);
  ss_session_call_async (visit, &call, cancellable, user_loaded_cb, g_steal_pointer (&task));
}

/**
 * ss_session_visit_finish:
 * @self: the session outside
 * @result: what the callback got
 * @error: an SsClientError
 *
 * Returns: (transfer full) (nullable): the session in the business, with its user known
 */
SsSession *
ss_session_visit_finish (SsSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ss_session_get_home:
 * @self: a session
 *
 * Returns: (nullable) (transfer none): of a visit: the session of the same person outside of the business
 */
SsSession *
ss_session_get_home (SsSession *self)
{
  g_return_val_if_fail (SS_IS_SESSION (self), NULL);

  return self->home;
}

/**
 * ss_session_get_is_in_tenant:
 * @self: a session
 *
 * Returns: whether what is asked is asked of a business, as far as is known
 */
gboolean
ss_session_get_is_in_tenant (SsSession *self)
{
  g_return_val_if_fail (SS_IS_SESSION (self), FALSE);

  return self->user != NULL && ss_current_user_get_tenant (self->user) != NULL;
}
