/* agenda-view.h: bookings as a list, day by day
 *
 * Four weeks from the date on. See SsCalendarView for what it says.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/calendar/calendar-view.h"

G_BEGIN_DECLS

#define SS_TYPE_AGENDA_VIEW (ss_agenda_view_get_type ())
G_DECLARE_FINAL_TYPE (SsAgendaView, ss_agenda_view, SS, AGENDA_VIEW, SsCalendarView)

#define SS_AGENDA_DAYS 28

GtkWidget *ss_agenda_view_new (void);
GListModel *ss_agenda_view_get_rows (SsAgendaView *self); /* of SsAgendaRow */

#define SS_TYPE_AGENDA_ROW (ss_agenda_row_get_type ())
G_DECLARE_FINAL_TYPE (SsAgendaRow, ss_agenda_row, SS, AGENDA_ROW, GObject)

SsAppointment *ss_agenda_row_get_booking (SsAgendaRow *self); /* (nullable): a day's head */
gint64 ss_agenda_row_get_day (SsAgendaRow *self);

G_END_DECLS
