/* time-menu.h: what can be done with a time that has no booking
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/calendar/calendar-flow.h"
#include "app/calendar/store-model.h"

G_BEGIN_DECLS

void ss_time_menu_popup (SsPage *page, SsStoreModel *model, SsCalendarFlow *flow, GtkWidget *view,
                         const char *resource_id, gint64 start, const GdkRectangle *place);

G_END_DECLS
