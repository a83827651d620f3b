/* test-calendar-keys.c: bookings are made, moved and assigned without the mouse, and seen to be moved by
 * others
 *
 * Somebody else makes a resource, a service, customers and bookings of its own for the test, so that what the
 * demo has on that day is in nobody's way; the platform is asked for what became of each change.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "tests/e2e/other.h"

#define BENCH "Test Bench"
#define SERVICE "Zeroing"
#define TABS_MAX 60

typedef struct
{
  E2ePlatform platform;
  E2eClient client;
  E2eOther other;
  GTimeZone *zone;              /* (owned): the business' */
  char *resource;               /* (owned) */
  char *service;                /* (owned) */
  char *kim;                    /* (owned): the booking that is moved, from 12:00 to 13:00 */
  AtspiEventListener *listener; /* (owned) */
  AtspiAccessible *focus;       /* (owned) (nullable): what has got it last */
  guint n_focused;              /* how often it has come to something */
} Setting;

/* Today in the business, with an hour of 24 or more on a later day. (transfer full): as the platform writes
 * it */
static char *
make_time (Setting *setting, int hour, int minute)
{
  g_autoptr (GDateTime) today = g_date_time_new_now (setting->zone);
  g_autoptr (GDateTime) now = g_date_time_add_days (today, hour / 24);
  g_autoptr (GDateTime) local =
      g_date_time_new (setting->zone, g_date_time_get_year (now), g_date_time_get_month (now),
                       g_date_time_get_day_of_month (now), hour % 24, minute, 0);
  g_autoptr (GDateTime) utc = g_date_time_to_utc (local);

  return g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ");
}

/* @has_resource: or it waits. (transfer full): the booking's ID */
static char *
book (Setting *setting, const char *name, int hour, int minute, gboolean has_resource)
{
  g_autofree char *person = g_strdup_printf ("{\"name\":\"%s\"}", name);
  g_autofree char *customer = e2e_other_add (&setting->other, "/customers/", person);
  g_autofree char *start = make_time (setting, hour, minute);
  g_autofree char *resource =
      has_resource ? g_strdup_printf ("\"resourceId\":\"%s\",", setting->resource) : g_strdup ("");
  g_autofree char *body =
      g_strdup_printf ("{%s\"customerId\":\"%s\",\"serviceId\":\"%s\",\"startTime\":\"%s\","
                       "\"durationMinutes\":60}",
                       resource, customer, setting->service, start);

  return e2e_other_add (&setting->other, "/appointments/", body);
}

static void
prepare (Setting *setting)
{
  g_autofree char *zone = NULL, *lou = NULL;

  e2e_other_begin (&setting->other, &setting->platform, E2E_OWNER);
  zone = e2e_other_read (&setting->other, "/tenant/settings/", "timeZone");
  setting->zone = g_time_zone_new_identifier (zone);
  g_assert_nonnull (setting->zone);
  setting->resource = e2e_other_add (&setting->other, "/resources/",
                                     "{\"name\":\"" BENCH "\",\"type\":\"ROOM\",\"position\":999}");
  setting->service = e2e_other_add (&setting->other, "/services/",
                                    "{\"name\":\"" SERVICE "\",\"durationMinutes\":60,\"price\":\"10.00\"}");
  setting->kim = book (setting, "Kim Keyboard", 12, 0, TRUE);
  g_free (book (setting, "Lee Late", 13, 30, TRUE));
  g_free (book (setting, "Uma Unassigned", 0, 15, FALSE));
  lou = e2e_other_add (&setting->other, "/customers/", "{\"name\":\"Lou Later\"}");
}

static gboolean
has_focus (AtspiAccessible *accessible)
{
  e2e_auto AtspiStateSet *states = atspi_accessible_get_state_set (accessible);

  return states != NULL && atspi_state_set_contains (states, ATSPI_STATE_FOCUSED);
}

static void
focused_cb (AtspiEvent *event, gpointer user_data)
{
  Setting *setting = user_data;

  if (event->detail1 != 0)
    {
      g_set_object (&setting->focus, event->source);
      setting->n_focused++;
    }
  g_boxed_free (ATSPI_TYPE_EVENT, event);
}

