/* plugin-store.c: what the marketplace offers
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/client-error-private.h"
#include "client/plugin-store.h"

#define PATH "/plugin-templates/"

struct _SsPluginStore
{
  GObject parent_instance;

  SsSession *session;     /* (owned) */
  SsPagedList *plugins;   /* (owned) */
  SsPagedList *featured;  /* (owned) (nullable): made when it is asked for */
  GListStore *categories; /* (owned) */
  GPtrArray *loaded;      /* (element-type SsPlugin) (not owned): single ones that somebody holds */
};

G_DEFINE_FINAL_TYPE (SsPluginStore, ss_plugin_store, G_TYPE_OBJECT)

static char *
make_path (const char *id, const char *rest)
{
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);

  return g_strconcat (PATH, escaped, "/", rest, NULL);
}

static void
gone_cb (gpointer user_data, GObject *plugin)
{
  g_ptr_array_remove_fast (SS_PLUGIN_STORE (user_data)->loaded, plugin);
}

/* All the objects that stand for one plugin: the lists have their own. (transfer container) */
static GPtrArray *
find_all (SsPluginStore *self, const char *id)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (g_object_unref);
  SsModel *model = ss_paged_list_find (self->plugins, id);

  if (model != NULL)
    g_ptr_array_add (all, g_object_ref (model));

  model = self->featured != NULL ? ss_paged_list_find (self->featured, id) : NULL;
  if (model != NULL && !g_ptr_array_find (all, model, NULL))
    g_ptr_array_add (all, g_object_ref (model));

  for (guint i = 0; i < self->loaded->len; i++)
    {
      model = g_ptr_array_index (self->loaded, i);
      if (g_strcmp0 (ss_model_get_id (model), id) == 0 && !g_ptr_array_find (all, model, NULL))
        g_ptr_array_add (all, g_object_ref (model));
    }

  return all;
}

/* Merges what came into all that is held of it, and gives the one to go on with. (transfer full) */
static SsPlugin *
take (SsPluginStore *self, SsModel *model)
{
  g_autoptr (GPtrArray) all = find_all (self, ss_model_get_id (model));

  for (guint i = 0; i < all->len; i++)
    ss_model_merge (g_ptr_array_index (all, i), model);
  if (all->len > 0)
    return g_object_ref (g_ptr_array_index (all, 0));

  g_ptr_array_add (self->loaded, model);
  g_object_weak_ref (G_OBJECT (model), gone_cb, self);
  return SS_PLUGIN (g_object_ref (model));
}

static JsonArray *
get_category_rows (SsPluginStore *self)
{
  JsonNode *extra = ss_paged_list_get_extra (self->plugins);
  JsonNode *rows = NULL;

  if (extra != NULL && JSON_NODE_HOLDS_OBJECT (extra))
    rows = json_object_get_member (json_node_get_object (extra), "categories");

  return rows != NULL && JSON_NODE_HOLDS_ARRAY (rows) ? json_node_get_array (rows) : NULL;
}

static GPtrArray *
read_categories (JsonArray *rows)
{
  GPtrArray *counts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonNode *node = json_array_get_element (rows, i);
      JsonObject *row = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *category =
          row != NULL ? json_object_get_string_member_with_default (row, "category", NULL) : NULL;

      if (category != NULL)
        g_ptr_array_add (counts,
                         ss_category_count_new (category,
                                                json_object_get_int_member_with_default (row, "count", 0)));
    }

  return counts;
}

/* The pills stay the same widgets while only their figures change. */
static void
loaded_at_cb (SsPagedList *plugins, GParamSpec *pspec, SsPluginStore *self)
{
  GListModel *held = G_LIST_MODEL (self->categories);
  JsonArray *rows = get_category_rows (self);
  g_autoptr (GPtrArray) counts = NULL;
  gboolean is_same;

  if (rows == NULL)
    return;

  counts = read_categories (rows);
  is_same = counts->len == g_list_model_get_n_items (held);
  for (guint i = 0; is_same && i < counts->len; i++)
    {
      g_autoptr (SsCategoryCount) count = g_list_model_get_item (held, i);

      is_same = strcmp (ss_category_count_get_category (count),
                        ss_category_count_get_category (g_ptr_array_index (counts, i)))
                == 0;
    }

  if (!is_same)
    {
      g_list_store_splice (self->categories, 0, g_list_model_get_n_items (held), counts->pdata, counts->len);
      return;
    }
  for (guint i = 0; i < counts->len; i++)
    {
      g_autoptr (SsCategoryCount) count = g_list_model_get_item (held, i);

      ss_category_count_set_count (count, ss_category_count_get_count (g_ptr_array_index (counts, i)));
    }
}

