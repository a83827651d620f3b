/* bare-window.c: the yardstick of the client's start: an AdwApplicationWindow with a label
 *
 * Says «frame MILLISECONDS» when the first frame was drawn, then stays until standard input ends.
 *
 * SPDX-License-Identifier: MIT
 */
#include <adwaita.h>

#include "tests/bench/first-frame.h"

static void
activate_cb (GtkApplication *application, gpointer user_data)
{
  GtkWidget *window = adw_application_window_new (application);

  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), gtk_label_new ("Hello"));
  bench_watch_first_frame (GTK_WINDOW (window));
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application =
      adw_application_new ("org.smoothschedule.BareWindow", G_APPLICATION_NON_UNIQUE);

  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  bench_quit_with_input (G_APPLICATION (application));
  return g_application_run (G_APPLICATION (application), 1, argv);
}
