/* calendar-board.c: the calendar's views, with what chooses among them and the period
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/calendar/calendar-board.h"

#include <glib/gi18n-lib.h>

#include "app/calendar/agenda-view.h"
#include "app/calendar/booking-words.h"
#include "app/calendar/grid-view.h"
#include "app/calendar/month-view.h"
#include "app/widgets/menu-button-name.h"

/* Which of the three widgets shows it. */
typedef enum
{
  SHOWN_BY_GRID,
  SHOWN_BY_MONTH,
  SHOWN_BY_AGENDA,
} ShownBy;

/* The views, in the drop-down's order. n_days: of a period; 0: a month. */
static const struct
{
  const char *id;
  const char *label;
  ShownBy shown_by;
  SsGridKind kind;
  guint n_days;
} views[] = {
  { "timeline-day", N_ ("Timeline: Day"), SHOWN_BY_GRID, SS_GRID_TIMELINE, 1 },
  { "timeline-3-days", N_ ("Timeline: 3 Days"), SHOWN_BY_GRID, SS_GRID_TIMELINE, 3 },
  { "timeline-week", N_ ("Timeline: Week"), SHOWN_BY_GRID, SS_GRID_TIMELINE, 7 },
  { "day", N_ ("Day"), SHOWN_BY_GRID, SS_GRID_DAY, 1 },
  { "week", N_ ("Week"), SHOWN_BY_GRID, SS_GRID_WEEK, 7 },
  { "month", N_ ("Month"), SHOWN_BY_MONTH, SS_GRID_DAY, 0 },
  { "agenda", N_ ("Agenda"), SHOWN_BY_AGENDA, SS_GRID_DAY, SS_AGENDA_DAYS },
};

struct _SsCalendarBoard
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *title_label;
  GtkCalendar *month;
  GtkMenuButton *menu_button;
  GtkMenuButton *filter_button;
  GtkDropDown *view_drop_down;
  GtkStack *stack;
  SsCalendarView *shown[SS_N_BOARD_VIEWS]; /* by ShownBy */

  SsCalendarModel *model;      /* (owned) (nullable) */
  GSimpleActionGroup *actions; /* (owned) */
  GDate date;
  gboolean has_date; /* not just the day that it is here */
  GDateWeekday first_weekday;
  guint view;
  gboolean is_showing; /* the mini month is being set */
};

G_DEFINE_FINAL_TYPE (SsCalendarBoard, ss_calendar_board, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_MODEL = 1,
  PROP_DATE,
  PROP_VIEW,
  PROP_FIRST_WEEKDAY,
} SsCalendarBoardProperty;

static GParamSpec *properties[PROP_FIRST_WEEKDAY + 1];

static void
get_range (SsCalendarBoard *self, GDate *first, GDate *last)
{
  *first = self->date;
  if (views[self->view].n_days == 7)
    ss_week_of (&self->date, self->first_weekday, first);
  *last = *first;
  if (views[self->view].n_days > 1)
    g_date_add_days (last, views[self->view].n_days - 1);
}

static char *
format_title (SsCalendarBoard *self)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  GDate first, last;

  if (views[self->view].n_days == 0)
    /* Translators: a month, as "November 2026". */
    return ss_format_date (&self->date, _ ("%B %Y"));
  if (views[self->view].n_days == 1)
    /* Translators: a day over the calendar, as "Mon 23 November 2026". */
    return ss_format_date (&self->date, _ ("%a %-d %B %Y"));
  get_range (self, &first, &last);
  /* Translators: the first day of a period, as "23 Nov". */
  from = ss_format_date (&first, _ ("%-d %b"));
  /* Translators: the last day of a period, as "29 Nov 2026". */
  to = ss_format_date (&last, _ ("%-d %b %Y"));
  /* Translators: a period from a day to a day. */
  return g_strdup_printf (_ ("%s – %s"), from, to);
}

