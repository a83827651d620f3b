/* test-catalog.c: resources, services and customers: made, read, changed, deleted, and whose they are
 *
 * SPDX-License-Identifier: MIT
 */
#include "book.h"

static SsFixture *fixture;

static void
test_resource (void)
{
  g_autofree char *id = ss_book_add (
      fixture, "/resources/",
      "{\"name\":\"Ann\",\"type\":\"STAFF\",\"color\":\"#aabbcc\",\"workingHours\":{\"mon\":[[\"10:00\",\"24:00\"]]}}");
  g_autoptr (SsAnswer) read = ss_book_call (fixture, "GET", NULL, "/resources/%s/", id);
  g_autoptr (SsAnswer) changed =
      ss_book_call (fixture, "PATCH", "{\"isActive\":false,\"workingHours\":null}", "/resources/%s/", id);
  g_autoptr (SsAnswer) active = ss_book_call (fixture, "GET", NULL, "/resources/?is_active=true&search=ann");
  g_autoptr (SsAnswer) deleted = ss_book_call (fixture, "DELETE", NULL, "/resources/%s/", id);
  g_autoptr (SsAnswer) gone = ss_book_call (fixture, "GET", NULL, "/resources/%s/", id);

  ss_market_assert_member (read, "isActive", "true");
  ss_market_assert_member (read, "userId", "null");
  g_assert_nonnull (ss_answer_get_header (read, "ETag"));
  ss_answer_assert_status (changed, 200);
  ss_market_assert_member (changed, "workingHours", "null");
  ss_market_assert_member (changed, "name", "\"Ann\"");
  ss_market_assert_member (active, "count", "0");
  ss_answer_assert_status (deleted, 204);
  ss_answer_assert_error (gone, 404, "not_found");
}

typedef struct
{
  const char *path;
  const char *body;
  const char *field;
} Refusal;

static const Refusal refusals[] = {
  { "/resources/", "{\"name\":\"A\"}", "type" },
  { "/resources/", "{\"name\":\"A\",\"type\":\"DOG\"}", "type" },
  { "/resources/", "{\"name\":\"\",\"type\":\"ROOM\"}", "name" },
  { "/resources/", "{\"name\":\"A\",\"type\":\"ROOM\",\"color\":\"red\"}", "color" },
  { "/resources/", "{\"name\":\"A\",\"type\":\"ROOM\",\"position\":-1}", "position" },
  { "/resources/", "{\"name\":\"A\",\"type\":\"ROOM\",\"owner\":1}", "owner" },
  { "/resources/", "{\"name\":\"A\",\"type\":\"ROOM\",\"userId\":\"nobody\"}", "userId" },
  { "/resources/", "{\"name\":\"A\",\"type\":\"ROOM\",\"workingHours\":{\"mon\":[[\"10:00\",\"09:00\"]]}}",
    "workingHours" },
  { "/services/", "{\"name\":\"A\"}", "durationMinutes" },
  { "/services/", "{\"name\":\"A\",\"durationMinutes\":4}", "durationMinutes" },
  { "/services/", "{\"name\":\"A\",\"durationMinutes\":1441}", "durationMinutes" },
  { "/services/", "{\"name\":\"A\",\"durationMinutes\":60,\"bufferAfterMinutes\":-1}", "bufferAfterMinutes" },
  { "/services/", "{\"name\":\"A\",\"durationMinutes\":60,\"price\":\"-1.00\"}", "price" },
  { "/services/", "{\"name\":\"A\",\"durationMinutes\":60,\"resourceIds\":[\"x\"]}", "resourceIds" },
  { "/customers/", "{\"email\":\"a@b.example\"}", "name" },
  { "/customers/", "{\"name\":\"A\",\"email\":\"a\"}", "email" },
  { "/customers/", "{\"name\":\"A\",\"status\":\"GONE\"}", "status" },
  { "/customers/", "{\"name\":\"A\",\"tags\":[\"\"]}", "tags" },
  { "/customers/", "{\"name\":\"A\",\"shoeSize\":4}", "shoeSize" },
  { "/customers/", "{\"name\":\"A\",\"userId\":\"nobody\"}", "userId" },
};

