/* fill-bookings.c: gives a business of the demo fifty resources and many bookings, for the figures of
 * bookings
 *
 * usage: fill-bookings sqlite:DIR TENANT COUNT
 *
 * SPDX-License-Identifier: MIT
 */
#include <stdio.h>

#include "platform/store/store.h"

#define RESOURCES 50
/* From nine o'clock on, half an hour each. */
#define BOOKINGS_A_DAY 8
#define LENGTH (30 * G_TIME_SPAN_MINUTE)
/* So many of the days are still to come. */
#define DAYS_AHEAD 50

static const char insert_resource[] =
    "INSERT INTO resources (id, name, type, position, sort_name, search_text, created_at, updated_at) "
    "VALUES ($1, $2, 'ROOM', $3, $2, $2, $4, $4)";

/* Overridden, so that nothing is asked about what the demo has there. */
static const char insert_appointment[] =
    "INSERT INTO appointments (id, resource_id, customer_id, service_id, start_time, duration_minutes, end_time, "
    "buffer_before_minutes, buffer_after_minutes, busy_from, busy_until, is_busy, is_overridden, status, price, "
    "notes, search_text, version, created_at, updated_at) "
    "VALUES ($1, $2, $3, $4, $5, 30, $6, 0, 0, $5, $6, TRUE, TRUE, 'CONFIRMED', 0, '', '', 1, $7, $7)";

static GPtrArray *
read_ids (SsTransaction *transaction, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsRows) rows = ss_transaction_query (transaction, sql, &error, "");
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  g_assert_no_error (error);
  while (ss_rows_next (rows, &error))
    g_ptr_array_add (ids, g_strdup (ss_rows_get_string (rows, 0)));
  g_assert_no_error (error);
  return ids;
}

static void
add_resources (SsTransaction *transaction, GPtrArray *ids, gint64 now)
{
  g_autoptr (GError) error = NULL;

  while (ids->len < RESOURCES)
    {
      char *id = g_uuid_string_random ();
      g_autofree char *name = g_strdup_printf ("Room %u", ids->len + 1);

      ss_transaction_execute (transaction, insert_resource, NULL, &error, "ssit", id, name, (gint64) ids->len,
                              now);
      g_assert_no_error (error);
      g_ptr_array_add (ids, id);
    }
}

static void
add_bookings (SsTransaction *transaction, GPtrArray *resources, guint count, gint64 now)
{
  g_autoptr (GPtrArray) customers = read_ids (transaction, "SELECT id FROM customers ORDER BY id LIMIT 500");
  g_autoptr (GPtrArray) services = read_ids (transaction, "SELECT id FROM services ORDER BY id");
  g_autoptr (GError) error = NULL;
  gint64 today = now / G_TIME_SPAN_DAY * G_TIME_SPAN_DAY;

  for (guint i = 0; i < count; i++)
    {
      g_autofree char *id = g_uuid_string_random ();
      guint slot = i / resources->len;
      gint64 start = today + (DAYS_AHEAD - (gint64) (slot / BOOKINGS_A_DAY)) * G_TIME_SPAN_DAY
                     + 14 * G_TIME_SPAN_HOUR + (slot % BOOKINGS_A_DAY) * LENGTH;

      ss_transaction_execute (transaction, insert_appointment, NULL, &error, "ssssttt", id,
                              g_ptr_array_index (resources, i % resources->len),
                              g_ptr_array_index (customers, i % customers->len),
                              g_ptr_array_index (services, i % services->len), start, start + LENGTH, now);
      g_assert_no_error (error);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsStore) store = NULL;
  g_autoptr (SsTransaction) transaction = NULL;
  g_autoptr (GPtrArray) resources = NULL;
  g_autofree char *schema = NULL;
  gint64 now = g_get_real_time ();

  if (argc != 4)
    {
      fprintf (stderr, "usage: fill-bookings sqlite:DIR TENANT COUNT\n");
      return 2;
    }
  store = ss_store_open (argv[1], &error);
  g_assert_no_error (error);
  schema = ss_store_schema_name (argv[2]);
  transaction = ss_store_begin (store, schema, SS_ACCESS_WRITE, NULL, &error);
  g_assert_no_error (error);
  ss_transaction_set_all_or_nothing (transaction);
  resources = read_ids (transaction, "SELECT id FROM resources ORDER BY position");
  add_resources (transaction, resources, now);
  add_bookings (transaction, resources, g_ascii_strtoull (argv[3], NULL, 10), now);
  ss_transaction_commit (transaction, &error);
  g_assert_no_error (error);
  return 0;
}
