/* keyring.h: refresh tokens in the system's keyring
 *
 * One item an account, found by its attributes (base-url, tenant, email). Nothing else is ever kept there,
 * and the token is kept nowhere else.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/account.h"

G_BEGIN_DECLS

#define SS_KEYRING_ERROR (ss_keyring_error_quark ())

typedef enum
{
  SS_KEYRING_ERROR_ABSENT,  /* no keyring service */
  SS_KEYRING_ERROR_LOCKED,  /* locked, and stayed so */
  SS_KEYRING_ERROR_REFUSED, /* any other refusal */
} SsKeyringError;

GQuark ss_keyring_error_quark (void);

void ss_keyring_store_async (SsAccount *account, const char *refresh_token, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
gboolean ss_keyring_store_finish (GAsyncResult *result, GError **error);
/* NULL without an error: nothing is kept for it. */
void ss_keyring_look_up_async (SsAccount *account, GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);
char *ss_keyring_look_up_finish (GAsyncResult *result, GError **error);
void ss_keyring_clear_async (SsAccount *account, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean ss_keyring_clear_finish (GAsyncResult *result, GError **error);
/* The accounts that have an item: (element-type SsAccount), for the switcher. */
void ss_keyring_list_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GListModel *ss_keyring_list_finish (GAsyncResult *result, GError **error);

G_END_DECLS
