/* store-fixture.c: a store of its own, with two businesses
 *
 * SPDX-License-Identifier: MIT
 */
#include "store-fixture.h"

#include <glib/gstdio.h>

#include "database.h"
#include "platform/tenants/tenant-create.h"

void
remove_folder (const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

void
store_fixture_open_again (StoreFixture *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->store);
  self->store = ss_store_open (self->address, &error);
  g_assert_no_error (error);
  ss_store_migrate (self->store, &error);
  g_assert_no_error (error);
}

void
store_fixture_set_up_empty (StoreFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->directory = g_dir_make_tmp ("ss-store-XXXXXX", &error);
  g_assert_no_error (error);
  self->address = ss_test_database_new (self->directory);
  store_fixture_open_again (self);
}

void
store_fixture_set_up (StoreFixture *self, gconstpointer data)
{
  store_fixture_set_up_empty (self, data);
  add_tenant (self->store, "acme");
  add_tenant (self->store, "bloom");
}

void
store_fixture_tear_down (StoreFixture *self, gconstpointer data)
{
  g_clear_object (&self->store);
  ss_test_database_remove (self->address);
  remove_folder (self->directory);
  g_free (self->directory);
  g_free (self->address);
}

void
add_tenant (SsStore *store, const char *subdomain)
{
  g_autoptr (GError) error = NULL;
  SsNewTenant tenant = { .name = subdomain, .subdomain = subdomain, .base_domain = "smoothschedule.com" };
  g_autofree char *id = ss_tenant_create (store, &tenant, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (id);
}

SsTransaction *
begin (SsStore *store, const char *schema, SsAccess access)
{
  g_autoptr (GError) error = NULL;
  SsTransaction *transaction = ss_store_begin (store, schema, access, NULL, &error);

  g_assert_no_error (error);
  return transaction;
}

gboolean
add_row (SsTransaction *transaction, const char *id, GError **error)
{
  return ss_transaction_execute (transaction,
                                 "INSERT INTO installations (id, plugin_id, installed_version, installed_at,"
                                 " updated_at) VALUES ($1, $1, '1.0.0', 0, 0)",
                                 NULL, error, "s", id);
}

void
commit (SsTransaction *transaction)
{
  g_autoptr (GError) error = NULL;

  ss_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

gint64
query_number (SsTransaction *transaction, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsRows) rows = ss_transaction_query (transaction, sql, &error, "");
  gboolean found;

  g_assert_no_error (error);
  ss_rows_first (rows, &found, &error);
  g_assert_no_error (error);
  g_assert_true (found);
  return ss_rows_get_integer (rows, 0);
}

gint64
count_rows (SsStore *store, const char *schema)
{
  g_autoptr (SsTransaction) transaction = begin (store, schema, SS_ACCESS_READ);

  return query_number (transaction, "SELECT count (*) FROM installations");
}

guint
count_tenant_tables (StoreFixture *self)
{
  g_autofree char *path = g_build_filename (self->directory, "tenants", NULL);
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  g_autofree char *answer = NULL;
  guint count = 0;

  if (ss_test_is_postgresql ())
    {
      answer = ss_test_database_ask (self->address,
                                     "SELECT count (*) FROM pg_namespace WHERE nspname LIKE 'tenant%'");
      return (guint) g_ascii_strtoull (answer, NULL, 10);
    }
  while (g_dir_read_name (directory) != NULL)
    count++;
  return count;
}
