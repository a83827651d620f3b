/* test-tenants.c: a business comes into being whole or not at all
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "platform/tenants/tenant-create.h"
#include "database.h"
#include "store-fixture.h"

static gint64
count_tenants (SsStore *store)
{
  g_autoptr (SsTransaction) transaction = begin (store, NULL, SS_ACCESS_READ);

  return query_number (transaction, "SELECT (SELECT count (*) FROM shared.tenants)"
                                    " + 100 * (SELECT count (*) FROM shared.domains)");
}

static void
test_whole (StoreFixture *fixture, gconstpointer data)
{
  SsNewTenant tenant = { .name = "Acme Auto",
                         .subdomain = "acme-auto",
                         .base_domain = "example.org",
                         .subscription_tier = "BUSINESS" };
  SsNewUser owner = { .name = "Olivia", .email = "olivia@acme.example", .role = SS_ROLE_TENANT_OWNER };
  g_autoptr (GError) error = NULL;
  g_autofree char *id = ss_tenant_create (fixture->store, &tenant, &owner, "hash", &error);
  g_autoptr (SsTransaction) transaction = NULL;
  g_autoptr (SsRows) rows = NULL;

  g_assert_no_error (error);
  transaction = begin (fixture->store, "tenant_acme_auto", SS_ACCESS_READ);
  rows = ss_transaction_query (
      transaction,
      "SELECT t.name, t.subscription_tier, t.status, d.domain, d.is_primary, u.email,"
      " u.role, t.is_demo FROM shared.tenants t JOIN shared.domains d ON d.tenant_id = t.id,"
      " users u WHERE t.id = $1",
      &error, "s", id);
  g_assert_no_error (error);
  g_assert_true (ss_rows_next (rows, NULL));
  g_assert_cmpstr (ss_rows_get_string (rows, 0), ==, "Acme Auto");
  g_assert_cmpstr (ss_rows_get_string (rows, 1), ==, "BUSINESS");
  g_assert_cmpstr (ss_rows_get_string (rows, 2), ==, "ACTIVE");
  g_assert_cmpstr (ss_rows_get_string (rows, 3), ==, "acme-auto.example.org");
  g_assert_true (ss_rows_get_boolean (rows, 4));
  g_assert_cmpstr (ss_rows_get_string (rows, 5), ==, "olivia@acme.example");
  g_assert_cmpstr (ss_rows_get_string (rows, 6), ==, "TENANT_OWNER");
  g_assert_false (ss_rows_get_boolean (rows, 7));
  g_assert_false (ss_rows_next (rows, NULL));
  g_assert_cmpint (query_number (transaction, "SELECT count (*) FROM settings"), ==, 1);
}

static void
test_undone (StoreFixture *fixture, gconstpointer data)
{
  guint tables;
  SsTransaction *transaction, *inside;

  g_assert_cmpuint (count_tenant_tables (fixture), ==, 0);
  transaction = begin (fixture->store, NULL, SS_ACCESS_WRITE);
  g_assert_true (ss_store_create_tenant (fixture->store, transaction, ACME, NULL));
  inside = begin (fixture->store, ACME, SS_ACCESS_WRITE);
  g_assert_true (add_row (inside, "one", NULL));
  commit (inside);
  ss_transaction_free (inside);
  tables = count_tenant_tables (fixture);
  ss_transaction_free (transaction);
  g_assert_cmpuint (tables, >, 0);
  g_assert_cmpuint (count_tenant_tables (fixture), ==, 0);
  g_assert_null (ss_store_begin (fixture->store, ACME, SS_ACCESS_READ, NULL, NULL));

  /* Made again, it is empty. */
  add_tenant (fixture->store, "acme");
  g_assert_cmpint (count_rows (fixture->store, ACME), ==, 0);
}

