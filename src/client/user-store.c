/* user-store.c: who signs in to the business
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/user-store.h"

#include "client/client-error-private.h"
#include "client/record-changes.h"
#include "client/token-keeper.h"
#include "model/json-writer.h"

#define PATH "/users/"
/* Within what a platform takes at once, and what it answers while somebody waits. */
#define MANY 200

struct _SsUserStore
{
  GObject parent_instance;

  SsSession *session;           /* (owned) */
  SsRecordChanges *changes;     /* (owned) */
  SsRecordChanges *invitations; /* (owned): their answers have a member more */
  SsPagedList *users;           /* (owned) (nullable): made when it is asked for */
};

G_DEFINE_FINAL_TYPE (SsUserStore, ss_user_store, G_TYPE_OBJECT)

/* A change of many under way: the data of its task. */
typedef struct
{
  GStrv ids;          /* (owned) */
  guint n_sent;       /* of them */
  GPtrArray *results; /* (owned) */
  SsUserBulkAction action;
  char *role; /* (owned) (nullable) */
} Many;

static void
many_free (gpointer data)
{
  Many *self = data;

  g_strfreev (self->ids);
  g_ptr_array_unref (self->results);
  g_free (self->role);
  g_free (self);
}

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

static GBytes *
make_many_body (Many *many, guint n)
{
  static const char *const actions[] = { "ACTIVATE", "DEACTIVATE", "SET_ROLE" };
  g_auto (SsJsonWriter) writer = { 0 };
  char *text;

  ss_json_writer_init (&writer);
  ss_json_writer_begin_object (&writer);
  ss_json_writer_name (&writer, "ids");
  ss_json_writer_begin_array (&writer);
  for (guint i = 0; i < n; i++)
    ss_json_writer_string (&writer, many->ids[many->n_sent + i]);
  ss_json_writer_end_array (&writer);
  ss_json_writer_name (&writer, "action");
  ss_json_writer_string (&writer, actions[many->action]);
  if (many->role != NULL)
    {
      ss_json_writer_name (&writer, "role");
      ss_json_writer_string (&writer, many->role);
    }
  ss_json_writer_end_object (&writer);
  text = ss_json_writer_steal_text (&writer);
  return g_bytes_new_take (text, strlen (text));
}

static void many_changed_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/* Takes over @task. */
static void
send_next (SsUserStore *self, GTask *task)
{
  Many *many = g_task_get_task_data (task);
  guint n = MIN (g_strv_length (many->ids) - many->n_sent, MANY);
  g_autoptr (GBytes) body = make_many_body (many, n);
  const SsCall call = { .method = "POST", .path = PATH "bulk/", .body = body, .type = SS_TYPE_BULK_RESULT };

  many->n_sent += n;
  ss_session_call_async (self->session, &call, g_task_get_cancellable (task), many_changed_cb, task);
}

static void
many_changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  SsUserStore *self = g_task_get_source_object (task);
  Many *many = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (SsAnswer) answer = ss_session_call_finish (SS_SESSION (source), result, &error);

  if (answer != NULL && answer->models == NULL)
    error = ss_client_error_new (SS_CLIENT_ERROR_PROTOCOL);
  for (guint i = 0; error == NULL && i < answer->models->len; i++)
    g_ptr_array_add (many->results, g_object_ref (g_ptr_array_index (answer->models, i)));
  if (error == NULL && many->ids[many->n_sent] != NULL)
    {
      send_next (self, g_steal_pointer (&task));
      return;
    }
  /* Also where it is not known what has become of them. */
  if (self->users != NULL)
    ss_paged_list_reload (self->users);
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, g_ptr_array_ref (many->results), (GDestroyNotify) g_ptr_array_unref);
}

/* Whether or not the new permissions could be read: the business is handed over. */
static void
own_role_known_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);

  ss_session_reload_finish (SS_SESSION (source), result, NULL);
  g_task_return_boolean (task, TRUE);
}

static void
transferred_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  SsUserStore *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (SsAnswer) answer = ss_session_call_finish (SS_SESSION (source), result, &error);

  if (answer == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (self->users != NULL)
    ss_paged_list_reload (self->users);
  ss_session_reload_async (self->session, NULL, own_role_known_cb, g_steal_pointer (&task));
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

/**
 * ss_user_store_change_many_async:
 * @self: a store
 * @ids: (array zero-terminated=1): whom
 * @action: what is done to each
 * @role: (nullable): the new role of %SS_USER_BULK_SET_ROLE
 * @cancellable: (nullable): gives up waiting
 * @callback: called when each has its result
 * @user_data: for @callback
 *
 * Contract section 7, `POST /users/bulk/`.
 */
void
ss_user_store_change_many_async (SsUserStore *self, const char *const *ids, SsUserBulkAction action,
                                 const char *role, GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task;
  Many *many;

  g_return_if_fail (SS_IS_USER_STORE (self));
  g_return_if_fail (ids != NULL && ids[0] != NULL);
  g_return_if_fail ((role != NULL) == (action == SS_USER_BULK_SET_ROLE));

  many = g_new0 (Many, 1);
  many->ids = g_strdupv ((char **) ids);
  many->results = g_ptr_array_new_with_free_func (g_object_unref);
  many->action = action;
  many->role = g_strdup (role);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_task_data (task, many, many_free);
  g_task_set_source_tag (task, ss_user_store_change_many_async);
  send_next (self, task);
}

/**
 * ss_user_store_change_many_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for an #SsClientError
 *
 * Returns: (transfer full) (nullable) (element-type SsBulkResult): a result for each
 */
GPtrArray *
ss_user_store_change_many_finish (SsUserStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ss_user_store_transfer_async:
 * @self: a store
 * @user_id: to whom
 * @password: the caller's own; it is not kept
 * @cancellable: (nullable): gives up waiting
 * @callback: called when the platform has answered, and the caller's own permissions are known
 * @user_data: for @callback
 *
 * Contract section 3, `POST /users/{id}/transfer-ownership/`.
 */
void
ss_user_store_transfer_async (SsUserStore *self, const char *user_id, const char *password,
                              GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GBytes) body = NULL;
  g_autofree char *path = NULL;
  SsCall call = { .method = "POST" };
  GTask *task;

  g_return_if_fail (SS_IS_USER_STORE (self));
  g_return_if_fail (user_id != NULL && password != NULL);

  body = ss_secret_body_new ((const char *const[]){ "password", password, NULL });
  path = g_strconcat (PATH, user_id, "/transfer-ownership/", NULL);
  call.body = body;
  call.path = path;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ss_user_store_transfer_async);
  ss_session_call_async (self->session, &call, cancellable, transferred_cb, task);
}

/**
 * ss_user_store_transfer_finish:
 * @self: a store
 * @result: what the callback got
 * @error: %SS_CLIENT_ERROR_INVALID with a sentence for the field `password`, others
 *
 * Returns: whether the business is handed over
 */
gboolean
ss_user_store_transfer_finish (SsUserStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
