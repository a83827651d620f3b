/* test-conflicts.c: no two bookings at once, unless somebody says why
 *
 * SPDX-License-Identifier: MIT
 */
#include "book.h"

static SsFixture *fixture;
static SsShop shop;

static void
assert_conflict (SsAnswer *answer, const char *type, const char *id)
{
  JsonObject *conflict;

  ss_answer_assert_error (answer, 409, "booking_conflict");
  conflict =
      json_array_get_object_element (json_node_get_array (ss_answer_get_member (answer, "conflicts")), 0);
  g_assert_cmpstr (json_object_get_string_member (conflict, "type"), ==, type);
  g_assert_cmpstr (json_object_get_string_member (conflict, "id"), ==, id);
}

static void
test_overlap (void)
{
  static const struct
  {
    const char *start;
    const char *more;
    guint status;
  } rows[] = {
    { "09:59", "", 409 },
    { "10:30", "", 409 },
    { "09:30", ",\"durationMinutes\":300", 409 },
    { "10:15", ",\"durationMinutes\":5", 409 },
    { "10:00", ",\"status\":\"PENDING\"", 409 },
    { "10:00", ",\"resourceId\":null", 201 },
    { "10:00", ",\"status\":\"CANCELLED\"", 201 },
    { "10:00", ",\"status\":\"COMPLETED\"", 201 },
    { "11:00", "", 201 },
    { "09:00", "", 201 },
  };
  g_autofree char *first = NULL;

  ss_shop_open (&shop, fixture);
  first = ss_shop_booked (&shop, fixture, "10:00", "");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SsAnswer) answer = ss_shop_book (&shop, fixture, rows[i].start, rows[i].more);

      ss_answer_assert_status (answer, rows[i].status);
      if (rows[i].status == 409)
        assert_conflict (answer, "APPOINTMENT", first);
    }
  ss_shop_close (&shop);
}

/* The buffers of both count, those of the day that they were booked. */
static void
test_buffers (void)
{
  g_autofree char *plain = NULL, *buffered = NULL, *first = NULL;
  g_autoptr (SsAnswer) too_near = NULL;
  g_autoptr (SsAnswer) far_enough = NULL;
  g_autoptr (SsAnswer) changed = NULL;
  g_autoptr (SsAnswer) touched = NULL;

  ss_shop_open (&shop, fixture);
  buffered = ss_book_add (fixture, "/services/",
                          "{\"name\":\"Paint\",\"durationMinutes\":60,\"bufferBeforeMinutes\":10,"
                          "\"bufferAfterMinutes\":20}");
  plain = g_steal_pointer (&shop.service);
  shop.service = g_strdup (buffered);
  first = ss_shop_booked (&shop, fixture, "10:00", "");
  too_near = ss_shop_book (&shop, fixture, "11:29", "");
  far_enough = ss_shop_book (&shop, fixture, "11:30", "");
  assert_conflict (too_near, "APPOINTMENT", first);
  ss_answer_assert_status (far_enough, 201);

  changed = ss_book_call (fixture, "PATCH", "{\"bufferBeforeMinutes\":0,\"bufferAfterMinutes\":0}",
                          "/services/%s/", buffered);
  ss_answer_assert_status (changed, 200);
  touched = ss_shop_book (&shop, fixture, "08:55", "");
  assert_conflict (touched, "APPOINTMENT", first);
  ss_shop_close (&shop);
}

static void
test_move (void)
{
  g_autofree char *first = NULL, *second = NULL, *to_other = NULL;
  g_autoptr (SsAnswer) onto = NULL;
  g_autoptr (SsAnswer) noted = NULL;
  g_autoptr (SsAnswer) elsewhere = NULL;
  g_autoptr (SsAnswer) kept = NULL;

  ss_shop_open (&shop, fixture);
  first = ss_shop_booked (&shop, fixture, "10:00", "");
  second = ss_shop_booked (&shop, fixture, "12:00", "");
  onto =
      ss_book_call (fixture, "PATCH", "{\"startTime\":\"" DAY "T10:30:00Z\"}", "/appointments/%s/", second);
  assert_conflict (onto, "APPOINTMENT", first);
  kept = ss_book_call (fixture, "GET", NULL, "/appointments/%s/", second);
  ss_market_assert_member (kept, "startTime", "\"" DAY "T12:00:00Z\"");
  ss_market_assert_member (kept, "version", "1");
  to_other =
      g_strdup_printf ("{\"startTime\":\"" DAY "T10:30:00Z\",\"resourceId\":\"%s\"}", shop.other_resource);
  elsewhere = ss_book_call (fixture, "PATCH", to_other, "/appointments/%s/", second);
  ss_answer_assert_status (elsewhere, 200);
  ss_market_assert_member (elsewhere, "version", "2");
  noted = ss_book_call (fixture, "PATCH", "{\"notes\":\"x\"}", "/appointments/%s/", first);
  ss_answer_assert_status (noted, 200);
  ss_shop_close (&shop);
}

