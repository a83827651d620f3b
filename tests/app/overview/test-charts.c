/* test-charts.c: a report in charts: for the eye, the keyboard, a screen reader, and other programs
 *
 * SPDX-License-Identifier: MIT
 */
#include <adwaita.h>
#include <string.h>

#include "app/overview/chart-card.h"
#include "app/overview/chart-item.h"
#include "app/overview/chart-view.h"
#include "app/overview/figure-change.h"
#include "app/overview/report-charts.h"
#include "model/model-json.h"

static const char report_text[] =
    "{\"days\":["
    "{\"date\":\"2026-11-23\",\"booked\":7,\"cancelled\":1,\"noShow\":1,\"revenue\":\"412.50\",\"utilisation\":0.25},"
    "{\"date\":\"2026-11-24\",\"booked\":1,\"cancelled\":0,\"noShow\":0,\"revenue\":\"0.00\",\"utilisation\":0},"
    "{\"date\":\"2026-12-01\",\"booked\":4,\"cancelled\":2,\"noShow\":0,\"revenue\":\"80.00\",\"utilisation\":0},"
    "{\"date\":\"soon\",\"booked\":100}],"
    "\"totals\":{\"booked\":12,\"completed\":5,\"cancelled\":3,\"noShow\":1,\"revenue\":\"492.50\",\"utilisation\":0.3},"
    "\"byService\":[{\"serviceId\":\"1\",\"name\":\"Oil\",\"booked\":9},{\"serviceId\":\"2\",\"name\":\"Tyres\",\"booked\":3}],"
    "\"byResource\":[{\"resourceId\":\"1\",\"name\":\"Bay 1\",\"utilisation\":0.2},"
    "{\"resourceId\":\"2\",\"name\":\"Bay 2\",\"utilisation\":1.25}],\"previous\":null}";

static SsReport *
read_report (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (report_text, &error);
  SsReport *report;

  g_assert_no_error (error);
  report = ss_model_from_json (SS_TYPE_REPORT, node, &error);
  g_assert_no_error (error);
  return report;
}

static SsReportView
make_view (SsRangeKind kind)
{
  SsReportView view = { .first_weekday = G_DATE_MONDAY, .currency = "USD" };
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 23, G_DATE_NOVEMBER, 2026);
  ss_report_range_init (&view.range, kind, &day, G_DATE_MONDAY);
  return view;
}

static void
assert_point (SsChartData *data, guint n, const char *label, const char *words, double value)
{
  SsChartPoint *point = ss_chart_data_get_point (data, n);
  g_autofree char *spoken = ss_chart_point_describe (point);

  g_assert_cmpstr (ss_chart_point_get_label (point), ==, label);
  g_assert_cmpstr (spoken, ==, words);
  g_assert_cmpfloat_with_epsilon (ss_chart_point_get_value (point), value, 1e-9);
}

static void
test_over_time (void)
{
  g_autoptr (SsReport) report = read_report ();
  const SsReportView month = make_view (SS_RANGE_MONTH), year = make_view (SS_RANGE_YEAR);
  g_autoptr (SsChartData) days = ss_report_chart_over_time (report, &month, SS_MEASURE_BOOKED);
  g_autoptr (SsChartData) weeks = ss_report_chart_over_time (report, &year, SS_MEASURE_REVENUE);
  g_autoptr (SsChartData) none = ss_report_chart_over_time (report, &month, SS_MEASURE_NO_SHOW);

  g_assert_cmpstr (ss_chart_data_get_about (days)->title, ==, "Bookings by Day");
  g_assert_cmpuint (ss_chart_data_get_n_drawn (days), ==, 3);
  assert_point (days, 0, "23", "Monday, 23 November 2026: 7 bookings", 7);
  assert_point (days, 1, "24", "Tuesday, 24 November 2026: 1 booking", 1);
  assert_point (none, 0, "23", "Monday, 23 November 2026: 1 no-show", 1);

  g_assert_cmpstr (ss_chart_data_get_about (weeks)->title, ==, "Revenue by Week");
  g_assert_cmpuint (ss_chart_data_get_n_drawn (weeks), ==, 2);
  assert_point (weeks, 0, "23 Nov", "Week of 23 November 2026: 412.50\302\240USD", 412.5);
  assert_point (weeks, 1, "30 Nov", "Week of 30 November 2026: 80.00\302\240USD", 80);
}