static void
show_date (SsCalendarBoard *self)
{
  g_autofree char *title = format_title (self);
  g_autoptr (GDateTime) time =
      g_date_time_new_local (g_date_get_year (&self->date), g_date_get_month (&self->date),
                             g_date_get_day (&self->date), 12, 0, 0);

  gtk_label_set_text (self->title_label, title);
  self->is_showing = TRUE;
  gtk_calendar_select_day (self->month, time);
  self->is_showing = FALSE;
}

/* Only the view that is seen follows: the others would load what nobody looks at. */
static void
show_view (SsCalendarBoard *self)
{
  SsCalendarView *view = self->shown[views[self->view].shown_by];

  for (guint i = 0; i < SS_N_BOARD_VIEWS; i++)
    if (self->shown[i] != view)
      g_object_set (self->shown[i], "model", NULL, NULL);
  if (views[self->view].shown_by == SHOWN_BY_GRID)
    ss_grid_view_set_kind (SS_GRID_VIEW (view), views[self->view].kind, views[self->view].n_days);
  ss_calendar_view_set_date (view, &self->date);
  g_object_set (view, "first-weekday", (int) self->first_weekday, "model", self->model, NULL);
  gtk_stack_set_visible_child_name (self->stack, views[self->view].shown_by == SHOWN_BY_GRID    ? "grid"
                                                 : views[self->view].shown_by == SHOWN_BY_MONTH ? "month"
                                                                                                : "agenda");
  show_date (self);
}

static void
step (SsCalendarBoard *self, int n)
{
  GDate date = self->date;
  guint n_days = views[self->view].n_days;

  if (n == 0 && self->model != NULL)
    ss_day_of (ss_calendar_model_get_zone (self->model), ss_calendar_model_get_now (self->model), &date);
  else if (n_days == 0 && n > 0)
    g_date_add_months (&date, (guint) n);
  else if (n_days == 0)
    g_date_subtract_months (&date, (guint) -n);
  else if (n > 0)
    g_date_add_days (&date, (guint) n * n_days);
  else
    g_date_subtract_days (&date, (guint) -n * n_days);
  ss_calendar_board_set_date (self, &date);
}

static void
period_cb (SsCalendarBoard *self, int n)
{
  step (self, n);
}

static void
day_cb (SsCalendarBoard *self, const GDate *day)
{
  ss_calendar_board_set_date (self, day);
  ss_calendar_board_set_view (self, "timeline-day");
}

static void
month_selected_cb (SsCalendarBoard *self)
{
  g_autoptr (GDateTime) time = NULL;
  GDate date;

  if (self->is_showing)
    return;
  time = gtk_calendar_get_date (self->month);
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) g_date_time_get_day_of_month (time),
                  (GDateMonth) g_date_time_get_month (time), (GDateYear) g_date_time_get_year (time));
  ss_calendar_board_set_date (self, &date);
}

static void
view_selected_cb (SsCalendarBoard *self)
{
  guint selected = gtk_drop_down_get_selected (self->view_drop_down);

  if (selected < G_N_ELEMENTS (views))
    ss_calendar_board_set_view (self, views[selected].id);
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
  step (user_data, 0);
}

static void
change_view (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  ss_calendar_board_set_view (user_data, g_variant_get_string (state, NULL));
}

static const GActionEntry actions[] = {
  { .name = "previous", .activate = previous_action },
  { .name = "next", .activate = next_action },
  { .name = "today", .activate = today_action },
  { .name = "view", .parameter_type = "s", .state = "'timeline-day'", .change_state = change_view },
};