static void
test_refusals (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (SsAnswer) answer = ss_book_call (fixture, "POST", refusals[i].body, "%s", refusals[i].path);

      ss_market_assert_invalid (answer, refusals[i].field);
    }
}

/* Staff and resource know each other; no one has two. */
static void
test_resource_of_person (void)
{
  g_autofree char *user = ss_fixture_user_id (fixture, ACME, SS_ROLE_TENANT_STAFF);
  g_autofree char *id =
      ss_book_add (fixture, "/resources/", "{\"name\":\"S\",\"type\":\"STAFF\",\"userId\":\"%s\"}", user);
  g_autofree char *again = g_strdup_printf ("{\"name\":\"T\",\"type\":\"STAFF\",\"userId\":\"%s\"}", user);
  g_autoptr (SsAnswer) second = ss_book_call (fixture, "POST", again, "/resources/");
  g_autoptr (SsAnswer) me =
      ss_fixture_call_as (fixture, ACME, SS_ROLE_TENANT_STAFF, "GET", "/users/me/", NULL);
  g_autoptr (SsAnswer) deleted = ss_book_call (fixture, "DELETE", NULL, "/resources/%s/", id);
  g_autoptr (SsAnswer) after =
      ss_fixture_call_as (fixture, ACME, SS_ROLE_TENANT_STAFF, "GET", "/users/me/", NULL);

  ss_market_assert_invalid (second, "userId");
  g_assert_cmpstr (ss_answer_get_string (me, "resourceId"), ==, id);
  ss_answer_assert_status (deleted, 204);
  ss_market_assert_member (after, "resourceId", "null");
}

static void
test_service (void)
{
  g_autofree char *resource = ss_book_add (fixture, "/resources/", "{\"name\":\"R\",\"type\":\"ROOM\"}");
  g_autofree char *ids = g_strdup_printf ("[\"%s\"]", resource);
  g_autofree char *id =
      ss_book_add (fixture, "/services/",
                   "{\"name\":\"Brakes\",\"durationMinutes\":45,\"price\":89.99,\"resourceIds\":%s}", ids);
  g_autoptr (SsAnswer) read = ss_book_call (fixture, "GET", NULL, "/services/%s/", id);
  g_autoptr (SsAnswer) list = ss_book_call (fixture, "GET", NULL, "/services/?search=BRAKES");
  g_autoptr (SsAnswer) kept = ss_book_call (fixture, "DELETE", NULL, "/resources/%s/", resource);
  g_autoptr (SsAnswer) changed =
      ss_book_call (fixture, "PATCH", "{\"resourceIds\":[],\"bufferAfterMinutes\":15}", "/services/%s/", id);
  g_autoptr (SsAnswer) let_go = ss_book_call (fixture, "DELETE", NULL, "/resources/%s/", resource);
  g_autoptr (SsAnswer) deleted = ss_book_call (fixture, "DELETE", NULL, "/services/%s/", id);

  ss_market_assert_member (read, "price", "\"89.99\"");
  ss_market_assert_member (read, "resourceIds", ids);
  ss_market_assert_member (list, "count", "1");
  /* Otherwise any resource would give it. */
  ss_answer_assert_error (kept, 409, "in_use");
  ss_market_assert_member (changed, "resourceIds", "[]");
  ss_market_assert_member (changed, "bufferAfterMinutes", "15");
  ss_market_assert_member (changed, "durationMinutes", "45");
  ss_answer_assert_status (let_go, 204);
  ss_answer_assert_status (deleted, 204);
}

