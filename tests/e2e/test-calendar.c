/* test-calendar.c: the calendar is what an owner begins with, and it says what waits to be assigned
 *
 * SPDX-License-Identifier: MIT
 */
#include "tests/e2e/person.h"

static void
test_begin (void)
{
  E2ePlatform platform = { 0 };
  E2eClient client = { 0 };

  e2e_platform_start (&platform);
  e2e_client_start (&client);
  e2e_sign_in (&client, &platform, E2E_OWNER, E2E_PASSWORD);
  g_object_unref (e2e_wait_for (&client, ATSPI_ROLE_FRAME, "Calendar — Smooth Schedule"));
  g_object_unref (e2e_wait_for (&client, ATSPI_ROLE_LABEL, "9 bookings to assign"));

  e2e_client_quit (&client);
  e2e_client_clear (&client);
  e2e_platform_clear (&platform);
}

int
main (int argc, char **argv)
{
  e2e_init (&argc, &argv);

  g_test_add_func ("/e2e/calendar/begin", test_begin);

  return g_test_run ();
}