/* The owner is the last to come: where that fails, nothing was there. */
static void
test_owner_refused (StoreFixture *fixture, gconstpointer data)
{
  SsNewTenant tenant = { .name = "Acme", .subdomain = "acme", .base_domain = "example.org" };
  SsNewUser owner = { .name = "Olivia", .email = "olivia@acme.example", .role = SS_ROLE_SUPERUSER };
  g_autoptr (GError) error = NULL;

  g_assert_null (ss_tenant_create (fixture->store, &tenant, &owner, "hash", &error));
  g_assert_nonnull (error);
  g_assert_cmpint (count_tenants (fixture->store), ==, 0);
  g_assert_cmpuint (count_tenant_tables (fixture), ==, 0);
}

static void
test_taken (StoreFixture *fixture, gconstpointer data)
{
  SsNewTenant tenant = { .name = "Other", .subdomain = "acme", .base_domain = "example.org" };
  g_autoptr (GError) error = NULL;
  SsTransaction *transaction;

  add_tenant (fixture->store, "acme");
  transaction = begin (fixture->store, ACME, SS_ACCESS_WRITE);
  g_assert_true (add_row (transaction, "one", NULL));
  commit (transaction);
  ss_transaction_free (transaction);
  g_assert_null (ss_tenant_create (fixture->store, &tenant, NULL, NULL, &error));
  g_assert_error (error, SS_STORE_ERROR, SS_STORE_ERROR_CONSTRAINT);
  g_clear_error (&error);

  /* Nor by the name of its tables alone. */
  transaction = begin (fixture->store, NULL, SS_ACCESS_WRITE);
  g_assert_false (ss_store_create_tenant (fixture->store, transaction, ACME, &error));
  g_assert_error (error, SS_STORE_ERROR, SS_STORE_ERROR_CONSTRAINT);
  ss_transaction_free (transaction);
  g_assert_cmpint (count_tenants (fixture->store), ==, 101);
  g_assert_cmpint (count_rows (fixture->store, ACME), ==, 1);
}

static void
test_bad_name (StoreFixture *fixture, gconstpointer data)
{
  static const char *const schemas[] = { "../out", "", "a/b", "A", "a.db" };
  g_autoptr (SsTransaction) transaction = begin (fixture->store, NULL, SS_ACCESS_WRITE);

  for (guint i = 0; i < G_N_ELEMENTS (schemas); i++)
    g_assert_false (ss_store_create_tenant (fixture->store, transaction, schemas[i], NULL));
  g_assert_cmpuint (count_tenant_tables (fixture), ==, 0);
}

/* A crash between the file and the row leaves the file. */
static void
test_leftovers (StoreFixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "tenant_gone.db", "tenant_gone.db-wal", "tenant_new.db.new" };

  add_tenant (fixture->store, "acme");
  g_clear_object (&fixture->store);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->directory, "tenants", names[i], NULL);

      g_assert_true (g_file_set_contents (path, "left", -1, NULL));
    }
  store_fixture_open_again (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->directory, "tenants", names[i], NULL);

      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
    }
  g_assert_cmpint (count_rows (fixture->store, ACME), ==, 0);
  add_tenant (fixture->store, "gone");
  g_assert_cmpint (count_rows (fixture->store, "tenant_gone"), ==, 0);
}

static void
test_leftover_schema (StoreFixture *fixture, gconstpointer data)
{
  SsTransaction *transaction;

  add_tenant (fixture->store, "acme");
  add_tenant (fixture->store, "gone");
  transaction = begin (fixture->store, NULL, SS_ACCESS_WRITE);
  g_assert_true (ss_transaction_execute (transaction, "DELETE FROM shared.tenants WHERE subdomain = 'gone'",
                                         NULL, NULL, ""));
  commit (transaction);
  ss_transaction_free (transaction);
  store_fixture_open_again (fixture);
  g_assert_cmpuint (count_tenant_tables (fixture), ==, 1);
  g_assert_cmpint (count_rows (fixture->store, ACME), ==, 0);
  add_tenant (fixture->store, "gone");
  g_assert_cmpint (count_rows (fixture->store, "tenant_gone"), ==, 0);
}

static gpointer
migrate_cb (gpointer user_data)
{
  StoreFixture *fixture = user_data;
  g_autoptr (SsStore) store = ss_store_open (fixture->address, NULL);
  g_autoptr (GError) error = NULL;

  ss_store_migrate (store, &error);
  g_assert_no_error (error);
  return NULL;
}

