/* demo.c: the businesses, people and plugins of `serve --demo`
 *
 * Each business is a database of its own, so that they can't all be filled in one transaction: a list of
 * those that are not yet filled is written with what they share, and the next start carries on with it.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/demo/demo.h"

#include "platform/auth/people.h"
#include "platform/demo/demo-content.h"
#include "platform/demo/demo-plugins.h"
#include "platform/demo/demo-tenants.h"
#include "platform/tenants/tenant-create.h"

/* Behind the platform's people: superuser@platform.example. */
#define PLATFORM_DOMAIN "platform"

/* The demo is reached on loopback only, under the names that a real platform would have. */
#define BASE_DOMAIN "smoothschedule.com"

static const char is_used[] =
    "SELECT 1 FROM shared.tenants UNION ALL SELECT 1 FROM shared.users UNION ALL SELECT 1 FROM shared.plugins LIMIT 1";

static const char insert_pending[] = "INSERT INTO shared.demo_fillings (subdomain) VALUES ($1)";
static const char select_pending[] = "SELECT subdomain FROM shared.demo_fillings";
static const char delete_pending[] = "DELETE FROM shared.demo_fillings WHERE subdomain = $1";
static const char delete_tenant[] = "DELETE FROM shared.tenants WHERE subdomain = $1";

typedef struct
{
  SsStore *store;
  gint64 now;
  char *password_hash;
} Demo;

static gboolean
read_is_used (SsStore *store, gboolean *used, GError **error)
{
  g_autoptr (SsTransaction) transaction = ss_store_begin (store, NULL, SS_ACCESS_READ, NULL, error);
  g_autoptr (SsRows) rows =
      transaction != NULL ? ss_transaction_query (transaction, is_used, error, "") : NULL;

  return ss_rows_first (rows, used, error);
}

/* (transfer full) (nullable) (element-type utf8 utf8): the sub-domains; %NULL with @error set */
static GHashTable *
read_pending (SsStore *store, GError **error)
{
  g_autoptr (SsTransaction) transaction = ss_store_begin (store, NULL, SS_ACCESS_READ, NULL, error);
  g_autoptr (SsRows) rows =
      transaction != NULL ? ss_transaction_query (transaction, select_pending, error, "") : NULL;
  g_autoptr (GHashTable) pending = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GError *failure = NULL;

  if (rows == NULL)
    return NULL;
  while (ss_rows_next (rows, &failure))
    g_hash_table_add (pending, g_strdup (ss_rows_get_string (rows, 0)));
  if (failure == NULL)
    return g_steal_pointer (&pending);
  g_propagate_error (error, failure);
  return NULL;
}

static gboolean
add_pending (SsTransaction *transaction, JsonArray *tenants, GError **error)
{
  for (guint i = 0; tenants != NULL && i < json_array_get_length (tenants); i++)
    {
      JsonObject *content = json_array_get_object_element (tenants, i);

      if (!ss_transaction_execute (transaction, insert_pending, NULL, error, "s",
                                   ss_demo_get_string (content, "subdomain")))
        return FALSE;
    }
  return TRUE;
}

/* Plugins, the platform's staff, and which businesses are to follow. */
static gboolean
fill_shared (const Demo *demo, JsonArray *tenants, GError **error)
{
  g_autoptr (SsTransaction) transaction = ss_store_begin (demo->store, NULL, SS_ACCESS_WRITE, NULL, error);
  g_autoptr (JsonObject) people = transaction != NULL ? ss_demo_content_load ("people", error) : NULL;

  if (transaction != NULL)
    ss_transaction_set_all_or_nothing (transaction);
  return people != NULL && add_pending (transaction, tenants, error)
         && ss_demo_add_plugins (transaction, demo->now, error)
         && ss_demo_add_people (transaction, ss_demo_get_array (people, "platformUsers"), PLATFORM_DOMAIN,
                                FALSE, demo->password_hash, error)
         && ss_transaction_commit (transaction, error);
}

