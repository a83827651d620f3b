/* reports.c: what a span of days brought
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/reports.h"

SS_DEFINE_MODEL (SsReportFigures, ss_report_figures, SS_FIGURE_FIELDS)
SS_DEFINE_MODEL (SsReportDay, ss_report_day, SS_REPORT_DAY_FIELDS)
SS_DEFINE_MODEL (SsReportService, ss_report_service, SS_REPORT_SERVICE_FIELDS)
SS_DEFINE_MODEL (SsReportResource, ss_report_resource, SS_REPORT_RESOURCE_FIELDS)
SS_DEFINE_MODEL (SsReport, ss_report, SS_REPORT_FIELDS)