static void
answer_plugin (GTask *task, SsAnswer *answer, GError *error, gboolean is_new)
{
  SsPluginStore *self = g_task_get_source_object (task);
  SsPlugin *plugin;

  if (answer == NULL || answer->model == NULL)
    {
      g_task_return_error (task, error != NULL ? error : ss_client_error_new (SS_CLIENT_ERROR_PROTOCOL));
      return;
    }

  if (is_new)
    ss_paged_list_insert (self->plugins, answer->model);
  plugin = take (self, answer->model);
  g_task_return_pointer (task, plugin, g_object_unref);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  GError *error = NULL;
  g_autoptr (SsAnswer) answer = ss_session_call_finish (SS_SESSION (source), result, &error);

  answer_plugin (task, answer, error, FALSE);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  GError *error = NULL;
  g_autoptr (SsAnswer) answer = ss_session_call_finish (SS_SESSION (source), result, &error);

  answer_plugin (task, answer, error, GPOINTER_TO_INT (g_task_get_task_data (task)));
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  SsPluginStore *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (SsAnswer) answer = ss_session_call_finish (SS_SESSION (source), result, &error);

  if (answer != NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  ss_paged_list_restore (self->plugins, g_task_get_task_data (task));
  g_task_return_error (task, error);
}

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsPlugin) plugin = ss_plugin_store_load_finish (SS_PLUGIN_STORE (source), result, NULL);
}

static void
ss_plugin_store_finalize (GObject *object)
{
  SsPluginStore *self = SS_PLUGIN_STORE (object);

  for (guint i = 0; i < self->loaded->len; i++)
    g_object_weak_unref (g_ptr_array_index (self->loaded, i), gone_cb, self);
  g_ptr_array_unref (self->loaded);
  g_clear_object (&self->plugins);
  g_clear_object (&self->featured);
  g_clear_object (&self->categories);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ss_plugin_store_parent_class)->finalize (object);
}

static void
ss_plugin_store_class_init (SsPluginStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ss_plugin_store_finalize;
}

static void
ss_plugin_store_init (SsPluginStore *self)
{
  self->categories = g_list_store_new (SS_TYPE_CATEGORY_COUNT);
  self->loaded = g_ptr_array_new ();
}

SsPluginStore *
ss_plugin_store_new (SsSession *session)
{
  SsPluginStore *self = g_object_new (SS_TYPE_PLUGIN_STORE, NULL);

  self->session = g_object_ref (session);
  self->plugins = ss_paged_list_new (session, PATH, SS_TYPE_PLUGIN);
  g_signal_connect_object (self->plugins, "notify::loaded-at", G_CALLBACK (loaded_at_cb), self, 0);
  return self;
}

SsPagedList *
ss_plugin_store_get_plugins (SsPluginStore *self)
{
  g_return_val_if_fail (SS_IS_PLUGIN_STORE (self), NULL);

  return self->plugins;
}

/**
 * ss_plugin_store_get_featured:
 * @self: a store
 *
 * Returns: (transfer none): the featured ones; they are fetched when this is first called
 */
SsPagedList *
ss_plugin_store_get_featured (SsPluginStore *self)
{
  g_return_val_if_fail (SS_IS_PLUGIN_STORE (self), NULL);

  if (self->featured == NULL)
    {
      self->featured = ss_paged_list_new (self->session, PATH, SS_TYPE_PLUGIN);
      ss_paged_list_set_query (self->featured, "is_featured=true");
    }
  return self->featured;
}

GListModel *
ss_plugin_store_get_categories (SsPluginStore *self)
{
  g_return_val_if_fail (SS_IS_PLUGIN_STORE (self), NULL);

  return G_LIST_MODEL (self->categories);
}

/**
 * ss_plugin_store_set_filter:
 * @self: a store
 * @filter: what to show; contract section 5, `GET /plugin-templates/`
 * @typing: more may follow at once
 */
void
ss_plugin_store_set_filter (SsPluginStore *self, const SsPluginFilter *filter, gboolean typing)
{
  g_autoptr (GString) query = ss_query_new ();

  g_return_if_fail (SS_IS_PLUGIN_STORE (self));

  ss_query_add (query, "search", filter->search);
  ss_query_add_strv (query, "category", filter->categories);
  ss_query_add (query, "is_featured", filter->only_featured ? "true" : NULL);
  ss_query_add (query, "is_verified", filter->only_verified ? "true" : NULL);
  ss_query_add (query, "installed", filter->only_not_installed ? "false" : NULL);
  ss_query_add (query, "ordering", filter->ordering);

  if (typing)
    ss_paged_list_set_query_soon (self->plugins, query->str);
  else
    ss_paged_list_set_query (self->plugins, query->str);
}

/**
 * ss_plugin_store_search:
 * @self: a store
 * @text: what to look for
 *
 * Returns: (transfer full): plugins of all categories, as the platform orders them
 */