static void
test_parts (void)
{
  g_autoptr (SsReport) report = read_report ();
  g_autoptr (SsChartData) resources = ss_report_chart_by_resource (report);
  g_autoptr (SsChartData) services = ss_report_chart_by_service (report);

  /* The fullest first. */
  assert_point (resources, 0, "Bay 2", "Bay 2: 125%", 1.25);
  assert_point (resources, 1, "Bay 1", "Bay 1: 20%", 0.2);
  assert_point (services, 0, "Oil", "Oil: 9 bookings · 75%", 0.75);
  assert_point (services, 1, "Tyres", "Tyres: 3 bookings · 25%", 0.25);
  g_assert_cmpfloat (ss_chart_data_get_about (services)->full, ==, 0.75);
}

static void
test_ranges (void)
{
  static const struct
  {
    SsRangeKind kind;
    const char *words;
  } table[] = {
    { SS_RANGE_WEEK, "23 – 29 Nov 2026" }, { SS_RANGE_MONTH, "November 2026" },
    { SS_RANGE_QUARTER, "Q4 2026" },       { SS_RANGE_YEAR, "2026" },
    { SS_RANGE_CUSTOM, "23 Nov 2026" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      const SsReportView view = make_view (table[i].kind);
      g_autofree char *words = ss_report_range_describe (&view.range);

      g_assert_cmpstr (words, ==, table[i].words);
    }
}

/* It is understood without colour or arrow. */
static void
test_change (void)
{
  static const struct
  {
    double now, before;
    gboolean is_part;
    SsChangeDirection direction;
    const char *words;
  } table[] = {
    { 120, 100, FALSE, SS_CHANGE_UP, "20% more than B before" },
    { 75, 100, FALSE, SS_CHANGE_DOWN, "25% less than B before" },
    { 100, 100, FALSE, SS_CHANGE_NONE, "As before: B" },
    { 0, 0, FALSE, SS_CHANGE_NONE, "As before: B" },
    { 5, 0, FALSE, SS_CHANGE_UP, "More than B before" },
    { 0, 5, FALSE, SS_CHANGE_DOWN, "100% less than B before" },
    { 0.505, 0.4, TRUE, SS_CHANGE_UP, "10.5 points more than B before" },
    { 0.4, 0.5, TRUE, SS_CHANGE_DOWN, "10.0 points less than B before" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *words =
          ss_figure_change_describe (table[i].now, table[i].before, table[i].is_part, "B");

      g_assert_cmpstr (words, ==, table[i].words);
      g_assert_cmpint (ss_figure_change_get_direction (table[i].now, table[i].before), ==,
                       table[i].direction);
    }
}

static void
wait_for_map (GtkWidget *widget)
{
  while (!gtk_widget_get_mapped (widget) || gtk_widget_get_width (widget) == 0)
    g_main_context_iteration (NULL, TRUE);
}

static SsChartItem *
get_focus (GtkWidget *window)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (window));

  return SS_IS_CHART_ITEM (focus) ? SS_CHART_ITEM (focus) : NULL;
}

/* Tab enters once and leaves once; in between the arrows go from bar to bar. */
static void
test_keyboard (void)
{
  g_autoptr (SsReport) report = read_report ();
  const SsReportView month = make_view (SS_RANGE_MONTH);
  g_autoptr (SsChartData) data = ss_report_chart_over_time (report, &month, SS_MEASURE_BOOKED);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *button = gtk_button_new_with_label ("Before"), *after = gtk_button_new_with_label ("After");
  GtkWidget *view = ss_chart_view_new ();

  gtk_box_append (GTK_BOX (box), button);
  gtk_box_append (GTK_BOX (box), view);
  gtk_box_append (GTK_BOX (box), after);
  gtk_window_set_child (GTK_WINDOW (window), box);
  ss_chart_view_set_data (SS_CHART_VIEW (view), data);
  gtk_window_present (GTK_WINDOW (window));
  wait_for_map (view);

  gtk_widget_grab_focus (button);
  gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD);
  g_assert_nonnull (get_focus (window));
  g_assert_cmpstr (ss_chart_item_get_label (get_focus (window)), ==, "Monday, 23 November 2026: 7 bookings");
  gtk_widget_child_focus (window, GTK_DIR_RIGHT);
  g_assert_cmpstr (ss_chart_item_get_label (get_focus (window)), ==, "Tuesday, 24 November 2026: 1 booking");
  gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (window)) == after);
  /* Back to where one was. */
  gtk_widget_child_focus (window, GTK_DIR_TAB_BACKWARD);
  g_assert_cmpstr (ss_chart_item_get_label (get_focus (window)), ==, "Tuesday, 24 November 2026: 1 booking");
  gtk_window_destroy (GTK_WINDOW (window));
}

