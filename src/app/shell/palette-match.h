/* palette-match.h: how well a title answers what was typed
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Both are folded by ss_search_fold(). 0: not at all; an empty @query fits everything equally. */
guint ss_palette_match (const char *query, const char *title);

G_END_DECLS
