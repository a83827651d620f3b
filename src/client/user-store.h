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

G_END_DECLS
