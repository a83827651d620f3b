/* plugin-style.h: what the plugins' pages have in common: resources, style and shortcuts
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/shell/page.h"

G_BEGIN_DECLS

#define SS_PLUGIN_RESOURCES "/org/smoothschedule/Admin/plugins/"

void ss_plugin_style_load (void);
void ss_plugin_add_shortcuts (SsPage *page, const char *id);

G_END_DECLS
