/* menu-button-name.c: what a screen reader says of a menu button
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/widgets/menu-button-name.h"

/**
 * ss_menu_button_name_by_tooltip:
 * @button: a menu button that shows an icon only and has a tooltip
 *
 * The button that takes the focus is inside the menu button, out of a template's reach: GTK 4.8 names it
 * after its type.
 */
void
ss_menu_button_name_by_tooltip (GtkMenuButton *button)
{
  GtkWidget *inner = gtk_widget_get_first_child (GTK_WIDGET (button));

  if (inner != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (inner), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    gtk_widget_get_tooltip_text (GTK_WIDGET (button)), -1);
}
