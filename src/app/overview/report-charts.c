/* report-charts.c: what a report shows in charts
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/overview/report-charts.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "app/calendar/booking-words.h"
#include "app/widgets/money-text.h"
#include "domain/money.h"

/* By measure and unit. */
static const struct
{
  const char *title;
  const char *titles[SS_RANGE_UNIT_MONTH + 1];
} measures[SS_N_MEASURES] = {
  [SS_MEASURE_BOOKED] = { N_ ("Bookings"),
                          { N_ ("Bookings by Day"), N_ ("Bookings by Week"), N_ ("Bookings by Month") } },
  [SS_MEASURE_REVENUE] = { N_ ("Revenue"),
                           { N_ ("Revenue by Day"), N_ ("Revenue by Week"), N_ ("Revenue by Month") } },
  [SS_MEASURE_NO_SHOW] = { N_ ("No-Shows"),
                           { N_ ("No-Shows by Day"), N_ ("No-Shows by Week"), N_ ("No-Shows by Month") } },
  [SS_MEASURE_CANCELLED] = { N_ ("Cancellations"),
                             { N_ ("Cancellations by Day"), N_ ("Cancellations by Week"),
                               N_ ("Cancellations by Month") } },
};

static const char *const units[] = {
  [SS_RANGE_UNIT_DAY] = N_ ("Day"),
  [SS_RANGE_UNIT_WEEK] = N_ ("Week"),
  [SS_RANGE_UNIT_MONTH] = N_ ("Month"),
};

/**
 * ss_count_to_text:
 * @count: a number
 *
 * Returns: (transfer full): "1,234", as the locale writes numbers
 */
char *
ss_count_to_text (gint64 count)
{
  return g_strdup_printf ("%'" G_GINT64_FORMAT, count);
}

/**
 * ss_part_to_text:
 * @part: of a whole: 0.5 is half
 *
 * Returns: (transfer full): "50 %"
 */
char *
ss_part_to_text (double part)
{
  /* Translators: a part of a whole. */
  return g_strdup_printf (_ ("%.0f%%"), part * 100);
}

/**
 * ss_report_measure_get_title:
 * @measure: what is counted
 *
 * Returns: what it is called, translated
 */
const char *
ss_report_measure_get_title (SsReportMeasure measure)
{
  return _ (measures[measure].title);
}

static gint64
get_amount (SsReportDay *day, SsReportMeasure measure)
{
  switch (measure)
    {
    case SS_MEASURE_REVENUE:
      return ss_report_day_get_revenue (day);
    case SS_MEASURE_NO_SHOW:
      return ss_report_day_get_no_show (day);
    case SS_MEASURE_CANCELLED:
      return ss_report_day_get_cancelled (day);
    case SS_MEASURE_BOOKED:
    default:
      return ss_report_day_get_booked (day);
    }
}

static char *
describe_amount (gint64 amount, SsReportMeasure measure, const char *currency)
{
  g_autofree char *count = NULL;

  if (measure == SS_MEASURE_REVENUE)
    return ss_money_to_text (amount, currency);
  count = ss_count_to_text (amount);
  switch (measure)
    {
    case SS_MEASURE_NO_SHOW:
      return g_strdup_printf (ngettext ("%s no-show", "%s no-shows", (gulong) amount), count);
    case SS_MEASURE_CANCELLED:
      return g_strdup_printf (ngettext ("%s cancellation", "%s cancellations", (gulong) amount), count);
    case SS_MEASURE_BOOKED:
    case SS_MEASURE_REVENUE:
    default:
      return g_strdup_printf (ngettext ("%s booking", "%s bookings", (gulong) amount), count);
    }
}

