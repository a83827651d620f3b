/* custom-plugin-window.h: the editor of a business's own plugins
 *
 * Signals: ::saved (SsPlugin) when the platform has it; ::install (SsPlugin) when it is to be installed, too.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

#include "client/workspace.h"

G_BEGIN_DECLS

#define SS_TYPE_CUSTOM_PLUGIN_WINDOW (ss_custom_plugin_window_get_type ())
G_DECLARE_FINAL_TYPE (SsCustomPluginWindow, ss_custom_plugin_window, SS, CUSTOM_PLUGIN_WINDOW, AdwWindow)

GtkWindow *ss_custom_plugin_window_new (SsWorkspace *workspace, SsPlugin *plugin);
gboolean ss_custom_plugin_window_has_changes (SsCustomPluginWindow *self);

G_END_DECLS
