/* booking-row.h: a booking in a list of what was found
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/calendar/calendar-model.h"
#include "app/widgets/item-row.h"

G_BEGIN_DECLS

#define SS_TYPE_BOOKING_ROW (ss_booking_row_get_type ())
G_DECLARE_FINAL_TYPE (SsBookingRow, ss_booking_row, SS, BOOKING_ROW, SsItemRow)

GtkListItemFactory *ss_booking_row_factory_new (SsCalendarModel *model);

G_END_DECLS