/* Another process that starts now takes it for no leftover. */
static void
test_made_meanwhile (StoreFixture *fixture, gconstpointer data)
{
  SsTransaction *transaction = begin (fixture->store, NULL, SS_ACCESS_WRITE);
  GThread *thread;

  g_assert_true (ss_transaction_execute (transaction,
                                         "INSERT INTO shared.tenants (id, name, subdomain, schema_name,"
                                         " subscription_tier, status, created_at)"
                                         " VALUES ('1', 'Acme', 'acme', '" ACME "', 'FREE', 'ACTIVE', 0)",
                                         NULL, NULL, ""));
  g_assert_true (ss_store_create_tenant (fixture->store, transaction, ACME, NULL));
  thread = g_thread_new ("migrate", migrate_cb, fixture);
  for (guint i = 0; i < (ss_test_is_postgresql () ? 20 : 1000); i++)
    {
      g_assert_cmpuint (count_tenant_tables (fixture), >, 0);
      g_thread_yield ();
    }
  commit (transaction);
  ss_transaction_free (transaction);
  g_thread_join (thread);
  g_assert_cmpint (count_rows (fixture->store, ACME), ==, 0);
}

/* Whoever still reads the old one when it goes leaves no way back to it. */
static void
test_deleted (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *log = g_strdup_printf ("%s/tenants/" ACME ".db-wal", fixture->directory);
  g_autoptr (GError) error = NULL;
  g_autoptr (SsStore) other = NULL;
  g_autoptr (SsTransaction) reader = NULL;
  SsTransaction *writer, *maker;

  add_tenant (fixture->store, "acme");
  writer = begin (fixture->store, ACME, SS_ACCESS_WRITE);
  g_assert_true (add_row (writer, "old", NULL));
  commit (writer);
  ss_transaction_free (writer);
  /* PostgreSQL waits until nobody reads it any more. */
  if (!ss_test_is_postgresql ())
    {
      reader = begin (fixture->store, ACME, SS_ACCESS_READ);
      g_assert_cmpint (query_number (reader, "SELECT count (*) FROM installations"), ==, 1);
    }
  g_assert_true (ss_store_delete_tenant (fixture->store, ACME, &error));
  g_assert_false (ss_store_delete_tenant (fixture->store, ACME, &error));
  g_assert_error (error, SS_STORE_ERROR, SS_STORE_ERROR_NO_TENANT);

  maker = begin (fixture->store, NULL, SS_ACCESS_WRITE);
  g_assert_true (ss_store_create_tenant (fixture->store, maker, ACME, NULL));
  commit (maker);
  ss_transaction_free (maker);
  writer = begin (fixture->store, ACME, SS_ACCESS_WRITE);
  g_assert_cmpint (query_number (writer, "SELECT count (*) FROM installations"), ==, 0);
  g_assert_true (add_row (writer, "new", NULL));
  g_assert_true (add_row (writer, "newer", NULL));
  commit (writer);
  ss_transaction_free (writer);
  g_clear_pointer (&reader, ss_transaction_free);
  g_assert_cmpint (count_rows (fixture->store, ACME), ==, 2);

  /* As found after a crash: what was committed lies in the log, which must still be there by its name. */
  other = ss_store_open (fixture->address, NULL);
  g_assert_cmpint (count_rows (other, ACME), ==, 2);
  g_assert_true (ss_test_is_postgresql () || g_file_test (log, G_FILE_TEST_EXISTS));
}

#define ADD(path, test) \
  g_test_add (path, StoreFixture, NULL, store_fixture_set_up_empty, test, store_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/tenants/whole", test_whole);
  ADD ("/tenants/undone", test_undone);
  ADD ("/tenants/owner-refused", test_owner_refused);
  ADD ("/tenants/taken", test_taken);
  ADD ("/tenants/bad-name", test_bad_name);
  ADD ("/tenants/leftovers", ss_test_is_postgresql () ? test_leftover_schema : test_leftovers);
  ADD ("/tenants/made-meanwhile", test_made_meanwhile);
  ADD ("/tenants/deleted", test_deleted);
  return g_test_run ();
}
