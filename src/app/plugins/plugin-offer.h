/* plugin-offer.h: the one button that fits a plugin, and why it may not be pressed
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/workspace.h"

G_BEGIN_DECLS

/**
 * SsPluginOffer:
 * @SS_PLUGIN_OFFER_INSTALL: it is not installed
 * @SS_PLUGIN_OFFER_UPDATE: it is, and there is a newer version
 * @SS_PLUGIN_OFFER_CONFIGURE: it is, and has something to set
 * @SS_PLUGIN_OFFER_INSTALLED: it is, and there is nothing to do
 */
typedef enum
{
  SS_PLUGIN_OFFER_INSTALL,
  SS_PLUGIN_OFFER_UPDATE,
  SS_PLUGIN_OFFER_CONFIGURE,
  SS_PLUGIN_OFFER_INSTALLED,
} SsPluginOffer;

SsPluginOffer ss_plugin_offer_get (SsPlugin *plugin, SsInstallation *installation, gboolean may_manage);
const char *ss_plugin_offer_get_label (SsPluginOffer offer);
const char *ss_plugin_offer_get_action (SsPluginOffer offer); /* "plugin.install"; NULL for none */

const char *ss_plugin_get_obstacle (SsWorkspace *workspace, const char *permission);

char *ss_plugin_describe_installs (gint64 count); /* "1.2k installs" */
char *ss_plugin_describe (SsPlugin *plugin, SsPluginOffer offer);

G_END_DECLS
