/* report-summary.c: what a span of days brought
 *
 * Contract sections 6 and 11: `booked` leaves cancelled ones out; revenue is what was completed; utilisation
 * is booked minutes over open minutes of the active resources.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/bookings/report-summary.h"

#include "domain/booking.h"
#include "domain/local-time.h"
#include "platform/bookings/day-parameter.h"
#include "platform/bookings/resource-times.h"

#define DAYS_MAX 731

static const char select_appointments[] =
    "SELECT a.start_time, a.duration_minutes, a.status, a.price, a.service_id, s.name, a.resource_id, r.name "
    "FROM appointments a LEFT JOIN services s ON s.id = a.service_id LEFT JOIN resources r ON r.id = a.resource_id "
    "WHERE a.deleted_at IS NULL AND a.start_time >= $1 AND a.start_time < $2";

typedef struct
{
  gint64 booked;
  gint64 completed;
  gint64 cancelled;
  gint64 no_show;
  gint64 revenue;
  gint64 booked_minutes;
  gint64 open_minutes;
} Figures;

/* The figures of one service or resource. */
typedef struct
{
  char *id;
  char *name;
  Figures figures;
} Part;

typedef struct
{
  SsBusinessHours hours;
  GDate first;
  guint n_days;
  gint64 from;
  gint64 until;
  Figures totals;
  Figures *days;        /* (owned) (array length=n_days) */
  GHashTable *services; /* (owned): id to Part */
  GHashTable *resources;
} Summary;

static void
part_free (gpointer data)
{
  Part *self = data;

  g_free (self->id);
  g_free (self->name);
  g_free (self);
}

static void
summary_clear (Summary *self)
{
  ss_business_hours_clear (&self->hours);
  g_free (self->days);
  g_clear_pointer (&self->services, g_hash_table_unref);
  g_clear_pointer (&self->resources, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Summary, summary_clear)

static gint64
get_day_start (const Summary *self, guint n_days)
{
  GDate day = self->first;

  g_date_add_days (&day, n_days);
  return ss_local_time_resolve (self->hours.zone, &day, 0);
}

static void
summary_init (Summary *self, const GDate *first, guint n_days)
{
  self->first = *first;
  self->n_days = n_days;
  self->from = get_day_start (self, 0);
  self->until = get_day_start (self, n_days);
  self->days = g_new0 (Figures, n_days);
  self->services = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, part_free);
  self->resources = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, part_free);
}

static Figures *
get_part (GHashTable *parts, const char *id, const char *name)
{
  Part *part = g_hash_table_lookup (parts, id);

  if (part == NULL)
    {
      part = g_new0 (Part, 1);
      part->id = g_strdup (id);
      part->name = g_strdup (name);
      g_hash_table_insert (parts, part->id, part);
    }
  return &part->figures;
}

static void
count (Figures *figures, SsBookingStatus status, gint64 price, gint64 minutes)
{
  if (status == SS_BOOKING_CANCELLED)
    {
      figures->cancelled++;
      return;
    }
  figures->booked++;
  figures->booked_minutes += minutes;
  if (status == SS_BOOKING_NO_SHOW)
    figures->no_show++;
  if (status == SS_BOOKING_COMPLETED)
    {
      figures->completed++;
      figures->revenue += price;
    }
}

static void
count_row (Summary *self, SsRows *rows)
{
  SsBookingStatus status = SS_BOOKING_PENDING;
  gint64 price = ss_rows_get_integer (rows, 3);
  gboolean is_assigned = !ss_rows_is_null (rows, 6);
  /* What waits for a resource takes nobody's time. */
  gint64 minutes = is_assigned ? ss_rows_get_integer (rows, 1) : 0;
  GDate day;
  int number;

  ss_booking_status_from_string (ss_rows_get_string (rows, 2), &status);
  ss_local_time_get (self->hours.zone, ss_rows_get_integer (rows, 0), &day, NULL);
  number = g_date_days_between (&self->first, &day);
  count (&self->totals, status, price, minutes);
  if (number >= 0 && (guint) number < self->n_days)
    count (&self->days[number], status, price, minutes);
  if (!ss_rows_is_null (rows, 4))
    count (get_part (self->services, ss_rows_get_string (rows, 4), ss_rows_get_string (rows, 5)), status,
           price, minutes);
  if (is_assigned)
    count (get_part (self->resources, ss_rows_get_string (rows, 6), ss_rows_get_string (rows, 7)), status,
           price, minutes);
}

