/* bench-grants.c: what it costs to find out whether somebody has a permission by a grant
 *
 * Says «grants COUNT NANOSECONDS», a check's median in a business without a grant and in one with ten
 * thousand, of which a hundred are the person's own. The permission is granted in both once more, so that
 * both find it.
 *
 * usage: bench-grants sqlite:DIR
 *
 * SPDX-License-Identifier: MIT
 */
#include <stdio.h>
#include <stdlib.h>

#include "platform/http/request-private.h"
#include "platform/tenants/tenant-create.h"

#define MANY 10000
#define GRANTEES 100
#define SAMPLES 41
#define CHECKS 1000

static const char insert_grant[] =
    "INSERT INTO permission_grants (id, grantor, grantee, grantee_id, action, scope, reason, created_at, expires_at) "
    "VALUES ($1, '{}', '{}', $2, $3, 'ALL', 'Covers for a colleague', $4, $5)";

/* A business as a request of one of its staff sees it. */
typedef struct
{
  SsRequest request;
  char *schema; /* (owned) */
  gint64 samples[SAMPLES];
} Business;

static void
add_grant (SsTransaction *transaction, const char *grantee_id, SsPermission permission, gint64 created_at)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (GError) error = NULL;

  ss_transaction_execute (transaction, insert_grant, NULL, &error, "sssii", id, grantee_id,
                          ss_permission_to_string (permission), created_at, created_at + G_TIME_SPAN_HOUR);
  g_assert_no_error (error);
}

/* Every other one is over; what is looked for is among them like any other permission. */
static void
fill (SsTransaction *transaction, guint count, const char *own_id)
{
  gint64 now = g_get_real_time ();

  for (guint i = 0; i < count; i++)
    {
      g_autofree char *grantee_id = g_strdup_printf ("00000000-0000-4000-8000-%012x", i % GRANTEES);

      add_grant (transaction, i % GRANTEES == 0 ? own_id : grantee_id,
                 (SsPermission) (i / GRANTEES % SS_N_PERMISSIONS),
                 now - (i / GRANTEES % 2) * G_TIME_SPAN_DAY);
    }
  add_grant (transaction, own_id, SS_PERMISSION_REPORTS_VIEW, now);
}

static void
open_business (Business *self, SsStore *store, const char *subdomain, guint n_grants)
{
  SsNewTenant tenant = { .name = "A Business", .subdomain = subdomain, .base_domain = "smoothschedule.com" };
  SsAccess access = SS_ACCESS_WRITE;
  g_autoptr (SsTransaction) transaction = NULL;
  g_autoptr (GError) error = NULL;

  self->request.tenant.id = ss_tenant_create (store, &tenant, NULL, NULL, &error);
  g_assert_no_error (error);
  self->request.caller.user_id = g_uuid_string_random ();
  self->request.caller.tenant_id = g_strdup (self->request.tenant.id);
  self->request.caller.role = SS_ROLE_TENANT_STAFF;
  self->schema = ss_store_schema_name (subdomain);
  transaction = ss_store_begin (store, self->schema, access, NULL, &error);
  g_assert_no_error (error);
  ss_transaction_set_all_or_nothing (transaction);
  fill (transaction, n_grants, self->request.caller.user_id);
  ss_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

static void
measure (Business *self, SsStore *store, guint sample)
{
  g_autoptr (GError) error = NULL;
  gint64 start;

  self->request.transaction = ss_store_begin (store, self->schema, SS_ACCESS_READ, NULL, &error);
  g_assert_no_error (error);
  start = g_get_monotonic_time ();
  for (guint i = 0; i < CHECKS; i++)
    g_assert_cmpint (ss_request_get_scope (&self->request, SS_PERMISSION_REPORTS_VIEW), ==, SS_SCOPE_ALL);
  self->samples[sample] = g_get_monotonic_time () - start;
  g_clear_pointer (&self->request.transaction, ss_transaction_free);
}

static int
compare (const void *a, const void *b)
{
  gint64 of_a = *(const gint64 *) a, of_b = *(const gint64 *) b;

  return (of_a > of_b) - (of_a < of_b);
}

static void
report (Business *self, guint n_grants)
{
  qsort (self->samples, SAMPLES, sizeof self->samples[0], compare);
  printf ("grants %u %" G_GINT64_FORMAT "\n", n_grants, self->samples[SAMPLES / 2] * 1000 / CHECKS);
  ss_request_tenant_clear (&self->request.tenant);
  ss_caller_clear (&self->request.caller);
  g_free (self->schema);
}

int
main (int argc, char **argv)
{
  Business none = { 0 }, many = { 0 };
  g_autoptr (SsStore) store = NULL;
  g_autoptr (GError) error = NULL;

  if (argc != 2)
    {
      fprintf (stderr, "usage: bench-grants sqlite:DIR\n");
      return 2;
    }
  store = ss_store_open (argv[1], &error);
  g_assert_no_error (error);
  ss_store_migrate (store, &error);
  g_assert_no_error (error);
  open_business (&none, store, "none", 0);
  open_business (&many, store, "many", MANY);
  for (guint i = 0; i < SAMPLES; i++)
    {
      measure (&none, store, i);
      measure (&many, store, i);
    }
  report (&none, 0);
  report (&many, MANY);
  return 0;
}
