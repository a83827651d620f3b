/* bench-audit.c: what the audit log costs
 *
 * usage: bench-audit write sqlite:DIR
 *        bench-audit fill sqlite:DIR COUNT FILE
 *        bench-audit verify sqlite:DIR COUNT
 *
 * «write» makes the same change of a user, with its event, by turns with an entry and without, and says
 * «without MICROSECONDS» and «with MICROSECONDS», the medians. «fill» makes a business with COUNT entries and
 * writes their canonical JSON to FILE; «verify» says «verified MICROSECONDS» of that business's chain.
 *
 * SPDX-License-Identifier: MIT
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "platform/audit/audit-entry.h"
#include "platform/audit/audit-log.h"
#include "platform/audit/audit-verify.h"
#include "platform/events/event-record.h"
#include "platform/tenants/tenant-create.h"

#define SUBDOMAIN "business"
#define SAMPLES 401
/* Of entries that are added in one transaction. */
#define BATCH 10000

static const char read_owner[] = "SELECT id FROM users WHERE role = 'TENANT_OWNER'";
static const char change_name[] = "UPDATE users SET name = $1 WHERE id = $2";

static SsStore *
open_store (const char *address)
{
  g_autoptr (GError) error = NULL;
  SsStore *store = ss_store_open (address, &error);

  g_assert_no_error (error);
  return store;
}

static void
make_business (SsStore *store)
{
  SsNewTenant tenant = { .name = "A Business", .subdomain = SUBDOMAIN, .base_domain = "smoothschedule.com" };
  SsNewUser owner = { .name = "Ada Miller", .email = "ada@business.example", .role = SS_ROLE_TENANT_OWNER };
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  ss_store_migrate (store, &error);
  g_assert_no_error (error);
  id = ss_tenant_create (store, &tenant, &owner, "", &error);
  g_assert_no_error (error);
}

static SsTransaction *
begin (SsStore *store, SsAccess access)
{
  g_autofree char *schema = ss_store_schema_name (SUBDOMAIN);
  g_autoptr (GError) error = NULL;
  SsTransaction *transaction = ss_store_begin (store, schema, access, NULL, &error);

  g_assert_no_error (error);
  return transaction;
}

static void
add_entry (SsTransaction *transaction, const char *user_id)
{
  g_autoptr (JsonObject) details = ss_audit_details ("from", "TENANT_STAFF", "to", "TENANT_MANAGER", NULL);
  g_autoptr (GError) error = NULL;
  SsAuditRecord record = {
    .action = "ROLE_CHANGED",
    .actor = { user_id, "ada@business.example", "TENANT_OWNER" },
    .target = { "user", user_id, "grace@business.example", "TENANT_MANAGER", NULL },
    .tenant_id = user_id,
    .ip_address = "203.0.113.7",
    .user_agent = "SmoothScheduleAdmin/1.0",
    .session_key = user_id,
    .request_id = "0123456789abcdef",
    .details = details,
  };

  ss_audit_append (transaction, &record, &error);
  g_assert_no_error (error);
}

static char *
read_owner_id (SsStore *store)
{
  g_autoptr (SsTransaction) transaction = begin (store, SS_ACCESS_READ);
  g_autoptr (GError) error = NULL;
  g_autoptr (SsRows) rows = ss_transaction_query (transaction, read_owner, &error, "");
  gboolean found;

  g_assert_no_error (error);
  g_assert_true (ss_rows_first (rows, &found, &error) && found);
  return g_strdup (ss_rows_get_string (rows, 0));
}

static gint64
change (SsStore *store, const char *user_id, guint number, gboolean is_recorded)
{
  g_autofree char *name = g_strdup_printf ("Ada Miller %u", number);
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  g_autoptr (SsTransaction) transaction = begin (store, SS_ACCESS_WRITE);

  ss_transaction_execute (transaction, change_name, NULL, &error, "ss", name, user_id);
  g_assert_no_error (error);
  ss_event_record (transaction, "user.updated", user_id, &error);
  g_assert_no_error (error);
  if (is_recorded)
    add_entry (transaction, user_id);
  ss_transaction_commit (transaction, &error);
  g_assert_no_error (error);
  return g_get_monotonic_time () - start;
}

