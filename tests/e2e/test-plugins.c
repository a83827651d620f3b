/* test-plugins.c: finding, installing, updating, rating and uninstalling plugins, with both programs for real
 *
 * SPDX-License-Identifier: MIT
 */
#include "tests/e2e/person.h"

/* One of each for all cases, signed in. */
static E2ePlatform platform;
static E2eClient client;

static AtspiAccessible *
wait_for_row (const char *name)
{
  return e2e_wait_in_my_plugins (&client, ATSPI_ROLE_LIST_ITEM, name);
}

static void
search (const char *text, const char *found)
{
  e2e_auto AtspiAccessible *cell = NULL;

  e2e_show_marketplace (&client);
  e2e_key ("ctrl+f");
  e2e_key ("ctrl+a");
  e2e_type (text);
  cell = e2e_wait_in_marketplace (&client, ATSPI_ROLE_TABLE_CELL, found);
}

static void
test_search (void)
{
  search ("weekly revenue", "Weekly Revenue Report");
  e2e_wait_until_gone_in_marketplace (&client, ATSPI_ROLE_TABLE_CELL, "Appointment Reminders");
  g_object_unref (e2e_wait_in_marketplace (&client, ATSPI_ROLE_TABLE_CELL, "Weekly Revenue Report"));

  e2e_key ("Escape");
  g_object_unref (e2e_wait_in_marketplace (&client, ATSPI_ROLE_TABLE_CELL, "Appointment Reminders"));
}

static void
test_install (void)
{
  e2e_auto AtspiAccessible *cell = NULL, *install = NULL, *dialog = NULL, *accept = NULL, *field = NULL;

  search ("thank-you", "Thank-You Note");
  e2e_wait_until_gone_in_marketplace (&client, ATSPI_ROLE_TABLE_CELL, "Appointment Reminders");
  cell = e2e_wait_in_marketplace (&client, ATSPI_ROLE_TABLE_CELL, "Thank-You Note");
  install = e2e_wait_within (cell, ATSPI_ROLE_PUSH_BUTTON, "Install");
  e2e_press (install);

  dialog = e2e_wait_for (&client, ATSPI_ROLE_FRAME, "Install Thank-You Note");
  accept = e2e_wait_within (dialog, ATSPI_ROLE_PUSH_BUTTON, "Install");
  e2e_press (accept);
  g_object_unref (e2e_wait_within (dialog, ATSPI_ROLE_LABEL, "Fill in this field."));

  field = e2e_wait_within (dialog, ATSPI_ROLE_TEXT, "Signature");
  e2e_enter (field, "Everybody at Acme");
  e2e_press (accept);
  g_object_unref (e2e_wait_for (&client, ATSPI_ROLE_LABEL, "Thank-You Note installed"));

  e2e_show_my_plugins (&client);
  g_object_unref (wait_for_row ("Thank-You Note, "));
}

static void
test_update (void)
{
  e2e_auto AtspiAccessible *row = NULL, *update = NULL;

  e2e_show_my_plugins (&client);
  row = wait_for_row ("Weekly Revenue Report, Reports · 2.4.1 → 3.0.0");
  update = e2e_wait_within (row, ATSPI_ROLE_PUSH_BUTTON, "Update");
  e2e_press (update);

  g_object_unref (e2e_wait_for (&client, ATSPI_ROLE_LABEL, "Let Weekly Revenue Report Access More?"));
  g_object_unref (e2e_wait_for (&client, ATSPI_ROLE_LABEL, "See the calendar and its bookings"));
  e2e_press_button (&client, "Agree and Update");
  g_object_unref (wait_for_row ("Weekly Revenue Report, Reports · 3.0.0"));
}

/* That they were kept is seen at the next start: stars that are there can be removed. */
static void
test_rate (void)
{
  e2e_auto AtspiAccessible *row = NULL, *stars = NULL, *row_again = NULL, *stars_again = NULL;

  e2e_show_my_plugins (&client);
  row = wait_for_row ("Stamp Card, ");
  stars = e2e_wait_within (row, ATSPI_ROLE_SLIDER, "Your rating");
  e2e_click (stars);
  g_object_unref (e2e_wait_in_my_plugins (&client, ATSPI_ROLE_LABEL, "Your Rating"));
  e2e_press_button (&client, "Save");
  e2e_wait_until_gone_in_my_plugins (&client, ATSPI_ROLE_LABEL, "Your Rating");

  e2e_client_quit (&client);
  e2e_client_start (&client);
  row_again = wait_for_row ("Stamp Card, ");
  stars_again = e2e_wait_within (row_again, ATSPI_ROLE_SLIDER, "Your rating");
  e2e_click (stars_again);
  g_object_unref (e2e_wait_in_my_plugins (&client, ATSPI_ROLE_PUSH_BUTTON, "Remove Rating"));
  e2e_key ("Escape");
  e2e_wait_until_gone_in_my_plugins (&client, ATSPI_ROLE_LABEL, "Your Rating");
}

static void
test_uninstall (void)
{
  e2e_auto AtspiAccessible *row = NULL, *more = NULL, *entry = NULL, *dialog = NULL, *accept = NULL;

  e2e_show_my_plugins (&client);
  e2e_key ("ctrl+f");
  e2e_type ("closing");
  e2e_wait_until_gone_in_my_plugins (&client, ATSPI_ROLE_LIST_ITEM, "Stamp Card, ");
  row = wait_for_row ("Closing Days, ");
  more = e2e_wait_within (row, ATSPI_ROLE_PUSH_BUTTON, "More");
  e2e_click (more);
  entry = e2e_wait_for (&client, ATSPI_ROLE_MENU_ITEM, "Uninstall…");
  e2e_key ("Up");
  e2e_key ("Return");

  dialog = e2e_wait_for (&client, ATSPI_ROLE_LABEL, "Uninstall Closing Days?");
  accept = e2e_wait_for (&client, ATSPI_ROLE_PUSH_BUTTON, "_Uninstall");
  e2e_press (accept);
  g_object_unref (e2e_wait_for (&client, ATSPI_ROLE_LABEL, "Closing Days uninstalled"));
  e2e_wait_until_gone_in_my_plugins (&client, ATSPI_ROLE_LIST_ITEM, "Closing Days, ");

  e2e_press_button (&client, "Undo");
  g_object_unref (e2e_wait_for (&client, ATSPI_ROLE_LABEL, "Closing Days is back as it was"));
  g_object_unref (wait_for_row ("Closing Days, "));
}

int
main (int argc, char **argv)
{
  int status;

  e2e_init (&argc, &argv);
  e2e_platform_start (&platform);
  e2e_client_start (&client);
  e2e_sign_in (&client, &platform, E2E_OWNER, E2E_PASSWORD);
  e2e_begin_in_marketplace (&client);

  g_test_add_func ("/e2e/plugins/search", test_search);
  g_test_add_func ("/e2e/plugins/install", test_install);
  g_test_add_func ("/e2e/plugins/update", test_update);
  g_test_add_func ("/e2e/plugins/rate", test_rate);
  g_test_add_func ("/e2e/plugins/uninstall", test_uninstall);
  status = g_test_run ();

  e2e_client_quit (&client);
  e2e_client_clear (&client);
  e2e_platform_clear (&platform);
  return status;
}
