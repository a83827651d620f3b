/* token-keeper.h: the tokens of a session, and their renewal, one at a time
 *
 * A refresh token may be used once only (contract section 2), so however many requests find their access
 * token stale, one renewal is made for all.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/account.h"
#include "client/transport.h"

G_BEGIN_DECLS

#define SS_TYPE_TOKEN_KEEPER (ss_token_keeper_get_type ())
G_DECLARE_FINAL_TYPE (SsTokenKeeper, ss_token_keeper, SS, TOKEN_KEEPER, GObject)

/* Signals: ::rotated (char *refresh_token), before those that wait go on; ::refused (GError) when the
 * platform takes the refresh token no more: by then both are forgotten. */
SsTokenKeeper *ss_token_keeper_new (SsTransport *transport, SsAccount *account);
void ss_token_keeper_set (SsTokenKeeper *self, const char *access, const char *refresh);
void ss_token_keeper_forget (SsTokenKeeper *self);
const char *ss_token_keeper_get_access (SsTokenKeeper *self);
const char *ss_token_keeper_get_refresh (SsTokenKeeper *self);
/* Done at once where the access token is another than @stale already. */
void ss_token_keeper_renew_async (SsTokenKeeper *self, const char *stale, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
gboolean ss_token_keeper_renew_finish (SsTokenKeeper *self, GAsyncResult *result, GError **error);
/* Tells the platform, after a renewal that is under way, and forgets. Never fails but by cancellation. */
void ss_token_keeper_revoke_async (SsTokenKeeper *self, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
gboolean ss_token_keeper_revoke_finish (SsTokenKeeper *self, GAsyncResult *result, GError **error);

/* Takes the tokens out of an answer of `/auth/…`. */
gboolean ss_tokens_parse (GBytes *body, char **access, char **refresh);
/* A body with one secret member; wiped when freed. */
GBytes *ss_secret_body_new (const char *const *names_and_values);

G_END_DECLS
