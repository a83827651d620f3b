/* plugin-details.h: all about one plugin, in a window of its own
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

#include "app/plugins/plugin-flow.h"

G_BEGIN_DECLS

#define SS_TYPE_PLUGIN_DETAILS (ss_plugin_details_get_type ())
G_DECLARE_FINAL_TYPE (SsPluginDetails, ss_plugin_details, SS, PLUGIN_DETAILS, AdwWindow)

GtkWindow *ss_plugin_details_new (SsPluginFlow *flow, SsPlugin *plugin);
void ss_plugin_details_toast (SsPluginDetails *self, AdwToast *toast); /* (transfer full) */

G_END_DECLS
