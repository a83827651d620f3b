/* test-customers.c: a customer is added, found by searching, changed and deleted
 *
 * SPDX-License-Identifier: MIT
 */
#include "tests/e2e/person.h"

#define NAME "Wilhelmina Quast"

typedef struct
{
  E2ePlatform platform;
  E2eClient client;
} Setting;

static void
set_up (Setting *setting, gconstpointer data)
{
  e2e_platform_start (&setting->platform);
  e2e_client_start (&setting->client);
  e2e_sign_in (&setting->client, &setting->platform, E2E_OWNER, E2E_PASSWORD);
  g_object_unref (e2e_wait_for (&setting->client, ATSPI_ROLE_LIST_ITEM, "Customers"));
  e2e_client_act (&setting->client, "win.show-page", "customers");
  g_object_unref (e2e_wait_for (&setting->client, ATSPI_ROLE_FRAME, "Customers — Smooth Schedule"));
}

static void
tear_down (Setting *setting, gconstpointer data)
{
  e2e_client_clear (&setting->client);
  e2e_platform_clear (&setting->platform);
}

static AtspiAccessible *
wait_in_page (Setting *setting, AtspiRole role, const char *name)
{
  e2e_auto AtspiAccessible *page = e2e_wait_for (&setting->client, ATSPI_ROLE_FILLER, "SsCustomersPage");

  return e2e_wait_within (page, role, name);
}

static void
press_in_page (Setting *setting, const char *name)
{
  e2e_auto AtspiAccessible *button = wait_in_page (setting, ATSPI_ROLE_PUSH_BUTTON, name);

  e2e_press (button);
}

static void
add (Setting *setting)
{
  e2e_auto AtspiAccessible *dialog = NULL;
  e2e_auto AtspiAccessible *name = NULL;
  e2e_auto AtspiAccessible *email = NULL;
  e2e_auto AtspiAccessible *button = NULL;

  press_in_page (setting, "New Customer");
  dialog = e2e_wait_for (&setting->client, ATSPI_ROLE_FRAME, "New Customer");
  name = e2e_wait_within (dialog, ATSPI_ROLE_TEXT, "Name");
  e2e_enter (name, NAME);
  email = e2e_wait_within (dialog, ATSPI_ROLE_TEXT, "E-Mail");
  e2e_enter (email, "quast@example.com");
  button = e2e_wait_within (dialog, ATSPI_ROLE_PUSH_BUTTON, "Add");
  e2e_press (button);
}

static void
test_customer (Setting *setting, gconstpointer data)
{
  e2e_auto AtspiAccessible *city = NULL;
  e2e_auto AtspiAccessible *page = NULL;

  e2e_key ("ctrl+f");
  e2e_type ("quast wilh");
  g_object_unref (wait_in_page (setting, ATSPI_ROLE_LABEL, "No Customers Found"));
  add (setting);
  g_object_unref (wait_in_page (setting, ATSPI_ROLE_LABEL, "1 customer found"));

  city = wait_in_page (setting, ATSPI_ROLE_TEXT, "City");
  e2e_click (city);
  e2e_type ("Oldenburg");
  e2e_key ("Return");
  /* It is the platform that says so. */
  e2e_key ("F5");
  g_object_unref (
      wait_in_page (setting, ATSPI_ROLE_TABLE_ROW, NAME ", E-Mail: quast@example.com, City: Oldenburg"));

  press_in_page (setting, "Delete the Customer");
  g_object_unref (e2e_wait_for (&setting->client, ATSPI_ROLE_LABEL, "Delete " NAME "?"));
  e2e_press_button (&setting->client, "Delete");
  g_object_unref (wait_in_page (setting, ATSPI_ROLE_LABEL, "No Customers Found"));
  page = e2e_wait_for (&setting->client, ATSPI_ROLE_FILLER, "SsCustomersPage");
  e2e_wait_until_gone (page, ATSPI_ROLE_TEXT, "City");
  e2e_client_quit (&setting->client);
}

int
main (int argc, char **argv)
{
  e2e_init (&argc, &argv);

  g_test_add ("/e2e/customers", Setting, NULL, set_up, test_customer, tear_down);

  return g_test_run ();
}
