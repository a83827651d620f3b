/* test-feed.c: what other programs read of the bookings is what the contract's own answers say of them
 *
 * SPDX-License-Identifier: MIT
 */
#include <libical/ical.h>
#include <string.h>

#include "book.h"

static SsFixture *fixture;
static SsShop shop;
static char *feed; /* its path, with the secret */

static icalcomponent *
read_calendar (void)
{
  const SsCall call = { .path = feed, .tenant = ACME };
  g_autoptr (SsAnswer) answer = ss_fixture_call (fixture, &call);
  icalcomponent *calendar;

  ss_answer_assert_status (answer, 200);
  calendar = icalparser_parse_string (answer->body);
  g_assert_nonnull (calendar);
  g_assert_cmpint (icalcomponent_count_errors (calendar), ==, 0);
  return calendar;
}

static icalcomponent *
find_event (icalcomponent *calendar, const char *id)
{
  g_autofree char *uid = g_strconcat (id, "@smoothschedule", NULL);
  icalcomponent *event = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT);

  while (event != NULL && strcmp (icalcomponent_get_uid (event), uid) != 0)
    event = icalcomponent_get_next_component (calendar, ICAL_VEVENT_COMPONENT);
  return event;
}

/* The moment that a time in a zone is. */
static gint64
get_moment (struct icaltimetype time)
{
  g_assert_false (icaltime_is_null_time (time));
  g_assert_nonnull (time.zone);
  return icaltime_as_timet_with_zone (time, time.zone);
}

static gint64
get_time_of (icalcomponent *event, icalproperty_kind kind)
{
  icalproperty *property = icalcomponent_get_first_property (event, kind);

  g_assert_nonnull (property);
  return get_moment (kind == ICAL_DTSTAMP_PROPERTY ? icalproperty_get_dtstamp (property)
                                                   : icalproperty_get_lastmodified (property));
}

static gint64
parse_moment (const char *text)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time);
}

