/* menu-button-name.h: what a screen reader says of a menu button
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void ss_menu_button_name_by_tooltip (GtkMenuButton *button);

G_END_DECLS
