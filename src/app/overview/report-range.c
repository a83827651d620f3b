/* report-range.c: the days that the overview is about
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/overview/report-range.h"

#define QUARTER_MONTHS 3
/* More columns than these are too thin to be told apart on a telephone. */
#define DAY_COLUMNS_MAX 62
#define WEEK_COLUMNS_MAX 54

static const char *const names[SS_N_RANGES] = {
  [SS_RANGE_WEEK] = "week", [SS_RANGE_MONTH] = "month",   [SS_RANGE_QUARTER] = "quarter",
  [SS_RANGE_YEAR] = "year", [SS_RANGE_CUSTOM] = "custom",
};

/* The first of the @n_months that @day is in. */
static void
get_period_start (const GDate *day, guint n_months, GDate *start)
{
  guint month = g_date_get_month (day) - 1;

  g_date_set_dmy (start, 1, (GDateMonth) (month - month % n_months + 1), g_date_get_year (day));
}

static void
get_week_start (const GDate *day, GDateWeekday first_weekday, GDate *start)
{
  *start = *day;
  g_date_subtract_days (start, ((guint) g_date_get_weekday (day) + 7 - (guint) first_weekday) % 7);
}

/* How many months it is long; 0: it is so many days. */
static guint
get_n_months (SsRangeKind kind)
{
  switch (kind)
    {
    case SS_RANGE_MONTH:
      return 1;
    case SS_RANGE_QUARTER:
      return QUARTER_MONTHS;
    case SS_RANGE_YEAR:
      return 12;
    case SS_RANGE_WEEK:
    case SS_RANGE_CUSTOM:
    default:
      return 0;
    }
}

const char *
ss_range_kind_to_string (SsRangeKind kind)
{
  return names[kind];
}

/**
 * ss_range_kind_from_string:
 * @text: (nullable): as in an action or a saved state
 * @kind: (out): the kind
 *
 * Returns: whether there is such a kind
 */
gboolean
ss_range_kind_from_string (const char *text, SsRangeKind *kind)
{
  for (guint i = 0; i < SS_N_RANGES; i++)
    if (g_strcmp0 (text, names[i]) == 0)
      {
        *kind = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * ss_report_range_init:
 * @self: (out): a range
 * @kind: what it is; %SS_RANGE_CUSTOM is the day alone
 * @day: one day in it
 * @first_weekday: on which weeks begin
 */
void
ss_report_range_init (SsReportRange *self, SsRangeKind kind, const GDate *day, GDateWeekday first_weekday)
{
  guint n_months = get_n_months (kind);

  self->kind = kind;
  self->first = self->last = *day;
  if (n_months > 0)
    {
      get_period_start (day, n_months, &self->first);
      self->last = self->first;
      g_date_add_months (&self->last, n_months);
      g_date_subtract_days (&self->last, 1);
    }
  else if (kind == SS_RANGE_WEEK)
    {
      get_week_start (day, first_weekday, &self->first);
      self->last = self->first;
      g_date_add_days (&self->last, 6);
    }
}

/**
 * ss_report_range_init_custom:
 * @self: (out): a range
 * @one: its first or its last day
 * @other: the other one
 *
 * What is too long ends sooner.
 */
void
ss_report_range_init_custom (SsReportRange *self, const GDate *one, const GDate *other)
{
  gboolean is_ordered = g_date_compare (one, other) <= 0;

  self->kind = SS_RANGE_CUSTOM;
  self->first = is_ordered ? *one : *other;
  self->last = is_ordered ? *other : *one;
  if (ss_report_range_get_n_days (self) > SS_RANGE_DAYS_MAX)
    {
      self->last = self->first;
      g_date_add_days (&self->last, SS_RANGE_DAYS_MAX - 1);
    }
}

static void
add_days (GDate *day, int n)
{
  if (n >= 0)
    g_date_add_days (day, (guint) n);
  else
    g_date_subtract_days (day, (guint) -n);
}

/**
 * ss_report_range_step:
 * @self: a range
 * @n: that many of its kind on, or back
 */
void
ss_report_range_step (SsReportRange *self, int n)
{
  guint n_months = get_n_months (self->kind);
  int n_days = n * (int) ss_report_range_get_n_days (self);

  if (n_months == 0)
    {
      add_days (&self->first, n_days);
      add_days (&self->last, n_days);
      return;
    }
  if (n >= 0)
    g_date_add_months (&self->first, n_months * (guint) n);
  else
    g_date_subtract_months (&self->first, n_months * (guint) -n);
  self->last = self->first;
  g_date_add_months (&self->last, n_months);
  g_date_subtract_days (&self->last, 1);
}

guint
ss_report_range_get_n_days (const SsReportRange *self)
{
  return (guint) (g_date_days_between (&self->first, &self->last) + 1);
}

gboolean
ss_report_range_contains (const SsReportRange *self, const GDate *day)
{
  return g_date_compare (&self->first, day) <= 0 && g_date_compare (day, &self->last) <= 0;
}

/**
 * ss_report_range_get_previous:
 * @self: a range
 * @previous: (out): as many days before it, which the platform compares with (contract section 6)
 */
void
ss_report_range_get_previous (const SsReportRange *self, SsReportRange *previous)
{
  previous->kind = SS_RANGE_CUSTOM;
  previous->first = previous->last = self->first;
  g_date_subtract_days (&previous->first, ss_report_range_get_n_days (self));
  g_date_subtract_days (&previous->last, 1);
}

/**
 * ss_report_range_get_unit:
 * @self: a range
 *
 * Returns: what a column stands for, so that there are not too many
 */
SsRangeUnit
ss_report_range_get_unit (const SsReportRange *self)
{
  guint n_days = ss_report_range_get_n_days (self);

  if (n_days <= DAY_COLUMNS_MAX)
    return SS_RANGE_UNIT_DAY;
  return n_days <= (WEEK_COLUMNS_MAX - 1) * 7 ? SS_RANGE_UNIT_WEEK : SS_RANGE_UNIT_MONTH;
}

/**
 * ss_range_unit_get_start:
 * @unit: what a column stands for
 * @day: a day
 * @first_weekday: on which weeks begin
 * @start: (out): the first day of the column that @day is part of, whether the range has it or not
 */
void
ss_range_unit_get_start (SsRangeUnit unit, const GDate *day, GDateWeekday first_weekday, GDate *start)
{
  switch (unit)
    {
    case SS_RANGE_UNIT_WEEK:
      get_week_start (day, first_weekday, start);
      break;
    case SS_RANGE_UNIT_MONTH:
      get_period_start (day, 1, start);
      break;
    case SS_RANGE_UNIT_DAY:
    default:
      *start = *day;
    }
}