SsPagedList *
ss_plugin_store_search (SsPluginStore *self, const char *text)
{
  g_autoptr (GString) query = ss_query_new ();
  SsPagedList *found;

  g_return_val_if_fail (SS_IS_PLUGIN_STORE (self), NULL);

  ss_query_add (query, "search", text);
  found = ss_paged_list_new (self->session, PATH, SS_TYPE_PLUGIN);
  ss_paged_list_set_query (found, query->str);
  return found;
}

/**
 * ss_plugin_store_search_on:
 * @self: a store
 * @found: what ss_plugin_store_search() gave
 * @text: what to look for instead
 */
void
ss_plugin_store_search_on (SsPluginStore *self, SsPagedList *found, const char *text)
{
  g_autoptr (GString) query = ss_query_new ();

  g_return_if_fail (SS_IS_PLUGIN_STORE (self));

  ss_query_add (query, "search", text);
  ss_paged_list_set_query_soon (found, query->str);
}

void
ss_plugin_store_load_async (SsPluginStore *self, const char *id, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;
  g_autofree char *path = NULL;
  SsCall call = { .method = "GET", .type = SS_TYPE_PLUGIN };

  g_return_if_fail (SS_IS_PLUGIN_STORE (self));
  g_return_if_fail (id != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ss_plugin_store_load_async);
  path = make_path (id, "");
  call.path = path;
  ss_session_call_async (self->session, &call, cancellable, loaded_cb, task);
}

SsPlugin *
ss_plugin_store_load_finish (SsPluginStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

SsPagedList *
ss_plugin_store_list_reviews (SsPluginStore *self, const char *id)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (SS_IS_PLUGIN_STORE (self), NULL);

  path = make_path (id, "reviews/");
  return ss_paged_list_new (self->session, path, SS_TYPE_REVIEW);
}

/**
 * ss_plugin_store_save_async:
 * @self: a store
 * @plugin: a copy with the user's changes; without an id it is created
 * @cancellable: (nullable): gives up
 * @callback: called with the plugin as the platform has it now
 * @user_data: for @callback
 *
 * Faults are %SS_CLIENT_ERROR_INVALID with their fields; of the code with line and column in the sentence.
 */
void
ss_plugin_store_save_async (SsPluginStore *self, SsPlugin *plugin, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;
  const char *id;
  g_autofree char *path = NULL;
  g_autoptr (GBytes) body = NULL;
  SsCall call = { .type = SS_TYPE_PLUGIN };

  g_return_if_fail (SS_IS_PLUGIN_STORE (self));
  g_return_if_fail (SS_IS_PLUGIN (plugin));

  id = ss_model_get_id (SS_MODEL (plugin));
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ss_plugin_store_save_async);
  g_task_set_task_data (task, GINT_TO_POINTER (id == NULL), NULL);

  path = id != NULL ? make_path (id, "") : g_strdup (PATH);
  body = ss_model_write_body (SS_MODEL (plugin), NULL);
  call.method = id != NULL ? "PATCH" : "POST";
  call.path = path;
  call.body = body;
  ss_session_call_async (self->session, &call, cancellable, saved_cb, task);
}

SsPlugin *
ss_plugin_store_save_finish (SsPluginStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
ss_plugin_store_delete_async (SsPluginStore *self, const char *id, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;
  g_autofree char *path = NULL;
  SsCall call = { .method = "DELETE" };

  g_return_if_fail (SS_IS_PLUGIN_STORE (self));
  g_return_if_fail (id != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ss_plugin_store_delete_async);
  g_task_set_task_data (task, g_strdup (id), g_free);
  path = make_path (id, "");
  call.path = path;
  ss_paged_list_remove (self->plugins, id);
  ss_session_call_async (self->session, &call, cancellable, deleted_cb, task);
}

gboolean
ss_plugin_store_delete_finish (SsPluginStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
ss_plugin_store_set_installation (SsPluginStore *self, const char *plugin_id, const char *installation_id,
                                  gint change)
{
  g_autoptr (GPtrArray) all = NULL;

  g_return_if_fail (SS_IS_PLUGIN_STORE (self));

  all = find_all (self, plugin_id);
  for (guint i = 0; i < all->len; i++)
    {
      SsPlugin *plugin = g_ptr_array_index (all, i);

      ss_plugin_set_installation_id (plugin, installation_id);
      ss_plugin_set_install_count (plugin, MAX (ss_plugin_get_install_count (plugin) + change, 0));
    }
}

void
ss_plugin_store_refresh (SsPluginStore *self, const char *plugin_id)
{
  g_autoptr (GPtrArray) all = NULL;

  g_return_if_fail (SS_IS_PLUGIN_STORE (self));

  all = find_all (self, plugin_id);
  if (all->len > 0)
    ss_plugin_store_load_async (self, plugin_id, NULL, refreshed_cb, NULL);
}
