/* catalog-store.h: what is booked: resources, services, and what blocks a resource
 *
 * All three are held whole. Properties: state, error and loaded-at as a paged list has them. Signal
 * ::changed: something of it is different.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/paged-list.h"
#include "domain/opening.h"
#include "model/bookings.h"
#include "model/tenants.h"

G_BEGIN_DECLS

#define SS_TYPE_CATALOG_STORE (ss_catalog_store_get_type ())
G_DECLARE_FINAL_TYPE (SsCatalogStore, ss_catalog_store, SS, CATALOG_STORE, GObject)

SsCatalogStore *ss_catalog_store_new (SsSession *session);
void ss_catalog_store_load (SsCatalogStore *self);
GListModel *
ss_catalog_store_get_resources (SsCatalogStore *self); /* of SsResource, active ones in their order */
/* All of them, also those that are not active: resources in their order, services by name. */
GListModel *ss_catalog_store_get_all_resources (SsCatalogStore *self);
GListModel *ss_catalog_store_get_services (SsCatalogStore *self);
GListModel *ss_catalog_store_get_blockers (SsCatalogStore *self); /* of SsBlocker */
SsResource *ss_catalog_store_find_resource (SsCatalogStore *self, const char *id);
SsService *ss_catalog_store_find_service (SsCatalogStore *self, const char *id);
SsBlocker *ss_catalog_store_find_blocker (SsCatalogStore *self, const char *id);
/* When the business is open, and a resource of it. @resource: (nullable) */
void ss_catalog_store_get_hours (SsCatalogStore *self, SsResource *resource, SsOpeningWeek *week);
/* Reads again what has been read. */
void ss_catalog_store_reload (SsCatalogStore *self);
/* For the event stream: @event is `blocker.created`, `.updated`, `.deleted` or `settings.changed`. */
void ss_catalog_store_merge_event (SsCatalogStore *self, const char *event, SsModel *model);
SsTenantSettings *ss_catalog_store_get_settings (SsCatalogStore *self); /* (nullable) */

/* catalog-edit.c: changes of all three, shown at once and taken back where they are refused. */
void ss_catalog_store_create_async (SsCatalogStore *self, SsModel *record, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
SsModel *ss_catalog_store_create_finish (SsCatalogStore *self, GAsyncResult *result, GError **error);
/* @patch: of which only that is set which changes (ss_model_make_patch()). */
void ss_catalog_store_change_async (SsCatalogStore *self, SsModel *record, SsModel *patch,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean ss_catalog_store_change_finish (SsCatalogStore *self, GAsyncResult *result, GError **error);
/* `in_use` where bookings need it. */
void ss_catalog_store_delete_async (SsCatalogStore *self, SsModel *record, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
gboolean ss_catalog_store_delete_finish (SsCatalogStore *self, GAsyncResult *result, GError **error);
/* @place: among all resources, from 0. */
void ss_catalog_store_move_async (SsCatalogStore *self, SsResource *resource, guint place,
                                  GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean ss_catalog_store_move_finish (SsCatalogStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