static gboolean
has_moved_focus (gpointer data)
{
  return ((Setting *) data)->n_focused > 0;
}

/* @begins and @contains: of its name */
static gboolean
is_focus (Setting *setting, AtspiRole role, const char *begins, const char *contains)
{
  g_autofree char *name = NULL;

  if (setting->focus == NULL)
    return FALSE;
  atspi_accessible_clear_cache (setting->focus);
  if (!has_focus (setting->focus) || atspi_accessible_get_role (setting->focus, NULL) != role)
    return FALSE;
  name = atspi_accessible_get_name (setting->focus, NULL);
  return name != NULL && g_str_has_prefix (name, begins) && strstr (name, contains) != NULL;
}

/* Goes on with Tab until what has @name has the focus. */
static void
tab_to (Setting *setting, AtspiRole role, const char *name)
{
  for (guint i = 0; i < TABS_MAX; i++)
    {
      if (is_focus (setting, role, "", name))
        return;
      setting->n_focused = 0;
      e2e_key ("Tab");
      e2e_wait_until (has_moved_focus, setting, "Tab does not move the focus");
    }
  e2e_dump (setting->client.application);
  g_error ("«%s» was not reached by Tab", name);
}

typedef struct
{
  Setting *setting;
  const char *begins;
  const char *contains;
} Said;

static gboolean
is_said (gpointer data)
{
  Said *said = data;

  return is_focus (said->setting, ATSPI_ROLE_TABLE_CELL, said->begins, said->contains);
}

/* A booking or a free time has it, of which this is said. */
static void
wait_for_focus (Setting *setting, const char *begins, const char *contains)
{
  Said said = { setting, begins, contains };
  g_autofree char *what = g_strdup_printf ("«%s … %s» did not get the focus", begins, contains);

  e2e_wait_until (is_said, &said, what);
}

typedef struct
{
  Setting *setting;
  int hour;
  int minute;
  gint64 minutes;
} Saved;

static gboolean
is_saved (gpointer data)
{
  Saved *saved = data;
  g_autofree char *path = g_strdup_printf ("/appointments/%s/", saved->setting->kim);
  g_autofree char *start = make_time (saved->setting, saved->hour, saved->minute);
  g_autoptr (JsonNode) node = e2e_other_call (&saved->setting->other, "GET", path, NULL);
  JsonObject *booking = json_node_get_object (node);

  return g_str_equal (json_object_get_string_member (booking, "startTime"), start)
         && json_object_get_int_member (booking, "durationMinutes") == saved->minutes
         && g_strcmp0 (json_object_get_string_member (booking, "resourceId"), saved->setting->resource) == 0;
}

/* What is moved is shown at once, and then made. */
static void
wait_until_saved (Setting *setting, int hour, int minute, gint64 minutes)
{
  Saved saved = { setting, hour, minute, minutes };

  e2e_wait_until (is_saved, &saved, "The platform does not have the booking where it was moved to");
}

/* The last one of a row of the form: the test's own. */
static void
choose_last (Setting *setting, const char *row)
{
  e2e_auto AtspiAccessible *label = e2e_wait_for (&setting->client, ATSPI_ROLE_LABEL, row);

  e2e_click (label);
  g_object_unref (e2e_wait_for (&setting->client, ATSPI_ROLE_ENTRY, "GtkSearchEntry"));
  e2e_key ("Down");
  e2e_key ("End");
  e2e_key ("Return");
}

static void
set_up (Setting *setting, gconstpointer data)
{
  setting->listener = atspi_event_listener_new (focused_cb, setting, NULL);
  atspi_event_listener_register (setting->listener, "object:state-changed:focused", NULL);
  e2e_platform_start (&setting->platform);
  prepare (setting);
  e2e_client_start (&setting->client);
  e2e_sign_in (&setting->client, &setting->platform, E2E_OWNER, E2E_PASSWORD);
  g_object_unref (e2e_wait_for (&setting->client, ATSPI_ROLE_LABEL, "10 bookings to assign"));
  /* Only what is the test's own. */
  e2e_key ("ctrl+l");
  g_object_unref (e2e_wait_for (&setting->client, ATSPI_ROLE_CHECK_BOX, BENCH));
  tab_to (setting, ATSPI_ROLE_CHECK_BOX, BENCH);
  e2e_key ("space");
  e2e_key ("Escape");
  g_object_unref (e2e_wait_for (&setting->client, ATSPI_ROLE_STATUS_BAR, "Only " BENCH));
}

