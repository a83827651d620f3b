/* item-table.c: the rows of a long list that somebody holds, by position
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/item-table.h"

struct _SsItemTable
{
  GHashTable *items; /* (owned): position to SsListItem (not owned) */
};

static void
item_gone_cb (gpointer user_data, GObject *item)
{
  SsItemTable *self = user_data;
  gpointer key = GUINT_TO_POINTER (ss_list_item_get_position ((SsListItem *) item));

  if (g_hash_table_lookup (self->items, key) == item)
    g_hash_table_remove (self->items, key);
}

/**
 * ss_item_table_new:
 *
 * Returns: (transfer full): an empty table
 */
SsItemTable *
ss_item_table_new (void)
{
  SsItemTable *self = g_new0 (SsItemTable, 1);

  self->items = g_hash_table_new (NULL, NULL);
  return self;
}

/**
 * ss_item_table_free:
 * @self: a table
 */
void
ss_item_table_free (SsItemTable *self)
{
  ss_item_table_forget_from (self, 0);
  g_hash_table_unref (self->items);
  g_free (self);
}

/**
 * ss_item_table_hold:
 * @self: a table
 * @position: where the row stands
 * @model: (nullable): what is in it, if it has to be made
 *
 * Returns: (transfer full): the row, the same one for as long as somebody holds it
 */
SsListItem *
ss_item_table_hold (SsItemTable *self, guint position, SsModel *model)
{
  SsListItem *item = g_hash_table_lookup (self->items, GUINT_TO_POINTER (position));

  if (item != NULL)
    return g_object_ref (item);

  item = ss_list_item_new (position, model);
  g_hash_table_insert (self->items, GUINT_TO_POINTER (position), item);
  g_object_weak_ref (G_OBJECT (item), item_gone_cb, self);
  return item;
}

void
ss_item_table_set_model (SsItemTable *self, guint position, SsModel *model)
{
  SsListItem *item = g_hash_table_lookup (self->items, GUINT_TO_POINTER (position));

  if (item != NULL)
    ss_list_item_set_model (item, model);
}

/**
 * ss_item_table_is_held:
 * @self: a table
 * @first: a position
 * @n_rows: how many from there
 *
 * Returns: whether somebody holds one of these rows
 */
gboolean
ss_item_table_is_held (SsItemTable *self, guint first, guint n_rows)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (GPOINTER_TO_UINT (key) >= first && GPOINTER_TO_UINT (key) - first < n_rows)
      return TRUE;
  return FALSE;
}

void
ss_item_table_forget (SsItemTable *self, guint position)
{
  GObject *item = g_hash_table_lookup (self->items, GUINT_TO_POINTER (position));

  if (item == NULL)
    return;
  g_object_weak_unref (item, item_gone_cb, self);
  g_hash_table_remove (self->items, GUINT_TO_POINTER (position));
}

void
ss_item_table_forget_from (SsItemTable *self, guint from)
{
  GHashTableIter iter;
  gpointer key, item;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, &key, &item))
    if (GPOINTER_TO_UINT (key) >= from)
      {
        g_object_weak_unref (item, item_gone_cb, self);
        g_hash_table_iter_remove (&iter);
      }
}

void
ss_item_table_move (SsItemTable *self, guint from, gint delta)
{
  g_autoptr (GHashTable) before = g_steal_pointer (&self->items);
  GHashTableIter iter;
  gpointer key, item;

  self->items = g_hash_table_new (NULL, NULL);
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &key, &item))
    {
      guint position = GPOINTER_TO_UINT (key);

      if (position >= from)
        position += (guint) delta;
      g_hash_table_insert (self->items, GUINT_TO_POINTER (position), item);
      ss_list_item_set_position (item, position);
    }
}

void
ss_item_table_foreach (SsItemTable *self, void (*visit) (guint position, gpointer data), gpointer data)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    visit (GPOINTER_TO_UINT (key), data);
}
