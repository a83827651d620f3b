/* plugin-store.h: what the marketplace offers
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/paged-list.h"
#include "client/session.h"
#include "model/plugins.h"

G_BEGIN_DECLS

#define SS_TYPE_PLUGIN_STORE (ss_plugin_store_get_type ())
G_DECLARE_FINAL_TYPE (SsPluginStore, ss_plugin_store, SS, PLUGIN_STORE, GObject)

SsPluginStore *ss_plugin_store_new (SsSession *session);

/* What the marketplace shows; an SsPagedList of SsPlugin. */
SsPagedList *ss_plugin_store_get_plugins (SsPluginStore *self);
/* The featured ones: a short list. */
SsPagedList *ss_plugin_store_get_featured (SsPluginStore *self);
/* Another search in all of them, beside what the marketplace shows. (transfer full), of SsPlugin */
SsPagedList *ss_plugin_store_search (SsPluginStore *self, const char *text);
/* What is typed on in such a list: waits a little for more. */
void ss_plugin_store_search_on (SsPluginStore *self, SsPagedList *found, const char *text);
/* How many there are per category: (category, count) rows of the last answer; see SsCategoryCount. */
GListModel *ss_plugin_store_get_categories (SsPluginStore *self);

#define SS_TYPE_CATEGORY_COUNT (ss_category_count_get_type ())
G_DECLARE_FINAL_TYPE (SsCategoryCount, ss_category_count, SS, CATEGORY_COUNT,
                      GObject) /* category, label, count */
SsCategoryCount *ss_category_count_new (const char *category, gint64 count);
const char *ss_category_count_get_category (SsCategoryCount *self);
const char *ss_category_count_get_label (SsCategoryCount *self);
gint64 ss_category_count_get_count (SsCategoryCount *self);
void ss_category_count_set_count (SsCategoryCount *self, gint64 count);

/* What is asked for. */
typedef struct
{
  const char *search;            /* (nullable) */
  const char *const *categories; /* (nullable): none: all */
  const char *ordering;          /* (nullable) */
  gboolean only_featured;
  gboolean only_verified;
  gboolean only_not_installed;
} SsPluginFilter;
/* @typing: wait a little for more. */
void ss_plugin_store_set_filter (SsPluginStore *self, const SsPluginFilter *filter, gboolean typing);

/* The single object, with code and changelog: merged into what is held. (transfer full) */
void ss_plugin_store_load_async (SsPluginStore *self, const char *id, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
SsPlugin *ss_plugin_store_load_finish (SsPluginStore *self, GAsyncResult *result, GError **error);

SsPagedList *ss_plugin_store_list_reviews (SsPluginStore *self,
                                           const char *id); /* (transfer full), of SsReview */

/* A custom plugin; created where it has no id yet. */
void ss_plugin_store_save_async (SsPluginStore *self, SsPlugin *plugin, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
SsPlugin *ss_plugin_store_save_finish (SsPluginStore *self, GAsyncResult *result, GError **error);
void ss_plugin_store_delete_async (SsPluginStore *self, const char *id, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
gboolean ss_plugin_store_delete_finish (SsPluginStore *self, GAsyncResult *result, GError **error);

/* For the store of installations: what is shown of @plugin_id follows at once. @change is added to the count
 * of tenants that have it. */
void ss_plugin_store_set_installation (SsPluginStore *self, const char *plugin_id,
                                       const char *installation_id, gint change);
/* Reads what is held of @plugin_id again. */
void ss_plugin_store_refresh (SsPluginStore *self, const char *plugin_id);

G_END_DECLS
