/* resource-times.c: when resources work, and when they are taken
 *
 * Rules of blockers are followed here and not looked up: who only reads can't carry their times on.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/bookings/resource-times.h"

#include "domain/local-time.h"
#include "domain/recurrence.h"
#include "model/json-reader.h"
#include "model/opening-hours.h"

/* The longest that anything takes with its buffers. */
#define LONGEST (3 * G_TIME_SPAN_DAY)

static const char select_settings[] = "SELECT time_zone, working_hours FROM settings WHERE id = 1";

static const char select_resources[] =
    "SELECT r.id, r.name, r.working_hours FROM resources r WHERE r.is_active AND ($2 IS NULL OR r.id = $2) AND "
    "($1 IS NULL OR EXISTS (SELECT 1 FROM service_resources g WHERE g.service_id = $1 AND g.resource_id = r.id) OR "
    "NOT EXISTS (SELECT 1 FROM service_resources g WHERE g.service_id = $1)) "
    "ORDER BY r.position, r.sort_name, r.id";

static const char select_appointments[] =
    "SELECT busy_from, busy_until FROM appointments WHERE is_busy AND resource_id = $1 AND busy_from > $2 AND "
    "busy_from < $3 AND busy_until > $4 ORDER BY busy_from";

static const char select_blockers[] =
    "SELECT resource_id, start_time, duration_minutes, recurrence FROM blockers WHERE start_time < $1 AND "
    "(recurrence IS NOT NULL OR start_time + duration_minutes * 60000000 > $2)";

static void
resource_times_free (gpointer data)
{
  SsResourceTimes *self = data;

  g_free (self->id);
  g_free (self->name);
  g_array_unref (self->open);
  g_array_unref (self->busy);
  g_free (self);
}

/* Stored hours were checked when they came. */
static void
read_week (const char *text, SsOpeningWeek *week)
{
  g_autoptr (JsonNode) node = ss_json_parse (text, -1, NULL);

  if (node != NULL)
    ss_opening_hours_read (node, week);
}

static void
add_open (SsResourceTimes *self, const SsBusinessHours *hours, const char *own_hours, gint64 from,
          gint64 until)
{
  SsOpeningWeek week = hours->week;
  GDate first, last;

  if (own_hours != NULL)
    {
      SsOpeningWeek own = { 0 };

      read_week (own_hours, &own);
      ss_opening_week_intersect (&week, &own);
    }
  ss_local_time_get (hours->zone, from, &first, NULL);
  ss_local_time_get (hours->zone, until, &last, NULL);
  ss_opening_week_append_spans (&week, hours->zone, &first, (guint) g_date_days_between (&first, &last) + 1,
                                self->open);
}

