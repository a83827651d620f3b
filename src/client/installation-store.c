/* installation-store.c: the plugins that a tenant has installed
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/client-error-private.h"
#include "client/installation-changes.h"
#include "client/installation-edits.h"
#include "client/installation-store.h"
#include "client/list-fetch.h"

#define PATH "/plugin-installations/"

struct _SsInstallationStore
{
  GObject parent_instance;

  SsSession *session;     /* (owned) */
  SsPluginStore *plugins; /* (owned) */
  SsChanges *changes;     /* (owned) */

  GListStore *installations; /* (owned) */
  GHashTable *leaving;       /* (owned): id (owned): being uninstalled */
  guint n_updates;

  guint start;
  GCancellable *loading; /* (owned) (nullable) */
  guint serial;          /* rises with each change that is confirmed */
  guint loaded_as;       /* `serial` when the loading began */

  gboolean has_content;
  SsLoadState state;
  GError *error; /* (owned) (nullable) */
  gint64 loaded_at;
};

G_DEFINE_FINAL_TYPE (SsInstallationStore, ss_installation_store, G_TYPE_OBJECT)

typedef enum
{
  PROP_N_UPDATES = 1,
  PROP_STATE,
  PROP_ERROR,
  PROP_LOADED_AT,
} SsInstallationStoreProperty;

static GParamSpec *properties[PROP_LOADED_AT + 1];

enum
{
  PENDING_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static char *
make_path (SsInstallation *installation, const char *rest)
{
  g_autofree char *escaped = g_uri_escape_string (ss_installation_get_id (installation), NULL, FALSE);

  return g_strconcat (PATH, escaped, "/", rest, NULL);
}

static guint
get_n_items (SsInstallationStore *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->installations));
}

/* (transfer none): the list holds it. */
static SsInstallation *
peek (SsInstallationStore *self, guint position)
{
  g_autoptr (SsInstallation) installation =
      g_list_model_get_item (G_LIST_MODEL (self->installations), position);

  return installation;
}

static void
count_updates (SsInstallationStore *self)
{
  guint n_updates = 0;

  for (guint i = 0; i < get_n_items (self); i++)
    if (ss_installation_get_has_update (peek (self, i)))
      n_updates++;

  if (self->n_updates == n_updates)
    return;
  self->n_updates = n_updates;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_UPDATES]);
}

static void
set_state (SsInstallationStore *self, SsLoadState state, const GError *error)
{
  if (self->error != NULL || error != NULL)
    {
      g_clear_error (&self->error);
      self->error = error != NULL ? g_error_copy (error) : NULL;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
    }
  if (self->state != state)
    {
      self->state = state;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
    }
}

static SsLoadState
get_content_state (SsInstallationStore *self)
{
  return get_n_items (self) > 0 ? SS_LOAD_READY : SS_LOAD_EMPTY;
}

/* After the list has been changed here. */
static void
list_changed (SsInstallationStore *self)
{
  count_updates (self);
  if (self->has_content && self->state != SS_LOAD_OFFLINE)
    set_state (self, get_content_state (self), NULL);
}

/* Loading */

static void
stop_loading (SsInstallationStore *self)
{
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
}

/* What is changed at the moment is not overwritten with what was before; its own answer comes. */
static GPtrArray *
merge_list (SsInstallationStore *self, GPtrArray *list)
{
  GPtrArray *merged = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < list->len; i++)
    {
      SsInstallation *fresh = g_ptr_array_index (list, i);
      const char *id = ss_installation_get_id (fresh);
      SsInstallation *held = ss_installation_store_find (self, id);

      if (id == NULL || g_hash_table_contains (self->leaving, id))
        continue;
      if (held != NULL && !ss_changes_is_pending (self->changes, id))
        ss_model_merge (SS_MODEL (held), SS_MODEL (fresh));
      g_ptr_array_add (merged, g_object_ref (held != NULL ? held : fresh));
    }

  return merged;
}

static void
show_list (SsInstallationStore *self, GPtrArray *list)
{
  g_autoptr (GPtrArray) merged = merge_list (self, list);
  guint n_items = get_n_items (self);
  guint same = 0;

  while (same < n_items && same < merged->len && peek (self, same) == g_ptr_array_index (merged, same))
    same++;
  if (same < n_items || same < merged->len)
    g_list_store_splice (self->installations, same, n_items - same, merged->pdata + same, merged->len - same);

  stop_loading (self);
  self->has_content = TRUE;
  self->loaded_at = g_get_real_time ();
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED_AT]);
  count_updates (self);
  set_state (self, get_content_state (self), NULL);
}

