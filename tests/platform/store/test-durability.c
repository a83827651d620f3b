/* test-durability.c: what was acknowledged is there after a kill, and a full disk does no harm
 *
 * SPDX-License-Identifier: MIT
 */
#include <signal.h>
#include <sys/resource.h>

#include "database.h"
#include "store-fixture.h"

#define WRITES 1000

/* How many writes were acknowledged before the writer was killed. */
static guint
write_and_kill (const char *address, guint kill_after)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *count = g_strdup_printf ("%d", WRITES);
  g_autoptr (GSubprocess) writer =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, STORE_WRITER, address, count, NULL);
  GInputStream *acknowledged;
  guint n_acknowledged = 0;
  char byte;

  g_assert_no_error (error);
  acknowledged = g_subprocess_get_stdout_pipe (writer);
  while (g_input_stream_read (acknowledged, &byte, 1, NULL, &error) == 1)
    if (++n_acknowledged == kill_after)
      g_subprocess_send_signal (writer, SIGKILL);
  g_assert_no_error (error);
  g_subprocess_wait (writer, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_signaled (writer));
  return n_acknowledged;
}

static void
test_killed (StoreFixture *fixture, gconstpointer data)
{
  guint kill_after = GPOINTER_TO_UINT (data);
  guint n_acknowledged, n_found;

  g_clear_object (&fixture->store);
  n_acknowledged = write_and_kill (fixture->address, kill_after);
  g_test_message ("%u acknowledged", n_acknowledged);
  g_assert_cmpuint (n_acknowledged, >=, kill_after);

  store_fixture_open_again (fixture);
  n_found = count_rows (fixture->store, ACME);
  /* The last may have been committed and not yet acknowledged. */
  g_assert_cmpuint (n_found, >=, n_acknowledged);
  g_assert_cmpuint (n_found, <=, n_acknowledged + 1);
  for (guint i = 0; i < n_acknowledged; i++)
    {
      g_autoptr (SsTransaction) transaction = begin (fixture->store, ACME, SS_ACCESS_READ);
      g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM installations WHERE id = 'row-%u'", i);

      g_assert_cmpint (query_number (transaction, sql), ==, 1);
    }
}

/* What the operator finds in the log. */
static void
expect_warning (const char *pattern)
{
  g_test_expect_message ("ss-platform", G_LOG_LEVEL_WARNING, pattern);
}

static void
set_file_limit (rlim_t bytes)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = MIN (bytes, limit.rlim_max);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

/* Writes a megabyte at once. */
static gboolean
write_much (SsStore *store, const char *id, GError **error)
{
  g_autoptr (SsTransaction) transaction = begin (store, ACME, SS_ACCESS_WRITE);
  g_autofree char *text = g_strnfill (1024 * 1024, 'x');

  return add_row (transaction, id, error)
         && ss_transaction_execute (transaction, "UPDATE installations SET config_values = $2 WHERE id = $1",
                                    NULL, error, "ss", id, text)
         && ss_transaction_commit (transaction, error);
}

static void
test_full (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  guint written = 0;

  /* The limit makes a write fail as a full disk does. */
  expect_warning ("The store's disk: *");
  signal (SIGXFSZ, SIG_IGN);
  set_file_limit (3 * 1024 * 1024);
  while (error == NULL && written < 10)
    {
      g_free (id);
      id = g_strdup_printf ("big-%u", written);
      if (write_much (fixture->store, id, &error))
        written++;
    }
  g_test_assert_expected_messages ();
  g_assert_error (error, SS_STORE_ERROR, SS_STORE_ERROR_FULL);
  /* What was there is still read while there is no room, and nothing of what failed. */
  g_assert_cmpint (count_rows (fixture->store, ACME), ==, written);

  set_file_limit (RLIM_INFINITY);
  g_clear_error (&error);
  g_assert_true (write_much (fixture->store, id, &error));
  g_assert_no_error (error);
  store_fixture_open_again (fixture);
  g_assert_cmpint (count_rows (fixture->store, ACME), ==, written + 1);
}

/* No room for a new business: it is not there at all, and can be made later. */
static void
test_full_tenant (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  SsTransaction *transaction;

  signal (SIGXFSZ, SIG_IGN);
  transaction = begin (fixture->store, NULL, SS_ACCESS_WRITE);
  set_file_limit (4096);
  g_assert_false (ss_store_create_tenant (fixture->store, transaction, "tenant_late", &error));
  set_file_limit (RLIM_INFINITY);
  g_assert_error (error, SS_STORE_ERROR, SS_STORE_ERROR_FULL);
  ss_transaction_free (transaction);
  add_tenant (fixture->store, "late");
  g_assert_cmpint (count_rows (fixture->store, "tenant_late"), ==, 0);
}

static void
test_damaged (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_strdup_printf ("%s/tenants/%s.db", fixture->directory, BLOOM);
  g_autofree char *garbage = g_strnfill (65536, 'x');

  g_clear_object (&fixture->store);
  g_assert_true (g_file_set_contents (path, garbage, 65536, NULL));
  fixture->store = ss_store_open (fixture->address, NULL);
  expect_warning ("A file of the store is damaged: *");
  g_assert_null (ss_store_begin (fixture->store, BLOOM, SS_ACCESS_WRITE, NULL, &error));
  g_test_assert_expected_messages ();
  g_assert_error (error, SS_STORE_ERROR, SS_STORE_ERROR_UNAVAILABLE);
  g_assert_cmpint (count_rows (fixture->store, ACME), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/durability/killed-at-once", StoreFixture, GUINT_TO_POINTER (1), store_fixture_set_up,
              test_killed, store_fixture_tear_down);
  g_test_add ("/durability/killed-midway", StoreFixture, GUINT_TO_POINTER (WRITES / 2), store_fixture_set_up,
              test_killed, store_fixture_tear_down);
  /* The rest is done to files. */
  if (ss_test_is_postgresql ())
    return g_test_run ();
  g_test_add ("/durability/full", StoreFixture, NULL, store_fixture_set_up, test_full,
              store_fixture_tear_down);
  g_test_add ("/durability/full-tenant", StoreFixture, NULL, store_fixture_set_up, test_full_tenant,
              store_fixture_tear_down);
  g_test_add ("/durability/damaged", StoreFixture, NULL, store_fixture_set_up, test_damaged,
              store_fixture_tear_down);
  return g_test_run ();
}