static void
add_column (SsChartData *data, const SsReportView *view, const GDate *start, SsReportMeasure measure,
            gint64 amount)
{
  static const char *const labels[] = {
    /* Translators: under a column of a chart: a day, a week by its first day, a month. As
     * g_date_time_format() has it. */
    [SS_RANGE_UNIT_DAY] = N_ ("%-e"),
    [SS_RANGE_UNIT_WEEK] = N_ ("%-e %b"),
    [SS_RANGE_UNIT_MONTH] = N_ ("%b"),
  };
  static const char *const names[] = {
    /* Translators: the same in full. */
    [SS_RANGE_UNIT_DAY] = N_ ("%A, %-e %B %Y"),
    [SS_RANGE_UNIT_WEEK] = N_ ("Week of %-e %B %Y"),
    [SS_RANGE_UNIT_MONTH] = N_ ("%B %Y"),
  };
  SsRangeUnit unit = ss_report_range_get_unit (&view->range);
  gboolean is_week = ss_report_range_get_n_days (&view->range) <= 7;
  /* Translators: under a column of a chart of one week: "Mon 23" */
  g_autofree char *label = ss_format_date (start, is_week ? _ ("%a %-e") : _ (labels[unit]));
  g_autofree char *name = ss_format_date (start, _ (names[unit]));
  g_autofree char *text = describe_amount (amount, measure, view->currency);
  double value = measure == SS_MEASURE_REVENUE ? (double) amount / SS_MONEY_UNIT : (double) amount;

  ss_chart_data_add (data, label, name, value, text);
}

static gboolean
parse_day (const char *text, GDate *day)
{
  int y, m, d;

  g_date_clear (day, 1);
  if (text == NULL || sscanf (text, "%4d-%2d-%2d", &y, &m, &d) != 3
      || !g_date_valid_dmy ((GDateDay) d, (GDateMonth) m, (GDateYear) y))
    return FALSE;
  g_date_set_dmy (day, (GDateDay) d, (GDateMonth) m, (GDateYear) y);
  return TRUE;
}

/**
 * ss_report_chart_over_time:
 * @report: the figures
 * @view: of which days they are
 * @measure: what is counted
 *
 * Returns: (transfer full): columns by day, or by week or month where there are many days
 */
SsChartData *
ss_report_chart_over_time (SsReport *report, const SsReportView *view, SsReportMeasure measure)
{
  GListModel *days = ss_report_get_days (report);
  guint n_days = days != NULL ? g_list_model_get_n_items (days) : 0;
  SsRangeUnit unit = ss_report_range_get_unit (&view->range);
  const SsChartAbout about = {
    .kind = SS_CHART_COLUMNS,
    .title = _ (measures[measure].titles[unit]),
    .name_heading = _ (units[unit]),
    .text_heading = _ (measures[measure].title),
  };
  SsChartData *data = ss_chart_data_new (&about);
  gint64 amount = 0;
  GDate current;

  g_date_clear (&current, 1);
  for (guint i = 0; i < n_days; i++)
    {
      g_autoptr (SsReportDay) day = g_list_model_get_item (days, i);
      GDate date, start;

      if (!parse_day (ss_report_day_get_date (day), &date))
        continue;
      ss_range_unit_get_start (unit, &date, view->first_weekday, &start);
      if (g_date_valid (&current) && g_date_compare (&current, &start) != 0)
        {
          add_column (data, view, &current, measure, amount);
          amount = 0;
        }
      current = start;
      amount += get_amount (day, measure);
    }
  if (g_date_valid (&current))
    add_column (data, view, &current, measure, amount);
  return data;
}

/**
 * ss_report_chart_by_resource:
 * @report: the figures
 *
 * Returns: (transfer full): how much of the open time of each is booked, the fullest first
 */
SsChartData *
ss_report_chart_by_resource (SsReport *report)
{
  GListModel *resources = ss_report_get_by_resource (report);
  const SsChartAbout about = {
    .kind = SS_CHART_ROWS,
    .title = _ ("Utilisation by Resource"),
    .name_heading = _ ("Resource"),
    .text_heading = _ ("Booked Part of the Open Time"),
    .full = 1,
  };
  SsChartData *data = ss_chart_data_new (&about);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; resources != NULL && i < g_list_model_get_n_items (resources); i++)
    {
      SsReportResource *resource = g_list_model_get_item (resources, i);
      guint place = sorted->len;

      while (place > 0
             && ss_report_resource_get_utilisation (g_ptr_array_index (sorted, place - 1))
                    < ss_report_resource_get_utilisation (resource))
        place--;
      g_ptr_array_insert (sorted, (int) place, resource);
    }
  for (guint i = 0; i < sorted->len; i++)
    {
      SsReportResource *resource = g_ptr_array_index (sorted, i);
      const char *name = ss_report_resource_get_name (resource);
      double part = ss_report_resource_get_utilisation (resource);
      g_autofree char *text = ss_part_to_text (part);

      ss_chart_data_add (data, name, name, part, text);
    }
  return data;
}