static void
tear_down (Setting *setting, gconstpointer data)
{
  atspi_event_listener_deregister (setting->listener, "object:state-changed:focused", NULL);
  g_clear_object (&setting->listener);
  g_clear_object (&setting->focus);
  e2e_client_quit (&setting->client);
  e2e_client_clear (&setting->client);
  e2e_other_end (&setting->other);
  e2e_platform_clear (&setting->platform);
  g_time_zone_unref (setting->zone);
  g_free (setting->resource);
  g_free (setting->service);
  g_free (setting->kim);
}

/* From the free time at which the grid is entered: to the left of it or to the right. */
static void
go_to_kim (Setting *setting)
{
  tab_to (setting, ATSPI_ROLE_TABLE_CELL, "Free, ");
  e2e_key ("ctrl+Right");
  for (guint i = 0; i < 3; i++)
    e2e_key ("ctrl+Left");
  wait_for_focus (setting, "Kim Keyboard, ", "12:00");
}

/* A conflict asks, a reason goes over it, and all of it is taken back step by step, and done again. */
static void
test_move (Setting *setting, gconstpointer data)
{
  go_to_kim (setting);
  e2e_key ("alt+Right");
  wait_for_focus (setting, "Kim Keyboard, ", "12:15–13:15");
  wait_until_saved (setting, 12, 15, 60);
  e2e_key ("shift+alt+Right");
  wait_for_focus (setting, "Kim Keyboard, ", "12:15–13:30");
  wait_until_saved (setting, 12, 15, 75);

  e2e_key ("alt+Right");
  g_object_unref (e2e_wait_for (&setting->client, ATSPI_ROLE_LABEL, "This Time Is Taken"));
  tab_to (setting, ATSPI_ROLE_TEXT, "Reason to book anyway");
  e2e_type ("they know each other");
  tab_to (setting, ATSPI_ROLE_PUSH_BUTTON, "Book Anyway");
  e2e_key ("Return");
  wait_for_focus (setting, "Kim Keyboard, ", "12:30–13:45");
  wait_until_saved (setting, 12, 30, 75);

  e2e_key ("ctrl+z");
  wait_for_focus (setting, "Kim Keyboard, ", "12:15–13:30");
  e2e_key ("ctrl+z");
  wait_for_focus (setting, "Kim Keyboard, ", "12:15–13:15");
  e2e_key ("ctrl+z");
  wait_for_focus (setting, "Kim Keyboard, ", "12:00–13:00");
  wait_until_saved (setting, 12, 0, 60);
  e2e_key ("ctrl+shift+z");
  wait_for_focus (setting, "Kim Keyboard, ", "12:15–13:15");
  wait_until_saved (setting, 12, 15, 60);
}

/* Made in the free time that has the focus, and taken back. */
static void
test_create (Setting *setting, gconstpointer data)
{
  go_to_kim (setting);
  for (guint i = 0; i < 6; i++)
    e2e_key ("Left");
  wait_for_focus (setting, "Free, ", "09:00");
  e2e_key ("Return");
  g_object_unref (e2e_wait_for (&setting->client, ATSPI_ROLE_INVALID, "Find a customer"));
  e2e_type ("lou later");
  g_object_unref (e2e_wait_for (&setting->client, ATSPI_ROLE_LABEL, "Lou Later"));
  e2e_key ("Return");
  g_object_unref (e2e_wait_for (&setting->client, ATSPI_ROLE_PUSH_BUTTON, "Change"));
  choose_last (setting, "Service");
  e2e_press_button (&setting->client, "Book");
  g_object_unref (e2e_wait_for (&setting->client, ATSPI_ROLE_TABLE_CELL, "Lou Later, "));
  e2e_key ("ctrl+z");
  e2e_wait_until_gone (setting->client.application, ATSPI_ROLE_TABLE_CELL, "Lou Later, ");
}

