/* query.h: the parameters behind the question mark
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _SsQuery SsQuery;

/* NULL where it is no query: bad escapes, not UTF-8, or too many parameters. */
SsQuery *ss_query_parse (const char *text);
void ss_query_free (SsQuery *self);

const char *ss_query_get (SsQuery *self, const char *name);
GStrv ss_query_get_all (SsQuery *self, const char *name);
/* The query once more, with @name having @value alone. */
char *ss_query_replace (SsQuery *self, const char *name, const char *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsQuery, ss_query_free)

G_END_DECLS
