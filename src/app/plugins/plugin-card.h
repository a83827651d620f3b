/* plugin-card.h: a plugin in a grid
 *
 * Properties: workspace (construct only), item (SsListItem).
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

#include "app/plugins/plugin-offer.h"

G_BEGIN_DECLS

#define SS_TYPE_PLUGIN_CARD (ss_plugin_card_get_type ())
G_DECLARE_FINAL_TYPE (SsPluginCard, ss_plugin_card, SS, PLUGIN_CARD, GtkWidget)

GtkWidget *ss_plugin_card_new (SsWorkspace *workspace);
void ss_plugin_card_set_item (SsPluginCard *self, SsListItem *item);
SsPlugin *ss_plugin_card_get_plugin (SsPluginCard *self);
SsPluginOffer ss_plugin_card_get_offer (SsPluginCard *self);

G_END_DECLS