static void
ss_calendar_board_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  SsCalendarBoard *self = SS_CALENDAR_BOARD (object);

  switch ((SsCalendarBoardProperty) id)
    {
    case PROP_MODEL:
      g_value_set_object (value, self->model);
      break;
    case PROP_DATE:
      g_value_set_boxed (value, &self->date);
      break;
    case PROP_VIEW:
      g_value_set_string (value, views[self->view].id);
      break;
    case PROP_FIRST_WEEKDAY:
      g_value_set_int (value, (int) self->first_weekday);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
ss_calendar_board_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  SsCalendarBoard *self = SS_CALENDAR_BOARD (object);

  switch ((SsCalendarBoardProperty) id)
    {
    case PROP_MODEL:
      ss_calendar_board_set_model (self, g_value_get_object (value));
      break;
    case PROP_DATE:
      if (g_value_get_boxed (value) != NULL)
        ss_calendar_board_set_date (self, g_value_get_boxed (value));
      break;
    case PROP_VIEW:
      ss_calendar_board_set_view (self, g_value_get_string (value));
      break;
    case PROP_FIRST_WEEKDAY:
      ss_calendar_board_set_first_weekday (self, (GDateWeekday) g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
ss_calendar_board_dispose (GObject *object)
{
  SsCalendarBoard *self = SS_CALENDAR_BOARD (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->model);
  g_clear_object (&self->actions);

  G_OBJECT_CLASS (ss_calendar_board_parent_class)->dispose (object);
}

static gboolean
ss_calendar_board_grab_focus (GtkWidget *widget)
{
  SsCalendarBoard *self = SS_CALENDAR_BOARD (widget);

  return gtk_widget_grab_focus (GTK_WIDGET (self->shown[views[self->view].shown_by]));
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, SsCalendarBoard, child)
#define BIND_CALLBACK(callback) gtk_widget_class_bind_template_callback (widget_class, callback)

static void
ss_calendar_board_class_init (SsCalendarBoardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ss_calendar_board_dispose;
  object_class->get_property = ss_calendar_board_get_property;
  object_class->set_property = ss_calendar_board_set_property;
  widget_class->grab_focus = ss_calendar_board_grab_focus;

  properties[PROP_MODEL] = g_param_spec_object ("model", NULL, NULL, SS_TYPE_CALENDAR_MODEL,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_DATE] =
      g_param_spec_boxed ("date", NULL, NULL, G_TYPE_DATE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_VIEW] =
      g_param_spec_string ("view", NULL, NULL, views[0].id,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_FIRST_WEEKDAY] =
      g_param_spec_int ("first-weekday", NULL, NULL, G_DATE_MONDAY, G_DATE_SUNDAY, G_DATE_MONDAY,
                        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (SS_TYPE_GRID_VIEW);
  g_type_ensure (SS_TYPE_MONTH_VIEW);
  g_type_ensure (SS_TYPE_AGENDA_VIEW);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/smoothschedule/Admin/calendar/calendar-board.ui");
  BIND (box);
  BIND (title_label);
  BIND (month);
  BIND (menu_button);
  BIND (filter_button);
  BIND (view_drop_down);
  BIND (stack);
  gtk_widget_class_bind_template_child_full (widget_class, "grid_view", FALSE,
                                             G_STRUCT_OFFSET (SsCalendarBoard, shown[SHOWN_BY_GRID]));
  gtk_widget_class_bind_template_child_full (widget_class, "month_view", FALSE,
                                             G_STRUCT_OFFSET (SsCalendarBoard, shown[SHOWN_BY_MONTH]));
  gtk_widget_class_bind_template_child_full (widget_class, "agenda_view", FALSE,
                                             G_STRUCT_OFFSET (SsCalendarBoard, shown[SHOWN_BY_AGENDA]));
  BIND_CALLBACK (month_selected_cb);
  BIND_CALLBACK (view_selected_cb);
  BIND_CALLBACK (period_cb);
  BIND_CALLBACK (day_cb);
}

static void
fill_drop_down (SsCalendarBoard *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    gtk_string_list_append (names, _ (views[i].label));
  gtk_drop_down_set_model (self->view_drop_down, G_LIST_MODEL (names));
}

static void
ss_calendar_board_init (SsCalendarBoard *self)
{
  self->first_weekday = G_DATE_MONDAY;
  g_date_clear (&self->date, 1);
  g_date_set_time_t (&self->date, (time_t) (g_get_real_time () / G_USEC_PER_SEC));
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), actions, G_N_ELEMENTS (actions), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "calendar", G_ACTION_GROUP (self->actions));
  gtk_widget_init_template (GTK_WIDGET (self));
  ss_menu_button_name_by_tooltip (self->menu_button);
  ss_menu_button_name_by_tooltip (self->filter_button);
  fill_drop_down (self);
  show_view (self);
}

GtkWidget *
ss_calendar_board_new (void)
{
  return g_object_new (SS_TYPE_CALENDAR_BOARD, NULL);
}

/**
 * ss_calendar_board_set_model:
 * @self: a board
 * @model: (nullable): what it shows
 */
void
ss_calendar_board_set_model (SsCalendarBoard *self, SsCalendarModel *model)
{
  if (!g_set_object (&self->model, model))
    return;
  /* What day it is at the business may differ from what it is here. */
  if (model != NULL && !self->has_date)
    step (self, 0);
  show_view (self);
}

const char *
ss_calendar_board_get_view (SsCalendarBoard *self)
{
  return views[self->view].id;
}

/**
 * ss_calendar_board_set_view:
 * @self: a board
 * @id: a view's id; one that is not known changes nothing
 */
void
ss_calendar_board_set_view (SsCalendarBoard *self, const char *id)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "view");

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      if (g_strcmp0 (views[i].id, id) != 0 || i == self->view)
        continue;
      self->view = i;
      g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (id));
      gtk_drop_down_set_selected (self->view_drop_down, i);
      show_view (self);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VIEW]);
      return;
    }
}

