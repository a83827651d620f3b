/* grant-selection.c: which of the grants are marked, to be revoked together
 *
 * Rows come and go while somebody scrolls; the marks stay here.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/people/grant-selection.h"

struct _SsGrantSelection
{
  GObject parent_instance;

  GHashTable *ids; /* (owned): of char */
  gboolean is_selecting;
};

G_DEFINE_FINAL_TYPE (SsGrantSelection, ss_grant_selection, G_TYPE_OBJECT)

static guint changed_signal;

static void
ss_grant_selection_finalize (GObject *object)
{
  g_hash_table_unref (SS_GRANT_SELECTION (object)->ids);

  G_OBJECT_CLASS (ss_grant_selection_parent_class)->finalize (object);
}

static void
ss_grant_selection_class_init (SsGrantSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ss_grant_selection_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
ss_grant_selection_init (SsGrantSelection *self)
{
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

SsGrantSelection *
ss_grant_selection_new (void)
{
  return g_object_new (SS_TYPE_GRANT_SELECTION, NULL);
}

gboolean
ss_grant_selection_get_is_selecting (SsGrantSelection *self)
{
  return self->is_selecting;
}

void
ss_grant_selection_set_is_selecting (SsGrantSelection *self, gboolean is_selecting)
{
  if (self->is_selecting == is_selecting)
    return;
  self->is_selecting = is_selecting;
  if (!is_selecting)
    g_hash_table_remove_all (self->ids);
  g_signal_emit (self, changed_signal, 0);
}

gboolean
ss_grant_selection_contains (SsGrantSelection *self, const char *id)
{
  return g_hash_table_contains (self->ids, id);
}

void
ss_grant_selection_set (SsGrantSelection *self, const char *id, gboolean is_selected)
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
ss_grant_selection_count (SsGrantSelection *self)
{
  return g_hash_table_size (self->ids);
}

/**
 * ss_grant_selection_list:
 * @self: a selection
 *
 * Returns: (transfer full): the ids
 */
GStrv
ss_grant_selection_list (SsGrantSelection *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_strv_builder_add (builder, id);
  return g_strv_builder_end (builder);
}