static gboolean
count_appointments (Summary *self, SsTransaction *transaction, GError **error)
{
  g_autoptr (SsRows) rows =
      ss_transaction_query (transaction, select_appointments, error, "ii", self->from, self->until);
  GError *failure = NULL;

  if (rows == NULL)
    return FALSE;
  while (ss_rows_next (rows, &failure))
    count_row (self, rows);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/* Opening hours may go through midnight: each day has its part. */
static void
count_open_span (Summary *self, Figures *part, const SsSpan *span)
{
  gint64 start = MAX (span->start, self->from), end = MIN (span->end, self->until);

  while (start < end)
    {
      GDate day;
      guint number;
      gint64 day_end, minutes;

      ss_local_time_get (self->hours.zone, start, &day, NULL);
      number = (guint) g_date_days_between (&self->first, &day);
      day_end = MIN (end, get_day_start (self, number + 1));
      if (day_end <= start)
        return;
      minutes = (day_end - start) / G_TIME_SPAN_MINUTE;
      part->open_minutes += minutes;
      self->totals.open_minutes += minutes;
      if (number < self->n_days)
        self->days[number].open_minutes += minutes;
      start = day_end;
    }
}

static gboolean
count_open (Summary *self, SsTransaction *transaction, GError **error)
{
  g_autoptr (GPtrArray) resources =
      ss_resource_times_load (transaction, &self->hours, NULL, NULL, self->from, self->until, error);

  for (guint i = 0; resources != NULL && i < resources->len; i++)
    {
      const SsResourceTimes *times = g_ptr_array_index (resources, i);
      Figures *part = get_part (self->resources, times->id, times->name);

      for (guint j = 0; j < times->open->len; j++)
        count_open_span (self, part, &g_array_index (times->open, SsSpan, j));
    }
  return resources != NULL;
}

static gboolean
load (Summary *self, SsTransaction *transaction, const GDate *first, guint n_days, GError **error)
{
  if (!ss_business_hours_load (&self->hours, transaction, error))
    return FALSE;
  summary_init (self, first, n_days);
  return count_appointments (self, transaction, error) && count_open (self, transaction, error);
}

static void
write_figures (const Figures *figures, SsJsonWriter *writer)
{
  const struct
  {
    const char *name;
    gint64 value;
  } counts[] = {
    { "booked", figures->booked },
    { "completed", figures->completed },
    { "cancelled", figures->cancelled },
    { "noShow", figures->no_show },
  };

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      ss_json_writer_name (writer, counts[i].name);
      ss_json_writer_integer (writer, counts[i].value);
    }
  ss_json_writer_name (writer, "revenue");
  ss_json_writer_money (writer, figures->revenue);
  ss_json_writer_name (writer, "utilisation");
  ss_json_writer_number (writer, figures->open_minutes > 0
                                     ? (double) figures->booked_minutes / (double) figures->open_minutes
                                     : 0);
}

static void
write_days (const Summary *self, SsJsonWriter *writer)
{
  ss_json_writer_name (writer, "days");
  ss_json_writer_begin_array (writer);
  for (guint i = 0; i < self->n_days; i++)
    {
      GDate day = self->first;
      char text[11];

      g_date_add_days (&day, i);
      g_date_strftime (text, sizeof text, "%Y-%m-%d", &day);
      ss_json_writer_begin_object (writer);
      ss_json_writer_name (writer, "date");
      ss_json_writer_string (writer, text);
      write_figures (&self->days[i], writer);
      ss_json_writer_end_object (writer);
    }
  ss_json_writer_end_array (writer);
}

static int
compare_parts (gconstpointer a, gconstpointer b)
{
  const Part *one = *(const Part *const *) a, *other = *(const Part *const *) b;

  if (one->figures.booked != other->figures.booked)
    return one->figures.booked > other->figures.booked ? -1 : 1;
  return g_strcmp0 (one->name, other->name);
}

static void
write_parts (GHashTable *parts, const char *name, const char *id_name, SsJsonWriter *writer)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, parts);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_ptr_array_add (sorted, value);
  g_ptr_array_sort (sorted, compare_parts);
  ss_json_writer_name (writer, name);
  ss_json_writer_begin_array (writer);
  for (guint i = 0; i < sorted->len; i++)
    {
      const Part *part = g_ptr_array_index (sorted, i);

      ss_json_writer_begin_object (writer);
      ss_json_writer_name (writer, id_name);
      ss_json_writer_string (writer, part->id);
      ss_json_writer_name (writer, "name");
      ss_json_writer_string (writer, part->name);
      write_figures (&part->figures, writer);
      ss_json_writer_end_object (writer);
    }
  ss_json_writer_end_array (writer);
}

static SsReply *
write_summary (const Summary *now, const Summary *previous)
{
  g_auto (SsJsonWriter) writer = { NULL };

  ss_json_writer_init (&writer);
  ss_json_writer_begin_object (&writer);
  write_days (now, &writer);
  ss_json_writer_name (&writer, "totals");
  ss_json_writer_begin_object (&writer);
  write_figures (&now->totals, &writer);
  ss_json_writer_end_object (&writer);
  write_parts (now->services, "byService", "serviceId", &writer);
  write_parts (now->resources, "byResource", "resourceId", &writer);
  ss_json_writer_name (&writer, "previous");
  ss_json_writer_begin_object (&writer);
  write_figures (&previous->totals, &writer);
  ss_json_writer_end_object (&writer);
  ss_json_writer_end_object (&writer);
  return ss_reply_new_json (200, &writer);
}

/**
 * ss_report_summary:
 * @request: `GET /reports/summary/`
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full): the figures of the days `from` to `to`, both included, and of as many days before
 */
SsReply *
ss_report_summary (SsRequest *request, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  g_auto (Summary) now = { 0 };
  g_auto (Summary) previous = { 0 };
  GDate from, to, before;
  int n_days;

  if (!ss_day_parameter_read (request, "from", &from, errors)
      | !ss_day_parameter_read (request, "to", &to, errors))
    return ss_reply_new_invalid (errors);
  n_days = g_date_days_between (&from, &to) + 1;
  if (n_days < 1)
    ss_field_errors_add (errors, "to", "The end can't be before the start.");
  if (n_days > DAYS_MAX)
    ss_field_errors_add (errors, "to", "Ask for two years at most.");
  if (!ss_field_errors_is_empty (errors))
    return ss_reply_new_invalid (errors);

  before = from;
  g_date_subtract_days (&before, (guint) n_days);
  if (!load (&now, transaction, &from, (guint) n_days, error)
      || !load (&previous, transaction, &before, (guint) n_days, error))
    return NULL;
  return write_summary (&now, &previous);
}
