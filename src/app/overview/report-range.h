/* report-range.h: the days that the overview is about
 *
 * A week, a month, a quarter, a year, or days chosen by hand; and the as many days before that they are
 * compared with. Free of GTK.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a report may be about (the platform's limit). */
#define SS_RANGE_DAYS_MAX 731

typedef enum
{
  SS_RANGE_WEEK,
  SS_RANGE_MONTH,
  SS_RANGE_QUARTER,
  SS_RANGE_YEAR,
  SS_RANGE_CUSTOM,
} SsRangeKind;

#define SS_N_RANGES (SS_RANGE_CUSTOM + 1)

/* What a column of a chart stands for. */
typedef enum
{
  SS_RANGE_UNIT_DAY,
  SS_RANGE_UNIT_WEEK,
  SS_RANGE_UNIT_MONTH,
} SsRangeUnit;

/* Both days are part of it. */
typedef struct
{
  SsRangeKind kind;
  GDate first;
  GDate last;
} SsReportRange;

const char *ss_range_kind_to_string (SsRangeKind kind);
gboolean ss_range_kind_from_string (const char *text, SsRangeKind *kind);

void ss_report_range_init (SsReportRange *self, SsRangeKind kind, const GDate *day,
                           GDateWeekday first_weekday);
void ss_report_range_init_custom (SsReportRange *self, const GDate *one, const GDate *other);
void ss_report_range_step (SsReportRange *self, int n);
guint ss_report_range_get_n_days (const SsReportRange *self);
gboolean ss_report_range_contains (const SsReportRange *self, const GDate *day);
void ss_report_range_get_previous (const SsReportRange *self, SsReportRange *previous);

SsRangeUnit ss_report_range_get_unit (const SsReportRange *self);
void ss_range_unit_get_start (SsRangeUnit unit, const GDate *day, GDateWeekday first_weekday, GDate *start);

G_END_DECLS
