/* booking-line.h: one booking in a customer's history
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

#include "client/paged-list.h"

G_BEGIN_DECLS

#define SS_TYPE_BOOKING_LINE (ss_booking_line_get_type ())
G_DECLARE_FINAL_TYPE (SsBookingLine, ss_booking_line, SS, BOOKING_LINE, GtkWidget)

GtkWidget *ss_booking_line_new (GTimeZone *zone);
void ss_booking_line_set_item (SsBookingLine *self, SsListItem *item);

G_END_DECLS