/* What an interrupted start has left of a business. The row goes first: no row may be without its tables. */
static gboolean
clear_tenant (SsStore *store, const char *subdomain, GError **error)
{
  g_autoptr (SsTransaction) transaction = ss_store_begin (store, NULL, SS_ACCESS_WRITE, NULL, error);
  g_autofree char *schema = ss_store_schema_name (subdomain);
  g_autoptr (GError) failure = NULL;

  if (transaction == NULL || !ss_transaction_execute (transaction, delete_tenant, NULL, error, "s", subdomain)
      || !ss_transaction_commit (transaction, error))
    return FALSE;
  if (ss_store_delete_tenant (store, schema, &failure)
      || g_error_matches (failure, SS_STORE_ERROR, SS_STORE_ERROR_NO_TENANT))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
fill_tenant (const Demo *demo, JsonObject *content, GError **error)
{
  const SsNewTenant tenant = {
    .name = ss_demo_get_string (content, "name"),
    .subdomain = ss_demo_get_string (content, "subdomain"),
    .base_domain = BASE_DOMAIN,
    .subscription_tier = ss_demo_get_string (content, "subscriptionTier"),
    .status = ss_demo_get_string (content, "status"),
    .is_demo = ss_demo_get_boolean (content, "isDemo"),
  };
  g_autofree char *id = ss_tenant_create (demo->store, &tenant, NULL, NULL, error);
  g_autofree char *schema = ss_store_schema_name (tenant.subdomain);
  g_autoptr (SsTransaction) transaction = NULL;

  if (id == NULL)
    return FALSE;
  transaction = ss_store_begin (demo->store, schema, SS_ACCESS_WRITE_SHARED, NULL, error);
  if (transaction != NULL)
    ss_transaction_set_all_or_nothing (transaction);
  return transaction != NULL
         && ss_demo_fill_tenant (transaction, id, content, demo->now, demo->password_hash, error)
         && ss_transaction_execute (transaction, delete_pending, NULL, error, "s", tenant.subdomain)
         && ss_transaction_commit (transaction, error);
}

static gboolean
fill_tenants (const Demo *demo, JsonArray *tenants, GHashTable *pending, GError **error)
{
  for (guint i = 0; tenants != NULL && i < json_array_get_length (tenants); i++)
    {
      JsonObject *content = json_array_get_object_element (tenants, i);
      const char *subdomain = ss_demo_get_string (content, "subdomain");

      if (g_hash_table_contains (pending, subdomain)
          && (!clear_tenant (demo->store, subdomain, error) || !fill_tenant (demo, content, error)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
fill (const Demo *demo, gboolean is_new, GError **error)
{
  g_autoptr (JsonObject) content = ss_demo_content_load ("tenants", error);
  JsonArray *tenants = content != NULL ? ss_demo_get_array (content, "tenants") : NULL;
  g_autoptr (GHashTable) pending = NULL;

  if (content == NULL || (is_new && !fill_shared (demo, tenants, error)))
    return FALSE;
  pending = read_pending (demo->store, error);
  return pending != NULL && fill_tenants (demo, tenants, pending, error);
}

/**
 * ss_demo_fill:
 * @store: a migrated store
 * @error: return location for an error
 *
 * Hashes one password, for everybody, and makes the demo's businesses as of now. A start that was interrupted
 * is carried on; else a store in which there is anything is left as it is: the demo goes on where it was.
 *
 * Returns: %FALSE with @error set
 */
gboolean
ss_demo_fill (SsStore *store, GError **error)
{
  Demo demo = { .store = store, .now = g_get_real_time () };
  g_autoptr (GHashTable) pending = read_pending (store, error);
  gboolean used, done;

  if (pending == NULL || !read_is_used (store, &used, error))
    return FALSE;
  if (used && g_hash_table_size (pending) == 0)
    return TRUE;
  demo.password_hash = ss_password_hash (SS_DEMO_PASSWORD, error);
  if (demo.password_hash == NULL)
    return FALSE;
  done = fill (&demo, !used, error);
  g_free (demo.password_hash);
  return done;
}
