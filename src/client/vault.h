/* vault.h: keeps the newest refresh token of an account in the keyring
 *
 * Writes one after the other and leaves out what has been overtaken, so that an older token never overwrites
 * a newer one, nor a token comes back after a sign-out.
 *
 * Properties: is-kept, problem (a sentence or NULL).
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/account.h"

G_BEGIN_DECLS

#define SS_TYPE_VAULT (ss_vault_get_type ())
G_DECLARE_FINAL_TYPE (SsVault, ss_vault, SS, VAULT, GObject)

SsVault *ss_vault_new (SsAccount *account);
void ss_vault_put (SsVault *self, const char *refresh_token); /* NULL: removes it */
/* Whether rotated tokens are to follow. */
void ss_vault_set_keeps (SsVault *self, gboolean keeps);
gboolean ss_vault_get_keeps (SsVault *self);
void ss_vault_rotate (SsVault *self, const char *refresh_token);
gboolean ss_vault_get_is_kept (SsVault *self);
const char *ss_vault_get_problem (SsVault *self);
void ss_vault_look_up_async (SsVault *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data);
char *ss_vault_look_up_finish (SsVault *self, GAsyncResult *result, GError **error);
/* Called back when nothing is left to write. */
void ss_vault_settle_async (SsVault *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean ss_vault_settle_finish (SsVault *self, GAsyncResult *result, GError **error);

G_END_DECLS
