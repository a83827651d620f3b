/* appointment-list.c: appointments as pages and one by one, as far as the caller sees them
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/bookings/appointment-list.h"

#include <stdio.h>
#include <string.h>

#include "model/bookings.h"
#include "platform/bookings/booking-scope.h"
#include "platform/bookings/customers.h"
#include "platform/store/conditions.h"
#include "platform/store/row-model.h"

#define COLUMNS                                                                                         \
  "a.id, a.resource_id, a.customer_id, c.name AS customer_name, a.service_id, s.name AS service_name, " \
  "a.start_time, a.duration_minutes, a.status, a.price, a.notes, a.version, a.created_at, a.updated_at"

#define JOINS " JOIN customers c ON c.id = a.customer_id JOIN services s ON s.id = a.service_id"

#define SEARCHED "(c.search_text || ' ' || s.search_text || ' ' || a.search_text)"

static const struct
{
  const char *name;
  const char *order;
} orders[] = {
  { "start_time", "a.start_time, a.id" },
  { "-start_time", "a.start_time DESC, a.id DESC" },
  { "created_at", "a.created_at, a.id" },
  { "-created_at", "a.created_at DESC, a.id DESC" },
  { "updated_at", "a.updated_at, a.id" },
  { "-updated_at", "a.updated_at DESC, a.id DESC" },
  { "customer_name", "c.sort_name, a.start_time, a.id" },
  { "-customer_name", "c.sort_name DESC, a.start_time, a.id" },
  { "price", "a.price, a.start_time, a.id" },
  { "-price", "a.price DESC, a.start_time, a.id" },
  { "status", "a.status, a.start_time, a.id" },
  { "-status", "a.status DESC, a.start_time, a.id" },
};

static const char *
read_ordering (SsRequest *request, const char *usual, SsFieldErrors *errors)
{
  const char *text = ss_request_get_parameter (request, "ordering");

  if (text == NULL || *text == '\0')
    text = usual;
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    if (g_str_equal (orders[i].name, text))
      return orders[i].order;
  ss_field_errors_add_printf (errors, "ordering", "“%s” can't be ordered by.", text);
  return NULL;
}

static const char find_zone[] = "SELECT time_zone FROM settings WHERE id = 1";

/* (transfer full) (nullable): the tenant's zone */
static GTimeZone *
read_zone (SsTransaction *transaction, GError **error)
{
  g_autoptr (SsRows) rows = ss_transaction_query (transaction, find_zone, error, "");
  GTimeZone *zone;
  gboolean found;

  if (!ss_rows_first (rows, &found, error))
    return NULL;
  zone = found ? g_time_zone_new_identifier (ss_rows_get_string (rows, 0)) : NULL;
  return zone != NULL ? zone : g_time_zone_new_utc ();
}

/* The first moment of the day that is @n_days after the date in the parameter. */
static gboolean
read_date (SsRequest *request, const char *name, GTimeZone *zone, int n_days, gint64 *moment,
           SsFieldErrors *errors)
{
  const char *text = ss_request_get_parameter (request, name);
  g_autoptr (GDateTime) midnight = NULL;
  g_autoptr (GDateTime) start = NULL;
  int year, month, day, end = 0;

  if (text == NULL)
    return FALSE;
  if (strlen (text) == 10 && sscanf (text, "%4d-%2d-%2d%n", &year, &month, &day, &end) == 3 && end == 10
      && year >= 1900)
    midnight = g_date_time_new (zone, year, month, day, 0, 0, 0);
  start = midnight != NULL ? g_date_time_add_days (midnight, n_days) : NULL;
  if (start == NULL)
    {
      ss_field_errors_add (errors, name, "Use a date such as 2026-11-23.");
      return FALSE;
    }
  *moment = g_date_time_to_unix (start) * G_USEC_PER_SEC;
  return TRUE;
}

/* What overlaps the days. No appointment is longer than a day, so that the index by start serves both ends.
 */
static void
add_dates (SsRequest *request, GTimeZone *zone, SsConditions *conditions, SsFieldErrors *errors)
{
  gint64 from, until;
  gboolean has_from = read_date (request, "start_date", zone, 0, &from, errors);
  gboolean has_until = read_date (request, "end_date", zone, 1, &until, errors);

  if (has_from && has_until && until <= from)
    ss_field_errors_add (errors, "end_date", "The end can't be before the start.");
  if (has_from)
    g_string_append_printf (conditions->where, " AND a.end_time > $%u AND a.start_time > $%u",
                            ss_parameters_add_integer (conditions->parameters, from),
                            ss_parameters_add_integer (conditions->parameters, from - G_TIME_SPAN_DAY));
  if (has_until)
    g_string_append_printf (conditions->where, " AND a.start_time < $%u",
                            ss_parameters_add_integer (conditions->parameters, until));
}

