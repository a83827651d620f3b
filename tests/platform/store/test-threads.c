/* test-threads.c: many writers at once lose nothing, in one process or several
 *
 * SPDX-License-Identifier: MIT
 */
#include "store-fixture.h"

#define THREADS 8
#define WRITES 40

typedef struct
{
  SsStore *store; /* (owned) */
  const char *schema;
} Writer;

/* Reads and then writes what follows from it: an update between the two would be lost. */
static void
count_up (SsStore *store, const char *schema)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsTransaction) transaction = begin (store, schema, SS_ACCESS_WRITE);
  gint64 before = query_number (transaction, "SELECT cancellation_window_hours FROM settings");

  ss_transaction_execute (transaction, "UPDATE settings SET cancellation_window_hours = $1", NULL, &error,
                          "i", before + 1);
  g_assert_no_error (error);
  commit (transaction);
}

static gint64
read_count (SsStore *store, const char *schema)
{
  g_autoptr (SsTransaction) transaction = begin (store, schema, SS_ACCESS_READ);

  return query_number (transaction, "SELECT cancellation_window_hours FROM settings");
}

static gpointer
write_cb (gpointer user_data)
{
  Writer *writer = user_data;

  for (guint i = 0; i < WRITES; i++)
    count_up (writer->store, writer->schema);
  return NULL;
}

static void
run_writers (Writer *writers)
{
  GThread *threads[THREADS];

  for (guint i = 0; i < THREADS; i++)
    threads[i] = g_thread_new ("writer", write_cb, &writers[i]);
  for (guint i = 0; i < THREADS; i++)
    g_thread_join (threads[i]);
  for (guint i = 0; i < THREADS; i++)
    g_object_unref (writers[i].store);
}

static void
test_same_tenant (StoreFixture *fixture, gconstpointer data)
{
  gint64 before = read_count (fixture->store, ACME);
  Writer writers[THREADS];

  for (guint i = 0; i < THREADS; i++)
    writers[i] = (Writer){ g_object_ref (fixture->store), ACME };
  run_writers (writers);
  g_assert_cmpint (read_count (fixture->store, ACME), ==, before + THREADS * WRITES);
}

static void
test_several_tenants (StoreFixture *fixture, gconstpointer data)
{
  gint64 before = read_count (fixture->store, ACME);
  Writer writers[THREADS];

  for (guint i = 0; i < THREADS; i++)
    writers[i] = (Writer){ g_object_ref (fixture->store), i % 2 == 0 ? ACME : BLOOM };
  run_writers (writers);
  g_assert_cmpint (read_count (fixture->store, ACME), ==, before + THREADS * WRITES / 2);
  g_assert_cmpint (read_count (fixture->store, BLOOM), ==, before + THREADS * WRITES / 2);
}

/* Each with a store of its own, as an operator's command beside the server. */
static void
test_several_stores (StoreFixture *fixture, gconstpointer data)
{
  gint64 before = read_count (fixture->store, ACME);
  Writer writers[THREADS];

  for (guint i = 0; i < THREADS; i++)
    writers[i] =
        (Writer){ i % 4 == 0 ? g_object_ref (fixture->store) : ss_store_open (fixture->address, NULL), ACME };
  run_writers (writers);
  g_assert_cmpint (read_count (fixture->store, ACME), ==, before + THREADS * WRITES);
}

/* One tenant's writer, in whatever process, keeps no other tenant's waiting. */
static void
test_no_waiting (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (SsStore) other = ss_store_open (fixture->address, NULL);
  g_autoptr (SsTransaction) acme = begin (fixture->store, ACME, SS_ACCESS_WRITE);

  g_assert_true (add_row (acme, "one", NULL));
  count_up (fixture->store, BLOOM);
  count_up (other, BLOOM);
  g_assert_cmpint (count_rows (other, ACME), ==, 0);
  commit (acme);
}

typedef struct
{
  SsStore *store;
  GCancellable *cancellable;
} Waiter;

static gpointer
wait_cb (gpointer user_data)
{
  Waiter *waiter = user_data;
  GError *error = NULL;

  g_assert_null (ss_store_begin (waiter->store, ACME, SS_ACCESS_WRITE, waiter->cancellable, &error));
  return error;
}

static void
test_cancelled_waiting (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (SsTransaction) held = begin (fixture->store, ACME, SS_ACCESS_WRITE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Waiter waiter = { fixture->store, cancellable };
  GThread *thread = g_thread_new ("waiter", wait_cb, &waiter);
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  error = g_thread_join (thread);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  /* Its turn was not given away with it. */
  g_assert_true (add_row (held, "one", NULL));
  commit (held);
}

#define ADD(path, test) \
  g_test_add (path, StoreFixture, NULL, store_fixture_set_up, test, store_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/threads/same-tenant", test_same_tenant);
  ADD ("/threads/several-tenants", test_several_tenants);
  ADD ("/threads/several-stores", test_several_stores);
  ADD ("/threads/no-waiting", test_no_waiting);
  ADD ("/threads/cancelled-waiting", test_cancelled_waiting);
  return g_test_run ();
}