/* What waits longest is first in the tray. */
static void
test_assign (Setting *setting, gconstpointer data)
{
  go_to_kim (setting);
  tab_to (setting, ATSPI_ROLE_LIST_ITEM, "");
  e2e_key ("Home");
  e2e_key ("Return");
  g_object_unref (e2e_wait_for (&setting->client, ATSPI_ROLE_FRAME, "Uma Unassigned"));
  e2e_press_button (&setting->client, "Edit…");
  g_object_unref (e2e_wait_for (&setting->client, ATSPI_ROLE_LABEL, "Edit Booking"));
  choose_last (setting, "With");
  e2e_press_button (&setting->client, "Save");
  g_object_unref (e2e_wait_for (&setting->client, ATSPI_ROLE_LABEL, "9 bookings to assign"));
  e2e_key ("ctrl+z");
  g_object_unref (e2e_wait_for (&setting->client, ATSPI_ROLE_LABEL, "10 bookings to assign"));
}

typedef struct
{
  Setting *setting;
  const char *id;
  const char *status;
} Status;

static gboolean
has_status (gpointer data)
{
  Status *status = data;
  g_autofree char *path = g_strdup_printf ("/appointments/%s/", status->id);
  g_autoptr (JsonNode) node = e2e_other_call (&status->setting->other, "GET", path, NULL);

  return g_str_equal (json_object_get_string_member (json_node_get_object (node), "status"), status->status);
}

/* What is to be cancelled is found by its customer's name, and comes back when that is undone. */
static void
test_cancel (Setting *setting, gconstpointer data)
{
  g_autofree char *id = book (setting, "Cass Cancelled", 24 + 10, 0, TRUE);
  Status status = { setting, id, "CANCELLED" };

  e2e_key ("ctrl+f");
  g_object_unref (
      e2e_wait_for (&setting->client, ATSPI_ROLE_ENTRY, "Search bookings by customer, service or note"));
  e2e_type ("cass cancelled");
  g_object_unref (e2e_wait_for (&setting->client, ATSPI_ROLE_STATUS_BAR, "1 booking found"));
  e2e_key ("Return");
  wait_for_focus (setting, "Cass Cancelled, ", "10:00–11:00");
  e2e_key ("Return");
  g_object_unref (e2e_wait_for (&setting->client, ATSPI_ROLE_FRAME, "Cass Cancelled"));
  e2e_press_button (&setting->client, "Cancel Booking…");
  g_object_unref (e2e_wait_for (&setting->client, ATSPI_ROLE_LABEL, "Cancel This Booking?"));
  e2e_press_button (&setting->client, "Cancel Booking");
  e2e_wait_until (has_status, &status, "The platform does not have the booking cancelled");
  g_object_unref (e2e_wait_for (&setting->client, ATSPI_ROLE_TABLE_CELL, "Cancelled"));
  e2e_key ("ctrl+z");
  status.status = "CONFIRMED";
  e2e_wait_until (has_status, &status, "The platform does not have the booking back");
}

/* What somebody else moves is moved under the focus, which stays. */
static void
test_live (Setting *setting, gconstpointer data)
{
  g_autofree char *path = g_strdup_printf ("/appointments/%s/", setting->kim);
  g_autofree char *later = make_time (setting, 10, 30);
  g_autofree char *body = g_strdup_printf ("{\"startTime\":\"%s\"}", later);

  go_to_kim (setting);
  json_node_unref (e2e_other_call (&setting->other, "PATCH", path, body));
  wait_for_focus (setting, "Kim Keyboard, ", "10:30–11:30");
  /* And goes on from there. */
  e2e_key ("alt+Left");
  wait_for_focus (setting, "Kim Keyboard, ", "10:15–11:15");
  wait_until_saved (setting, 10, 15, 60);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (Setting *setting, gconstpointer data);
  } tests[] = {
    { "/e2e/calendar-keys/move", test_move },     { "/e2e/calendar-keys/create", test_create },
    { "/e2e/calendar-keys/assign", test_assign }, { "/e2e/calendar-keys/cancel", test_cancel },
    { "/e2e/calendar-keys/live", test_live },
  };

  e2e_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Setting, NULL, set_up, tests[i].run, tear_down);

  return g_test_run ();
}
