/* catalog-edit.c: changing what is booked: resources and services, and what blocks a resource
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/catalog-store-private.h"

/* A resource that moves: what is left to confirm of all that give way. */
typedef struct
{
  guint n_waiting;
  GError *error; /* (owned) (nullable): the first one */
} Move;

static void
move_free (gpointer data)
{
  Move *move = data;

  g_clear_error (&move->error);
  g_free (move);
}

static GTask *
new_task (SsCatalogStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data,
          gpointer tag)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  return task;
}

/* (transfer full) @record; returns it, or what came of it meanwhile by the event stream. */
static SsModel *
keep (SsCatalogStore *self, SsModel *record)
{
  SsBlocker *told =
      SS_IS_BLOCKER (record) ? ss_catalog_store_find_blocker (self, ss_model_get_id (record)) : NULL;

  if (told == NULL)
    {
      g_list_store_append (ss_catalog_store_get_list (self, G_OBJECT_TYPE (record)), record);
      return record;
    }
  g_object_unref (record);
  return SS_MODEL (g_object_ref (told));
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  SsCatalogStore *self = g_task_get_source_object (task);
  GError *error = NULL;
  SsModel *record = ss_record_changes_create_finish (SS_RECORD_CHANGES (source), result, &error);

  if (record == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  record = keep (self, record);
  ss_catalog_store_refresh (self, G_OBJECT_TYPE (record));
  g_task_return_pointer (task, record, g_object_unref);
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  GError *error = NULL;
  gboolean is_done = ss_record_changes_change_finish (SS_RECORD_CHANGES (source), result, &error);

  ss_catalog_store_refresh (g_task_get_source_object (task), G_OBJECT_TYPE (g_task_get_task_data (task)));
  if (is_done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  SsCatalogStore *self = g_task_get_source_object (task);
  SsModel *record = g_task_get_task_data (task);
  GError *error = NULL;

  if (ss_record_changes_delete_finish (SS_RECORD_CHANGES (source), result, &error))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  g_list_store_append (ss_catalog_store_get_list (self, G_OBJECT_TYPE (record)), record);
  ss_catalog_store_refresh (self, G_OBJECT_TYPE (record));
  g_task_return_error (task, error);
}

static void
settle_move (GTask *task)
{
  Move *move = g_task_get_task_data (task);

  if (--move->n_waiting > 0)
    return;
  ss_catalog_store_refresh (g_task_get_source_object (task), SS_TYPE_RESOURCE);
  if (move->error != NULL)
    g_task_return_error (task, g_steal_pointer (&move->error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
moved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  Move *move = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!ss_record_changes_change_finish (SS_RECORD_CHANGES (source), result, &error) && move->error == NULL)
    move->error = g_steal_pointer (&error);
  settle_move (task);
}

/* (transfer container): the resources with @resource at @place */
static GPtrArray *
reorder (GListModel *list, SsResource *resource, guint place)
{
  GPtrArray *order = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SsResource) other = g_list_model_get_item (list, i);

      if (other != resource)
        g_ptr_array_add (order, g_steal_pointer (&other));
    }
  g_ptr_array_insert (order, (int) MIN (place, order->len), g_object_ref (resource));
  return order;
}

/**
 * ss_catalog_store_create_async:
 * @self: a store
 * @record: an SsResource, SsService or SsBlocker without an id
 * @cancellable: (nullable): gives up
 * @callback: called with it as the platform has it
 * @user_data: for @callback
 *
 * A resource without a position becomes the last.
 */
void
ss_catalog_store_create_async (SsCatalogStore *self, SsModel *record, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  GListModel *list;
  guint n;

  g_return_if_fail (SS_IS_CATALOG_STORE (self));
  g_return_if_fail (SS_IS_RESOURCE (record) || SS_IS_SERVICE (record) || SS_IS_BLOCKER (record));

  list = G_LIST_MODEL (ss_catalog_store_get_list (self, G_OBJECT_TYPE (record)));
  n = g_list_model_get_n_items (list);
  if (SS_IS_RESOURCE (record) && !ss_resource_has_position (SS_RESOURCE (record)) && n > 0)
    {
      g_autoptr (SsResource) last = g_list_model_get_item (list, n - 1);

      ss_resource_set_position (SS_RESOURCE (record), ss_resource_get_position (last) + 1);
    }
  ss_record_changes_create_async (ss_catalog_store_get_changes (self, G_OBJECT_TYPE (record)), record,
                                  cancellable, created_cb,
                                  new_task (self, cancellable, callback, user_data,
                                            ss_catalog_store_create_async));
}

SsModel *
ss_catalog_store_create_finish (SsCatalogStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
ss_catalog_store_change_async (SsCatalogStore *self, SsModel *record, SsModel *patch,
                               GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;

  g_return_if_fail (SS_IS_CATALOG_STORE (self));
  g_return_if_fail (SS_IS_RESOURCE (record) || SS_IS_SERVICE (record) || SS_IS_BLOCKER (record));

  task = new_task (self, cancellable, callback, user_data, ss_catalog_store_change_async);
  g_task_set_task_data (task, g_object_ref (record), g_object_unref);
  ss_record_changes_change_async (ss_catalog_store_get_changes (self, G_OBJECT_TYPE (record)), record, patch,
                                  cancellable, changed_cb, task);
  ss_catalog_store_refresh (self, G_OBJECT_TYPE (record));
}

gboolean
ss_catalog_store_change_finish (SsCatalogStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
ss_catalog_store_delete_async (SsCatalogStore *self, SsModel *record, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  GListStore *list;
  GTask *task;
  guint position;

  g_return_if_fail (SS_IS_CATALOG_STORE (self));
  g_return_if_fail (SS_IS_RESOURCE (record) || SS_IS_SERVICE (record) || SS_IS_BLOCKER (record));

  task = new_task (self, cancellable, callback, user_data, ss_catalog_store_delete_async);
  g_task_set_task_data (task, g_object_ref (record), g_object_unref);
  ss_record_changes_delete_async (ss_catalog_store_get_changes (self, G_OBJECT_TYPE (record)),
                                  ss_model_get_id (record), cancellable, deleted_cb, task);
  list = ss_catalog_store_get_list (self, G_OBJECT_TYPE (record));
  if (g_list_store_find (list, record, &position))
    g_list_store_remove (list, position);
  ss_catalog_store_refresh (self, G_OBJECT_TYPE (record));
}

gboolean
ss_catalog_store_delete_finish (SsCatalogStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ss_catalog_store_move_async:
 * @self: a store
 * @resource: one of its resources
 * @place: where it should stand among all of them, from 0
 * @cancellable: (nullable): gives up
 * @callback: called when the platform has the order
 * @user_data: for @callback
 *
 * The order is shown at once. Each resource whose position is another then is sent.
 */
void
ss_catalog_store_move_async (SsCatalogStore *self, SsResource *resource, guint place,
                             GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GPtrArray) order = NULL;
  Move *move;

  g_return_if_fail (SS_IS_CATALOG_STORE (self));
  g_return_if_fail (SS_IS_RESOURCE (resource));

  task = new_task (self, cancellable, callback, user_data, ss_catalog_store_move_async);
  move = g_new0 (Move, 1);
  move->n_waiting = 1;
  g_task_set_task_data (task, move, move_free);
  order = reorder (G_LIST_MODEL (ss_catalog_store_get_list (self, SS_TYPE_RESOURCE)), resource, place);
  for (guint i = 0; i < order->len; i++)
    {
      SsResource *other = g_ptr_array_index (order, i);
      g_autoptr (SsModel) patch = NULL;

      if (ss_resource_has_position (other) && ss_resource_get_position (other) == (gint64) i)
        continue;
      patch = g_object_new (SS_TYPE_RESOURCE, "position", (gint64) i, NULL);
      move->n_waiting++;
      ss_record_changes_change_async (ss_catalog_store_get_changes (self, SS_TYPE_RESOURCE), SS_MODEL (other),
                                      patch, cancellable, moved_cb, g_object_ref (task));
    }
  ss_catalog_store_refresh (self, SS_TYPE_RESOURCE);
  settle_move (task);
}

/**
 * ss_catalog_store_move_finish:
 * @self: a store
 * @result: what the callback got
 * @error: an SsClientError, the first one
 *
 * Returns: whether the platform has all of the order; what it refused is where it was
 */
gboolean
ss_catalog_store_move_finish (SsCatalogStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
