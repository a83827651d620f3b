/* fill-tenants.c: makes businesses, as many as a provider has, in each of which its owner is signed in
 *
 * Says «token TOKEN», which is good for the owner of any of them for a day.
 *
 * usage: fill-tenants ADDRESS COUNT
 *
 * SPDX-License-Identifier: MIT
 */
#include <stdio.h>
#include <stdlib.h>

#include "platform/auth/token.h"
#include "platform/tenants/tenant-create.h"

static const char insert_session[] =
    "INSERT INTO sessions (id, user_id, ip_address, user_agent, created_at, last_used_at) "
    "SELECT $1, id, '127.0.0.1', 'fill-tenants', $2, $2 FROM users";
static const char insert_token[] =
    "INSERT INTO tokens (hash, session_id, kind, expires_at) VALUES ($1, $2, 'ACCESS', $3)";

static void
create_tenant (SsStore *store, const char *subdomain)
{
  SsNewTenant tenant = { .name = "A Business", .subdomain = subdomain, .base_domain = "smoothschedule.com" };
  SsNewUser owner = { .name = "Ada Miller", .email = "ada@business.example", .role = SS_ROLE_TENANT_OWNER };
  g_autoptr (GError) error = NULL;
  /* Nobody signs in with a password. */
  g_autofree char *id = ss_tenant_create (store, &tenant, &owner, "no hash", &error);

  g_assert_no_error (error);
}

static void
sign_in (SsStore *store, const char *subdomain, const char *token_hash)
{
  g_autofree char *schema = ss_store_schema_name (subdomain);
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SsTransaction) transaction = ss_store_begin (store, schema, SS_ACCESS_WRITE, NULL, &error);
  gint64 now = g_get_real_time ();

  g_assert_no_error (error);
  ss_transaction_execute (transaction, insert_session, NULL, &error, "st", id, now);
  g_assert_no_error (error);
  ss_transaction_execute (transaction, insert_token, NULL, &error, "sst", token_hash, id,
                          now + G_TIME_SPAN_DAY);
  g_assert_no_error (error);
  ss_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  char token[SS_TOKEN_SIZE], hash[SS_TOKEN_HASH_SIZE];
  g_autoptr (GError) error = NULL;
  g_autoptr (SsStore) store = NULL;
  int count;

  if (argc != 3)
    {
      fprintf (stderr, "usage: fill-tenants ADDRESS COUNT\n");
      return 2;
    }
  count = atoi (argv[2]);
  ss_token_make (FALSE, token);
  ss_token_hash (token, hash);
  store = ss_store_open (argv[1], &error);
  g_assert_no_error (error);
  ss_store_migrate (store, &error);
  g_assert_no_error (error);
  for (int i = 0; i < count; i++)
    {
      g_autofree char *subdomain = g_strdup_printf ("business-%d", i);

      create_tenant (store, subdomain);
      sign_in (store, subdomain, hash);
    }
  printf ("token %s\n", token);
  return 0;
}
