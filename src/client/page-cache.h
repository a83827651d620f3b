/* page-cache.h: the rows of a long list that are held, page by page
 *
 * A sparse array of models. Pages that were not looked at for longest are dropped first.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "model/model.h"

G_BEGIN_DECLS

typedef struct _SsPageCache SsPageCache;

/* Whether somebody shows a row of this page. */
typedef gboolean (*SsPageInUseFunc) (guint page, gpointer data);

SsPageCache *ss_page_cache_new (guint page_size);
void ss_page_cache_free (SsPageCache *self);
void ss_page_cache_clear (SsPageCache *self, guint page_size);
guint ss_page_cache_get_page_size (SsPageCache *self);

SsModel *ss_page_cache_get (SsPageCache *self, guint position); /* and its page was looked at */
void ss_page_cache_put (SsPageCache *self, guint position, SsModel *model);
/* Everything behind moves by one. */
void ss_page_cache_remove (SsPageCache *self, guint position);
void ss_page_cache_insert (SsPageCache *self, guint position, SsModel *model);
void ss_page_cache_truncate (SsPageCache *self, guint n_rows);
SsModel *ss_page_cache_find (SsPageCache *self, const char *id, guint *position);
GHashTable *ss_page_cache_steal_index (SsPageCache *self);
void ss_page_cache_trim (SsPageCache *self, guint n_pages, SsPageInUseFunc in_use, gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsPageCache, ss_page_cache_free)

G_END_DECLS
