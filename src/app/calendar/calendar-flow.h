/* calendar-flow.h: what a person does with bookings, with the questions that it takes
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/calendar/calendar-model.h"
#include "app/shell/page.h"

G_BEGIN_DECLS

#define SS_TYPE_CALENDAR_FLOW (ss_calendar_flow_get_type ())
G_DECLARE_FINAL_TYPE (SsCalendarFlow, ss_calendar_flow, SS, CALENDAR_FLOW, GObject)

SsCalendarFlow *ss_calendar_flow_new (SsPage *page, SsCalendarModel *model);
void ss_calendar_flow_open (SsCalendarFlow *self, const char *id);
void ss_calendar_flow_move (SsCalendarFlow *self, const char *id, const char *resource_id, gint64 start,
                            gint64 minutes);
void ss_calendar_flow_create (SsCalendarFlow *self, const char *resource_id, gint64 start, gint64 minutes);
void ss_calendar_flow_say_done (SsCalendarFlow *self);
void ss_calendar_flow_say_error (SsCalendarFlow *self, const char *what, const GError *error);
void ss_calendar_flow_undo (SsCalendarFlow *self);
void ss_calendar_flow_redo (SsCalendarFlow *self);

G_END_DECLS