static void
load_failed (SsInstallationStore *self, const GError *error)
{
  gboolean is_offline = g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_OFFLINE)
                        || g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_TIMED_OUT);

  stop_loading (self);
  if (!self->has_content)
    set_state (self, SS_LOAD_FAILED, error);
  else
    set_state (self, is_offline ? SS_LOAD_OFFLINE : get_content_state (self), error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsInstallationStore) self = SS_INSTALLATION_STORE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = ss_list_fetch_finish (SS_SESSION (source), result, &error);

  /* One that was cancelled has been replaced already. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (list == NULL)
    load_failed (self, error);
  else if (self->loaded_as != self->serial)
    /* A change was confirmed meanwhile: this may be from before it. */
    ss_installation_store_load (self);
  else
    show_list (self, list);
}

static gboolean
start_cb (gpointer user_data)
{
  SsInstallationStore *self = user_data;

  self->start = 0;
  ss_installation_store_load (self);
  return G_SOURCE_REMOVE;
}

static void
is_online_cb (SsSession *session, GParamSpec *pspec, SsInstallationStore *self)
{
  gboolean waits = self->state == SS_LOAD_OFFLINE
                   || (self->state == SS_LOAD_FAILED && ss_client_error_is_passing (self->error));

  if (ss_session_get_is_online (session) && waits && self->loading == NULL)
    ss_installation_store_load (self);
}

/* Changes */

static gboolean
is_uninstalling (SsChange *change)
{
  return g_task_get_source_tag (change->task) == ss_installation_store_uninstall_async;
}

static void
uninstalled (SsInstallationStore *self, SsChange *change, const GError *error)
{
  const char *id = ss_installation_get_id (change->installation);
  const char *plugin_id = ss_installation_get_plugin_id (change->installation);

  g_hash_table_remove (self->leaving, id);
  if (error == NULL || g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_NOT_FOUND))
    {
      /* Somebody else was faster: it is gone, as was wanted. */
      g_task_return_boolean (change->task, TRUE);
      return;
    }

  if (ss_installation_store_find (self, id) == NULL)
    g_list_store_insert (self->installations, MIN ((guint) change->number, get_n_items (self)),
                         change->installation);
  ss_plugin_store_set_installation (self->plugins, plugin_id, id, 1);
  list_changed (self);
  g_task_return_error (change->task, g_error_copy (error));
}

/* Whether the platform did it or not is not known: only it can say. */
static gboolean
is_uncertain (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
         || g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_TIMED_OUT)
         || g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_PROTOCOL)
         || g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_NOT_FOUND);
}

static void
settled (SsChange *change, const GError *error, gpointer owner)
{
  SsInstallationStore *self = owner;

  self->serial++;
  if (is_uncertain (error))
    ss_installation_store_load (self);

  if (is_uninstalling (change))
    {
      uninstalled (self, change, error);
      return;
    }

  count_updates (self);
  if (error != NULL)
    {
      g_task_return_error (change->task, g_error_copy (error));
      return;
    }
  if (g_task_get_source_tag (change->task) == ss_installation_store_rate_async)
    ss_plugin_store_refresh (self->plugins, ss_installation_get_plugin_id (change->installation));
  g_task_return_pointer (change->task, g_object_ref (change->installation), g_object_unref);
}

static void
pending_changed (const char *id, gpointer owner)
{
  g_signal_emit (owner, signals[PENDING_CHANGED], 0, id);
}

static const SsChangesFuncs changes_funcs = { .settled = settled, .pending_changed = pending_changed };

static SsChange *
change_new (SsInstallationStore *self, SsInstallation *installation, const char *method, const char *rest,
            GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data, gpointer tag)
{
  SsChange *change = g_new0 (SsChange, 1);

  change->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (change->task, tag);
  change->installation = g_object_ref (installation);
  change->method = method;
  change->path = make_path (installation, rest);
  change->type = SS_TYPE_INSTALLATION;
  return change;
}