const GDate *
ss_calendar_board_get_date (SsCalendarBoard *self)
{
  return &self->date;
}

/**
 * ss_calendar_board_set_date:
 * @self: a board
 * @date: a day of the period to show
 */
void
ss_calendar_board_set_date (SsCalendarBoard *self, const GDate *date)
{
  if (!g_date_valid (date))
    return;
  self->has_date = TRUE;
  if (g_date_compare (date, &self->date) == 0)
    return;
  self->date = *date;
  ss_calendar_view_set_date (self->shown[views[self->view].shown_by], date);
  show_date (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DATE]);
}

void
ss_calendar_board_set_first_weekday (SsCalendarBoard *self, GDateWeekday weekday)
{
  self->first_weekday = weekday;
  show_view (self);
}

/**
 * ss_calendar_board_show_booking:
 * @self: a board that has a model
 * @booking: a booking
 *
 * Goes to its day and marks it, for a search's result.
 */
void
ss_calendar_board_show_booking (SsCalendarBoard *self, SsAppointment *booking)
{
  GDate day;

  ss_day_of (ss_calendar_model_get_zone (self->model), ss_appointment_get_start_time (booking), &day);
  ss_calendar_board_set_date (self, &day);
  ss_calendar_view_select (self->shown[views[self->view].shown_by], ss_appointment_get_id (booking));
}

/**
 * ss_calendar_board_get_filter_button:
 * @self: a board
 *
 * Returns: (transfer none): what opens the choice of what is shown; the board's owner fills it
 */
GtkMenuButton *
ss_calendar_board_get_filter_button (SsCalendarBoard *self)
{
  return self->filter_button;
}

const char *
ss_calendar_board_get_title (SsCalendarBoard *self)
{
  return gtk_label_get_text (self->title_label);
}

SsCalendarView *const *
ss_calendar_board_get_views (SsCalendarBoard *self)
{
  return self->shown;
}

/**
 * ss_calendar_board_get_period:
 * @self: a board
 * @first: (out): the first day that the view shows
 * @last: (out): the last one; of a month its own, not those of the weeks around it
 */
void
ss_calendar_board_get_period (SsCalendarBoard *self, GDate *first, GDate *last)
{
  g_return_if_fail (SS_IS_CALENDAR_BOARD (self));

  get_range (self, first, last);
  if (views[self->view].n_days > 0)
    return;
  g_date_set_day (first, 1);
  *last = *first;
  g_date_add_months (last, 1);
  g_date_subtract_days (last, 1);
}
