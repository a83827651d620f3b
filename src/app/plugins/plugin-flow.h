/* plugin-flow.h: what can be done with one plugin, wherever it is shown
 *
 * The actions of the group "plugin", each with the id of a plugin: details, install, configure, update,
 * uninstall, roll-back, edit. A page has one of it and hands its actions on to what it opens.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/shell/page.h"

G_BEGIN_DECLS

#define SS_TYPE_PLUGIN_FLOW (ss_plugin_flow_get_type ())
G_DECLARE_FINAL_TYPE (SsPluginFlow, ss_plugin_flow, SS, PLUGIN_FLOW, GObject)

SsPluginFlow *ss_plugin_flow_new (SsPage *page);
GActionGroup *ss_plugin_flow_get_actions (SsPluginFlow *self);
SsWorkspace *ss_plugin_flow_get_workspace (SsPluginFlow *self);

void ss_plugin_flow_show_details (SsPluginFlow *self, SsPlugin *plugin);
void ss_plugin_flow_install (SsPluginFlow *self, SsPlugin *plugin);
void ss_plugin_flow_configure (SsPluginFlow *self, SsInstallation *installation);
void ss_plugin_flow_update (SsPluginFlow *self, SsInstallation *installation);
void ss_plugin_flow_uninstall (SsPluginFlow *self, SsInstallation *installation);
void ss_plugin_flow_uninstall_now (SsPluginFlow *self, SsInstallation *installation);
void ss_plugin_flow_roll_back (SsPluginFlow *self, SsInstallation *installation);
void ss_plugin_flow_set_active (SsPluginFlow *self, SsInstallation *installation, gboolean is_active);
void ss_plugin_flow_rate (SsPluginFlow *self, SsInstallation *installation, guint stars, const char *review);
void ss_plugin_flow_create (SsPluginFlow *self);

G_END_DECLS