/* Those on the resources named, and with them those that wait where both are asked for. */
static void
add_resources (SsRequest *request, SsConditions *conditions, SsFieldErrors *errors)
{
  g_auto (GStrv) ids = ss_request_get_parameters (request, "resource_ids");
  gboolean has_ids = ids != NULL && *ids != NULL;
  gboolean unassigned;

  if (!ss_request_get_boolean (request, "unassigned", &unassigned, errors))
    {
      ss_conditions_add_choice (conditions, "a.resource_id", (const char *const *) ids);
      return;
    }
  if (!unassigned || !has_ids)
    {
      ss_conditions_add (conditions, unassigned ? "a.resource_id IS NULL" : "a.resource_id IS NOT NULL");
      ss_conditions_add_choice (conditions, "a.resource_id", (const char *const *) ids);
      return;
    }
  ss_conditions_add (conditions, "(a.resource_id IS NULL OR (TRUE");
  ss_conditions_add_choice (conditions, "a.resource_id", (const char *const *) ids);
  g_string_append (conditions->where, "))");
}

static void
add_statuses (SsRequest *request, SsConditions *conditions, SsFieldErrors *errors)
{
  g_auto (GStrv) statuses = ss_request_get_parameters (request, "status");

  for (guint i = 0; statuses != NULL && statuses[i] != NULL; i++)
    if (!ss_booking_status_from_string (statuses[i], NULL))
      ss_field_errors_add_printf (errors, "status", "There is no status “%s”.", statuses[i]);
  ss_conditions_add_choice (conditions, "a.status", (const char *const *) statuses);
}

static void
add_filters (SsRequest *request, GTimeZone *zone, SsConditions *conditions, SsFieldErrors *errors)
{
  g_auto (GStrv) service_ids = ss_request_get_parameters (request, "service_ids");
  g_auto (GStrv) customer_ids = ss_request_get_parameters (request, "customer_id");

  ss_booking_scope_restrict (request, SS_PERMISSION_CALENDAR_VIEW, "a.customer_id", conditions);
  add_dates (request, zone, conditions, errors);
  add_resources (request, conditions, errors);
  ss_conditions_add_choice (conditions, "a.service_id", (const char *const *) service_ids);
  ss_conditions_add_choice (conditions, "a.customer_id", (const char *const *) customer_ids);
  add_statuses (request, conditions, errors);
  ss_conditions_add_search (conditions, SEARCHED, ss_request_get_parameter (request, "search"), errors);
}

/* Names are only joined where a search looks at them; all there are have been counted. (transfer full) */
static char *
write_count (SsConditions *conditions)
{
  gboolean is_searched = strstr (conditions->where->str, SEARCHED) != NULL;

  if (conditions->where->len == 0)
    return g_strdup ("SELECT n_appointments FROM appointment_counts WHERE id = 1");
  return g_strdup_printf ("SELECT count(*) FROM appointments a%s WHERE a.deleted_at IS NULL%s",
                          is_searched ? JOINS : "", conditions->where->str);
}

