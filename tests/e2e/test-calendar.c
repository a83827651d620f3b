/* test-calendar.c: the calendar is what an owner begins with; bookings are made there, and taken back
 *
 * SPDX-License-Identifier: MIT
 */
#include "tests/e2e/person.h"

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
  g_object_unref (e2e_wait_for (&setting->client, ATSPI_ROLE_FRAME, "Calendar — Smooth Schedule"));
  g_object_unref (e2e_wait_for (&setting->client, ATSPI_ROLE_LABEL, "9 bookings to assign"));
}

static void
tear_down (Setting *setting, gconstpointer data)
{
  e2e_client_quit (&setting->client);
  e2e_client_clear (&setting->client);
  e2e_platform_clear (&setting->platform);
}

/* Opens the list of a row's choices, of which one is @known, and takes the one @n below the first. */
static void
choose (Setting *setting, const char *row, const char *known, guint n)
{
  e2e_auto AtspiAccessible *label = e2e_wait_for (&setting->client, ATSPI_ROLE_LABEL, row);

  e2e_click (label);
  g_object_unref (e2e_wait_for (&setting->client, ATSPI_ROLE_LABEL, known));
  for (guint i = 0; i < n; i++)
    e2e_key ("Down");
  e2e_key ("Return");
}

/* Late in the evening, when nobody is booked; @n: the choice of who does it. */
static void
book (Setting *setting, guint n)
{
  e2e_key ("ctrl+n");
  g_object_unref (e2e_wait_for (&setting->client, ATSPI_ROLE_INVALID, "Find a customer"));
  e2e_type ("amanda miller");
  g_object_unref (e2e_wait_for (&setting->client, ATSPI_ROLE_LABEL, "Amanda Miller"));
  e2e_key ("Return");
  g_object_unref (e2e_wait_for (&setting->client, ATSPI_ROLE_PUSH_BUTTON, "Change"));
  choose (setting, "Service", "Wheel Alignment", 1);
  g_object_unref (e2e_wait_for (&setting->client, ATSPI_ROLE_LABEL, "Battery Replacement"));
  choose (setting, "With", "Assign Later", n);
  e2e_enter_into (&setting->client, "Time", "11 pm");
  e2e_press_button (&setting->client, "Book");
}

static void
wait_until_booked (Setting *setting)
{
  e2e_wait_until_gone (setting->client.application, ATSPI_ROLE_FRAME, "New Booking");
}

/* What waits to be assigned is counted in the tray. */
static void
test_undo (Setting *setting, gconstpointer data)
{
  book (setting, 1);
  g_object_unref (e2e_wait_for (&setting->client, ATSPI_ROLE_LABEL, "10 bookings to assign"));
  e2e_key ("ctrl+z");
  g_object_unref (e2e_wait_for (&setting->client, ATSPI_ROLE_LABEL, "9 bookings to assign"));
}

/* The same time with the same person is taken the second time, and can be had with a reason. */
static void
test_override (Setting *setting, gconstpointer data)
{
  book (setting, 2);
  wait_until_booked (setting);
  book (setting, 2);
  g_object_unref (e2e_wait_for (&setting->client, ATSPI_ROLE_LABEL, "This Time Is Taken"));
  e2e_enter_into (&setting->client, "Reason to book anyway", "she brings both cars");
  e2e_press_button (&setting->client, "Book Anyway");
  wait_until_booked (setting);
}

/* What blocks time is given back, and blocked again, without the mouse. */
static void
test_blocked_times (Setting *setting, gconstpointer data)
{
  const char *name = "Give Back Calibration, Alignment Rack";

  e2e_key ("ctrl+b");
  e2e_press_button (&setting->client, name);
  e2e_wait_until_gone (setting->client.application, ATSPI_ROLE_PUSH_BUTTON, name);
  g_object_unref (e2e_wait_for (&setting->client, ATSPI_ROLE_LABEL, "Give blocked time back: Calibration"));
  e2e_key ("Escape");
  e2e_wait_until_gone (setting->client.application, ATSPI_ROLE_FRAME, "Blocked Times");
  e2e_key ("ctrl+z");
  g_object_unref (
      e2e_wait_for (&setting->client, ATSPI_ROLE_LABEL, "Undone: Give blocked time back: Calibration"));
  e2e_key ("ctrl+b");
  g_object_unref (e2e_wait_for (&setting->client, ATSPI_ROLE_PUSH_BUTTON, name));
  e2e_key ("Escape");
  e2e_wait_until_gone (setting->client.application, ATSPI_ROLE_FRAME, "Blocked Times");
}

int
main (int argc, char **argv)
{
  e2e_init (&argc, &argv);

  g_test_add ("/e2e/calendar/undo", Setting, NULL, set_up, test_undo, tear_down);
  g_test_add ("/e2e/calendar/override", Setting, NULL, set_up, test_override, tear_down);
  g_test_add ("/e2e/calendar/blocked-times", Setting, NULL, set_up, test_blocked_times, tear_down);

  return g_test_run ();
}
