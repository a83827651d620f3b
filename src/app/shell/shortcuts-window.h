/* shortcuts-window.h: all keys, made from the table of actions
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *ss_shortcuts_window_new (void);
void ss_shortcuts_window_present (GtkWindow *parent);

G_END_DECLS
