/* grant-store.c: which permissions are, and were, granted for a while
 *
 * Those that are active stand in front of those that have ended, however they were given: the platform lists
 * by the time of giving alone, so that there are two lists. Contract section 7.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/grant-store.h"

#include <string.h>

#include "client/client-error-private.h"
#include "model/audit.h"
#include "model/json-writer.h"

#define PATH "/permission-grants/"
/* Milliseconds: many are often revoked at once. */
#define PAUSE 150
#define DEBOUNCE 250
/* Whom a search finds: as many as an address of this length can name. */
#define PEOPLE_MAX "40"
/* Nobody's id. */
#define NOBODY "none"

struct _SsGrantStore
{
  GObject parent_instance;

  SsSession *session;  /* (owned) */
  SsPagedList *active; /* (owned) */
  SsPagedList *ended;  /* (owned) */
  GListStore *lists;   /* (owned): those of the two that are shown */
  SsLoadState state;
  guint timer;   /* source id: while it is watched */
  guint touched; /* source id */

  char *search; /* (owned) (nullable) */
  char *status; /* (owned) (nullable) */
  char *action; /* (owned) (nullable) */
  guint debounce;
  GCancellable *finding; /* (owned) (nullable): whom the search means */
};

G_DEFINE_FINAL_TYPE (SsGrantStore, ss_grant_store, G_TYPE_OBJECT)

typedef enum
{
  PROP_STATE = 1,
  PROP_ERROR,
  PROP_LOADED_AT,
} SsGrantStoreProperty;

static GParamSpec *properties[PROP_LOADED_AT + 1];

static guint tick_signal;

/* The state of what is shown */

static gboolean
has_list_in (SsGrantStore *self, SsLoadState state)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->lists)); i++)
    {
      g_autoptr (SsPagedList) list = g_list_model_get_item (G_LIST_MODEL (self->lists), i);

      if (ss_paged_list_get_state (list) == state)
        return TRUE;
    }
  return FALSE;
}

/* What is worst decides: half of the truth must not look like all of it. */
static SsLoadState
find_state (SsGrantStore *self)
{
  static const SsLoadState order[] = { SS_LOAD_LOADING, SS_LOAD_FAILED, SS_LOAD_OFFLINE, SS_LOAD_READY };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (has_list_in (self, order[i]))
      return order[i];
  return SS_LOAD_EMPTY;
}

static const GError *
find_error (SsGrantStore *self)
{
  return ss_paged_list_get_error (self->active) != NULL ? ss_paged_list_get_error (self->active)
                                                        : ss_paged_list_get_error (self->ended);
}

static gint64
find_loaded_at (SsGrantStore *self)
{
  gint64 active = ss_paged_list_get_loaded_at (self->active);
  gint64 ended = ss_paged_list_get_loaded_at (self->ended);

  return active > 0 && ended > 0 ? MIN (active, ended) : MAX (active, ended);
}

static void
state_cb (SsGrantStore *self)
{
  /* What follows it shows the error of the state in which it is. */
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED_AT]);
  if (self->state == find_state (self))
    return;
  self->state = find_state (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/* Filters */

static void
set_queries (SsGrantStore *self, const char *const *people)
{
  g_autoptr (GString) active = ss_query_new ();
  g_autoptr (GString) ended = ss_query_new ();
  gboolean is_active = g_strcmp0 (self->status, "ACTIVE") == 0;

  ss_query_add (active, "status", "ACTIVE");
  if (self->status == NULL || is_active)
    {
      ss_query_add (ended, "status", "EXPIRED");
      ss_query_add (ended, "status", "REVOKED");
    }
  else
    ss_query_add (ended, "status", self->status);
  ss_query_add_strv (active, "grantee_id", people);
  ss_query_add_strv (ended, "grantee_id", people);
  ss_query_add (active, "action", self->action);
  ss_query_add (ended, "action", self->action);
  ss_paged_list_set_query (self->active, active->str);
  ss_paged_list_set_query (self->ended, ended->str);
}

static void
show_lists (SsGrantStore *self)
{
  gboolean shows_active = self->status == NULL || g_str_equal (self->status, "ACTIVE");
  gboolean shows_ended = self->status == NULL || !g_str_equal (self->status, "ACTIVE");
  gpointer lists[2];
  guint n_lists = 0;

  if (shows_active)
    lists[n_lists++] = self->active;
  if (shows_ended)
    lists[n_lists++] = self->ended;
  g_list_store_splice (self->lists, 0, g_list_model_get_n_items (G_LIST_MODEL (self->lists)), lists, n_lists);
  state_cb (self);
}

static void
stop_finding (SsGrantStore *self)
{
  g_clear_handle_id (&self->debounce, g_source_remove);
  if (self->finding != NULL)
    g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsGrantStore) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SsAnswer) answer = ss_session_call_finish (SS_SESSION (source), result, &error);
  g_autoptr (GStrvBuilder) builder = NULL;
  g_auto (GStrv) people = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->finding);
  builder = g_strv_builder_new ();
  for (guint i = 0; answer != NULL && answer->models != NULL && i < answer->models->len; i++)
    g_strv_builder_add (builder, ss_model_get_id (g_ptr_array_index (answer->models, i)));
  people = g_strv_builder_end (builder);
  if (people[0] == NULL)
    {
      g_strv_builder_add (builder, NOBODY);
      g_clear_pointer (&people, g_strfreev);
      people = g_strv_builder_end (builder);
    }
  set_queries (self, (const char *const *) people);
}

