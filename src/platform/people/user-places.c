/* user-places.c: where users stand
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/people/user-places.h"

#include "platform/http/request-private.h"

static const char select_tenants[] =
    "SELECT id, name, subdomain, schema_name, is_demo, status FROM shared.tenants ORDER BY subdomain";

static const char *const has_user[] = { "SELECT 1 FROM users WHERE id = $1",
                                        "SELECT 1 FROM shared.users WHERE id = $1" };

static SsRequestTenant *
read_place (SsRows *rows)
{
  SsRequestTenant *place = g_new0 (SsRequestTenant, 1);

  place->id = g_strdup (ss_rows_get_string (rows, 0));
  place->name = g_strdup (ss_rows_get_string (rows, 1));
  place->subdomain = g_strdup (ss_rows_get_string (rows, 2));
  place->schema = g_strdup (ss_rows_get_string (rows, 3));
  place->is_demo = ss_rows_get_boolean (rows, 4);
  place->is_suspended = g_str_equal (ss_rows_get_string (rows, 5), "SUSPENDED");
  return place;
}

/**
 * ss_user_place_copy:
 * @place: a place
 *
 * Returns: (transfer full): the same
 */
SsRequestTenant *
ss_user_place_copy (const SsRequestTenant *place)
{
  SsRequestTenant *copy = g_new0 (SsRequestTenant, 1);

  copy->id = g_strdup (place->id);
  copy->name = g_strdup (place->name);
  copy->subdomain = g_strdup (place->subdomain);
  copy->schema = g_strdup (place->schema);
  copy->is_demo = place->is_demo;
  copy->is_suspended = place->is_suspended;
  return copy;
}

/**
 * ss_user_place_enter:
 * @request: a request of one of the platform's staff, who may be anywhere
 * @place: where it goes on; its next transaction is there
 */
void
ss_user_place_enter (SsRequest *request, const SsRequestTenant *place)
{
  if (g_strcmp0 (request->tenant.id, place->id) == 0)
    return;
  ss_request_tenant_clear (&request->tenant);
  request->tenant = (SsRequestTenant){ .id = g_strdup (place->id),
                                       .name = g_strdup (place->name),
                                       .subdomain = g_strdup (place->subdomain),
                                       .schema = g_strdup (place->schema),
                                       .is_demo = place->is_demo,
                                       .is_suspended = place->is_suspended };
  request->tenant_by_header = TRUE;
}

/**
 * ss_user_place_free:
 * @place: (nullable): a place
 */
void
ss_user_place_free (SsRequestTenant *place)
{
  if (place == NULL)
    return;
  ss_request_tenant_clear (place);
  g_free (place);
}

/**
 * ss_user_places_list:
 * @transaction: any
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable) (element-type SsRequestTenant): the platform, then all tenants
 */
GPtrArray *
ss_user_places_list (SsTransaction *transaction, GError **error)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func ((GDestroyNotify) ss_user_place_free);
  g_autoptr (SsRows) rows = ss_transaction_query (transaction, select_tenants, error, "");
  GError *failure = NULL;

  if (rows == NULL)
    return NULL;
  g_ptr_array_add (places, g_new0 (SsRequestTenant, 1));
  while (ss_rows_next (rows, &failure))
    g_ptr_array_add (places, read_place (rows));
  if (failure == NULL)
    return g_steal_pointer (&places);
  g_propagate_error (error, failure);
  return NULL;
}

/**
 * ss_user_place_begin:
 * @store: the store
 * @place: a place
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): a transaction that reads there
 */
SsTransaction *
ss_user_place_begin (SsStore *store, const SsRequestTenant *place, GError **error)
{
  return ss_store_begin (store, place->schema, SS_ACCESS_READ, NULL, error);
}

/**
 * ss_user_place_has:
 * @store: the store
 * @place: a place
 * @user_id: an id
 *
 * Returns: whether somebody has it there
 */
gboolean
ss_user_place_has (SsStore *store, const SsRequestTenant *place, const char *user_id)
{
  g_autoptr (SsTransaction) transaction = ss_user_place_begin (store, place, NULL);
  g_autoptr (SsRows) rows = NULL;
  gboolean found;

  if (transaction == NULL)
    return FALSE;
  rows = ss_transaction_query (transaction, has_user[place->id == NULL ? 1 : 0], NULL, "s", user_id);
  return ss_rows_first (rows, &found, NULL) && found;
}

/**
 * ss_user_places_find:
 * @store: the store
 * @places: (element-type SsRequestTenant): where to look
 * @user_id: an id
 *
 * With no transaction open, since each place needs one of its own.
 *
 * Returns: (transfer full) (nullable): where the user is
 */
SsRequestTenant *
ss_user_places_find (SsStore *store, GPtrArray *places, const char *user_id)
{
  for (guint i = 0; i < places->len; i++)
    {
      const SsRequestTenant *place = g_ptr_array_index (places, i);

      if (ss_user_place_has (store, place, user_id))
        return ss_user_place_copy (place);
    }
  return NULL;
}
