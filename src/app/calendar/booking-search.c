/* booking-search.c: bookings found by words, over all time
 *
 * What is to come stands with the next one first, what is past with the last one first.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/calendar/booking-search.h"

#include <glib/gi18n-lib.h>

#include "app/calendar/booking-row.h"
#include "app/widgets/status-view.h"
#include "client/paged-list.h"

struct _SsBookingSearch
{
  GtkBox parent_instance;

  GtkEditable *entry;
  GtkToggleButton *past_button;
  GtkStack *stack;
  SsStatusView *status;
  GtkScrolledWindow *scroller;
  GtkListView *view;
  GtkLabel *count_label;

  SsSession *session;     /* (owned) (nullable) */
  SsCalendarModel *model; /* (owned) (nullable) */
  SsPagedList *found;     /* (owned) (nullable): made by the first search */
  char *words;            /* (owned): what was looked for last */
};

G_DEFINE_FINAL_TYPE (SsBookingSearch, ss_booking_search, GTK_TYPE_BOX)

enum
{
  CHOSEN,
  STOPPED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Today belongs to what is to come. */
static char *
create_query (SsBookingSearch *self)
{
  gboolean is_past = gtk_toggle_button_get_active (self->past_button);
  g_autoptr (GString) query = ss_query_new ();
  char day[16];
  GDate date;

  ss_day_of (ss_calendar_model_get_zone (self->model), ss_calendar_model_get_now (self->model), &date);
  if (is_past)
    g_date_subtract_days (&date, 1);
  g_date_strftime (day, sizeof day, "%Y-%m-%d", &date);
  ss_query_add (query, "search", self->words);
  ss_query_add (query, is_past ? "end_date" : "start_date", day);
  ss_query_add (query, "ordering", is_past ? "-start_time" : "start_time");
  return g_string_free (g_steal_pointer (&query), FALSE);
}

static void
count_cb (SsBookingSearch *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->found));
  g_autofree char *number = g_strdup_printf ("%'u", n);
  /* Translators: %s is a number. */
  g_autofree char *text = g_strdup_printf (ngettext ("%s booking found", "%s bookings found", n), number);

  gtk_label_set_text (self->count_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->count_label), n > 0);
}

static void
ensure_list (SsBookingSearch *self)
{
  g_autoptr (GtkListItemFactory) factory = NULL;
  g_autoptr (GtkSelectionModel) selection = NULL;

  if (self->found != NULL)
    return;
  self->found = ss_paged_list_new (self->session, "/appointments/", SS_TYPE_APPOINTMENT);
  factory = ss_booking_row_factory_new (self->model);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->found))));
  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, selection);
  g_signal_connect_object (self->found, "items-changed", G_CALLBACK (count_cb), self, G_CONNECT_SWAPPED);
  ss_status_view_follow (self->status, G_OBJECT (self->found));
}

static void
look (SsBookingSearch *self, gboolean is_typing)
{
  g_autofree char *query = NULL;

  gtk_stack_set_visible_child_name (self->stack, *self->words != '\0' ? "found" : "ask");
  if (*self->words == '\0' || self->model == NULL)
    return;
  query = create_query (self);
  /* The list begins to load when it is made: with what is asked for. */
  is_typing = is_typing && self->found != NULL;
  ensure_list (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  if (is_typing)
    ss_paged_list_set_query_soon (self->found, query);
  else
    ss_paged_list_set_query (self->found, query);
}

static void
search_changed_cb (SsBookingSearch *self)
{
  g_autofree char *words = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));

  if (g_str_equal (words, self->words))
    return;
  g_free (self->words);
  self->words = g_steal_pointer (&words);
  look (self, TRUE);
}

static void
past_cb (SsBookingSearch *self)
{
  look (self, FALSE);
}

static void
stop_cb (SsBookingSearch *self)
{
  g_signal_emit (self, signals[STOPPED], 0);
}

static void
choose (SsBookingSearch *self, guint position)
{
  g_autoptr (SsListItem) item = g_list_model_get_item (G_LIST_MODEL (self->found), position);
  SsModel *booking = item != NULL ? ss_list_item_get_model (item) : NULL;

  if (booking != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, booking);
}

static void
activate_cb (SsBookingSearch *self, guint position)
{
  choose (self, position);
}

/* Enter in the entry takes the first one that was found. */
static void
entered_cb (SsBookingSearch *self)
{
  if (self->found != NULL && *self->words != '\0' && !ss_paged_list_get_is_loading (self->found))
    choose (self, 0);
}

static void
retry_cb (SsBookingSearch *self)
{
  ss_booking_search_reload (self);
}

static void
ss_booking_search_dispose (GObject *object)
{
  SsBookingSearch *self = SS_BOOKING_SEARCH (object);

  g_clear_object (&self->found);
  g_clear_object (&self->model);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ss_booking_search_parent_class)->dispose (object);
}

static void
ss_booking_search_finalize (GObject *object)
{
  g_free (SS_BOOKING_SEARCH (object)->words);

  G_OBJECT_CLASS (ss_booking_search_parent_class)->finalize (object);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, SsBookingSearch, child)

static void
ss_booking_search_class_init (SsBookingSearchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ss_booking_search_dispose;
  G_OBJECT_CLASS (klass)->finalize = ss_booking_search_finalize;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, SS_TYPE_APPOINTMENT);
  signals[STOPPED] = g_signal_new ("stopped", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);

  g_type_ensure (SS_TYPE_STATUS_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/smoothschedule/Admin/calendar/booking-search.ui");
  BIND (entry);
  BIND (past_button);
  BIND (stack);
  BIND (status);
  BIND (scroller);
  BIND (view);
  BIND (count_label);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, past_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  /* From anywhere within; the entry has its own signal for it. */
  gtk_widget_class_add_binding_signal (widget_class, GDK_KEY_Escape, 0, "stopped", NULL);
}

static void
ss_booking_search_init (SsBookingSearch *self)
{
  self->words = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ss_booking_search_set_model:
 * @self: a search
 * @session: who looks
 * @model: the calendar
 */
void
ss_booking_search_set_model (SsBookingSearch *self, SsSession *session, SsCalendarModel *model)
{
  g_set_object (&self->session, session);
  g_set_object (&self->model, model);
}

/**
 * ss_booking_search_start:
 * @self: a search that is shown
 *
 * Lets words be typed over those of the last time, for which it looks again.
 */
void
ss_booking_search_start (SsBookingSearch *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (self->entry, 0, -1);
  ss_booking_search_reload (self);
}

/**
 * ss_booking_search_reload:
 * @self: a search
 *
 * Looks again for the same words.
 */
void
ss_booking_search_reload (SsBookingSearch *self)
{
  if (self->found != NULL && *self->words != '\0')
    ss_paged_list_reload (self->found);
}
