/* review-popover.h: the stars and words that one gives to a plugin
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/plugins/plugin-flow.h"

G_BEGIN_DECLS

GtkWidget *ss_review_popover_new (SsPluginFlow *flow, SsInstallation *installation, guint stars);

G_END_DECLS
