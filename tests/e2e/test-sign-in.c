/* test-sign-in.c: coming in, staying in and going out, with both programs and a keyring for real
 *
 * SPDX-License-Identifier: MIT
 */
#include "tests/e2e/person.h"

/* One for all cases. */
static E2ePlatform platform;

static void
set_up (E2eClient *client, gconstpointer data)
{
  e2e_client_start (client);
}

static void
tear_down (E2eClient *client, gconstpointer data)
{
  e2e_client_clear (client);
}

static void
test_password (E2eClient *client, gconstpointer data)
{
  e2e_sign_in (client, &platform, E2E_OWNER, "wrong-horse-battery");
  g_object_unref (e2e_wait_for (client, ATSPI_ROLE_LABEL, "The e-mail or the password is wrong."));

  e2e_enter_into (client, "Password", E2E_PASSWORD);
  e2e_key ("Return");
  e2e_begin_in_marketplace (client);
  g_object_unref (e2e_wait_for (client, ATSPI_ROLE_LABEL, "Raymond Castellano"));
  e2e_client_quit (client);
}

static void
test_sign_out (E2eClient *client, gconstpointer data)
{
  e2e_sign_in (client, &platform, E2E_OWNER, E2E_PASSWORD);
  e2e_begin_in_marketplace (client);
  e2e_sign_out (client);
  g_assert_null (e2e_find (client->application, ATSPI_ROLE_TABLE_CELL, "Appointment Reminders"));
  e2e_client_quit (client);

  /* It is for good: the keyring has nothing more to sign in with. */
  e2e_client_start (client);
  g_object_unref (e2e_wait_for (client, ATSPI_ROLE_TEXT, "Password"));
  e2e_client_quit (client);
}

static void
test_stay (E2eClient *client, gconstpointer data)
{
  e2e_sign_in (client, &platform, E2E_OWNER, E2E_PASSWORD);
  e2e_begin_in_marketplace (client);
  e2e_show_my_plugins (client);
  g_object_unref (e2e_wait_in_my_plugins (client, ATSPI_ROLE_LIST_ITEM, "Stamp Card"));
  e2e_client_quit (client);

  e2e_client_start (client);
  g_object_unref (e2e_wait_for (client, ATSPI_ROLE_FRAME, "My Plugins — Smooth Schedule"));
  g_object_unref (e2e_wait_in_my_plugins (client, ATSPI_ROLE_LIST_ITEM, "Stamp Card"));
  e2e_client_quit (client);
}

static void
test_customer (E2eClient *client, gconstpointer data)
{
  e2e_sign_in (client, &platform, E2E_CUSTOMER, E2E_PASSWORD);
  g_object_unref (e2e_wait_for (client, ATSPI_ROLE_FRAME, "Calendar — Smooth Schedule"));
  g_object_unref (e2e_wait_for (client, ATSPI_ROLE_LABEL, "Holly Brennan"));
  g_object_unref (e2e_wait_for (client, ATSPI_ROLE_LIST_ITEM, "Settings"));
  g_assert_null (e2e_find (client->application, ATSPI_ROLE_LIST_ITEM, "Marketplace"));
  g_assert_null (e2e_find (client->application, ATSPI_ROLE_LIST_ITEM, "My Plugins"));
  g_assert_null (e2e_find (client->application, ATSPI_ROLE_LIST_ITEM, "Plugin Guide"));
  e2e_client_quit (client);
}

int
main (int argc, char **argv)
{
  int status;

  e2e_init (&argc, &argv);
  e2e_platform_start (&platform);

  g_test_add ("/e2e/sign-in/password", E2eClient, NULL, set_up, test_password, tear_down);
  g_test_add ("/e2e/sign-in/sign-out", E2eClient, NULL, set_up, test_sign_out, tear_down);
  g_test_add ("/e2e/sign-in/stay", E2eClient, NULL, set_up, test_stay, tear_down);
  g_test_add ("/e2e/sign-in/customer", E2eClient, NULL, set_up, test_customer, tear_down);

  status = g_test_run ();
  e2e_platform_clear (&platform);
  return status;
}
