/* answer-cache.h: answers that may still hold, by address
 *
 * For conditional requests: a 304 is answered from here. Bytes only, parsed anew each time, because a model
 * belongs to whoever got it.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _SsAnswerCache SsAnswerCache;

SsAnswerCache *ss_answer_cache_new (guint n_max, gsize size_max);
void ss_answer_cache_free (SsAnswerCache *self);
void ss_answer_cache_clear (SsAnswerCache *self);
void ss_answer_cache_put (SsAnswerCache *self, const char *address, const char *etag, GBytes *body);
void ss_answer_cache_remove (SsAnswerCache *self, const char *address);
/* Gives its ETag, and makes it the newest; NULL where it is not held. */
const char *ss_answer_cache_get (SsAnswerCache *self, const char *address, GBytes **body);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsAnswerCache, ss_answer_cache_free)

G_END_DECLS
