/* settings-page.h: the business' settings, and the own account
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/shell/page.h"

G_BEGIN_DECLS

#define SS_TYPE_SETTINGS_PAGE (ss_settings_page_get_type ())
G_DECLARE_FINAL_TYPE (SsSettingsPage, ss_settings_page, SS, SETTINGS_PAGE, SsPage)

G_END_DECLS
