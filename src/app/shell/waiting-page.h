/* waiting-page.h: while a session is taken up again, or the demo starts
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

#include "app/shell/access.h"

G_BEGIN_DECLS

#define SS_TYPE_WAITING_PAGE (ss_waiting_page_get_type ())
G_DECLARE_FINAL_TYPE (SsWaitingPage, ss_waiting_page, SS, WAITING_PAGE, AdwBin)

GtkWidget *ss_waiting_page_new (SsAccess *access);

G_END_DECLS