static int
compare (const void *a, const void *b)
{
  gint64 of_a = *(const gint64 *) a, of_b = *(const gint64 *) b;

  return (of_a > of_b) - (of_a < of_b);
}

static void
measure_write (SsStore *store)
{
  g_autofree char *user_id = NULL;
  gint64 with[SAMPLES], without[SAMPLES];

  make_business (store);
  user_id = read_owner_id (store);
  for (guint i = 0; i < SAMPLES; i++)
    {
      without[i] = change (store, user_id, 2 * i, FALSE);
      with[i] = change (store, user_id, 2 * i + 1, TRUE);
    }
  qsort (with, SAMPLES, sizeof with[0], compare);
  qsort (without, SAMPLES, sizeof without[0], compare);
  printf ("without %" G_GINT64_FORMAT "\nwith %" G_GINT64_FORMAT "\n", without[SAMPLES / 2],
          with[SAMPLES / 2]);
}

/* The bytes that are hashed, but for the hashes before them. */
static void
write_canonical (SsStore *store, const char *path)
{
  g_autoptr (SsTransaction) transaction = begin (store, SS_ACCESS_READ);
  g_autoptr (GError) error = NULL;
  g_autoptr (SsRows) rows =
      ss_transaction_query_large (transaction,
                                  "SELECT " SS_AUDIT_COLUMNS " FROM audit_entries ORDER BY position", NULL,
                                  &error);
  g_autoptr (GString) text = g_string_new (NULL);
  FILE *file = fopen (path, "w");

  g_assert_nonnull (file);
  while (ss_rows_next (rows, &error))
    {
      SsAuditEntryValues values;

      ss_audit_entry_read (rows, &values);
      ss_audit_entry_write_canonical (&values, text);
      fputs (values.texts[SS_AUDIT_COLUMN_PREVIOUS_HASH], file);
      fputs (text->str, file);
    }
  g_assert_no_error (error);
  g_assert_cmpint (fclose (file), ==, 0);
}

static void
fill (SsStore *store, guint count, const char *path)
{
  g_autofree char *user_id = NULL;

  make_business (store);
  user_id = read_owner_id (store);
  for (guint done = 0; done < count; done += BATCH)
    {
      g_autoptr (SsTransaction) transaction = begin (store, SS_ACCESS_WRITE);
      g_autoptr (GError) error = NULL;

      ss_transaction_set_all_or_nothing (transaction);
      for (guint i = 0; i < BATCH; i++)
        add_entry (transaction, user_id);
      ss_transaction_commit (transaction, &error);
      g_assert_no_error (error);
    }
  write_canonical (store, path);
}

static void
verify (SsStore *store, gint64 count)
{
  g_autoptr (SsTransaction) transaction = begin (store, SS_ACCESS_READ);
  g_auto (SsAuditVerdict) verdict = { 0 };
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  ss_audit_verify (transaction, &verdict, &error);
  printf ("verified %" G_GINT64_FORMAT "\n", g_get_monotonic_time () - start);
  g_assert_no_error (error);
  g_assert_true (verdict.is_ok);
  g_assert_cmpint (verdict.n_entries, >=, count);
}

int
main (int argc, char **argv)
{
  g_autoptr (SsStore) store = NULL;

  if (argc >= 3)
    store = open_store (argv[2]);
  if (argc == 3 && strcmp (argv[1], "write") == 0)
    measure_write (store);
  else if (argc == 5 && strcmp (argv[1], "fill") == 0)
    fill (store, (guint) strtoul (argv[3], NULL, 10), argv[4]);
  else if (argc == 4 && strcmp (argv[1], "verify") == 0)
    verify (store, strtol (argv[3], NULL, 10));
  else
    {
      fprintf (
          stderr,
          "usage: bench-audit write sqlite:DIR | fill sqlite:DIR COUNT FILE | verify sqlite:DIR COUNT\n");
      return 2;
    }
  return 0;
}
