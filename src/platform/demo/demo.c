/* demo.c: the businesses, people and plugins of `serve --demo`
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

/* Plugins and the platform's staff. */
static gboolean
fill_shared (const Demo *demo, GError **error)
{
  g_autoptr (SsTransaction) transaction = ss_store_begin (demo->store, NULL, SS_ACCESS_WRITE, NULL, error);
  g_autoptr (JsonObject) people = transaction != NULL ? ss_demo_content_load ("people", error) : NULL;

  return people != NULL && ss_demo_add_plugins (transaction, demo->now, error)
         && ss_demo_add_people (transaction, ss_demo_get_array (people, "platformUsers"), PLATFORM_DOMAIN,
                                FALSE, demo->password_hash, error)
         && ss_transaction_commit (transaction, error);
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
  return transaction != NULL
         && ss_demo_fill_tenant (transaction, id, content, demo->now, demo->password_hash, error)
         && ss_transaction_commit (transaction, error);
}

static gboolean
fill (const Demo *demo, GError **error)
{
  g_autoptr (JsonObject) content = ss_demo_content_load ("tenants", error);
  JsonArray *tenants;

  if (content == NULL || !fill_shared (demo, error))
    return FALSE;
  tenants = ss_demo_get_array (content, "tenants");
  for (guint i = 0; tenants != NULL && i < json_array_get_length (tenants); i++)
    {
      if (!fill_tenant (demo, json_array_get_object_element (tenants, i), error))
        return FALSE;
    }
  return TRUE;
}

/**
 * ss_demo_fill:
 * @store: a migrated store
 * @error: return location for an error
 *
 * Hashes one password, for everybody, and makes the demo's businesses as of now. A store in which there is
 * anything is left as it is: the demo goes on where it was.
 *
 * Returns: %FALSE with @error set
 */
gboolean
ss_demo_fill (SsStore *store, GError **error)
{
  Demo demo = { .store = store, .now = g_get_real_time () };
  gboolean used, done;

  if (!read_is_used (store, &used, error))
    return FALSE;
  if (used)
    return TRUE;
  demo.password_hash = ss_password_hash (SS_DEMO_PASSWORD, error);
  if (demo.password_hash == NULL)
    return FALSE;
  done = fill (&demo, error);
  g_free (demo.password_hash);
  return done;
}
