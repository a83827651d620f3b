/* paged-list.h: a long list of the platform's, of which only what is looked at is fetched
 *
 * A GListModel of SsListItem, as long as the platform's count. An item's model is NULL until its page is
 * there; asking for an item asks for its page. It begins to load by itself. Properties: query (string),
 * count, state (SsLoadState), error (GError), loaded-at (when what is shown came, in microseconds since
 * 1970), is-loading (a new first page is under way).
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/session.h"

G_BEGIN_DECLS

/**
 * SsLoadState:
 * @SS_LOAD_LOADING: nothing to show yet
 * @SS_LOAD_EMPTY: there is nothing
 * @SS_LOAD_FAILED: and there is nothing older to show
 * @SS_LOAD_OFFLINE: what is shown is from before
 * @SS_LOAD_READY: content
 */
typedef enum
{
  SS_LOAD_LOADING,
  SS_LOAD_EMPTY,
  SS_LOAD_FAILED,
  SS_LOAD_OFFLINE,
  SS_LOAD_READY,
} SsLoadState;

#define SS_TYPE_LOAD_STATE (ss_load_state_get_type ())
GType ss_load_state_get_type (void);

#define SS_TYPE_LIST_ITEM (ss_list_item_get_type ())
G_DECLARE_FINAL_TYPE (SsListItem, ss_list_item, SS, LIST_ITEM, GObject) /* properties: model, position */
SsModel *ss_list_item_get_model (SsListItem *self);                     /* NULL until it is there */
guint ss_list_item_get_position (SsListItem *self);

#define SS_TYPE_PAGED_LIST (ss_paged_list_get_type ())
G_DECLARE_FINAL_TYPE (SsPagedList, ss_paged_list, SS, PAGED_LIST, GObject)

SsPagedList *ss_paged_list_new (SsSession *session, const char *path, GType type);
/* A new query cancels what is under way; what is shown stays until the new first page is there. Debouncing is
 * in ss_paged_list_set_query_soon(), for typing. */
void ss_paged_list_set_query (SsPagedList *self, const char *query);
void ss_paged_list_set_query_soon (SsPagedList *self, const char *query);
void ss_paged_list_reload (SsPagedList *self);
SsLoadState ss_paged_list_get_state (SsPagedList *self);
const GError *ss_paged_list_get_error (SsPagedList *self);
gint64 ss_paged_list_get_loaded_at (SsPagedList *self);
gboolean ss_paged_list_get_is_loading (SsPagedList *self);
/* The whole last first page's answer, for members beside `results`, or NULL. */
JsonNode *ss_paged_list_get_extra (SsPagedList *self);
/* The model of @id where it is held, or NULL. */
SsModel *ss_paged_list_find (SsPagedList *self, const char *id);
/* A model came from elsewhere: it is merged into the one that is held. */
void ss_paged_list_merge (SsPagedList *self, SsModel *model);
/* Taken out at once, put back by ss_paged_list_restore() when the platform refuses. */
void ss_paged_list_remove (SsPagedList *self, const char *id);
void ss_paged_list_restore (SsPagedList *self, const char *id);
/* In front. */
void ss_paged_list_insert (SsPagedList *self, SsModel *model);

G_END_DECLS