static void
test_customer (void)
{
  g_autofree char *user = ss_fixture_user_id (fixture, ACME, SS_ROLE_CUSTOMER);
  g_autofree char *own = ss_book_add (
      fixture, "/customers/",
      "{\"name\":\"Åsa Öberg\",\"email\":\"ASA@x.example\",\"tags\":[\"vip\"],\"userId\":\"%s\"}", user);
  g_autofree char *other = ss_book_add (fixture, "/customers/", "{\"name\":\"Bob\",\"totalSpend\":\"5.00\"}");
  g_autoptr (SsAnswer) found = ss_book_call (fixture, "GET", NULL, "/customers/?search=oberg%%20asa%%20vip");
  g_autoptr (SsAnswer) read = ss_book_call (fixture, "GET", NULL, "/customers/%s/", other);
  g_autoptr (SsAnswer) blocked =
      ss_book_call (fixture, "PATCH", "{\"status\":\"BLOCKED\"}", "/customers/%s/", other);
  g_autoptr (SsAnswer) filtered = ss_book_call (fixture, "GET", NULL, "/customers/?status=BLOCKED,INACTIVE");
  g_autoptr (SsAnswer) wrong = ss_book_call (fixture, "GET", NULL, "/customers/?status=X&ordering=shoe");
  g_autoptr (SsAnswer) all = ss_book_call (fixture, "GET", NULL, "/customers/?ordering=-name");
  g_autofree char *names = ss_market_results (all, "name");
  g_autoptr (SsAnswer) mine =
      ss_market_call (fixture, ACME, SS_ROLE_CUSTOMER, "GET", NULL, "/customers/%s/", own);
  g_autoptr (SsAnswer) theirs =
      ss_market_call (fixture, ACME, SS_ROLE_CUSTOMER, "GET", NULL, "/customers/%s/", other);
  g_autoptr (SsAnswer) theirs_booked =
      ss_market_call (fixture, ACME, SS_ROLE_CUSTOMER, "GET", NULL, "/customers/%s/appointments/", other);
  g_autoptr (SsAnswer) seen = ss_market_call (fixture, ACME, SS_ROLE_CUSTOMER, "GET", NULL, "/customers/");

  ss_market_assert_member (found, "count", "1");
  ss_market_assert_member (read, "totalSpend", "\"0.00\"");
  ss_market_assert_member (read, "lastVisit", "null");
  ss_answer_assert_status (blocked, 200);
  ss_market_assert_member (filtered, "count", "1");
  ss_market_assert_invalid (wrong, "status");
  ss_market_assert_invalid (wrong, "ordering");
  g_assert_cmpstr (names, ==, "Bob Åsa Öberg");
  ss_market_assert_member (mine, "email", "\"asa@x.example\"");
  ss_answer_assert_error (theirs, 404, "not_found");
  ss_answer_assert_error (theirs_booked, 404, "not_found");
  ss_market_assert_member (seen, "count", "1");
}

static void
test_versions (void)
{
  g_autofree char *id = ss_book_add (fixture, "/resources/", "{\"name\":\"V\",\"type\":\"ROOM\"}");
  g_autofree char *path = g_strdup_printf ("/resources/%s/", id);
  g_autoptr (SsAnswer) read = ss_book_call (fixture, "GET", NULL, "%s", path);
  g_autofree char *match = g_strdup_printf ("If-Match: %s\r\n", ss_answer_get_header (read, "ETag"));
  const SsCall call = { .method = "PATCH",
                        .path = path,
                        .tenant = ACME,
                        .token = ss_fixture_token (fixture, ACME, OWNER),
                        .body = "{\"name\":\"W\"}",
                        .headers = match };
  g_autoptr (SsAnswer) first = ss_fixture_call (fixture, &call);
  g_autoptr (SsAnswer) second = ss_fixture_call (fixture, &call);

  ss_answer_assert_status (first, 200);
  ss_answer_assert_error (second, 412, "version_mismatch");
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  fixture = ss_fixture_new ();
  g_test_add_func ("/bookings/catalog/resource", test_resource);
  g_test_add_func ("/bookings/catalog/refusals", test_refusals);
  g_test_add_func ("/bookings/catalog/resource-of-person", test_resource_of_person);
  g_test_add_func ("/bookings/catalog/service", test_service);
  g_test_add_func ("/bookings/catalog/customer", test_customer);
  g_test_add_func ("/bookings/catalog/versions", test_versions);
  status = g_test_run ();
  ss_fixture_free (fixture);
  return status;
}