static gboolean
add_appointments (SsResourceTimes *self, SsTransaction *transaction, gint64 from, gint64 until,
                  GError **error)
{
  g_autoptr (SsRows) rows = ss_transaction_query (transaction, select_appointments, error, "siii", self->id,
                                                  from - LONGEST, until, from);
  GError *failure = NULL;

  if (rows == NULL)
    return FALSE;
  while (ss_rows_next (rows, &failure))
    {
      SsSpan span = { ss_rows_get_integer (rows, 0), ss_rows_get_integer (rows, 1) };

      g_array_append_val (self->busy, span);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/* The times of one blocker, the row that @rows stands on. */
static void
add_blocker (SsResourceTimes *self, SsRows *rows, const SsBusinessHours *hours, gint64 from, gint64 until)
{
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 start = ss_rows_get_integer (rows, 1);
  gint64 length = ss_rows_get_integer (rows, 2) * G_TIME_SPAN_MINUTE;

  if (ss_rows_is_null (rows, 3))
    g_array_append_val (starts, start);
  else
    ss_recurrence_expand (ss_rows_get_string (rows, 3), start, hours->zone, from - length, until, starts);
  for (guint i = 0; i < starts->len; i++)
    {
      SsSpan span = { g_array_index (starts, gint64, i), g_array_index (starts, gint64, i) + length };

      if (span.end > from)
        g_array_append_val (self->busy, span);
    }
}

/* Of all resources in one go: most have none. */
static gboolean
add_blockers (GPtrArray *all, SsTransaction *transaction, const SsBusinessHours *hours, gint64 from,
              gint64 until, GError **error)
{
  g_autoptr (SsRows) rows = ss_transaction_query (transaction, select_blockers, error, "ii", until, from);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  GError *failure = NULL;

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    {
      SsResourceTimes *times = g_ptr_array_index (all, i);

      g_hash_table_insert (by_id, times->id, times);
    }
  while (ss_rows_next (rows, &failure))
    {
      SsResourceTimes *times = g_hash_table_lookup (by_id, ss_rows_get_string (rows, 0));

      if (times != NULL)
        add_blocker (times, rows, hours, from, until);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/**
 * ss_business_hours_load:
 * @self: (out): the business' clock and week, to be cleared
 * @transaction: a tenant's
 * @error: return location for an #SsStoreError
 *
 * Returns: %FALSE with @error set
 */
gboolean
ss_business_hours_load (SsBusinessHours *self, SsTransaction *transaction, GError **error)
{
  g_autoptr (SsRows) rows = ss_transaction_query (transaction, select_settings, error, "");
  gboolean found;

  *self = (SsBusinessHours){ 0 };
  if (!ss_rows_first (rows, &found, error))
    return FALSE;
  if (found)
    {
      self->zone = g_time_zone_new_identifier (ss_rows_get_string (rows, 0));
      read_week (ss_rows_get_string (rows, 1), &self->week);
    }
  if (self->zone == NULL)
    self->zone = g_time_zone_new_utc ();
  return TRUE;
}

void
ss_business_hours_clear (SsBusinessHours *self)
{
  g_clear_pointer (&self->zone, g_time_zone_unref);
}

static GPtrArray *
load_resources (SsTransaction *transaction, const SsBusinessHours *hours, const char *service_id,
                const char *resource_id, gint64 from, gint64 until, GError **error)
{
  g_autoptr (SsRows) rows =
      ss_transaction_query (transaction, select_resources, error, "ss", service_id, resource_id);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (resource_times_free);
  GError *failure = NULL;

  if (rows == NULL)
    return NULL;
  while (ss_rows_next (rows, &failure))
    {
      SsResourceTimes *times = g_new0 (SsResourceTimes, 1);

      times->id = g_strdup (ss_rows_get_string (rows, 0));
      times->name = g_strdup (ss_rows_get_string (rows, 1));
      times->open = g_array_new (FALSE, FALSE, sizeof (SsSpan));
      times->busy = g_array_new (FALSE, FALSE, sizeof (SsSpan));
      add_open (times, hours, ss_rows_is_null (rows, 2) ? NULL : ss_rows_get_string (rows, 2), from, until);
      g_ptr_array_add (all, times);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  return g_steal_pointer (&all);
}

/**
 * ss_resource_times_load:
 * @transaction: a tenant's
 * @hours: the business'
 * @service_id: (nullable): what they must give
 * @resource_id: (nullable): which one alone is meant
 * @from: a moment
 * @until: a later one
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable) (element-type SsResourceTimes): the active resources in their order;
 * %NULL with @error set
 */
GPtrArray *
ss_resource_times_load (SsTransaction *transaction, const SsBusinessHours *hours, const char *service_id,
                        const char *resource_id, gint64 from, gint64 until, GError **error)
{
  g_autoptr (GPtrArray) all =
      load_resources (transaction, hours, service_id, resource_id, from, until, error);

  for (guint i = 0; all != NULL && i < all->len; i++)
    if (!add_appointments (g_ptr_array_index (all, i), transaction, from, until, error))
      return NULL;
  if (all == NULL || !add_blockers (all, transaction, hours, from, until, error))
    return NULL;
  return g_steal_pointer (&all);
}