static void
installed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  SsInstallationStore *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (SsAnswer) answer = ss_session_call_finish (SS_SESSION (source), result, &error);
  SsInstallation *installation;

  self->serial++;
  if (answer == NULL || answer->model == NULL)
    {
      if (error == NULL)
        error = ss_client_error_new (SS_CLIENT_ERROR_PROTOCOL);
      if (is_uncertain (error) || g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_CONFLICT))
        ss_installation_store_load (self);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  installation = SS_INSTALLATION (answer->model);
  if (ss_installation_store_find (self, ss_installation_get_id (installation)) == NULL)
    {
      g_list_store_append (self->installations, installation);
      ss_plugin_store_set_installation (self->plugins, ss_installation_get_plugin_id (installation),
                                        ss_installation_get_id (installation), 1);
      list_changed (self);
    }
  /* Only the platform knows where in the list it belongs. */
  ss_installation_store_load (self);
  g_task_return_pointer (task, g_object_ref (installation), g_object_unref);
}

/* Overrides */

static void
ss_installation_store_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SsInstallationStore *self = SS_INSTALLATION_STORE (object);

  switch ((SsInstallationStoreProperty) id)
    {
    case PROP_N_UPDATES:
      g_value_set_uint (value, self->n_updates);
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_LOADED_AT:
      g_value_set_int64 (value, self->loaded_at);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ss_installation_store_dispose (GObject *object)
{
  SsInstallationStore *self = SS_INSTALLATION_STORE (object);

  g_clear_handle_id (&self->start, g_source_remove);
  stop_loading (self);
  g_clear_pointer (&self->changes, ss_changes_unref);
  g_clear_object (&self->installations);
  g_clear_pointer (&self->leaving, g_hash_table_unref);
  g_clear_error (&self->error);
  g_clear_object (&self->plugins);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ss_installation_store_parent_class)->dispose (object);
}

static void
ss_installation_store_class_init (SsInstallationStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = ss_installation_store_dispose;
  object_class->get_property = ss_installation_store_get_property;

  properties[PROP_N_UPDATES] = g_param_spec_uint ("n-updates", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, SS_TYPE_LOAD_STATE, SS_LOAD_LOADING, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_LOADED_AT] = g_param_spec_int64 ("loaded-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[PENDING_CHANGED] = g_signal_new ("pending-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
ss_installation_store_init (SsInstallationStore *self)
{
  self->installations = g_list_store_new (SS_TYPE_INSTALLATION);
  self->leaving = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->state = SS_LOAD_LOADING;
  self->start = g_idle_add_full (G_PRIORITY_DEFAULT, start_cb, self, NULL);
}

SsInstallationStore *
ss_installation_store_new (SsSession *session, SsPluginStore *plugins)
{
  SsInstallationStore *self = g_object_new (SS_TYPE_INSTALLATION_STORE, NULL);

  self->session = g_object_ref (session);
  self->plugins = g_object_ref (plugins);
  self->changes = ss_changes_new (session, &changes_funcs, self);
  g_signal_connect_object (session, "notify::is-online", G_CALLBACK (is_online_cb), self, 0);
  return self;
}

GListModel *
ss_installation_store_get_installations (SsInstallationStore *self)
{
  g_return_val_if_fail (SS_IS_INSTALLATION_STORE (self), NULL);

  return G_LIST_MODEL (self->installations);
}

SsLoadState
ss_installation_store_get_state (SsInstallationStore *self)
{
  g_return_val_if_fail (SS_IS_INSTALLATION_STORE (self), SS_LOAD_LOADING);

  return self->state;
}

const GError *
ss_installation_store_get_error (SsInstallationStore *self)
{
  g_return_val_if_fail (SS_IS_INSTALLATION_STORE (self), NULL);

  return self->error;
}

gint64
ss_installation_store_get_loaded_at (SsInstallationStore *self)
{
  g_return_val_if_fail (SS_IS_INSTALLATION_STORE (self), 0);

  return self->loaded_at;
}

void
ss_installation_store_load (SsInstallationStore *self)
{
  g_return_if_fail (SS_IS_INSTALLATION_STORE (self));

  g_clear_handle_id (&self->start, g_source_remove);
  stop_loading (self);
  if (!self->has_content)
    set_state (self, SS_LOAD_LOADING, NULL);
  self->loading = g_cancellable_new ();
  self->loaded_as = self->serial;
  ss_list_fetch_async (self->session, PATH, NULL, SS_TYPE_INSTALLATION, self->loading, loaded_cb,
                       g_object_ref (self));
}

guint
ss_installation_store_get_n_updates (SsInstallationStore *self)
{
  g_return_val_if_fail (SS_IS_INSTALLATION_STORE (self), 0);

  return self->n_updates;
}

/**
 * ss_installation_store_find:
 * @self: a store
 * @id: (nullable): an installation's id
 *
 * Returns: (nullable) (transfer none): the installation
 */
SsInstallation *
ss_installation_store_find (SsInstallationStore *self, const char *id)
{
  g_return_val_if_fail (SS_IS_INSTALLATION_STORE (self), NULL);

  for (guint i = 0; id != NULL && i < get_n_items (self); i++)
    if (g_strcmp0 (ss_installation_get_id (peek (self, i)), id) == 0)
      return peek (self, i);

  return NULL;
}

SsInstallation *
ss_installation_store_find_plugin (SsInstallationStore *self, const char *plugin_id)
{
  g_return_val_if_fail (SS_IS_INSTALLATION_STORE (self), NULL);

  for (guint i = 0; plugin_id != NULL && i < get_n_items (self); i++)
    if (g_strcmp0 (ss_installation_get_plugin_id (peek (self, i)), plugin_id) == 0)
      return peek (self, i);

  return NULL;
}

gboolean
ss_installation_store_is_pending (SsInstallationStore *self, const char *id)
{
  g_return_val_if_fail (SS_IS_INSTALLATION_STORE (self), FALSE);

  return ss_changes_is_pending (self->changes, id);
}

/**
 * ss_installation_store_install_async:
 * @self: a store
 * @plugin: what to install
 * @config_values: (nullable): its variables
 * @cancellable: (nullable): gives up; what the platform has done by then shows by itself
 * @callback: called with the installation
 * @user_data: for @callback
 *
 * After an uninstallation, the same with the values that were kept is its undo.
 */
void
ss_installation_store_install_async (SsInstallationStore *self, SsPlugin *plugin, JsonObject *config_values,
                                     GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  GTask *task;
  g_autofree char *escaped = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GBytes) body = NULL;
  SsCall call = { .method = "POST", .type = SS_TYPE_INSTALLATION };

  g_return_if_fail (SS_IS_INSTALLATION_STORE (self));
  g_return_if_fail (SS_IS_PLUGIN (plugin));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ss_installation_store_install_async);
  escaped = g_uri_escape_string (ss_plugin_get_id (plugin), NULL, FALSE);
  path = g_strconcat ("/plugin-templates/", escaped, "/install/", NULL);
  body = ss_installation_write_settings (config_values);
  call.path = path;
  call.body = body;
  ss_session_call_async (self->session, &call, cancellable, installed_cb, task);
}

