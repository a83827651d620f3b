/* record-changes.h: changes of one kind of object, shown before the platform has confirmed them
 *
 * What is shown of an object is its confirmed state with the changes that still wait merged into it. Changes
 * of one object are sent one after the other; each is confirmed, or taken back without touching those behind
 * it.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/session.h"

G_BEGIN_DECLS

#define SS_TYPE_RECORD_CHANGES (ss_record_changes_get_type ())
G_DECLARE_FINAL_TYPE (SsRecordChanges, ss_record_changes, SS, RECORD_CHANGES, GObject)

SsRecordChanges *ss_record_changes_new (SsSession *session, const char *path, GType type);

/* @model: what is new, without an id. */
void ss_record_changes_create_async (SsRecordChanges *self, SsModel *model, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
SsModel *ss_record_changes_create_finish (SsRecordChanges *self, GAsyncResult *result, GError **error);
/* @record: what is shown; @patch: a model of which only that is set (or unset to null) which changes. */
void ss_record_changes_change_async (SsRecordChanges *self, SsModel *record, SsModel *patch,
                                     GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean ss_record_changes_change_finish (SsRecordChanges *self, GAsyncResult *result, GError **error);
void ss_record_changes_delete_async (SsRecordChanges *self, const char *id, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
gboolean ss_record_changes_delete_finish (SsRecordChanges *self, GAsyncResult *result, GError **error);

G_END_DECLS
