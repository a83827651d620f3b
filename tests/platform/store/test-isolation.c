/* test-isolation.c: no statement reaches another business, nor changes what its transaction may not
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "database.h"
#include "store-fixture.h"

static void
refuse (SsTransaction *transaction, const char *sql)
{
  g_autoptr (GError) error = NULL;

  g_test_message ("%s", sql);
  g_assert_false (ss_transaction_execute (transaction, sql, NULL, &error, ""));
  g_assert_error (error, SS_STORE_ERROR, SS_STORE_ERROR_FAILED);
}

static void
test_interleaved (StoreFixture *fixture, gconstpointer data)
{
  SsTransaction *acme = begin (fixture->store, ACME, SS_ACCESS_WRITE);
  SsTransaction *bloom = begin (fixture->store, BLOOM, SS_ACCESS_WRITE);

  g_assert_cmpstr (ss_transaction_get_schema (acme), ==, ACME);
  g_assert_true (ss_transaction_get_store (acme) == fixture->store);
  g_assert_true (add_row (acme, "one", NULL));
  g_assert_true (add_row (bloom, "one", NULL));
  g_assert_true (add_row (acme, "two", NULL));
  g_assert_cmpint (query_number (acme, "SELECT count (*) FROM installations"), ==, 2);
  g_assert_cmpint (query_number (bloom, "SELECT count (*) FROM installations"), ==, 1);
  commit (bloom);
  ss_transaction_free (acme);
  ss_transaction_free (bloom);
  g_assert_cmpint (count_rows (fixture->store, ACME), ==, 0);
  g_assert_cmpint (count_rows (fixture->store, BLOOM), ==, 1);
}

/* In turn through the same pool of connections: each finds only its own. */
static void
test_in_turn (StoreFixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (SsTransaction) transaction =
          begin (fixture->store, i % 2 == 0 ? ACME : BLOOM, SS_ACCESS_WRITE);
      g_autofree char *id = g_strdup_printf ("%u", i);

      g_assert_cmpint (query_number (transaction, "SELECT count (*) FROM installations"), ==, i / 2);
      g_assert_true (add_row (transaction, id, NULL));
      commit (transaction);
    }
}

/* More tenants than connections are kept. */
static void
test_many_tenants (StoreFixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 70; i++)
    {
      g_autofree char *subdomain = g_strdup_printf ("many-%u", i);
      g_autofree char *schema = ss_store_schema_name (subdomain);
      g_autoptr (SsTransaction) transaction = NULL;

      add_tenant (fixture->store, subdomain);
      transaction = begin (fixture->store, schema, SS_ACCESS_WRITE);
      g_assert_true (add_row (transaction, subdomain, NULL));
      commit (transaction);
    }
  for (guint i = 0; i < 70; i++)
    {
      g_autofree char *schema = g_strdup_printf ("tenant_many_%u", i);

      g_assert_cmpint (count_rows (fixture->store, schema), ==, 1);
    }
}

/* Each alone: a transaction is over when reading has failed in it. */
static void
test_other_schema (StoreFixture *fixture, gconstpointer data)
{
  static const SsAccess accesses[] = { SS_ACCESS_READ, SS_ACCESS_WRITE, SS_ACCESS_WRITE_SHARED };
  static const char *const statements[] = {
    "SELECT * FROM " BLOOM ".installations",
    "DELETE FROM " BLOOM ".installations",
    "INSERT INTO " BLOOM ".settings SELECT * FROM settings",
    "WITH a AS (DELETE FROM " BLOOM ".installations RETURNING id) SELECT id FROM a",
    "SELECT * FROM pg_authid",
    "SELECT pg_read_file ('/etc/passwd')",
    "SELECT set_config ('role', 'none', TRUE)",
    "SET ROLE NONE",
    "RESET ROLE",
    "SET SESSION AUTHORIZATION DEFAULT",
    "SET search_path = " BLOOM,
    "COMMIT",
    "COPY installations TO PROGRAM 'cat'",
    "DO $$ BEGIN RESET ROLE; END $$",
    "CREATE TABLE mine (id TEXT)",
    "CREATE TEMP TABLE mine (id TEXT)",
    "DROP TABLE installations",
    "DROP TABLE shared.tenants",
    "TRUNCATE installations",
    "ALTER TABLE installations ADD COLUMN mine TEXT",
    "GRANT ALL ON installations TO PUBLIC",
  };

  for (guint i = 0; i < G_N_ELEMENTS (accesses) * G_N_ELEMENTS (statements); i++)
    {
      g_autoptr (SsTransaction) transaction =
          begin (fixture->store, ACME, accesses[i / G_N_ELEMENTS (statements)]);

      refuse (transaction, statements[i % G_N_ELEMENTS (statements)]);
    }
}

