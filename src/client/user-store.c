/* user-store.c: who signs in to the business
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/user-store.h"

#include "client/client-error-private.h"
#include "client/record-changes.h"

#define PATH "/users/"

struct _SsUserStore
{
  GObject parent_instance;

  SsSession *session;           /* (owned) */
  SsRecordChanges *changes;     /* (owned) */
  SsRecordChanges *invitations; /* (owned): their answers have a member more */
  SsPagedList *users;           /* (owned) (nullable): made when it is asked for */
};

G_DEFINE_FINAL_TYPE (SsUserStore, ss_user_store, G_TYPE_OBJECT)

/* What may be done with somebody follows from his role and state: it is read again. */
static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  SsUserStore *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!ss_record_changes_change_finish (SS_RECORD_CHANGES (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (self->users != NULL)
    ss_paged_list_reload (self->users);
  g_task_return_boolean (task, TRUE);
}

static void
invited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  SsUserStore *self = g_task_get_source_object (task);
  GError *error = NULL;
  SsModel *model = ss_record_changes_create_finish (SS_RECORD_CHANGES (source), result, &error);

  if (model == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (self->users != NULL)
    ss_paged_list_reload (self->users);
  g_task_return_pointer (task, model, g_object_unref);
}

static void
ss_user_store_finalize (GObject *object)
{
  SsUserStore *self = SS_USER_STORE (object);

  g_clear_object (&self->users);
  g_clear_object (&self->changes);
  g_clear_object (&self->invitations);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ss_user_store_parent_class)->finalize (object);
}

static void
ss_user_store_class_init (SsUserStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ss_user_store_finalize;
}

static void
ss_user_store_init (SsUserStore *self)
{
}

SsUserStore *
ss_user_store_new (SsSession *session)
{
  SsUserStore *self = g_object_new (SS_TYPE_USER_STORE, NULL);

  self->session = g_object_ref (session);
  self->changes = ss_record_changes_new (session, PATH, SS_TYPE_USER);
  self->invitations = ss_record_changes_new (session, PATH, SS_TYPE_INVITED_USER);
  return self;
}

/**
 * ss_user_store_get_users:
 * @self: a store
 *
 * Returns: (transfer none): what the page of users shows; it is fetched when this is first called
 */
SsPagedList *
ss_user_store_get_users (SsUserStore *self)
{
  g_return_val_if_fail (SS_IS_USER_STORE (self), NULL);

  if (self->users == NULL)
    self->users = ss_paged_list_new (self->session, PATH, SS_TYPE_USER);
  return self->users;
}

void
ss_user_store_set_filter (SsUserStore *self, const char *search, const char *role, const char *status,
                          gboolean typing)
{
  g_autoptr (GString) query = ss_query_new ();

  g_return_if_fail (SS_IS_USER_STORE (self));

  ss_query_add (query, "search", search);
  ss_query_add (query, "role", role);
  ss_query_add (query, "status", status);
  if (typing)
    ss_paged_list_set_query_soon (ss_user_store_get_users (self), query->str);
  else
    ss_paged_list_set_query (ss_user_store_get_users (self), query->str);
}

void
ss_user_store_change_async (SsUserStore *self, SsUser *user, SsUser *patch, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;

  g_return_if_fail (SS_IS_USER_STORE (self));
  g_return_if_fail (SS_IS_USER (user) && SS_IS_USER (patch));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ss_user_store_change_async);
  ss_record_changes_change_async (self->changes, SS_MODEL (user), SS_MODEL (patch), cancellable, changed_cb,
                                  task);
}

gboolean
ss_user_store_change_finish (SsUserStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ss_user_store_invite_async:
 * @self: a store
 * @draft: name, email and role
 * @cancellable: (nullable): gives up waiting
 * @callback: called when the platform has answered
 * @user_data: for @callback
 *
 * Contract section 7, `POST /users/`.
 */
void
ss_user_store_invite_async (SsUserStore *self, SsInvitedUser *draft, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;

  g_return_if_fail (SS_IS_USER_STORE (self));
  g_return_if_fail (SS_IS_INVITED_USER (draft));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ss_user_store_invite_async);
  ss_record_changes_create_async (self->invitations, SS_MODEL (draft), cancellable, invited_cb, task);
}

/**
 * ss_user_store_invite_finish:
 * @self: a store
 * @result: what the callback got
 * @error: an #SsClientError; %SS_CLIENT_ERROR_INVALID says it of its field
 *
 * Returns: (transfer full) (nullable): who was invited, with the address to pass on
 */
SsInvitedUser *
ss_user_store_invite_finish (SsUserStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