void
ss_installation_store_set_active_async (SsInstallationStore *self, SsInstallation *installation,
                                        gboolean is_active, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data)
{
  const char *body = is_active ? "{\"isActive\":true}" : "{\"isActive\":false}";
  SsChange *change;

  g_return_if_fail (SS_IS_INSTALLATION_STORE (self));

  change = change_new (self, installation, "PATCH", "", cancellable, callback, user_data,
                       ss_installation_store_set_active_async);
  change->body = g_bytes_new_static (body, strlen (body));
  change->apply = ss_installation_apply_active;
  change->number = is_active;
  ss_changes_add (self->changes, change);
}

void
ss_installation_store_configure_async (SsInstallationStore *self, SsInstallation *installation,
                                       JsonObject *config_values, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data)
{
  SsChange *change;

  g_return_if_fail (SS_IS_INSTALLATION_STORE (self));
  g_return_if_fail (config_values != NULL);

  change = change_new (self, installation, "PATCH", "", cancellable, callback, user_data,
                       ss_installation_store_configure_async);
  change->body = ss_installation_write_settings (config_values);
  change->apply = ss_installation_apply_settings;
  change->settings = json_object_ref (config_values);
  ss_changes_add (self->changes, change);
}

/**
 * ss_installation_store_update_async:
 * @self: a store
 * @installation: what to update
 * @accept_permissions: (nullable): what the latest version gains and the user agreed to
 * @cancellable: (nullable): gives up
 * @callback: called with the installation
 * @user_data: for @callback
 *
 * It is not shown as done before it is. Refusals that ask something are %SS_CLIENT_ERROR_CONFLICT with the
 * codes `permissions_needed` and `configuration_needed`.
 */
void
ss_installation_store_update_async (SsInstallationStore *self, SsInstallation *installation,
                                    const char *const *accept_permissions, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data)
{
  SsChange *change;

  g_return_if_fail (SS_IS_INSTALLATION_STORE (self));

  change = change_new (self, installation, "POST", "update-to-latest/", cancellable, callback, user_data,
                       ss_installation_store_update_async);
  change->body = ss_installation_write_acceptance (accept_permissions);
  ss_changes_add (self->changes, change);
}

