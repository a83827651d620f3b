/* overview-page.c: how business is going
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/overview/overview-page.h"

#include <glib/gi18n-lib.h>

#include "app/business/business-words.h"
#include "app/overview/chart-card.h"
#include "app/overview/range-button.h"
#include "app/overview/report-charts.h"
#include "app/overview/stat-card.h"
#include "app/widgets/money-text.h"
#include "app/widgets/status-view.h"
#include "domain/local-time.h"
#include "domain/money.h"

enum
{
  CARD_BOOKED,
  CARD_REVENUE,
  CARD_UTILISATION,
  CARD_NO_SHOW,
  N_CARDS,
};

struct _SsOverviewPage
{
  SsPage parent_instance;

  SsStatusView *status;
  GtkDropDown *kind_drop_down;
  GtkDropDown *measure_drop_down;
  SsRangeButton *range_button;
  GtkLabel *compared;
  GtkFlowBox *cards;
  SsChartCard *over_time;
  SsChartCard *by_resource;
  SsChartCard *by_service;

  SsStatCard *stats[N_CARDS]; /* (unowned): in cards */
  SsReportRange range;
  SsReportMeasure measure;
  gboolean is_updating;
  GSimpleActionGroup *actions; /* (owned) */
};

G_DEFINE_FINAL_TYPE (SsOverviewPage, ss_overview_page, SS_TYPE_PAGE)

static const char *const kinds[SS_N_RANGES] = {
  [SS_RANGE_WEEK] = N_ ("Week"), [SS_RANGE_MONTH] = N_ ("Month"),        [SS_RANGE_QUARTER] = N_ ("Quarter"),
  [SS_RANGE_YEAR] = N_ ("Year"), [SS_RANGE_CUSTOM] = N_ ("Chosen Days"),
};

static SsReportStore *
get_store (SsOverviewPage *self)
{
  return ss_workspace_get_reports (ss_page_get_workspace (SS_PAGE (self)));
}

static GDateWeekday
get_first_weekday (SsOverviewPage *self)
{
  return ss_business_get_first_weekday (ss_page_get_workspace (SS_PAGE (self)));
}

static void
get_today (SsOverviewPage *self, GDate *today)
{
  g_autoptr (GTimeZone) zone = ss_business_get_zone (ss_page_get_workspace (SS_PAGE (self)));

  ss_local_time_get (zone, g_get_real_time (), today, NULL);
}

static SsReportView
get_view (SsOverviewPage *self)
{
  return (SsReportView){ self->range, get_first_weekday (self),
                         ss_business_get_currency (ss_page_get_workspace (SS_PAGE (self))) };
}

static char *
make_subtitle (SsOverviewPage *self)
{
  SsSession *session = ss_workspace_get_session (ss_page_get_workspace (SS_PAGE (self)));
  SsCurrentUser *user = ss_session_get_current_user (session);
  SsTenantBrand *tenant = user != NULL ? ss_current_user_get_tenant (user) : NULL;
  const char *business = tenant != NULL ? ss_tenant_brand_get_name (tenant) : NULL;
  g_autofree char *days = ss_report_range_describe (&self->range);

  /* Translators: under the title of a picture: the business and the days: "Acme Auto · November 2026" */
  return business != NULL ? g_strdup_printf (_ ("%s · %s"), business, days) : g_steal_pointer (&days);
}

static void
show_stat (SsOverviewPage *self, guint card, double now, const double *before, const char *text,
           const char *before_text)
{
  g_autofree char *change = NULL;

  if (before == NULL)
    {
      ss_stat_card_set_figure (self->stats[card], text, SS_CHANGE_NONE, NULL);
      return;
    }
  change = ss_figure_change_describe (now, *before, card == CARD_UTILISATION, before_text);
  ss_stat_card_set_figure (self->stats[card], text, ss_figure_change_get_direction (now, *before), change);
}

static void
show_count (SsOverviewPage *self, guint card, gint64 now, gint64 before, gboolean has_before)
{
  g_autofree char *text = ss_count_to_text (now);
  g_autofree char *before_text = ss_count_to_text (before);
  double value = (double) before;

  show_stat (self, card, (double) now, has_before ? &value : NULL, text, before_text);
}