/* What the platform's own checks let through, the database refuses: asked as the role, without them. */
static void
test_role (StoreFixture *fixture, gconstpointer data)
{
  static const char sql[] =
      "SELECT count (*) FROM pg_roles r JOIN shared.schema_states s ON s.role = r.rolname, pg_tables t"
      " WHERE s.schema_name = '" ACME "'"
      " AND (t.schemaname = '" BLOOM "' AND has_table_privilege (r.oid, t.schemaname || '.' || t.tablename,"
      " 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')"
      " OR t.schemaname = 'shared' AND has_table_privilege (r.oid, 'shared.' || t.tablename,"
      " 'INSERT, UPDATE, DELETE, TRUNCATE')"
      " OR has_schema_privilege (r.oid, t.schemaname, 'CREATE') AND t.schemaname NOT LIKE 'pg\\_%' ESCAPE '\\')";
  static const char own[] =
      "SELECT count (*) FROM pg_roles r JOIN shared.schema_states s ON s.role = r.rolname, pg_tables t"
      " WHERE s.schema_name = '" ACME "'"
      " AND t.schemaname = '" ACME
      "' AND has_table_privilege (r.oid, t.schemaname || '.' || t.tablename, 'SELECT')";
  g_autofree char *foreign_tables = ss_test_database_ask (fixture->address, sql);
  g_autofree char *own_tables = ss_test_database_ask (fixture->address, own);

  g_assert_cmpstr (foreign_tables, ==, "0");
  g_assert_cmpint (g_ascii_strtoll (own_tables, NULL, 10), >, 10);
}

/* That tenants can be spread over machines by their schemas. */
static void
test_no_foreign_key_leaves (StoreFixture *fixture, gconstpointer data)
{
  static const char sql[] =
      "SELECT count (*) FROM pg_constraint c JOIN pg_class a ON a.oid = c.conrelid"
      " JOIN pg_class b ON b.oid = c.confrelid WHERE c.contype = 'f' AND a.relnamespace <> b.relnamespace";
  g_autofree char *answer = ss_test_database_ask (fixture->address, sql);

  g_assert_cmpstr (answer, ==, "0");
}

static void
test_other_file (StoreFixture *fixture, gconstpointer data)
{
  static const SsAccess accesses[] = { SS_ACCESS_READ, SS_ACCESS_WRITE, SS_ACCESS_WRITE_SHARED };
  g_autofree char *attach =
      g_strdup_printf ("ATTACH DATABASE '%s/tenants/%s.db' AS other", fixture->directory, BLOOM);
  g_autofree char *export = g_strdup_printf ("VACUUM INTO '%s/out.db'", fixture->directory);

  for (guint i = 0; i < G_N_ELEMENTS (accesses); i++)
    {
      g_autoptr (SsTransaction) transaction = begin (fixture->store, ACME, accesses[i]);

      refuse (transaction, attach);
      refuse (transaction, "ATTACH DATABASE ':memory:' AS other");
      refuse (transaction, "DETACH DATABASE shared");
      refuse (transaction, export);
      refuse (transaction, "SELECT * FROM " BLOOM ".installations");
      refuse (transaction, "PRAGMA writable_schema = ON");
      refuse (transaction, "PRAGMA query_only = OFF");
      refuse (transaction, "SELECT load_extension ('other')");
      refuse (transaction, "CREATE TABLE mine (id TEXT)");
      refuse (transaction, "CREATE TEMP TABLE mine (id TEXT)");
      refuse (transaction, "DROP TABLE installations");
      refuse (transaction, "DROP TABLE shared.tenants");
      refuse (transaction, "ALTER TABLE installations ADD COLUMN mine TEXT");
      refuse (transaction, "DELETE FROM sqlite_master");
    }
}

static void
test_read_only (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (SsTransaction) transaction = begin (fixture->store, ACME, SS_ACCESS_READ);

  refuse (transaction, "DELETE FROM installations");
  refuse (transaction, "INSERT INTO settings SELECT * FROM settings");
  refuse (transaction, "UPDATE settings SET locale = locale");
  refuse (transaction, "UPDATE shared.tenants SET name = name");
  refuse (transaction, "WITH a AS (SELECT 1) DELETE FROM installations WHERE id IN (SELECT * FROM a)");
  refuse (transaction, "DELETE FROM installations RETURNING id");
}

