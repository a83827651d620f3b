/* booking-conflict.c: what stands in the way of a booking
 *
 * The database decides (migration 0005): these queries find what it decided on, to be shown, with the same
 * bounds.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/bookings/booking-conflict.h"

/* More are no help to anybody. */
#define CONFLICTS_MAX 20

/* $1 the resource, $2 from, $3 until, $4 the appointment itself */
static const char busy_appointments[] =
    "SELECT a.id, a.start_time, a.duration_minutes, s.name, c.name FROM appointments a "
    "JOIN services s ON s.id = a.service_id JOIN customers c ON c.id = a.customer_id "
    "WHERE a.is_busy AND a.resource_id = $1 AND a.busy_from < $3 AND a.busy_from > $2 - 259200000000 "
    "AND a.busy_until > $2 AND a.id <> $4 ORDER BY a.start_time, a.id LIMIT 20";

static const char busy_blockers[] =
    "SELECT b.id, t.start_time, b.duration_minutes, b.title FROM blocker_times t "
    "JOIN blockers b ON b.id = t.blocker_id WHERE t.resource_id = $1 AND t.start_time < $3 "
    "AND t.start_time > $2 - 60000000 * (SELECT coalesce (max (o.duration_minutes), 0) FROM blockers o "
    "WHERE o.resource_id = $1) AND t.end_time > $2 ORDER BY t.start_time, b.id LIMIT 20";

static void
write_conflict (SsJsonWriter *writer, const char *type, SsRows *rows, const char *title)
{
  ss_json_writer_begin_object (writer);
  ss_json_writer_name (writer, "type");
  ss_json_writer_string (writer, type);
  ss_json_writer_name (writer, "id");
  ss_json_writer_string (writer, ss_rows_get_string (rows, 0));
  ss_json_writer_name (writer, "startTime");
  ss_json_writer_time (writer, ss_rows_get_integer (rows, 1));
  ss_json_writer_name (writer, "durationMinutes");
  ss_json_writer_integer (writer, ss_rows_get_integer (rows, 2));
  ss_json_writer_name (writer, "title");
  ss_json_writer_string (writer, title);
  ss_json_writer_end_object (writer);
}

/* Takes @rows; @is_appointment: whether of appointments or of blockers */
static gboolean
write_conflicts (SsRows *taken, gboolean is_appointment, SsJsonWriter *writer, guint *n_conflicts,
                 GError **error)
{
  g_autoptr (SsRows) rows = taken;
  g_autoptr (GError) local_error = NULL;

  if (rows == NULL)
    return FALSE;
  while (*n_conflicts < CONFLICTS_MAX && ss_rows_next (rows, &local_error))
    {
      g_autofree char *title = is_appointment ? g_strdup_printf ("%s, %s", ss_rows_get_string (rows, 3),
                                                                 ss_rows_get_string (rows, 4))
                                              : g_strdup (ss_rows_get_string (rows, 3));

      write_conflict (writer, is_appointment ? "APPOINTMENT" : "BLOCKER", rows, title);
      (*n_conflicts)++;
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/**
 * ss_booking_conflicts_of_appointment:
 * @transaction: a tenant's
 * @appointment: what it shall be
 * @conflicts: (out) (transfer full): a JSON array
 * @n_conflicts: (out): its length; 0 where it takes no resource's time
 * @error: return location for an #SsStoreError
 *
 * Returns: whether it could be asked
 */
gboolean
ss_booking_conflicts_of_appointment (SsTransaction *transaction, const SsAppointmentRecord *appointment,
                                     char **conflicts, guint *n_conflicts, GError **error)
{
  gint64 from = ss_appointment_record_get_busy_from (appointment);
  gint64 until = ss_appointment_record_get_busy_until (appointment);
  g_auto (SsJsonWriter) writer = { NULL };

  *n_conflicts = 0;
  ss_json_writer_init (&writer);
  ss_json_writer_begin_array (&writer);
  if (ss_appointment_record_is_busy (appointment)
      && (!write_conflicts (ss_transaction_query (transaction, busy_appointments, error, "siis",
                                                  appointment->resource_id, from, until, appointment->id),
                            TRUE, &writer, n_conflicts, error)
          || !write_conflicts (ss_transaction_query (transaction, busy_blockers, error, "sii",
                                                     appointment->resource_id, from, until),
                               FALSE, &writer, n_conflicts, error)))
    return FALSE;
  ss_json_writer_end_array (&writer);
  *conflicts = ss_json_writer_steal_text (&writer);
  return TRUE;
}

/**
 * ss_booking_conflicts_of_blocker:
 * @transaction: a tenant's
 * @resource_id: whose time it blocks
 * @starts: (element-type gint64): when it begins, each time
 * @duration_minutes: and for how long
 * @conflicts: (out) (transfer full): a JSON array of appointments
 * @n_conflicts: (out): its length
 * @error: return location for an #SsStoreError
 *
 * Returns: whether it could be asked
 */
gboolean
ss_booking_conflicts_of_blocker (SsTransaction *transaction, const char *resource_id, GArray *starts,
                                 gint64 duration_minutes, char **conflicts, guint *n_conflicts,
                                 GError **error)
{
  g_auto (SsJsonWriter) writer = { NULL };

  *n_conflicts = 0;
  ss_json_writer_init (&writer);
  ss_json_writer_begin_array (&writer);
  for (guint i = 0; i < starts->len && *n_conflicts < CONFLICTS_MAX; i++)
    {
      gint64 from = g_array_index (starts, gint64, i);
      gint64 until = from + duration_minutes * G_TIME_SPAN_MINUTE;

      if (!write_conflicts (ss_transaction_query (transaction, busy_appointments, error, "siis", resource_id,
                                                  from, until, ""),
                            TRUE, &writer, n_conflicts, error))
        return FALSE;
    }
  ss_json_writer_end_array (&writer);
  *conflicts = ss_json_writer_steal_text (&writer);
  return TRUE;
}

/**
 * ss_booking_conflict_reply:
 * @conflicts: a JSON array of what stands in the way
 * @alternatives: (nullable): a JSON array of free times near it
 *
 * Returns: (transfer full): 409 `booking_conflict`
 */
SsReply *
ss_booking_conflict_reply (const char *conflicts, const char *alternatives)
{
  SsReply *reply = ss_reply_new_error (409, "booking_conflict", "Something else is booked at this time.");

  ss_reply_add_member (reply, "conflicts", conflicts);
  ss_reply_add_member (reply, "alternatives", alternatives != NULL ? alternatives : "[]");
  return reply;
}
