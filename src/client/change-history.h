/* change-history.h: undo and redo of the changes of one session
 *
 * A store notes each change that the platform has confirmed, with the step that takes it back and the step
 * that does it again. Undoing and redoing are changes like any other: the platform may refuse them, then the
 * entry is dropped and its error tells why.
 *
 * Properties: can-undo, can-redo, undo-label, redo-label ("Move Ann Smith").
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SS_TYPE_CHANGE_HISTORY (ss_change_history_get_type ())
G_DECLARE_FINAL_TYPE (SsChangeHistory, ss_change_history, SS, CHANGE_HISTORY, GObject)

/**
 * SsHistorySteps:
 * @perform: takes a step of @store; must not note it as a new change
 * @finish: how that ended
 * @free_step: frees a step
 *
 * What a store can do with its own steps.
 */
typedef struct
{
  void (*perform) (GObject *store, gpointer step, GCancellable *cancellable, GAsyncReadyCallback callback,
                   gpointer user_data);
  gboolean (*finish) (GObject *store, GAsyncResult *result, GError **error);
  GDestroyNotify free_step;
} SsHistorySteps;

SsChangeHistory *ss_change_history_new (void);

/* For a store: @undo and @redo are the history's from now on. What could be redone is forgotten. */
void ss_change_history_note (SsChangeHistory *self, const char *label, GObject *store,
                             const SsHistorySteps *steps, gpointer undo, gpointer redo);
void ss_change_history_clear (SsChangeHistory *self);

gboolean ss_change_history_can_undo (SsChangeHistory *self);
gboolean ss_change_history_can_redo (SsChangeHistory *self);
const char *ss_change_history_get_undo_label (SsChangeHistory *self); /* (nullable) */
const char *ss_change_history_get_redo_label (SsChangeHistory *self); /* (nullable) */

/* One at a time: while a step is under way there is nothing to undo or redo. Both return the label of what
 * was undone or redone, (transfer full). */
void ss_change_history_undo_async (SsChangeHistory *self, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
char *ss_change_history_undo_finish (SsChangeHistory *self, GAsyncResult *result, GError **error);
void ss_change_history_redo_async (SsChangeHistory *self, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
char *ss_change_history_redo_finish (SsChangeHistory *self, GAsyncResult *result, GError **error);

G_END_DECLS