static icalproperty_status
get_expected_status (const char *status)
{
  static const struct
  {
    const char *ours;
    icalproperty_status theirs;
  } statuses[] = {
    { "PENDING", ICAL_STATUS_TENTATIVE },   { "CONFIRMED", ICAL_STATUS_CONFIRMED },
    { "COMPLETED", ICAL_STATUS_CONFIRMED }, { "CANCELLED", ICAL_STATUS_CANCELLED },
    { "NO_SHOW", ICAL_STATUS_CANCELLED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (g_str_equal (statuses[i].ours, status))
      return statuses[i].theirs;
  g_assert_not_reached ();
}

static void
assert_same (icalcomponent *event, const SsAnswer *booking)
{
  JsonObject *object = json_node_get_object (booking->json);
  gint64 start = parse_moment (json_object_get_string_member (object, "startTime"));
  g_autofree char *summary =
      g_strdup_printf ("%s – %s", json_object_get_string_member (object, "serviceName"),
                       json_object_get_string_member (object, "customerName"));

  g_assert_nonnull (event);
  g_assert_cmpint (get_moment (icalcomponent_get_dtstart (event)), ==, start);
  g_assert_cmpint (get_moment (icalcomponent_get_dtend (event)), ==,
                   start + 60 * json_object_get_int_member (object, "durationMinutes"));
  g_assert_cmpstr (icalcomponent_get_summary (event), ==, summary);
  g_assert_cmpint (icalcomponent_get_status (event), ==,
                   get_expected_status (json_object_get_string_member (object, "status")));
  g_assert_cmpint (get_time_of (event, ICAL_LASTMODIFIED_PROPERTY), ==,
                   parse_moment (json_object_get_string_member (object, "updatedAt")));
  g_assert_cmpint (get_time_of (event, ICAL_DTSTAMP_PROPERTY), ==,
                   get_time_of (event, ICAL_LASTMODIFIED_PROPERTY));
}

/* Both say the same of it now. Returns: its SEQUENCE */
static int
check (const char *id)
{
  g_autoptr (SsAnswer) booking = ss_book_call (fixture, "GET", NULL, "/appointments/%s/", id);
  icalcomponent *calendar = read_calendar ();
  icalcomponent *event = find_event (calendar, id);
  int sequence;

  ss_answer_assert_status (booking, 200);
  assert_same (event, booking);
  sequence = icalcomponent_get_sequence (event);
  icalcomponent_free (calendar);
  return sequence;
}

/* @time: of the day in two weeks, as "T10:00:00Z". (transfer full): the ID */
static char *
book (const char *time, const char *resource)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_days (now, 14);
  g_autofree char *day = g_date_time_format (then, "%Y-%m-%d");

  return ss_book_add (fixture, "/appointments/",
                      "{%s\"serviceId\":\"%s\",\"customerId\":\"%s\",\"startTime\":\"%s%s\"}", resource,
                      shop.service, shop.customer, day, time);
}

static void
change (const char *id, const char *method, const char *rest, const char *body)
{
  g_autoptr (SsAnswer) answer = ss_book_call (fixture, method, body, "/appointments/%s/%s", id, rest);

  ss_answer_assert_status (answer, 200);
}

/* In whatever zone the time was written, and whatever has become of the booking. */
static void
test_same (void)
{
  g_autofree char *resource = g_strdup_printf ("\"resourceId\":\"%s\",", shop.resource);
  g_autofree char *confirmed = book ("T10:00:00Z", resource);
  g_autofree char *eastern = book ("T07:30:00-05:00", resource);
  g_autofree char *lord_howe = book ("T04:45:00+10:30", resource);
  g_autofree char *waiting = book ("T10:00:00+01:00", "");
  g_autofree char *missed = book ("T16:00:00Z", resource);

  check (confirmed);
  check (eastern);
  check (lord_howe);
  check (waiting);
  change (missed, "PATCH", "", "{\"status\":\"NO_SHOW\"}");
  check (missed);
  change (eastern, "POST", "cancel/", "{\"reason\":\"ill\"}");
  check (eastern);
  change (confirmed, "PATCH", "", "{\"status\":\"COMPLETED\"}");
  check (confirmed);
}

/* Other programs take over a change by its number alone. */
static void
test_sequence (void)
{
  static const struct
  {
    const char *method, *rest, *body;
  } changes[] = {
    { "PATCH", "", "{\"durationMinutes\":90}" },
    { "PATCH", "", "{\"notes\":\"Has a dog.\"}" },
    { "PATCH", "", "{\"resourceId\":null,\"status\":\"PENDING\"}" },
    { "POST", "cancel/", "{}" },
    { "POST", "restore/", "{}" },
  };
  g_autofree char *resource = g_strdup_printf ("\"resourceId\":\"%s\",", shop.other_resource);
  g_autofree char *id = book ("T10:00:00Z", resource);
  g_autoptr (SsAnswer) deleted = NULL;
  icalcomponent *calendar;
  int before = check (id);

  g_assert_cmpint (before, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      int now;

      change (id, changes[i].method, changes[i].rest, changes[i].body);
      now = check (id);
      g_assert_cmpint (now, >, before);
      before = now;
    }
  deleted = ss_book_call (fixture, "DELETE", NULL, "/appointments/%s/", id);
  ss_answer_assert_status (deleted, 204);
  calendar = read_calendar ();
  g_assert_null (find_event (calendar, id));
  icalcomponent_free (calendar);
}

int
main (int argc, char **argv)
{
  g_autoptr (SsAnswer) made = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  fixture = ss_fixture_new ();
  ss_shop_open (&shop, fixture);
  made = ss_fixture_call_as (fixture, ACME, OWNER, "POST", "/auth/calendar-feed/", NULL);
  ss_answer_assert_status (made, 200);
  feed = g_strconcat ("/appointments/calendar.ics", strstr (ss_answer_get_string (made, "url"), "?token="),
                      NULL);
  g_test_add_func ("/platform/bookings/feed/same", test_same);
  g_test_add_func ("/platform/bookings/feed/sequence", test_sequence);
  status = g_test_run ();
  g_clear_pointer (&feed, g_free);
  ss_shop_close (&shop);
  ss_fixture_free (fixture);
  return status;
}
