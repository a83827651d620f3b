/* bench-start.c: the client itself, which says when its first frame was drawn
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/shell/application.h"
#include "tests/bench/first-frame.h"

static void
window_added_cb (GtkApplication *application, GtkWindow *window, gpointer user_data)
{
  bench_watch_first_frame (window);
}

int
main (int argc, char **argv)
{
  g_autoptr (SsApplication) application = ss_application_new ();

  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), NULL);
  bench_quit_with_input (G_APPLICATION (application));
  return g_application_run (G_APPLICATION (application), argc, argv);
}
