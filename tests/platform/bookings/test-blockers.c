/* test-blockers.c: what blocks a resource, once or by a rule
 *
 * SPDX-License-Identifier: MIT
 */
#include "book.h"

static SsFixture *fixture;
static SsShop shop;

static SsAnswer *
block (const char *start, int minutes, const char *recurrence, const char *more)
{
  g_autofree char *body = g_strdup_printf (
      "{\"resourceId\":\"%s\",\"title\":\"Lunch\",\"startTime\":\"%s\",\"durationMinutes\":%d,\"recurrence\":%s%s}",
      shop.resource, start, minutes, recurrence, more);

  return ss_book_call (fixture, "POST", body, "/blockers/");
}

static void
assert_blocked (SsAnswer *taken, gboolean is_blocked)
{
  g_autoptr (SsAnswer) answer = taken;
  JsonObject *conflict;

  ss_answer_assert_status (answer, is_blocked ? 409 : 201);
  if (!is_blocked)
    return;
  conflict =
      json_array_get_object_element (json_node_get_array (ss_answer_get_member (answer, "conflicts")), 0);
  g_assert_cmpstr (json_object_get_string_member (conflict, "type"), ==, "BLOCKER");
  g_assert_cmpstr (json_object_get_string_member (conflict, "title"), ==, "Lunch");
}

static void
test_once (void)
{
  g_autoptr (SsAnswer) made = NULL;
  g_autoptr (SsAnswer) moved = NULL;
  g_autoptr (SsAnswer) deleted = NULL;
  g_autoptr (SsAnswer) gone = NULL;
  g_autofree char *id = NULL;

  ss_shop_open (&shop, fixture);
  made = block (DAY "T12:00:00Z", 60, "null", "");
  ss_answer_assert_status (made, 201);
  id = g_strdup (ss_answer_get_string (made, "id"));
  assert_blocked (ss_shop_book (&shop, fixture, "11:30", ""), TRUE);
  assert_blocked (ss_shop_book (&shop, fixture, "11:00", ""), FALSE);
  assert_blocked (ss_shop_book (&shop, fixture, "12:30", ",\"overrideReason\":\"Urgent repair\""), FALSE);
  moved = ss_book_call (fixture, "PATCH", "{\"startTime\":\"" DAY "T15:00:00Z\"}", "/blockers/%s/", id);
  ss_answer_assert_status (moved, 200);
  assert_blocked (ss_shop_book (&shop, fixture, "15:30", ""), TRUE);
  deleted = ss_book_call (fixture, "DELETE", NULL, "/blockers/%s/", id);
  ss_answer_assert_status (deleted, 204);
  assert_blocked (ss_shop_book (&shop, fixture, "15:30", ""), FALSE);
  gone = ss_book_call (fixture, "PATCH", "{}", "/blockers/%s/", id);
  ss_answer_assert_error (gone, 404, "not_found");
  ss_shop_close (&shop);
}

/* A rule without an end holds years from now, at local time on both sides of a change of the clock. */
static void
test_rule (void)
{
  g_autoptr (SsAnswer) zone = NULL;
  g_autoptr (SsAnswer) made = NULL;
  g_autoptr (SsAnswer) back = NULL;

  ss_shop_open (&shop, fixture);
  zone = ss_book_call (fixture, "PATCH", "{\"timeZone\":\"America/New_York\"}", "/tenant/settings/");
  /* Noon in New York, summer time, of 2026. */
  made = block ("2026-06-01T16:00:00Z", 60, "\"FREQ=WEEKLY;BYDAY=MO,TU\"", "");
  ss_answer_assert_status (made, 201);
  ss_market_assert_member (made, "recurrence", "\"FREQ=WEEKLY;BYDAY=MO,TU\"");
  /* A Monday of 2031, winter time: noon is 17:00 UTC. */
  assert_blocked (ss_shop_book (&shop, fixture, "17:30", ""), TRUE);
  assert_blocked (ss_shop_book (&shop, fixture, "16:00", ""), FALSE);
  /* The first Wednesday is free, the next Monday is not, and by now in summer time. */
  assert_blocked (ss_shop_book (&shop, fixture, "10:00", ",\"startTime\":\"2031-03-05T17:00:00Z\""), FALSE);
  assert_blocked (ss_shop_book (&shop, fixture, "10:00", ",\"startTime\":\"2031-03-10T16:30:00Z\""), TRUE);
  /* The business moves: noon is another one. */
  back = ss_book_call (fixture, "PATCH", "{\"timeZone\":\"UTC\"}", "/tenant/settings/");
  ss_answer_assert_status (back, 200);
  assert_blocked (ss_shop_book (&shop, fixture, "10:00", ",\"startTime\":\"2031-03-17T16:30:00Z\""), TRUE);
  assert_blocked (ss_shop_book (&shop, fixture, "10:00", ",\"startTime\":\"2031-03-17T17:00:00Z\""), FALSE);
  ss_shop_close (&shop);
}