static void
test_override (void)
{
  g_autofree char *first = NULL, *id = NULL;
  g_autoptr (SsAnswer) short_reason = NULL;
  g_autoptr (SsAnswer) answer = NULL;
  g_autoptr (SsAnswer) history = NULL;
  g_autoptr (SsAnswer) noted = NULL;
  g_autoptr (SsAnswer) moved = NULL;
  g_autoptr (SsAnswer) later = NULL;
  g_autofree char *reasons = NULL;

  ss_shop_open (&shop, fixture);
  first = ss_shop_booked (&shop, fixture, "10:00", "");
  short_reason = ss_shop_book (&shop, fixture, "10:30", ",\"overrideReason\":\"no\"");
  ss_market_assert_invalid (short_reason, "overrideReason");
  answer = ss_shop_book (&shop, fixture, "10:30", ",\"overrideReason\":\"The owner said so\"");
  ss_answer_assert_status (answer, 201);
  g_assert_false (json_object_has_member (ss_answer_get_object (answer), "overrideReason"));
  id = g_strdup (ss_answer_get_string (answer, "id"));
  history = ss_book_call (fixture, "GET", NULL, "/appointments/%s/history/", id);
  reasons = ss_market_results (history, "reason");
  g_assert_cmpstr (reasons, ==, "The owner said so");
  /* What does not move is not checked again; what moves is, without another reason. */
  noted = ss_book_call (fixture, "PATCH", "{\"notes\":\"x\"}", "/appointments/%s/", id);
  ss_answer_assert_status (noted, 200);
  moved = ss_book_call (fixture, "PATCH", "{\"startTime\":\"" DAY "T10:15:00Z\"}", "/appointments/%s/", id);
  assert_conflict (moved, "APPOINTMENT", first);
  /* It blocks later ones like any other. */
  later = ss_shop_book (&shop, fixture, "11:00", "");
  assert_conflict (later, "APPOINTMENT", id);
  ss_shop_close (&shop);
}

/* The nearest first, in the hours of the business (UTC, 9 to 17), with another resource at the same time. */
static void
test_alternatives (void)
{
  g_autofree char *first = NULL, *hours = NULL, *only = NULL;
  g_autoptr (SsAnswer) answer = NULL;
  g_autoptr (SsAnswer) either = NULL;
  g_autoptr (SsAnswer) any = NULL;
  g_autofree char *both = NULL, *also = NULL;
  g_autoptr (SsAnswer) restricted = NULL;
  g_autofree char *expected = NULL;

  ss_shop_open (&shop, fixture);
  only = g_strdup_printf ("{\"resourceIds\":[\"%s\"]}", shop.resource);
  restricted = ss_book_call (fixture, "PATCH", only, "/services/%s/", shop.service);
  ss_answer_assert_status (restricted, 200);
  first = ss_shop_booked (&shop, fixture, "09:00", "");
  answer = ss_shop_book (&shop, fixture, "09:30", "");
  expected = g_strdup_printf ("[{\"resourceId\":\"%s\",\"startTime\":\"" DAY "T10:00:00Z\"},"
                              "{\"resourceId\":\"%s\",\"startTime\":\"" DAY "T10:15:00Z\"},"
                              "{\"resourceId\":\"%s\",\"startTime\":\"" DAY "T10:30:00Z\"}]",
                              shop.resource, shop.resource, shop.resource);
  ss_market_assert_member (answer, "alternatives", expected);

  /* Another that is free at the very time is nearest of all, where the service may be had from it. */
  both = g_strdup_printf ("{\"resourceIds\":[\"%s\",\"%s\"]}", shop.resource, shop.other_resource);
  either = ss_book_call (fixture, "PATCH", both, "/services/%s/", shop.service);
  ss_answer_assert_status (either, 200);
  any = ss_shop_book (&shop, fixture, "09:30", "");
  also = g_strdup_printf ("[{\"resourceId\":\"%s\",\"startTime\":\"" DAY "T09:30:00Z\"},"
                          "{\"resourceId\":\"%s\",\"startTime\":\"" DAY "T09:45:00Z\"},"
                          "{\"resourceId\":\"%s\",\"startTime\":\"" DAY "T09:15:00Z\"}]",
                          shop.other_resource, shop.other_resource, shop.other_resource);
  ss_market_assert_member (any, "alternatives", also);
  ss_shop_close (&shop);
}

