/* plugin-menu.h: the context menu of a plugin in a grid
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void ss_plugin_menu_add (GtkWidget *list);

G_END_DECLS