/* Also where the statement was prepared by one that might. */
static void
test_prepared_for_a_writer (StoreFixture *fixture, gconstpointer data)
{
  static const char sql[] = "UPDATE shared.tenants SET name = 'changed'";
  static const SsAccess accesses[] = { SS_ACCESS_READ, SS_ACCESS_WRITE };
  SsTransaction *writer = begin (fixture->store, ACME, SS_ACCESS_WRITE_SHARED);

  g_assert_true (ss_transaction_execute (writer, sql, NULL, NULL, ""));
  ss_transaction_free (writer);
  for (guint i = 0; i < G_N_ELEMENTS (accesses); i++)
    {
      g_autoptr (SsTransaction) transaction = begin (fixture->store, ACME, accesses[i]);

      refuse (transaction, sql);
      g_assert_cmpint (query_number (transaction,
                                     "SELECT count (*) FROM shared.tenants WHERE name = 'changed'"),
                       ==, 0);
    }
}

static void
test_shared (StoreFixture *fixture, gconstpointer data)
{
  SsTransaction *transaction = begin (fixture->store, ACME, SS_ACCESS_WRITE);

  refuse (transaction, "UPDATE shared.tenants SET name = name");
  g_assert_cmpint (query_number (transaction, "SELECT count (*) FROM shared.tenants"), ==, 2);
  ss_transaction_free (transaction);

  transaction = begin (fixture->store, ACME, SS_ACCESS_WRITE_SHARED);
  g_assert_true (
      ss_transaction_execute (transaction, "UPDATE shared.tenants SET name = 'both'", NULL, NULL, ""));
  g_assert_true (add_row (transaction, "both", NULL));
  commit (transaction);
  ss_transaction_free (transaction);
  g_assert_cmpint (count_rows (fixture->store, ACME), ==, 1);
}

/* What is refused in between, on either side, takes nothing of the other with it. */
static void
test_shared_in_turn (StoreFixture *fixture, gconstpointer data)
{
  static const char rename[] = "UPDATE shared.tenants SET name = 'renamed' WHERE subdomain = 'acme'";
  static const char take_subdomain[] = "UPDATE shared.tenants SET subdomain = 'bloom'";
  SsTransaction *transaction = begin (fixture->store, ACME, SS_ACCESS_WRITE_SHARED);

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);
      g_autoptr (GError) error = NULL;

      g_assert_true (add_row (transaction, id, NULL));
      g_assert_false (add_row (transaction, id, NULL));
      g_assert_true (ss_transaction_execute (transaction, rename, NULL, NULL, ""));
      g_assert_false (ss_transaction_execute (transaction, take_subdomain, NULL, &error, ""));
      g_assert_error (error, SS_STORE_ERROR, SS_STORE_ERROR_CONSTRAINT);
      g_assert_cmpint (query_number (transaction, "SELECT count (*) FROM installations"), ==, i + 1);
    }
  commit (transaction);
  ss_transaction_free (transaction);
  g_assert_cmpint (count_rows (fixture->store, ACME), ==, 3);
}

/* Rows go from a business's tables to the shared ones in no request. */
static void
test_across (StoreFixture *fixture, gconstpointer data)
{
  static const char carry[] = "UPDATE shared.tenants SET name = (SELECT min (id) FROM installations)"
                              " WHERE subdomain = 'acme'";
  static const char count[] = "SELECT count (*) FROM shared.tenants WHERE name = 'carried'";
  SsTransaction *transaction = begin (fixture->store, ACME, SS_ACCESS_WRITE);

  g_assert_true (add_row (transaction, "carried", NULL));
  commit (transaction);
  ss_transaction_free (transaction);

  if (ss_test_is_postgresql ())
    {
      transaction = begin (fixture->store, ACME, SS_ACCESS_WRITE_SHARED);
      refuse (transaction, carry);
      ss_transaction_free (transaction);
    }
  transaction = begin (fixture->store, ACME, SS_ACCESS_WRITE_ACROSS);
  g_assert_true (ss_transaction_execute (transaction, carry, NULL, NULL, ""));
  g_assert_cmpint (query_number (transaction, count), ==, 1);
  ss_transaction_free (transaction);
}

static gint64
count_roles (StoreFixture *fixture)
{
  static const char sql[] = "SELECT count (*) FROM pg_roles, shared.role_prefixes"
                            " WHERE starts_with (rolname, prefix || '_')";
  g_autofree char *answer = ss_test_database_ask (fixture->address, sql);

  return g_ascii_strtoll (answer, NULL, 10);
}

static char *
find_role (StoreFixture *fixture, const char *schema)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT role FROM shared.schema_states WHERE schema_name = '%s'", schema);

  return ss_test_database_ask (fixture->address, sql);
}

/* A deleted business's role goes with it, and is nobody's again: a process that has not heard of it does not
 * act as the next one. */
