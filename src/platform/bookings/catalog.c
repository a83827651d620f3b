/* catalog.c: what resources, services and customers have in common: pages, and one by one
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/bookings/catalog.h"

#include "model/model-json.h"
#include "platform/bookings/booking-scope.h"
#include "platform/store/row-model.h"

/* " ORDER BY …" (transfer full) */
static char *
read_ordering (SsRequest *request, const SsCatalog *catalog, SsFieldErrors *errors)
{
  const char *text = ss_request_get_parameter (request, "ordering");
  gboolean descends = text != NULL && *text == '-';

  if (text == NULL || *text == '\0')
    return g_strdup (catalog->order);
  for (const SsCatalogOrder *order = catalog->orders; order->name != NULL; order++)
    if (g_str_equal (order->name, text + (descends ? 1 : 0)))
      return g_strdup_printf ("%s %s NULLS LAST, x.id", order->expression, descends ? "DESC" : "ASC");
  ss_field_errors_add_printf (errors, "ordering", "“%s” can't be ordered by.", text);
  return NULL;
}

static gboolean
read_count (SsTransaction *transaction, const SsCatalog *catalog, SsConditions *conditions, gint64 *count,
            GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT count(*) FROM %s WHERE TRUE%s", catalog->table, conditions->where->str);

  return ss_transaction_query_total (transaction, sql, conditions->parameters, count, error);
}

static SsRows *
query_page (SsTransaction *transaction, const SsCatalog *catalog, SsConditions *conditions, const char *order,
            const SsPageRequest *page, GError **error)
{
  guint limit = ss_parameters_add_integer (conditions->parameters, page->page_size);
  guint offset =
      ss_parameters_add_integer (conditions->parameters, (gint64) (page->page - 1) * page->page_size);
  g_autofree char *sql =
      g_strdup_printf ("SELECT %s FROM %s WHERE TRUE%s ORDER BY %s LIMIT $%u OFFSET $%u", catalog->columns,
                       catalog->table, conditions->where->str, order, limit, offset);

  return ss_transaction_query_with (transaction, sql, conditions->parameters, error);
}

/* The first column of each kind is the id. */
static gboolean
write_row (SsTransaction *transaction, const SsCatalog *catalog, SsRows *rows, SsRowWriter *row_writer,
           SsJsonWriter *writer, GError **error)
{
  ss_json_writer_begin_object (writer);
  ss_row_writer_write_members (row_writer, writer);
  if (catalog->write_more != NULL
      && !catalog->write_more (transaction, ss_rows_get_string (rows, 0), writer, error))
    return FALSE;
  ss_json_writer_end_object (writer);
  return TRUE;
}

/* One that the caller may see, as JSON; @found says whether there is. */
static gboolean
write_one (SsRequest *request, const SsCatalog *catalog, const char *id, SsJsonWriter *writer,
           gboolean *found, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  g_auto (SsConditions) conditions = { 0 };
  g_autofree char *sql = NULL;
  g_autoptr (SsRows) rows = NULL;
  g_autoptr (SsRowWriter) row_writer = NULL;

  ss_conditions_init (&conditions);
  if (catalog->restrict_to != NULL)
    catalog->restrict_to (request, &conditions);
  sql = g_strdup_printf ("SELECT %s FROM %s WHERE x.id = $%u%s", catalog->columns, catalog->table,
                         ss_parameters_add_string (conditions.parameters, id), conditions.where->str);
  rows = ss_transaction_query_with (transaction, sql, conditions.parameters, error);
  if (!ss_rows_first (rows, found, error))
    return FALSE;
  if (!*found)
    return TRUE;
  row_writer = ss_row_writer_new (rows, catalog->get_type ());
  return write_row (transaction, catalog, rows, row_writer, writer, error);
}

