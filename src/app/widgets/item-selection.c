/* item-selection.c: which of a list are selected, for something that is done to all of them
 *
 * Rows come and go while somebody scrolls; the marks stay here.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/widgets/item-selection.h"

struct _SsItemSelection
{
  GObject parent_instance;

  GHashTable *ids; /* (owned): of char */
  gboolean is_selecting;
};

G_DEFINE_FINAL_TYPE (SsItemSelection, ss_item_selection, G_TYPE_OBJECT)

static guint changed_signal;

static void
ss_item_selection_finalize (GObject *object)
{
  g_hash_table_unref (SS_ITEM_SELECTION (object)->ids);

  G_OBJECT_CLASS (ss_item_selection_parent_class)->finalize (object);
}

static void
ss_item_selection_class_init (SsItemSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ss_item_selection_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
ss_item_selection_init (SsItemSelection *self)
{
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

SsItemSelection *
ss_item_selection_new (void)
{
  return g_object_new (SS_TYPE_ITEM_SELECTION, NULL);
}

gboolean
ss_item_selection_get_is_selecting (SsItemSelection *self)
{
  return self->is_selecting;
}

void
ss_item_selection_set_is_selecting (SsItemSelection *self, gboolean is_selecting)
{
  if (self->is_selecting == is_selecting)
    return;
  self->is_selecting = is_selecting;
  if (!is_selecting)
    g_hash_table_remove_all (self->ids);
  g_signal_emit (self, changed_signal, 0);
}

gboolean
ss_item_selection_contains (SsItemSelection *self, const char *id)
{
  return g_hash_table_contains (self->ids, id);
}

void
ss_item_selection_set (SsItemSelection *self, const char *id, gboolean is_selected)
{
  if (g_hash_table_contains (self->ids, id) == is_selected)
    return;
  if (is_selected)
    g_hash_table_add (self->ids, g_strdup (id));
  else
    g_hash_table_remove (self->ids, id);
  g_signal_emit (self, changed_signal, 0);
}

guint
ss_item_selection_count (SsItemSelection *self)
{
  return g_hash_table_size (self->ids);
}

/**
 * ss_item_selection_list:
 * @self: a selection
 *
 * Returns: (transfer full): the ids
 */
GStrv
ss_item_selection_list (SsItemSelection *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_strv_builder_add (builder, id);
  return g_strv_builder_end (builder);
}
