/* test-slots.c: free times, the calendar for other programs, and what a span of days brought
 *
 * SPDX-License-Identifier: MIT
 */
#include <libical/ical.h>
#include <string.h>

#include "book.h"

static SsFixture *fixture;
static SsShop shop;

static char *
get_times (const char *query)
{
  g_autofree char *path =
      g_strdup_printf ("/booking/availability/?service_id=%s&date=" DAY "%s", shop.service, query);
  const SsCall call = { .path = path, .tenant = ACME };
  g_autoptr (SsAnswer) answer = ss_fixture_call (fixture, &call);
  g_autoptr (GString) text = g_string_new (NULL);
  JsonArray *times;

  ss_answer_assert_status (answer, 200);
  times = json_node_get_array (answer->json);
  for (guint i = 0; i < json_array_get_length (times); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", json_array_get_string_element (times, i));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_times (const char *query, const char *expected)
{
  g_autofree char *times = get_times (query);

  g_assert_cmpstr (times, ==, expected);
}

static void
patch (const char *path, const char *body)
{
  g_autoptr (SsAnswer) answer = ss_book_call (fixture, "PATCH", body, "%s", path);

  ss_answer_assert_status (answer, 200);
}

/* Nobody has to be signed in. */
static void
test_availability (void)
{
  g_autofree char *resource_query = NULL, *blocker = NULL, *booked = NULL, *service_path = NULL;

  ss_shop_open (&shop, fixture);
  patch ("/tenant/settings/", "{\"timeZone\":\"UTC\",\"workingHours\":{\"mon\":[[\"09:00\",\"12:00\"]]}}");
  resource_query = g_strdup_printf ("&resource_id=%s", shop.resource);
  assert_times (resource_query, "09:00 09:15 09:30 09:45 10:00 10:15 10:30 10:45 11:00");

  booked = ss_shop_booked (&shop, fixture, "09:30", "");
  assert_times (resource_query, "10:30 10:45 11:00");
  /* The other one is free all along. */
  assert_times ("", "09:00 09:15 09:30 09:45 10:00 10:15 10:30 10:45 11:00");

  /* Every day at 11, from long ago. */
  blocker = ss_book_add (fixture, "/blockers/",
                         "{\"resourceId\":\"%s\",\"title\":\"Tea\",\"startTime\":\"2026-11-23T11:00:00Z\","
                         "\"durationMinutes\":15,\"recurrence\":\"FREQ=DAILY\"}",
                         shop.resource);
  assert_times (resource_query, "");
  service_path = g_strdup_printf ("/services/%s/", shop.service);
  patch (service_path, "{\"durationMinutes\":30}");
  assert_times (resource_query, "09:00 10:30 11:15 11:30");

  /* The same moments by another clock. */
  {
    g_autofree char *query = g_strconcat (resource_query, "&timezone=Asia/Kolkata", NULL);

    assert_times (query, "14:30 16:00 16:45 17:00");
  }
  ss_shop_close (&shop);
}

static void
test_availability_refusals (void)
{
  static const struct
  {
    const char *query;
    const char *field;
  } rows[] = {
    { "?date=2031-03-03", "service_id" },
    { "?service_id=%1$s", "date" },
    { "?service_id=%1$s&date=2031-02-29", "date" },
    { "?service_id=%1$s&date=tomorrow", "date" },
    { "?service_id=%1$s&date=2031-03-03&timezone=Mars/Olympus", "timezone" },
  };

  ss_shop_open (&shop, fixture);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GString) path = g_string_new ("/booking/availability/");
      SsCall call = { .tenant = ACME };
      g_autoptr (SsAnswer) answer = NULL;

      g_string_append (path, rows[i].query);
      g_string_replace (path, "%1$s", shop.service, 0);
      call.path = path->str;
      answer = ss_fixture_call (fixture, &call);
      ss_answer_assert_status (answer, 400);
      g_assert_nonnull (ss_answer_get_member (answer, rows[i].field));
    }
  {
    const SsCall call = { .path = "/booking/availability/?date=2031-03-03&service_id=nothing",
                          .tenant = ACME };
    g_autoptr (SsAnswer) answer = ss_fixture_call (fixture, &call);

    ss_answer_assert_error (answer, 404, "not_found");
  }
  ss_shop_close (&shop);
}

static char *
make_feed (SsRole role)
{
  g_autoptr (SsAnswer) answer =
      ss_fixture_call_as (fixture, ACME, role, "POST", "/auth/calendar-feed/", NULL);
  const char *url, *token;

  ss_answer_assert_status (answer, 200);
  url = ss_answer_get_string (answer, "url");
  token = strstr (url, "?token=");
  g_assert_nonnull (token);
  return g_strconcat ("/appointments/calendar.ics", token, NULL);
}

