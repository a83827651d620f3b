/* test-race.c: many at once want the same time, and one gets it
 *
 * SPDX-License-Identifier: MIT
 */
#include "book.h"

#define THREADS 8
#define ATTEMPTS 125

static SsFixture *fixture;
static SsShop shop;
static int n_booked, n_refused;

static gpointer
attempt_thread (gpointer data)
{
  for (guint i = 0; i < ATTEMPTS; i++)
    {
      g_autoptr (SsAnswer) answer = ss_shop_book (&shop, fixture, i % 2 == 0 ? "10:00" : "10:30", "");

      if (answer->status == 201)
        g_atomic_int_inc (&n_booked);
      else if (answer->status == 409)
        g_atomic_int_inc (&n_refused);
      else
        g_error ("%u: %s", answer->status, answer->body);
    }
  return NULL;
}

static void
test_race (void)
{
  GThread *threads[THREADS];
  g_autoptr (SsAnswer) list = NULL;

  ss_shop_open (&shop, fixture);
  ss_fixture_token (fixture, ACME, OWNER);
  for (guint i = 0; i < THREADS; i++)
    threads[i] = g_thread_new ("attempt", attempt_thread, NULL);
  for (guint i = 0; i < THREADS; i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (n_booked, ==, 1);
  g_assert_cmpint (n_refused, ==, THREADS * ATTEMPTS - 1);
  list = ss_book_call (fixture, "GET", NULL, "/appointments/");
  ss_market_assert_member (list, "count", "1");
  ss_shop_close (&shop);
}

/* Whatever writes to the tables: the handlers' own look at what is in the way is not what decides. */
static void
test_database_decides (void)
{
  static const char again[] =
      "INSERT INTO appointments SELECT 'x' || id, resource_id, customer_id, service_id, start_time, "
      "duration_minutes, end_time, buffer_before_minutes, buffer_after_minutes, busy_from, busy_until, is_busy, "
      "is_overridden, status, price, notes, search_text, version, previous_status, cancelled_at, late_fee, "
      "deleted_at, created_at, updated_at FROM appointments";
  g_autofree char *schema = ss_store_schema_name (ACME);
  g_autoptr (GError) error = NULL;
  g_autoptr (SsTransaction) transaction =
      ss_store_begin (ss_fixture_get_store (fixture), schema, SS_ACCESS_WRITE, NULL, &error);

  g_assert_no_error (error);
  g_assert_false (ss_transaction_execute (transaction, again, NULL, &error, ""));
  g_assert_error (error, SS_STORE_ERROR, SS_STORE_ERROR_CONSTRAINT);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  fixture = ss_fixture_new ();
  g_test_add_func ("/bookings/race/one-wins", test_race);
  g_test_add_func ("/bookings/race/database-decides", test_database_decides);
  status = g_test_run ();
  ss_fixture_free (fixture);
  return status;
}
