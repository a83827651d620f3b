/* test-live.c: what somebody else changes is seen at once, also after the platform was away
 *
 * SPDX-License-Identifier: MIT
 */
#include "tests/e2e/other.h"

/* One more that nobody is assigned to. */
static void
book (E2eOther *other)
{
  g_autofree char *customer = e2e_other_first_id (other, "/customers/?page_size=1");
  g_autofree char *service = e2e_other_first_id (other, "/services/?page_size=1&is_active=true");
  g_autofree char *body =
      g_strdup_printf ("{\"customerId\":\"%s\",\"serviceId\":\"%s\",\"startTime\":\"2031-03-03T10:00:00Z\"}",
                       customer, service);

  json_node_unref (e2e_other_call (other, "POST", "/appointments/", body));
}

static void
test_told (void)
{
  E2ePlatform platform = { 0 };
  E2eClient client = { 0 };
  E2eOther other = { NULL };

  e2e_platform_start (&platform);
  e2e_client_start (&client);
  e2e_sign_in (&client, &platform, E2E_OWNER, E2E_PASSWORD);
  g_object_unref (e2e_wait_for (&client, ATSPI_ROLE_LABEL, "9 bookings to assign"));
  e2e_other_begin (&other, &platform, "manager@acme-auto.example");
  book (&other);
  g_object_unref (e2e_wait_for (&client, ATSPI_ROLE_LABEL, "10 bookings to assign"));

  /* The platform is away for a moment, and somebody is faster than our way back to it. */
  e2e_platform_kill (&platform);
  e2e_platform_start (&platform);
  book (&other);
  g_object_unref (e2e_wait_for (&client, ATSPI_ROLE_LABEL, "11 bookings to assign"));
  book (&other);
  g_object_unref (e2e_wait_for (&client, ATSPI_ROLE_LABEL, "12 bookings to assign"));

  e2e_other_end (&other);
  e2e_client_quit (&client);
  e2e_client_clear (&client);
  e2e_platform_clear (&platform);
}

int
main (int argc, char **argv)
{
  e2e_init (&argc, &argv);

  g_test_add_func ("/e2e/live/told", test_told);

  return g_test_run ();
}
