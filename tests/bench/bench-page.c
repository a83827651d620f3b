/* bench-page.c: what the calendar costs when a page of a thousand bookings comes
 *
 * usage: bench-page ADDRESS TENANT EMAIL DATE, the password on standard input
 *
 * Shows the Timeline's week of DATE, which nobody has looked at before, and says «bookings COUNT», «blocked
 * MILLISECONDS» (the longest turn of the main loop from when the week is asked for until it is drawn) and
 * «turns COUNT».
 *
 * SPDX-License-Identifier: MIT
 */
#include <adwaita.h>
#include <stdio.h>
#include <stdlib.h>

#include "app/calendar/calendar-board.h"
#include "app/calendar/calendar-page.h"
#include "client/workspace.h"

/* Frames after the last booking has come. */
#define SETTLING 20
/* 1 January 1970 as a GDate counts */
#define EPOCH 719163

typedef struct
{
  GtkApplication *application;
  GtkWindow *window;
  SsWorkspace *workspace;
  SsCalendarBoard *board;
  GDate date;
  guint n_settled;
} Bench;

static gint64 turn_started, longest_turn;
static guint n_turns;
static gboolean is_measuring;

/* Between two polls the main loop is busy. */
static gint
poll_cb (GPollFD *descriptors, guint n_descriptors, gint timeout)
{
  gint ready;

  if (is_measuring && turn_started != 0)
    {
      longest_turn = MAX (longest_turn, g_get_monotonic_time () - turn_started);
      n_turns++;
    }
  ready = g_poll (descriptors, n_descriptors, timeout);
  turn_started = g_get_monotonic_time ();
  return ready;
}

static void
find_board (GtkWidget *widget, SsCalendarBoard **found)
{
  if (SS_IS_CALENDAR_BOARD (widget))
    *found = SS_CALENDAR_BOARD (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && *found == NULL;
       child = gtk_widget_get_next_sibling (child))
    find_board (child, found);
}

static gint64
get_moment (const GDate *date, int days)
{
  return ((gint64) g_date_get_julian (date) - EPOCH + days) * G_TIME_SPAN_DAY;
}

static void
finish (Bench *bench)
{
  SsAppointmentStore *store = ss_workspace_get_appointments (bench->workspace);
  g_autoptr (GPtrArray) all =
      ss_appointment_store_query_all (store, get_moment (&bench->date, -7), get_moment (&bench->date, 14));

  is_measuring = FALSE;
  printf ("bookings %u\nblocked %.3f\nturns %u\n", all->len, longest_turn / 1e3, n_turns);
  fflush (stdout);
  g_application_quit (G_APPLICATION (bench->application));
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Bench *bench = user_data;
  SsAppointmentStore *store = ss_workspace_get_appointments (bench->workspace);

  if (ss_appointment_store_get_state (store) != SS_LOAD_READY)
    return G_SOURCE_CONTINUE;
  /* A frame is only made where there is something to draw. */
  gtk_widget_queue_draw (widget);
  if (bench->n_settled++ < SETTLING)
    return G_SOURCE_CONTINUE;
  finish (bench);
  return G_SOURCE_REMOVE;
}

/* From the next turn on: this one asks. */
static gboolean
measure_cb (gpointer user_data)
{
  is_measuring = TRUE;
  turn_started = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
begin_cb (gpointer user_data)
{
  Bench *bench = user_data;

  if (ss_appointment_store_get_state (ss_workspace_get_appointments (bench->workspace)) != SS_LOAD_READY)
    return G_SOURCE_CONTINUE;
  find_board (GTK_WIDGET (bench->window), &bench->board);
  ss_calendar_board_set_view (bench->board, "timeline-week");
  ss_calendar_board_set_date (bench->board, &bench->date);
  g_idle_add_full (G_PRIORITY_HIGH, measure_cb, bench, NULL);
  gtk_widget_add_tick_callback (GTK_WIDGET (bench->window), tick_cb, bench, NULL);
  return G_SOURCE_REMOVE;
}

static void
signed_in_cb (GObject *session, GAsyncResult *result, gpointer user_data)
{
  Bench *bench = user_data;
  g_autoptr (GError) error = NULL;
  SsPage *page;

  if (!ss_session_sign_in_finish (SS_SESSION (session), result, &error))
    g_error ("%s", error->message);
  bench->workspace = ss_workspace_new (SS_SESSION (session));
  page = g_object_new (SS_TYPE_CALENDAR_PAGE, "workspace", bench->workspace, NULL);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (bench->window), GTK_WIDGET (page));
  ss_page_show (page);
  /* Until today is there and has been drawn. */
  g_timeout_add (1000, begin_cb, bench);
}

static void
activate_cb (GtkApplication *application, gpointer user_data)
{
  Bench *bench = user_data;
  char **arguments = g_object_get_data (G_OBJECT (application), "arguments");
  g_autoptr (GError) error = NULL;
  g_autoptr (SsAccount) account = ss_account_new (arguments[1], arguments[3], &error);
  g_autoptr (SsSession) session = NULL;
  char password[256];

  g_assert_no_error (error);
  if (fgets (password, sizeof password, stdin) == NULL)
    g_error ("no password");
  g_strchomp (password);
  ss_account_set_tenant (account, arguments[2]);
  session = ss_session_new (account);

  bench->window = GTK_WINDOW (adw_application_window_new (application));
  gtk_window_set_default_size (bench->window, 1280, 800);
  gtk_window_present (bench->window);
  ss_session_sign_in_async (session, password, FALSE, NULL, signed_in_cb, bench);
}

int
main (int argc, char **argv)
{
  Bench bench = { 0 };
  int status, year, month, day;

  if (argc != 5 || sscanf (argv[4], "%d-%d-%d", &year, &month, &day) != 3)
    {
      fprintf (stderr, "usage: bench-page ADDRESS TENANT EMAIL DATE\n");
      return 2;
    }
  g_date_clear (&bench.date, 1);
  g_date_set_dmy (&bench.date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  g_main_context_set_poll_func (NULL, poll_cb);
  bench.application =
      GTK_APPLICATION (adw_application_new ("org.smoothschedule.BenchPage", G_APPLICATION_NON_UNIQUE));
  g_object_set_data (G_OBJECT (bench.application), "arguments", argv);
  g_signal_connect (bench.application, "activate", G_CALLBACK (activate_cb), &bench);
  status = g_application_run (G_APPLICATION (bench.application), 1, argv);
  g_clear_object (&bench.workspace);
  g_clear_object (&bench.application);
  return status;
}
