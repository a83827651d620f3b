/* report-charts.h: what a report shows in charts
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/overview/chart-data.h"
#include "app/overview/report-range.h"
#include "model/reports.h"

G_BEGIN_DECLS

/* What is counted over time. */
typedef enum
{
  SS_MEASURE_BOOKED,
  SS_MEASURE_REVENUE,
  SS_MEASURE_NO_SHOW,
  SS_MEASURE_CANCELLED,
} SsReportMeasure;

#define SS_N_MEASURES (SS_MEASURE_CANCELLED + 1)

/* What the words need to know. */
typedef struct
{
  SsReportRange range;
  GDateWeekday first_weekday;
  const char *currency; /* (nullable) */
} SsReportView;

const char *ss_report_measure_get_title (SsReportMeasure measure);
SsChartData *ss_report_chart_over_time (SsReport *report, const SsReportView *view, SsReportMeasure measure);
SsChartData *ss_report_chart_by_resource (SsReport *report);
SsChartData *ss_report_chart_by_service (SsReport *report);

char *ss_report_range_describe (const SsReportRange *range);
char *ss_count_to_text (gint64 count);
char *ss_part_to_text (double part);

G_END_DECLS