/* Staff are offered what they may book: their own resource's time. */
static void
test_alternatives_of_staff (void)
{
  const SsRole staff = SS_ROLE_TENANT_STAFF;
  g_autofree char *user = ss_fixture_user_id (fixture, ACME, staff);
  g_autofree char *first = NULL, *body = NULL, *expected = NULL;
  g_autoptr (SsAnswer) answer = NULL;

  ss_shop_open (&shop, fixture);
  g_free (shop.resource);
  shop.resource =
      ss_book_add (fixture, "/resources/", "{\"name\":\"S\",\"type\":\"STAFF\",\"userId\":\"%s\"}", user);
  first = ss_shop_booked (&shop, fixture, "16:00", "");
  body = g_strdup_printf (
      "{\"resourceId\":\"%s\",\"serviceId\":\"%s\",\"customerId\":\"%s\",\"startTime\":\"" DAY
      "T16:00:00Z\"}",
      shop.resource, shop.service, shop.customer);
  answer = ss_market_call (fixture, ACME, staff, "POST", body, "/appointments/");
  assert_conflict (answer, "APPOINTMENT", first);
  expected = g_strdup_printf ("[{\"resourceId\":\"%s\",\"startTime\":\"" DAY "T15:00:00Z\"},"
                              "{\"resourceId\":\"%s\",\"startTime\":\"" DAY "T14:45:00Z\"},"
                              "{\"resourceId\":\"%s\",\"startTime\":\"" DAY "T14:30:00Z\"}]",
                              shop.resource, shop.resource, shop.resource);
  ss_market_assert_member (answer, "alternatives", expected);
  ss_shop_close (&shop);
}

static void
test_references (void)
{
  static const char *const fields[] = { "resourceId", "serviceId" };
  g_autoptr (SsAnswer) resource = NULL;
  g_autoptr (SsAnswer) service = NULL;
  g_autoptr (SsAnswer) answer = NULL;
  g_autoptr (SsAnswer) outside = NULL;
  g_autoptr (SsAnswer) limited = NULL;
  g_autofree char *only = NULL;

  ss_shop_open (&shop, fixture);
  only = g_strdup_printf ("{\"resourceIds\":[\"%s\"]}", shop.other_resource);
  limited = ss_book_call (fixture, "PATCH", only, "/services/%s/", shop.service);
  outside = ss_shop_book (&shop, fixture, "10:00", "");
  ss_market_assert_invalid (outside, "resourceId");
  resource = ss_book_call (fixture, "PATCH", "{\"isActive\":false}", "/resources/%s/", shop.resource);
  service = ss_book_call (fixture, "PATCH", "{\"isActive\":false}", "/services/%s/", shop.service);
  ss_answer_assert_status (service, 200);
  answer = ss_shop_book (&shop, fixture, "10:00", "");
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    ss_market_assert_invalid (answer, fields[i]);
  ss_shop_close (&shop);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  fixture = ss_fixture_new ();
  g_test_add_func ("/bookings/conflicts/overlap", test_overlap);
  g_test_add_func ("/bookings/conflicts/buffers", test_buffers);
  g_test_add_func ("/bookings/conflicts/move", test_move);
  g_test_add_func ("/bookings/conflicts/override", test_override);
  g_test_add_func ("/bookings/conflicts/alternatives", test_alternatives);
  g_test_add_func ("/bookings/conflicts/alternatives-of-staff", test_alternatives_of_staff);
  g_test_add_func ("/bookings/conflicts/references", test_references);
  status = g_test_run ();
  ss_fixture_free (fixture);
  return status;
}
