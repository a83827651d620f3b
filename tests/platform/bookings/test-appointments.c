/* test-appointments.c: booking, changing, cancelling, restoring, the history of it, and who sees what
 *
 * SPDX-License-Identifier: MIT
 */
#include "book.h"

static SsFixture *fixture;
static SsShop shop;

static void
test_defaults (void)
{
  g_autoptr (SsAnswer) assigned = NULL;
  g_autoptr (SsAnswer) waiting = NULL;
  g_autoptr (SsAnswer) read = NULL;

  ss_shop_open (&shop, fixture);
  assigned = ss_shop_book (&shop, fixture, "10:00", "");
  waiting =
      ss_shop_book (&shop, fixture, "10:00", ",\"resourceId\":null,\"price\":\"5\",\"durationMinutes\":5");
  ss_fixture_assert_created (fixture, ACME, SS_ROLE_TENANT_OWNER, assigned);
  ss_market_assert_member (assigned, "status", "\"CONFIRMED\"");
  ss_market_assert_member (assigned, "price", "\"80.00\"");
  ss_market_assert_member (assigned, "durationMinutes", "60");
  ss_market_assert_member (assigned, "customerName", "\"Zoë Miller\"");
  ss_market_assert_member (assigned, "serviceName", "\"Oil\"");
  ss_market_assert_member (assigned, "version", "1");
  ss_market_assert_member (waiting, "status", "\"PENDING\"");
  ss_market_assert_member (waiting, "resourceId", "null");
  ss_market_assert_member (waiting, "price", "\"5.00\"");
  read = ss_book_call (fixture, "GET", NULL, "/appointments/%s/", ss_answer_get_string (assigned, "id"));
  g_assert_cmpstr (read->body, ==, assigned->body);
  g_assert_nonnull (ss_answer_get_header (assigned, "Location"));
  ss_shop_close (&shop);
}

typedef struct
{
  const char *more;
  const char *field;
} Refusal;

static const Refusal refusals[] = {
  { ",\"durationMinutes\":4", "durationMinutes" },
  { ",\"durationMinutes\":1441", "durationMinutes" },
  { ",\"price\":\"-1.00\"", "price" },
  { ",\"status\":\"MAYBE\"", "status" },
  { ",\"color\":\"red\"", "color" },
  { ",\"startTime\":null", "startTime" },
  { ",\"startTime\":\"tomorrow\"", "startTime" },
  { ",\"startTime\":\"1999-01-01T00:00:00Z\"", "startTime" },
  { ",\"startTime\":\"2199-01-01T00:00:00Z\"", "startTime" },
  { ",\"customerId\":\"nobody\"", "customerId" },
  { ",\"serviceId\":\"nothing\"", "serviceId" },
  { ",\"resourceId\":\"nowhere\"", "resourceId" },
  { ",\"overrideReason\":5", "overrideReason" },
};

static void
test_refusals (void)
{
  g_autoptr (SsAnswer) empty = NULL;

  ss_shop_open (&shop, fixture);
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (SsAnswer) answer = ss_shop_book (&shop, fixture, "10:00", refusals[i].more);

      ss_market_assert_invalid (answer, refusals[i].field);
    }
  empty = ss_book_call (fixture, "POST", "{}", "/appointments/");
  ss_market_assert_invalid (empty, "customerId");
  ss_market_assert_invalid (empty, "serviceId");
  ss_market_assert_invalid (empty, "startTime");
  ss_shop_close (&shop);
}

