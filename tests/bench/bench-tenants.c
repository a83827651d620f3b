/* bench-tenants.c: what making a business costs, with one there and with a thousand
 *
 * Says «tenants COUNT MICROSECONDS», the median of twenty.
 *
 * usage: bench-tenants DIR
 *
 * SPDX-License-Identifier: MIT
 */
#include <stdio.h>
#include <stdlib.h>

#include "platform/tenants/tenant-create.h"

#define SAMPLES 20
#define MANY 1000

static gint64
create_one (SsStore *store, guint number, const char *hash)
{
  g_autofree char *subdomain = g_strdup_printf ("business-%u", number);
  SsNewTenant tenant = { .name = "A Business", .subdomain = subdomain, .base_domain = "smoothschedule.com" };
  SsNewUser owner = { .name = "Ada Miller", .email = "ada@business.example", .role = SS_ROLE_TENANT_OWNER };
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  g_autofree char *id = ss_tenant_create (store, &tenant, &owner, hash, &error);

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
measure (SsStore *store, guint *number, const char *hash)
{
  gint64 samples[SAMPLES];
  guint there = *number;

  for (guint i = 0; i < SAMPLES; i++)
    samples[i] = create_one (store, (*number)++, hash);
  qsort (samples, SAMPLES, sizeof samples[0], compare);
  printf ("tenants %u %" G_GINT64_FORMAT "\n", there, samples[SAMPLES / 2]);
}

int
main (int argc, char **argv)
{
  g_autofree char *address = g_strdup_printf ("sqlite:%s", argc > 1 ? argv[1] : ".");
  g_autoptr (GError) error = NULL;
  g_autoptr (SsStore) store = ss_store_open (address, &error);
  g_autofree char *hash = NULL;
  guint number = 0;

  g_assert_no_error (error);
  ss_store_migrate (store, &error);
  g_assert_no_error (error);
  hash = ss_password_hash ("correct-horse-battery", &error);
  g_assert_no_error (error);

  create_one (store, number++, hash);
  measure (store, &number, hash);
  while (number < MANY)
    create_one (store, number++, hash);
  measure (store, &number, hash);
  return 0;
}
