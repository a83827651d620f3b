/* first-frame.c: when a window's first frame is on its way to the screen
 *
 * SPDX-License-Identifier: MIT
 */
#include "tests/bench/first-frame.h"

#include <gio/gunixinputstream.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void
after_paint_cb (GdkFrameClock *clock, gpointer user_data)
{
  /* The driver's monotonic clock, read just before it started this process. */
  const char *started = g_getenv ("BENCH_STARTED");

  g_signal_handlers_disconnect_by_func (clock, after_paint_cb, user_data);
  printf ("frame %.3f\n",
          started != NULL ? (g_get_monotonic_time () - g_ascii_strtoll (started, NULL, 10)) / 1e3 : 0);
  fflush (stdout);
}

static void
realize_cb (GtkWidget *window, gpointer user_data)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (after_paint_cb), NULL);
}

/**
 * bench_watch_first_frame:
 * @window: a window that is not yet shown
 *
 * Says on standard output how long after the process' start its first frame was painted.
 */
void
bench_watch_first_frame (GtkWindow *window)
{
  if (gtk_widget_get_realized (GTK_WIDGET (window)))
    realize_cb (GTK_WIDGET (window), NULL);
  else
    g_signal_connect (window, "realize", G_CALLBACK (realize_cb), NULL);
}

static void
read_cb (GObject *stream, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GBytes) bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (stream), result, NULL);

  if (bytes == NULL || g_bytes_get_size (bytes) == 0)
    g_application_quit (user_data);
  else
    g_input_stream_read_bytes_async (G_INPUT_STREAM (stream), 64, G_PRIORITY_DEFAULT, NULL, read_cb,
                                     user_data);
}

/**
 * bench_quit_with_input:
 * @application: an application
 *
 * Quits it when standard input ends, so that none outlives the driver.
 */
void
bench_quit_with_input (GApplication *application)
{
  g_autoptr (GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);

  g_input_stream_read_bytes_async (input, 64, G_PRIORITY_DEFAULT, NULL, read_cb, application);
}