static void
test_history (void)
{
  g_autofree char *id = NULL, *actions = NULL;
  g_autoptr (SsAnswer) moved = NULL;
  g_autoptr (SsAnswer) same = NULL;
  g_autoptr (SsAnswer) deleted = NULL;
  g_autoptr (SsAnswer) gone = NULL;
  g_autoptr (SsAnswer) history = NULL;
  JsonObject *entry;

  ss_shop_open (&shop, fixture);
  id = ss_shop_booked (&shop, fixture, "10:00", "");
  moved = ss_book_call (fixture, "PATCH", "{\"startTime\":\"" DAY "T12:00:00Z\",\"notes\":\"late\"}",
                        "/appointments/%s/", id);
  same = ss_book_call (fixture, "PATCH", "{\"notes\":\"late\"}", "/appointments/%s/", id);
  ss_market_assert_member (same, "version", "2");
  deleted = ss_book_call (fixture, "DELETE", NULL, "/appointments/%s/", id);
  ss_answer_assert_status (deleted, 204);
  gone = ss_book_call (fixture, "GET", NULL, "/appointments/%s/", id);
  ss_answer_assert_error (gone, 404, "not_found");
  history = ss_book_call (fixture, "GET", NULL, "/appointments/%s/history/", id);
  actions = ss_market_results (history, "action");
  g_assert_cmpstr (actions, ==, "DELETED CHANGED CREATED");
  entry = json_array_get_object_element (json_node_get_array (ss_answer_get_member (history, "results")), 1);
  {
    g_autofree char *changes = json_to_string (json_object_get_member (entry, "changes"), FALSE);

    g_assert_cmpstr (changes, ==,
                     "{\"startTime\":[\"" DAY "T10:00:00Z\",\"" DAY
                     "T12:00:00Z\"],\"notes\":[\"\",\"late\"]}");
  }
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (entry, "actor"), "email"),
                   ==, "owner@acme.example");
  g_assert_true (json_object_get_null_member (entry, "realActor"));
  ss_shop_close (&shop);
}

static void
test_restore (void)
{
  g_autofree char *id = NULL;
  g_autoptr (SsAnswer) nothing = NULL;
  g_autoptr (SsAnswer) deleted = NULL;
  g_autoptr (SsAnswer) used = NULL;
  g_autoptr (SsAnswer) restored = NULL;
  g_autoptr (SsAnswer) again = NULL;
  g_autoptr (SsAnswer) cancelled = NULL;
  g_autofree char *taken = NULL;
  g_autoptr (SsAnswer) conflict = NULL;

  ss_shop_open (&shop, fixture);
  id = ss_shop_booked (&shop, fixture, "10:00", "");
  nothing = ss_book_call (fixture, "POST", "{}", "/appointments/%s/restore/", id);
  ss_answer_assert_error (nothing, 409, "nothing_to_restore");
  deleted = ss_book_call (fixture, "DELETE", NULL, "/appointments/%s/", id);
  used = ss_book_call (fixture, "DELETE", NULL, "/resources/%s/", shop.resource);
  ss_answer_assert_error (used, 409, "in_use");
  restored = ss_book_call (fixture, "POST", "{}", "/appointments/%s/restore/", id);
  ss_answer_assert_status (restored, 200);
  ss_market_assert_member (restored, "status", "\"CONFIRMED\"");
  cancelled = ss_book_call (fixture, "POST", "{}", "/appointments/%s/cancel/", id);
  ss_answer_assert_status (cancelled, 200);
  taken = ss_shop_booked (&shop, fixture, "10:30", "");
  conflict = ss_book_call (fixture, "POST", "{}", "/appointments/%s/restore/", id);
  ss_answer_assert_error (conflict, 409, "booking_conflict");
  again = ss_book_call (fixture, "POST", "{\"x\":1}", "/appointments/%s/restore/", id);
  ss_market_assert_invalid (again, "x");
  ss_shop_close (&shop);
}

