/* calendar-page.h: the booking day
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/shell/page.h"

G_BEGIN_DECLS

#define SS_TYPE_CALENDAR_PAGE (ss_calendar_page_get_type ())
G_DECLARE_FINAL_TYPE (SsCalendarPage, ss_calendar_page, SS, CALENDAR_PAGE, SsPage)

G_END_DECLS