/**
 * ss_report_chart_by_service:
 * @report: the figures
 *
 * Returns: (transfer full): which part of the bookings is of which service, as the platform sorts them
 */
SsChartData *
ss_report_chart_by_service (SsReport *report)
{
  GListModel *services = ss_report_get_by_service (report);
  gint64 total = ss_report_figures_get_booked (ss_report_get_totals (report));
  SsChartAbout about = {
    .kind = SS_CHART_ROWS,
    .title = _ ("Service Mix"),
    .name_heading = _ ("Service"),
    .text_heading = _ ("Bookings"),
    .is_mix = TRUE,
  };
  SsChartData *data;

  /* They are compared with each other: the most booked one fills its row. */
  for (guint i = 0; services != NULL && total > 0 && i < g_list_model_get_n_items (services); i++)
    {
      g_autoptr (SsReportService) service = g_list_model_get_item (services, i);

      about.full = MAX (about.full, (double) ss_report_service_get_booked (service) / (double) total);
    }
  data = ss_chart_data_new (&about);

  for (guint i = 0; services != NULL && i < g_list_model_get_n_items (services); i++)
    {
      g_autoptr (SsReportService) service = g_list_model_get_item (services, i);
      const char *name = ss_report_service_get_name (service);
      gint64 booked = ss_report_service_get_booked (service);
      double part = total > 0 ? (double) booked / (double) total : 0;
      g_autofree char *percent = ss_part_to_text (part);
      g_autofree char *count = describe_amount (booked, SS_MEASURE_BOOKED, NULL);
      /* Translators: of a service: "12 bookings · 8%" */
      g_autofree char *text = g_strdup_printf (_ ("%s · %s"), count, percent);

      ss_chart_data_add (data, name, name, part, text);
    }
  return data;
}

static char *
describe_custom (const SsReportRange *range)
{
  gboolean is_same_year = g_date_get_year (&range->first) == g_date_get_year (&range->last);
  gboolean is_same_month =
      is_same_year && g_date_get_month (&range->first) == g_date_get_month (&range->last);
  /* Translators: the beginning of a span: in the same month as its end ("23"), in the same year ("23 Nov"),
   * in another year. As g_date_time_format() has it. */
  g_autofree char *first = ss_format_date (&range->first, is_same_month  ? _ ("%-e")
                                                          : is_same_year ? _ ("%-e %b")
                                                                         : _ ("%-e %b %Y"));
  g_autofree char *last = ss_format_date (&range->last, _ ("%-e %b %Y"));

  if (g_date_compare (&range->first, &range->last) == 0)
    return g_steal_pointer (&last);
  /* Translators: a span of days: "23 – 29 Nov 2026" */
  return g_strdup_printf (_ ("%s – %s"), first, last);
}

/**
 * ss_report_range_describe:
 * @range: a range
 *
 * Returns: (transfer full): "November 2026", "23 – 29 Nov 2026"
 */
char *
ss_report_range_describe (const SsReportRange *range)
{
  switch (range->kind)
    {
    case SS_RANGE_MONTH:
      /* Translators: a month, as g_date_time_format() has it. */
      return ss_format_date (&range->first, _ ("%B %Y"));
    case SS_RANGE_QUARTER:
      {
        int quarter = ((int) g_date_get_month (&range->first) - 1) / 3 + 1;

        /* Translators: a quarter of a year: "Q4 2026" */
        return g_strdup_printf (_ ("Q%d %d"), quarter, (int) g_date_get_year (&range->first));
      }
    case SS_RANGE_YEAR:
      return ss_format_date (&range->first, "%Y");
    case SS_RANGE_WEEK:
    case SS_RANGE_CUSTOM:
    default:
      return describe_custom (range);
    }
}
