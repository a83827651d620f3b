/* report-store.h: what a span of days brought, kept true while somebody looks at it
 *
 * Properties: report (SsReport, NULL until it is there), and state, error and loaded-at as a paged list has
 * them. SS_LOAD_EMPTY: nothing was booked in it, nor in the span before.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/paged-list.h"
#include "model/reports.h"

G_BEGIN_DECLS

#define SS_TYPE_REPORT_STORE (ss_report_store_get_type ())
G_DECLARE_FINAL_TYPE (SsReportStore, ss_report_store, SS, REPORT_STORE, GObject)

SsReportStore *ss_report_store_new (SsSession *session);
/* Both days are included. Another span than before is loaded. */
void ss_report_store_set_span (SsReportStore *self, const GDate *from, const GDate *to);
void ss_report_store_load (SsReportStore *self);
SsReport *ss_report_store_get_report (SsReportStore *self);
/* Whether somebody looks at it: if nobody does, what changes is read when somebody does again. */
void ss_report_store_set_is_watched (SsReportStore *self, gboolean is_watched);
/* For the event stream: a booking has changed. */
void ss_report_store_touch (SsReportStore *self);

G_END_DECLS
