/* export-flow.h: the calendar on paper and in other programs: what a person is asked, and told
 *
 * Actions, which it adds to a page's group: print, save-pdf, export, copy-feed.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/calendar/calendar-board.h"
#include "app/shell/page.h"

G_BEGIN_DECLS

#define SS_TYPE_EXPORT_FLOW (ss_export_flow_get_type ())
G_DECLARE_FINAL_TYPE (SsExportFlow, ss_export_flow, SS, EXPORT_FLOW, GObject)

SsExportFlow *ss_export_flow_new (SsPage *page, SsCalendarModel *model, SsCalendarBoard *board,
                                  GActionMap *actions);
/* Without a question where to; they end in the page's toast. */
void ss_export_flow_save_calendar (SsExportFlow *self, GFile *file);
void ss_export_flow_save_pdf (SsExportFlow *self, GFile *file);

G_END_DECLS
