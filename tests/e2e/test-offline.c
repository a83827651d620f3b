/* test-offline.c: the platform goes away under the client, and comes back
 *
 * SPDX-License-Identifier: MIT
 */
#include "tests/e2e/person.h"

static void
test_away_and_back (void)
{
  E2ePlatform platform = { 0 };
  E2eClient client = { 0 };

  e2e_platform_start (&platform);
  e2e_client_start (&client);
  e2e_sign_in (&client, &platform, E2E_OWNER, E2E_PASSWORD);
  e2e_begin_in_marketplace (&client);

  e2e_platform_kill (&platform);
  e2e_key ("F5");
  g_object_unref (e2e_wait_for (&client, ATSPI_ROLE_LABEL, "Offline — what is shown"));
  /* What was read before can be read still. */
  g_object_unref (e2e_wait_in_marketplace (&client, ATSPI_ROLE_TABLE_CELL, "Appointment Reminders"));

  e2e_platform_start (&platform);
  e2e_key ("F5");
  e2e_wait_until_gone (client.application, ATSPI_ROLE_LABEL, "Offline — what is shown");
  e2e_show_my_plugins (&client);
  g_object_unref (e2e_wait_in_my_plugins (&client, ATSPI_ROLE_LIST_ITEM, "Stamp Card"));

  e2e_client_quit (&client);
  e2e_client_clear (&client);
  e2e_platform_clear (&platform);
}

int
main (int argc, char **argv)
{
  e2e_init (&argc, &argv);

  g_test_add_func ("/e2e/offline/away-and-back", test_away_and_back);

  return g_test_run ();
}
