/* plugin-icon.h: a plugin's own picture, or an icon drawn from its name and category
 *
 * Properties: name, category, pixel-size.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/widgets/logo-cache.h"

G_BEGIN_DECLS

#define SS_TYPE_PLUGIN_ICON (ss_plugin_icon_get_type ())
G_DECLARE_FINAL_TYPE (SsPluginIcon, ss_plugin_icon, SS, PLUGIN_ICON, GtkWidget)

GtkWidget *ss_plugin_icon_new (int pixel_size);
void ss_plugin_icon_set_plugin (SsPluginIcon *self, const char *name, const char *category);
void ss_plugin_icon_set_logo (SsPluginIcon *self, SsLogoCache *logos, const char *address);

/* The same for widgets that draw it among other things. */
char *ss_plugin_icon_get_initials (const char *name);
PangoLayout *ss_plugin_icon_create_layout (GtkWidget *widget, const char *name, int size);
void ss_plugin_icon_snapshot (GtkSnapshot *snapshot, GtkWidget *widget, PangoLayout *layout,
                              const char *category, double x, double y, double size);

G_END_DECLS
