/* reports.h: what a span of days brought: `GET /reports/summary/` (contract section 6)
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "model/model.h"

G_BEGIN_DECLS

/* booked leaves cancelled ones out; utilisation is booked minutes over open minutes, 0.5 is half. */
#define SS_FIGURE_FIELDS(FIELD, ...)                          \
  FIELD (__VA_ARGS__, booked, INTEGER, SS_FIELD_READ_ONLY)    \
  FIELD (__VA_ARGS__, completed, INTEGER, SS_FIELD_READ_ONLY) \
  FIELD (__VA_ARGS__, cancelled, INTEGER, SS_FIELD_READ_ONLY) \
  FIELD (__VA_ARGS__, no_show, INTEGER, SS_FIELD_READ_ONLY)   \
  FIELD (__VA_ARGS__, revenue, MONEY, SS_FIELD_READ_ONLY)     \
  FIELD (__VA_ARGS__, utilisation, NUMBER, SS_FIELD_READ_ONLY)

#define SS_TYPE_REPORT_FIGURES (ss_report_figures_get_type ())
SS_DECLARE_MODEL (SsReportFigures, ss_report_figures, REPORT_FIGURES, SS_FIGURE_FIELDS)

#define SS_REPORT_DAY_FIELDS(FIELD, ...)                \
  FIELD (__VA_ARGS__, date, STRING, SS_FIELD_READ_ONLY) \
  SS_FIGURE_FIELDS (FIELD, __VA_ARGS__)

#define SS_TYPE_REPORT_DAY (ss_report_day_get_type ())
SS_DECLARE_MODEL (SsReportDay, ss_report_day, REPORT_DAY, SS_REPORT_DAY_FIELDS)

#define SS_REPORT_SERVICE_FIELDS(FIELD, ...)              \
  FIELD (__VA_ARGS__, service_id, ID, SS_FIELD_READ_ONLY) \
  FIELD (__VA_ARGS__, name, STRING, SS_FIELD_READ_ONLY)   \
  SS_FIGURE_FIELDS (FIELD, __VA_ARGS__)

#define SS_TYPE_REPORT_SERVICE (ss_report_service_get_type ())
SS_DECLARE_MODEL (SsReportService, ss_report_service, REPORT_SERVICE, SS_REPORT_SERVICE_FIELDS)

#define SS_REPORT_RESOURCE_FIELDS(FIELD, ...)              \
  FIELD (__VA_ARGS__, resource_id, ID, SS_FIELD_READ_ONLY) \
  FIELD (__VA_ARGS__, name, STRING, SS_FIELD_READ_ONLY)    \
  SS_FIGURE_FIELDS (FIELD, __VA_ARGS__)

#define SS_TYPE_REPORT_RESOURCE (ss_report_resource_get_type ())
SS_DECLARE_MODEL (SsReportResource, ss_report_resource, REPORT_RESOURCE, SS_REPORT_RESOURCE_FIELDS)

/* previous is of as many days before. */
#define SS_REPORT_FIELDS(FIELD, ...)                                                                     \
  FIELD (__VA_ARGS__, days, OBJECTS, SS_FIELD_READ_ONLY, .get_type = ss_report_day_get_type)             \
  FIELD (__VA_ARGS__, totals, OBJECT, SS_FIELD_READ_ONLY, .get_type = ss_report_figures_get_type)        \
  FIELD (__VA_ARGS__, by_service, OBJECTS, SS_FIELD_READ_ONLY, .get_type = ss_report_service_get_type)   \
  FIELD (__VA_ARGS__, by_resource, OBJECTS, SS_FIELD_READ_ONLY, .get_type = ss_report_resource_get_type) \
  FIELD (__VA_ARGS__, previous, OBJECT, SS_FIELD_READ_ONLY | SS_FIELD_NULLABLE,                          \
         .get_type = ss_report_figures_get_type)

#define SS_TYPE_REPORT (ss_report_get_type ())
SS_DECLARE_MODEL (SsReport, ss_report, REPORT, SS_REPORT_FIELDS)

G_END_DECLS