/* The platform filters by a person's id: whom the text means is asked for first. */
static void
apply (SsGrantStore *self)
{
  g_autoptr (GString) query = NULL;
  SsCall call = { .method = "GET", .path = "/users/", .type = SS_TYPE_USER };

  stop_finding (self);
  if (self->search == NULL)
    {
      set_queries (self, NULL);
      return;
    }
  query = ss_query_new ();
  ss_query_add (query, "search", self->search);
  ss_query_add (query, "page_size", PEOPLE_MAX);
  call.query = query->str;
  self->finding = g_cancellable_new ();
  ss_session_call_async (self->session, &call, self->finding, found_cb, g_object_ref (self));
}

static gboolean
debounced_cb (gpointer user_data)
{
  SsGrantStore *self = user_data;

  self->debounce = 0;
  apply (self);
  return G_SOURCE_REMOVE;
}

static gboolean
touched_cb (gpointer user_data)
{
  SsGrantStore *self = user_data;

  self->touched = 0;
  ss_grant_store_reload (self);
  return G_SOURCE_REMOVE;
}

static gboolean
timer_cb (gpointer user_data)
{
  g_signal_emit (user_data, tick_signal, 0);
  return G_SOURCE_CONTINUE;
}

/* Overrides */

static void
ss_grant_store_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SsGrantStore *self = SS_GRANT_STORE (object);

  switch ((SsGrantStoreProperty) id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, find_error (self));
      break;
    case PROP_LOADED_AT:
      g_value_set_int64 (value, find_loaded_at (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ss_grant_store_dispose (GObject *object)
{
  SsGrantStore *self = SS_GRANT_STORE (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_handle_id (&self->touched, g_source_remove);
  stop_finding (self);

  G_OBJECT_CLASS (ss_grant_store_parent_class)->dispose (object);
}

static void
ss_grant_store_finalize (GObject *object)
{
  SsGrantStore *self = SS_GRANT_STORE (object);

  g_object_unref (self->lists);
  g_object_unref (self->active);
  g_object_unref (self->ended);
  g_object_unref (self->session);
  g_free (self->search);
  g_free (self->status);
  g_free (self->action);

  G_OBJECT_CLASS (ss_grant_store_parent_class)->finalize (object);
}

static void
ss_grant_store_class_init (SsGrantStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = ss_grant_store_dispose;
  object_class->finalize = ss_grant_store_finalize;
  object_class->get_property = ss_grant_store_get_property;

  properties[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, SS_TYPE_LOAD_STATE, SS_LOAD_LOADING, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_LOADED_AT] = g_param_spec_int64 ("loaded-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  tick_signal = g_signal_new ("tick", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 0);
}

static void
ss_grant_store_init (SsGrantStore *self)
{
  self->lists = g_list_store_new (SS_TYPE_PAGED_LIST);
}

/**
 * ss_grant_store_new:
 * @session: who looks
 *
 * Returns: (transfer full): a store, which loads by itself
 */
SsGrantStore *
ss_grant_store_new (SsSession *session)
{
  SsGrantStore *self = g_object_new (SS_TYPE_GRANT_STORE, NULL);
  SsPagedList **lists[] = { &self->active, &self->ended };

  self->session = g_object_ref (session);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      *lists[i] = ss_paged_list_new (session, PATH, SS_TYPE_PERMISSION_GRANT);
      g_signal_connect_object (*lists[i], "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (*lists[i], "notify::loaded-at", G_CALLBACK (state_cb), self,
                               G_CONNECT_SWAPPED);
    }
  set_queries (self, NULL);
  show_lists (self);
  return self;
}

GListModel *
ss_grant_store_get_lists (SsGrantStore *self)
{
  g_return_val_if_fail (SS_IS_GRANT_STORE (self), NULL);

  return G_LIST_MODEL (self->lists);
}

/**
 * ss_grant_store_find:
 * @self: a store
 * @id: a grant's id
 *
 * Returns: (transfer none) (nullable): the grant, where it is held
 */
SsPermissionGrant *
ss_grant_store_find (SsGrantStore *self, const char *id)
{
  SsModel *grant;

  g_return_val_if_fail (SS_IS_GRANT_STORE (self), NULL);

  grant = ss_paged_list_find (self->active, id);
  return (SsPermissionGrant *) (grant != NULL ? grant : ss_paged_list_find (self->ended, id));
}

/**
 * ss_grant_store_count:
 * @self: a store
 *
 * Returns: how many are shown
 */
guint
ss_grant_store_count (SsGrantStore *self)
{
  guint n = 0;

  g_return_val_if_fail (SS_IS_GRANT_STORE (self), 0);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->lists)); i++)
    {
      g_autoptr (GListModel) list = g_list_model_get_item (G_LIST_MODEL (self->lists), i);

      n += g_list_model_get_n_items (list);
    }
  return n;
}

