/* fill-users.c: gives a business of the demo many users, for the figures of long lists
 *
 * usage: fill-users sqlite:DIR TENANT COUNT
 *
 * SPDX-License-Identifier: MIT
 */
#include <stdio.h>

#include "platform/auth/people.h"

static void
add_user (SsTransaction *transaction, guint64 number)
{
  static const char *const given_names[] = { "Ada",       "Björn", "Chloé", "Dmitri",
                                             "Elizabeth", "Farah", "Grace", "Hiro" };
  static const char *const names[] = { "Abernathy", "Castillo",     "Dąbrowski", "Montgomery",
                                       "Okafor",    "Papadopoulos", "Wu" };
  g_autofree char *name = g_strdup_printf ("%s %s", given_names[number % G_N_ELEMENTS (given_names)],
                                           names[number % G_N_ELEMENTS (names)]);
  g_autofree char *email = g_strdup_printf ("person-%" G_GUINT64_FORMAT "@business.example", number);
  SsNewUser user = { .name = name,
                     .email = email,
                     .role = number % 3 == 0 ? SS_ROLE_TENANT_STAFF : SS_ROLE_CUSTOMER };
  g_autoptr (GError) error = NULL;
  g_autofree char *id = ss_user_create (transaction, &user, "", &error);

  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsStore) store = NULL;
  g_autoptr (SsTransaction) transaction = NULL;
  g_autofree char *schema = NULL;
  guint64 count;

  if (argc != 4)
    {
      fprintf (stderr, "usage: fill-users sqlite:DIR TENANT COUNT\n");
      return 2;
    }
  store = ss_store_open (argv[1], &error);
  g_assert_no_error (error);
  schema = ss_store_schema_name (argv[2]);
  count = g_ascii_strtoull (argv[3], NULL, 10);
  transaction = ss_store_begin (store, schema, SS_ACCESS_WRITE, NULL, &error);
  g_assert_no_error (error);
  ss_transaction_set_all_or_nothing (transaction);
  for (guint64 i = 0; i < count; i++)
    add_user (transaction, i);
  ss_transaction_commit (transaction, &error);
  g_assert_no_error (error);
  return 0;
}