/* As if time had gone by. */
static void
age (const char *sql, const char *id, gint64 by)
{
  g_autofree char *schema = ss_store_schema_name (ACME);
  g_autoptr (GError) error = NULL;
  g_autoptr (SsTransaction) transaction =
      ss_store_begin (ss_fixture_get_store (fixture), schema, SS_ACCESS_WRITE, NULL, &error);

  g_assert_no_error (error);
  ss_transaction_execute (transaction, sql, NULL, &error, "si", id, by);
  g_assert_no_error (error);
  ss_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

/* After 30 days it is over: nothing to restore, and nothing is kept for it. */
static void
test_long_ago (void)
{
  g_autofree char *id = NULL, *actions = NULL;
  g_autoptr (SsAnswer) deleted = NULL;
  g_autoptr (SsAnswer) nothing = NULL;
  g_autoptr (SsAnswer) resource = NULL;
  g_autoptr (SsAnswer) service = NULL;
  g_autoptr (SsAnswer) customer = NULL;
  g_autoptr (SsAnswer) history = NULL;

  ss_shop_open (&shop, fixture);
  id = ss_shop_booked (&shop, fixture, "10:00", "");
  deleted = ss_book_call (fixture, "DELETE", NULL, "/appointments/%s/", id);
  age ("UPDATE appointments SET deleted_at = deleted_at - $2 WHERE id = $1", id, 31 * G_TIME_SPAN_DAY);
  nothing = ss_book_call (fixture, "POST", "{}", "/appointments/%s/restore/", id);
  ss_answer_assert_error (nothing, 409, "nothing_to_restore");
  resource = ss_book_call (fixture, "DELETE", NULL, "/resources/%s/", shop.resource);
  service = ss_book_call (fixture, "DELETE", NULL, "/services/%s/", shop.service);
  customer = ss_book_call (fixture, "DELETE", NULL, "/customers/%s/", shop.customer);
  ss_answer_assert_status (resource, 204);
  ss_answer_assert_status (service, 204);
  ss_answer_assert_status (customer, 204);
  history = ss_book_call (fixture, "GET", NULL, "/appointments/%s/history/", id);
  actions = ss_market_results (history, "action");
  g_assert_cmpstr (actions, ==, "DELETED CREATED");
  ss_shop_close (&shop);
}

/* Who acts in another's name stands beside that other. */
static void
test_real_actor (void)
{
  g_autofree char *token = ss_fixture_masquerade (fixture, SS_ROLE_SUPERUSER, ACME, SS_ROLE_TENANT_MANAGER);
  g_autofree char *id = NULL;
  g_autofree char *path = NULL;
  g_autoptr (SsAnswer) changed = NULL;
  g_autoptr (SsAnswer) history = NULL;
  JsonObject *entry;

  ss_shop_open (&shop, fixture);
  id = ss_shop_booked (&shop, fixture, "10:00", "");
  path = g_strdup_printf ("/appointments/%s/", id);
  changed = ss_fixture_call (fixture, &(SsCall){ .method = "PATCH",
                                                 .path = path,
                                                 .tenant = ACME,
                                                 .token = token,
                                                 .body = "{\"notes\":\"x\"}" });
  ss_answer_assert_status (changed, 200);
  history = ss_book_call (fixture, "GET", NULL, "/appointments/%s/history/", id);
  entry = json_array_get_object_element (json_node_get_array (ss_answer_get_member (history, "results")), 0);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (entry, "actor"), "email"),
                   ==, "manager@acme.example");
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (entry, "realActor"), "role"),
                   ==, "SUPERUSER");
  ss_shop_close (&shop);
}

static void
test_cancel (void)
{
  g_autofree char *late = NULL, *early = NULL, *over = NULL, *body = NULL, *reasons = NULL;
  g_autoptr (SsAnswer) policy = NULL;
  g_autoptr (SsAnswer) cancelled = NULL;
  g_autoptr (SsAnswer) twice = NULL;
  g_autoptr (SsAnswer) cheap = NULL;
  g_autoptr (SsAnswer) past = NULL;
  g_autoptr (SsAnswer) history = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) soon_time = g_date_time_add_hours (now, 2);
  g_autofree char *soon = g_date_time_format (soon_time, ",\"startTime\":\"%Y-%m-%dT%H:%M:%SZ\"");

  ss_shop_open (&shop, fixture);
  policy =
      ss_book_call (fixture, "PATCH", "{\"cancellationWindowHours\":24,\"lateCancellationFeePercent\":25}",
                    "/tenant/settings/");
  late = ss_shop_booked (&shop, fixture, "10:00", soon);
  early = ss_shop_booked (&shop, fixture, "10:00", "");
  over = ss_shop_booked (&shop, fixture, "10:00", ",\"startTime\":\"2020-01-01T10:00:00Z\"");
  cancelled = ss_book_call (fixture, "POST", "{\"reason\":\"Ill\"}", "/appointments/%s/cancel/", late);
  ss_market_assert_member (cancelled, "lateFee", "\"20.00\"");
  ss_market_assert_member (cancelled, "status", "\"CANCELLED\"");
  twice = ss_book_call (fixture, "POST", "{}", "/appointments/%s/cancel/", late);
  ss_answer_assert_error (twice, 409, "not_cancellable");
  cheap = ss_book_call (fixture, "POST", "{}", "/appointments/%s/cancel/", early);
  ss_market_assert_member (cheap, "lateFee", "\"0.00\"");
  past = ss_book_call (fixture, "POST", "{}", "/appointments/%s/cancel/", over);
  ss_answer_assert_error (past, 409, "not_cancellable");
  history = ss_book_call (fixture, "GET", NULL, "/appointments/%s/history/", late);
  reasons = ss_market_results (history, "reason");
  g_assert_true (g_str_has_prefix (reasons, "Ill"));
  ss_shop_close (&shop);
}