static SsReply *
reply_one (SsRequest *request, const SsCatalog *catalog, const char *id, guint status, GError **error)
{
  g_auto (SsJsonWriter) writer = { NULL };
  gboolean found;

  ss_json_writer_init (&writer);
  if (!write_one (request, catalog, id, &writer, &found, error))
    return NULL;
  return found ? ss_reply_new_json (status, &writer) : ss_reply_new_not_found ();
}

/* Reads the body over @model, and saves it. (transfer full) (nullable): a 400; NULL and no error: saved */
static SsReply *
save (SsRequest *request, const SsCatalog *catalog, SsModel *model, gboolean is_new, GError **error)
{
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  JsonObject *body = ss_request_get_body (request);

  ss_model_read_body (model, body, is_new ? SS_BODY_CREATE : SS_BODY_CHANGE, errors);
  if (!catalog->check (request, model, body, errors, error))
    return NULL;
  if (!ss_field_errors_is_empty (errors))
    return ss_reply_new_invalid (errors);
  catalog->save (request, model, is_new, error);
  return NULL;
}

/**
 * ss_catalog_list:
 * @request: a request for a page
 * @catalog: of what
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): the page or 400; %NULL with @error set
 */
SsReply *
ss_catalog_list (SsRequest *request, const SsCatalog *catalog, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  g_auto (SsConditions) conditions = { 0 };
  g_autofree char *order = NULL;
  g_autoptr (SsRows) rows = NULL;
  g_autoptr (SsRowWriter) row_writer = NULL;
  g_autoptr (GError) local_error = NULL;
  g_auto (SsJsonWriter) writer = { NULL };
  SsPageRequest page;
  gint64 count;

  ss_json_writer_init (&writer);
  ss_conditions_init (&conditions);
  if (catalog->restrict_to != NULL)
    catalog->restrict_to (request, &conditions);
  ss_conditions_add_search (&conditions, "x.search_text", ss_request_get_parameter (request, "search"),
                            errors);
  catalog->filter (request, &conditions, errors);
  order = read_ordering (request, catalog, errors);
  ss_request_get_page (request, &page, errors);
  if (!ss_field_errors_is_empty (errors))
    return ss_reply_new_invalid (errors);

  if (!read_count (transaction, catalog, &conditions, &count, error))
    return NULL;
  rows = query_page (transaction, catalog, &conditions, order, &page, error);
  if (rows == NULL)
    return NULL;
  row_writer = ss_row_writer_new (rows, catalog->get_type ());
  ss_json_writer_begin_array (&writer);
  while (ss_rows_next (rows, &local_error))
    if (!write_row (transaction, catalog, rows, row_writer, &writer, error))
      return NULL;
  ss_json_writer_end_array (&writer);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return ss_request_reply_page (request, &page, count, writer.text->str, NULL);
}

/**
 * ss_catalog_get:
 * @request: a request for one
 * @catalog: of what
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): it, or 404; %NULL with @error set
 */
SsReply *
ss_catalog_get (SsRequest *request, const SsCatalog *catalog, GError **error)
{
  return reply_one (request, catalog, ss_request_get_id (request), 200, error);
}

/**
 * ss_catalog_add:
 * @request: a POST
 * @catalog: of what
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): 201 with it, or 400; %NULL with @error set
 */
