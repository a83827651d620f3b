/* change-history.c: undo and redo of the changes of one session
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/change-history.h"

#include "client/client-error-private.h"

/* More than anybody takes back. */
#define ENTRIES_MAX 100

typedef struct
{
  char *label;
  GObject *store; /* (owned) */
  const SsHistorySteps *steps;
  gpointer undo; /* (owned) */
  gpointer redo; /* (owned) */
  guint serial;  /* later ones are later */
} Entry;

struct _SsChangeHistory
{
  GObject parent_instance;

  GQueue done;   /* (element-type Entry), the last one first */
  GQueue undone; /* likewise */
  guint n_noted;
  guint n_cleared;
  gboolean is_busy;
};

/* An entry while it is undone or done again. */
typedef struct
{
  Entry *entry; /* (owned) (nullable) */
  guint n_cleared;
} Performance;

G_DEFINE_FINAL_TYPE (SsChangeHistory, ss_change_history, G_TYPE_OBJECT)

typedef enum
{
  PROP_CAN_UNDO = 1,
  PROP_CAN_REDO,
  PROP_UNDO_LABEL,
  PROP_REDO_LABEL,
} SsChangeHistoryProperty;

static GParamSpec *properties[PROP_REDO_LABEL + 1];

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  entry->steps->free_step (entry->undo);
  entry->steps->free_step (entry->redo);
  g_object_unref (entry->store);
  g_free (entry->label);
  g_free (entry);
}

static void
performance_free (gpointer data)
{
  Performance *performance = data;

  g_clear_pointer (&performance->entry, entry_free);
  g_free (performance);
}

static void
notify (SsChangeHistory *self)
{
  for (guint i = PROP_CAN_UNDO; i < G_N_ELEMENTS (properties); i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
}

static int
compare_serials (gconstpointer a, gconstpointer b, gpointer data)
{
  guint one = ((const Entry *) a)->serial, other = ((const Entry *) b)->serial;

  return (one < other) - (one > other);
}

/* What could not be undone or done again for now stays what is next; it may be noted meanwhile that more was
 * done. (transfer full) @entry */
static void
put_back (SsChangeHistory *self, Entry *entry, gboolean is_undo)
{
  Entry *latest = g_queue_peek_head (&self->done);

  if (is_undo)
    g_queue_insert_sorted (&self->done, entry, compare_serials, NULL);
  else if (latest == NULL || latest->serial < entry->serial)
    g_queue_push_head (&self->undone, entry);
  else
    entry_free (entry);
}

static void
performed_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SsChangeHistory *self = g_task_get_source_object (task);
  Performance *performance = g_task_get_task_data (task);
  Entry *entry = g_steal_pointer (&performance->entry);
  gboolean is_undo = g_task_get_source_tag (task) == ss_change_history_undo_async;
  GError *error = NULL;
  gboolean is_done = entry->steps->finish (store, result, &error);

  self->is_busy = FALSE;
  if (is_done)
    g_task_return_pointer (task, g_strdup (entry->label), g_free);
  /* What was refused once would be refused again, and what was cleared meanwhile is not to come back. */
  if (performance->n_cleared != self->n_cleared || (!is_done && !ss_client_error_is_passing (error)))
    entry_free (entry);
  else if (is_done)
    g_queue_push_head (is_undo ? &self->undone : &self->done, entry);
  else
    put_back (self, entry, is_undo);
  if (!is_done)
    g_task_return_error (task, error);
  notify (self);
}

static void
perform (SsChangeHistory *self, gboolean is_undo, GCancellable *cancellable, GAsyncReadyCallback callback,
         gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Entry *entry = self->is_busy ? NULL : g_queue_pop_head (is_undo ? &self->done : &self->undone);
  Performance *performance;

  g_task_set_source_tag (task,
                         is_undo ? (gpointer) ss_change_history_undo_async : ss_change_history_redo_async);
  if (entry == NULL)
    {
      g_task_return_pointer (task, NULL, NULL);
      g_object_unref (task);
      return;
    }
  self->is_busy = TRUE;
  performance = g_new0 (Performance, 1);
  performance->entry = entry;
  performance->n_cleared = self->n_cleared;
  g_task_set_task_data (task, performance, performance_free);
  notify (self);
  entry->steps->perform (entry->store, is_undo ? entry->undo : entry->redo, cancellable, performed_cb, task);
}