static SsAnswer *
read_feed (const char *path, const char *tenant)
{
  const SsCall call = { .path = path, .tenant = tenant };

  return ss_fixture_call (fixture, &call);
}

static void
test_feed (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) soon = g_date_time_add_days (now, 7);
  g_autofree char *start = g_date_time_format (soon, "%Y-%m-%dT10:00:00Z");
  g_autofree char *wall = g_date_time_format (soon, "%Y%m%dT100000Z");
  g_autofree char *id = NULL, *first = NULL, *second = NULL, *own = NULL, *uid = NULL;
  g_autoptr (SsAnswer) answer = NULL;
  g_autoptr (SsAnswer) stale = NULL;
  g_autoptr (SsAnswer) foreign = NULL;
  g_autoptr (SsAnswer) customers = NULL;
  icalcomponent *calendar, *event;

  ss_shop_open (&shop, fixture);
  id = ss_book_add (
      fixture, "/appointments/",
      "{\"resourceId\":\"%s\",\"serviceId\":\"%s\",\"customerId\":\"%s\",\"startTime\":\"%s\","
      "\"notes\":\"Comma, semicolon; and\\na line that is so long that it has to be folded by whoever "
      "writes it: Zoë\"}",
      shop.resource, shop.service, shop.customer, start);
  first = make_feed (SS_ROLE_TENANT_OWNER);
  second = make_feed (SS_ROLE_TENANT_OWNER);
  own = make_feed (SS_ROLE_CUSTOMER);

  stale = read_feed (first, ACME);
  ss_answer_assert_error (stale, 404, "not_found");
  foreign = read_feed (second, SS_FIXTURE_BLOOM);
  ss_answer_assert_error (foreign, 404, "not_found");
  customers = read_feed (own, ACME);
  g_assert_null (strstr (customers->body, "BEGIN:VEVENT"));

  answer = read_feed (second, ACME);
  ss_answer_assert_status (answer, 200);
  g_assert_true (g_str_has_prefix (ss_answer_get_header (answer, "Content-Type"), "text/calendar"));
  for (char **line = g_strsplit (answer->body, "\r\n", -1), **all = line;; line++)
    {
      if (*line == NULL)
        {
          g_strfreev (all);
          break;
        }
      g_assert_cmpuint (strlen (*line), <=, 75);
    }

  calendar = icalparser_parse_string (answer->body);
  g_assert_nonnull (calendar);
  g_assert_cmpint (icalcomponent_count_errors (calendar), ==, 0);
  event = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT);
  uid = g_strconcat (id, "@smoothschedule", NULL);
  while (event != NULL && strcmp (icalcomponent_get_uid (event), uid) != 0)
    event = icalcomponent_get_next_component (calendar, ICAL_VEVENT_COMPONENT);
  g_assert_nonnull (event);
  g_assert_cmpstr (icaltime_as_ical_string (icalcomponent_get_dtstart (event)), ==, wall);
  g_assert_cmpint (icalcomponent_get_span (event).end - icalcomponent_get_span (event).start, ==, 3600);
  g_assert_cmpstr (icalcomponent_get_summary (event), ==, "Oil – Zoë Miller");
  g_assert_cmpstr (icalcomponent_get_location (event), ==, "Bay");
  g_assert_cmpstr (
      icalcomponent_get_description (event), ==,
      "Comma, semicolon; and\na line that is so long that it has to be folded by whoever writes it: Zoë");
  g_assert_cmpint (icalcomponent_get_status (event), ==, ICAL_STATUS_CONFIRMED);
  icalcomponent_free (calendar);
  ss_shop_close (&shop);
}

/* Who acts as somebody else makes no address, and leaves the one that there is. */
static void
test_feed_masquerading (void)
{
  g_autofree char *path = make_feed (SS_ROLE_TENANT_MANAGER);
  g_autofree char *token = ss_fixture_masquerade (fixture, SS_ROLE_SUPERUSER, ACME, SS_ROLE_TENANT_MANAGER);
  const SsCall call = { .method = "POST", .path = "/auth/calendar-feed/", .tenant = ACME, .token = token };
  g_autoptr (SsAnswer) refused = ss_fixture_call (fixture, &call);
  g_autoptr (SsAnswer) kept = NULL;

  ss_answer_assert_error (refused, 403, "permission_denied");
  g_assert_cmpstr (ss_answer_get_string (refused, "rule"), ==, "masquerading");
  kept = read_feed (path, ACME);
  ss_answer_assert_status (kept, 200);
}