static void
show_stats (SsOverviewPage *self, SsReport *report)
{
  const char *currency = ss_business_get_currency (ss_page_get_workspace (SS_PAGE (self)));
  SsReportFigures *totals = ss_report_get_totals (report);
  SsReportFigures *previous = ss_report_get_previous (report);
  gboolean has = previous != NULL;
  gint64 revenue = ss_report_figures_get_revenue (totals);
  gint64 revenue_before = has ? ss_report_figures_get_revenue (previous) : 0;
  double part = ss_report_figures_get_utilisation (totals);
  double part_before = has ? ss_report_figures_get_utilisation (previous) : 0;
  double money_before = (double) revenue_before / SS_MONEY_UNIT;
  g_autofree char *money = ss_money_to_text (revenue, currency);
  g_autofree char *money_text = ss_money_to_text (revenue_before, currency);
  g_autofree char *percent = ss_part_to_text (part);
  g_autofree char *percent_before = ss_part_to_text (part_before);

  show_count (self, CARD_BOOKED, ss_report_figures_get_booked (totals),
              has ? ss_report_figures_get_booked (previous) : 0, has);
  show_count (self, CARD_NO_SHOW, ss_report_figures_get_no_show (totals),
              has ? ss_report_figures_get_no_show (previous) : 0, has);
  show_stat (self, CARD_REVENUE, (double) revenue / SS_MONEY_UNIT, has ? &money_before : NULL, money,
             money_text);
  show_stat (self, CARD_UTILISATION, part, has ? &part_before : NULL, percent, percent_before);
}

static void
show_over_time (SsOverviewPage *self)
{
  SsReport *report = ss_report_store_get_report (get_store (self));
  const SsReportView view = get_view (self);
  g_autofree char *subtitle = make_subtitle (self);
  g_autoptr (SsChartData) data = NULL;

  if (report == NULL)
    return;
  data = ss_report_chart_over_time (report, &view, self->measure);
  ss_chart_card_set_data (self->over_time, data, subtitle);
}

static void
report_cb (SsOverviewPage *self)
{
  SsReport *report = ss_report_store_get_report (get_store (self));
  g_autofree char *subtitle = make_subtitle (self);
  g_autoptr (SsChartData) resources = NULL;
  g_autoptr (SsChartData) services = NULL;

  if (report == NULL)
    return;
  resources = ss_report_chart_by_resource (report);
  services = ss_report_chart_by_service (report);
  show_stats (self, report);
  show_over_time (self);
  ss_chart_card_set_data (self->by_resource, resources, subtitle);
  ss_chart_card_set_data (self->by_service, services, subtitle);
}

/* The controls say what is shown, and it is asked for. */
static void
set_range (SsOverviewPage *self, const SsReportRange *range)
{
  SsReportRange previous;
  g_autofree char *days = NULL;
  g_autofree char *text = NULL;

  self->range = *range;
  self->is_updating = TRUE;
  gtk_drop_down_set_selected (self->kind_drop_down, range->kind);
  self->is_updating = FALSE;
  ss_range_button_set_range (self->range_button, range);
  ss_report_range_get_previous (range, &previous);
  days = ss_report_range_describe (&previous);
  /* Translators: %s is a span of days, as long as the one that is shown: "25 – 31 Oct 2026" */
  text = g_strdup_printf (_ ("Compared with %s"), days);
  gtk_label_set_text (self->compared, text);
  ss_report_store_set_span (get_store (self), &range->first, &range->last);
}

static void
show_kind (SsOverviewPage *self, SsRangeKind kind, const GDate *day)
{
  SsReportRange range;

  if (kind == SS_RANGE_CUSTOM)
    ss_report_range_init_custom (&range, &self->range.first, &self->range.last);
  else
    ss_report_range_init (&range, kind, day, get_first_weekday (self));
  set_range (self, &range);
}

/* Another length of time keeps today in it where it was, else where it begins. */
static void
kind_cb (SsOverviewPage *self)
{
  guint kind = gtk_drop_down_get_selected (self->kind_drop_down);
  GDate today;

  if (self->is_updating || kind >= SS_N_RANGES || !g_date_valid (&self->range.first))
    return;
  get_today (self, &today);
  show_kind (self, kind, ss_report_range_contains (&self->range, &today) ? &today : &self->range.first);
  if (kind == SS_RANGE_CUSTOM)
    ss_range_button_popup (self->range_button);
}

static void
chosen_cb (SsOverviewPage *self, const GDate *first, const GDate *last)
{
  SsReportRange range;

  ss_report_range_init_custom (&range, first, last);
  set_range (self, &range);
}