/* (transfer full) (nullable): the array of results */
static char *
read_results (SsTransaction *transaction, SsConditions *conditions, const char *order,
              const SsPageRequest *page, GError **error)
{
  guint limit = ss_parameters_add_integer (conditions->parameters, page->page_size);
  guint offset =
      ss_parameters_add_integer (conditions->parameters, (gint64) (page->page - 1) * page->page_size);
  g_autofree char *sql = g_strdup_printf ("SELECT " COLUMNS " FROM appointments a" JOINS
                                          " WHERE a.deleted_at IS NULL%s ORDER BY %s LIMIT $%u OFFSET $%u",
                                          conditions->where->str, order, limit, offset);
  g_autoptr (SsRows) rows = ss_transaction_query_with (transaction, sql, conditions->parameters, error);
  g_autoptr (SsRowWriter) row_writer = NULL;
  g_autoptr (GError) local_error = NULL;
  g_auto (SsJsonWriter) writer = { NULL };

  ss_json_writer_init (&writer);
  if (rows == NULL)
    return NULL;
  row_writer = ss_row_writer_new (rows, SS_TYPE_APPOINTMENT);
  ss_json_writer_begin_array (&writer);
  while (ss_rows_next (rows, &local_error))
    {
      ss_json_writer_begin_object (&writer);
      ss_row_writer_write_members (row_writer, &writer);
      ss_json_writer_end_object (&writer);
    }
  ss_json_writer_end_array (&writer);
  if (local_error == NULL)
    return ss_json_writer_steal_text (&writer);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static SsReply *
reply_page (SsRequest *request, SsConditions *conditions, const char *order, const SsPageRequest *page,
            GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  g_autofree char *count_sql = write_count (conditions);
  g_autoptr (SsParameters) counted = ss_parameters_copy (conditions->parameters);
  g_autofree char *results = NULL;
  gint64 count;

  ss_transaction_foresee_with (transaction, count_sql, counted);
  results = read_results (transaction, conditions, order, page, error);
  return results != NULL && ss_transaction_query_total (transaction, count_sql, counted, &count, error)
             ? ss_request_reply_page (request, page, count, results, NULL)
             : NULL;
}

/**
 * ss_appointment_list_foresee:
 * @request: `GET /appointments/`
 */
void
ss_appointment_list_foresee (SsRequest *request)
{
  ss_transaction_foresee (ss_request_get_transaction (request), find_zone, "");
}

/**
 * ss_appointment_list:
 * @request: `GET /appointments/`
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): the page or 400; %NULL with @error set
 */
SsReply *
ss_appointment_list (SsRequest *request, GError **error)
{
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  g_autoptr (GTimeZone) zone = read_zone (ss_request_get_transaction (request), error);
  g_auto (SsConditions) conditions = { 0 };
  const char *order;
  SsPageRequest page;

  if (zone == NULL)
    return NULL;
  ss_conditions_init (&conditions);
  add_filters (request, zone, &conditions, errors);
  order = read_ordering (request, "start_time", errors);
  ss_request_get_page (request, &page, errors);
  if (!ss_field_errors_is_empty (errors))
    return ss_reply_new_invalid (errors);
  return reply_page (request, &conditions, order, &page, error);
}

/**
 * ss_appointment_list_of_customer:
 * @request: `GET /customers/{id}/appointments/`
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): the page, newest first, 400, or 404 where the caller sees no such
 *   customer; %NULL with @error set
 */
SsReply *
ss_appointment_list_of_customer (SsRequest *request, GError **error)
{
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  g_autoptr (SsReply) customer = ss_customer_read (request, error);
  g_auto (SsConditions) conditions = { 0 };
  SsPageRequest page;

  if (customer == NULL || ss_reply_get_status (customer) != 200)
    return g_steal_pointer (&customer);
  if (!ss_request_get_page (request, &page, errors))
    return ss_reply_new_invalid (errors);
  ss_conditions_init (&conditions);
  g_string_append_printf (conditions.where, " AND a.customer_id = $%u",
                          ss_parameters_add_string (conditions.parameters, ss_request_get_id (request)));
  return reply_page (request, &conditions, "a.start_time DESC, a.id DESC", &page, error);
}

/**
 * ss_appointment_reply:
 * @request: the request
 * @id: an appointment
 * @status: 200 or 201
 * @late_fee: what its cancellation cost; -1: it is not about that
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): the Appointment, or 404 where the caller sees none; %NULL with @error
 *   set
 */
SsReply *
ss_appointment_reply (SsRequest *request, const char *id, guint status, gint64 late_fee, GError **error)
{
  g_auto (SsConditions) conditions = { 0 };
  g_autofree char *sql = NULL;
  g_autoptr (SsRows) rows = NULL;
  g_autoptr (SsRowWriter) row_writer = NULL;
  g_auto (SsJsonWriter) writer = { NULL };
  gboolean found;

  ss_json_writer_init (&writer);
  ss_conditions_init (&conditions);
  ss_booking_scope_restrict (request, SS_PERMISSION_CALENDAR_VIEW, "a.customer_id", &conditions);
  sql = g_strdup_printf ("SELECT " COLUMNS " FROM appointments a" JOINS
                         " WHERE a.id = $%u AND a.deleted_at IS NULL%s",
                         ss_parameters_add_string (conditions.parameters, id), conditions.where->str);
  rows = ss_transaction_query_with (ss_request_get_transaction (request), sql, conditions.parameters, error);
  if (!ss_rows_first (rows, &found, error))
    return NULL;
  if (!found)
    return ss_reply_new_not_found ();
  row_writer = ss_row_writer_new (rows, SS_TYPE_APPOINTMENT);
  ss_json_writer_begin_object (&writer);
  ss_row_writer_write_members (row_writer, &writer);
  if (late_fee >= 0)
    {
      ss_json_writer_name (&writer, "lateFee");
      ss_json_writer_money (&writer, late_fee);
    }
  ss_json_writer_end_object (&writer);
  return ss_reply_new_json (status, &writer);
}

/**
 * ss_appointment_get:
 * @request: `GET /appointments/{id}/`
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): the Appointment, or 404; %NULL with @error set
 */
SsReply *
ss_appointment_get (SsRequest *request, GError **error)
{
  return ss_appointment_reply (request, ss_request_get_id (request), 200, -1, error);
}