void
ss_grant_store_reload (SsGrantStore *self)
{
  g_return_if_fail (SS_IS_GRANT_STORE (self));

  g_clear_handle_id (&self->touched, g_source_remove);
  ss_paged_list_reload (self->active);
  ss_paged_list_reload (self->ended);
}

void
ss_grant_store_touch (SsGrantStore *self)
{
  g_return_if_fail (SS_IS_GRANT_STORE (self));

  if (self->touched == 0)
    self->touched = g_timeout_add (PAUSE, touched_cb, self);
}

void
ss_grant_store_set_filter (SsGrantStore *self, const char *search, const char *status, const char *action,
                           gboolean typing)
{
  g_return_if_fail (SS_IS_GRANT_STORE (self));

  g_free (self->search);
  self->search = search != NULL && *search != '\0' ? g_strdup (search) : NULL;
  g_free (self->action);
  self->action = g_strdup (action);
  g_free (self->status);
  self->status = g_strdup (status);
  show_lists (self);
  stop_finding (self);
  if (typing)
    self->debounce = g_timeout_add (DEBOUNCE, debounced_cb, self);
  else
    apply (self);
}

void
ss_grant_store_set_is_watched (SsGrantStore *self, gboolean is_watched)
{
  g_return_if_fail (SS_IS_GRANT_STORE (self));

  g_clear_handle_id (&self->timer, g_source_remove);
  if (is_watched)
    self->timer = g_timeout_add_seconds (1, timer_cb, self);
}

guint
ss_grant_store_get_seconds_left (SsGrantStore *self, SsPermissionGrant *grant)
{
  gint64 left;

  g_return_val_if_fail (SS_IS_GRANT_STORE (self), 0);

  left = ss_permission_grant_get_expires_at (grant) - ss_session_get_platform_time (self->session);
  return left > 0 ? (guint) ((left + G_TIME_SPAN_SECOND - 1) / G_TIME_SPAN_SECOND) : 0;
}

/* Giving and taking back */

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  SsGrantStore *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (SsAnswer) answer = ss_session_call_finish (SS_SESSION (source), result, &error);

  if (answer != NULL && answer->model == NULL)
    error = ss_client_error_new (SS_CLIENT_ERROR_PROTOCOL);
  if (error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  ss_grant_store_reload (self);
  g_task_return_pointer (task, g_object_ref (answer->model), g_object_unref);
}

static void
write_member (SsJsonWriter *writer, const char *name, const char *value)
{
  ss_json_writer_name (writer, name);
  ss_json_writer_string (writer, value);
}

static GBytes *
take_bytes (SsJsonWriter *writer)
{
  char *text = ss_json_writer_steal_text (writer);

  return g_bytes_new_take (text, strlen (text));
}

/**
 * ss_grant_store_create_async:
 * @self: a store
 * @grantee_id: who gets it
 * @action: a permission's code
 * @reason: what for
 * @minutes: for how long
 * @cancellable: (nullable): gives up waiting
 * @callback: called when it is given, or refused
 * @user_data: for @callback
 */