static void
measure_cb (SsOverviewPage *self)
{
  guint measure = gtk_drop_down_get_selected (self->measure_drop_down);

  if (measure >= SS_N_MEASURES || measure == self->measure)
    return;
  self->measure = measure;
  show_over_time (self);
}

static void
reload_cb (SsOverviewPage *self)
{
  ss_report_store_load (get_store (self));
}

static void
step (SsOverviewPage *self, int n)
{
  SsReportRange range = self->range;

  ss_report_range_step (&range, n);
  set_range (self, &range);
}

static void
previous_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  step (user_data, -1);
}

static void
next_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  step (user_data, 1);
}

static void
today_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SsOverviewPage *self = user_data;
  SsRangeKind kind = self->range.kind == SS_RANGE_CUSTOM ? SS_RANGE_MONTH : self->range.kind;
  GDate today;

  get_today (self, &today);
  show_kind (self, kind, &today);
}

static void
range_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SsRangeKind kind;

  if (ss_range_kind_from_string (g_variant_get_string (parameter, NULL), &kind))
    gtk_drop_down_set_selected (SS_OVERVIEW_PAGE (user_data)->kind_drop_down, kind);
}

static void
change_tables (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  SsOverviewPage *self = user_data;
  SsChartCard *cards[] = { self->over_time, self->by_resource, self->by_service };

  g_simple_action_set_state (action, state);
  for (guint i = 0; i < G_N_ELEMENTS (cards); i++)
    ss_chart_card_set_shows_table (cards[i], g_variant_get_boolean (state));
}

static const GActionEntry actions[] = {
  { .name = "previous", .activate = previous_action },
  { .name = "next", .activate = next_action },
  { .name = "today", .activate = today_action },
  { .name = "range", .activate = range_action, .parameter_type = "s" },
  { .name = "tables", .state = "false", .change_state = change_tables },
};

static void
ss_overview_page_set_up (SsPage *page)
{
  SsOverviewPage *self = SS_OVERVIEW_PAGE (page);

  ss_status_view_follow (self->status, G_OBJECT (get_store (self)));
  g_signal_connect_object (get_store (self), "notify::report", G_CALLBACK (report_cb), self,
                           G_CONNECT_SWAPPED);
}

/* Not everybody looks at it: asked for when it is first shown. */
static void
ss_overview_page_shown (SsPage *page)
{
  SsOverviewPage *self = SS_OVERVIEW_PAGE (page);
  GDate today;

  get_today (self, &today);
  if (!g_date_valid (&self->range.first))
    show_kind (self, self->range.kind, &today);
  else
    set_range (self, &(SsReportRange){ self->range.kind, self->range.first, self->range.last });
  ss_report_store_set_is_watched (get_store (self), TRUE);
}

static void
ss_overview_page_hidden (SsPage *page)
{
  ss_report_store_set_is_watched (get_store (SS_OVERVIEW_PAGE (page)), FALSE);
}

static void
ss_overview_page_reload (SsPage *page)
{
  reload_cb (SS_OVERVIEW_PAGE (page));
}

/* Chosen days come back as they were; a month is the present one again. */
static GVariant *
ss_overview_page_save_state (SsPage *page)
{
  SsOverviewPage *self = SS_OVERVIEW_PAGE (page);
  GVariantDict state;

  g_variant_dict_init (&state, NULL);
  g_variant_dict_insert (&state, "range", "s", ss_range_kind_to_string (self->range.kind));
  g_variant_dict_insert (&state, "measure", "u", (guint) self->measure);
  if (self->range.kind == SS_RANGE_CUSTOM && g_date_valid (&self->range.first))
    g_variant_dict_insert (&state, "days", "(uu)", g_date_get_julian (&self->range.first),
                           g_date_get_julian (&self->range.last));
  return g_variant_dict_end (&state);
}

static void
ss_overview_page_restore_state (SsPage *page, GVariant *state)
{
  SsOverviewPage *self = SS_OVERVIEW_PAGE (page);
  const char *kind;
  guint measure, first, last;

  if (g_variant_lookup (state, "range", "&s", &kind))
    ss_range_kind_from_string (kind, &self->range.kind);
  if (g_variant_lookup (state, "measure", "u", &measure) && measure < SS_N_MEASURES)
    gtk_drop_down_set_selected (self->measure_drop_down, measure);
  if (self->range.kind != SS_RANGE_CUSTOM)
    return;
  if (g_variant_lookup (state, "days", "(uu)", &first, &last) && g_date_valid_julian (first)
      && g_date_valid_julian (last))
    {
      GDate days[2];

      g_date_clear (days, 2);
      g_date_set_julian (&days[0], first);
      g_date_set_julian (&days[1], last);
      ss_report_range_init_custom (&self->range, &days[0], &days[1]);
    }
  else
    self->range.kind = SS_RANGE_MONTH;
}

