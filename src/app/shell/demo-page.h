/* demo-page.h: as whom the demo is to be looked at
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

#include "app/shell/access.h"

G_BEGIN_DECLS

#define SS_TYPE_DEMO_PAGE (ss_demo_page_get_type ())
G_DECLARE_FINAL_TYPE (SsDemoPage, ss_demo_page, SS, DEMO_PAGE, AdwBin)

GtkWidget *ss_demo_page_new (SsAccess *access);

G_END_DECLS
