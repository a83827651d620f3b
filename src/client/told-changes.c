/* told-changes.c: what the event stream told while something else was under way
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/told-changes.h"

struct _SsToldChanges
{
  guint n_lists;
  GHashTable *told;   /* (owned) (element-type utf8 gboolean): id to whether it is gone */
  GHashTable *parked; /* (owned) (element-type utf8 SsModel) */
};

SsToldChanges *
ss_told_changes_new (void)
{
  SsToldChanges *self = g_new0 (SsToldChanges, 1);

  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->parked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  return self;
}

/**
 * ss_told_changes_free:
 * @self: (nullable): what was told
 */
void
ss_told_changes_free (SsToldChanges *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->told);
  g_hash_table_unref (self->parked);
  g_free (self);
}

void
ss_told_changes_begin_list (SsToldChanges *self)
{
  self->n_lists++;
}

/**
 * ss_told_changes_end_list:
 * @self: what was told
 *
 * When no list is under way, what comes later was asked for later, and has it all.
 */
void
ss_told_changes_end_list (SsToldChanges *self)
{
  self->n_lists--;
  if (self->n_lists == 0)
    g_hash_table_remove_all (self->told);
}

/**
 * ss_told_changes_note:
 * @self: what was told
 * @id: of an object
 * @is_gone: whether it was deleted
 */
void
ss_told_changes_note (SsToldChanges *self, const char *id, gboolean is_gone)
{
  if (self->n_lists > 0)
    g_hash_table_insert (self->told, g_strdup (id), GINT_TO_POINTER (is_gone));
}

/**
 * ss_told_changes_has:
 * @self: what was told
 * @id: (nullable): of an object
 * @is_gone: (out): whether it was deleted
 *
 * Returns: whether a list that is under way may be older than what was told of it
 */
gboolean
ss_told_changes_has (SsToldChanges *self, const char *id, gboolean *is_gone)
{
  gpointer value = NULL;
  gboolean has = id != NULL && g_hash_table_lookup_extended (self->told, id, NULL, &value);

  *is_gone = GPOINTER_TO_INT (value);
  return has;
}

/**
 * ss_told_changes_park:
 * @self: what was told
 * @model: an object that is being changed here
 */
void
ss_told_changes_park (SsToldChanges *self, SsModel *model)
{
  g_hash_table_insert (self->parked, g_strdup (ss_model_get_id (model)), g_object_ref (model));
}

/**
 * ss_told_changes_take:
 * @self: what was told
 * @id: (nullable): of an object that is not being changed here any more
 *
 * Returns: (transfer full) (nullable): what was told of it last
 */
SsModel *
ss_told_changes_take (SsToldChanges *self, const char *id)
{
  g_autofree gpointer key = NULL;
  gpointer model = NULL;

  if (id != NULL)
    g_hash_table_steal_extended (self->parked, id, &key, &model);
  return model;
}