static void
test_totals (void)
{
  g_autofree char *done = NULL, *missed = NULL;
  g_autoptr (SsAnswer) customer = NULL;
  g_autoptr (SsAnswer) deleted = NULL;
  g_autoptr (SsAnswer) after = NULL;
  g_autoptr (SsAnswer) used = NULL;
  g_autoptr (SsAnswer) booked = NULL;
  g_autofree char *ids = NULL;

  ss_shop_open (&shop, fixture);
  done = ss_shop_booked (&shop, fixture, "10:00", ",\"status\":\"COMPLETED\"");
  missed = ss_shop_booked (&shop, fixture, "11:00", ",\"status\":\"NO_SHOW\"");
  customer = ss_book_call (fixture, "GET", NULL, "/customers/%s/", shop.customer);
  ss_market_assert_member (customer, "totalSpend", "\"80.00\"");
  ss_market_assert_member (customer, "lastVisit", "\"" DAY "T10:00:00Z\"");
  ss_market_assert_member (customer, "noShowCount", "1");
  booked = ss_book_call (fixture, "GET", NULL, "/customers/%s/appointments/", shop.customer);
  ids = ss_market_results (booked, "startTime");
  g_assert_cmpstr (ids, ==, DAY "T11:00:00Z " DAY "T10:00:00Z");
  used = ss_book_call (fixture, "DELETE", NULL, "/customers/%s/", shop.customer);
  ss_answer_assert_error (used, 409, "in_use");
  deleted = ss_book_call (fixture, "DELETE", NULL, "/appointments/%s/", done);
  after = ss_book_call (fixture, "GET", NULL, "/customers/%s/", shop.customer);
  ss_market_assert_member (after, "totalSpend", "\"0.00\"");
  ss_market_assert_member (after, "lastVisit", "null");
  ss_shop_close (&shop);
}

static void
assert_count (const char *query, const char *count)
{
  g_autoptr (SsAnswer) answer =
      ss_book_call (fixture, "GET", NULL, "/appointments/?customer_id=%s%s", shop.customer, query);

  if (g_getenv ("VERBOSE") != NULL)
    g_test_message ("%s: %s", query, answer->body);
  ss_market_assert_member (answer, "count", count);
}

