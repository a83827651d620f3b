/* my-plugins-page.h: the plugins that the tenant has, to switch, update, rate and remove
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/shell/page.h"

G_BEGIN_DECLS

#define SS_TYPE_MY_PLUGINS_PAGE (ss_my_plugins_page_get_type ())
G_DECLARE_FINAL_TYPE (SsMyPluginsPage, ss_my_plugins_page, SS, MY_PLUGINS_PAGE, SsPage)

G_END_DECLS