static GtkWidget *
find (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The focus stays on its bar while the figures change, and is not lost where there are fewer. */
static void
test_refresh (void)
{
  g_autoptr (SsReport) report = read_report ();
  const SsReportView month = make_view (SS_RANGE_MONTH), year = make_view (SS_RANGE_YEAR);
  g_autoptr (SsChartData) data = ss_report_chart_over_time (report, &month, SS_MEASURE_BOOKED);
  g_autoptr (SsChartData) other = ss_report_chart_over_time (report, &month, SS_MEASURE_CANCELLED);
  g_autoptr (SsChartData) fewer = ss_report_chart_over_time (report, &year, SS_MEASURE_BOOKED);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *card = g_object_new (SS_TYPE_CHART_CARD, NULL);
  GtkWidget *view, *table;

  ss_chart_card_set_data (SS_CHART_CARD (card), data, "November");
  gtk_window_set_child (GTK_WINDOW (window), card);
  gtk_window_present (GTK_WINDOW (window));
  view = find (card, SS_TYPE_CHART_VIEW);
  wait_for_map (view);
  gtk_widget_grab_focus (gtk_widget_get_last_child (view));
  g_assert_cmpint (ss_chart_view_get_marked (SS_CHART_VIEW (view)), ==, 2);
  ss_chart_card_set_data (SS_CHART_CARD (card), other, "November");
  g_assert_cmpstr (ss_chart_item_get_label (get_focus (window)), ==,
                   "Tuesday, 1 December 2026: 2 cancellations");
  ss_chart_card_set_data (SS_CHART_CARD (card), fewer, "2026");
  g_assert_cmpint (ss_chart_view_get_marked (SS_CHART_VIEW (view)), <, 2);

  /* The same as a table, with all rows. */
  ss_chart_card_set_shows_table (SS_CHART_CARD (card), TRUE);
  table = find (card, GTK_TYPE_COLUMN_VIEW);
  g_assert_cmpuint (g_list_model_get_n_items (
                        G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (table)))),
                    ==, 2);
  wait_for_map (table);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_pictures (void)
{
  g_autoptr (SsReport) report = read_report ();
  const SsReportView month = make_view (SS_RANGE_MONTH);
  SsChartData *charts[] = { ss_report_chart_over_time (report, &month, SS_MEASURE_BOOKED),
                            ss_report_chart_by_service (report), ss_report_chart_by_resource (report) };
  g_autoptr (GtkWidget) widget = g_object_ref_sink (gtk_label_new (NULL));
  PangoContext *context = gtk_widget_get_pango_context (widget);

  for (guint i = 0; i < G_N_ELEMENTS (charts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) png =
          ss_chart_picture_make (charts[i], "Acme · November 2026", context, SS_PICTURE_PNG, &error);
      g_autoptr (GBytes) svg =
          ss_chart_picture_make (charts[i], "Acme · November 2026", context, SS_PICTURE_SVG, &error);
      g_autoptr (GdkTexture) from_png = NULL;
      g_autoptr (GdkTexture) from_svg = NULL;

      g_assert_no_error (error);
      from_png = gdk_texture_new_from_bytes (png, &error);
      g_assert_no_error (error);
      from_svg = gdk_texture_new_from_bytes (svg, &error);
      g_assert_no_error (error);
      /* The same picture, the one with twice as many points. */
      g_assert_cmpint (gdk_texture_get_width (from_png), ==, 2 * gdk_texture_get_width (from_svg));
      g_assert_cmpint (gdk_texture_get_height (from_png), ==, 2 * gdk_texture_get_height (from_svg));
      g_assert_nonnull (
          g_strstr_len (g_bytes_get_data (svg, NULL), (gssize) g_bytes_get_size (svg), "<path"));
    }
  for (guint i = 0; i < G_N_ELEMENTS (charts); i++)
    g_clear_object (&charts[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/app/charts/over-time", test_over_time);
  g_test_add_func ("/app/charts/parts", test_parts);
  g_test_add_func ("/app/charts/ranges", test_ranges);
  g_test_add_func ("/app/charts/change", test_change);
  g_test_add_func ("/app/charts/keyboard", test_keyboard);
  g_test_add_func ("/app/charts/refresh", test_refresh);
  g_test_add_func ("/app/charts/pictures", test_pictures);

  return g_test_run ();
}