SsReply *
ss_catalog_add (SsRequest *request, const SsCatalog *catalog, GError **error)
{
  g_autoptr (SsModel) model = catalog->create ();
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *location = NULL;
  GError *local_error = NULL;
  SsReply *reply;

  ss_model_set_string (model, (guint) SS_MODEL_GET_CLASS (model)->id_field, id);
  reply = save (request, catalog, model, TRUE, &local_error);
  if (reply != NULL)
    return reply;
  if (local_error == NULL)
    reply = reply_one (request, catalog, id, 201, &local_error);
  if (reply == NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  location = g_strdup_printf ("%s/api/v1/%s/%s/", ss_request_get_origin (request), catalog->path, id);
  ss_reply_set_header (reply, "Location", location);
  return reply;
}

/**
 * ss_catalog_change:
 * @request: a PATCH
 * @catalog: of what
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): it, 400 or 404; %NULL with @error set
 */
SsReply *
ss_catalog_change (SsRequest *request, const SsCatalog *catalog, GError **error)
{
  const char *id = ss_request_get_id (request);
  g_auto (SsJsonWriter) writer = { NULL };
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (SsModel) model = NULL;
  GError *local_error = NULL;
  SsReply *reply;
  gboolean found;

  ss_json_writer_init (&writer);
  if (!write_one (request, catalog, id, &writer, &found, error))
    return NULL;
  if (!found)
    return ss_reply_new_not_found ();
  node = ss_json_parse (writer.text->str, (gssize) writer.text->len, error);
  model = node != NULL ? ss_model_from_json (catalog->get_type (), node, error) : NULL;
  if (model == NULL)
    return NULL;
  reply = save (request, catalog, model, FALSE, &local_error);
  if (reply != NULL)
    return reply;
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  return reply_one (request, catalog, id, 200, error);
}

/**
 * ss_catalog_delete:
 * @request: a DELETE
 * @catalog: of what
 * @error: return location for an #SsStoreError
 *
 * Appointments that were deleted so long ago that they can't be restored do not keep it.
 *
 * Returns: (transfer full) (nullable): 204, 404 or 409 `in_use`; %NULL with @error set
 */
SsReply *
ss_catalog_delete (SsRequest *request, const SsCatalog *catalog, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  const char *id = ss_request_get_id (request);
  gint64 limit = ss_request_get_now (request) - SS_RESTORE_DAYS * G_TIME_SPAN_DAY;
  g_autoptr (SsRows) rows = NULL;
  g_autoptr (SsReply) now = ss_catalog_get (request, catalog, error);
  GError *local_error = NULL;
  gboolean is_used;

  if (now == NULL || ss_reply_get_status (now) != 200)
    return g_steal_pointer (&now);
  rows = ss_transaction_query (transaction, catalog->in_use, error, "si", id, limit);
  if (!ss_rows_first (rows, &is_used, error))
    return NULL;
  if (is_used)
    return ss_reply_new_error (409, "in_use", catalog->in_use_detail);
  g_clear_pointer (&rows, ss_rows_free);
  if (ss_transaction_execute (transaction, catalog->let_go, NULL, &local_error, "si", id, limit)
      && ss_transaction_execute (transaction, catalog->delete_sql, NULL, &local_error, "s", id))
    return ss_reply_new (204);
  /* An appointment that was booked at the same time holds it. */
  if (g_error_matches (local_error, SS_STORE_ERROR, SS_STORE_ERROR_CONSTRAINT))
    {
      g_error_free (local_error);
      return ss_reply_new_error (409, "in_use", catalog->in_use_detail);
    }
  g_propagate_error (error, local_error);
  return NULL;
}

/**
 * ss_catalog_exists:
 * @transaction: a transaction
 * @sql: a query of $1 and, where there is a second, $2
 * @first: $1
 * @second: (nullable): $2
 * @exists: (out): whether it finds a row
 * @error: return location for an #SsStoreError
 *
 * Returns: whether it could be asked
 */
gboolean
ss_catalog_exists (SsTransaction *transaction, const char *sql, const char *first, const char *second,
                   gboolean *exists, GError **error)
{
  g_autoptr (SsRows) rows = second == NULL
                                ? ss_transaction_query (transaction, sql, error, "s", first)
                                : ss_transaction_query (transaction, sql, error, "ss", first, second);

  return ss_rows_first (rows, exists, error);
}

/**
 * ss_catalog_check_range:
 * @value: a number
 * @least: the least that it may be
 * @most: the most
 * @field: whose it is
 * @errors: gets a sentence where it is outside
 */
void
ss_catalog_check_range (gint64 value, gint64 least, gint64 most, const char *field, SsFieldErrors *errors)
{
  if (value < least || value > most)
    ss_field_errors_add_printf (errors, field,
                                "Use a whole number from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT ".",
                                least, most);
}
