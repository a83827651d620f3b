/* bench-scroll.c: what a page with a long list costs while it is scrolled from its first row to its last
 *
 * usage: bench-scroll ADDRESS TENANT EMAIL marketplace|users, the password on standard input
 *
 * Says «frames COUNT», «slowest MILLISECONDS» (the processor's time of the slowest 1 % of frames) and
 * «blocked MILLISECONDS» (the longest turn of the main loop).
 *
 * SPDX-License-Identifier: MIT
 */
#include <adwaita.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/people/users-page.h"
#include "app/plugins/marketplace-page.h"
#include "client/workspace.h"

#define STEP 300.0 /* pixels a frame: a fast flick */

typedef struct
{
  GtkApplication *application;
  GtkWindow *window;
  GType page_type;
  SsWorkspace *workspace;
  GtkAdjustment *adjustment;
  GArray *frames; /* of gint64 nanoseconds */
  gint64 frame_started;
  guint settled; /* frames at the end */
} Bench;

static gint64 turn_started, longest_turn;
static gboolean is_measuring;

static gint64
processor_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * G_GINT64_CONSTANT (1000000000) + now.tv_nsec;
}

/* Between two polls the main loop is busy. */
static gint
poll_cb (GPollFD *descriptors, guint n_descriptors, gint timeout)
{
  gint ready;

  if (is_measuring && turn_started != 0)
    longest_turn = MAX (longest_turn, g_get_monotonic_time () - turn_started);
  ready = g_poll (descriptors, n_descriptors, timeout);
  turn_started = g_get_monotonic_time ();
  return ready;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 of_a = *(const gint64 *) a, of_b = *(const gint64 *) b;

  return (of_a > of_b) - (of_a < of_b);
}

static void
finish (Bench *bench)
{
  guint n_frames = bench->frames->len;

  is_measuring = FALSE;
  g_array_sort (bench->frames, compare);
  printf ("frames %u\nslowest %.3f\nmedian %.3f\nblocked %.3f\n", n_frames,
          g_array_index (bench->frames, gint64, n_frames - 1 - n_frames / 100) / 1e6,
          g_array_index (bench->frames, gint64, n_frames / 2) / 1e6, longest_turn / 1e3);
  fflush (stdout);
  g_application_quit (G_APPLICATION (bench->application));
}

static void
before_paint_cb (GdkFrameClock *clock, gpointer user_data)
{
  ((Bench *) user_data)->frame_started = processor_time ();
}

static void
after_paint_cb (GdkFrameClock *clock, gpointer user_data)
{
  Bench *bench = user_data;
  gint64 taken = processor_time () - bench->frame_started;

  if (is_measuring)
    g_array_append_val (bench->frames, taken);
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Bench *bench = user_data;
  double end =
      gtk_adjustment_get_upper (bench->adjustment) - gtk_adjustment_get_page_size (bench->adjustment);
  double value = gtk_adjustment_get_value (bench->adjustment);

  gtk_adjustment_set_value (bench->adjustment, MIN (value + STEP, end));
  if (value < end)
    return G_SOURCE_CONTINUE;
  if (bench->settled++ < 30)
    return G_SOURCE_CONTINUE;
  finish (bench);
  return G_SOURCE_REMOVE;
}

/* The scrolled window with the most to scroll is the list. */
static void
find_adjustment (GtkWidget *widget, GtkAdjustment **found)
{
  if (GTK_IS_SCROLLED_WINDOW (widget))
    {
      GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (widget));

      if (*found == NULL || gtk_adjustment_get_upper (adjustment) > gtk_adjustment_get_upper (*found))
        *found = adjustment;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    find_adjustment (child, found);
}

static gboolean
begin_cb (gpointer user_data)
{
  Bench *bench = user_data;
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (bench->window));

  find_adjustment (GTK_WIDGET (bench->window), &bench->adjustment);
  if (bench->adjustment == NULL || gtk_adjustment_get_upper (bench->adjustment) < 10000)
    return G_SOURCE_CONTINUE;

  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), bench);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), bench);
  is_measuring = TRUE;
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
  page = g_object_new (bench->page_type, "workspace", bench->workspace, NULL);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (bench->window), GTK_WIDGET (page));
  ss_page_show (page);
  /* Until the list knows how long it is, and what came first has been drawn. */
  g_timeout_add (500, begin_cb, bench);
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
  int status;

  if (argc != 5)
    {
      fprintf (stderr, "usage: bench-scroll ADDRESS TENANT EMAIL marketplace|users\n");
      return 2;
    }
  bench.page_type = strcmp (argv[4], "users") == 0 ? SS_TYPE_USERS_PAGE : SS_TYPE_MARKETPLACE_PAGE;
  g_main_context_set_poll_func (NULL, poll_cb);
  bench.frames = g_array_new (FALSE, FALSE, sizeof (gint64));
  bench.application =
      GTK_APPLICATION (adw_application_new ("org.smoothschedule.BenchScroll", G_APPLICATION_NON_UNIQUE));
  g_object_set_data (G_OBJECT (bench.application), "arguments", argv);
  g_signal_connect (bench.application, "activate", G_CALLBACK (activate_cb), &bench);
  status = g_application_run (G_APPLICATION (bench.application), 1, argv);
  g_clear_object (&bench.workspace);
  g_clear_object (&bench.application);
  g_array_unref (bench.frames);
  return status;
}
