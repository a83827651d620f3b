/* booking-alternatives.c: free times near one that is taken
 *
 * In opening hours, in the future, within seven days, the nearest first; of two that are as near, the one on
 * the resource that was asked for, then the later one.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/bookings/booking-alternatives.h"

#include "domain/availability.h"
#include "model/json-reader.h"
#include "model/opening-hours.h"
#include "platform/bookings/booking-scope.h"

#define ALTERNATIVES_MAX 3
#define DAYS_MAX 7

/* The longest that anything takes with its buffers. */
#define LONGEST (3 * G_TIME_SPAN_DAY)

static const char select_settings[] = "SELECT time_zone, working_hours FROM settings WHERE id = 1";

/* $1 the service, $2 the resource asked for: those that give the service, or all where none is named. */
static const char select_resources[] =
    "SELECT r.id, r.working_hours FROM resources r WHERE r.is_active AND (r.id = $2 OR EXISTS "
    "(SELECT 1 FROM service_resources g WHERE g.service_id = $1 AND g.resource_id = r.id) OR NOT EXISTS "
    "(SELECT 1 FROM service_resources g WHERE g.service_id = $1)) "
    "ORDER BY CASE WHEN r.id = $2 THEN 0 ELSE 1 END, r.position, r.sort_name, r.id LIMIT 50";

/* $1 the resource, $2 from, $3 until, $4 the appointment itself */
static const char select_busy[] =
    "SELECT busy_from, busy_until FROM appointments WHERE is_busy AND resource_id = $1 "
    "AND busy_from > $2 AND busy_from < $3 AND id <> $4 "
    "UNION ALL SELECT start_time, end_time FROM blocker_times WHERE resource_id = $1 AND start_time < $3 "
    "AND end_time > $2 ORDER BY 1";

/* The time of one resource. */
typedef struct
{
  char *id;     /* (owned) */
  GArray *open; /* (owned) (element-type SsSpan) */
  GArray *busy; /* (owned) (element-type SsSpan) */
} Candidate;

typedef struct
{
  GTimeZone *zone; /* (owned) */
  SsOpeningWeek week;
  GPtrArray *candidates; /* (owned) (element-type Candidate): as they are preferred */
} Search;

/* A free time. */
typedef struct
{
  gint64 start;
  gint64 distance;
  guint candidate;
} Alternative;

static void
candidate_free (gpointer data)
{
  Candidate *self = data;

  g_free (self->id);
  g_array_unref (self->open);
  g_array_unref (self->busy);
  g_free (self);
}

