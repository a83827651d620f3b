/* installation-store.h: the plugins that a tenant has installed
 *
 * Changes are applied at once, then confirmed or taken back. Those to one installation are sent one after the
 * other.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/paged-list.h"
#include "client/plugin-store.h"

G_BEGIN_DECLS

#define SS_TYPE_INSTALLATION_STORE (ss_installation_store_get_type ())
G_DECLARE_FINAL_TYPE (SsInstallationStore, ss_installation_store, SS, INSTALLATION_STORE, GObject)

/* @plugins: kept true: installationId and installCount follow. It begins to load by itself. Properties:
 * n-updates (for the sidebar's badge), state, error, loaded-at. Signal: ::pending-changed (id), see
 * ss_installation_store_is_pending(). */
SsInstallationStore *ss_installation_store_new (SsSession *session, SsPluginStore *plugins);

/* All of them, as a GListModel of SsInstallation in the platform's order (loaded whole: a tenant has hundreds
 * at most, and it is grouped); state and error as of an SsPagedList. */
GListModel *ss_installation_store_get_installations (SsInstallationStore *self);
SsLoadState ss_installation_store_get_state (SsInstallationStore *self);
const GError *ss_installation_store_get_error (SsInstallationStore *self);
gint64 ss_installation_store_get_loaded_at (SsInstallationStore *self);
void ss_installation_store_load (SsInstallationStore *self); /* starts, or starts again; see `state` */
guint ss_installation_store_get_n_updates (SsInstallationStore *self);
SsInstallation *ss_installation_store_find (SsInstallationStore *self, const char *id);
SsInstallation *ss_installation_store_find_plugin (SsInstallationStore *self, const char *plugin_id);
gboolean ss_installation_store_is_pending (SsInstallationStore *self, const char *id);

/* Each _finish gives the installation as the platform confirmed it (transfer full), or NULL and @error. */
void ss_installation_store_install_async (SsInstallationStore *self, SsPlugin *plugin,
                                          JsonObject *config_values, GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer user_data);
void ss_installation_store_set_active_async (SsInstallationStore *self, SsInstallation *installation,
                                             gboolean is_active, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
void ss_installation_store_configure_async (SsInstallationStore *self, SsInstallation *installation,
                                            JsonObject *config_values, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer user_data);
void ss_installation_store_update_async (SsInstallationStore *self, SsInstallation *installation,
                                         const char *const *accept_permissions, GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer user_data);
void ss_installation_store_roll_back_async (SsInstallationStore *self, SsInstallation *installation,
                                            GCancellable *cancellable, GAsyncReadyCallback callback,
                                            gpointer user_data);
void ss_installation_store_rate_async (SsInstallationStore *self, SsInstallation *installation, guint stars,
                                       const char *review, GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data); /* 0 stars: remove */
SsInstallation *ss_installation_store_change_finish (SsInstallationStore *self, GAsyncResult *result,
                                                     GError **error);
void ss_installation_store_uninstall_async (SsInstallationStore *self, SsInstallation *installation,
                                            GCancellable *cancellable, GAsyncReadyCallback callback,
                                            gpointer user_data);
/* For the event stream: @event is `installation.created`, `.updated` or `.deleted`. What is older than what
 * is held is ignored. */
void ss_installation_store_merge_event (SsInstallationStore *self, const char *event,
                                        SsInstallation *installation);
gboolean ss_installation_store_uninstall_finish (SsInstallationStore *self, GAsyncResult *result,
                                                 GError **error);

G_END_DECLS