static void
test_over_bookings (void)
{
  g_autofree char *id = NULL;
  g_autoptr (SsAnswer) refused = NULL;
  g_autoptr (SsAnswer) far = NULL;
  g_autoptr (SsAnswer) allowed = NULL;
  JsonObject *conflict;

  ss_shop_open (&shop, fixture);
  id = ss_shop_booked (&shop, fixture, "12:30", "");
  refused = block (DAY "T12:00:00Z", 60, "null", "");
  ss_answer_assert_error (refused, 409, "booking_conflict");
  conflict =
      json_array_get_object_element (json_node_get_array (ss_answer_get_member (refused, "conflicts")), 0);
  g_assert_cmpstr (json_object_get_string_member (conflict, "id"), ==, id);
  far = block ("2026-06-01T12:00:00Z", 60, "\"FREQ=DAILY\"", "");
  ss_answer_assert_error (far, 409, "booking_conflict");
  allowed = block (DAY "T12:00:00Z", 60, "null", ",\"overrideReason\":\"They will wait\"");
  ss_answer_assert_status (allowed, 201);
  ss_shop_close (&shop);
}

static void
test_refusals (void)
{
  static const char *const rules[] = {
    "\"\"",
    "\"daily\"",
    "\"FREQ=FORTNIGHTLY\"",
    "\"FREQ=HOURLY\"",
    "\"FREQ=DAILY;BYHOUR=3,4\"",
    "\"FREQ=DAILY;COUNT=3;UNTIL=20310101T000000Z\"",
    "\"FREQ=DAILY;INTERVAL=0\"",
    "\"FREQ=DAILY;FOO=1\"",
    "\"FREQ=DAILY\\nX:1\"",
    "5",
  };
  g_autoptr (SsAnswer) empty = NULL;
  g_autoptr (SsAnswer) no_time = NULL;

  ss_shop_open (&shop, fixture);
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autoptr (SsAnswer) answer = block (DAY "T12:00:00Z", 60, rules[i], "");

      if (answer->status != 400)
        g_error ("%s: %u", rules[i], answer->status);
      ss_market_assert_invalid (answer, "recurrence");
    }
  empty = ss_book_call (fixture, "POST", "{\"until\":1}", "/blockers/");
  ss_market_assert_invalid (empty, "resourceId");
  ss_market_assert_invalid (empty, "title");
  ss_market_assert_invalid (empty, "startTime");
  ss_market_assert_invalid (empty, "durationMinutes");
  ss_market_assert_invalid (empty, "until");
  no_time = block (DAY "T12:00:00Z", 0, "null", "");
  ss_market_assert_invalid (no_time, "durationMinutes");
  ss_shop_close (&shop);
}

static void
test_scopes (void)
{
  g_autoptr (SsAnswer) made = NULL;
  g_autoptr (SsAnswer) staff = NULL;
  g_autoptr (SsAnswer) seen = NULL;
  g_autoptr (SsAnswer) hidden = NULL;
  g_autoptr (SsAnswer) one = NULL;

  ss_shop_open (&shop, fixture);
  made = block (DAY "T12:00:00Z", 60, "null", "");
  staff = ss_market_call (fixture, ACME, SS_ROLE_TENANT_STAFF, "DELETE", NULL, "/blockers/%s/",
                          ss_answer_get_string (made, "id"));
  ss_answer_assert_error (staff, 403, "permission_denied");
  g_assert_cmpstr (ss_answer_get_string (staff, "rule"), ==, "own_resource");
  seen = ss_market_call (fixture, ACME, SS_ROLE_TENANT_STAFF, "GET", NULL, "/blockers/");
  g_assert_cmpint (json_node_get_int (ss_answer_get_member (seen, "count")), >, 0);
  hidden = ss_market_call (fixture, ACME, SS_ROLE_CUSTOMER, "GET", NULL, "/blockers/");
  ss_market_assert_member (hidden, "count", "0");
  one = ss_market_call (fixture, ACME, SS_ROLE_CUSTOMER, "GET", NULL, "/blockers/%s/",
                        ss_answer_get_string (made, "id"));
  ss_answer_assert_error (one, 404, "not_found");
  ss_shop_close (&shop);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  fixture = ss_fixture_new ();
  g_test_add_func ("/bookings/blockers/once", test_once);
  g_test_add_func ("/bookings/blockers/rule", test_rule);
  g_test_add_func ("/bookings/blockers/over-bookings", test_over_bookings);
  g_test_add_func ("/bookings/blockers/refusals", test_refusals);
  g_test_add_func ("/bookings/blockers/scopes", test_scopes);
  status = g_test_run ();
  ss_fixture_free (fixture);
  return status;
}