static void
ss_change_history_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SsChangeHistory *self = SS_CHANGE_HISTORY (object);

  switch ((SsChangeHistoryProperty) id)
    {
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, ss_change_history_can_undo (self));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, ss_change_history_can_redo (self));
      break;
    case PROP_UNDO_LABEL:
      g_value_set_string (value, ss_change_history_get_undo_label (self));
      break;
    case PROP_REDO_LABEL:
      g_value_set_string (value, ss_change_history_get_redo_label (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ss_change_history_finalize (GObject *object)
{
  SsChangeHistory *self = SS_CHANGE_HISTORY (object);

  g_queue_clear_full (&self->done, entry_free);
  g_queue_clear_full (&self->undone, entry_free);

  G_OBJECT_CLASS (ss_change_history_parent_class)->finalize (object);
}

static void
ss_change_history_class_init (SsChangeHistoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ss_change_history_get_property;
  object_class->finalize = ss_change_history_finalize;

  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  properties[PROP_UNDO_LABEL] = g_param_spec_string ("undo-label", NULL, NULL, NULL, flags);
  properties[PROP_REDO_LABEL] = g_param_spec_string ("redo-label", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ss_change_history_init (SsChangeHistory *self)
{
  g_queue_init (&self->done);
  g_queue_init (&self->undone);
}

SsChangeHistory *
ss_change_history_new (void)
{
  return g_object_new (SS_TYPE_CHANGE_HISTORY, NULL);
}

/**
 * ss_change_history_note:
 * @self: a history
 * @label: what was done, as "Move Ann Smith"
 * @store: (transfer none): who does its steps
 * @steps: what it can do with them; static
 * @undo: (transfer full): takes it back
 * @redo: (transfer full): does it again
 */
void
ss_change_history_note (SsChangeHistory *self, const char *label, GObject *store, const SsHistorySteps *steps,
                        gpointer undo, gpointer redo)
{
  Entry *entry = g_new0 (Entry, 1);

  g_return_if_fail (SS_IS_CHANGE_HISTORY (self));

  entry->label = g_strdup (label);
  entry->store = g_object_ref (store);
  entry->steps = steps;
  entry->undo = undo;
  entry->redo = redo;
  entry->serial = ++self->n_noted;
  g_queue_clear_full (&self->undone, entry_free);
  g_queue_push_head (&self->done, entry);
  while (self->done.length > ENTRIES_MAX)
    entry_free (g_queue_pop_tail (&self->done));
  notify (self);
}

/**
 * ss_change_history_clear:
 * @self: a history
 *
 * Somebody else acts from now on: nothing of before is to be taken back in his name.
 */
void
ss_change_history_clear (SsChangeHistory *self)
{
  g_return_if_fail (SS_IS_CHANGE_HISTORY (self));

  self->n_cleared++;
  g_queue_clear_full (&self->done, entry_free);
  g_queue_clear_full (&self->undone, entry_free);
  notify (self);
}

gboolean
ss_change_history_can_undo (SsChangeHistory *self)
{
  return !self->is_busy && !g_queue_is_empty (&self->done);
}

gboolean
ss_change_history_can_redo (SsChangeHistory *self)
{
  return !self->is_busy && !g_queue_is_empty (&self->undone);
}

const char *
ss_change_history_get_undo_label (SsChangeHistory *self)
{
  Entry *entry = g_queue_peek_head (&self->done);

  return entry != NULL ? entry->label : NULL;
}

const char *
ss_change_history_get_redo_label (SsChangeHistory *self)
{
  Entry *entry = g_queue_peek_head (&self->undone);

  return entry != NULL ? entry->label : NULL;
}

/**
 * ss_change_history_undo_async:
 * @self: a history
 * @cancellable: (nullable): gives up
 * @callback: called with what became of it
 * @user_data: for @callback
 */
void
ss_change_history_undo_async (SsChangeHistory *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (SS_IS_CHANGE_HISTORY (self));

  perform (self, TRUE, cancellable, callback, user_data);
}

/**
 * ss_change_history_undo_finish:
 * @self: a history
 * @result: what the callback got
 * @error: the store's error, after which the entry is dropped, unless it passes
 *
 * Returns: (transfer full) (nullable): the label of what was undone; %NULL without an error where there was
 * nothing
 */
char *
ss_change_history_undo_finish (SsChangeHistory *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ss_change_history_redo_async:
 * @self: a history
 * @cancellable: (nullable): gives up
 * @callback: called with what became of it
 * @user_data: for @callback
 */
void
ss_change_history_redo_async (SsChangeHistory *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (SS_IS_CHANGE_HISTORY (self));

  perform (self, FALSE, cancellable, callback, user_data);
}

/**
 * ss_change_history_redo_finish:
 * @self: a history
 * @result: what the callback got
 * @error: the store's error, after which the entry is dropped, unless it passes
 *
 * Returns: (transfer full) (nullable): the label of what was done again
 */
char *
ss_change_history_redo_finish (SsChangeHistory *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
