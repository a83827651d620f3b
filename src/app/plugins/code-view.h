/* code-view.h: code with its syntax in colours
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

GtkWidget *ss_code_view_new (gboolean editable); /* a GtkSourceView of Lua */
GtkWidget *ss_code_view_new_of (const char *id, gboolean editable);
char *ss_code_view_get_text (GtkWidget *view);
void ss_code_view_set_text (GtkWidget *view, const char *text);
void ss_code_view_go_to (GtkWidget *view, int line, int column);

G_END_DECLS
