/* interval-index.h: things with a beginning and an end, found by when they are
 *
 * A line per key (a resource), each a balanced tree that knows the latest end below every node: what overlaps
 * a span is found in the logarithm of how many there are, however long single intervals may be.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _SsIntervalIndex SsIntervalIndex;

typedef void (*SsIntervalFunc) (gpointer item, gpointer data);

SsIntervalIndex *ss_interval_index_new (void);
void ss_interval_index_free (SsIntervalIndex *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsIntervalIndex, ss_interval_index_free)

/* Whether @item was not there already, with the same key and times. @key: (nullable): a key of its own. */
gboolean ss_interval_index_put (SsIntervalIndex *self, gpointer item, const char *key, gint64 start,
                                gint64 end);
gboolean ss_interval_index_remove (SsIntervalIndex *self, gpointer item); /* whether it was there */
gboolean ss_interval_index_lookup (SsIntervalIndex *self, gpointer item, const char **key, gint64 *start,
                                   gint64 *end);
guint ss_interval_index_get_n_items (SsIntervalIndex *self);

/* What overlaps the span, in the order of starts, then of being put. An interval of no length is where it
 * starts. The index must not change meanwhile. */
void ss_interval_index_query (SsIntervalIndex *self, const char *key, gint64 start, gint64 end,
                              SsIntervalFunc func, gpointer data);
/* Of all keys, one key after the other. */
void ss_interval_index_query_all (SsIntervalIndex *self, gint64 start, gint64 end, SsIntervalFunc func,
                                  gpointer data);

G_END_DECLS