static void
ss_overview_page_dispose (GObject *object)
{
  g_clear_object (&SS_OVERVIEW_PAGE (object)->actions);

  G_OBJECT_CLASS (ss_overview_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, SsOverviewPage, status);
  gtk_widget_class_bind_template_child (widget_class, SsOverviewPage, kind_drop_down);
  gtk_widget_class_bind_template_child (widget_class, SsOverviewPage, measure_drop_down);
  gtk_widget_class_bind_template_child (widget_class, SsOverviewPage, range_button);
  gtk_widget_class_bind_template_child (widget_class, SsOverviewPage, compared);
  gtk_widget_class_bind_template_child (widget_class, SsOverviewPage, cards);
  gtk_widget_class_bind_template_child (widget_class, SsOverviewPage, over_time);
  gtk_widget_class_bind_template_child (widget_class, SsOverviewPage, by_resource);
  gtk_widget_class_bind_template_child (widget_class, SsOverviewPage, by_service);
  gtk_widget_class_bind_template_callback (widget_class, reload_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_cb);
  gtk_widget_class_bind_template_callback (widget_class, measure_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
}

static void
ss_overview_page_class_init (SsOverviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SsPageClass *page_class = SS_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ss_overview_page_dispose;
  page_class->set_up = ss_overview_page_set_up;
  page_class->shown = ss_overview_page_shown;
  page_class->hidden = ss_overview_page_hidden;
  page_class->reload = ss_overview_page_reload;
  page_class->save_state = ss_overview_page_save_state;
  page_class->restore_state = ss_overview_page_restore_state;

  g_type_ensure (SS_TYPE_STATUS_VIEW);
  g_type_ensure (SS_TYPE_CHART_CARD);
  g_type_ensure (SS_TYPE_RANGE_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/smoothschedule/Admin/overview/overview-page.ui");
  bind_template (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, GDK_ALT_MASK, "overview.previous",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, GDK_ALT_MASK, "overview.next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Home, GDK_ALT_MASK, "overview.today", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_t, GDK_CONTROL_MASK, "overview.tables", NULL);
}

static void
add_cards (SsOverviewPage *self)
{
  static const struct
  {
    const char *title;
    gboolean good_when_down;
  } table[N_CARDS] = {
    [CARD_BOOKED] = { N_ ("Bookings") },
    [CARD_REVENUE] = { N_ ("Revenue") },
    [CARD_UTILISATION] = { N_ ("Utilisation") },
    [CARD_NO_SHOW] = { N_ ("No-Shows"), TRUE },
  };

  for (guint i = 0; i < N_CARDS; i++)
    {
      GtkWidget *child = gtk_flow_box_child_new ();

      self->stats[i] = g_object_new (SS_TYPE_STAT_CARD, "title", _ (table[i].title), "good-when-down",
                                     table[i].good_when_down, NULL);
      gtk_widget_set_focusable (child, FALSE);
      gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), GTK_WIDGET (self->stats[i]));
      gtk_flow_box_append (self->cards, child);
    }
}

static void
ss_overview_page_init (SsOverviewPage *self)
{
  g_autoptr (GtkStringList) kind_names = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) measure_names = gtk_string_list_new (NULL);

  self->range.kind = SS_RANGE_MONTH;
  g_date_clear (&self->range.first, 1);
  g_date_clear (&self->range.last, 1);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), actions, G_N_ELEMENTS (actions), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "overview", G_ACTION_GROUP (self->actions));
  gtk_widget_init_template (GTK_WIDGET (self));
  add_cards (self);

  for (guint i = 0; i < SS_N_RANGES; i++)
    gtk_string_list_append (kind_names, _ (kinds[i]));
  for (guint i = 0; i < SS_N_MEASURES; i++)
    gtk_string_list_append (measure_names, ss_report_measure_get_title (i));
  gtk_drop_down_set_model (self->kind_drop_down, G_LIST_MODEL (kind_names));
  gtk_drop_down_set_model (self->measure_drop_down, G_LIST_MODEL (measure_names));
}
