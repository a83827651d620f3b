/* calendar-item.h: what assistive technology sees of a booking
 *
 * The views draw their bookings themselves. Over each one that is in sight lies one of these: a widget that
 * draws nothing and takes no pointer, but has a name, a place and the keyboard's focus.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

#include "app/calendar/layout/grid.h"

G_BEGIN_DECLS

#define SS_TYPE_CALENDAR_ITEM (ss_calendar_item_get_type ())
G_DECLARE_FINAL_TYPE (SsCalendarItem, ss_calendar_item, SS, CALENDAR_ITEM, GtkWidget)

GtkWidget *ss_calendar_item_new (const char *id); /* (nullable): an empty time */
const char *ss_calendar_item_get_id (SsCalendarItem *self);
void ss_calendar_item_set_label (SsCalendarItem *self, const char *label);
const char *ss_calendar_item_get_label (SsCalendarItem *self);
void ss_calendar_item_set_place (SsCalendarItem *self, const SsRect *place);
const SsRect *ss_calendar_item_get_place (SsCalendarItem *self);
void ss_calendar_item_set_selected (SsCalendarItem *self, gboolean is_selected);

G_END_DECLS
