/* test-events.c: what is told of each change, and to whom (contract section 10)
 *
 * That nothing is told is known when the next thing that happens is the next that is told.
 *
 * SPDX-License-Identifier: MIT
 */
#include "book.h"
#include "event-reader.h"
#include "platform/events/event-record.h"

#define BLOOM SS_FIXTURE_BLOOM

static SsFixture *fixture;
static SsShop shop;

static SsEventReader *
look_on (const char *tenant, SsRole role)
{
  return ss_event_reader_open (fixture, tenant, ss_fixture_token (fixture, tenant, role), NULL);
}

/* @rest: of the path, behind @id (nullable) */
static void
call (const char *method, const char *path, const char *id, const char *rest, const char *body, guint status)
{
  g_autoptr (SsAnswer) answer =
      ss_book_call (fixture, method, body, "%s%s%s", path, id != NULL ? id : "", rest);

  ss_answer_assert_status (answer, status);
}

/* The event has what GET answers now. */
static void
assert_as_read (SsEventReader *reader, const char *path)
{
  g_autoptr (SsAnswer) answer = ss_book_call (fixture, "GET", NULL, "%s", path);

  ss_answer_assert_status (answer, 200);
  g_assert_cmpstr (reader->data, ==, answer->body);
}

static void
assert_member (SsEventReader *reader, const char *member, const char *value)
{
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (reader->json), member), ==, value);
}

static void
test_appointments (void)
{
  g_autoptr (SsEventReader) reader = look_on (ACME, OWNER);
  g_autofree char *id = NULL;
  g_autofree char *path = NULL;

  ss_shop_open (&shop, fixture);
  id = ss_shop_booked (&shop, fixture, "09:00", "");
  path = g_strdup_printf ("/appointments/%s/", id);
  ss_event_reader_assert_next (reader, "appointment.created", id);
  assert_as_read (reader, path);

  call ("PATCH", "/appointments/", id, "/", "{\"notes\":\"Brakes\"}", 200);
  ss_event_reader_assert_next (reader, "appointment.updated", id);
  assert_as_read (reader, path);
  assert_member (reader, "notes", "Brakes");
  /* Nothing changes by it, so nothing is told. */
  call ("PATCH", "/appointments/", id, "/", "{\"notes\":\"Brakes\"}", 200);

  call ("POST", "/appointments/", id, "/cancel/", "{}", 200);
  ss_event_reader_assert_next (reader, "appointment.updated", id);
  assert_member (reader, "status", "CANCELLED");
  call ("POST", "/appointments/", id, "/restore/", "{}", 200);
  ss_event_reader_assert_next (reader, "appointment.updated", id);
  assert_member (reader, "status", "CONFIRMED");

  call ("DELETE", "/appointments/", id, "/", NULL, 204);
  ss_event_reader_assert_next (reader, "appointment.deleted", id);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (reader->json), "version"), ==, 5);
  call ("POST", "/appointments/", id, "/restore/", "{}", 200);
  ss_event_reader_assert_next (reader, "appointment.created", id);
  assert_as_read (reader, path);
  ss_shop_close (&shop);
}

static void
test_blockers (void)
{
  g_autoptr (SsEventReader) reader = look_on (ACME, SS_ROLE_TENANT_STAFF);
  g_autofree char *id = NULL;
  g_autofree char *path = NULL;

  ss_shop_open (&shop, fixture);
  id = ss_book_add (fixture, "/blockers/",
                    "{\"resourceId\":\"%s\",\"title\":\"Lunch\",\"startTime\":\"" DAY "T12:00:00Z\","
                    "\"durationMinutes\":60}",
                    shop.resource);
  path = g_strdup_printf ("/blockers/%s/", id);
  ss_event_reader_assert_next (reader, "blocker.created", id);
  assert_as_read (reader, path);
  call ("PATCH", "/blockers/", id, "/", "{\"title\":\"Long lunch\"}", 200);
  ss_event_reader_assert_next (reader, "blocker.updated", id);
  assert_member (reader, "title", "Long lunch");
  call ("PATCH", "/blockers/", id, "/", "{\"durationMinutes\":90}", 200);
  ss_event_reader_assert_next (reader, "blocker.updated", id);
  call ("DELETE", "/blockers/", id, "/", NULL, 204);
  ss_event_reader_assert_next (reader, "blocker.deleted", id);
  ss_shop_close (&shop);
}

