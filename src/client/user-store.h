/* user-store.h: who signs in to the business
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/paged-list.h"
#include "model/people.h"

G_BEGIN_DECLS

#define SS_TYPE_USER_STORE (ss_user_store_get_type ())
G_DECLARE_FINAL_TYPE (SsUserStore, ss_user_store, SS, USER_STORE, GObject)

SsUserStore *ss_user_store_new (SsSession *session);

/* What the page of users shows; an SsPagedList of SsUser, each with what may be done with it (`can`). */
SsPagedList *ss_user_store_get_users (SsUserStore *self);
/* Each (nullable): all. @typing: wait a little for more. */
void ss_user_store_set_filter (SsUserStore *self, const char *search, const char *role, const char *status,
                               gboolean typing);
/* @patch: of which only that is set which changes: name, role or is-active. Shown at once in @user. */
void ss_user_store_change_async (SsUserStore *self, SsUser *user, SsUser *patch, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
gboolean ss_user_store_change_finish (SsUserStore *self, GAsyncResult *result, GError **error);

/* @draft: name, email and role. What comes back has the address to pass on, which is told only now. */
void ss_user_store_invite_async (SsUserStore *self, SsInvitedUser *draft, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
SsInvitedUser *ss_user_store_invite_finish (SsUserStore *self, GAsyncResult *result, GError **error);

/* What is done to many at once. @role: of SS_USER_BULK_SET_ROLE; NULL else. What is refused for one changes
 * nothing for that one; the results are SsBulkResult, one for each of @ids. */
typedef enum
{
  SS_USER_BULK_ACTIVATE,
  SS_USER_BULK_DEACTIVATE,
  SS_USER_BULK_SET_ROLE,
} SsUserBulkAction;

void ss_user_store_change_many_async (SsUserStore *self, const char *const *ids, SsUserBulkAction action,
                                      const char *role, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *ss_user_store_change_many_finish (SsUserStore *self, GAsyncResult *result, GError **error);
/* The two swap their roles; @password: the caller's own. The caller's permissions are read again. */
void ss_user_store_transfer_async (SsUserStore *self, const char *user_id, const char *password,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean ss_user_store_transfer_finish (SsUserStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
