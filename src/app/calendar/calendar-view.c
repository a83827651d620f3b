/* calendar-view.c: the base of the calendar's views
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/calendar/calendar-view.h"

typedef struct
{
  SsCalendarModel *model; /* (owned) (nullable) */
  GDate date;
  GDateWeekday first_weekday;
  char *selected_id; /* (owned) (nullable) */
  GtkWidget *tray;   /* (weak) (nullable) */
} SsCalendarViewPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SsCalendarView, ss_calendar_view, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_MODEL = 1,
  PROP_DATE,
  PROP_FIRST_WEEKDAY,
  PROP_SELECTED_ID,
} SsCalendarViewProperty;

static GParamSpec *properties[PROP_SELECTED_ID + 1];

enum
{
  ACTIVATE_BOOKING,
  BOOKING_MENU,
  TIME_MENU,
  MOVE_BOOKING,
  ASSIGN,
  CREATE_BOOKING,
  SHOW_PERIOD,
  SHOW_DAY,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static SsCalendarViewPrivate *
get_private (SsCalendarView *self)
{
  return ss_calendar_view_get_instance_private (self);
}

static void
refresh (SsCalendarView *self)
{
  if (get_private (self)->model != NULL)
    SS_CALENDAR_VIEW_GET_CLASS (self)->refresh (self);
}

static void
set_model (SsCalendarView *self, SsCalendarModel *model)
{
  SsCalendarViewPrivate *private = get_private (self);

  if (private->model == model)
    return;
  if (private->model != NULL)
    g_signal_handlers_disconnect_by_func (private->model, refresh, self);
  g_set_object (&private->model, model);
  if (model != NULL)
    g_signal_connect_object (model, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
}

static void
ss_calendar_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  SsCalendarViewPrivate *private = get_private (SS_CALENDAR_VIEW (object));

  switch ((SsCalendarViewProperty) id)
    {
    case PROP_MODEL:
      g_value_set_object (value, private->model);
      break;
    case PROP_DATE:
      g_value_set_boxed (value, &private->date);
      break;
    case PROP_FIRST_WEEKDAY:
      g_value_set_int (value, (int) private->first_weekday);
      break;
    case PROP_SELECTED_ID:
      g_value_set_string (value, private->selected_id);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
ss_calendar_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  SsCalendarView *self = SS_CALENDAR_VIEW (object);

  switch ((SsCalendarViewProperty) id)
    {
    case PROP_MODEL:
      set_model (self, g_value_get_object (value));
      break;
    case PROP_DATE:
      if (g_value_get_boxed (value) != NULL)
        ss_calendar_view_set_date (self, g_value_get_boxed (value));
      break;
    case PROP_FIRST_WEEKDAY:
      get_private (self)->first_weekday = (GDateWeekday) g_value_get_int (value);
      refresh (self);
      break;
    case PROP_SELECTED_ID:
      ss_calendar_view_select (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
ss_calendar_view_dispose (GObject *object)
{
  SsCalendarView *self = SS_CALENDAR_VIEW (object);

  if (get_private (self)->model != NULL)
    g_signal_handlers_disconnect_by_func (get_private (self)->model, refresh, self);
  g_clear_object (&get_private (self)->model);
  g_clear_weak_pointer (&get_private (self)->tray);

  G_OBJECT_CLASS (ss_calendar_view_parent_class)->dispose (object);
}

static void
ss_calendar_view_finalize (GObject *object)
{
  g_free (get_private (SS_CALENDAR_VIEW (object))->selected_id);

  G_OBJECT_CLASS (ss_calendar_view_parent_class)->finalize (object);
}

static guint
add_signal (SsCalendarViewClass *klass, const char *name, guint n_parameters, GType one, GType two,
            GType three, GType four)
{
  return g_signal_new (name, G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                       n_parameters, one, two, three, four);
}

static void
ss_calendar_view_class_init (SsCalendarViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ss_calendar_view_dispose;
  object_class->finalize = ss_calendar_view_finalize;
  object_class->get_property = ss_calendar_view_get_property;
  object_class->set_property = ss_calendar_view_set_property;

  properties[PROP_MODEL] = g_param_spec_object ("model", NULL, NULL, SS_TYPE_CALENDAR_MODEL,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_DATE] =
      g_param_spec_boxed ("date", NULL, NULL, G_TYPE_DATE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_FIRST_WEEKDAY] =
      g_param_spec_int ("first-weekday", NULL, NULL, G_DATE_MONDAY, G_DATE_SUNDAY, G_DATE_MONDAY,
                        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SELECTED_ID] =
      g_param_spec_string ("selected-id", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[ACTIVATE_BOOKING] = add_signal (klass, "activate-booking", 1, G_TYPE_STRING, 0, 0, 0);
  signals[TIME_MENU] = add_signal (klass, "time-menu", 3, G_TYPE_STRING, G_TYPE_INT64, GDK_TYPE_RECTANGLE, 0);
  signals[BOOKING_MENU] = add_signal (klass, "booking-menu", 2, G_TYPE_STRING, GDK_TYPE_RECTANGLE, 0, 0);
  signals[MOVE_BOOKING] =
      add_signal (klass, "move-booking", 4, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_INT64, G_TYPE_INT64);
  signals[ASSIGN] = add_signal (klass, "assign", 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_INT64, 0);
  signals[CREATE_BOOKING] =
      add_signal (klass, "create-booking", 3, G_TYPE_STRING, G_TYPE_INT64, G_TYPE_INT64, 0);
  signals[SHOW_PERIOD] = add_signal (klass, "show-period", 1, G_TYPE_INT, 0, 0, 0);
  signals[SHOW_DAY] = add_signal (klass, "show-day", 1, G_TYPE_DATE, 0, 0, 0);
}

static void
ss_calendar_view_init (SsCalendarView *self)
{
  SsCalendarViewPrivate *private = get_private (self);

  g_date_clear (&private->date, 1);
  g_date_set_time_t (&private->date, (time_t) (g_get_real_time () / G_USEC_PER_SEC));
  private->first_weekday = G_DATE_MONDAY;
}

SsCalendarModel *
ss_calendar_view_get_model (SsCalendarView *self)
{
  return get_private (self)->model;
}

const GDate *
ss_calendar_view_get_date (SsCalendarView *self)
{
  return &get_private (self)->date;
}

/**
 * ss_calendar_view_set_date:
 * @self: a view
 * @date: a day of the period to show
 */
void
ss_calendar_view_set_date (SsCalendarView *self, const GDate *date)
{
  SsCalendarViewPrivate *private = get_private (self);

  if (!g_date_valid (date) || g_date_compare (&private->date, date) == 0)
    return;
  private->date = *date;
  refresh (self);
}

GDateWeekday
ss_calendar_view_get_first_weekday (SsCalendarView *self)
{
  return get_private (self)->first_weekday;
}

const char *
ss_calendar_view_get_selected_id (SsCalendarView *self)
{
  return get_private (self)->selected_id;
}

/**
 * ss_calendar_view_select:
 * @self: a view
 * @id: (nullable): a booking's id
 *
 * Marks the booking, and brings it into sight where it is in the period that is shown.
 */
void
ss_calendar_view_select (SsCalendarView *self, const char *id)
{
  SsCalendarViewPrivate *private = get_private (self);

  if (g_strcmp0 (private->selected_id, id) == 0)
    return;
  g_free (private->selected_id);
  private->selected_id = g_strdup (id);
  if (private->model != NULL)
    SS_CALENDAR_VIEW_GET_CLASS (self)->select (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED_ID]);
}

GtkWidget *
ss_calendar_view_get_tray (SsCalendarView *self)
{
  return get_private (self)->tray;
}

void
ss_calendar_view_set_tray (SsCalendarView *self, GtkWidget *tray)
{
  g_set_weak_pointer (&get_private (self)->tray, tray);
}

void
ss_calendar_view_activate (SsCalendarView *self, const char *id)
{
  g_signal_emit (self, signals[ACTIVATE_BOOKING], 0, id);
}

void
ss_calendar_view_menu (SsCalendarView *self, const char *id, const GdkRectangle *place)
{
  g_signal_emit (self, signals[BOOKING_MENU], 0, id, place);
}

void
ss_calendar_view_time_menu (SsCalendarView *self, const char *resource_id, gint64 start,
                            const GdkRectangle *place)
{
  g_signal_emit (self, signals[TIME_MENU], 0, resource_id, start, place);
}

void
ss_calendar_view_move (SsCalendarView *self, const char *id, const char *resource_id, gint64 start,
                       gint64 minutes)
{
  g_signal_emit (self, signals[MOVE_BOOKING], 0, id, resource_id, start, minutes);
}

void
ss_calendar_view_assign (SsCalendarView *self, const char *id, const char *resource_id, gint64 start)
{
  g_signal_emit (self, signals[ASSIGN], 0, id, resource_id, start);
}

void
ss_calendar_view_create (SsCalendarView *self, const char *resource_id, gint64 start, gint64 minutes)
{
  g_signal_emit (self, signals[CREATE_BOOKING], 0, resource_id, start, minutes);
}

void
ss_calendar_view_show_period (SsCalendarView *self, int n)
{
  g_signal_emit (self, signals[SHOW_PERIOD], 0, n);
}

void
ss_calendar_view_show_day (SsCalendarView *self, const GDate *day)
{
  g_signal_emit (self, signals[SHOW_DAY], 0, day);
}
