/* unassigned-tray.h: the bookings that wait for a resource
 *
 * They are dragged onto a view, which says ::assign; a view that has the tray as its tray takes them back.
 * Signal
 * ::activate-booking (const char *id): Enter or a double click, from where it is assigned without a pointer.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

#include "app/calendar/calendar-model.h"

G_BEGIN_DECLS

#define SS_TYPE_UNASSIGNED_TRAY (ss_unassigned_tray_get_type ())
G_DECLARE_FINAL_TYPE (SsUnassignedTray, ss_unassigned_tray, SS, UNASSIGNED_TRAY, GtkWidget)

GtkWidget *ss_unassigned_tray_new (void);
void ss_unassigned_tray_set_bookings (SsUnassignedTray *self, SsCalendarModel *model, GListModel *bookings);
const char *ss_unassigned_tray_get_title (SsUnassignedTray *self);

G_END_DECLS
