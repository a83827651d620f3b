/* resources.c: the people, rooms and equipment that are booked
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/bookings/resources.h"

#include "domain/validation.h"
#include "model/bookings.h"
#include "platform/bookings/catalog.h"
#include "platform/tenants/settings-hours.h"

#define POSITION_MAX 100000

static const char insert_resource[] =
    "INSERT INTO resources (id, name, type, user_id, color, is_active, position, working_hours, sort_name, "
    "search_text, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, $10)";

static const char update_resource[] =
    "UPDATE resources SET name = $2, type = $3, user_id = $4, color = $5, is_active = $6, position = $7, "
    "working_hours = $8, sort_name = $9, search_text = $9, updated_at = $10 WHERE id = $1";

/* The person's own side of the link. */
static const char unlink_users[] =
    "UPDATE users SET resource_id = NULL WHERE resource_id = $1 AND id <> COALESCE ($2, '')";
static const char link_user[] = "UPDATE users SET resource_id = $1 WHERE id = $2";

static const char is_employee[] = "SELECT 1 FROM users WHERE id = $1 AND role <> 'CUSTOMER'";
static const char is_linked[] = "SELECT 1 FROM resources WHERE user_id = $1 AND id <> $2";

static void
filter (SsRequest *request, SsConditions *conditions, SsFieldErrors *errors)
{
  gboolean value;

  if (ss_request_get_boolean (request, "is_active", &value, errors))
    ss_conditions_add (conditions, value ? "x.is_active = TRUE" : "x.is_active = FALSE");
}

static SsModel *
create (void)
{
  SsResource *resource = g_object_new (SS_TYPE_RESOURCE, NULL);

  ss_resource_set_is_active (resource, TRUE);
  return SS_MODEL (resource);
}

static gboolean
check_user (SsRequest *request, SsResource *resource, SsFieldErrors *errors, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  const char *user_id = ss_resource_get_user_id (resource);
  gboolean exists = TRUE, is_taken = FALSE;

  if (user_id == NULL)
    return TRUE;
  if (!ss_catalog_exists (transaction, is_employee, user_id, NULL, &exists, error)
      || !ss_catalog_exists (transaction, is_linked, user_id, ss_resource_get_id (resource), &is_taken,
                             error))
    return FALSE;
  if (!exists)
    ss_field_errors_add (errors, "userId", "Nobody who works here has this id.");
  else if (is_taken)
    ss_field_errors_add (errors, "userId", "This person has a resource already.");
  return TRUE;
}

static gboolean
check (SsRequest *request, SsModel *model, JsonObject *body, SsFieldErrors *errors, GError **error)
{
  SsResource *resource = SS_RESOURCE (model);
  JsonNode *hours = json_object_get_member (body, "workingHours");

  if (hours != NULL && !JSON_NODE_HOLDS_NULL (hours))
    {
      g_autoptr (JsonNode) week = ss_settings_hours_read (hours, errors);

      if (week != NULL)
        ss_resource_set_working_hours (resource, week);
    }
  ss_catalog_check_range (ss_resource_get_position (resource), 0, POSITION_MAX, "position", errors);
  return check_user (request, resource, errors, error);
}

static gboolean
save (SsRequest *request, SsModel *model, gboolean is_new, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  SsResource *self = SS_RESOURCE (model);
  JsonNode *week = ss_resource_get_working_hours (self);
  g_autofree char *hours = week != NULL ? json_to_string (week, FALSE) : NULL;
  g_autofree char *folded = ss_search_fold (ss_resource_get_name (self));
  const char *id = ss_resource_get_id (self), *user_id = ss_resource_get_user_id (self);

  return ss_transaction_execute (transaction, is_new ? insert_resource : update_resource, NULL, error,
                                 "sssssbissi", id, ss_resource_get_name (self), ss_resource_get_type_ (self),
                                 user_id, ss_resource_get_color (self), ss_resource_get_is_active (self),
                                 ss_resource_get_position (self), hours, folded, ss_request_get_now (request))
         && ss_transaction_execute (transaction, unlink_users, NULL, error, "ss", id, user_id)
         && (user_id == NULL
             || ss_transaction_execute (transaction, link_user, NULL, error, "ss", id, user_id));
}

static const SsCatalogOrder orders[] = {
  { "position", "x.position" },
  { "name", "x.sort_name" },
  { NULL, NULL },
};

static const SsCatalog catalog = {
  .get_type = ss_resource_get_type,
  .path = "resources",
  .columns = "x.id, x.name, x.type, x.user_id, x.color, x.is_active, x.position, x.working_hours",
  .table = "resources x",
  .order = "x.position, x.sort_name, x.id",
  .orders = orders,
  .filter = filter,
  .create = create,
  .check = check,
  .save = save,
  .in_use = "SELECT 1 FROM appointments WHERE resource_id = $1 AND (deleted_at IS NULL OR deleted_at >= $2) "
            "LIMIT 1",
  .let_go = "UPDATE appointments SET resource_id = NULL WHERE resource_id = $1 AND deleted_at < $2",
  .delete_sql = "DELETE FROM resources WHERE id = $1",
  .in_use_detail = "This resource has appointments. Deactivate it instead.",
};

SsReply *
ss_resource_list (SsRequest *request, GError **error)
{
  return ss_catalog_list (request, &catalog, error);
}

SsReply *
ss_resource_read (SsRequest *request, GError **error)
{
  return ss_catalog_get (request, &catalog, error);
}

SsReply *
ss_resource_add (SsRequest *request, GError **error)
{
  return ss_catalog_add (request, &catalog, error);
}

SsReply *
ss_resource_change (SsRequest *request, GError **error)
{
  return ss_catalog_change (request, &catalog, error);
}

/**
 * ss_resource_delete:
 * @request: `DELETE /resources/{id}/`
 * @error: return location for an #SsStoreError
 *
 * Its blockers go with it. A service that only this resource gives would become one that any does: it is
 * kept for that, too.
 *
 * Returns: (transfer full) (nullable): 204, 404 or 409 `in_use`; %NULL with @error set
 */
SsReply *
ss_resource_delete (SsRequest *request, GError **error)
{
  static const char only_one[] =
      "SELECT 1 FROM service_resources s WHERE s.resource_id = $1 AND NOT EXISTS "
      "(SELECT 1 FROM service_resources o WHERE o.service_id = s.service_id AND o.resource_id <> $2)";
  SsTransaction *transaction = ss_request_get_transaction (request);
  const char *id = ss_request_get_id (request);
  gboolean is_only_one;

  if (!ss_catalog_exists (transaction, only_one, id, id, &is_only_one, error))
    return NULL;
  if (is_only_one)
    return ss_reply_new_error (409, "in_use",
                               "A service is given by this resource alone. Change the service first, or "
                               "deactivate the resource.");
  if (!ss_transaction_execute (transaction, unlink_users, NULL, error, "ss", id, NULL))
    return NULL;
  return ss_catalog_delete (request, &catalog, error);
}
