/* blocker-changes.h: blocking a resource's time, changing that and giving it back, all of which can be undone
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/catalog-store.h"
#include "client/change-history.h"

G_BEGIN_DECLS

/* @blockers: (element-type SsBlocker): without ids, one a resource. The calendar has them before the callback
 * is called, and one step takes all of them back. Where one fails those before it stay. */
void ss_blocker_changes_create_async (SsCatalogStore *store, SsChangeHistory *history, GPtrArray *blockers,
                                      GCancellable *cancellable, GAsyncReadyCallback callback,
                                      gpointer user_data);
/* @blocker: one that @store holds; @patch: of which only that is set which changes. */
void ss_blocker_changes_change_async (SsCatalogStore *store, SsChangeHistory *history, SsBlocker *blocker,
                                      SsBlocker *patch, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
void ss_blocker_changes_delete_async (SsCatalogStore *store, SsChangeHistory *history, SsBlocker *blocker,
                                      GCancellable *cancellable, GAsyncReadyCallback callback,
                                      gpointer user_data);
/* How many of @blockers are made, also where it failed. */
guint ss_blocker_changes_get_n_created (GAsyncResult *result);
/* How any of the three ended. */
gboolean ss_blocker_changes_finish (SsCatalogStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