void
ss_grant_store_create_async (SsGrantStore *self, const char *grantee_id, const char *action,
                             const char *reason, guint minutes, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  SsCall call = { .method = "POST", .path = PATH, .type = SS_TYPE_PERMISSION_GRANT };
  g_auto (SsJsonWriter) writer = { 0 };
  g_autoptr (GBytes) body = NULL;
  GTask *task;

  g_return_if_fail (SS_IS_GRANT_STORE (self));
  g_return_if_fail (grantee_id != NULL && action != NULL && reason != NULL);

  ss_json_writer_init (&writer);
  ss_json_writer_begin_object (&writer);
  write_member (&writer, "granteeId", grantee_id);
  write_member (&writer, "action", action);
  write_member (&writer, "reason", reason);
  ss_json_writer_name (&writer, "durationMinutes");
  ss_json_writer_integer (&writer, minutes);
  ss_json_writer_end_object (&writer);
  body = take_bytes (&writer);
  call.body = body;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ss_grant_store_create_async);
  ss_session_call_async (self->session, &call, cancellable, created_cb, task);
}

/**
 * ss_grant_store_create_finish:
 * @self: a store
 * @result: what the callback got
 * @error: %SS_CLIENT_ERROR_INVALID with its field, %SS_CLIENT_ERROR_DENIED with its rule …
 *
 * Returns: (transfer full) (nullable): what was given
 */
SsPermissionGrant *
ss_grant_store_create_finish (SsGrantStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
revoked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  SsGrantStore *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (SsAnswer) answer = ss_session_call_finish (SS_SESSION (source), result, &error);

  /* Also where it is not known what has become of them. */
  ss_grant_store_reload (self);
  if (answer != NULL && answer->models == NULL)
    error = ss_client_error_new (SS_CLIENT_ERROR_PROTOCOL);
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, g_ptr_array_ref (answer->models), (GDestroyNotify) g_ptr_array_unref);
}

/**
 * ss_grant_store_revoke_async:
 * @self: a store
 * @ids: (array zero-terminated=1): which
 * @cancellable: (nullable): gives up waiting
 * @callback: called when each has its result
 * @user_data: for @callback
 */
void
ss_grant_store_revoke_async (SsGrantStore *self, const char *const *ids, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  SsCall call = { .method = "POST", .path = PATH "revoke/", .type = SS_TYPE_BULK_RESULT };
  g_auto (SsJsonWriter) writer = { 0 };
  g_autoptr (GBytes) body = NULL;
  GTask *task;

  g_return_if_fail (SS_IS_GRANT_STORE (self));
  g_return_if_fail (ids != NULL && ids[0] != NULL);

  ss_json_writer_init (&writer);
  ss_json_writer_begin_object (&writer);
  ss_json_writer_name (&writer, "ids");
  ss_json_writer_begin_array (&writer);
  for (guint i = 0; ids[i] != NULL; i++)
    ss_json_writer_string (&writer, ids[i]);
  ss_json_writer_end_array (&writer);
  ss_json_writer_end_object (&writer);
  body = take_bytes (&writer);
  call.body = body;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ss_grant_store_revoke_async);
  ss_session_call_async (self->session, &call, cancellable, revoked_cb, task);
}

/**
 * ss_grant_store_revoke_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for an #SsClientError
 *
 * Returns: (transfer full) (nullable) (element-type SsBulkResult): a result for each
 */
GPtrArray *
ss_grant_store_revoke_finish (SsGrantStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  GError *error = NULL;
  g_autoptr (SsAnswer) answer = ss_session_call_finish (SS_SESSION (source), result, &error);

  if (answer == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, (gssize) answer->count);
}

/**
 * ss_grant_store_count_uses_async:
 * @self: a store
 * @id: a grant's id
 * @cancellable: (nullable): gives up
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Each request that needed the grant has an entry (contract section 11, `GRANT_USED`).
 */
void
ss_grant_store_count_uses_async (SsGrantStore *self, const char *id, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data)
{
  SsCall call = { .method = "GET", .path = "/audit-log/", .type = SS_TYPE_AUDIT_ENTRY };
  g_autoptr (GString) query = ss_query_new ();
  GTask *task;

  g_return_if_fail (SS_IS_GRANT_STORE (self));

  ss_query_add (query, "action", "GRANT_USED");
  ss_query_add (query, "target", id);
  ss_query_add (query, "page_size", "1");
  call.query = query->str;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ss_grant_store_count_uses_async);
  ss_session_call_async (self->session, &call, cancellable, counted_cb, task);
}

/**
 * ss_grant_store_count_uses_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for an #SsClientError
 *
 * Returns: how often; -1 and @error where it can't be known
 */
gint64
ss_grant_store_count_uses_finish (SsGrantStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), -1);

  return g_task_propagate_int (G_TASK (result), error);
}
