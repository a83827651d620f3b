/* markdown-inline.h: the running text of CommonMark as Pango markup
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <cmark.h>
#include <glib.h>

G_BEGIN_DECLS

char *ss_markdown_to_markup (cmark_node *block);
char *ss_markdown_to_text (cmark_node *block);
/* A short text, as a release's notes: its paragraphs as lines of markup. (transfer full) */
char *ss_markdown_notes_to_markup (const char *text);
gboolean ss_markdown_may_link (const char *address);
/* The paragraph is nothing but one link: its address, else NULL. (transfer none) */
const char *ss_markdown_get_only_link (cmark_node *block);

/* Rows of cells of markup; the first is the head. NULL where the paragraph is no table. */
GPtrArray *ss_markdown_to_table (cmark_node *paragraph);

G_END_DECLS
