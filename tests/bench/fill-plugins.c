/* fill-plugins.c: puts many plugins into a store's marketplace, for the figures of long lists
 *
 * usage: fill-plugins sqlite:DIR COUNT
 *
 * SPDX-License-Identifier: MIT
 */
#include <stdio.h>

#include "many-plugins.h"

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsStore) store = NULL;

  if (argc != 3)
    {
      fprintf (stderr, "usage: fill-plugins sqlite:DIR COUNT\n");
      return 2;
    }
  store = ss_store_open (argv[1], &error);
  g_assert_no_error (error);
  ss_store_migrate (store, &error);
  g_assert_no_error (error);
  ss_add_many_plugins (store, g_ascii_strtoull (argv[2], NULL, 10));
  return 0;
}