static void
test_role_gone (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsStore) other = ss_store_open (fixture->address, &error);
  g_autofree char *role = find_role (fixture, ACME);
  g_autofree char *role_again = NULL;
  g_autoptr (SsTransaction) unaware = NULL;
  gint64 n_roles = count_roles (fixture);

  g_assert_no_error (error);
  g_assert_cmpint (count_rows (other, ACME), ==, 0);
  g_assert_true (ss_store_delete_tenant (fixture->store, ACME, NULL));
  g_assert_cmpint (count_roles (fixture), ==, n_roles - 1);
  g_free (ss_test_database_ask (fixture->address, "DELETE FROM shared.tenants WHERE subdomain = 'acme'"));
  add_tenant (fixture->store, "acme");
  role_again = find_role (fixture, ACME);
  g_assert_cmpstr (role_again, !=, role);

  unaware = begin (other, ACME, SS_ACCESS_READ);
  g_assert_null (ss_transaction_query (unaware, "SELECT id FROM installations", &error, ""));
  g_assert_error (error, SS_STORE_ERROR, SS_STORE_ERROR_NO_TENANT);
  g_clear_pointer (&unaware, ss_transaction_free);
  g_assert_cmpint (count_rows (other, ACME), ==, 0);
}

/* Without a tenant there are the shared tables alone. */
static void
test_no_tenant (StoreFixture *fixture, gconstpointer data)
{
  SsTransaction *reader = begin (fixture->store, NULL, SS_ACCESS_READ);
  g_autoptr (SsTransaction) transaction = NULL;

  refuse (reader, "SELECT * FROM installations");
  ss_transaction_free (reader);
  transaction = begin (fixture->store, NULL, SS_ACCESS_WRITE);
  g_assert_null (ss_transaction_get_schema (transaction));
  refuse (transaction, "DELETE FROM installations");
  refuse (transaction, "CREATE TABLE main.mine (id TEXT)");
  g_assert_true (
      ss_transaction_execute (transaction, "UPDATE shared.tenants SET name = 'known'", NULL, NULL, ""));
  commit (transaction);
}

static void
test_unknown (StoreFixture *fixture, gconstpointer data)
{
  static const char *const schemas[] = { "tenant_nobody",   "",
                                         "../shared",       "tenant_acme/../tenant_bloom",
                                         "tenant_acme.db",  "TENANT_ACME",
                                         "tenant_\xc3\xa9", "tenant-acme" };
  g_autofree char *long_name = g_strnfill (64, 'a');

  for (guint i = 0; i <= G_N_ELEMENTS (schemas); i++)
    {
      g_autoptr (GError) error = NULL;
      const char *schema = i < G_N_ELEMENTS (schemas) ? schemas[i] : long_name;

      g_test_message ("%s", schema);
      g_assert_null (ss_store_begin (fixture->store, schema, SS_ACCESS_WRITE, NULL, &error));
      g_assert_error (error, SS_STORE_ERROR, SS_STORE_ERROR_NO_TENANT);
    }
  g_assert_cmpint (count_rows (fixture->store, ACME), ==, 0);
}

static void
test_schema_names (void)
{
  g_autofree char *plain = ss_store_schema_name ("acme-auto");
  g_autofree char *text = g_strnfill (63, 'a');
  g_autofree char *one = ss_store_schema_name (text), *other = NULL;

  g_assert_cmpstr (plain, ==, "tenant_acme_auto");
  text[62] = 'b';
  other = ss_store_schema_name (text);
  /* PostgreSQL would cut both to the same 63 bytes. */
  g_assert_cmpuint (strlen (one), <=, 63);
  g_assert_cmpuint (strlen (other), <=, 63);
  g_assert_cmpstr (one, !=, other);
}

#define ADD(path, test) \
  g_test_add (path, StoreFixture, NULL, store_fixture_set_up, test, store_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/isolation/interleaved", test_interleaved);
  ADD ("/isolation/in-turn", test_in_turn);
  ADD ("/isolation/many-tenants", test_many_tenants);
  if (ss_test_is_postgresql ())
    {
      ADD ("/isolation/other-schema", test_other_schema);
      ADD ("/isolation/role", test_role);
      ADD ("/isolation/role-gone", test_role_gone);
      ADD ("/isolation/no-foreign-key-leaves", test_no_foreign_key_leaves);
    }
  else
    ADD ("/isolation/other-file", test_other_file);
  ADD ("/isolation/read-only", test_read_only);
  ADD ("/isolation/prepared-for-a-writer", test_prepared_for_a_writer);
  ADD ("/isolation/shared", test_shared);
  ADD ("/isolation/shared-in-turn", test_shared_in_turn);
  ADD ("/isolation/across", test_across);
  ADD ("/isolation/no-tenant", test_no_tenant);
  ADD ("/isolation/unknown", test_unknown);
  g_test_add_func ("/isolation/schema-names", test_schema_names);
  return g_test_run ();
}