static void
search_clear (Search *self)
{
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_pointer (&self->candidates, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

/* Stored hours were checked when they came. */
static void
read_week (const char *text, SsOpeningWeek *week)
{
  g_autoptr (JsonNode) node = ss_json_parse (text, -1, NULL);

  if (node != NULL)
    ss_opening_hours_read (node, week);
}

static gboolean
read_settings (SsTransaction *transaction, Search *search, GError **error)
{
  g_autoptr (SsRows) rows = ss_transaction_query (transaction, select_settings, error, "");
  gboolean found;

  if (!ss_rows_first (rows, &found, error))
    return FALSE;
  search->zone = found ? g_time_zone_new_identifier (ss_rows_get_string (rows, 0)) : NULL;
  if (search->zone == NULL)
    search->zone = g_time_zone_new_utc ();
  if (found)
    read_week (ss_rows_get_string (rows, 1), &search->week);
  return TRUE;
}

/* When both the business and the resource, @hours (nullable), are open around the time that is wanted. */
static Candidate *
make_candidate (const Search *search, const char *id, const char *hours, gint64 wanted)
{
  g_autoptr (GDateTime) utc =
      g_date_time_new_from_unix_utc (wanted / G_USEC_PER_SEC - (DAYS_MAX + 1) * 24 * 3600);
  Candidate *candidate = g_new0 (Candidate, 1);
  SsOpeningWeek week = search->week;
  int year, month, day;
  GDate first;

  g_date_time_get_ymd (utc, &year, &month, &day);
  g_date_clear (&first, 1);
  g_date_set_dmy (&first, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  if (hours != NULL)
    {
      SsOpeningWeek own = { 0 };

      read_week (hours, &own);
      ss_opening_week_intersect (&week, &own);
    }
  candidate->id = g_strdup (id);
  candidate->open = g_array_new (FALSE, FALSE, sizeof (SsSpan));
  candidate->busy = g_array_new (FALSE, FALSE, sizeof (SsSpan));
  ss_opening_week_append_spans (&week, search->zone, &first, 2 * DAYS_MAX + 3, candidate->open);
  return candidate;
}

static gboolean
read_candidates (SsRequest *request, const SsAppointmentRecord *wanted, Search *search, GError **error)
{
  g_autoptr (SsRows) rows = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *own = NULL;
  gboolean is_bound = ss_request_get_scope (request, SS_PERMISSION_CALENDAR_EDIT) == SS_SCOPE_OWN_RESOURCE;

  if (is_bound && !ss_booking_scope_get_own_resource (request, &own, error))
    return FALSE;
  search->candidates = g_ptr_array_new_with_free_func (candidate_free);
  rows = ss_transaction_query (ss_request_get_transaction (request), select_resources, error, "ss",
                               wanted->service_id, wanted->resource_id);
  if (rows == NULL)
    return FALSE;
  while (ss_rows_next (rows, &local_error))
    {
      if (is_bound && g_strcmp0 (own, ss_rows_get_string (rows, 0)) != 0)
        continue;
      g_ptr_array_add (search->candidates, make_candidate (search, ss_rows_get_string (rows, 0),
                                                           ss_rows_get_string (rows, 1), wanted->start_time));
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
read_busy (SsTransaction *transaction, const SsAppointmentRecord *wanted, Candidate *candidate,
           GError **error)
{
  gint64 reach = DAYS_MAX * G_TIME_SPAN_DAY + LONGEST;
  g_autoptr (SsRows) rows =
      ss_transaction_query (transaction, select_busy, error, "siis", candidate->id,
                            wanted->start_time - reach, wanted->start_time + reach, wanted->id);
  g_autoptr (GError) local_error = NULL;

  if (rows == NULL)
    return FALSE;
  while (ss_rows_next (rows, &local_error))
    {
      SsSpan span = { ss_rows_get_integer (rows, 0), ss_rows_get_integer (rows, 1) };

      g_array_append_val (candidate->busy, span);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static void
write_alternative (SsJsonWriter *writer, const char *resource_id, gint64 start)
{
  ss_json_writer_begin_object (writer);
  ss_json_writer_name (writer, "resourceId");
  ss_json_writer_string (writer, resource_id);
  ss_json_writer_name (writer, "startTime");
  ss_json_writer_time (writer, start);
  ss_json_writer_end_object (writer);
}

static int
compare_alternatives (gconstpointer a, gconstpointer b)
{
  const Alternative *one = a, *other = b;

  if (one->distance != other->distance)
    return one->distance < other->distance ? -1 : 1;
  if (one->candidate != other->candidate)
    return one->candidate < other->candidate ? -1 : 1;
  return one->start > other->start ? -1 : 1;
}

/* (transfer full) (element-type Alternative): the nearest of each, the nearest of all first */
static GArray *
find_alternatives (const Search *search, const SsAppointmentRecord *wanted, gint64 now)
{
  const SsSlotRequest slot = { .duration_minutes = (int) wanted->duration_minutes,
                               .buffer_before_minutes = (int) wanted->buffer_before_minutes,
                               .buffer_after_minutes = (int) wanted->buffer_after_minutes,
                               .not_before = now };
  GArray *found = g_array_new (FALSE, FALSE, sizeof (Alternative));
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < search->candidates->len; i++)
    {
      const Candidate *candidate = g_ptr_array_index (search->candidates, i);
      const SsResourceTime time = { (const SsSpan *) (gpointer) candidate->open->data, candidate->open->len,
                                    (const SsSpan *) (gpointer) candidate->busy->data, candidate->busy->len };

      g_array_set_size (starts, 0);
      ss_availability_append_nearest (&slot, &time, wanted->start_time, DAYS_MAX * G_TIME_SPAN_DAY,
                                      ALTERNATIVES_MAX, starts);
      for (guint j = 0; j < starts->len; j++)
        {
          gint64 start = g_array_index (starts, gint64, j);
          Alternative alternative = { start, ABS (start - wanted->start_time), i };

          g_array_append_val (found, alternative);
        }
    }
  g_array_sort (found, compare_alternatives);
  return found;
}

/**
 * ss_booking_alternatives:
 * @request: the request that was refused
 * @wanted: what can't be
 * @error: return location for an #SsStoreError
 *
 * Staff who may book their own resource alone are shown that alone.
 *
 * Returns: (transfer full) (nullable): a JSON array of up to three `{resourceId, startTime}`; %NULL with
 *   @error set
 */
char *
ss_booking_alternatives (SsRequest *request, const SsAppointmentRecord *wanted, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  g_auto (Search) search = { 0 };
  g_autoptr (GArray) found = NULL;
  g_auto (SsJsonWriter) writer = { NULL };

  ss_json_writer_init (&writer);
  if (!read_settings (transaction, &search, error) || !read_candidates (request, wanted, &search, error))
    return NULL;
  for (guint i = 0; i < search.candidates->len; i++)
    if (!read_busy (transaction, wanted, g_ptr_array_index (search.candidates, i), error))
      return NULL;
  found = find_alternatives (&search, wanted, ss_request_get_now (request));
  ss_json_writer_begin_array (&writer);
  for (guint i = 0; i < MIN (found->len, ALTERNATIVES_MAX); i++)
    {
      const Alternative *alternative = &g_array_index (found, Alternative, i);
      const Candidate *candidate = g_ptr_array_index (search.candidates, alternative->candidate);

      write_alternative (&writer, candidate->id, alternative->start);
    }
  ss_json_writer_end_array (&writer);
  return ss_json_writer_steal_text (&writer);
}