static void
test_plugins (void)
{
  g_autofree char *plugin_id =
      ss_market_add (ss_fixture_get_store (fixture), &(SsMarketPlugin){ .slug = "told" });
  g_autoptr (SsEventReader) reader = look_on (ACME, SS_ROLE_TENANT_MANAGER);
  g_autofree char *id = ss_market_install (fixture, ACME, plugin_id, "{}");
  g_autofree char *path = g_strdup_printf ("/plugin-installations/%s/", id);

  ss_event_reader_assert_next (reader, "installation.created", id);
  assert_as_read (reader, path);
  call ("PATCH", "/plugin-installations/", id, "/", "{\"isActive\":false}", 200);
  ss_event_reader_assert_next (reader, "installation.updated", id);
  assert_as_read (reader, path);

  /* What the owner thinks of it is not what the manager does. */
  call ("PUT", "/plugin-installations/", id, "/rating/", "{\"rating\":4}", 200);
  ss_event_reader_assert_next (reader, "installation.updated", id);
  g_assert_true (json_object_get_null_member (json_node_get_object (reader->json), "myRating"));
  ss_event_reader_assert_next (reader, "plugin.updated", plugin_id);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (reader->json), "ratingCount"), ==, 1);
  call ("DELETE", "/plugin-installations/", id, "/rating/", NULL, 204);
  ss_event_reader_assert_next (reader, "installation.updated", id);
  ss_event_reader_assert_next (reader, "plugin.updated", plugin_id);

  call ("DELETE", "/plugin-installations/", id, "/", NULL, 204);
  ss_event_reader_assert_next (reader, "installation.deleted", id);
}

static void
test_settings (void)
{
  g_autoptr (SsEventReader) reader = look_on (ACME, SS_ROLE_CUSTOMER);

  call ("PATCH", "/tenant/settings/", NULL, "", "{\"primaryColor\":\"#123456\"}", 200);
  ss_event_reader_assert_next (reader, "settings.changed", NULL);
  assert_member (reader, "primaryColor", "#123456");
  assert_as_read (reader, "/tenant/settings/");
}

/* As each may GET them: who sees no users learns nothing of them. */
static void
test_users (void)
{
  g_autofree char *id = ss_fixture_user_id (fixture, ACME, SS_ROLE_TENANT_STAFF);
  g_autofree char *path = g_strdup_printf ("/users/%s/", id);
  g_autoptr (SsEventReader) owner = look_on (ACME, OWNER);
  g_autoptr (SsEventReader) customer = look_on (ACME, SS_ROLE_CUSTOMER);

  call ("PATCH", "/users/", id, "/", "{\"name\":\"Sam Staff\"}", 200);
  call ("PATCH", "/tenant/settings/", NULL, "", "{\"primaryColor\":\"#010203\"}", 200);
  ss_event_reader_assert_next (owner, "user.updated", id);
  assert_as_read (owner, path);
  assert_member (owner, "name", "Sam Staff");
  ss_event_reader_assert_next (customer, "settings.changed", NULL);
}