/* Midnight is the tenant's: what ends at it is of the day before. */
static void
test_filters (void)
{
  g_autofree char *waiting = NULL, *evening = NULL, *query = NULL, *both = NULL;
  g_autoptr (SsAnswer) zone = NULL;
  g_autoptr (SsAnswer) back = NULL;
  g_autoptr (SsAnswer) wrong = NULL;
  g_autoptr (SsAnswer) word = NULL;

  ss_shop_open (&shop, fixture);
  waiting = ss_shop_booked (&shop, fixture, "15:00", ",\"resourceId\":null,\"notes\":\"Squeaks loudly\"");
  /* 23:30 to 00:30 in New York, on the 2nd and the 3rd */
  evening = ss_shop_booked (&shop, fixture, "04:30", "");
  zone = ss_book_call (fixture, "PATCH", "{\"timeZone\":\"America/New_York\"}", "/tenant/settings/");
  assert_count ("&start_date=2031-03-02&end_date=2031-03-02", "1");
  assert_count ("&start_date=2031-03-03&end_date=2031-03-03", "2");
  assert_count ("&start_date=2031-03-04", "0");
  assert_count ("&end_date=2031-03-01", "0");
  assert_count ("&unassigned=true", "1");
  assert_count ("&unassigned=false", "1");
  assert_count ("&status=PENDING,CONFIRMED", "2");
  assert_count ("&status=PENDING&status=NO_SHOW", "1");
  assert_count ("&search=zoe%20SQUEAKS", "1");
  assert_count ("&search=miller%20oil", "2");
  assert_count ("&search=100%25", "0");
  query = g_strdup_printf ("&resource_ids=%s,%s", shop.resource, shop.other_resource);
  assert_count (query, "1");
  both = g_strconcat (query, "&unassigned=true", NULL);
  assert_count (both, "2");
  wrong = ss_book_call (fixture, "GET", NULL,
                        "/appointments/?start_date=x&status=MAYBE&unassigned=5&ordering=shoe");
  ss_market_assert_invalid (wrong, "start_date");
  ss_market_assert_invalid (wrong, "status");
  ss_market_assert_invalid (wrong, "unassigned");
  ss_market_assert_invalid (wrong, "ordering");
  word = ss_book_call (fixture, "GET", NULL, "/appointments/?start_date=2031-03-03&end_date=2031-03-02");
  ss_market_assert_invalid (word, "end_date");
  back = ss_book_call (fixture, "PATCH", "{\"timeZone\":\"UTC\"}", "/tenant/settings/");
  ss_answer_assert_status (back, 200);
  ss_shop_close (&shop);
}

static void
assert_rule (SsAnswer *taken, const char *rule)
{
  g_autoptr (SsAnswer) answer = taken;

  ss_answer_assert_error (answer, 403, "permission_denied");
  g_assert_cmpstr (ss_answer_get_string (answer, "rule"), ==, rule);
}

/* Staff change what is on their own resource, and see the rest. */
static void
test_staff (void)
{
  const SsRole staff = SS_ROLE_TENANT_STAFF;
  g_autofree char *user = ss_fixture_user_id (fixture, ACME, staff);
  g_autofree char *own = NULL, *theirs = NULL, *mine = NULL, *body = NULL;
  g_autofree char *away = NULL;
  g_autoptr (SsAnswer) booked = NULL;
  g_autoptr (SsAnswer) read = NULL;
  g_autoptr (SsAnswer) cancelled = NULL;

  ss_shop_open (&shop, fixture);
  theirs = ss_shop_booked (&shop, fixture, "10:00", "");
  own = ss_book_add (fixture, "/resources/", "{\"name\":\"S\",\"type\":\"STAFF\",\"userId\":\"%s\"}", user);
  body = g_strdup_printf (
      "{\"resourceId\":\"%s\",\"serviceId\":\"%s\",\"customerId\":\"%s\",\"startTime\":\"" DAY
      "T10:00:00Z\"}",
      own, shop.service, shop.customer);
  booked = ss_market_call (fixture, ACME, staff, "POST", body, "/appointments/");
  ss_answer_assert_status (booked, 201);
  mine = g_strdup (ss_answer_get_string (booked, "id"));
  read = ss_market_call (fixture, ACME, staff, "GET", NULL, "/appointments/%s/", theirs);
  ss_answer_assert_status (read, 200);
  away = g_strdup_printf ("{\"resourceId\":\"%s\"}", shop.resource);
  assert_rule (ss_market_call (fixture, ACME, staff, "PATCH", "{\"notes\":\"x\"}", "/appointments/%s/",
                               theirs),
               "own_resource");
  assert_rule (ss_market_call (fixture, ACME, staff, "PATCH", away, "/appointments/%s/", mine),
               "own_resource");
  assert_rule (ss_market_call (fixture, ACME, staff, "PATCH", "{\"resourceId\":null}", "/appointments/%s/",
                               mine),
               "own_resource");
  assert_rule (ss_market_call (fixture, ACME, staff, "DELETE", NULL, "/appointments/%s/", theirs),
               "own_resource");
  assert_rule (ss_market_call (fixture, ACME, staff, "POST", "{}", "/appointments/%s/cancel/", theirs),
               "own_resource");
  assert_rule (ss_market_call (fixture, ACME, staff, "POST", "{}", "/appointments/%s/restore/", theirs),
               "own_resource");
  cancelled = ss_market_call (fixture, ACME, staff, "POST", "{}", "/appointments/%s/cancel/", mine);
  ss_answer_assert_status (cancelled, 200);
  ss_shop_close (&shop);
}

