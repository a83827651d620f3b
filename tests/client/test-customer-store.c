/* test-customer-store.c: finding customers, and what becomes of changes
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/customer-store.h"
#include "fixture.h"

#define ANN(name, city)                                                                                  \
  "{\"id\": \"c1\", \"name\": \"" name "\", \"email\": \"\", \"phone\": \"\", \"city\": \"" city         \
  "\", \"state\": \"\", \"zip\": \"\", \"tags\": [], \"status\": \"ACTIVE\", \"totalSpend\": \"80.00\"," \
  " \"lastVisit\": null, \"noShowCount\": 0, \"notes\": \"\", \"userId\": null}"

typedef struct
{
  Fixture *fixture;
  SsSession *session;
  SsCustomerStore *store;
  const char *answer; /* what a change answers */
  guint status;
  gboolean holds;
  GPtrArray *bodies;
} Setting;

static void
list_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  reply_json (message, 200, "{\"count\": 1, \"next\": null, \"results\": [" ANN ("Ann Smith", "Bonn") "]}");
}

static void
single_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  reply_json (message, 200, ANN ("Ann Smith", "Kiel"));
}

static void
change_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  Setting *setting = data;
  SoupMessageBody *body = soup_server_message_get_request_body (message);

  g_ptr_array_add (setting->bodies, g_strndup (body->data, (gsize) body->length));
  reply_json (message, setting->status, setting->answer);
  if (setting->holds)
    fixture_hold (fixture, message);
}

static void
set_up (Setting *setting, gconstpointer data)
{
  setting->fixture = fixture_new ();
  setting->session = fixture_signed_in (setting->fixture);
  setting->bodies = g_ptr_array_new_with_free_func (g_free);
  setting->status = 200;
  fixture_on (setting->fixture, "GET /customers/", list_cb, setting);
  fixture_on (setting->fixture, "GET /customers/c1/", single_cb, setting);
  fixture_on (setting->fixture, "POST /customers/", change_cb, setting);
  fixture_on (setting->fixture, "PATCH /customers/c1/", change_cb, setting);
  fixture_on (setting->fixture, "DELETE /customers/c1/", change_cb, setting);
  fixture_on (setting->fixture, "GET /customers/c1/appointments/", list_cb, setting);
  setting->store = ss_customer_store_new (setting->session);
  wait_until (ss_paged_list_get_state (ss_customer_store_get_customers (setting->store)) == SS_LOAD_READY);
}

static void
tear_down (Setting *setting, gconstpointer data)
{
  assert_finalized (setting->store);
  assert_finalized (setting->session);
  fixture_free (setting->fixture);
  g_ptr_array_unref (setting->bodies);
}

static SsCustomer *
find (Setting *setting, const char *id)
{
  return SS_CUSTOMER (ss_paged_list_find (ss_customer_store_get_customers (setting->store), id));
}

static void
test_filter (Setting *setting, gconstpointer data)
{
  const SsCustomerFilter filter = { .search = "ann & co", .status = "BLOCKED", .ordering = "-last_visit" };

  ss_customer_store_set_filter (setting->store, &filter, FALSE);
  g_assert_cmpstr (ss_customer_store_get_query (setting->store), ==,
                   "search=ann%20%26%20co&status=BLOCKED&ordering=-last_visit");
  wait_until (
      fixture_count (setting->fixture,
                     "GET /customers/?search=ann%20%26%20co&status=BLOCKED&ordering=-last_visit&page=1")
      == 1);
}

/* The search for a booking's customer leaves the page's list alone. */
static void
test_search (Setting *setting, gconstpointer data)
{
  g_autoptr (SsPagedList) found = ss_customer_store_search (setting->store, "ann");
  guint n_before = fixture_count (setting->fixture, "GET /customers/?page=1&");

  wait_until (ss_paged_list_get_state (found) == SS_LOAD_READY);
  ss_customer_store_search_on (setting->store, found, "anna");
  wait_until (fixture_count (setting->fixture, "GET /customers/?search=anna&page=1&") == 1);
  g_assert_cmpuint (fixture_count (setting->fixture, "GET /customers/?search=ann&page=1&"), ==, 1);
  g_assert_cmpuint (fixture_count (setting->fixture, "GET /customers/?page=1&"), ==, n_before);
}

