/* store-writer.c: writes to a business's tables, and says after each commit that it is done
 *
 *   store-writer sqlite:DIR COUNT
 *
 * SPDX-License-Identifier: MIT
 */
#include <stdlib.h>
#include <unistd.h>

#include "platform/store/store.h"

static const char insert[] =
    "INSERT INTO installations (id, plugin_id, installed_version, installed_at, updated_at)"
    " VALUES ($1, $1, '1.0.0', 0, 0)";

int
main (int argc, char **argv)
{
  g_autoptr (SsStore) store = argc == 3 ? ss_store_open (argv[1], NULL) : NULL;
  int count = argc == 3 ? atoi (argv[2]) : 0;

  if (store == NULL)
    return 2;
  for (int i = 0; i < count; i++)
    {
      g_autoptr (SsTransaction) transaction =
          ss_store_begin (store, "tenant_acme", SS_ACCESS_WRITE, NULL, NULL);
      g_autofree char *id = g_strdup_printf ("row-%d", i);

      if (transaction == NULL || !ss_transaction_execute (transaction, insert, NULL, NULL, "s", id)
          || !ss_transaction_commit (transaction, NULL))
        return 1;
      if (write (STDOUT_FILENO, "+", 1) != 1)
        return 1;
    }
  return 0;
}
