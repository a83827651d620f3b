/* plugin-menu.c: the context menu of a plugin in a grid
 *
 * One for the whole grid, for the secondary button, a long press and the Menu key.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/plugins/plugin-menu.h"

#include <glib/gi18n-lib.h>

#include "app/plugins/plugin-card.h"
#include "app/widgets/popover-end.h"

static void
add_item (GMenu *menu, const char *label, const char *action, const char *id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", id);
  g_menu_append_item (menu, item);
}

static GMenuModel *
create_model (SsPluginCard *card)
{
  SsPlugin *plugin = ss_plugin_card_get_plugin (card);
  SsPluginOffer offer = ss_plugin_card_get_offer (card);
  const char *action = ss_plugin_offer_get_action (offer);
  GMenu *menu = g_menu_new ();

  add_item (menu, _ ("_Details"), "plugin.details", ss_plugin_get_id (plugin));
  if (action != NULL)
    add_item (menu, ss_plugin_offer_get_label (offer), action, ss_plugin_get_id (plugin));
  if (ss_plugin_get_installation_id (plugin) != NULL)
    add_item (menu, _ ("_Uninstall…"), "plugin.uninstall", ss_plugin_get_id (plugin));
  return G_MENU_MODEL (menu);
}

static void
show_menu (SsPluginCard *card, const GdkRectangle *place)
{
  g_autoptr (GMenuModel) model = NULL;
  GtkWidget *popover;

  if (ss_plugin_card_get_plugin (card) == NULL)
    return;
  model = create_model (card);
  popover = gtk_popover_menu_new_from_model (model);
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), place);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  gtk_widget_set_parent (popover, gtk_widget_get_parent (GTK_WIDGET (card)));
  ss_popover_end_when_closed (GTK_POPOVER (popover));
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
show_menu_at (GtkWidget *list, double x, double y)
{
  GtkWidget *picked = gtk_widget_pick (list, x, y, GTK_PICK_INSENSITIVE);
  GtkWidget *card = picked != NULL ? gtk_widget_get_ancestor (picked, SS_TYPE_PLUGIN_CARD) : NULL;
  double card_x;
  double card_y;

  if (card == NULL || !gtk_widget_translate_coordinates (list, card, x, y, &card_x, &card_y))
    return;
  show_menu (SS_PLUGIN_CARD (card), &(GdkRectangle){ (int) card_x, (int) card_y, 1, 1 });
}

static void
pressed_cb (GtkWidget *list, int n_press, double x, double y)
{
  show_menu_at (list, x, y);
}

static gboolean
key_cb (GtkWidget *list, GVariant *arguments, gpointer user_data)
{
  GtkWidget *row = gtk_widget_get_focus_child (list);
  GtkWidget *card = row != NULL ? gtk_widget_get_first_child (row) : NULL;

  if (!SS_IS_PLUGIN_CARD (card))
    return FALSE;
  show_menu (SS_PLUGIN_CARD (card), &(GdkRectangle){ 24, 24, 1, 1 });
  return TRUE;
}

/**
 * ss_plugin_menu_add:
 * @list: a list or grid of plugin cards, in something that has the actions of a plugin ("plugin.details")
 */
void
ss_plugin_menu_add (GtkWidget *list)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), list);
  g_signal_connect_swapped (press, "pressed", G_CALLBACK (show_menu_at), list);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (
                                                              "Menu|<Shift>F10"),
                                                          gtk_callback_action_new (key_cb, NULL, NULL)));
  gtk_widget_add_controller (list, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (list, GTK_EVENT_CONTROLLER (press));
  gtk_widget_add_controller (list, keys);
}