static void
test_load (Setting *setting, gconstpointer data)
{
  g_auto (Answer) answer = { NULL, 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (SsCustomer) customer = NULL;

  ss_customer_store_load_async (setting->store, "c1", NULL, answer_cb, &answer);
  customer = ss_customer_store_load_finish (setting->store, answer_wait (&answer), &error);
  g_assert_no_error (error);
  g_assert_true (customer == find (setting, "c1"));
  g_assert_cmpstr (ss_customer_get_city (customer), ==, "Kiel");
}

static SsCustomer *
create (Setting *setting, GError **error)
{
  g_auto (Answer) answer = { NULL, 0 };
  g_autoptr (SsCustomer) fresh = g_object_new (SS_TYPE_CUSTOMER, "name", "Bea", NULL);

  ss_customer_store_create_async (setting->store, fresh, NULL, answer_cb, &answer);
  return ss_customer_store_create_finish (setting->store, answer_wait (&answer), error);
}

static void
test_create (Setting *setting, gconstpointer data)
{
  g_autoptr (SsCustomer) created = NULL;
  g_autoptr (SsListItem) first = NULL;
  g_autoptr (GError) error = NULL;

  setting->status = 400;
  setting->answer = "{\"email\": [\"That is no e-mail address.\"]}";
  g_assert_null (create (setting, &error));
  g_assert_error (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_INVALID);
  g_assert_cmpstr (ss_client_error_get_field (error, "email"), ==, "That is no e-mail address.");
  g_clear_error (&error);

  setting->status = 201;
  setting->answer = "{\"id\": \"c2\", \"name\": \"Bea\"}";
  created = create (setting, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (setting->bodies->pdata[1], ==, "{\"name\":\"Bea\"}");
  first = g_list_model_get_item (G_LIST_MODEL (ss_customer_store_get_customers (setting->store)), 0);
  g_assert_true (ss_list_item_get_model (first) == SS_MODEL (created));
}

static gboolean
change (Setting *setting, const char *city, Answer *answer)
{
  SsCustomer *customer = find (setting, "c1");
  g_autoptr (SsCustomer) edited = ss_model_copy (SS_MODEL (customer));
  g_autoptr (SsCustomer) patch = NULL;

  ss_customer_set_city (edited, city);
  patch = ss_model_make_patch (SS_MODEL (customer), SS_MODEL (edited));
  if (patch == NULL)
    return FALSE;
  ss_customer_store_change_async (setting->store, customer, patch, NULL, answer_cb, answer);
  return TRUE;
}

static void
test_change (Setting *setting, gconstpointer data)
{
  g_auto (Answer) answer = { NULL, 0 };
  g_autoptr (GError) error = NULL;

  setting->answer = ANN ("Ann Jones", "Jena");
  g_assert_false (change (setting, "Bonn", &answer));
  g_assert_true (change (setting, "Jena", &answer));
  g_assert_cmpstr (ss_customer_get_city (find (setting, "c1")), ==, "Jena");
  g_assert_true (ss_customer_store_change_finish (setting->store, answer_wait (&answer), &error));
  g_assert_no_error (error);
  g_assert_cmpstr (setting->bodies->pdata[0], ==, "{\"city\":\"Jena\"}");
  g_assert_cmpstr (ss_customer_get_name (find (setting, "c1")), ==, "Ann Jones");
}

/* The refused one is taken back, the one behind it is sent and stays. */
static void
test_refused (Setting *setting, gconstpointer data)
{
  g_auto (Answer) refused = { NULL, 0 };
  g_auto (Answer) done = { NULL, 0 };
  g_autoptr (SsCustomer) patch = g_object_new (SS_TYPE_CUSTOMER, "phone", "555", NULL);
  g_autoptr (GError) error = NULL;

  setting->status = 403;
  setting->answer = "{\"detail\": \"No.\", \"code\": \"permission_denied\"}";
  setting->holds = TRUE;
  change (setting, "Jena", &refused);
  ss_customer_store_change_async (setting->store, find (setting, "c1"), patch, NULL, answer_cb, &done);
  wait_until (setting->bodies->len == 1);
  g_assert_cmpstr (ss_customer_get_phone (find (setting, "c1")), ==, "555");

  setting->status = 200;
  setting->answer = "{\"id\": \"c1\", \"phone\": \"555\"}";
  setting->holds = FALSE;
  fixture_release (setting->fixture);
  g_assert_false (ss_customer_store_change_finish (setting->store, answer_wait (&refused), &error));
  g_assert_error (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_DENIED);
  g_assert_cmpstr (ss_customer_get_city (find (setting, "c1")), ==, "Bonn");
  g_assert_cmpstr (ss_customer_get_phone (find (setting, "c1")), ==, "555");
  g_assert_true (ss_customer_store_change_finish (setting->store, answer_wait (&done), NULL));
  g_assert_cmpstr (ss_customer_get_phone (find (setting, "c1")), ==, "555");
}

static void
test_delete (Setting *setting, gconstpointer data)
{
  g_auto (Answer) refused = { NULL, 0 };
  g_auto (Answer) done = { NULL, 0 };
  g_autoptr (GError) error = NULL;

  setting->status = 409;
  setting->answer = "{\"detail\": \"This customer has appointments.\", \"code\": \"in_use\"}";
  ss_customer_store_delete_async (setting->store, "c1", NULL, answer_cb, &refused);
  g_assert_null (find (setting, "c1"));
  g_assert_false (ss_customer_store_delete_finish (setting->store, answer_wait (&refused), &error));
  g_assert_cmpstr (ss_client_error_get_code (error), ==, "in_use");
  g_assert_nonnull (find (setting, "c1"));
  g_clear_error (&error);

  setting->status = 204;
  setting->answer = "";
  ss_customer_store_delete_async (setting->store, "c1", NULL, answer_cb, &done);
  g_assert_true (ss_customer_store_delete_finish (setting->store, answer_wait (&done), &error));
  g_assert_no_error (error);
  g_assert_null (find (setting, "c1"));
}

static void
test_appointments (Setting *setting, gconstpointer data)
{
  g_autoptr (SsPagedList) bookings = ss_customer_store_list_appointments (setting->store, "c1");

  wait_until (ss_paged_list_get_state (bookings) == SS_LOAD_READY);
  g_assert_cmpuint (fixture_count (setting->fixture, "GET /customers/c1/appointments/?page=1"), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/customer-store/filter", Setting, NULL, set_up, test_filter, tear_down);
  g_test_add ("/customer-store/search", Setting, NULL, set_up, test_search, tear_down);
  g_test_add ("/customer-store/load", Setting, NULL, set_up, test_load, tear_down);
  g_test_add ("/customer-store/create", Setting, NULL, set_up, test_create, tear_down);
  g_test_add ("/customer-store/change", Setting, NULL, set_up, test_change, tear_down);
  g_test_add ("/customer-store/refused", Setting, NULL, set_up, test_refused, tear_down);
  g_test_add ("/customer-store/delete", Setting, NULL, set_up, test_delete, tear_down);
  g_test_add ("/customer-store/appointments", Setting, NULL, set_up, test_appointments, tear_down);
  return g_test_run ();
}
