/* test-motion.c: the limits of zooming, what stays under the pointer, and how fast a drag scrolls
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/calendar/layout/motion.h"

static void
test_zoom (void)
{
  /* All of a week fills the view at least. */
  g_assert_cmpfloat_with_epsilon (ss_zoom_clamp (0.01, 1008, 10080), 0.1, 1e-9);
  g_assert_cmpfloat_with_epsilon (ss_zoom_clamp (1, 1008, 10080), 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (ss_zoom_clamp (500, 1008, 10080), 12, 1e-9);

  /* Minute 150 is at 100 of the view before and after. */
  g_assert_cmpfloat_with_epsilon (ss_zoom_keep (50, 100, 1, 2), 200, 1e-9);
  g_assert_cmpfloat_with_epsilon (ss_zoom_keep (200, 100, 2, 1), 50, 1e-9);
}

static void
test_autoscroll (void)
{
  g_assert_cmpfloat (ss_autoscroll_speed (200, 400), ==, 0);
  g_assert_cmpfloat (ss_autoscroll_speed (48, 400), ==, 0);
  g_assert_cmpfloat (ss_autoscroll_speed (20, 400), <, 0);
  g_assert_cmpfloat (ss_autoscroll_speed (390, 400), >, 0);
  g_assert_cmpfloat (ss_autoscroll_speed (398, 400), >, ss_autoscroll_speed (390, 400));
  g_assert_cmpfloat (ss_autoscroll_speed (5000, 400), ==, 1500);
  g_assert_cmpfloat (ss_autoscroll_speed (-5000, 400), ==, -1500);
  g_assert_cmpfloat (ss_autoscroll_speed (0, 0), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar/motion/zoom", test_zoom);
  g_test_add_func ("/calendar/motion/autoscroll", test_autoscroll);
  return g_test_run ();
}
