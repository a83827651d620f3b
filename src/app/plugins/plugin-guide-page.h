/* plugin-guide-page.h: the help for plugin authors and users
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/shell/page.h"

G_BEGIN_DECLS

#define SS_TYPE_PLUGIN_GUIDE_PAGE (ss_plugin_guide_page_get_type ())
G_DECLARE_FINAL_TYPE (SsPluginGuidePage, ss_plugin_guide_page, SS, PLUGIN_GUIDE_PAGE, SsPage)

G_END_DECLS