void
ss_installation_store_roll_back_async (SsInstallationStore *self, SsInstallation *installation,
                                       GCancellable *cancellable, GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  SsChange *change;

  g_return_if_fail (SS_IS_INSTALLATION_STORE (self));

  change = change_new (self, installation, "POST", "rollback/", cancellable, callback, user_data,
                       ss_installation_store_roll_back_async);
  change->body = g_bytes_new_static ("{}", 2);
  ss_changes_add (self->changes, change);
}

void
ss_installation_store_rate_async (SsInstallationStore *self, SsInstallation *installation, guint stars,
                                  const char *review, GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  SsChange *change;

  g_return_if_fail (SS_IS_INSTALLATION_STORE (self));
  g_return_if_fail (stars <= 5);

  change = change_new (self, installation, stars > 0 ? "PUT" : "DELETE", "rating/", cancellable, callback,
                       user_data, ss_installation_store_rate_async);
  change->apply = ss_installation_apply_rating;
  change->number = stars;
  change->text = g_strdup (review != NULL ? review : "");
  if (stars > 0)
    change->body = ss_installation_write_rating (stars, review);
  else
    change->type = G_TYPE_NONE;
  ss_changes_add (self->changes, change);
}

SsInstallation *
ss_installation_store_change_finish (SsInstallationStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
ss_installation_store_uninstall_async (SsInstallationStore *self, SsInstallation *installation,
                                       GCancellable *cancellable, GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  SsChange *change;
  guint position = G_MAXUINT;

  g_return_if_fail (SS_IS_INSTALLATION_STORE (self));

  change = change_new (self, installation, "DELETE", "", cancellable, callback, user_data,
                       ss_installation_store_uninstall_async);
  change->type = G_TYPE_NONE;
  g_hash_table_add (self->leaving, g_strdup (ss_installation_get_id (installation)));
  if (g_list_store_find (self->installations, installation, &position))
    {
      g_list_store_remove (self->installations, position);
      ss_plugin_store_set_installation (self->plugins, ss_installation_get_plugin_id (installation), NULL,
                                        -1);
      list_changed (self);
    }
  change->number = position;
  ss_changes_add (self->changes, change);
}

gboolean
ss_installation_store_uninstall_finish (SsInstallationStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Somebody else has uninstalled it. */
static void
remove_told (SsInstallationStore *self, SsInstallation *held)
{
  g_autoptr (SsInstallation) owned = g_object_ref (held);
  guint position;

  if (g_list_store_find (self->installations, held, &position))
    g_list_store_remove (self->installations, position);
  ss_plugin_store_set_installation (self->plugins, ss_installation_get_plugin_id (owned), NULL, -1);
  list_changed (self);
}

/* Only the platform knows where in the list it belongs. */
static void
add_told (SsInstallationStore *self, SsInstallation *installation)
{
  g_list_store_append (self->installations, installation);
  ss_plugin_store_set_installation (self->plugins, ss_installation_get_plugin_id (installation),
                                    ss_installation_get_id (installation), 1);
  list_changed (self);
  ss_installation_store_load (self);
}

/**
 * ss_installation_store_merge_event:
 * @self: a store
 * @event: `installation.created`, `.updated` or `.deleted`
 * @installation: as the event has it
 *
 * What is being changed here stays as it is shown.
 */
void
ss_installation_store_merge_event (SsInstallationStore *self, const char *event, SsInstallation *installation)
{
  const char *id = ss_installation_get_id (installation);
  SsInstallation *held = ss_installation_store_find (self, id);
  gboolean is_gone = g_str_has_suffix (event, ".deleted");

  g_return_if_fail (SS_IS_INSTALLATION_STORE (self));

  if (id == NULL || g_hash_table_contains (self->leaving, id))
    return;
  /* A list that is under way may be older. */
  self->serial++;
  if (ss_changes_is_pending (self->changes, id))
    {
      if (!is_gone)
        ss_changes_confirm (self->changes, installation);
    }
  else if (is_gone && held != NULL)
    remove_told (self, held);
  else if (held != NULL && !is_gone
           && ss_installation_get_updated_at (installation) >= ss_installation_get_updated_at (held))
    {
      ss_model_merge (SS_MODEL (held), SS_MODEL (installation));
      count_updates (self);
    }
  else if (held == NULL && !is_gone && self->has_content)
    add_told (self, installation);
}
