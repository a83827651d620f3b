/* services.c: what can be booked
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/bookings/services.h"

#include "domain/money.h"
#include "domain/validation.h"
#include "model/bookings.h"
#include "platform/bookings/catalog.h"

static const char insert_service[] =
    "INSERT INTO services (id, name, description, duration_minutes, buffer_before_minutes, "
    "buffer_after_minutes, price, is_active, sort_name, search_text, created_at, updated_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)";

/* Appointments keep the buffers that they were booked with. */
static const char update_service[] =
    "UPDATE services SET name = $2, description = $3, duration_minutes = $4, buffer_before_minutes = $5, "
    "buffer_after_minutes = $6, price = $7, is_active = $8, sort_name = $9, search_text = $10, updated_at = $11 "
    "WHERE id = $1";

static const char insert_resource[] =
    "INSERT INTO service_resources (service_id, resource_id, position) VALUES ($1, $2, $3)";
static const char delete_resources[] = "DELETE FROM service_resources WHERE service_id = $1";
static const char list_resources[] =
    "SELECT resource_id FROM service_resources WHERE service_id = $1 ORDER BY position";
static const char has_resource[] = "SELECT 1 FROM resources WHERE id = $1";

static void
filter (SsRequest *request, SsConditions *conditions, SsFieldErrors *errors)
{
  gboolean value;

  if (ss_request_get_boolean (request, "is_active", &value, errors))
    ss_conditions_add (conditions, value ? "x.is_active = TRUE" : "x.is_active = FALSE");
}

static gboolean
write_resources (SsTransaction *transaction, const char *id, SsJsonWriter *writer, GError **error)
{
  g_autoptr (SsRows) rows = ss_transaction_query (transaction, list_resources, error, "s", id);
  g_autoptr (GError) local_error = NULL;

  if (rows == NULL)
    return FALSE;
  ss_json_writer_name (writer, "resourceIds");
  ss_json_writer_begin_array (writer);
  while (ss_rows_next (rows, &local_error))
    ss_json_writer_string (writer, ss_rows_get_string (rows, 0));
  ss_json_writer_end_array (writer);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static SsModel *
create (void)
{
  SsService *service = g_object_new (SS_TYPE_SERVICE, NULL);

  ss_service_set_description (service, "");
  ss_service_set_is_active (service, TRUE);
  return SS_MODEL (service);
}

static gboolean
check_resources (SsRequest *request, SsService *service, SsFieldErrors *errors, GError **error)
{
  const char *const *ids = ss_service_get_resource_ids (service);

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      gboolean exists, is_repeated = FALSE;

      if (!ss_catalog_exists (ss_request_get_transaction (request), has_resource, ids[i], NULL, &exists,
                              error))
        return FALSE;
      for (guint j = 0; j < i; j++)
        is_repeated |= g_str_equal (ids[i], ids[j]);
      if (!exists || is_repeated)
        {
          ss_field_errors_add (errors, "resourceIds",
                               exists ? "Name each resource once."
                                      : "One of these resources does not exist.");
          return TRUE;
        }
    }
  return TRUE;
}

static gboolean
check (SsRequest *request, SsModel *model, JsonObject *body, SsFieldErrors *errors, GError **error)
{
  SsService *service = SS_SERVICE (model);

  if (ss_service_has_duration_minutes (service))
    ss_catalog_check_range (ss_service_get_duration_minutes (service), SS_DURATION_MINUTES_MIN,
                            SS_DURATION_MINUTES_MAX, "durationMinutes", errors);
  ss_catalog_check_range (ss_service_get_buffer_before_minutes (service), 0, SS_BUFFER_MINUTES_MAX,
                          "bufferBeforeMinutes", errors);
  ss_catalog_check_range (ss_service_get_buffer_after_minutes (service), 0, SS_BUFFER_MINUTES_MAX,
                          "bufferAfterMinutes", errors);
  if (ss_service_get_price (service) < 0)
    ss_field_errors_add (errors, "price", "A price can't be less than nothing.");
  return check_resources (request, service, errors, error);
}

static gboolean
save_resources (SsTransaction *transaction, SsService *service, GError **error)
{
  const char *id = ss_service_get_id (service);
  const char *const *ids = ss_service_get_resource_ids (service);

  if (!ss_transaction_execute (transaction, delete_resources, NULL, error, "s", id))
    return FALSE;
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    if (!ss_transaction_execute (transaction, insert_resource, NULL, error, "ssi", id, ids[i], (gint64) i))
      return FALSE;
  return TRUE;
}

static gboolean
save (SsRequest *request, SsModel *model, gboolean is_new, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  SsService *self = SS_SERVICE (model);
  g_autofree char *sort_name = ss_search_fold (ss_service_get_name (self));
  g_autofree char *text =
      g_strjoin ("\n", ss_service_get_name (self), ss_service_get_description (self), NULL);
  g_autofree char *search_text = ss_search_fold (text);

  return ss_transaction_execute (transaction, is_new ? insert_service : update_service, NULL, error,
                                 "sssiiiibssi", ss_service_get_id (self), ss_service_get_name (self),
                                 ss_service_get_description (self), ss_service_get_duration_minutes (self),
                                 ss_service_get_buffer_before_minutes (self),
                                 ss_service_get_buffer_after_minutes (self), ss_service_get_price (self),
                                 ss_service_get_is_active (self), sort_name, search_text,
                                 ss_request_get_now (request))
         && save_resources (transaction, self, error);
}

static const SsCatalogOrder orders[] = {
  { "name", "x.sort_name" },
  { "price", "x.price" },
  { "duration_minutes", "x.duration_minutes" },
  { NULL, NULL },
};

static const SsCatalog catalog = {
  .get_type = ss_service_get_type,
  .path = "services",
  .columns = "x.id, x.name, x.description, x.duration_minutes, x.buffer_before_minutes, "
             "x.buffer_after_minutes, x.price, x.is_active",
  .table = "services x",
  .order = "x.sort_name, x.id",
  .orders = orders,
  .filter = filter,
  .write_more = write_resources,
  .create = create,
  .check = check,
  .save = save,
  .in_use = "SELECT 1 FROM appointments WHERE service_id = $1 AND (deleted_at IS NULL OR deleted_at >= $2) "
            "LIMIT 1",
  .let_go = "UPDATE appointments SET service_id = NULL WHERE service_id = $1 AND deleted_at < $2",
  .delete_sql = "DELETE FROM services WHERE id = $1",
  .in_use_detail = "This service has appointments. Deactivate it instead.",
};

SsReply *
ss_service_list (SsRequest *request, GError **error)
{
  return ss_catalog_list (request, &catalog, error);
}

SsReply *
ss_service_read (SsRequest *request, GError **error)
{
  return ss_catalog_get (request, &catalog, error);
}

SsReply *
ss_service_add (SsRequest *request, GError **error)
{
  return ss_catalog_add (request, &catalog, error);
}

SsReply *
ss_service_change (SsRequest *request, GError **error)
{
  return ss_catalog_change (request, &catalog, error);
}

SsReply *
ss_service_delete (SsRequest *request, GError **error)
{
  return ss_catalog_delete (request, &catalog, error);
}
