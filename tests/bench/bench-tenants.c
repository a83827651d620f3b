/* bench-tenants.c: what making a business costs, with few there and with many
 *
 * Says «tenants COUNT MICROSECONDS», the median of forty-one made in turn, for each of two new stores.
 *
 * usage: bench-tenants ADDRESS FEW ADDRESS MANY
 *
 * SPDX-License-Identifier: MIT
 */
#include <stdio.h>
#include <stdlib.h>

#include "platform/tenants/tenant-create.h"

#define SAMPLES 41

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

static SsStore *
open_store (const char *address)
{
  g_autoptr (GError) error = NULL;
  SsStore *store = ss_store_open (address, &error);

  g_assert_no_error (error);
  ss_store_migrate (store, &error);
  g_assert_no_error (error);
  return store;
}

/* A store with @count businesses, over connections that have made none of them: what one that made thousands
 * remembers of their tables is another matter. */
static SsStore *
fill_store (const char *address, guint count, const char *hash)
{
  g_autoptr (SsStore) store = open_store (address);

  for (guint i = 0; i < count; i++)
    create_one (store, i, hash);
  return open_store (address);
}

static void
report (guint there, gint64 *samples)
{
  qsort (samples, SAMPLES, sizeof samples[0], compare);
  printf ("tenants %u %" G_GINT64_FORMAT "\n", there, samples[SAMPLES / 2]);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = ss_password_hash ("correct-horse-battery", &error);
  g_autoptr (SsStore) few = NULL, many = NULL;
  gint64 of_few[SAMPLES], of_many[SAMPLES];
  guint n_few, n_many;

  if (argc != 5)
    {
      fprintf (stderr, "usage: bench-tenants ADDRESS FEW ADDRESS MANY\n");
      return 2;
    }
  g_assert_no_error (error);
  n_few = (guint) atoi (argv[2]);
  n_many = (guint) atoi (argv[4]);
  few = fill_store (argv[1], n_few, hash);
  many = fill_store (argv[3], n_many, hash);
  /* In turn, so that what else the disk does hits both alike. */
  for (guint i = 0; i < SAMPLES; i++)
    {
      of_few[i] = create_one (few, n_few + i, hash);
      of_many[i] = create_one (many, n_many + i, hash);
    }
  report (n_few, of_few);
  report (n_many, of_many);
  return 0;
}