/* Refused by the database, or by a rule: it has not happened. */
static void
test_refused (void)
{
  g_autoptr (SsEventReader) reader = look_on (ACME, OWNER);
  g_autofree char *id = NULL;
  g_autofree char *next = NULL;
  g_autoptr (SsAnswer) refused = NULL;
  g_autoptr (SsTransaction) transaction = NULL;
  g_autoptr (GError) error = NULL;

  ss_shop_open (&shop, fixture);
  id = ss_shop_booked (&shop, fixture, "09:00", "");
  ss_event_reader_assert_next (reader, "appointment.created", id);
  refused = ss_shop_book (&shop, fixture, "09:30", "");
  ss_answer_assert_error (refused, 409, "booking_conflict");

  transaction = ss_store_begin (ss_fixture_get_store (fixture), "tenant_acme", SS_ACCESS_WRITE, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (ss_event_record (transaction, "appointment.updated", id, &error));
  g_clear_pointer (&transaction, ss_transaction_free);

  next = ss_shop_booked (&shop, fixture, "11:00", "");
  ss_event_reader_assert_next (reader, "appointment.created", next);
  ss_shop_close (&shop);
}

static void
test_other_tenant (void)
{
  g_autoptr (SsEventReader) stranger = look_on (BLOOM, OWNER);
  g_autoptr (SsEventReader) support = look_on (ACME, SS_ROLE_PLATFORM_SUPPORT);
  g_autofree char *id = NULL;
  g_autoptr (SsAnswer) theirs = NULL;
  g_autoptr (SsEventReader) intruder =
      ss_event_reader_open (fixture, ACME, ss_fixture_token (fixture, BLOOM, OWNER), NULL);
  g_autoptr (SsEventReader) nobody = ss_event_reader_open (fixture, ACME, "none", NULL);

  g_assert_cmpuint (intruder->status, ==, 401);
  g_assert_cmpuint (nobody->status, ==, 401);
  ss_shop_open (&shop, fixture);
  id = ss_shop_booked (&shop, fixture, "09:00", "");
  ss_event_reader_assert_next (support, "appointment.created", id);
  theirs =
      ss_market_call (fixture, BLOOM, OWNER, "PATCH", "{\"primaryColor\":\"#abcdef\"}", "/tenant/settings/");
  ss_answer_assert_status (theirs, 200);
  ss_event_reader_assert_next (stranger, "settings.changed", NULL);
  assert_member (stranger, "primaryColor", "#abcdef");
  ss_shop_close (&shop);
}

static void
link_customer (const char *customer_id, const char *user_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsTransaction) transaction =
      ss_store_begin (ss_fixture_get_store (fixture), "tenant_acme", SS_ACCESS_WRITE, NULL, &error);

  g_assert_no_error (error);
  ss_transaction_execute (transaction, "UPDATE customers SET user_id = NULL WHERE user_id = $1", NULL, &error,
                          "s", user_id);
  ss_transaction_execute (transaction, "UPDATE customers SET user_id = $2 WHERE id = $1", NULL, &error, "ss",
                          customer_id, user_id);
  ss_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

/* A customer learns of what is the customer's own, and that it is so no longer. */
static void
test_customer (void)
{
  g_autoptr (SsEventReader) reader = look_on (ACME, SS_ROLE_CUSTOMER);
  g_autoptr (SsEventReader) all = NULL;
  g_autofree char *user_id = ss_fixture_user_id (fixture, ACME, SS_ROLE_CUSTOMER);
  g_autofree char *other = NULL, *body = NULL, *mine = NULL, *theirs = NULL, *blocker = NULL;

  ss_shop_open (&shop, fixture);
  link_customer (shop.customer, user_id);
  other = ss_book_add (fixture, "/customers/", "{\"name\":\"Somebody else\"}");
  blocker = ss_book_add (fixture, "/blockers/",
                         "{\"resourceId\":\"%s\",\"title\":\"Private\",\"startTime\":\"" DAY
                         "T20:00:00Z\",\"durationMinutes\":60}",
                         shop.resource);
  body = g_strdup_printf (",\"customerId\":\"%s\"", other);
  {
    g_autofree char *path =
        g_strdup_printf ("{\"resourceId\":\"%s\",\"serviceId\":\"%s\",\"customerId\":\"%s\","
                         "\"startTime\":\"" DAY "T13:00:00Z\"}",
                         shop.resource, shop.service, other);
    g_autoptr (SsAnswer) booked = ss_book_call (fixture, "POST", path, "/appointments/");

    ss_answer_assert_status (booked, 201);
    theirs = g_strdup (ss_answer_get_string (booked, "id"));
  }
  mine = ss_shop_booked (&shop, fixture, "09:00", "");
  ss_event_reader_assert_next (reader, "appointment.created", mine);
  call ("DELETE", "/appointments/", theirs, "/", NULL, 204);
  call ("PATCH", "/appointments/", mine, "/", "{\"notes\":\"Mine\"}", 200);
  ss_event_reader_assert_next (reader, "appointment.updated", mine);

  g_free (body);
  body = g_strdup_printf ("{\"customerId\":\"%s\"}", other);
  call ("PATCH", "/appointments/", mine, "/", body, 200);
  ss_event_reader_assert_next (reader, "appointment.deleted", mine);
  /* An event is told as things are then: it has to be told before the booking is the customer's again. */
  all = look_on (ACME, OWNER);
  call ("PATCH", "/appointments/", mine, "/", "{\"notes\":\"Secret\"}", 200);
  ss_event_reader_assert_next (all, "appointment.updated", mine);
  g_free (body);
  body = g_strdup_printf ("{\"customerId\":\"%s\"}", shop.customer);
  call ("PATCH", "/appointments/", mine, "/", body, 200);
  ss_event_reader_assert_next (reader, "appointment.updated", mine);
  call ("DELETE", "/appointments/", mine, "/", NULL, 204);
  ss_event_reader_assert_next (reader, "appointment.deleted", mine);
  link_customer (shop.customer, NULL);
  ss_shop_close (&shop);
}

/* Staff see all bookings, and nothing of plugins; what carries its data is for those with the permission, and
 * whom it is about. */
static void
test_permissions (void)
{
  g_autofree char *plugin_id =
      ss_market_add (ss_fixture_get_store (fixture), &(SsMarketPlugin){ .slug = "hidden" });
  g_autofree char *customer_id = ss_fixture_user_id (fixture, ACME, SS_ROLE_CUSTOMER);
  g_autoptr (SsEventReader) staff = look_on (ACME, SS_ROLE_TENANT_STAFF);
  g_autoptr (SsEventReader) owner = look_on (ACME, OWNER);
  g_autoptr (SsEventReader) customer = look_on (ACME, SS_ROLE_CUSTOMER);
  g_autofree char *installation = ss_market_install (fixture, ACME, plugin_id, "{}");
  g_autoptr (GError) error = NULL;
  g_autoptr (SsTransaction) transaction =
      ss_store_begin (ss_fixture_get_store (fixture), "tenant_acme", SS_ACCESS_WRITE, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (
      ss_event_record_with (transaction, "grant.created", "1", "{\"id\":\"1\"}", customer_id, &error));
  ss_transaction_commit (transaction, &error);
  g_assert_no_error (error);
  g_clear_pointer (&transaction, ss_transaction_free);
  call ("PATCH", "/tenant/settings/", NULL, "", "{\"secondaryColor\":\"#654321\"}", 200);

  ss_event_reader_assert_next (owner, "installation.created", installation);
  ss_event_reader_assert_next (owner, "grant.created", "1");
  ss_event_reader_assert_next (owner, "settings.changed", NULL);
  ss_event_reader_assert_next (customer, "grant.created", "1");
  ss_event_reader_assert_next (customer, "settings.changed", NULL);
  ss_event_reader_assert_next (staff, "settings.changed", NULL);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  fixture = ss_fixture_new ();
  g_test_add_func ("/platform/events/appointments", test_appointments);
  g_test_add_func ("/platform/events/blockers", test_blockers);
  g_test_add_func ("/platform/events/plugins", test_plugins);
  g_test_add_func ("/platform/events/settings", test_settings);
  g_test_add_func ("/platform/events/users", test_users);
  g_test_add_func ("/platform/events/refused", test_refused);
  g_test_add_func ("/platform/events/other-tenant", test_other_tenant);
  g_test_add_func ("/platform/events/customer", test_customer);
  g_test_add_func ("/platform/events/permissions", test_permissions);
  result = g_test_run ();
  ss_fixture_free (fixture);
  return result;
}