/* Somebody else has moved it in the meantime: nothing changes, whatever is asked for. */
static void
test_versions (void)
{
  static const char *const methods[] = { "PATCH", "DELETE", "POST" };
  g_autofree char *id = NULL, *path = NULL, *cancel = NULL, *match = NULL;
  g_autoptr (SsAnswer) read = NULL;
  g_autoptr (SsAnswer) moved = NULL;
  g_autoptr (SsAnswer) now = NULL;

  ss_shop_open (&shop, fixture);
  id = ss_shop_booked (&shop, fixture, "10:00", "");
  path = g_strdup_printf ("/appointments/%s/", id);
  cancel = g_strconcat (path, "cancel/", NULL);
  read = ss_book_call (fixture, "GET", NULL, "%s", path);
  match = g_strdup_printf ("If-Match: %s\r\n", ss_answer_get_header (read, "ETag"));
  moved = ss_book_call (fixture, "PATCH", "{\"startTime\":\"" DAY "T12:00:00Z\"}", "%s", path);
  g_assert_cmpstr (ss_answer_get_header (moved, "ETag"), !=, ss_answer_get_header (read, "ETag"));
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      g_autoptr (SsAnswer) answer =
          ss_fixture_call (fixture, &(SsCall){ .method = methods[i],
                                               .path = i == 2 ? cancel : path,
                                               .tenant = ACME,
                                               .token = ss_fixture_token (fixture, ACME, OWNER),
                                               .body = i == 1 ? NULL : "{}",
                                               .headers = match });

      ss_answer_assert_error (answer, 412, "version_mismatch");
    }
  now = ss_book_call (fixture, "GET", NULL, "%s", path);
  g_assert_cmpstr (now->body, ==, moved->body);
  ss_shop_close (&shop);
}

/* Sales staff show a demo business as its owner would use it, and come into no other. */
static void
test_demo (void)
{
  const SsRole sales = SS_ROLE_PLATFORM_SALES;
  static const char room[] = "{\"name\":\"Bay\",\"type\":\"ROOM\"}";
  g_autoptr (SsAnswer) demo = ss_market_call (fixture, SS_FIXTURE_DEMO, sales, "POST", room, "/resources/");
  g_autoptr (SsAnswer) list = ss_market_call (fixture, SS_FIXTURE_DEMO, sales, "GET", NULL, "/appointments/");
  g_autoptr (SsAnswer) other = ss_market_call (fixture, ACME, sales, "GET", NULL, "/appointments/");

  ss_answer_assert_status (demo, 201);
  ss_answer_assert_status (list, 200);
  ss_answer_assert_error (other, 403, "permission_denied");
  g_assert_cmpstr (ss_answer_get_string (other, "rule"), ==, "not_demo");
}

