/* markdown-view.h: CommonMark as widgets
 *
 * Property: text. Signal ::link (string) -> boolean for links into the program
 * ("smoothschedule:marketplace"), which a page handles; others are opened by the desktop.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is longer is cut; a description has at most 20,000 characters. */
#define SS_MARKDOWN_MAX (256 * 1024)

#define SS_TYPE_MARKDOWN_VIEW (ss_markdown_view_get_type ())
G_DECLARE_FINAL_TYPE (SsMarkdownView, ss_markdown_view, SS, MARKDOWN_VIEW, GtkWidget)

GtkWidget *ss_markdown_view_new (void);
void ss_markdown_view_set_text (SsMarkdownView *self, const char *text);

/* The headings, in their order: labels, and how deep each is. */
guint ss_markdown_view_get_n_headings (SsMarkdownView *self);
GtkWidget *ss_markdown_view_get_heading (SsMarkdownView *self, guint number, int *level);

G_END_DECLS
