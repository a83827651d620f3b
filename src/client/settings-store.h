/* settings-store.h: a tenant's settings and logo
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/paged-list.h"
#include "model/tenants.h"

G_BEGIN_DECLS

#define SS_TYPE_SETTINGS_STORE (ss_settings_store_get_type ())
G_DECLARE_FINAL_TYPE (SsSettingsStore, ss_settings_store, SS, SETTINGS_STORE, GObject)

SsSettingsStore *ss_settings_store_new (SsSession *session);
void ss_settings_store_load_async (SsSettingsStore *self, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
SsTenantSettings *ss_settings_store_load_finish (SsSettingsStore *self, GAsyncResult *result, GError **error);
/* @names: wire names of the members that changed. */
void ss_settings_store_save_async (SsSettingsStore *self, SsTenantSettings *settings,
                                   const char *const *names, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
SsTenantSettings *ss_settings_store_save_finish (SsSettingsStore *self, GAsyncResult *result, GError **error);
/* @logo: NULL removes it. */
void ss_settings_store_set_logo_async (SsSettingsStore *self, GBytes *logo, const char *content_type,
                                       GCancellable *cancellable, GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean ss_settings_store_set_logo_finish (SsSettingsStore *self, GAsyncResult *result, GError **error);

/* Own sessions, password: the account part of Settings. */
SsPagedList *ss_settings_store_list_sessions (SsSettingsStore *self); /* (transfer full), of SsSignedIn */
void ss_settings_store_end_session_async (SsSettingsStore *self, const char *id, GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer user_data);
gboolean ss_settings_store_end_session_finish (SsSettingsStore *self, GAsyncResult *result, GError **error);
void ss_settings_store_change_password_async (SsSettingsStore *self, const char *current,
                                              const char *replacement, GCancellable *cancellable,
                                              GAsyncReadyCallback callback, gpointer user_data);
gboolean ss_settings_store_change_password_finish (SsSettingsStore *self, GAsyncResult *result,
                                                   GError **error);

G_END_DECLS
