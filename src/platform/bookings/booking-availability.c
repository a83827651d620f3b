/* booking-availability.c: the free times of a day
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/bookings/booking-availability.h"

#include "domain/local-time.h"
#include "platform/bookings/day-parameter.h"
#include "platform/bookings/resource-times.h"

static const char select_service[] =
    "SELECT duration_minutes, buffer_before_minutes, buffer_after_minutes FROM services WHERE id = $1 AND is_active";

typedef struct
{
  const char *service_id;
  const char *resource_id; /* (nullable) */
  GDate day;
  GTimeZone *zone; /* (owned) (nullable): the business' where none is named */
} Question;

static gboolean
read_question (SsRequest *request, Question *question, SsFieldErrors *errors)
{
  const char *zone = ss_request_get_parameter (request, "timezone");

  question->service_id = ss_request_get_parameter (request, "service_id");
  question->resource_id = ss_request_get_parameter (request, "resource_id");
  if (question->service_id == NULL)
    ss_field_errors_add (errors, "service_id", "Is missing.");
  ss_day_parameter_read (request, "date", &question->day, errors);
  if (zone != NULL)
    question->zone = g_time_zone_new_identifier (zone);
  if (zone != NULL && question->zone == NULL)
    ss_field_errors_add (errors, "timezone", "Use a time zone such as Europe/Berlin.");
  return ss_field_errors_is_empty (errors);
}

static gboolean
read_service (SsTransaction *transaction, const char *id, SsSlotRequest *slot, gboolean *found,
              GError **error)
{
  g_autoptr (SsRows) rows = ss_transaction_query (transaction, select_service, error, "s", id);

  if (!ss_rows_first (rows, found, error))
    return FALSE;
  if (*found)
    {
      slot->duration_minutes = (int) ss_rows_get_integer (rows, 0);
      slot->buffer_before_minutes = (int) ss_rows_get_integer (rows, 1);
      slot->buffer_after_minutes = (int) ss_rows_get_integer (rows, 2);
    }
  return TRUE;
}

static SsReply *
write_minutes (GArray *minutes)
{
  g_auto (SsJsonWriter) writer = { NULL };

  ss_json_writer_init (&writer);
  ss_json_writer_begin_array (&writer);
  for (guint i = 0; i < minutes->len; i++)
    {
      int minute = g_array_index (minutes, int, i);
      g_autofree char *text = g_strdup_printf ("%02d:%02d", minute / 60, minute % 60);

      ss_json_writer_string (&writer, text);
    }
  ss_json_writer_end_array (&writer);
  return ss_reply_new_json (200, &writer);
}

static SsReply *
answer (SsRequest *request, const Question *question, const SsSlotRequest *slot, const SsBusinessHours *hours,
        GError **error)
{
  GTimeZone *zone = question->zone != NULL ? question->zone : hours->zone;
  g_autoptr (GArray) minutes = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (SsResourceTime));
  g_autoptr (GPtrArray) resources = NULL;
  GDate next = question->day;
  gint64 from, until;

  g_date_add_days (&next, 1);
  from = ss_local_time_resolve (zone, &question->day, 0) - slot->buffer_before_minutes * G_TIME_SPAN_MINUTE;
  until = ss_local_time_resolve (zone, &next, 0)
          + (slot->duration_minutes + slot->buffer_after_minutes) * G_TIME_SPAN_MINUTE;
  resources = ss_resource_times_load (ss_request_get_transaction (request), hours, question->service_id,
                                      question->resource_id, from, until, error);
  if (resources == NULL)
    return NULL;
  for (guint i = 0; i < resources->len; i++)
    {
      const SsResourceTimes *resource = g_ptr_array_index (resources, i);
      const SsResourceTime time = { (const SsSpan *) (gpointer) resource->open->data, resource->open->len,
                                    (const SsSpan *) (gpointer) resource->busy->data, resource->busy->len };

      g_array_append_val (times, time);
    }
  ss_availability_append (slot, (const SsResourceTime *) (gpointer) times->data, times->len, zone,
                          &question->day, minutes);
  return write_minutes (minutes);
}

/**
 * ss_booking_availability:
 * @request: `GET /booking/availability/`
 * @error: return location for an #SsStoreError
 *
 * Over several resources it is what any of them can (contract section 11).
 *
 * Returns: (transfer full): the times of the day at which the service can begin, as `["09:00", …]`
 */
SsReply *
ss_booking_availability (SsRequest *request, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  g_auto (SsBusinessHours) hours = { 0 };
  SsSlotRequest slot = { .not_before = ss_request_get_now (request) };
  Question question = { 0 };
  SsReply *reply = NULL;
  gboolean found = FALSE;

  if (!read_question (request, &question, errors))
    reply = ss_reply_new_invalid (errors);
  else if (read_service (transaction, question.service_id, &slot, &found, error))
    {
      if (!found)
        reply = ss_reply_new_not_found ();
      else if (ss_business_hours_load (&hours, transaction, error))
        reply = answer (request, &question, &slot, &hours, error);
    }
  g_clear_pointer (&question.zone, g_time_zone_unref);
  return reply;
}