static void
assert_figures (JsonObject *figures, gint64 booked, gint64 completed, gint64 cancelled, gint64 no_show,
                const char *revenue, double utilisation)
{
  g_assert_cmpint (json_object_get_int_member (figures, "booked"), ==, booked);
  g_assert_cmpint (json_object_get_int_member (figures, "completed"), ==, completed);
  g_assert_cmpint (json_object_get_int_member (figures, "cancelled"), ==, cancelled);
  g_assert_cmpint (json_object_get_int_member (figures, "noShow"), ==, no_show);
  g_assert_cmpstr (json_object_get_string_member (figures, "revenue"), ==, revenue);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (figures, "utilisation"), utilisation, 1e-9);
}

/* A week in another year, so that other tests' bookings are not in it. */
static void
test_report (void)
{
  static const struct
  {
    const char *start;
    const char *more;
  } bookings[] = {
    { "2032-03-01T09:00:00Z", ",\"status\":\"COMPLETED\"" },
    { "2032-03-01T10:00:00Z", ",\"status\":\"COMPLETED\",\"price\":\"19.99\"" },
    { "2032-03-01T11:00:00Z", ",\"status\":\"CANCELLED\"" },
    { "2032-03-02T09:00:00Z", ",\"status\":\"NO_SHOW\"" },
    { "2032-03-02T10:00:00Z", "" },
    { "2032-02-29T10:00:00Z", ",\"status\":\"COMPLETED\"" },
    { "2032-03-03T00:00:00Z", ",\"status\":\"COMPLETED\"" },
  };
  g_autoptr (SsAnswer) answer = NULL;
  g_autoptr (SsAnswer) backwards = NULL;
  JsonObject *report;
  JsonArray *days, *services;

  ss_shop_open (&shop, fixture);
  patch ("/tenant/settings/",
         "{\"timeZone\":\"UTC\",\"workingHours\":{\"mon\":[[\"09:00\",\"13:00\"]],\"tue\":"
         "[[\"09:00\",\"13:00\"]]}}");
  for (guint i = 0; i < G_N_ELEMENTS (bookings); i++)
    {
      g_autofree char *id = ss_book_add (
          fixture, "/appointments/",
          "{\"resourceId\":\"%s\",\"serviceId\":\"%s\",\"customerId\":\"%s\",\"startTime\":\"%s\"%s}",
          shop.resource, shop.service, shop.customer, bookings[i].start, bookings[i].more);

      g_assert_nonnull (id);
    }
  answer = ss_book_call (fixture, "GET", NULL, "/reports/summary/?from=2032-03-01&to=2032-03-02");
  ss_answer_assert_status (answer, 200);
  report = ss_answer_get_object (answer);
  days = json_object_get_array_member (report, "days");
  g_assert_cmpuint (json_array_get_length (days), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (days, 1), "date"), ==,
                   "2032-03-02");
  g_assert_cmpint (json_object_get_int_member (json_array_get_object_element (days, 0), "booked"), ==, 2);
  g_assert_cmpint (json_object_get_int_member (json_array_get_object_element (days, 1), "noShow"), ==, 1);
  {
    JsonObject *totals = json_object_get_object_member (report, "totals");
    /* Four hours on two days for each resource that there is. */
    g_autoptr (SsAnswer) resources = ss_book_call (fixture, "GET", NULL, "/resources/");
    double open = 8.0 * (double) json_object_get_int_member (ss_answer_get_object (resources), "count");

    assert_figures (totals, 4, 2, 1, 1, "99.99", 4 / open);
  }
  services = json_object_get_array_member (report, "byService");
  g_assert_cmpuint (json_array_get_length (services), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (services, 0), "serviceId"),
                   ==, shop.service);
  g_assert_cmpstr (json_object_get_string_member (
                       json_array_get_object_element (json_object_get_array_member (report, "byResource"), 0),
                       "name"),
                   ==, "Bay");
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (report, "previous"),
                                               "completed"),
                   ==, 1);

  backwards = ss_book_call (fixture, "GET", NULL, "/reports/summary/?from=2032-03-02&to=2032-03-01");
  ss_answer_assert_status (backwards, 400);
  ss_shop_close (&shop);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  fixture = ss_fixture_new ();
  g_test_add_func ("/platform/bookings/availability", test_availability);
  g_test_add_func ("/platform/bookings/availability-refusals", test_availability_refusals);
  g_test_add_func ("/platform/bookings/feed", test_feed);
  g_test_add_func ("/platform/bookings/feed-masquerading", test_feed_masquerading);
  g_test_add_func ("/platform/bookings/report", test_report);
  status = g_test_run ();
  ss_fixture_free (fixture);
  return status;
}
