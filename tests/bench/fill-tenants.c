/* fill-tenants.c: makes empty businesses, as many as a provider has
 *
 * usage: fill-tenants ADDRESS COUNT
 *
 * SPDX-License-Identifier: MIT
 */
#include <stdio.h>
#include <stdlib.h>

#include "platform/tenants/tenant-create.h"

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsStore) store = NULL;
  int count;

  if (argc != 3)
    {
      fprintf (stderr, "usage: fill-tenants ADDRESS COUNT\n");
      return 2;
    }
  count = atoi (argv[2]);
  store = ss_store_open (argv[1], &error);
  g_assert_no_error (error);
  ss_store_migrate (store, &error);
  g_assert_no_error (error);
  for (int i = 0; i < count; i++)
    {
      g_autofree char *subdomain = g_strdup_printf ("business-%d", i);
      SsNewTenant tenant = { .name = "A Business",
                             .subdomain = subdomain,
                             .base_domain = "smoothschedule.com" };
      g_autofree char *id = ss_tenant_create (store, &tenant, NULL, NULL, &error);

      g_assert_no_error (error);
    }
  return 0;
}
