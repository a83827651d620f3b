/* test-calendar-file.c: what another calendar reads is what is booked
 *
 * SPDX-License-Identifier: MIT
 */
#include <libical/ical.h>
#include <string.h>

#include "client/calendar-file.h"
#include "fixture.h"
#include "model/time.h"

static const struct
{
  const char *id, *resource_id, *customer, *service, *start, *notes, *status;
  int minutes, version;
  icalproperty_status written;
} table[] = {
  { "a", "r1", "Zoë Miller", "Oil, Filter; Brakes", "2026-11-23T14:00:00Z",
    "Two lines\nand a \\ and a comma, and one that is far longer than the seventy-five octets after which a line of "
    "RFC 5545 is folded — ünïcödé",
    "CONFIRMED", 45, 3, ICAL_STATUS_CONFIRMED },
  { "b", NULL, "דוד לוי", "Oil", "2026-03-08T06:30:00Z", "", "PENDING", 90, 1, ICAL_STATUS_TENTATIVE },
  { "c", "gone", "Sam Poe", "Oil", "2026-12-31T23:30:00Z", NULL, "CANCELLED", 60, 2, ICAL_STATUS_CANCELLED },
  { "d", "r1", "Sam Poe", "Oil", "2026-11-24T14:00:00Z", NULL, "NO_SHOW", 60, 2, ICAL_STATUS_CANCELLED },
  { "e", "r1", "Sam Poe", "Oil", "2026-11-22T14:00:00Z", NULL, "COMPLETED", 60, 9, ICAL_STATUS_CONFIRMED },
};

static gint64
moment (const char *text)
{
  gint64 time;

  g_assert_true (ss_time_parse (text, &time));
  return time;
}

static SsAppointment *
make_booking (guint i)
{
  SsAppointment *booking = g_object_new (SS_TYPE_APPOINTMENT, NULL);

  ss_appointment_set_id (booking, table[i].id);
  ss_appointment_set_resource_id (booking, table[i].resource_id);
  ss_appointment_set_customer_name (booking, table[i].customer);
  ss_appointment_set_service_name (booking, table[i].service);
  ss_appointment_set_start_time (booking, moment (table[i].start));
  ss_appointment_set_duration_minutes (booking, table[i].minutes);
  ss_appointment_set_status (booking, table[i].status);
  ss_appointment_set_version (booking, table[i].version);
  ss_appointment_set_created_at (booking, moment ("2026-01-01T00:00:00Z"));
  ss_appointment_set_updated_at (booking, moment ("2026-02-01T12:00:00Z"));
  if (table[i].notes != NULL)
    ss_appointment_set_notes (booking, table[i].notes);
  return booking;
}

static const char *
get_name (const char *id, gpointer data)
{
  return g_strcmp0 (id, "r1") == 0 ? data : NULL;
}

static gint64
to_moment (struct icaltimetype time)
{
  return (gint64) icaltime_as_timet_with_zone (time, icaltimezone_get_utc_timezone ()) * G_USEC_PER_SEC;
}

static void
assert_event (icalcomponent *event, guint i)
{
  g_autofree char *uid = g_strconcat (table[i].id, "@smoothschedule", NULL);
  g_autofree char *summary = g_strconcat (table[i].service, " – ", table[i].customer, NULL);
  const char *location = icalcomponent_get_location (event);
  gint64 start = moment (table[i].start);

  g_assert_cmpstr (icalcomponent_get_uid (event), ==, uid);
  g_assert_cmpstr (icalcomponent_get_summary (event), ==, summary);
  g_assert_cmpint (to_moment (icalcomponent_get_dtstart (event)), ==, start);
  g_assert_cmpint (to_moment (icalcomponent_get_dtend (event)), ==,
                   start + table[i].minutes * G_TIME_SPAN_MINUTE);
  g_assert_cmpint (to_moment (icalcomponent_get_dtstamp (event)), ==, moment ("2026-02-01T12:00:00Z"));
  g_assert_cmpint (icalcomponent_get_status (event), ==, table[i].written);
  g_assert_cmpint (icalcomponent_get_sequence (event), ==, table[i].version - 1);
  g_assert_cmpstr (location, ==, g_strcmp0 (table[i].resource_id, "r1") == 0 ? "Bay 1; Lift" : NULL);
  if (table[i].notes != NULL && *table[i].notes != '\0')
    g_assert_cmpstr (icalcomponent_get_description (event), ==, table[i].notes);
  else
    g_assert_null (icalcomponent_get_description (event));
}

static void
test_read_back (void)
{
  g_autoptr (GPtrArray) bookings = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  icalcomponent *calendar, *event;
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    g_ptr_array_add (bookings, make_booking (i));
  bytes = ss_calendar_file_make ("Acme, Auto", bookings, get_name, (gpointer) "Bay 1; Lift");
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  /* As the standard has lines. */
  g_assert_true (g_str_has_prefix (text, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
  g_assert_true (g_str_has_suffix (text, "END:VCALENDAR\r\n"));

  calendar = icalparser_parse_string (text);
  g_assert_nonnull (calendar);
  g_assert_cmpint (icalcomponent_count_errors (calendar), ==, 0);
  for (event = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT); event != NULL;
       event = icalcomponent_get_next_component (calendar, ICAL_VEVENT_COMPONENT))
    assert_event (event, n++);
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (table));
  icalcomponent_free (calendar);
}

static void
test_empty (void)
{
  g_autoptr (GPtrArray) bookings = g_ptr_array_new ();
  g_autoptr (GBytes) bytes = ss_calendar_file_make (NULL, bookings, get_name, NULL);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  icalcomponent *calendar = icalparser_parse_string (text);

  g_assert_nonnull (calendar);
  g_assert_cmpint (icalcomponent_count_components (calendar, ICAL_ANY_COMPONENT), ==, 0);
  icalcomponent_free (calendar);
}

static void
answer (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  const char *text = data;

  reply_json (message, text != NULL ? 200 : 403,
              text != NULL
                  ? text
                  : "{\"detail\":\"Not now.\",\"code\":\"permission_denied\",\"rule\":\"masquerading\"}");
}

static char *
make_feed (SsSession *session, GError **error)
{
  g_auto (Answer) made = { NULL };

  ss_calendar_feed_make_async (session, NULL, answer_cb, &made);
  return ss_calendar_feed_make_finish (session, answer_wait (&made), error);
}

static void
test_feed (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) session = fixture_signed_in (fixture);
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL;

  fixture_on (fixture, "POST /auth/calendar-feed/", answer,
              "{\"url\":\"https://acme.example/api/v1/appointments/calendar.ics?token=secret\"}");
  address = make_feed (session, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (address, ==, "https://acme.example/api/v1/appointments/calendar.ics?token=secret");

  fixture_on (fixture, "POST /auth/calendar-feed/", answer, "{}");
  g_assert_null (make_feed (session, &error));
  g_assert_error (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_PROTOCOL);
  g_clear_error (&error);
  fixture_on (fixture, "POST /auth/calendar-feed/", answer, NULL);
  g_assert_null (make_feed (session, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/calendar-file/read-back", test_read_back);
  g_test_add_func ("/client/calendar-file/empty", test_empty);
  g_test_add_func ("/client/calendar-file/feed", test_feed);

  return g_test_run ();
}
