/* demo-helper.c: a client that runs the demo until it is killed
 *
 * For test-demo-platform.c: says where the demo is as soon as it is there, and then waits.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/demo-platform.h"

static void
started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SsDemoPlatform *demo = SS_DEMO_PLATFORM (source);
  g_autoptr (GError) error = NULL;

  if (!ss_demo_platform_start_finish (demo, result, &error))
    g_error ("%s", error->message);
  g_print ("%s\n", ss_demo_platform_get_address (demo));
}

int
main (void)
{
  g_autoptr (SsDemoPlatform) demo = ss_demo_platform_new (NULL);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  ss_demo_platform_start_async (demo, NULL, started_cb, NULL);
  g_main_loop_run (loop);
  return 0;
}