/* A customer sees its own, and nobody else's. */
static void
test_own (void)
{
  const SsRole customer = SS_ROLE_CUSTOMER;
  g_autofree char *user = ss_fixture_user_id (fixture, ACME, customer);
  g_autofree char *theirs = NULL, *mine = NULL, *link = NULL;
  g_autoptr (SsAnswer) linked = NULL;
  g_autoptr (SsAnswer) list = NULL;
  g_autoptr (SsAnswer) own = NULL;
  g_autoptr (SsAnswer) own_history = NULL;
  g_autoptr (SsAnswer) other = NULL;
  g_autoptr (SsAnswer) other_history = NULL;

  ss_shop_open (&shop, fixture);
  theirs = ss_shop_booked (&shop, fixture, "10:00", "");
  g_free (shop.customer);
  shop.customer = ss_book_add (fixture, "/customers/", "{\"name\":\"Own\",\"userId\":\"%s\"}", user);
  mine = ss_shop_booked (&shop, fixture, "12:00", "");
  list = ss_market_call (fixture, ACME, customer, "GET", NULL, "/appointments/");
  ss_market_assert_member (list, "count", "1");
  own = ss_market_call (fixture, ACME, customer, "GET", NULL, "/appointments/%s/", mine);
  own_history = ss_market_call (fixture, ACME, customer, "GET", NULL, "/appointments/%s/history/", mine);
  other = ss_market_call (fixture, ACME, customer, "GET", NULL, "/appointments/%s/", theirs);
  other_history = ss_market_call (fixture, ACME, customer, "GET", NULL, "/appointments/%s/history/", theirs);
  ss_answer_assert_status (own, 200);
  ss_answer_assert_status (own_history, 200);
  ss_answer_assert_error (other, 404, "not_found");
  ss_answer_assert_error (other_history, 404, "not_found");
  assert_rule (ss_market_call (fixture, ACME, customer, "PATCH", "{}", "/appointments/%s/", mine),
               "calendar.edit");
  ss_shop_close (&shop);
}

/* The number without a filter is kept by the database: it is what a filter that leaves nothing out counts. */
static void
test_count (void)
{
  g_autofree char *first = NULL, *second = NULL, *before = NULL, *after = NULL;
  g_autoptr (SsAnswer) deleted = NULL;
  g_autoptr (SsAnswer) restored = NULL;
  g_autoptr (SsAnswer) all = NULL;
  g_autoptr (SsAnswer) counted = NULL;

  ss_shop_open (&shop, fixture);
  first = ss_shop_booked (&shop, fixture, "10:00", "");
  second = ss_shop_booked (&shop, fixture, "12:00", "");
  deleted = ss_book_call (fixture, "DELETE", NULL, "/appointments/%s/", first);
  restored = ss_book_call (fixture, "POST", "{}", "/appointments/%s/restore/", first);
  ss_answer_assert_status (restored, 200);
  ss_answer_free (g_steal_pointer (&deleted));
  deleted = ss_book_call (fixture, "DELETE", NULL, "/appointments/%s/", second);
  ss_answer_assert_status (deleted, 204);
  all = ss_book_call (fixture, "GET", NULL, "/appointments/?page_size=1");
  counted = ss_book_call (fixture, "GET", NULL, "/appointments/?start_date=2000-01-01&page_size=1");
  before = ss_market_member (all, "count");
  after = ss_market_member (counted, "count");
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpstr (before, !=, "0");
  ss_shop_close (&shop);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  fixture = ss_fixture_new ();
  g_test_add_func ("/bookings/appointments/defaults", test_defaults);
  g_test_add_func ("/bookings/appointments/refusals", test_refusals);
  g_test_add_func ("/bookings/appointments/history", test_history);
  g_test_add_func ("/bookings/appointments/restore", test_restore);
  g_test_add_func ("/bookings/appointments/long-ago", test_long_ago);
  g_test_add_func ("/bookings/appointments/cancel", test_cancel);
  g_test_add_func ("/bookings/appointments/totals", test_totals);
  g_test_add_func ("/bookings/appointments/filters", test_filters);
  g_test_add_func ("/bookings/appointments/staff", test_staff);
  g_test_add_func ("/bookings/appointments/own", test_own);
  g_test_add_func ("/bookings/appointments/versions", test_versions);
  g_test_add_func ("/bookings/appointments/demo", test_demo);
  g_test_add_func ("/bookings/appointments/real-actor", test_real_actor);
  g_test_add_func ("/bookings/appointments/count", test_count);
  status = g_test_run ();
  ss_fixture_free (fixture);
  return status;
}
