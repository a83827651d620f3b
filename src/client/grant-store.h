/* grant-store.h: which permissions are, and were, granted for a while
 *
 * Two lists, of which what the filter leaves out is not in ss_grant_store_get_lists(). Properties: state,
 * error and loaded-at as a paged list has them, of what is shown of the two. Signal: ::tick, once a second
 * while somebody looks.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/paged-list.h"
#include "model/people.h"

G_BEGIN_DECLS

#define SS_TYPE_GRANT_STORE (ss_grant_store_get_type ())
G_DECLARE_FINAL_TYPE (SsGrantStore, ss_grant_store, SS, GRANT_STORE, GObject)

SsGrantStore *ss_grant_store_new (SsSession *session);

/* Of SsPagedList: the grants that are active, then those that have ended. */
GListModel *ss_grant_store_get_lists (SsGrantStore *self);
SsPermissionGrant *ss_grant_store_find (SsGrantStore *self, const char *id);
guint ss_grant_store_count (SsGrantStore *self);
void ss_grant_store_reload (SsGrantStore *self);
/* Something has changed: soon. */
void ss_grant_store_touch (SsGrantStore *self);
/* Each (nullable): all. @search: part of the name or address of who has it; @action: a permission's code.
 * @typing: wait a little for more. */
void ss_grant_store_set_filter (SsGrantStore *self, const char *search, const char *status,
                                const char *action, gboolean typing);
/* Whether somebody looks. */
void ss_grant_store_set_is_watched (SsGrantStore *self, gboolean is_watched);
/* By the platform's clock; 0: it is over. */
guint ss_grant_store_get_seconds_left (SsGrantStore *self, SsPermissionGrant *grant);

void ss_grant_store_create_async (SsGrantStore *self, const char *grantee_id, const char *action,
                                  const char *reason, guint minutes, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
SsPermissionGrant *ss_grant_store_create_finish (SsGrantStore *self, GAsyncResult *result, GError **error);

/* Works at once. @ids: NULL-terminated; the results are SsBulkResult in their order. */
void ss_grant_store_revoke_async (SsGrantStore *self, const char *const *ids, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *ss_grant_store_revoke_finish (SsGrantStore *self, GAsyncResult *result, GError **error);

/* How often it was needed, from the audit log. */
void ss_grant_store_count_uses_async (SsGrantStore *self, const char *id, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
gint64 ss_grant_store_count_uses_finish (SsGrantStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
